"""The list that begins with a coder's own queue, round by round, and ends with all other documents.

Each part is read from an index that knows its order: ids first, then the lines of a page by their ids.
"""

from collections.abc import Sequence
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Row, and_, bindparam, select
from sqlmodel import Session

from storage.database import core
from storage.database.documents import LINE, PRESENT
from storage.database.queues import queued, rounds, rounds_in_turn
from storage.database.rounds import has_assigned
from storage.records import DocumentQuery

QUEUE = "queue"
"""What the order is called."""

Part = tuple[str | None, int]
"""A place in the list: the round whose part it is in, None after all rounds, and the document's id."""


def is_by_queue(session: Session, coder_id: int | None, query: DocumentQuery) -> bool:
    """Whether a list begins with the coder's queue: the whole list does, once documents were given out."""
    limited = query.filter.strip() or query.status or query.kind or query.flagged is not None
    by_queue = query.sort == QUEUE and coder_id is not None and not limited
    return by_queue and has_assigned(session)


def queue_rows(
    session: Session, coder_id: int, place: Part | None, limit: int, *, descending: bool
) -> list[Row[*tuple[Any, ...]]]:
    """The first rows, or those after a place."""
    parts: list[str | None] = [*rounds_in_turn(session, coder_id), None]
    parts = parts[::-1] if descending else parts
    name, last = place or (parts[0], None)
    ids: list[int] = []
    for part in parts[parts.index(name if name in parts else None) :]:
        ids += _ids(session, coder_id, part, last, limit - len(ids), descending=descending)
        last = None
        if len(ids) == limit:
            break
    return _lines(session, coder_id, ids)


def _ids(
    session: Session,
    coder_id: int,
    part: str | None,
    last: int | None,
    limit: int,
    *,
    descending: bool,
) -> Sequence[int]:
    """Ids of the documents of one part: in the queue in a round, or outside it, whatever the round was."""
    key, name = core.review.c.document_id, core.review.c.round
    in_queue = part is not None
    some = select(key).where(*queued(in_queue=in_queue), name == bindparam("round"))
    if last is not None:
        some = some.where(key < last if descending else key > last)
    ordered = some.order_by(key.desc() if descending else key).limit(limit)
    names = rounds(session, coder_id, in_queue=False) if part is None else [part]
    found = [
        session.execute(ordered, {"coder_id": coder_id, "round": each}).scalars().all()
        for each in names
    ]
    return list(islice(merge(*found, reverse=descending), limit))


def _lines(session: Session, coder_id: int, ids: Sequence[int]) -> list[Row[*tuple[Any, ...]]]:
    """Whole lines of documents, in the order of their ids in a page."""
    theirs = and_(
        core.review.c.document_id == core.document.c.id, core.review.c.coder_id == coder_id
    )
    joined = core.document.outerjoin(core.review, theirs)
    named = select(*LINE).select_from(joined).where(core.document.c.id.in_(ids), PRESENT)
    rows = {row.id: row for row in session.execute(named)}
    return [rows[each] for each in ids if each in rows]
