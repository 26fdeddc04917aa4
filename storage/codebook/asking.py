"""Whether a field is asked in the same cases in two versions, whatever values are called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from storage.codebook.model import Field, Migration
from storage.codebook.pairs import matched
from storage.codebook.plan import declared_renames


@dataclass(frozen=True, slots=True)
class Moves:
    """What a field that decides over others, and its values, are called in the next version."""

    field: str
    values: Mapping[str, str]
    """New name by old name; values that are gone are not in it."""
    added: frozenset[str]
    """Names of values that the old version did not have."""
    gone: frozenset[str]
    """Names of values that the new version does not have."""


def moves_of(old: Field, new: Field, declared: Sequence[Migration]) -> Moves:
    """What becomes of one field and its values."""
    pairs = matched(old.all_values(), new.all_values(), declared_renames(declared))
    values = {before.name: after.name for before, after in pairs if before and after}
    names = {value.name for value in new.all_values()}
    last = declared_renames(declared, merges=True)
    values |= {name: now for name, now in last.items() if now in names}
    kept = set(values.values())
    return Moves(
        field=new.name,
        values=values,
        added=frozenset(value.name for value in new.all_values()) - kept,
        gone=frozenset(value.name for value in old.all_values()) - values.keys(),
    )


def asked_alike(old: Field, new: Field, moves: Mapping[str, Moves]) -> bool:
    """Whether answers given under the old version make both fields asked or neither."""
    before = {}
    for name, accepted in old.asked_when.items():
        move = moves.get(name)
        if move is None:
            return False
        before[move.field] = {
            move.values.get(value, value) for value in accepted if value not in move.gone
        }
    added = {move.field: move.added for move in moves.values()}
    after = {
        name: set(accepted) - added.get(name, frozenset())
        for name, accepted in new.asked_when.items()
    }
    return before == after
