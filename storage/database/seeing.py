"""Who may see whose coding: nobody another's, until its round is opened."""

from collections.abc import Collection

from sqlalchemy import and_, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.assignments import MAIN, is_begun
from storage.database.coders import known_coders
from storage.errors import ChangeRefused
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
    """The rounds that others (some coders only, if given) may code in and a coder may not look into.

    It hangs on nothing that others did, so that nobody is told by what is kept from them; and it
    counts nothing, since every undo asks it.
    """
    everybody = known_coders(session)
    if coder_id is None and len(everybody) == 1:
        # Nobody codes whom the only coder's work could influence.
        return ()
    coding = {row.id for row in everybody if row.role != Role.ADJUDICATOR.value} - {coder_id}
    if not (coding if others is None else coding & set(others)):
        return ()
    names = {MAIN, *session.execute(select(core.round_.c.name)).scalars()}
    return tuple(
        name
        for name in sorted(names)
        if not (_is_opened(session, name) or _only_leads(session, coder_id, name))
    )


def told_of(session: Session, coder_id: int | None) -> int | None:
    """Whose coding a coder is told of where everybody's is counted: None for everybody's, else theirs."""
    return (coder_id or 0) if hidden_rounds(session, coder_id) else None


def check_may_see(
    session: Session,
    coder_id: int | None,
    others: Collection[int] | None,
    instead: str,
    only: str | None = None,
) -> None:
    """Refuse what would show others' coding before its round is opened.

    Args:
        session: Where to read.
        coder_id: Who asks.
        others: Whose coding would be shown; None for everybody's.
        instead: What follows from that, as the end of a sentence.
        only: The one round that would be shown; None for all.

    Raises:
        ChangeRefused: they may not see it.
    """
    names = [name for name in hidden_rounds(session, coder_id, others) if only in (None, name)]
    if names:
        rounds = "the round" if len(names) == 1 else "the rounds"
        raise ChangeRefused(
            f"What others code in {rounds} {' and '.join(names)} is shown to nobody who codes "
            f"before a lead opens it, so {instead}."
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
