"""The work that new versions of the codebook put in doubt, and what is counted of answers."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from storage.codebook import Codebook, Difference, affected, check_value
from storage.database import answers, coding, core, doubts
from storage.database.identity import now
from storage.database.lookups import by_key
from storage.errors import NotFound
from storage.records import (
    AnswerPlace,
    Counted,
    DoubtfulAnswer,
    FieldValue,
    Page,
    Passage,
    Quotation,
)
from storage.study.base import StudyBase, Work, codebooks_by_id, current_codebook
from storage.study.records import checked_values, known_type


class Doubts(StudyBase):
    """What to look at again, and answers counted."""

    def doubtful_answers(
        self,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[DoubtfulAnswer]:
        """The coder's records and variables that later versions put in doubt, by document.

        After ``cursor``, before it when ``backwards``, or around the one whose uid is given. One
        leaves the list when it is saved or confirmed under the version in force.
        """
        with self._reading() as (session, coder_id):
            view = _View(session)
            place = doubts.place(session, around) if around is not None else None
            if coder_id is None:
                return Page((), None, None)
            if place is None:
                at = None if cursor is None else _cursor(cursor)
                found, more = view.some(coder_id, at, limit, backwards=backwards)
                edges = (cursor is not None, more)
                return _page(found, *(edges[::-1] if backwards else edges))
            above, more_above = view.some(coder_id, place, limit // 2, backwards=True)
            here = (*place[:3], place[3] - 1)
            below, more_below = view.some(coder_id, here, limit - limit // 2, backwards=False)
            return _page(above + below, more_above, more_below)

    def count_doubtful_answers(self, *, cap: int = 1000) -> Counted:
        """How many records and variables of the coder are in doubt, counted up to ``cap``."""
        with self._reading() as (session, coder_id):
            if coder_id is None:
                return Counted(0, more=False)
            found = doubts.count(session, coder_id, _View(session).places, cap)
            return Counted(min(found, cap), more=found > cap)

    def confirm_answer(self, uid: str) -> str:
        """Say that a record, or a variable's value, stands as it is under the version in force.

        Returns what happened, in a sentence; undo on its document takes it back.

        Raises:
            NotFound: it is not there any more, or not the coder's.
            ValueRefused: it holds what the version in force does not have.
        """
        with self._work() as work:
            owner, row = _mine(work, uid)
            held = coding.values_by_owner(work.session, owner.name, [row.id]).get(row.id, {})
            if owner is core.record:
                record_type = known_type(work.codebook, row.type)
                checked_values(record_type, held, retired=True)
                name = f"{record_type.label} {record_type.key.upper()}{row.number}"
            else:
                name = _check_variable(work.codebook, row.name, held)
            work.journal.touch(owner.name, uid)
            values = {"codebook_id": work.codebook_id, "updated_at": now()}
            work.session.execute(update(owner).where(owner.c.id == row.id).values(values))
            summary = f"{name} confirmed under version {work.codebook.version}."
            work.journal.write("confirm answer", summary, document_id=row.document_id)
            return summary

    def count_answers(
        self, places: Sequence[AnswerPlace], *, cap: int = 1000
    ) -> Mapping[AnswerPlace, Counted]:
        """How many of the coder's records, or documents, have each answer, counted up to ``cap``."""
        with self._reading() as (session, coder_id):
            known = coder_id or 0
            return {place: answers.count(session, known, place, cap) for place in places}

    def quotations(self, place: AnswerPlace, *, limit: int = 50) -> tuple[Quotation, ...]:
        """Passages by which the coder has shown an answer, the latest first."""
        with self._reading() as (session, coder_id):
            return answers.quotations(session, coder_id or 0, place, limit)


Found = tuple[doubts.Row, DoubtfulAnswer]
"""A row, and it in words."""


def _cursor(text: str) -> doubts.Cursor:
    document_id, start, sort, id_ = json.loads(text)
    return document_id, start, sort, id_


def _page(found: Sequence[Found], before: bool, after: bool) -> Page[DoubtfulAnswer]:  # noqa: FBT001
    """Rows in the list's order, and whether there are others before and after them."""
    edges = [json.dumps(row.cursor) for row, _ in (found[0], found[-1])] if found else [None, None]
    rows = tuple(answer for _, answer in found)
    return Page(rows, edges[0] if before else None, edges[1] if after else None)


def _mine(work: Work, uid: str) -> tuple[Any, Any]:
    for table in (core.record, core.variable_value):
        row = work.session.execute(by_key(table, "uid"), {"uid": uid}).first()
        if row is not None and row.removed_at is None and row.coder_id == work.journal.coder_id:
            return table, row
    raise NotFound("It is not there any more; it may have been removed.")


def _check_variable(codebook: Codebook, name: str, held: Mapping[str, FieldValue]) -> str:
    variable = codebook.variable(name)
    if variable is None:
        raise NotFound(f"The codebook has no variable {name} any more.")
    for value in held.values():
        check_value(variable, value, where=name, retired=True)
    return variable.label


_AFFECTED: dict[tuple[str, str], tuple[Difference, ...]] = {}
"""What is in doubt between two versions, by their texts' hashes: it never changes."""


