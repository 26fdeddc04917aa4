"""Rounds: which there are, how they were given out, and whose coding is frozen."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import new_uid, now

RECODE = "recode"
"""The round in which coders code documents of their own again."""

ANY_DRAW = '"draws": [{'
"""What stands in the plan of a round that was assigned."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round as the store has it."""

    name: str
    plan: dict[str, Any]
    """``draws``, and ``reopened``: uids of coders whose layer may be changed again."""
    opened_at: str | None
    opened_by: str | None


def all_rounds(session: Session) -> list[RoundRow]:
    """Every round that was assigned or opened, in that order."""
    return [
        RoundRow(row.name, json.loads(row.plan), row.opened_at, row.opener)
        for row in session.execute(_rounds())
    ]


@cache
def _rounds() -> Select[*tuple[Any, ...]]:
    table, opener = core.round_, core.coder.alias("opener")
    joined = table.outerjoin(opener, opener.c.id == table.c.opened_by)
    return (
        select(table.c.name, table.c.plan, table.c.opened_at, opener.c.name.label("opener"))
        .select_from(joined)
        .order_by(table.c.id)
    )


def round_called(session: Session, name: str) -> RoundRow | None:
    """The round of that name; None for one that was neither assigned nor opened."""
    return next((each for each in all_rounds(session) if each.name == name), None)


def has_assigned(session: Session) -> bool:
    """Whether documents were given out; who codes their own again was only given some more."""
    table = core.round_.c
    found = select(table.id).where(table.plan.contains(ANY_DRAW), table.name != RECODE).limit(1)
    return session.execute(found).first() is not None


def put(session: Session, name: str, coder_id: int, plan: dict[str, Any]) -> None:
    """Keep how a round is given out; the round is made where it is new."""
    table, text = core.round_, json.dumps(plan, ensure_ascii=False)
    there = update(table).where(table.c.name == name).values(plan=text)
    if session.connection().execute(there).rowcount == 0:
        row = {"uid": new_uid(), "name": name, "plan": text}
        session.execute(insert(table).values(**row, coder_id=coder_id, created_at=now()))


def set_opened(session: Session, name: str, coder_id: int) -> None:
    """Note that a round was opened, and by whom."""
    opened = {"opened_by": coder_id, "opened_at": now()}
    session.execute(update(core.round_).where(core.round_.c.name == name).values(opened))
