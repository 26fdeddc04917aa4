"""Lists of records by keyset: one run of records, or one for each value of a field.

In the order of a field come the records of each value, then those of each missing value, then those
without an answer. Where a list is grouped, a heading stands before the first record of a value.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from sqlalchemy import Row, select, text
from sqlmodel import Session

from storage.database import core
from storage.database.record_rows import record_rows
from storage.database.record_runs import Answer, Asked, ByField, Run, Runs, answer_of
from storage.database.values import value_of
from storage.records import HeldCount, Item, ListedRecord, Missing, Page, RecordGroup, RecordRow

CAP = 1_000
"""Records counted at most; beyond that a count says that there are more."""

ALL = Run()

TYPED = Run(typed=True)

MISSING_RUNS = tuple(Run(Answer(missing=missing.value)) for missing in Missing)

UNANSWERED = Run(Answer())

UNDER = "\x1f"
"""Between a record and the value that its line stands under; a heading's uid begins with it."""

DISTINCT = text(
    "WITH RECURSIVE held(text) AS ("
    "SELECT min(text) FROM field_value WHERE field = :field AND record_id IS NOT NULL "
    "UNION ALL SELECT (SELECT min(text) FROM field_value WHERE field = :field "
    "AND record_id IS NOT NULL AND text > held.text) FROM held WHERE held.text IS NOT NULL) "
    "SELECT text FROM held WHERE text IS NOT NULL"
)
"""Every text that a field holds, one look into the index for each."""


@dataclass(frozen=True, slots=True)
class Line:
    """Where one record stands in a list."""

    run: Run
    id: int
    keys: tuple[Any, ...]
    answer: Answer
    """What it stands under."""

    @property
    def cursor(self) -> str:
        """The same as text."""
        return json.dumps([self.run.answer, self.run.typed, self.answer, self.id, self.keys])


def line_of(cursor: str) -> Line:
    """The line that a cursor stands for."""
    held, typed, answer, record_id, keys = json.loads(cursor)
    run = Run(None if held is None else Answer(*held), typed)
    return Line(run, record_id, tuple(keys), Answer(*answer))


