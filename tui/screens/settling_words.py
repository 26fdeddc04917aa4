"""What the adjudication screen shows and says: marks of all coders, the form of gold, decisions in words."""

from collections.abc import Iterator, Mapping, Sequence

from storage import (
    Case,
    CaseKind,
    Codebook,
    CodedByMany,
    Evidence,
    NewEvidence,
    Record,
    RecordType,
    VariableValue,
)
from tui.widgets.case_names import Named, named_sides
from tui.widgets.document_marks import Mark
from tui.widgets.form_state import Remark
from tui.widgets.record_sheet import RecordSheet, link_fields
from tui.widgets.record_summary import record_hue, record_mark

HUES = (1, 2, 4, 5, 6, 7, 8)
"""Of coders from left to right."""
GOLD_HUE = 3
GOLD_LETTER = "="


def coders_marks(
    many: CodedByMany, codebook: Codebook, shown: Case, *, is_anonymous: bool
) -> tuple[Mark, ...]:
    """Everybody's passages and those of gold; the case that is shown is in focus."""
    return tuple(
        mark
        for case in many.cases
        for mark in _marks(case, codebook, is_anonymous=is_anonymous, focused=case.uid == shown.uid)
    )


def _marks(case: Case, codebook: Codebook, *, is_anonymous: bool, focused: bool) -> Iterator[Mark]:
    if case.kind is CaseKind.VARIABLE and not focused:
        return
    sides = named_sides(case, is_anonymous=is_anonymous)
    for each, hue in zip(sides, HUES, strict=False):
        held = each.side.record or each.side.value
        yield from _of(held, f"{each.letter}{_label(held, codebook)}", hue, focused=focused)
    settled = case.settlement
    if settled is not None:
        held = settled.record or settled.value
        yield from _of(held, f"{GOLD_LETTER}{_label(held, codebook)}", GOLD_HUE, focused=focused)


def _label(held: Record | VariableValue | None, codebook: Codebook) -> str:
    return record_mark(codebook, held) if isinstance(held, Record) else ""


def _of(
    held: Record | VariableValue | None, label: str, hue: int, *, focused: bool
) -> Iterator[Mark]:
    for one in held.evidence if held else ():
        is_field = one.field is not None
        yield Mark(one.start, one.end, label, hue, focused=focused, field=is_field)


def record_marks_of(many: CodedByMany, codebook: Codebook) -> Mapping[str, str]:
    """Letter and number of every record of the document, by uid."""
    records = [side.record for case in many.cases for side in case.sides if side.record]
    return {each.uid: record_mark(codebook, each) for each in (*records, *many.gold)}


def decided_words(case: Case, codebook: Codebook, what: str) -> str:
    """A decision about to be made, in words."""
    known = codebook.variable(case.name) or codebook.record_type(case.name)
    return f"{known.label if known else case.name}: {what}"


def gold_sheet(
    codebook: Codebook, many: CodedByMany, case: Case, sides: Sequence[Named]
) -> RecordSheet | None:
    """The form of a gold record or value: as it is, or as the first who has it says.

    A variable's form is that of a record with one field. None where the codebook has it no more.
    """
    record_type = _form_type(codebook, case)
    first = next((each.side for each in sides if each.side.has_it), None)
    settled = case.settlement
    held = (settled.record or settled.value) if settled else None
    held = held or (first and (first.record or first.value)) or None
    if record_type is None or held is None:
        return None
    evidence = tuple(NewEvidence(one.start, one.end, one.field) for one in held.evidence)
    if isinstance(held, VariableValue):
        return RecordSheet(
            record_type,
            None,
            evidence,
            hue=GOLD_HUE,
            values={case.name: held.value},
            remark=Remark(held.certainty, held.note),
            uid=held.uid,
        )
    links = link_fields(codebook, many.gold, record_type, held.uid)
    linked = {}
    if settled is not None and settled.record is not None:
        for relation in {link.relation for link in held.links}:
            targets = tuple(link.to_record for link in held.links if link.relation == relation)
            linked[relation] = targets
    return RecordSheet(
        record_type,
        held.number if settled and settled.record else None,
        evidence,
        hue=record_hue(codebook, case.name),
        links=links,
        values=held.values,
        linked=linked,
        remark=Remark(held.certainty, held.note),
        uid=held.uid,
    )


def _form_type(codebook: Codebook, case: Case) -> RecordType | None:
    if case.kind is CaseKind.RECORD:
        return codebook.record_type(case.name)
    variable = codebook.variable(case.name)
    if variable is None:
        return None
    return RecordType(variable.name, variable.label, variable.label, "", "", (variable,))


def quotes_of(many: CodedByMany, evidence: Sequence[NewEvidence]) -> list[str]:
    """The words of some passages."""
    return [many.text.text[one.start : one.end] for one in evidence]


def first_evidence(case: Case) -> Evidence | None:
    """The first passage that anybody tied to a case."""
    found = [
        one
        for side in case.sides
        for held in (side.record or side.value,)
        if held is not None
        for one in held.evidence
    ]
    return min(found, key=lambda one: (one.start, one.end), default=None)
