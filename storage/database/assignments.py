"""Which documents are whose to code: given out in bulk, and taken back as a whole.

A review tells of its document in which round its coder has it, and whether it is in their queue.
What a change moved is kept as runs of document ids: everything to everybody is then short.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.records import Status

MAIN = "main"
"""The round of a review that was given out in none."""


class Spot(NamedTuple):
    """Where a document is for a coder: in which round, and whether in their queue."""

    round: str
    in_queue: bool


class Moved(NamedTuple):
    """Documents of one coder that go from one place to another."""

    coder_id: int
    before: Spot
    after: Spot
    documents: Sequence[int]


class ReviewRow(NamedTuple):
    """One coder's review of one document."""

    document_id: int
    coder_id: int
    status: str
    spot: Spot


def reviews(session: Session, *wanted: ColumnElement[bool]) -> Iterator[ReviewRow]:
    """Reviews of documents that are there, in study order."""
    table = core.review.c
    columns = (table.document_id, table.coder_id, table.status, table.round, table.in_queue)
    found = select(*columns).where(table.removed_at.is_(None), *wanted)
    for document_id, coder_id, status, name, in_queue in session.execute(
        found.order_by(table.document_id)
    ):
        yield ReviewRow(document_id, coder_id, status, Spot(name, bool(in_queue)))


def is_begun() -> ColumnElement[bool]:
    """Whether a coder has done something with a document."""
    begun = (status.value for status in Status if status is not Status.TODO)
    return core.review.c.status.in_(list(begun))


def progress(
    session: Session, coder_id: int | None = None
) -> dict[tuple[int, str], dict[str, int]]:
    """How many documents of each coder (or of one) stand at which status, by coder and round.

    It counts reviews: of very many documents that takes seconds.
    """
    table = core.review.c
    key = (table.coder_id, table.round, table.status)
    theirs = (or_(table.in_queue, is_begun()), table.removed_at.is_(None))
    counted = select(*key, func.count()).where(*theirs).group_by(*key)
    if coder_id is not None:
        counted = counted.where(table.coder_id == coder_id)
    found: dict[tuple[int, str], dict[str, int]] = {}
    for coder, name, status, n in session.execute(counted):
        found.setdefault((coder, name), {})[status] = n
    return found


def move(session: Session, moves: Iterable[Moved]) -> None:
    """Put documents where they go."""
    for each in moves:
        _put(session, each.coder_id, each.after, runs(each.documents))


def kept_form(session: Session, moves: Iterable[Moved]) -> list[list[Any]]:
    """What the history keeps of documents that moved."""
    uids = _uids(session)
    return [
        [uids[each.coder_id], *each.before, *each.after, runs(each.documents)] for each in moves
    ]


def turn(session: Session, kept: Sequence[Sequence[Any]], *, back: bool) -> None:
    """Put documents back where they were, or (not ``back``) again where a change put them."""
    ids = {uid: id_ for id_, uid in _uids(session).items()}
    for coder, *spots, documents in kept:
        spot = spots[:2] if back else spots[2:]
        _put(session, ids[coder], Spot(*spot), documents)


def is_disturbed(session: Session, kept: Sequence[Sequence[Any]], *, back: bool) -> bool:
    """Whether a document was begun, or given out otherwise, since it came where it is."""
    ids = {uid: id_ for id_, uid in _uids(session).items()}
    wanted: dict[int, dict[int, Spot]] = {}
    for coder, *spots, documents in kept:
        spot = Spot(*(spots[2:] if back else spots[:2]))
        theirs = wanted.setdefault(ids[coder], {})
        theirs |= {each: spot for first, last in documents for each in range(first, last + 1)}
    for coder_id, places in wanted.items():
        for row in reviews(session, core.review.c.coder_id == coder_id):
            spot = places.get(row.document_id, row.spot)
            if spot != row.spot or (row.document_id in places and row.status != Status.TODO):
                return True
    return False


def runs(documents: Iterable[int]) -> list[list[int]]:
    """Ids as first and last of each run without a gap."""
    found: list[list[int]] = []
    for each in sorted(documents):
        if found and found[-1][1] == each - 1:
            found[-1][1] = each
        else:
            found.append([each, each])
    return found


def _put(session: Session, coder_id: int, spot: Spot, documents: Sequence[Sequence[int]]) -> None:
    table = core.review.c
    here = table.document_id.between(bindparam("first"), bindparam("last"))
    theirs = update(core.review).where(_whose(coder_id), here)
    values = {"round": spot.round, "in_queue": spot.in_queue}
    if documents:
        session.connection().execute(
            theirs.values(values), [{"first": first, "last": last} for first, last in documents]
        )


def _whose(coder_id: int) -> ColumnElement[bool]:
    """Of a run's reviews those of a coder, in words that lead to no index of all that coder's reviews."""
    return func.coalesce(core.review.c.coder_id, 0) == coder_id


def _uids(session: Session) -> dict[int, str]:
    return {row.id: row.uid for row in session.execute(select(core.coder.c.id, core.coder.c.uid))}
