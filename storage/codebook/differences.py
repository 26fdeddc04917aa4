"""How a field and its values differ between two versions of a codebook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from storage.codebook.asking import Moves, asked_alike
from storage.codebook.model import Action, Field, FieldType, Migration, Value
from storage.codebook.names import shown
from storage.codebook.pairs import FieldPair, matched
from storage.codebook.plan import declared_renames


class DifferenceKind(StrEnum):
    """What happened to a thing from one version to the next."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    RELABELLED = "relabelled"
    REDEFINED = "redefined"
    NEW_KEY = "new_key"
    NEW_CODE = "new_code"
    NEW_TYPE = "new_type"
    RETIRED = "retired"
    RESTORED = "restored"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs between two versions."""

    kind: DifferenceKind
    sentence: str
    record_type: str | None = None
    """The record type it is about or belongs to; None for variables and the codebook itself."""
    field: str | None = None
    """The field or variable, by its new name, or its old one where it is gone."""
    value: str | None = None
    """The value as the data carry it from now on."""
    in_doubt: bool = False
    """Whether data coded with the old version should be looked at again."""


def field_differences(
    pair: FieldPair, declared: Sequence[Migration], moves: Mapping[str, Moves]
) -> Iterator[Difference]:
    """What differs in one field or variable and its values.

    Args:
        pair: The field in both versions.
        declared: The migrations of this field that have not run yet.
        moves: What becomes of the values of the fields beside it, by their old names.
    """
    old, new = pair.old, pair.new
    whole = f"{pair.place[0].upper()}{pair.place[1:]}"
    if new is None:
        if old is not None:
            yield Difference(
                DifferenceKind.REMOVED,
                f"{whole} is gone.",
                pair.record_type,
                old.name,
                in_doubt=True,
            )
    elif old is None:
        yield Difference(DifferenceKind.ADDED, f"{whole} is new.", pair.record_type, new.name)
    else:
        asked = not asked_alike(old, new, moves) or set(old.kinds) != set(new.kinds)
        yield from _field_facets(pair, old, new, whole, asked=asked)
        yield from _values(pair, old, new, declared)


def _field_facets(
    pair: FieldPair, old: Field, new: Field, whole: str, *, asked: bool
) -> Iterator[Difference]:
    kind = DifferenceKind
    filled = (old.source, old.fill, old.identifier) != (new.source, new.fill, new.identifier)
    facets = (
        (old.name != new.name, kind.RENAMED, f"was called {shown(old.name)}", False),
        (
            old.label != new.label,
            kind.RELABELLED,
            _now(f"is labelled {shown(new.label)}", shown(old.label)),
            False,
        ),
        (
            _type(old) != _type(new),
            kind.NEW_TYPE,
            _now(f"is of type {_type(new)}", _type(old)),
            not _follows(old, new),
        ),
        (old.definition != new.definition, kind.REDEFINED, "is defined differently", True),
        (asked, kind.CHANGED, "is asked in other cases", True),
        (old.required != new.required, kind.CHANGED, f"is {_yes(new.required)} required", False),
        (filled, kind.CHANGED, "is filled in or confirmed in another way", False),
    )
    for differs, what, words, in_doubt in facets:
        if differs:
            sentence = f"{whole} {words}."
            yield Difference(what, sentence, pair.record_type, new.name, in_doubt=in_doubt)


def _now(words: str, before: str) -> str:
    return f"{words}, no longer {before}"


def _yes(now: bool) -> str:
    return "now" if now else "no longer"


def _follows(old: Field, new: Field) -> bool:
    """Whether every answer goes on as the same one: open ones as values and back, one as several."""
    words = {FieldType.OPEN, FieldType.CHOICE}
    same = old.type is new.type or {old.type, new.type} == words
    return same and (new.multiple or not old.multiple)


def _type(field: Field) -> str:
    return f"several {field.type}" if field.multiple else f"{field.type}"


def _values(
    pair: FieldPair, old: Field, new: Field, declared: Sequence[Migration]
) -> Iterator[Difference]:
    kind = DifferenceKind
    merged = _sources(declared, Action.MERGE)
    split = _sources(declared, Action.SPLIT)
    parents = _parents(old), _parents(new)
    renamed = declared_renames(declared)
    for before, after in matched(old.all_values(), new.all_values(), renamed):
        own = _ValueWords(pair, before, after)
        gone = renamed.get(before.name, before.name) if before else ""
        if before is None:
            yield own.found(kind.ADDED, "is new")
        elif after is None and gone in merged:
            yield own.found(kind.MERGED, f"is merged into {merged[gone]}")
        elif after is None:
            yield own.found(kind.REMOVED, "is gone", in_doubt=True)
        else:
            if before.name in split:
                yield own.found(kind.SPLIT, f"is split into {split[before.name]}", in_doubt=True)
            yield from _value_facets(own, before, after)
            parent = parents[1].get(after.name)
            if parents[0].get(before.name) != parent:
                yield own.found(
                    kind.MOVED, f"stands under {shown(parent) if parent else 'no other value'}"
                )


def _sources(declared: Sequence[Migration], action: Action) -> dict[str, str]:
    """What each source of an action becomes, for a sentence."""
    return {
        name: ", ".join(map(shown, each.targets))
        for each in declared
        if each.action is action
        for name in each.sources
    }


def _parents(field: Field) -> dict[str, str]:
    """The value that each nested value stands under."""
    return {child.name: parent.name for parent in field.all_values() for child in parent.values}


@dataclass(frozen=True, slots=True)
class _ValueWords:
    """What sentences about one value begin with."""

    pair: FieldPair
    old: Value | None
    new: Value | None

    def found(self, kind: DifferenceKind, what: str, *, in_doubt: bool = False) -> Difference:
        value = self.new or self.old
        name = value.name if value else ""
        field = self.pair.new or self.pair.old
        return Difference(
            kind,
            f"Value {shown(name)} of {self.pair.place} {what}.",
            self.pair.record_type,
            field.name if field else None,
            name,
            in_doubt=in_doubt,
        )


def _value_facets(own: _ValueWords, old: Value, new: Value) -> Iterator[Difference]:
    kind = DifferenceKind
    labelled = _now(f"is labelled {shown(new.label)}", shown(old.label))
    defined = (old.definition, old.include, old.exclude) != (
        new.definition,
        new.include,
        new.exclude,
    )
    taken = (
        (kind.RETIRED, "takes no new answers")
        if new.retired
        else (kind.RESTORED, "takes answers again")
    )
    rekeyed = old.key != new.key and old.retired == new.retired
    facets = (
        (old.name != new.name, kind.RENAMED, f"was called {shown(old.name)}", False),
        (old.label != new.label, kind.RELABELLED, labelled, False),
        (defined, kind.REDEFINED, "is defined differently", True),
        (old.example != new.example, kind.CHANGED, "has another example", False),
        (
            old.code != new.code,
            kind.NEW_CODE,
            _now(f"has the code {new.code}", str(old.code)),
            False,
        ),
        (old.retired != new.retired, *taken, False),
        (rekeyed, kind.NEW_KEY, _now(f"has the key {shown(new.key)}", shown(old.key)), False),
        (
            old.provisional != new.provisional,
            kind.CHANGED,
            f"is {_yes(new.provisional)} provisional",
            False,
        ),
    )
    for differs, what, words, in_doubt in facets:
        if differs:
            yield own.found(what, words, in_doubt=in_doubt)
