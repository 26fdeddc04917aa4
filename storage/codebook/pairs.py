"""What in one version of a codebook is the same thing in the next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from storage.codebook.model import Codebook, Field, Value

_Named = TypeVar("_Named", Field, Value)


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field or variable in two versions; None where it is only in one."""

    record_type: str | None
    """None for variables."""
    old: Field | None
    new: Field | None

    @property
    def place(self) -> str:
        """How a sentence names it: by its new name where it has one."""
        field = self.new or self.old
        name = field.name if field else ""
        kind = f"field «{name}» of {self.record_type}"
        return kind if self.record_type else f"variable «{name}»"


def field_pairs(old: Codebook, new: Codebook) -> Iterator[FieldPair]:
    """Variables first, then the fields of each record type; the new version's order, what is gone last."""
    for one, other in matched(old.variables, new.variables):
        yield FieldPair(None, one, other)
    names = dict.fromkeys(each.name for each in (*new.record_types, *old.record_types))
    for name in names:
        before, after = old.record_type(name), new.record_type(name)
        fields = matched(before.fields if before else (), after.fields if after else ())
        for one, other in fields:
            yield FieldPair(name, one, other)


def matched(
    old: Iterable[_Named], new: Iterable[_Named], renamed: Mapping[str, str] | None = None
) -> list[tuple[_Named | None, _Named | None]]:
    """Old beside new: by name, by a declared renaming (old name to new), then by the number given.

    A number that stands in the file says which value or field a new name belongs to; one given
    by position says nothing, since every insertion shifts it.
    """
    before = {each.name: each for each in old}
    after = list(new)
    names = {each.name for each in after}
    declared = {
        to: name for name, to in (renamed or {}).items() if name in before and name not in names
    }
    gone = {
        _number(each): each
        for each in before.values()
        if each.name not in names and each.name not in declared.values()
    }
    found: list[tuple[_Named | None, _Named | None]] = []
    kept: set[str] = set()
    for each in after:
        earlier = before.get(each.name) or before.get(declared.get(each.name, ""))
        if earlier is None and _is_given(each):
            earlier = gone.get(_number(each))
        if earlier is not None:
            kept.add(earlier.name)
        found.append((earlier, each))
    found.extend((each, None) for each in before.values() if each.name not in kept)
    return found


def reused_number(
    pairs: Iterable[tuple[_Named | None, _Named | None]],
) -> tuple[_Named, _Named] | None:
    """The first pair of an old one whose number the file has given to a new one while it is still there."""
    known = list(pairs)
    still = {
        _number(old): old for old, new in known if old and new and _number(old) != _number(new)
    }
    for old, new in known:
        if new is None or not _is_given(new):
            continue
        owner = still.get(_number(new))
        if owner is not None and owner is not old and _is_given(owner):
            return owner, new
    return None


def _number(named: Field | Value) -> int:
    return named.id if isinstance(named, Field) else named.code


def _is_given(named: Field | Value) -> bool:
    return named.id_given if isinstance(named, Field) else named.code_given
