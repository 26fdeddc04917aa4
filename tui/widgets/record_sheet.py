"""What a record form is opened with: its fields, links, passages, offers and what can be known already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from storage import (
    Codebook,
    Coding,
    Field,
    FieldType,
    FieldValue,
    NewEvidence,
    Record,
    RecordType,
    Scalar,
    Value,
)
from tui.widgets.form_fields import FormField, Option, form_field, link_name
from tui.widgets.form_state import Answer, FormState, Mark, Remark
from tui.widgets.record_summary import record_hue, record_mark, record_words

_DIGITS = 9


@dataclass(frozen=True, slots=True)
class RecordSheet:
    """A record form about to be opened, for a new record or one to be changed."""

    record_type: RecordType
    """What kind of record it is."""
    number: int | None
    """Its number, or the one a new record will have."""
    evidence: tuple[NewEvidence, ...]
    """Its passages; a new record has the selection."""
    hue: int = 1
    """Which of the eight hues its type has."""
    links: tuple[Field, ...] = ()
    """The links it may have, each as a field whose values are records."""
    values: Mapping[str, FieldValue] = field(default_factory=dict)
    """Its answers; a new record has none."""
    linked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """uids of the records it is linked to, by relation."""
    filled: Mapping[str, FieldValue] = field(default_factory=dict)
    """What could be filled in by itself, by field name or ``link_name`` of a relation."""
    offers: Mapping[str, tuple[Scalar, ...]] = field(default_factory=dict)
    """Texts offered to typed fields."""
    remark: Remark = Remark()
    """Its certainty and note."""
    before: Option | None = None
    """The links of the record made before this one, to be taken again by one key."""
    model: Record | None = None
    """The record of this type that was made last, to answer like it by one key."""
    uid: str | None = None
    """Of the record to be changed; None for a new one."""
    cue_shown: bool | None = None
    """Whether a cue pointed at the passage."""


def new_record(
    codebook: Codebook,
    coding: Coding,
    record_type: RecordType,
    passage: NewEvidence,
    filled: Mapping[str, FieldValue],
) -> RecordSheet:
    """A sheet for a new record of the selection.

    Args:
        codebook: The study's codebook.
        coding: What the coder has made of the document so far.
        record_type: What kind of record.
        passage: The selection.
        filled: What rules filled in, by field name (or ``link_name`` of a relation).
    """
    same = [record.number for record in coding.records if record.type == record_type.name]
    offers = offered_texts(record_type, coding)
    single = {name: texts[0] for name, texts in offers.items() if len(texts) == 1}
    known = {
        **{name: _as_answer(record_type, name, text) for name, text in single.items()},
        **filled,
    }
    sheet = RecordSheet(record_type, max(same, default=0) + 1, (passage,))
    return replace(
        sheet,
        hue=record_hue(codebook, record_type.name),
        links=link_fields(codebook, coding.records, record_type, None),
        filled=known,
        offers=offers,
        before=links_before(codebook, coding),
        model=last_of_type(coding, record_type.name),
        remark=certainty_before(coding),
    )


def certainty_before(coding: Coding) -> Remark:
    """How sure the coder was of the record made last on the document, of whichever type."""
    latest = max(coding.records, key=lambda record: (record.created_at, record.uid), default=None)
    if latest is None or latest.certainty is None:
        return Remark()
    return Remark(latest.certainty, filled=True)


def known_record(codebook: Codebook, coding: Coding, record: Record) -> RecordSheet | None:
    """A sheet for changing a record; None when the codebook no longer has its type."""
    record_type = codebook.record_type(record.type)
    if record_type is None:
        return None
    relations = [relation.name for relation in codebook.relations]
    linked = {
        name: tuple(link.to_record for link in record.links if link.relation == name)
        for name in relations
    }
    sheet = RecordSheet(record_type, record.number, tuple(_again(record)))
    return replace(
        sheet,
        hue=record_hue(codebook, record.type),
        links=link_fields(codebook, coding.records, record_type, record.uid),
        values=record.values,
        linked={name: uids for name, uids in linked.items() if uids},
        offers=offered_texts(record_type, coding),
        remark=Remark(record.certainty, record.note),
        model=last_of_type(coding, record.type, but=record.uid),
        uid=record.uid,
        cue_shown=record.cue_shown,
    )


def last_of_type(coding: Coding, name: str, *, but: str | None = None) -> Record | None:
    """The record of a type that was made last on the document, other than ``but``."""
    same = [record for record in coding.records if record.type == name and record.uid != but]
    return max(same, key=lambda record: (record.created_at, record.uid), default=None)


_LIKE_BEFORE = (FieldType.CHOICE, FieldType.BOOLEAN, FieldType.OPEN, FieldType.TEXT)
"""Numbers, sums and dates belong to one passage: a record made like another never has them."""


_OFTEN_SILENT = ("deadline_kind", "complaint_handling")
"""Rules that tell by the kind of document: what they leave open is likely to be as before."""


def answers_to_copy(record_type: RecordType, model: Record) -> dict[str, FieldValue]:
    """What a record answered, but for what belongs to its own passage."""
    return {
        known.name: model.values[known.name]
        for known in record_type.fields
        if known.name in model.values
        and known.type in _LIKE_BEFORE
        and (known.fill is None or known.fill in _OFTEN_SILENT)
    }


def _again(record: Record) -> Sequence[NewEvidence]:
    return [NewEvidence(one.start, one.end, one.field) for one in record.evidence]


def offered_texts(record_type: RecordType, coding: Coding) -> dict[str, tuple[Scalar, ...]]:
    """For each field that takes a variable's values: those that the document has, or has proposed."""
    return {
        known.name: texts
        for known in record_type.fields
        if known.source and (texts := _variable_texts(known.source, coding))
    }


