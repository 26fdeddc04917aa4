"""Who may see whose coding: nobody another's, until its round is opened."""

from collections.abc import Collection

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.assignments import is_begun
from storage.records import Role


def may_see(session: Session, coder_id: int | None, other_id: int, name: str) -> bool:
    """Whether a coder may see what another coded in the round ``name``.

    A lead may who has coded nothing in it: somebody must see whether coders agree before it is
    opened, and codes in it no more.
    """
    return coder_id == other_id or _is_opened(session, name) or _only_leads(session, coder_id, name)


def hidden_rounds(
    session: Session, coder_id: int | None, others: Collection[int] | None = None
) -> tuple[str, ...]:
    """The rounds in which others (of some coders only, if given) have coded what a coder may not see."""
    table = core.review.c
    theirs = and_(table.coder_id != (coder_id or 0), is_begun(), table.removed_at.is_(None))
    if others is not None:
        theirs = and_(theirs, table.coder_id.in_(list(others)))
    names = session.execute(select(table.round).where(theirs).distinct()).scalars()
    return tuple(
        name
        for name in sorted(names)
        if not _is_opened(session, name) and not _only_leads(session, coder_id, name)
    )


def _is_opened(session: Session, name: str) -> bool:
    table = core.round_.c
    there = and_(table.name == name, table.opened_at.is_not(None))
    return session.execute(select(table.id).where(there)).first() is not None


def _only_leads(session: Session, coder_id: int | None, name: str) -> bool:
    """Whether somebody leads the study, and has coded nothing in a round, also not as who codes again."""
    table, coder = core.review.c, core.coder.c
    row = session.execute(select(coder.role, coder.uid).where(coder.id == (coder_id or 0))).first()
    if row is None or row.role != Role.LEAD.value:
        return False
    themselves = select(coder.id).where(or_(coder.id == coder_id, coder.recodes == row.uid))
    coded = and_(table.coder_id.in_(themselves), is_begun(), table.round == name)
    return session.execute(select(table.id).where(coded).limit(1)).first() is None
