"""Take a merge back, or bring it again: all that it brought, of every coder."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.batches import BATCHED
from storage.database.history import MERGE, batches_of, is_undone
from storage.database.journal import origin
from storage.database.merge_things import frozen_rounds
from storage.records import Progress

Tell = Callable[[Progress], None]

NO_CODING = ("hand out", MERGE)
"""What a coder who leads the study may have done since."""


def why_merge_stays(session: Session, row: Any) -> str | None:
    """Why a merge cannot be taken back, as the end of a sentence; None when it can."""
    coder, change = core.coder.c, core.change.c
    uids = json.loads(row.payload)["digest"]["coders"]
    for found in session.execute(select(core.coder).where(coder.uid.in_(uids))):
        here = and_(change.coder_id == found.id, change.origin == origin(session))
        work = and_(change.id > row.id, change.action.not_in(NO_CODING), _not_of(row.batch))
        if _any(session, select(change.id).where(here, work)):
            return f"{found.name} has worked in the study since"
        if _was_merged_later(session, row, found.uid):
            return f"more of {found.name}'s work was merged since; take that back first"
        if _was_opened(session, row, found.id):
            return f"a round with work of {found.name} was opened since"
    return "gold rests on it" if _rests_gold_on_it(session, row) else None


def _not_of(batch: str) -> ColumnElement[bool]:
    change = core.change.c
    return or_(change.batch.is_(None), change.batch != batch)


def _any(session: Session, found: Select[*tuple[Any, ...]]) -> bool:
    return session.execute(found.limit(1)).first() is not None


def _was_merged_later(session: Session, row: Any, coder: str) -> bool:
    table = core.change.c
    later = select(core.change).where(table.action == MERGE, table.id > row.id)
    return any(
        coder in json.loads(merge.payload or '{"digest":{"coders":[]}}')["digest"]["coders"]
        and not is_undone(session, merge)
        for merge in session.execute(later)
    )


def _was_opened(session: Session, row: Any, coder_id: int) -> bool:
    review = core.review.c
    coded = [
        review.document_id.in_(
            select(table.c.document_id).where(table.c.batch.in_(batches_of(row)))
        )
        for table in (core.record, core.variable_value)
    ]
    opened = review.round.in_(frozen_rounds(session, coder_id))
    mine = select(review.id).where(review.coder_id == coder_id, opened)
    return _any(session, mine.where(or_(*coded)))


def _rests_gold_on_it(session: Session, row: Any) -> bool:
    origin_, settled = core.settlement_origin.c, core.settlement.c
    holds = and_(settled.voided_at.is_(None), settled.removed_at.is_(None))
    joined = core.settlement_origin.join(core.settlement)
    resting = select(origin_.id).select_from(joined).where(holds)
    return any(
        _any(
            session,
            resting.where(
                origin_[f"{table.name}_id"].in_(
                    select(table.c.id).where(table.c.batch.in_(batches_of(row)))
                )
            ),
        )
        for table in (core.record, core.variable_value)
    )


def turn_merge(session: Session, row: Any, removed_at: str | None, tell: Tell | None) -> None:
    """Take everything new that a merge brought away, or bring it again."""
    batches, done = batches_of(row), 0
    for table in BATCHED:
        its = update(table).where(table.c.batch.in_(batches)).values(removed_at=removed_at)
        done += session.connection().execute(its).rowcount
        if tell is not None:
            tell(Progress(done, None, "rows"))
