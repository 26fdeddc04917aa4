"""Whose coding can be compared: rounds in which there is any, and who codes again."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session

from storage.database.core import coder, document, review

BEGUN = ("in_progress", "done", "excluded")
"""Where a coder stands with a document that they have looked at."""


def rounds_begun(session: Session) -> tuple[str, ...]:
    """Rounds in which somebody has begun, by name."""
    begun = select(review.c.round).where(review.c.status.in_(BEGUN)).distinct()
    return tuple(session.execute(begun.order_by(review.c.round)).scalars())


def recoders(session: Session) -> dict[str, str]:
    """Who codes a second time what they coded before: the name for that, by the name of the first."""
    first = coder.alias("first")
    joined = coder.join(first, first.c.uid == coder.c.recodes)
    again = select(first.c.name, coder.c.name.label("again")).select_from(joined)
    return {row.name: row.again for row in session.execute(again)}


def coders_in(session: Session, statuses: Iterable[str], round_name: str) -> tuple[str, ...]:
    """Coders who have a document of a round, still there, at one of these statuses, by name."""
    theirs = select(review.c.id).join(document, document.c.id == review.c.document_id)
    wanted = (
        review.c.coder_id == coder.c.id,
        review.c.status.in_(list(statuses)),
        review.c.round == round_name,
    )
    there = theirs.where(*wanted, document.c.removed_at.is_(None)).exists()
    return tuple(
        session.execute(select(coder.c.name).where(there).order_by(coder.c.name)).scalars()
    )
