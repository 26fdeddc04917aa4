"""Many records changed at once: one change in the history, taken back as one."""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import select

from storage.codebook import Field, RecordType, check_value, is_asked
from storage.database import coding, core, history_lists, records
from storage.errors import ChangeRefused
from storage.records import (
    Certainty,
    Change,
    FieldValue,
    Missing,
    Money,
    NewEvidence,
    Progress,
    RecordEntry,
    Scalar,
)
from storage.study.base import StudyBase, Work
from storage.study.record_lists import known_field
from storage.study.records import known_type

Tell = Callable[[Progress], None]
"""Hears how far something has come; may raise to stop it, and then nothing was changed."""

LONGEST_ANSWER = 60
"""Characters of an answer in the history."""


class RecordChanges(StudyBase):
    """Changes of several records of the current coder, wherever they are."""

    def change_answers(
        self,
        record_uids: Sequence[str],
        field: str,
        value: FieldValue | None,
        progress: Tell | None = None,
    ) -> Change:
        """Give one field of some records another answer, or none.

        Records that are not asked the field stay as they are; answers to what a record is not
        asked any more go with the old answer, as they do in its form.

        Args:
            record_uids: Records of one type.
            field: The field.
            value: Its answer from now on; None for none.
            progress: Hears how far it has come.

        Raises:
            ValueRefused: the answer does not fit the field.
            ChangeRefused: the records are of several types, or nothing would change.
        """
        with self._work() as work:
            rows, record_type = _mine(work, record_uids)
            known = known_field(record_type, field)
            where = f"{record_type.label}, {field}"
            answer = None if value is None else check_value(known, value, where=where)
            held = coding.values_by_owner(work.session, "record", [row.id for row in rows])
            changed, unasked = [], 0
            for done, row in enumerate(rows):
                values = held.get(row.id, {})
                if answer is not None and not is_asked(known, values):
                    unasked += 1
                elif values.get(field) != answer:
                    _answer(work, record_type, row, values, field, answer)
                    changed.append(row)
                if progress is not None:
                    progress(Progress(done + 1, len(rows), "records"))
            if not changed:
                raise ChangeRefused(_nothing_changes(known, unasked))
            what = "cleared" if answer is None else f"set to {_words(known, answer)}"
            summary = f"{known.label} of {_named(record_type, changed)} {what}."
            if unasked:
                summary += f" {unasked:,} that are not asked it stay as they were."
            return _written(work, "change answers", summary, changed)

    def remove_records(self, record_uids: Sequence[str], progress: Tell | None = None) -> Change:
        """Remove some records of one type, and their links."""
        with self._work() as work:
            rows, record_type = _mine(work, record_uids)
            links = 0
            for done, row in enumerate(rows):
                links += records.remove(work.journal, row)
                if progress is not None:
                    progress(Progress(done + 1, len(rows), "records"))
            also = f" {links:,} links went with them." if links > 1 else ""
            also = " A link went with it." if links == 1 else also
            summary = f"{_named(record_type, rows)} removed.{also}"
            return _written(work, "remove records", summary, rows)


def _mine(work: Work, record_uids: Sequence[str]) -> tuple[list[Any], RecordType]:
    """The coder's own records of these uids, and their type."""
    coder_id = work.journal.coder_id
    rows = [records.present(work.session, uid, coder_id) for uid in dict.fromkeys(record_uids)]
    types = {row.type for row in rows}
    if len(types) != 1:
        raise ChangeRefused("Choose records of one type to change them together.")
    return rows, known_type(work.codebook, types.pop())


def _answer(
    work: Work,
    record_type: RecordType,
    row: Any,
    values: dict[str, FieldValue],
    field: str,
    answer: FieldValue | None,
) -> None:
    """Give one record its answer; what it is not asked then goes."""
    values = {name: each for name, each in values.items() if name != field}
    if answer is not None:
        values[field] = answer
    fields = {known.name: known for known in record_type.fields}
    while unasked := [
        name for name in values if name in fields and not is_asked(fields[name], values)
    ]:
        for name in unasked:
            del values[name]
    certainty = Certainty(row.certainty) if row.certainty else None
    evidence = _evidence(work, row.id, values)
    entry = RecordEntry(row.type, values, evidence, certainty, row.note, row.cue_shown)
    records.change(work.journal, row, entry, work.codebook_id)


def _evidence(work: Work, record_id: int, values: dict[str, FieldValue]) -> tuple[NewEvidence, ...]:
    """A record's passages; one tied to a field without an answer shows the record itself."""
    table = core.evidence.c
    held = select(table.start, table.end, table.field).where(table.record_id == record_id)
    found = work.session.execute(held.order_by(table.id)).all()
    passages = (
        NewEvidence(start, end, field if field in values else None) for start, end, field in found
    )
    return tuple(dict.fromkeys(passages))


def _written(work: Work, action: str, summary: str, rows: Sequence[Any]) -> Change:
    """Write the change: on the document, where all of the records are in one."""
    documents = {row.document_id for row in rows}
    document_id = documents.pop() if len(documents) == 1 else None
    uid = work.journal.write(action, summary, document_id=document_id)
    return history_lists.listed_change(work.session, work.journal.coder_id, uid)


def _named(record_type: RecordType, rows: Sequence[Any]) -> str:
    """``Finding F1``, or ``12 findings``."""
    if len(rows) > 1:
        return f"{len(rows):,} {record_type.plural.replace('_', ' ')}"
    return f"{record_type.label} {record_type.key.upper()}{rows[0].number}"


def _nothing_changes(field: Field, unasked: int) -> str:
    if unasked:
        return f"{field.label} is not asked here, so nothing was changed."
    return f"{field.label} is that already, so nothing was changed."


def _words(field: Field, answer: FieldValue) -> str:
    items = answer if isinstance(answer, tuple) else (answer,)
    words = ", ".join(_item_words(field, item) for item in items)
    return words if len(words) <= LONGEST_ANSWER else f"{words[: LONGEST_ANSWER - 1]}…"


def _item_words(field: Field, item: Scalar) -> str:
    if isinstance(item, Missing):
        return item.value.replace("_", " ")
    if isinstance(item, Money):
        return f"{item.amount:.2f} {item.currency}"
    if isinstance(item, bool):
        return "yes" if item else "no"
    chosen = field.value(item) if isinstance(item, str) else None
    return chosen.label if chosen else str(item)