class RecordList:
    """One list of records, as one consistent view of the store has it."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self._session = session
        self._asked = asked
        self._runs = Runs(session, asked)

    def page(self, cursor: str | None, limit: int, *, backwards: bool) -> Page[ListedRecord]:
        """The records after a cursor, or before it."""
        near = line_of(cursor) if cursor else None
        lines = list(islice(self._lines(near, limit + 1, backwards=backwards), limit + 1))
        more = len(lines) > limit
        shown = lines[:limit][::-1] if backwards else lines[:limit]
        before = (lines[limit] if more else None) if backwards else near
        return self._page(
            before,
            shown,
            has_before=more if backwards else cursor is not None,
            has_after=cursor is not None if backwards else more,
        )

    def page_around(self, uid: str, limit: int) -> Page[ListedRecord]:
        """A page that has a line in its middle; the first page when the list has no such line."""
        here = self._line(uid)
        if here is None:
            return self.page(None, limit, backwards=False)
        half = limit // 2
        above = list(islice(self._lines(here, half + 1, backwards=True), half + 1))
        below = list(islice(self._lines(here, limit - half, backwards=False), limit - half))
        lines = [*above[:half][::-1], here, *below[: limit - half - 1]]
        return self._page(
            above[half] if len(above) > half else None,
            lines,
            has_before=len(above) > half,
            has_after=len(below) >= limit - half,
        )

    def uids(self, most: int) -> list[str]:
        """uids of the records of the list, so many at most."""
        ids = [row[0] for row in self._runs.rows(ALL, most)]
        table = core.record.c
        found = select(table.uid).where(table.id.in_(ids))
        return list(self._session.execute(found).scalars())

    def count(self) -> tuple[int, bool]:
        """How many records there are, counted up to a cap; whether there are more."""
        return self._runs.count(ALL, CAP)

    def counts(self, most: int) -> Iterator[HeldCount]:
        """The first values of the field, each with how many records hold it."""
        seen: set[Answer] = set()
        for run in self._in_order(backwards=False):
            for answer in self._answers(run, most) if run.typed else (run.answer or Answer(),):
                counted, more = self._runs.count(Run(answer), CAP)
                if counted and answer not in seen and len(seen) < most:
                    seen.add(answer)
                    yield HeldCount(_item(answer), counted, more)

    def _answers(self, run: Run, most: int) -> Iterator[Answer]:
        """The first different answers of what is typed."""
        before: Answer | None = None
        for line in islice(self._lines_of(run, None, CAP, backwards=False), CAP):
            if line.answer != before:
                yield line.answer
            before = line.answer

    # Lines

    def _lines(self, near: Line | None, limit: int, *, backwards: bool) -> Iterator[Line]:
        """Lines behind a line (or before it), or from an end of the list on."""
        runs = list(self._in_order(backwards=backwards))
        if near is not None and near.run in runs:
            runs = runs[runs.index(near.run) :]
        for run in runs:
            at = near if near is not None and run == near.run else None
            yield from self._lines_of(run, at, limit, backwards=backwards)

    def _lines_of(
        self, run: Run, near: Line | None, limit: int, *, backwards: bool
    ) -> Iterator[Line]:
        after = near.keys if near else None
        for row in self._runs.rows(run, limit, after, backwards=backwards):
            yield self._as_line(run, row)

    def _as_line(self, run: Run, row: Sequence[Any]) -> Line:
        by, keys = self._asked.by, tuple(row[1:])
        answer = run.answer or Answer()
        if run.typed and by is not None:
            answer = Answer(**dict(zip(by.keys, keys, strict=False)))
        return Line(run, row[0], keys, answer)

    def _in_order(self, *, backwards: bool) -> Iterator[Run]:
        """The runs of the list; missing values and what has no answer stay last in any order."""
        by = self._asked.by
        if by is None:
            yield ALL
            return
        held = list(self._held(by))
        if self._asked.query.descending:
            held.reverse()
        runs = [*held, *MISSING_RUNS, UNANSWERED]
        yield from reversed(runs) if backwards else runs

    def _held(self, by: ByField) -> Iterator[Run]:
        """The runs of what is answered: typed answers together, chosen ones value by value."""
        if by.choices is None:
            yield TYPED
            return
        there = dict.fromkeys(self._session.execute(DISTINCT, {"field": by.name}).scalars())
        for choice in map(answer_of, by.choices):
            if choice.text in there:
                del there[choice.text]
                yield Run(choice)
        yield from (Run(Answer(name)) for name in there)

    def _line(self, uid: str) -> Line | None:
        """The line of a record, or the first line under a heading."""
        record_uid, _, under = uid.partition(UNDER)
        if under and not record_uid:
            group = Answer(*json.loads(under))
            return next((line for line in self._first(group) if line.answer == group), None)
        table = core.record.c
        found = self._session.execute(select(table.id).where(table.uid == record_uid)).scalar()
        if found is None:
            return None
        runs = list(self._in_order(backwards=False))
        wanted = [run for run in self._runs_of(found) if run in runs]
        lines = (self._as_line(run, row) for run in wanted for row in self._runs.row(run, found))
        every = list(lines)
        return next((each for each in every if _spelled(each.answer) == under), None) or next(
            iter(every), None
        )

    def _first(self, group: Answer) -> Iterator[Line]:
        """The first line of a group, if it has any."""
        by = self._asked.by
        typed = by is not None and by.choices is None and group.missing is None and any(group)
        if not typed:
            yield from self._lines_of(Run(group), None, 1, backwards=False)
            return
        for row in self._runs.rows(Run(group), 1):
            yield from (self._as_line(TYPED, each) for each in self._runs.row(TYPED, row[0]))

    def _runs_of(self, record_id: int) -> Iterator[Run]:
        """The runs that a record stands in, the first first."""
        by = self._asked.by
        if by is None:
            yield ALL
            return
        table = core.field_value.c
        held = select(table.text, table.number, table.missing).where(
            table.record_id == record_id, table.field == by.name
        )
        rows: Sequence[Row[*tuple[Any, ...]]] = self._session.execute(
            held.order_by(table.position)
        ).all()
        answers = [Answer(*row) for row in rows] or [Answer()]
        for answer in answers:
            typed = by.choices is None and answer.missing is None and answer != Answer()
            yield TYPED if typed else Run(answer)

    # Pages

    def _page(
        self, before: Line | None, lines: Sequence[Line], *, has_before: bool, has_after: bool
    ) -> Page[ListedRecord]:
        """Lines as they travel, with their headings."""
        query = self._asked.query
        rows = record_rows(self._session, self._asked.coder_id, [line.id for line in lines])
        shown: list[ListedRecord] = []
        for line in lines:
            if query.grouped and (before is None or line.answer != before.answer):
                shown.append(self._heading(line.answer))
            row = rows[line.id]
            shown.append(row if not query.grouped else _under(row, line.answer))
            before = line
        return Page(
            tuple(shown),
            lines[0].cursor if lines and has_before else None,
            lines[-1].cursor if lines and has_after else None,
        )

    def _heading(self, answer: Answer) -> RecordGroup:
        counted, more = self._runs.count(Run(answer), CAP)
        return RecordGroup(UNDER + _spelled(answer), _item(answer), counted, more)


def _under(row: RecordRow, answer: Answer) -> RecordRow:
    """A row of a grouped list: the record may stand under other values as well."""
    return replace(row, uid=f"{row.record}{UNDER}{_spelled(answer)}")


def _spelled(answer: Answer) -> str:
    return json.dumps(answer, ensure_ascii=False)


def _item(answer: Answer) -> Item:
    """An answer's columns as the item they hold."""
    if answer == Answer():
        return None
    item = value_of([(0, *answer)])
    return None if isinstance(item, tuple) else item
