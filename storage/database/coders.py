"""Coders: who is known, and a queue for somebody new."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Select,
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
    session.execute(update(coder).where(new).values(role="coder"))


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
        session.execute(update(coder).where(new).values(role="coder"))
    return end is None


def _queue(session: Session, new: ColumnElement[bool], some: ColumnElement[bool]) -> None:
    """Give some documents to coders who do not have them yet."""
    # A draw of documents holds for whoever joins later, too.
    drawn = document.c.probability.is_not(None)
    sampled = session.execute(select(document.c.id).where(drawn).limit(1)).first() is not None
    has = select(review.c.id).where(
        review.c.document_id == document.c.id, review.c.coder_id == coder.c.id
    )
    queue = select(
        document.c.id,
        coder.c.id,
        literal("main"),
        literal("todo"),
        drawn if sampled else literal(True),
        literal("[]"),
        document.c.removed_at,
    )
    columns = ["document_id", "coder_id", "round", "status", "in_queue"]
    columns += ["confirmed_none", "removed_at"]
    missing = queue.join(coder, new).where(some, ~has.exists())
    session.execute(insert(review).from_select(columns, missing))


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


def coder_ids(session: Session) -> tuple[int, ...]:
    """The ids of every coder of the study."""
    return tuple(session.execute(select(coder.c.id).where(_KNOWN)).scalars())


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
