"""What of a load the study has already: the same again changes nothing, other content is refused."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.database import batches, coding, core
from storage.exchange import RecordLine, VariableLine
from storage.records import FieldValue, Record
from storage.study.load_lines import Line, LineWrong, Spot

Question = tuple[int, int, str, str]
"""Ids of document and coder, layer, and the variable's name."""

Given = tuple[FieldValue, set[tuple[int, int]], str, str | None, str]
"""A variable's value with its passages, basis, certainty and note."""


AT_ONCE = 10_000
"""Values asked for at once; a database takes only so many ids in one question."""


class KnownRecords:
    """Records that have the ids of a chunk's lines."""

    def __init__(self) -> None:
        self._there: dict[str, Record | None] = {}

    def learn(self, session: Session, lines: Sequence[Line]) -> None:
        """Fetch them, all at once; None stands for one that was removed."""
        uids = [line.id for line in lines if isinstance(line, RecordLine)]
        table = core.record.c
        rows = session.execute(
            select(table.uid, table.document_id, table.removed_at).where(table.uid.in_(uids))
        ).all()
        self._there = {row.uid: None for row in rows if row.removed_at}
        present = [row for row in rows if row.removed_at is None]
        ids = {row.document_id for row in present}
        texts = {document_id: coding.text_of(session, document_id)[0] for document_id in ids}
        same = table.uid.in_([row.uid for row in present])
        for record in coding.records(session, same, texts) if present else ():
            self._there[record.uid] = record

    def has(
        self,
        line: RecordLine,
        document: str,
        coder: str,
        layer: str,
        values: Mapping[str, FieldValue],
        passages: Sequence[Spot],
    ) -> bool:
        """Whether the line's record is known; one that was removed stays so.

        Raises:
            LineWrong: it is known with other content.
        """
        if line.id not in self._there:
            return False
        there = self._there[line.id]
        same = there is None or (
            (there.type, there.document, there.coder, there.layer.value)
            == (line.type, document, coder, layer)
            and there.values == values
            and {(spot.start, spot.end, spot.field) for spot in there.evidence} == set(passages)
            and (there.certainty, there.note) == (line.certainty, line.note)
            and {(link.relation, link.to_record) for link in there.links} == set(line.links)
        )
        if not same:
            raise LineWrong(
                f"the id {line.id} is in the study already with other content; "
                "give the line another id, or leave it out."
            )
        return True


class KnownValues:
    """Values of variables that a chunk's lines are about, and those that earlier lines gave."""

    def __init__(self) -> None:
        self._there: dict[Question, Given] = {}
        self._removed: dict[Question, list[Given]] = {}
        self._taken: set[Question] = set()

    def learn(self, session: Session, texts: Mapping[int, str], lines: Sequence[Line]) -> None:
        """Fetch those of the documents whose ids ``texts`` has, all at once."""
        self._there, self._removed = {}, {}
        names = {line.name for line in lines if isinstance(line, VariableLine)}
        rows = batches.values_given(session, list(texts), names) if names else ()
        for start in range(0, len(rows), AT_ONCE):
            self._keep(session, texts, rows[start : start + AT_ONCE])

    def _keep(self, session: Session, texts: Mapping[int, str], rows: Sequence[Any]) -> None:
        ids = [row.id for row in rows]
        values = coding.values_by_owner(session, "variable_value", ids)
        passages = coding.evidence_by_owner(session, "variable_value", ids, texts)
        for row in rows:
            question = (row.document_id, row.coder_id, row.layer, row.name)
            spots = {(spot.start, spot.end) for spot in passages.get(row.id, ())}
            value = values.get(row.id, {}).get(row.name, "")
            given = (value, spots, row.basis, row.certainty, row.note)
            if row.removed_at is None:
                self._there[question] = given
            else:
                self._removed.setdefault(question, []).append(given)

    def has(
        self, question: Question, line: VariableLine, value: FieldValue, passages: Sequence[Spot]
    ) -> bool:
        """Whether the line's value is known; one that was loaded and removed stays so.

        Raises:
            LineWrong: there is another value, or an earlier line gave one.
        """
        where = f"«{line.name}» of {line.source_name}"
        if question in self._taken:
            raise LineWrong(f"{where} is given by an earlier line already.")
        self._taken.add(question)
        spots = {(start, end) for start, end, _ in passages}
        given = (value, spots, line.basis, line.certainty, line.note)
        there = self._there.get(question)
        if there is not None and there != given:
            raise LineWrong(f"{where} has another value in the study already.")
        return there is not None or given in self._removed.get(question, ())
