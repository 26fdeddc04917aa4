"""A coder's queue: its rounds in turn, and what is next to do in them.

Each question is answered from an index that begins with the coder and the round, so that it costs
the same however many documents there are.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, not_, select, text
from sqlmodel import Session

from storage.database import core
from storage.database.assignments import MAIN
from storage.database.documents import PRESENT
from storage.database.merge_things import frozen_rounds
from storage.database.rounds import all_rounds

TO_DO = "status = 'todo' AND in_queue AND review.removed_at IS NULL"
"""Word for word as in the partial index: only then is it used."""


def rounds_in_turn(session: Session, coder_id: int, *, to_do: bool = False) -> list[str]:
    """The rounds of a coder's queue (only those with something to do), in the order to code them.

    That is the order in which they were first given out; but what was opened comes last, since
    nothing in it changes any more. A coder's copy does not tell that order: there the main round is
    the last.
    """
    there = [row.name for row in all_rounds(session)]
    frozen = frozen_rounds(session, coder_id)
    found = to_do_rounds(session, coder_id) if to_do else rounds(session, coder_id, in_queue=True)

    def turn(name: str) -> tuple[bool, int, bool, str]:
        place = there.index(name) if name in there else len(there)
        return name in frozen, place, name == MAIN, name

    return sorted(found, key=turn)


def rounds(session: Session, coder_id: int, *, in_queue: bool) -> Iterator[str]:
    """The rounds of the documents in a coder's queue, or outside it, by name."""
    return _different(session, _following(in_queue=in_queue), coder_id)


def to_do_rounds(session: Session, coder_id: int) -> Iterator[str]:
    """The rounds in which a coder has something to do, by name."""
    return _different(session, _following(in_queue=None), coder_id)


def _different(session: Session, following: Select[str], coder_id: int) -> Iterator[str]:
    """Each name once: from one to the next greater one, not from row to row."""
    name = session.execute(following, {"coder_id": coder_id, "name": ""}).scalar()
    while name is not None:
        yield name
        name = session.execute(following, {"coder_id": coder_id, "name": name}).scalar()


@cache
def _following(*, in_queue: bool | None) -> Select[str]:
    """The first round after a name; of what is to do, for None."""
    name = core.review.c.round
    later = select(name).where(*queued(in_queue=in_queue), name > bindparam("name"))
    return later.order_by(name).limit(1)


def queued(*, in_queue: bool | None) -> list[ColumnElement[bool]]:
    """A coder's documents in the queue, or outside it, or (None) to do: in words that an index has."""
    table = core.review.c
    mine = table.coder_id == bindparam("coder_id")
    if in_queue is None:
        return [mine, text(TO_DO)]  # type: ignore[list-item]  # text is a condition
    return [mine, table.in_queue if in_queue else not_(table.in_queue), table.removed_at.is_(None)]


def next_to_do(session: Session, coder_id: int | None, after: int) -> str | None:
    """uid of the first document to do after ``after``: in its round, also from the beginning; then in the next."""
    if coder_id is None:
        return _first(session, _of_nobody(), [{"after": after}, {"after": 0}])
    names = rounds_in_turn(session, coder_id, to_do=True)
    here = session.execute(_spot(), {"coder_id": coder_id, "document_id": after}).first()
    if here is not None and here.round in names:
        names.sort(key=lambda name: name != here.round)
    turns = [(name, 0) for name in names]
    if here is None or not here.in_queue or here.round in names:
        # From here on, where that is a place in the round at all.
        turns[:0] = [(name, after) for name in names[:1]]
    places = [{"coder_id": coder_id, "round": name, "after": begin} for name, begin in turns]
    return _first(session, _of_round(), places)


def _first(session: Session, asked: Select[str], places: list[dict[str, Any]]) -> str | None:
    found = (session.execute(asked, place).scalar() for place in places)
    return next((uid for uid in found if uid is not None), None)


@cache
def _spot() -> Select[str, bool]:
    table = core.review.c
    here = table.document_id == bindparam("document_id")
    return select(table.round, table.in_queue).where(here, table.coder_id == bindparam("coder_id"))


@cache
def _of_nobody() -> Select[str]:
    """The first document after one; for nobody known all wait."""
    key = core.document.c.id
    later = select(core.document.c.uid).where(key > bindparam("after"), PRESENT)
    return later.order_by(key).limit(1)


@cache
def _of_round() -> Select[str]:
    """The first document of a round after one that waits for a coder."""
    table = core.review.c
    # Outer, so that the database does not begin with the documents.
    joined = core.review.outerjoin(core.document, core.document.c.id == table.document_id)
    waiting = select(core.document.c.uid).select_from(joined).where(*queued(in_queue=None))
    later = waiting.where(table.round == bindparam("round"), table.document_id > bindparam("after"))
    return later.order_by(table.document_id).limit(1)
