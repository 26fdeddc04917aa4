"""Coders: who is known, and a queue for somebody new."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    literal,
    select,
    true,
    update,
)
from sqlmodel import Session

from storage.database.core import coder, document, record, review, variable_value
from storage.database.identity import new_uid, now
from storage.database.rounds import has_assigned
from storage.errors import NameRefused
from storage.records import Role

NEWCOMER = "newcomer"
"""The role of somebody whom a load names for the first time, until the load is whole."""

CODED = (record, variable_value)
"""Tables that a load fills with somebody's coding."""

JOINING = "joining"
"""The role of somebody whose queue is being made."""

_KNOWN = coder.c.role.not_in([NEWCOMER, JOINING])

AT_ONCE = 20_000
"""Documents put into a queue in one transaction: a fraction of a second."""


def coder_id(session: Session, name: str) -> int | None:
    """The id of the coder called ``name``, None when nobody is."""
    return session.execute(_known_as(), {"name": name}).scalar()


@cache
def _known_as() -> Select[int]:
    return select(coder.c.id).where(coder.c.name == bindparam("name"), _KNOWN)


def enrolled_coder_id(session: Session, name: str) -> int:
    """The id of the coder called ``name``; somebody new gets the study's documents to do."""
    known = coder_id(session, name)
    if known is None:
        known = coder_to_be(session, name)
        enrol(session, [known])
    return known


def coder_to_be(session: Session, name: str) -> int:
    """The id of the coder called ``name``; somebody new is kept, but nobody sees them yet."""
    known: int | None = session.execute(select(coder.c.id).where(coder.c.name == name)).scalar()
    if known is not None:
        return known
    new = insert(coder).values(uid=new_uid(), name=name, role=NEWCOMER, created_at=now())
    found: int = session.execute(new.returning(coder.c.id)).scalar_one()
    return found


def enrol(session: Session, ids: Iterable[int]) -> None:
    """Make coders of newcomers, each with the study's documents to do; the others are already."""
    new = (coder.c.id.in_(list(ids))) & ~_KNOWN
    _queue(session, new, true())
    session.execute(update(coder).where(new).values(role=Role.CODER.value))


def join_some(session: Session, name: str, at_once: int = AT_ONCE) -> bool:
    """Give somebody new some of the study's documents to do; says whether they have all.

    To be called again and again, each time in a transaction of its own: nobody else has to
    wait for a million documents. Until it is done the coder is not known to the study.
    """
    if coder_id(session, name) is not None:
        return True
    joining = coder_to_be(session, name)
    new = coder.c.id == joining
    session.execute(update(coder).where(new).values(role=JOINING))
    mine = (review.c.coder_id == joining) & (review.c.status == "todo")
    queued = select(review.c.document_id).where(mine).order_by(review.c.document_id.desc())
    last = session.execute(queued.limit(1)).scalar() or 0
    ids = select(document.c.id).where(document.c.id > last).order_by(document.c.id)
    end = session.execute(ids.offset(at_once - 1).limit(1)).scalar()
    _queue(session, new, document.c.id.between(last + 1, end) if end else document.c.id > last)
    if end is None:
        session.execute(update(coder).where(new).values(role=Role.CODER.value))
    return end is None


def _queue(session: Session, new: ColumnElement[bool], some: ColumnElement[bool]) -> None:
    """Give some documents to coders who do not have them yet."""
    in_queue: ColumnElement[bool] = literal(True)
    if has_assigned(session):
        in_queue = literal(False)
    elif session.execute(select(document.c.id).where(_drawn()).limit(1)).first() is not None:
        # A draw of documents holds for whoever joins later, too.
        in_queue = _drawn()
    has = select(review.c.id).where(
        review.c.document_id == document.c.id, review.c.coder_id == coder.c.id
    )
    queue = select(
        document.c.id,
        coder.c.id,
        literal("main"),
        literal("todo"),
        in_queue,
        literal("[]"),
        document.c.removed_at,
    )
    columns = ["document_id", "coder_id", "round", "status", "in_queue"]
    columns += ["confirmed_none", "removed_at"]
    missing = queue.join(coder, new).where(some, ~has.exists())
    session.execute(insert(review).from_select(columns, missing))


def _drawn() -> ColumnElement[bool]:
    return document.c.probability.is_not(None)


def queued_ids(session: Session) -> tuple[set[int], tuple[int, ...]]:
    """Who has every new document to do, and all coders: each has a review of each document."""
    rows = session.execute(select(coder).where(_KNOWN)).all()
    everybody = tuple(row.id for row in rows)
    drawn = session.execute(select(document.c.id).where(_drawn()).limit(1)).first()
    if drawn is not None or has_assigned(session):
        return set(), everybody
    own = {row.id for row in rows if row.left_at is None and row.recodes is None}
    return own - {row.id for row in rows if row.role == Role.ADJUDICATOR}, everybody