def _affected(old: Codebook, new: Codebook) -> tuple[Difference, ...]:
    key = old.sha256, new.sha256
    if key not in _AFFECTED:
        _AFFECTED[key] = affected(old, new)
    return _AFFECTED[key]


class _View:
    """What is in doubt of each version, and rows put into words."""

    def __init__(self, session: Session) -> None:
        self._session = session
        current_id, self._codebook = current_codebook(session)
        self._versions = codebooks_by_id(session)
        self._differences = {
            id_: _affected(codebook, self._codebook)
            for id_, codebook in self._versions.items()
            if id_ != current_id
        }
        self.places = {
            id_: frozenset(place for each in some if (place := _place(each)) is not None)
            for id_, some in self._differences.items()
        }
        """Fields, values and record types in doubt, by the id of the version coded with."""

    def some(
        self, coder_id: int, cursor: doubts.Cursor | None, limit: int, *, backwards: bool
    ) -> tuple[list[Found], bool]:
        """Rows in the list's order, and whether there are more that way."""
        found: list[Found] = []
        while len(found) <= limit:
            rows = doubts.rows(
                self._session,
                coder_id,
                self.places,
                cursor=cursor,
                backwards=backwards,
                limit=limit + 1,
            )
            answers = zip(rows, self.answers(rows), strict=True)
            found += [(row, answer) for row, answer in answers if answer is not None]
            if len(rows) <= limit:
                break
            cursor = rows[-1].cursor
        more = len(found) > limit
        found = found[:limit]
        return found[::-1] if backwards else found, more

    def answers(self, rows: Sequence[doubts.Row]) -> list[DoubtfulAnswer | None]:
        """Each row in words; None for one of which nothing is in doubt."""
        held: dict[tuple[int, int], Mapping[str, FieldValue]] = {}
        quotes: dict[tuple[int, int], tuple[str, int, int]] = {}
        for sort, owner in ((doubts.RECORDS, "record"), (doubts.VARIABLES, "variable_value")):
            ids = [row.id for row in rows if row.sort == sort]
            values = coding.values_by_owner(self._session, owner, ids)
            held |= {(sort, id_): own for id_, own in values.items()}
            found = doubts.first_quotes(self._session, sort, ids) if ids else {}
            quotes |= {(sort, id_): quote for id_, quote in found.items()}
        table = core.document.c
        wanted = {row.document_id for row in rows}
        named = select(table.id, table.uid, table.title).where(table.id.in_(wanted))
        documents = {row.id: row for row in self._session.execute(named)}
        return [
            self._answer(
                row,
                documents[row.document_id],
                held.get((row.sort, row.id), {}),
                quotes.get((row.sort, row.id)),
            )
            for row in rows
        ]

    def _answer(
        self,
        row: doubts.Row,
        document: Any,
        held: Mapping[str, FieldValue],
        quote: tuple[str, int, int] | None,
    ) -> DoubtfulAnswer | None:
        is_record = row.sort == doubts.RECORDS
        record_type = row.name if is_record else None
        reasons = [
            each
            for each in self._differences[row.codebook_id]
            if _concerns(each, record_type, held)
        ]
        if not reasons:
            return None
        return DoubtfulAnswer(
            uid=row.uid,
            document=document.uid,
            title=document.title,
            name=self._name(row),
            is_record=is_record,
            values=self._words(record_type, reasons, held),
            quote=quote[0] if quote else "",
            passage=Passage(quote[1], quote[2]) if quote else None,
            version=self._versions[row.codebook_id].version,
            why=tuple(each.sentence for each in reasons),
        )

    def _name(self, row: doubts.Row) -> str:
        if row.sort == doubts.RECORDS:
            record_type = self._codebook.record_type(row.name)
            return f"{record_type.key.upper() if record_type else row.name}{row.number}"
        variable = self._codebook.variable(row.name)
        return variable.label if variable else row.name

    def _words(
        self,
        record_type: str | None,
        reasons: Sequence[Difference],
        held: Mapping[str, FieldValue],
    ) -> tuple[str, ...]:
        """The answers in doubt, by their labels."""
        kind = self._codebook.record_type(record_type) if record_type else None
        found: list[str] = []
        for name in dict.fromkeys(each.field for each in reasons if each.field in held):
            value = held[name or ""]
            field = kind.field(name or "") if kind else self._codebook.variable(name or "")
            for item in value if isinstance(value, tuple) else (value,):
                known = field.value(item) if field and isinstance(item, str) else None
                found.append(known.label if known else str(item))
        return tuple(found)


def _place(difference: Difference) -> AnswerPlace | str | None:
    """What coded data a difference is about."""
    if difference.field is None:
        return difference.record_type
    return AnswerPlace(difference.record_type, difference.field, difference.value)


def _concerns(
    difference: Difference, record_type: str | None, held: Mapping[str, FieldValue]
) -> bool:
    """Whether a difference is about a record, or variable, that holds these answers."""
    if difference.record_type != record_type:
        return False
    if difference.field is None:
        return record_type is not None
    if difference.field not in held:
        return False
    value = held[difference.field]
    items = value if isinstance(value, tuple) else (value,)
    return difference.value is None or difference.value in items
