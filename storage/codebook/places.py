"""Where fields and values stand in a codebook's file, and names that are still free."""

import re
import unicodedata
from collections.abc import Collection

from storage.codebook.layout import Path
from storage.codebook.model import Codebook, Field, FieldType, Value
from storage.codebook.names import LONGEST, is_missing_name, shown
from storage.errors import ValueRefused


def field_at(codebook: Codebook, record_type: str | None, field: str) -> tuple[Path, Field]:
    """Where a field or variable stands in the file, and the field.

    Raises:
        ValueRefused: There is none.
    """
    if record_type is None:
        return _found(codebook.variables, ("variable",), field, "variable")
    for position, each in enumerate(codebook.record_types):
        if each.name == record_type:
            path: Path = ("record", position, "field")
            return _found(each.fields, path, field, f"field of {record_type}")
    raise ValueRefused(f"The codebook has no records of type {shown(record_type)}.")


def _found(fields: tuple[Field, ...], path: Path, name: str, noun: str) -> tuple[Path, Field]:
    for position, each in enumerate(fields):
        if each.name == name:
            return (*path, position), each
    raise ValueRefused(f"The codebook has no {noun} called {shown(name)}.")


def value_paths(path: Path, values: tuple[Value, ...]) -> dict[str, Path]:
    """Where every value stands, nested ones too, in the list of what is at ``path``."""
    found: dict[str, Path] = {}
    for position, value in enumerate(values):
        own = (*path, "values", position)
        found[value.name] = own
        found |= value_paths(own, value.values) if value.values else {}
    return found


def check_label(field: Field, words: str) -> None:
    """Refuse what cannot be the label of one more value.

    Raises:
        ValueRefused: It is no plain text, another value has it, or the field is no choice.
    """
    if field.type is not FieldType.CHOICE:
        raise ValueRefused(f"{shown(field.name)} is no choice; only a choice has values.")
    if not words or not words.isprintable():
        raise ValueRefused(f"{shown(field.name)}: a new value needs a few words of plain text.")
    for value in field.all_values():
        if words.casefold() in (value.label.casefold(), value.name):
            taken = "is a retired value of" if value.retired else "is already a value of"
            raise ValueRefused(f"{shown(words)} {taken} {shown(field.name)}.")


def free_name(field: Field, words: str, taken: Collection[str] = ()) -> str:
    """A name made from the words, no other value's, as long as a column's name may be.

    Args:
        field: The field that the value is of.
        words: The value's label.
        taken: Names that cannot be had, beside those of the field's values.
    """
    used = {value.name for value in field.all_values()} | set(taken)
    room = LONGEST - len(field.name) - 2 if field.multiple else LONGEST
    for number in range(1, len(used) + 3):
        ending = f"_{number}" if number > 1 else ""
        name = f"{_slug(words)[: max(room - len(ending), 0)].rstrip('_')}{ending}"
        if name[:1].isalpha() and name not in used and not is_missing_name(name):
            return name
    raise ValueRefused(
        f"{shown(field.name)} takes no more values: its name leaves too few characters for theirs."
    )


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "value"
    return slug if slug[0].isalpha() else f"v_{slug}"


def field_name(words: str, taken: Collection[str]) -> str:
    """A name made from a field's label, no other field's."""
    slug = _slug(words)
    names = (f"{slug[: LONGEST - len(end)]}{end}" for end in ("", *_endings(len(taken))))
    return next(name for name in names if name not in taken)


def _endings(count: int) -> list[str]:
    return [f"_{number}" for number in range(2, count + 3)]