def first_lead(session: Session, name: str) -> None:
    """Enrol whoever makes the study, which has no documents yet."""
    row = {"uid": new_uid(), "name": name, "role": Role.LEAD.value, "created_at": now()}
    session.execute(insert(coder).values(**row))


class Recoder(NamedTuple):
    """Somebody who codes documents of their own again, under another name."""

    id: int
    uid: str
    is_new: bool
    """Whether they were not in the study before."""


def add_recoder(session: Session, name: str, recodes: str) -> Recoder:
    """Enrol somebody under the name by which they code again, or bring them back; they have nothing to do yet.

    Raises:
        NameRefused: somebody else is called so.
    """
    known = session.execute(select(coder).where(coder.c.name == name)).first()
    if known is not None:
        if known.recodes != recodes:
            raise NameRefused(f"Somebody else is called {name} in this study.")
        same = update(coder).where(coder.c.id == known.id)
        session.execute(same.values(left_at=None))
        return Recoder(known.id, known.uid, is_new=known.left_at is not None)
    row = {"uid": new_uid(), "name": name, "recodes": recodes, "role": Role.CODER.value}
    new = insert(coder).values(**row, created_at=now()).returning(coder.c.id)
    found: int = session.execute(new).scalar_one()
    _queue(session, coder.c.id == found, true())
    theirs = update(review).where(review.c.coder_id == found)
    session.execute(theirs.values(in_queue=False))
    return Recoder(found, row["uid"], is_new=True)


def fill_queue(session: Session, coder_id: int) -> None:
    """Let somebody who came back have the study's documents to do again, if nobody assigned them."""
    if has_assigned(session):
        return
    mine = (review.c.coder_id == coder_id, review.c.status == "todo")
    drawn = session.execute(select(document.c.id).where(_drawn()).limit(1)).first() is not None
    some = [review.c.document_id.in_(select(document.c.id).where(_drawn()))] if drawn else []
    session.execute(update(review).where(*mine, *some).values(in_queue=True))


def known_coders(session: Session) -> list[Row[*tuple[Any, ...]]]:
    """Rows of every coder of the study, by name."""
    return list(session.execute(select(coder).where(_KNOWN).order_by(coder.c.name)).all())


def has_left(session: Session, coder_id: int) -> bool:
    """Whether a coder codes no more."""
    return session.execute(_left_at(), {"id": coder_id}).scalar() is not None


@cache
def _left_at() -> Select[str]:
    return select(coder.c.left_at).where(coder.c.id == bindparam("id"))


def leads(session: Session) -> tuple[str, ...]:
    """Who leads the study, by name."""
    there = and_(coder.c.role == Role.LEAD.value, coder.c.left_at.is_(None))
    return tuple(
        session.execute(select(coder.c.name).where(there).order_by(coder.c.name)).scalars()
    )


def are_there(session: Session, ids: Iterable[int]) -> bool:
    """Whether all these coders, newcomers included, are in the study."""
    wanted = set(ids)
    found = session.execute(select(coder.c.id).where(coder.c.id.in_(wanted))).scalars()
    return set(found) == wanted


def has_newcomers(session: Session) -> bool:
    """Whether a load has brought somebody whom nobody sees yet."""
    new = coder.c.role == NEWCOMER
    return session.execute(select(coder.c.id).where(new).limit(1)).first() is not None


def forget_newcomers(session: Session) -> None:
    """Forget whom loads brought that never came to their end."""
    theirs = [select(table.c.id).where(table.c.coder_id == coder.c.id) for table in CODED]
    unused = [~rows.exists() for rows in theirs]
    session.execute(delete(coder).where(coder.c.role == NEWCOMER, *unused))


def coder_names(session: Session) -> tuple[str, ...]:
    """Every coder of the study, by name."""
    return tuple(
        session.execute(select(coder.c.name).where(_KNOWN).order_by(coder.c.name)).scalars()
    )


def coders_at(session: Session, statuses: Iterable[str]) -> tuple[str, ...]:
    """Coders who have a document, still there, at one of these statuses, by name."""
    theirs = select(review.c.id).join(document, document.c.id == review.c.document_id)
    wanted = (review.c.coder_id == coder.c.id, review.c.status.in_(list(statuses)))
    there = theirs.where(*wanted, document.c.removed_at.is_(None)).exists()
    found = select(coder.c.name).where(_KNOWN, there).order_by(coder.c.name)
    return tuple(session.execute(found).scalars())
