"""What goes to gold: records and values made of those of coders."""

from collections.abc import Iterable, Sequence

from storage.agreement.settling import Tied, merged
from storage.database import variables
from storage.records import (
    Basis,
    Certainty,
    Evidence,
    FieldValue,
    NewEvidence,
    Record,
    RecordEntry,
    VariableValue,
)


def gold_record(taken: Sequence[Record], evidence: Iterable[Evidence]) -> RecordEntry:
    """A gold record of records that answer alike: what they do not share is left out.

    Args:
        taken: Whose answers it has; certainty and note only where all say the same.
        evidence: Its passages; those that overlap become one.
    """
    first = taken[0]
    return RecordEntry(
        first.type,
        first.values,
        passages(evidence),
        _shared_certainty([each.certainty for each in taken]),
        first.note if len({each.note for each in taken}) == 1 else "",
    )


def gold_value(
    taken: Sequence[VariableValue], evidence: Iterable[Evidence], value: FieldValue | None = None
) -> variables.ValueEntry:
    """A gold value of values that are equal, or of several put together as ``value``."""
    first = taken[0]
    proposed = {each.from_proposal for each in taken}
    stated = all(each.basis is Basis.STATED for each in taken)
    return variables.ValueEntry(
        first.value if value is None else value,
        passages(evidence),
        Basis.STATED if stated else Basis.INFERRED,
        _shared_certainty([each.certainty for each in taken]),
        first.note if len({each.note for each in taken}) == 1 else "",
        first.from_proposal if len(proposed) == 1 else None,
    )


def together(values: Sequence[VariableValue]) -> FieldValue | None:
    """Several values of a variable that takes several, as one; None where they are single ones."""
    items = [each.value for each in values]
    if not all(isinstance(each, tuple) for each in items):
        return None
    return tuple(dict.fromkeys(item for each in items if isinstance(each, tuple) for item in each))


def passages(evidence: Iterable[Evidence]) -> tuple[NewEvidence, ...]:
    """Passages in text order, those that overlap made one."""
    tied = (Tied(each.start, each.end, each.field) for each in evidence)
    return tuple(NewEvidence(*each) for each in merged(tied))


def _shared_certainty(certainties: Sequence[Certainty | None]) -> Certainty | None:
    return certainties[0] if len(set(certainties)) == 1 else None
