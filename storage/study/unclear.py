"""Which values coders differed about, and why."""

from collections import Counter
from typing import NamedTuple

from sqlmodel import Session

from storage.codebook import Codebook, Field
from storage.database import coding, settlements
from storage.records import FieldValue, Reason, UnclearValue

WORST_FIRST = (Reason.GAP, Reason.AMBIGUOUS, Reason.EDGE, Reason.SLIP)
"""A gap in the codebook is mended by a better definition; a slip is not."""


class _Place(NamedTuple):
    record_type: str | None
    field: str | None
    value: str | None


def unclear_values(session: Session, codebook: Codebook, limit: int) -> tuple[UnclearValue, ...]:
    """Values that one coder gave and another did not, by the reasons of those who decided."""
    rows = settlements.latest_reasons(session)
    origins = settlements.origins_of(session, [row.id for row in rows])
    counted: dict[_Place, Counter[Reason]] = {}
    for owner, kind in (("record", "record"), ("variable_value", "variable")):
        own = [row for row in rows if row.kind == kind]
        key = f"{owner}_id"
        ids = [getattr(each, key) for row in own for each in origins.get(row.id, ())]
        held: dict[int, dict[str, FieldValue]] = {}
        for start in range(0, len(ids), 5_000):
            held |= coding.values_by_owner(session, owner, ids[start : start + 5_000])
        for row in own:
            said = [held.get(getattr(each, key), {}) for each in origins.get(row.id, ())]
            for place in _differing(codebook, kind, row.name, said):
                counted.setdefault(place, Counter())[Reason(row.reason)] += 1
    found = [UnclearValue(*place, dict(reasons)) for place, reasons in counted.items()]
    return tuple(sorted(found, key=_worst_first)[:limit])


def _differing(
    codebook: Codebook, kind: str, name: str, said: list[dict[str, FieldValue]]
) -> set[_Place]:
    """Values of choices that not all of them gave; the whole thing where one coder alone has it."""
    record_type = name if kind == "record" else None
    if len(said) < 2:
        return {_Place(record_type, None if record_type else name, None)}
    found = set()
    for field in {name for each in said for name in each}:
        known = _field(codebook, record_type, field)
        given = [_values(known, each.get(field)) for each in said]
        for value in frozenset.union(*given) - frozenset.intersection(*given):
            found.add(_Place(record_type, field, value))
    return found


def _field(codebook: Codebook, record_type: str | None, name: str) -> Field | None:
    if record_type is None:
        return codebook.variable(name)
    known = codebook.record_type(record_type)
    return known.field(name) if known else None


def _values(field: Field | None, answer: FieldValue | None) -> frozenset[str]:
    """The values of a choice by name; what was typed or counted has no definition to better."""
    items = answer if isinstance(answer, tuple) else (answer,)
    return frozenset(
        each for each in items if field is not None and isinstance(each, str) and field.value(each)
    )


def _worst_first(each: UnclearValue) -> tuple[object, ...]:
    counts = [-each.reasons.get(reason, 0) for reason in WORST_FIRST]
    return (*counts, each.record_type or "", each.field or "", each.value or "")
