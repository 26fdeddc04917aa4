"""Settlements that cannot be: what they rest on, and what they brought to gold, does not fit."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.settlements import holds
from storage.records import Layer, Problem

OWNERS = (core.record, core.variable_value)


def wrong_settlements(session: Session) -> Iterator[Problem]:
    """Everything that is wrong with settlements that hold."""
    table, origin = core.settlement.c, core.settlement_origin.c
    for owner in OWNERS:
        brought = core.settlement.join(owner, owner.c.id == table[f"{owner.name}_id"])
        astray = or_(
            owner.c.layer != Layer.GOLD.value,
            owner.c.document_id != table.document_id,
            owner.c.removed_at.is_not(None) & table.removed_at.is_(None),
        )
        bad = select(table.uid).select_from(brought).where(holds(table), astray)
        for uid in session.execute(bad).scalars():
            yield Problem("what was settled is not gold", f"settlement {uid}")
        rests = core.settlement_origin.join(core.settlement, table.id == origin.settlement_id)
        rests = rests.join(owner, owner.c.id == origin[f"{owner.name}_id"])
        astray = or_(owner.c.layer != Layer.CODER.value, owner.c.document_id != table.document_id)
        bad = select(table.uid).select_from(rests).where(holds(table), astray)
        for uid in session.execute(bad).scalars():
            yield Problem("it rests on what no coder has there", f"settlement {uid}")
        twice = select(owner.c.uid).select_from(rests).where(holds(table))
        twice = twice.group_by(owner.c.uid).having(func.count() > 1)
        for uid in session.execute(twice).scalars():
            yield Problem("it was settled twice", f"{owner.name.replace('_', ' ')} {uid}")
