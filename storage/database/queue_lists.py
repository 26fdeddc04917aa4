"""The list that begins with a coder's own queue: what they were given, then all other documents.

No index knows that order, but a few know its parts: what is to do in the queue, and each status of
a coder. So the ids are read part by part and put together; then the lines of a page by their ids.
"""

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, not_, select, text
from sqlmodel import Session

from storage.database import core
from storage.database.documents import LINE, PRESENT
from storage.database.rounds import has_assigned
from storage.records import DocumentQuery, Status

QUEUE = "queue"
"""What the order is called."""

TO_DO = "status = 'todo' AND in_queue AND review.removed_at IS NULL"
"""Word for word as in the partial index: only then is it used."""


def is_by_queue(session: Session, coder_id: int | None, query: DocumentQuery) -> bool:
    """Whether a list begins with the coder's queue: the whole list does, once documents were given out."""
    limited = query.filter.strip() or query.status or query.kind or query.flagged is not None
    by_queue = query.sort == QUEUE and coder_id is not None and not limited
    return by_queue and has_assigned(session)


def queue_rows(
    session: Session, coder_id: int, place: tuple[int, int] | None, limit: int, *, descending: bool
) -> list[Row[*tuple[Any, ...]]]:
    """The first rows, or those after a place: 0 in the queue and 1 outside it, and the document's id."""
    part, last = place or (1 if descending else 0, None)
    ids: list[int] = []
    while len(ids) < limit and part in (0, 1):
        left = limit - len(ids)
        ids += _ids(session, coder_id, last, left, in_queue=part == 0, descending=descending)
        part, last = part + (-1 if descending else 1), None
    return _lines(session, coder_id, ids)


def _ids(
    session: Session,
    coder_id: int,
    last: int | None,
    limit: int,
    *,
    in_queue: bool,
    descending: bool,
) -> Sequence[int]:
    """Ids of documents in a queue, or outside it, each status read from the index that knows it."""
    key = core.review.c.document_id
    order = key.desc() if descending else key
    after = [] if last is None else [key < last if descending else key > last]
    found = []
    for status in Status:
        some = select(key).where(core.review.c.coder_id == coder_id, *_part(status, in_queue))
        found.append(
            session.execute(some.where(*after).order_by(order).limit(limit)).scalars().all()
        )
    return list(islice(merge(*found, reverse=descending), limit))


def _part(status: Status, in_queue: bool) -> list[ColumnElement[bool]]:  # noqa: FBT001  which part
    if status is Status.TODO and in_queue:
        return [text(TO_DO)]  # type: ignore[list-item]  # text is a condition
    review = core.review.c
    there = and_(review.status == status.value, review.removed_at.is_(None))
    return [there, review.in_queue if in_queue else not_(review.in_queue)]


def _lines(session: Session, coder_id: int, ids: Sequence[int]) -> list[Row[*tuple[Any, ...]]]:
    """Whole lines of documents, in the order of their ids in a page."""
    theirs = and_(
        core.review.c.document_id == core.document.c.id, core.review.c.coder_id == coder_id
    )
    joined = core.document.outerjoin(core.review, theirs)
    named = select(*LINE).select_from(joined).where(core.document.c.id.in_(ids), PRESENT)
    rows = {row.id: row for row in session.execute(named)}
    return [rows[each] for each in ids if each in rows]
