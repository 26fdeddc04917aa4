"""Let what coders agree about go to gold by itself: in short transactions, one change in the end.

What is written stays out of sight until the last transaction; an error before that leaves the study
as it was, as with a load.
"""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlmodel import Session

from storage.database import batches, core, rounds_coded, settlements
from storage.database.bulk import insert_rows, next_id
from storage.database.engine import unit_of_work
from storage.database.identity import new_uid, now
from storage.database.tables import PENDING
from storage.errors import ChangeRefused, StorageError
from storage.records import Case, CaseKind, Layer, Progress, Settled, SettleReport, Side
from storage.study import cases
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.counting import Report
from storage.study.deciding import followed
from storage.study.gold import gold_record, gold_value
from storage.study.settling_gate import check_may_decide

LONGEST_TRANSACTION = 0.4
"""Seconds for which settling keeps others from writing."""

AT_FIRST, MOST = 20, 500
"""Documents settled in one transaction: in the first, and in any."""

LINKS_AT_ONCE = 4_000


def settle_all(
    study: StudyBase, round_: str, *, single: bool, progress: Report | None
) -> SettleReport:
    """Settle what is unanimous in a round.

    Raises:
        ChangeRefused: the round is not open, or the current coder may not settle.
    """
    job = _Job(round_)
    with study._work() as work:
        check_may_decide(work.session, work.journal.coder_id, round_)
        job.coder_id = work.journal.coder_id
        batches.forget_pending(work.session)
        total = rounds_coded.document_count(work.session, round_)
        unfinished = rounds_coded.unfinished(work.session, round_)
    try:
        seen = 0
        for by_one in (False, True):
            for done in _documents(study, job, by_one=by_one, settles=single or not by_one):
                seen += done
                if progress is not None:
                    progress(Progress(seen, total, "documents"))
        change = _finish(study, job)
    except BaseException:
        # What cannot be cleared now is seen by nobody, and cleared before the next one.
        with suppress(StorageError), unit_of_work(study._engine) as session:
            batches.forget_pending(session, job.batch)
        raise
    return SettleReport(job.settled, job.single, job.left, unfinished, change)


@dataclass(slots=True)
class _Job:
    """One run, from document to document."""

    round: str
    coder_id: int = 0
    batch: str = field(default_factory=new_uid)
    settled: int = 0
    single: int = 0
    left: Counter[str] = field(default_factory=Counter)
    first: str | None = None
    """uid of the first record or value written, to see whether it is still there."""

    def check_undisturbed(self, session: Session) -> None:
        """Refuse to go on when what was written so far is gone.

        Raises:
            ChangeRefused: it is.
        """
        if self.first is not None and not batches.is_pending(session, self.first):
            raise ChangeRefused(
                "A load or another settling began before this one was done, and nothing of this "
                "one was kept; do one after the other."
            )


def _documents(study: StudyBase, job: _Job, *, by_one: bool, settles: bool) -> Iterator[int]:
    """Settle documents that several have coded, or one alone, some at a time; yields how many."""
    place, size = 0, AT_FIRST
    asked = rounds_coded.Asked(job.round)
    while True:
        began = time.perf_counter()
        with unit_of_work(study._engine) as session:
            job.check_undisturbed(session)
            ids = rounds_coded.documents_coded(
                session, asked, place=place, limit=size, by_one=by_one
            )
            if not ids:
                return
            job.single += len(ids) if by_one else 0
            if settles or not by_one:
                _Writing(session, job).settle(ids)
        spent = time.perf_counter() - began
        place, size = ids[-1], max(1, min(MOST, int(size * LONGEST_TRANSACTION / spent)))
        yield len(ids)


