"""Lists of documents by keyset: where a list is read from, and what a page of it is.

No page may cost more than what it shows, however large the study. So a list is read from the
index that knows its documents or its order: of the documents, of one coder's reviews, or of the
words in titles. What else limits the list is then asked of each row that comes by. Outer joins
keep the database from beginning at another table.
"""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    and_,
    func,
    literal,
    select,
    true,
)
from sqlmodel import Session

from storage.database import core
from storage.database.documents import LINE, PRESENT, lines
from storage.database.matching import Wanted, matches
from storage.database.queue_lists import QUEUE, is_by_queue, queue_rows
from storage.database.search import TITLES, wanted_words
from storage.records import Document, DocumentQuery, Page, Status

SORTS = {
    "position": core.document.c.id,
    "title": core.document.c.title,
    "kind": core.document.c.kind,
    "respondent": core.document.c.respondent,
    "reference": core.document.c.reference,
    "date": core.document.c.decision_date,
    "outcome": core.document.c.outcome,
    "status": core.review.c.status,
    QUEUE: core.document.c.id,
}
"""What a list may be sorted by; position is the order of import, and so is the queue without one."""

FEW = 10_000
"""Documents that can be gathered and sorted in the time that a page may take."""


class Start(NamedTuple):
    """Where a list may be read from."""

    table: FromClause
    id: ColumnElement[int]
    """The document's id, as the table has it."""
    found: ColumnElement[bool]
    """Which rows, in words that the table's index understands."""


class Limit(NamedTuple):
    """One thing that limits a list."""

    start: Start
    """An index that knows its documents."""
    fits: ColumnElement[bool]
    """The same asked of a single document, in words that no index understands."""


def page(
    session: Session,
    coder_id: int | None,
    query: DocumentQuery,
    *,
    cursor: str | None = None,
    backwards: bool = False,
    limit: int = 50,
) -> Page[Document]:
    """The documents after ``cursor`` (before it when ``backwards``), at most ``limit``."""
    rows = _rows(session, coder_id, query, cursor, backwards, limit + 1)
    more = len(rows) > limit
    rows = rows[:limit]
    if backwards:
        rows = rows[::-1]
    return Page(
        rows=lines(session, coder_id, rows),
        before=_cursor(rows[0], query) if rows and (more if backwards else cursor) else None,
        after=_cursor(rows[-1], query) if rows and (cursor if backwards else more) else None,
    )


def page_around(
    session: Session, coder_id: int | None, query: DocumentQuery, uid: str, limit: int
) -> Page[Document]:
    """A page that has the document ``uid`` in its middle, if the list has it at all."""
    limits = _limits(coder_id, query)
    named = Start(core.document, core.document.c.id, core.document.c.uid == uid)
    here = session.execute(_from(named, coder_id, _rest(coder_id, query, limits))).all()
    if not here:
        return page(session, coder_id, query, limit=limit)
    cursor, half = _cursor(here[0], query), limit // 2
    above = _rows(session, coder_id, query, cursor, True, half + 1)
    below = _rows(session, coder_id, query, cursor, False, limit - half + 1)
    rows = [*above[:half][::-1], *here, *below[: limit - half]]
    return Page(
        rows=lines(session, coder_id, rows),
        before=_cursor(rows[0], query) if len(above) > half else None,
        after=_cursor(rows[-1], query) if len(below) > limit - half else None,
    )


def _rows(
    session: Session,
    coder_id: int | None,
    query: DocumentQuery,
    cursor: str | None,
    backwards: bool,
    limit: int,
) -> list[Row[*tuple[Any, ...]]]:
    """The first rows of a list, or those that follow a cursor."""
    descending = query.descending != backwards
    if coder_id is not None and is_by_queue(session, coder_id, query):
        place = None if cursor is None else tuple(json.loads(cursor))
        return queue_rows(session, coder_id, place, limit, descending=descending)
    statement, keys = _list(session, coder_id, query)
    ordered = statement.order_by(*(key.desc() if descending else key for key in keys))
    if cursor is None:
        return list(session.execute(ordered.limit(limit)).all())
    *value, last = json.loads(cursor)[-len(keys) :]
    after = keys[-1] < last if descending else keys[-1] > last
    if not value:
        return list(session.execute(ordered.where(after).limit(limit)).all())
    # Two steps: an index finds its place in a long run of equal values by equality only.
    by = keys[0]
    rows = list(session.execute(ordered.where(by == value[0], after).limit(limit)).all())
    if len(rows) < limit:
        beyond = by < value[0] if descending else by > value[0]
        rows += session.execute(ordered.where(beyond).limit(limit - len(rows))).all()
    return rows


def count(
    session: Session, coder_id: int | None, query: DocumentQuery, cap: int
) -> tuple[int, bool]:
    """How many documents the list has, counted up to ``cap``; whether there are more."""
    statement, keys = _list(session, coder_id, DocumentQuery(**_limits_of(query)))
    inner = statement.with_only_columns(keys[-1]).limit(cap + 1)
    counted: int = session.execute(select(func.count()).select_from(inner.subquery())).scalar_one()
    return min(counted, cap), counted > cap


