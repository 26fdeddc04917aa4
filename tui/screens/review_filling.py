"""What can be known of a record before anybody fills it in, and records made like earlier ones."""

from collections.abc import Collection, Mapping, Sequence

from storage import (
    Codebook,
    Coding,
    Field,
    FieldType,
    FieldValue,
    NewEvidence,
    OpenDocument,
    Passage,
    Record,
    RecordEntry,
    RecordType,
    ValueRefused,
    check_value,
    fill,
    is_asked,
    nearby_answers,
)
from tui.widgets.form_fields import link_name
from tui.widgets.record_sheet import answers_to_copy

MOST_RECENT = 9
"""How many records can be repeated by a digit."""


def filled_in(
    codebook: Codebook, opened: OpenDocument, record_type: RecordType, passage: NewEvidence
) -> dict[str, FieldValue]:
    """What rules know of a new record on a passage, by field name or ``link_name`` of a relation."""
    known: dict[str, FieldValue] = {}
    for field in record_type.fields:
        value = _by_rule(field, opened, passage)
        if value is not None:
            known[field.name] = value
    for relation in codebook.relations:
        if relation.from_type == record_type.name:
            target = _followed(codebook, opened.coding, relation.to_type, passage.start)
            if target is not None:
                known[link_name(relation.name)] = (target.uid,)
    return known


def offered_nearby(
    opened: OpenDocument, record_type: RecordType, passage: NewEvidence, filled: Collection[str]
) -> dict[str, tuple[str, ...]]:
    """What stands around a passage, for the fields that it does not answer itself."""
    text, kind = opened.text, opened.coding.document.kind
    words = Passage(passage.start, passage.end)
    found = {
        field.name: nearby_answers(field.fill, text.text, text.segmentation, kind, words)
        for field in record_type.fields
        if field.fill is not None and field.type is FieldType.TEXT and field.name not in filled
    }
    return {name: answers for name, answers in found.items() if answers}


def _by_rule(field: Field, opened: OpenDocument, passage: NewEvidence) -> FieldValue | None:
    if field.fill is None:
        return None
    text, kind = opened.text, opened.coding.document.kind
    words = Passage(passage.start, passage.end)
    found = fill(field.fill, text.text, text.segmentation, kind, words)
    if found is None:
        return None
    try:
        return check_value(field, [found] if field.multiple else found, where=field.label)
    except ValueRefused:
        return None


def _followed(codebook: Codebook, coding: Coding, name: str, start: int) -> Record | None:
    """The record of a type that a passage follows: the nearest that begins before it.

    Where answers decide which further questions are asked, only a record of which some are
    asked counts: a remedy follows a criticism, not the praise that stands between them.
    """
    record_type = codebook.record_type(name)
    before = [
        record
        for record in coding.records
        if record.type == name and record.first_start <= start and _asks_more(record_type, record)
    ]
    return max(before, key=lambda record: record.first_start, default=None)


def _asks_more(record_type: RecordType | None, record: Record) -> bool:
    further = [field for field in record_type.fields if field.asked_when] if record_type else []
    return not further or any(is_asked(field, record.values) for field in further)


def recent_records(coding: Coding) -> Sequence[Record]:
    """The records to repeat, the latest first; of those that say the same only the latest."""
    seen: set[tuple[str, tuple[tuple[str, FieldValue], ...]]] = set()
    recent: list[Record] = []
    for record in sorted(
        coding.records, key=lambda each: (each.created_at, each.uid), reverse=True
    ):
        said = (
            record.type,
            tuple(
                sorted((name, value) for name, value in record.values.items() if _is_choice(value))
            ),
        )
        if said not in seen:
            seen.add(said)
            recent.append(record)
    return recent[:MOST_RECENT]


def _is_choice(value: FieldValue) -> bool:
    return isinstance(value, str | tuple)


def made_like(
    record_type: RecordType,
    model: Record,
    passage: NewEvidence,
    filled: Mapping[str, FieldValue],
) -> RecordEntry:
    """A new record on a passage, as sure as an earlier one and with its answers.

    Rules answer what the passage itself tells; choices are repeated all the same.
    """
    fields = {field.name: field for field in record_type.fields}
    choices = {
        name: value
        for name, value in model.values.items()
        if name in fields and fields[name].type is FieldType.CHOICE
    }
    known = {name: value for name, value in filled.items() if name in fields}
    values = {**known, **answers_to_copy(record_type, model), **choices}
    asked = {name: value for name, value in values.items() if is_asked(fields[name], values)}
    return RecordEntry(record_type.name, asked, (passage,), model.certainty)