def _variable_texts(name: str, coding: Coding) -> tuple[Scalar, ...]:
    held = coding.variables.get(name) or coding.proposals.get(name)
    if held is None:
        return ()
    value = held.value
    items = value if isinstance(value, tuple) else (value,)
    return tuple(item for item in items if isinstance(item, str) and type(item) is str)


def _as_answer(record_type: RecordType, name: str, text: Scalar) -> FieldValue:
    known = record_type.field(name)
    return (text,) if known and known.multiple else text


def link_fields(
    codebook: Codebook, records: Sequence[Record], record_type: RecordType, uid: str | None
) -> tuple[Field, ...]:
    """A field for each relation that starts at this record type and has records to go to.

    Its values are these records, all of one document, under their own numbers.
    """
    fields = []
    for place, relation in enumerate(codebook.relations):
        if relation.from_type != record_type.name:
            continue
        targets = [r for r in records if r.type == relation.to_type and r.uid != uid]
        if targets:
            values = tuple(_link_value(codebook, target) for target in targets)
            name, number = link_name(relation.name), -1 - place
            label = relation.label or relation.name
            fields.append(
                Field(name, label, number, FieldType.CHOICE, multiple=True, values=values)
            )
    return tuple(fields)


def _link_value(codebook: Codebook, target: Record) -> Value:
    mark = record_mark(codebook, target)
    said = record_words(codebook, target)
    quote = target.evidence[0].quote if target.evidence else ""
    key = str(target.number) if target.number <= _DIGITS else ""
    return Value(target.uid, f"{mark} {said}".strip(), target.number, key, definition=f"“{quote}”")


def links_before(codebook: Codebook, coding: Coding) -> Option | None:
    """The links of the latest record that has several, as one option: ``0 as R1``."""
    linking = [record for record in coding.records if len(record.links) > 1]
    if not linking:
        return None
    latest = max(linking, key=lambda record: record.created_at)
    uids = tuple(link.to_record for link in latest.links)
    label = f"as {record_mark(codebook, latest)}"
    return Option("0", label, latest.uid, together=uids)


def _link_field(sheet: RecordSheet, known: Field) -> FormField:
    """A link field, with the links of the record before where all of them fit here."""
    before, names = sheet.before, {value.name for value in known.values}
    fits = before is not None and names.issuperset(str(uid) for uid in before.together)
    return form_field(known, more=(before,) if before and fits else ())


def opening_state(sheet: RecordSheet) -> FormState:
    """The form as it opens: answers, what is filled in, and the cursor on the first open field."""
    own = [form_field(known) for known in sheet.record_type.fields]
    fields = (*own, *(_link_field(sheet, known) for known in sheet.links))
    names = {known.name for known in fields}
    answers = {name: Answer(value, Mark.FILLED) for name, value in sheet.filled.items()}
    answers |= {name: Answer(value) for name, value in sheet.values.items()}
    answers |= {link_name(name): Answer(uids) for name, uids in sheet.linked.items()}
    kept = {name: answer for name, answer in answers.items() if name in names}
    state = FormState(fields, kept, offers=sheet.offers, remarks={"": sheet.remark})
    visible = [known.name for known in state.visible()]
    if not visible:
        return state
    unsettled = (name for name in visible if not state.is_settled(name))
    first = visible[0] if sheet.uid else next(unsettled, visible[0])
    return state.go_to(first)