def _limits_of(query: DocumentQuery) -> dict[str, Any]:
    names = ("filter", "status", "kind", "flagged")
    return {name: getattr(query, name) for name in names}


def _list(
    session: Session, coder_id: int | None, query: DocumentQuery
) -> tuple[Select[*tuple[Any, ...]], list[ColumnElement[Any]]]:
    """The rows of a list, and the columns that order them."""
    by = SORTS["position" if query.sort == QUEUE else query.sort]
    if query.sort == "status" and (coder_id is None or query.status is not None):
        by = SORTS["position"]
    limits = _limits(coder_id, query)
    start = _start(session, coder_id, limits, by)
    rest = [limit for limit in limits if limit.start is not start]
    keys = [start.id] if by is SORTS["position"] else [by, start.id]
    return _from(start, coder_id, _rest(coder_id, query, rest)), keys


def _start(
    session: Session, coder_id: int | None, limits: Sequence[Limit], by: ColumnElement[Any]
) -> Start:
    """The shortest way to the first rows of a list."""
    in_order = by is SORTS["position"]
    if in_order and len(limits) == 1:
        return limits[0].start
    for limit in limits:
        if _is_short(session, limit.start):
            return limit.start
    if in_order and limits:
        return limits[0].start
    if by is SORTS["status"]:
        return Start(core.review, core.review.c.document_id, core.review.c.coder_id == coder_id)
    return Start(core.document, core.document.c.id, true())


def _is_short(session: Session, start: Start) -> bool:
    inner = select(start.id).select_from(start.table).where(start.found).limit(FEW + 1).subquery()
    counted: int = session.execute(select(func.count()).select_from(inner)).scalar_one()
    return counted <= FEW


def _limits(coder_id: int | None, query: DocumentQuery) -> list[Limit]:
    """What limits the list and has an index, the likely narrowest first."""
    limits = []
    theirs = core.review.c.coder_id == coder_id
    if query.flagged and coder_id is not None:
        flagged = and_(theirs, core.review.c.flag_reason.is_not(None))
        start = Start(core.review, core.review.c.document_id, flagged)
        limits.append(Limit(start, _flag() != ""))
    if query.filter.strip():
        limits.append(_words(wanted_words(query.filter, prefix=True)))
    if query.status is not None and coder_id is not None:
        same = and_(theirs, core.review.c.status == query.status.value)
        start = Start(core.review, core.review.c.document_id, same)
        limits.append(Limit(start, _status() == query.status.value))
    if query.kind is not None:
        kind = core.document.c.kind
        start = Start(core.document, core.document.c.id, kind == query.kind)
        limits.append(Limit(start, func.coalesce(kind, "") == query.kind))
    return limits


def _words(wanted: Wanted) -> Limit:
    """Titles, respondents and the like that have the words."""
    found = matches(TITLES, wanted, phrases=True)
    one = select(TITLES.c.rowid).where(found, TITLES.c.rowid == core.document.c.id)
    start = Start(TITLES, TITLES.c.rowid, found)
    return Limit(start, one.correlate(core.document).exists())


def _status() -> ColumnElement[str]:
    """The coder's status of a document; to do for somebody who is not enrolled yet."""
    return func.coalesce(core.review.c.status, Status.TODO.value)


def _flag() -> ColumnElement[str]:
    return func.coalesce(core.review.c.flag_reason, "")


def _rest(
    coder_id: int | None, query: DocumentQuery, limits: Sequence[Limit]
) -> list[ColumnElement[bool]]:
    """What is asked of each row."""
    conditions = [limit.fits for limit in limits]
    if query.flagged is False or (query.flagged and coder_id is None):
        conditions.append((_flag() != "") == literal(query.flagged))
    if query.status is not None and coder_id is None:
        conditions.append(_status() == query.status.value)
    return conditions


def _from(
    start: Start, coder_id: int | None, conditions: Sequence[ColumnElement[bool]]
) -> Select[*tuple[Any, ...]]:
    """Whole lines of the documents that a list has."""
    joined = start.table
    if joined is not core.document:
        joined = joined.outerjoin(core.document, core.document.c.id == start.id)
    if start.table is not core.review:
        theirs = and_(
            core.review.c.document_id == core.document.c.id, core.review.c.coder_id == coder_id
        )
        joined = joined.outerjoin(core.review, theirs)
    return select(*LINE).select_from(joined).where(start.found, PRESENT, *conditions)


def _cursor(row: Any, query: DocumentQuery) -> str:
    if query.sort == QUEUE:
        return json.dumps([row.round if row.in_queue else None, row.id])
    key = SORTS[query.sort].name
    value = row.status or Status.TODO.value if key == "status" else getattr(row, key)
    return json.dumps([value, row.id])
