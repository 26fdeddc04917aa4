"""Coders: who is known, and a queue for somebody new."""

from sqlalchemy import insert, literal, select
from sqlmodel import Session

from storage.database.core import coder, document, review
from storage.database.identity import new_uid, now


def coder_id(session: Session, name: str) -> int | None:
    """The id of the coder called ``name``, None when nobody is."""
    return session.execute(select(coder.c.id).where(coder.c.name == name)).scalar()


def enrolled_coder_id(session: Session, name: str) -> int:
    """The id of the coder called ``name``; somebody new gets the study's documents to do."""
    known = coder_id(session, name)
    if known is not None:
        return known
    new = insert(coder).values(uid=new_uid(), name=name, role="coder", created_at=now())
    found: int = session.execute(new.returning(coder.c.id)).scalar_one()
    # A draw of documents holds for whoever joins later, too.
    drawn = document.c.probability.is_not(None)
    sampled = session.execute(select(document.c.id).where(drawn).limit(1)).first() is not None
    queue = select(
        document.c.id,
        literal(found),
        literal("main"),
        literal("todo"),
        drawn if sampled else literal(True),
        literal("[]"),
        document.c.removed_at,
    )
    columns = ["document_id", "coder_id", "round", "status", "in_queue"]
    columns += ["confirmed_none", "removed_at"]
    session.execute(insert(review).from_select(columns, queue))
    return found


def coder_ids(session: Session) -> tuple[int, ...]:
    """The ids of every coder of the study."""
    return tuple(session.execute(select(coder.c.id)).scalars())


def coder_names(session: Session) -> tuple[str, ...]:
    """Every coder of the study, by name."""
    return tuple(session.execute(select(coder.c.name).order_by(coder.c.name)).scalars())
