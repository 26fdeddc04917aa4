"""Who has coded what in a round, and who may settle it; every function leaves the commit to its caller."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.settlements import holds, owner_of

BEGUN = ("in_progress", "done")
"""Where a coder stands with a document that was coded."""

LEADS, ADJUDICATORS = "lead", "adjudicator"
"""Roles of those who may settle."""

FIRST_ROUND = "main"
"""The round of whoever was never given another."""


def role(session: Session, coder_id: int | None) -> str | None:
    """A coder's role; None for nobody whom the study knows."""
    own: str | None = session.execute(
        select(core.coder.c.role).where(core.coder.c.id == coder_id)
    ).scalar()
    return own


def opening(session: Session, round_: str) -> tuple[str, str | None] | None:
    """When a round was opened and by whom; None while it is blind."""
    table = core.round_.c
    joined = core.round_.outerjoin(core.coder, core.coder.c.id == table.opened_by)
    opened = (table.name == round_) & table.opened_at.is_not(None)
    named = select(table.opened_at, core.coder.c.name).select_from(joined).where(opened)
    row = session.execute(named).first()
    return None if row is None else (row.opened_at, row.name)


def opened_rounds(session: Session) -> dict[str, str]:
    """The rounds that were opened, each with who opened it."""
    table = core.round_.c
    joined = core.round_.join(
        core.coder, core.coder.c.id == func.coalesce(table.opened_by, table.coder_id)
    )
    opened = select(table.name, core.coder.c.name).select_from(joined)
    rows = session.execute(opened.where(table.opened_at.is_not(None)).order_by(table.id))
    return {name: coder for name, coder in rows}  # noqa: C416  rows are no pairs to mypy


def round_of(session: Session, document_id: int, kind: str, ids: Sequence[int]) -> str:
    """The round in which coders made what a settlement rests on."""
    review, owner = core.review.c, core.BY_NAME[owner_of(kind)].c
    theirs = select(owner.coder_id).where(owner.id.in_(ids))
    here = (review.document_id == document_id) & review.coder_id.in_(theirs)
    found: str | None = session.execute(select(review.round).where(here).limit(1)).scalar()
    return found or FIRST_ROUND


class Asked(NamedTuple):
    """Which documents of a round may have cases that a list asks for."""

    round: str
    document_id: int | None = None
    reason: str | None = None
    is_settled: bool = False


def documents_coded(
    session: Session,
    asked: Asked,
    *,
    place: int | None,
    limit: int,
    backwards: bool = False,
    by_one: bool = False,
) -> list[int]:
    """Ids of documents that several coders (or one alone) have coded in a round.

    Args:
        session: The caller's.
        asked: Which ones.
        place: Only those after this id, or before it.
        limit: How many at most.
        backwards: Whether to go down from ``place``.
        by_one: Whether one coder alone has.
    """
    table = core.review.c
    n = func.count()
    wanted = (
        select(table.document_id)
        .join(core.document)
        .where(core.document.c.removed_at.is_(None), *_coded(asked.round))
    )
    if asked.document_id is not None:
        wanted = wanted.where(table.document_id == asked.document_id)
    if asked.reason is not None or asked.is_settled:
        wanted = wanted.where(_has_settlement(asked))
    if place is not None:
        wanted = wanted.where(table.document_id < place if backwards else table.document_id > place)
    order = table.document_id.desc() if backwards else table.document_id
    several = wanted.group_by(table.document_id).having(n == 1 if by_one else n > 1)
    return list(session.execute(several.order_by(order).limit(limit)).scalars())


def document_count(session: Session, round_: str) -> int:
    """How many documents anybody has coded in a round."""
    table = core.review.c
    counted = select(func.count(table.document_id.distinct())).where(*_coded(round_))
    found: int = session.execute(counted).scalar_one()
    return found


def given_count(session: Session, round_: str) -> int:
    """How many documents a round has: those that somebody was given in it, or has begun."""
    table = core.review.c
    theirs = or_(table.in_queue, table.status.in_(BEGUN))
    there = (core.document.c.removed_at.is_(None), table.removed_at.is_(None))
    counted = (
        select(func.count(table.document_id.distinct()))
        .select_from(core.review.join(core.document))
        .where(table.round == round_, theirs, *there)
    )
    found: int = session.execute(counted).scalar_one()
    return found


def unfinished(session: Session, round_: str) -> int:
    """How many codings of a round were begun and are not done."""
    table = core.review.c
    begun = select(func.count()).where(*_coded(round_), table.status == "in_progress")
    found: int = session.execute(begun).scalar_one()
    return found


def coders_of(session: Session, ids: Sequence[int], round_: str) -> dict[int, list[str]]:
    """Who has coded each document in a round, by name."""
    table = core.review.c
    named = select(table.document_id, core.coder.c.name).select_from(core.review.join(core.coder))
    here = named.where(table.document_id.in_(ids), *_coded(round_)).order_by(core.coder.c.name)
    found: dict[int, list[str]] = {}
    for document_id, name in session.execute(here):
        found.setdefault(document_id, []).append(name)
    return found


def _coded(round_: str) -> list[ColumnElement[bool]]:
    table = core.review.c
    return [table.round == round_, table.status.in_(BEGUN), table.removed_at.is_(None)]


def _has_settlement(asked: Asked) -> ColumnElement[bool]:
    table = core.settlement.c
    here = and_(
        table.document_id == core.review.c.document_id, table.round == asked.round, holds(table)
    )
    if asked.reason is not None:
        here = and_(here, table.reason == asked.reason)
    return select(table.id).where(here).exists()
