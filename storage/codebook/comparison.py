"""How two versions of a codebook differ, and which coded data that puts in doubt."""

from collections.abc import Iterator

from storage.codebook.asking import Moves, moves_of
from storage.codebook.differences import Difference, DifferenceKind, field_differences
from storage.codebook.model import Codebook, Migration, RecordType
from storage.codebook.names import shown
from storage.codebook.pairs import FieldPair, field_pairs
from storage.codebook.plan import pending


def compare(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    """Everything in which ``new`` differs from ``old``, in the new version's order."""
    return (
        *_heads(old, new),
        *_record_types(old, new),
        *_fields(old, new),
        *_relations(old, new),
        *_kinds(old, new),
    )


def affected(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    """The differences that put coded data in doubt: a record type, a field, or one of its values."""
    return tuple(difference for difference in compare(old, new) if difference.in_doubt)


def _fields(old: Codebook, new: Codebook) -> Iterator[Difference]:
    pairs = list(field_pairs(old, new))
    waiting = [migration for _, migration in pending(old, new)]
    declared = [[each for each in waiting if _is_of(each, pair)] for pair in pairs]
    moves: dict[str | None, dict[str, Moves]] = {}
    for pair, own in zip(pairs, declared, strict=True):
        if pair.old and pair.new:
            beside = moves.setdefault(pair.record_type, {})
            beside[pair.old.name] = moves_of(pair.old, pair.new, own)
    for pair, own in zip(pairs, declared, strict=True):
        yield from field_differences(pair, own, moves.get(pair.record_type, {}))


def _is_of(migration: Migration, pair: FieldPair) -> bool:
    name = pair.new.name if pair.new else None
    return (migration.record_type, migration.field) == (pair.record_type, name)


def _heads(old: Codebook, new: Codebook) -> Iterator[Difference]:
    if old.name != new.name:
        yield Difference(
            DifferenceKind.RENAMED,
            f"The codebook {shown(old.name)} is now called {shown(new.name)}.",
        )


def _record_types(old: Codebook, new: Codebook) -> Iterator[Difference]:
    for name in dict.fromkeys(each.name for each in (*new.record_types, *old.record_types)):
        before, after = old.record_type(name), new.record_type(name)
        if before is None:
            yield Difference(DifferenceKind.ADDED, f"Records of type {shown(name)} are new.", name)
        elif after is None:
            yield Difference(
                DifferenceKind.REMOVED,
                f"Records of type {shown(name)} are gone.",
                name,
                in_doubt=True,
            )
        else:
            yield from _record_type(before, after)


def _record_type(old: RecordType, new: RecordType) -> Iterator[Difference]:
    whole = f"Records of type {shown(new.name)}"
    if old.label != new.label or old.plural != new.plural:
        yield Difference(
            DifferenceKind.RELABELLED,
            f"{whole} are now called {shown(new.label)}, {shown(new.plural)}.",
            new.name,
        )
    if old.key != new.key:
        yield Difference(
            DifferenceKind.NEW_KEY,
            f"{whole} are made with {shown(new.key)}, no longer with {shown(old.key)}.",
            new.name,
        )
    if old.unit != new.unit:
        yield Difference(
            DifferenceKind.REDEFINED,
            f"What counts as one {shown(new.name)} has changed.",
            new.name,
            in_doubt=True,
        )


def _relations(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before = {each.name: each for each in old.relations}
    after = {each.name: each for each in new.relations}
    for name in dict.fromkeys([*after, *before]):
        if name not in before:
            yield Difference(DifferenceKind.ADDED, f"Relation {shown(name)} is new.")
        elif name not in after:
            yield Difference(
                DifferenceKind.REMOVED, f"Relation {shown(name)} is gone.", in_doubt=True
            )
        elif before[name] != after[name]:
            joins = (before[name].from_type, before[name].to_type) != (
                after[name].from_type,
                after[name].to_type,
            )
            yield Difference(
                DifferenceKind.CHANGED, f"Relation {shown(name)} has changed.", in_doubt=joins
            )


def _kinds(old: Codebook, new: Codebook) -> Iterator[Difference]:
    before = {each.name: each for each in old.kinds}
    after = {each.name: each for each in new.kinds}
    for name in dict.fromkeys([*after, *before]):
        if name not in before:
            yield Difference(DifferenceKind.ADDED, f"Document kind {shown(name)} is new.")
        elif name not in after:
            yield Difference(DifferenceKind.REMOVED, f"Document kind {shown(name)} is gone.")
        elif before[name] != after[name]:
            yield Difference(
                DifferenceKind.CHANGED, f"Document kind {shown(name)} is known in another way."
            )
