"""Coders: who is known, and a queue for somebody new."""

from collections.abc import Iterable
from functools import cache

from sqlalchemy import Select, bindparam, delete, insert, literal, select, update
from sqlmodel import Session

from storage.database.core import coder, document, record, review, variable_value
from storage.database.identity import new_uid, now

NEWCOMER = "newcomer"
"""The role of somebody whom a load names for the first time, until the load is whole."""

CODED = (record, variable_value)
"""Tables that a load fills with somebody's coding."""

_KNOWN = coder.c.role != NEWCOMER


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
    # A draw of documents holds for whoever joins later, too.
    drawn = document.c.probability.is_not(None)
    sampled = session.execute(select(document.c.id).where(drawn).limit(1)).first() is not None
    new = (coder.c.id.in_(list(ids))) & ~_KNOWN
    queue = select(
        document.c.id,
        coder.c.id,
        literal("main"),
        literal("todo"),
        drawn if sampled else literal(True),
        literal("[]"),
        document.c.removed_at,
    ).join(coder, new)
    columns = ["document_id", "coder_id", "round", "status", "in_queue"]
    columns += ["confirmed_none", "removed_at"]
    session.execute(insert(review).from_select(columns, queue))
    session.execute(update(coder).where(new).values(role="coder"))


def are_there(session: Session, ids: Iterable[int]) -> bool:
    """Whether all these coders, newcomers included, are in the study."""
    wanted = set(ids)
    found = session.execute(select(coder.c.id).where(coder.c.id.in_(wanted))).scalars()
    return set(found) == wanted


def has_newcomers(session: Session) -> bool:
    """Whether a load has brought somebody whom nobody sees yet."""
    return session.execute(select(coder.c.id).where(~_KNOWN).limit(1)).first() is not None


def forget_newcomers(session: Session) -> None:
    """Forget whom loads brought that never came to their end."""
    theirs = [select(table.c.id).where(table.c.coder_id == coder.c.id) for table in CODED]
    unused = [~rows.exists() for rows in theirs]
    session.execute(delete(coder).where(~_KNOWN, *unused))


def coder_ids(session: Session) -> tuple[int, ...]:
    """The ids of every coder of the study."""
    return tuple(session.execute(select(coder.c.id).where(_KNOWN)).scalars())


def coder_names(session: Session) -> tuple[str, ...]:
    """Every coder of the study, by name."""
    return tuple(
        session.execute(select(coder.c.name).where(_KNOWN).order_by(coder.c.name)).scalars()
    )