class _Writing:
    """One transaction of a run."""

    def __init__(self, session: Session, job: _Job) -> None:
        self._session, self._job = session, job
        self._rows = batches.LoadRows()
        self._settled: list[dict[str, Any]] = []
        self._origins: list[dict[str, Any]] = []
        self._known: dict[str, Any] = {}
        self._next = {
            table.name: next_id(session, table)
            for table in (core.record, core.variable_value, core.settlement)
        }

    def settle(self, ids: Sequence[int]) -> None:
        """Settle what is unanimous in some documents, and count what is not."""
        session, job = self._session, self._job
        _, codebook = current_codebook(session)
        numbers = settlements.highest_gold_numbers(session, ids)
        found = cases.documents(session, codebook, job.round, ids)
        opened = [[case for case in each.cases if case.settlement is None] for each in found]
        differing = (case.name for some in opened for case in some if case.difference is not None)
        job.left.update(differing)
        agreed = [[case for case in some if case.difference is None] for some in opened]
        told = cases.told(session, job.round, list(zip(found, agreed, strict=True)))
        self._known = settlements.rows_called(session, map(_uid, _sides(told)))
        for document, some in zip(found, told, strict=True):
            for case in some:
                self._add(document.row.id, case, numbers)
        self._rows.write(session)
        insert_rows(session, core.settlement, self._settled)
        insert_rows(session, core.settlement_origin, self._origins)

    def _add(self, document_id: int, case: Case, numbers: dict[tuple[int, str], int]) -> None:
        sides = [side for side in case.sides if side.has_it]
        if case.kind is CaseKind.RECORD:
            gold = self._record(document_id, sides, numbers)
        else:
            gold = self._value(document_id, case.name, sides)
        outcome = settlements.Outcome(
            document_id=document_id,
            round=self._job.round,
            kind=case.kind.value,
            name=case.name,
            how=Settled.UNANIMOUS.value,
            gold=gold,
            origins=[self._known[_uid(side)].id for side in sides],
        )
        settlement_id = self._next_id("settlement")
        row = settlements.settlement_row(outcome, self._job.coder_id)
        self._settled.append(row | {"id": settlement_id, "removed_at": PENDING})
        self._origins += settlements.origin_rows(outcome, settlement_id)
        self._job.settled += 1

    def _record(
        self, document_id: int, sides: Sequence[Side], numbers: dict[tuple[int, str], int]
    ) -> int:
        """Gather a gold record; returns its id."""
        records = [side.record for side in sides if side.record]
        entry = gold_record(records, [one for each in records for one in each.evidence])
        number = numbers[document_id, entry.type] = numbers.get((document_id, entry.type), 0) + 1
        row_id = self._next_id("record")
        self._rows.records.append(
            self._row(row_id, document_id, sides[0])
            | {
                "type": entry.type,
                "number": number,
                "first_start": min(one.start for one in entry.evidence),
                "certainty": entry.certainty.value if entry.certainty else None,
                "note": entry.note,
                "cue_shown": None,
            }
        )
        passages = [(one.start, one.end, one.field) for one in entry.evidence]
        self._rows.answer("record_id", row_id, document_id, entry.values, passages)
        return row_id

    def _value(self, document_id: int, name: str, sides: Sequence[Side]) -> int:
        """Gather a gold value; returns its id."""
        values = [side.value for side in sides if side.value]
        entry = gold_value(values, [one for each in values for one in each.evidence])
        row_id = self._next_id("variable_value")
        self._rows.variables.append(
            self._row(row_id, document_id, sides[0])
            | {
                "name": name,
                "basis": entry.basis.value,
                "certainty": entry.certainty.value if entry.certainty else None,
                "note": entry.note,
                "from_proposal": entry.from_proposal,
            }
        )
        passages = [(one.start, one.end, None) for one in entry.evidence]
        self._rows.answer("variable_value_id", row_id, document_id, {name: entry.value}, passages)
        return row_id

    def _row(self, row_id: int, document_id: int, side: Side) -> dict[str, Any]:
        """What records and values have in common; the codebook is that of the first coder's."""
        uid, at = new_uid(), now()
        self._job.first = self._job.first or uid
        return {
            "id": row_id,
            "uid": uid,
            "document_id": document_id,
            "coder_id": self._job.coder_id,
            "layer": Layer.GOLD.value,
            "codebook_id": self._known[_uid(side)].codebook_id,
            "created_at": at,
            "updated_at": at,
            "batch": self._job.batch,
            "removed_at": PENDING,
        }

    def _next_id(self, table: str) -> int:
        found = self._next[table]
        self._next[table] += 1
        return found


def _sides(told: Sequence[Sequence[Case]]) -> Iterator[Side]:
    return (side for some in told for case in some for side in case.sides if side.has_it)


def _uid(side: Side) -> str:
    held = side.record or side.value
    return held.uid if held else ""


def _finish(study: StudyBase, job: _Job) -> str | None:
    """Make everything visible, with its links, and write it into the history."""
    if not job.settled:
        return None
    with study._reading() as (session, _):
        links = iter(_links(session, job.batch))
    while some := list(islice(links, LINKS_AT_ONCE)):
        with unit_of_work(study._engine) as session:
            job.check_undisturbed(session)
            batches.add_links(session, [_link_row(job, *each) for each in some])
    with study._work() as work:
        job.check_undisturbed(work.session)
        batches.publish(work.session, job.batch)
        return _written(work, job)


def _links(session: Session, batch: str) -> list[tuple[int, str, int]]:
    """Links that what this run settled should have, and has not."""
    found = followed(session, core.record.c.batch == batch)
    there: set[tuple[int, str, int]] = set()
    for start in range(0, len(found), LINKS_AT_ONCE):
        ids = {each[0] for each in found[start : start + LINKS_AT_ONCE]}
        there |= settlements.links_there(session, ids)
    return [each for each in found if each not in there]


def _link_row(job: _Job, from_id: int, relation: str, to_id: int) -> dict[str, Any]:
    return {
        "uid": new_uid(),
        "from_record_id": from_id,
        "relation": relation,
        "to_record_id": to_id,
        "coder_id": job.coder_id,
        "layer": Layer.GOLD.value,
        "batch": job.batch,
        "removed_at": PENDING,
    }


def _written(work: Work, job: _Job) -> str:
    what = "case" if job.settled == 1 else "cases"
    return work.journal.write(
        "settle unanimous",
        f"{job.settled:,} unanimous {what} of the round {job.round} settled.",
        batch=job.batch,
        digest={"settled": job.settled, "round": job.round},
    )
