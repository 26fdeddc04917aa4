"""The form of one record: a finding, a remedy, a recommendation or a study's own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from textual.message import Message

from storage import FieldValue, NewEvidence, RecordEntry
from tui.widgets.answer_form import AnswerForm
from tui.widgets.form_draft import (
    draft_state,
    draft_text,
    evidence_from_json,
    evidence_to_json,
    read_draft,
)
from tui.widgets.form_fields import link_relation
from tui.widgets.form_lines import FormHead
from tui.widgets.form_state import FormState
from tui.widgets.record_sheet import RecordSheet, answers_to_copy, opening_state
from tui.widgets.record_summary import type_letter


@dataclass(frozen=True, slots=True)
class DraftRecord:
    """Which record a draft is of."""

    type: str
    """The record type's name."""
    uid: str | None
    """Of the record that was being changed; None for a new one."""
    evidence: tuple[NewEvidence, ...]
    """Its passages."""


def draft_record(payload: str) -> DraftRecord | None:
    """Which record a draft is of; None when it is of none."""
    draft = read_draft(payload)
    if draft.get("form") != "record":
        return None
    uid = draft.get("record")
    evidence = evidence_from_json(draft.get("evidence"))
    return DraftRecord(str(draft.get("type")), uid if isinstance(uid, str) else None, evidence)


class RecordForm(AnswerForm):
    """A record's fields, links, certainty and note, tied to one passage or many."""

    @dataclass
    class Submitted(Message):
        """The record is to be saved."""

        uid: str | None
        """Of the record to be changed; None for a new one."""
        entry: RecordEntry
        """What was filled in."""
        links: Mapping[str, tuple[str, ...]]
        """uids of the records it is to be linked to, by relation; for every relation the form shows."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._sheet: RecordSheet | None = None
        self._evidence: tuple[NewEvidence, ...] = ()

    @property
    def sheet(self) -> RecordSheet | None:
        """What the form was opened with."""
        return self._sheet

    @property
    def evidence(self) -> tuple[NewEvidence, ...]:
        """The record's passages, those tied to a field too."""
        return self._evidence

    def open(
        self, sheet: RecordSheet, place: str, quotes: Sequence[str], draft: str | None = None
    ) -> None:
        """Open the form.

        Args:
            sheet: The record.
            place: Where its first passage is: ``¶12``.
            quotes: The words of its passages, in their order.
            draft: A draft's payload, to go on where it was left.
        """
        self._sheet, self._evidence = sheet, sheet.evidence
        state = opening_state(sheet)
        if draft is not None:
            kept = read_draft(draft)
            self._evidence = evidence_from_json(kept.get("evidence")) or sheet.evidence
            state = draft_state(kept, state)
        self.start(state, _head(sheet, place, quotes))

    def tie(self, field: str | None, start: int, end: int) -> bool:
        """Tie a passage to the record, or to one field of it; the same again takes it away.

        Returns:
            Whether it is tied now.
        """
        passage = NewEvidence(start, end, field)
        if passage not in self._evidence:
            self._evidence = (*self._evidence, passage)
        elif len(self._evidence) > 1:
            self._evidence = tuple(one for one in self._evidence if one != passage)
        self.redraw()
        self.state_changed(self.state, self.state)
        return passage in self._evidence

    def tied(self) -> Mapping[str, Sequence[NewEvidence]]:
        """The passages tied to each field."""
        tied: dict[str, list[NewEvidence]] = {}
        for passage in self._evidence:
            if passage.field is not None:
                tied.setdefault(passage.field, []).append(passage)
        return tied

    def action_passage(self) -> None:
        """Show the passage of this field, or the record's first."""
        passages = self.tied().get(self.state.at) or self._evidence
        if passages:
            self.post_message(self.PassageWanted(passages[0].start, passages[0].end))

    def action_as_before(self) -> None:
        """Answer what is still open as in the last record of this type."""
        sheet = self._sheet
        if sheet is None or sheet.model is None:
            label = sheet.record_type.noun if sheet else "record"
            self.show_state(replace(self.state, problem=f"There is no other {label} here yet."))
            return
        state = self.state.as_before(answers_to_copy(sheet.record_type, sheet.model))
        if state.remark.certainty is None:
            state = state.remarked(replace(state.remark, certainty=sheet.model.certainty))
        self.show_state(state)

    def draft(self) -> str:
        """The half-filled record as text."""
        sheet = self._sheet
        more = {
            "type": sheet.record_type.name if sheet else "",
            "record": sheet.uid if sheet else None,
            "evidence": evidence_to_json(self._evidence),
        }
        return draft_text("record", self.state, more)

    def submit(self) -> None:
        """Save the record as filled in."""
        if self._sheet is None:
            return
        self.forget_draft()
        entry = record_entry(self._sheet, self.state, self._evidence)
        links = chosen_links(self._sheet, self.state)
        self.post_message(self.Submitted(self._sheet.uid, entry, links))


def record_entry(
    sheet: RecordSheet, state: FormState, evidence: tuple[NewEvidence, ...]
) -> RecordEntry:
    """What a filled-in form says of its record; answers to what is not asked are left out."""
    own = {known.name for known in sheet.record_type.fields}
    values = {name: value for name, value in state.values().items() if name in own}
    remark = state.remark
    return RecordEntry(
        sheet.record_type.name,
        values,
        _evidence_of(evidence, values),
        remark.certainty,
        remark.note,
        sheet.cue_shown,
    )


def _evidence_of(
    evidence: tuple[NewEvidence, ...], values: Mapping[str, FieldValue]
) -> tuple[NewEvidence, ...]:
    """The passages; one tied to a field without an answer shows the record itself."""
    kept = [one if one.field in values else replace(one, field=None) for one in evidence]
    return tuple(dict.fromkeys(kept))


def chosen_links(sheet: RecordSheet, state: FormState) -> dict[str, tuple[str, ...]]:
    """The records chosen for each relation of the form."""
    values = state.values()
    links: dict[str, tuple[str, ...]] = {}
    for known in sheet.links:
        chosen = values.get(known.name, ())
        names = chosen if isinstance(chosen, tuple) else ()
        links[link_relation(known.name)] = tuple(str(name) for name in names)
    return links


def _head(sheet: RecordSheet, place: str, quotes: Sequence[str]) -> FormHead:
    """The title row and the quotation under it."""
    number = "" if sheet.number is None else str(sheet.number)
    mark = f"{type_letter(sheet.record_type, sheet.record_type.name)}{number}"
    more = len(quotes) - 1
    return FormHead(
        f"{sheet.record_type.label.upper()} {mark}".strip(),
        place,
        quotes[0] if quotes else "",
        f"+{more} passage{'s' if more > 1 else ''}" if more > 0 else "",
        f"record-{sheet.hue}",
    )
