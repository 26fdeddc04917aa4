"""How a study came about, as an archive wants it told: coders, rounds, the draw, versions, changes counted."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import case, func, select
from sqlmodel import Session

from storage.database import core
from storage.database.coders import coder_names
from storage.database.history import is_undone
from storage.database.settlements import holds

STATUSES = ("todo", "in_progress", "done", "excluded")
AT_ONCE = 500
"""Texts that are read together."""


class CoderAccount(NamedTuple):
    """One coder."""

    coder: str
    role: str
    recodes: str | None
    """Whose work the same person codes again."""
    joined_at: str
    left_at: str | None


class RoundAccount(NamedTuple):
    """One round."""

    round: str
    plan: str | None
    """How its documents were given out, as JSON; None where nobody gave any out."""
    created_at: str | None
    created_by: str | None
    opened_at: str | None
    opened_by: str | None


class AssignmentAccount(NamedTuple):
    """What one coder has of a round."""

    round: str
    coder: str
    n_assigned: int
    todo: int
    in_progress: int
    done: int
    excluded: int


class StratumAccount(NamedTuple):
    """One stratum of the draw."""

    by: str | None
    seed: int
    drawn_at: str
    n_frame_all: int
    n_drawn_all: int
    stratum: str | None
    n_frame: int
    n_drawn: int
    probability: float


class VersionAccount(NamedTuple):
    """One version of the codebook."""

    version: str
    sha256: str
    created_at: str
    coder: str | None
    in_force: bool
    source: str


class ChangeAccount(NamedTuple):
    """How many changes of a kind one coder made on a day."""

    coder: str
    day: str
    action: str
    n: int


def coders(session: Session) -> list[CoderAccount]:
    """Every coder, by name."""
    first = core.coder.alias("first")
    table = core.coder.c
    joined = core.coder.outerjoin(first, first.c.uid == table.recodes)
    columns = (table.name, table.role, first.c.name, table.created_at, table.left_at)
    known = table.name.in_(coder_names(session))
    rows = session.execute(select(*columns).select_from(joined).where(known).order_by(table.name))
    return [CoderAccount._make(row) for row in rows]


def rounds(session: Session) -> list[RoundAccount]:
    """Every round that was made, and every other one that documents are in."""
    table, opener = core.round_.c, core.coder.alias("opener")
    joined = core.round_.join(core.coder, core.coder.c.id == table.coder_id)
    joined = joined.outerjoin(opener, opener.c.id == table.opened_by)
    columns = (table.name, table.plan, table.created_at, core.coder.c.name)
    made = select(*columns, table.opened_at, opener.c.name).select_from(joined)
    found = {row[0]: RoundAccount._make(row) for row in session.execute(made)}
    for name in session.execute(select(core.review.c.round).distinct()).scalars():
        found.setdefault(name, RoundAccount(name, None, None, None, None, None))
    return [found[name] for name in sorted(found)]


def assignments(session: Session) -> list[AssignmentAccount]:
    """What every coder has of every round, and how far they are."""
    table = core.review.c
    named = (table.round, core.coder.c.name)
    at = [func.count(case((table.status == status, 1))) for status in STATUSES]
    joined = core.review.join(core.coder, core.coder.c.id == table.coder_id)
    joined = joined.join(core.document, core.document.c.id == table.document_id)
    given = select(*named, func.count(), *at).select_from(joined)
    given = given.where(core.document.c.removed_at.is_(None), table.in_queue)
    rows = session.execute(given.group_by(*named).order_by(*named))
    return [AssignmentAccount._make(row) for row in rows]


def sample(session: Session) -> list[StratumAccount]:
    """The draw that holds, stratum by stratum; nothing where none was made."""
    change = core.change.c
    draws = select(core.change).where(change.document_id.is_(None), change.action == "sample")
    rows = session.execute(draws.order_by(change.id.desc()))
    drawn = next((row for row in rows if row.payload and not is_undone(session, row)), None)
    if drawn is None:
        return []
    digest = json.loads(drawn.payload)["digest"]
    whole = (digest["by"], digest["seed"], drawn.at, digest["frame"], digest["drawn"])
    table = core.document.c
    strata = (
        select(table.stratum, table.probability, func.count())
        .where(table.probability.is_not(None))
        .group_by(table.stratum, table.probability)
        .order_by(table.stratum)
    )
    return [
        StratumAccount(*whole, stratum, round(n / probability), n, probability)
        for stratum, probability, n in session.execute(strata)
    ]


def versions(session: Session) -> list[VersionAccount]:
    """Every version of the codebook, oldest first."""
    table = core.codebook.c
    in_force = session.execute(select(core.study.c.codebook_id)).scalar_one()
    columns = (table.version, table.sha256, table.created_at, core.coder.c.name, table.id)
    joined = core.codebook.outerjoin(core.coder, core.coder.c.id == table.coder_id)
    rows = session.execute(select(*columns, table.source).select_from(joined).order_by(table.id))
    return [
        VersionAccount(version, sha256, at, coder, uid == in_force, source)
        for version, sha256, at, coder, uid, source in rows
    ]


def changes(session: Session) -> list[ChangeAccount]:
    """How many changes were made, by coder, day (UTC) and action."""
    day = func.substr(core.change.c.at, 1, 10)
    named = (core.coder.c.name, day, core.change.c.action)
    joined = core.change.join(core.coder, core.coder.c.id == core.change.c.coder_id)
    counted = select(*named, func.count()).select_from(joined).group_by(*named).order_by(*named)
    return [ChangeAccount._make(row) for row in session.execute(counted)]


def layers(session: Session) -> list[str]:
    """Layers in which there is work: the coders' own, and the adjudicated one, even if all was rejected."""
    settled = core.settlement.c
    asked = {"coder": [], "gold": [select(settled.id).where(holds(settled))]}
    for layer, some in asked.items():
        for table in (core.record, core.variable_value):
            there = table.c.removed_at.is_(None)
            some.append(select(table.c.id).where(table.c.layer == layer, there))
    return [
        layer
        for layer, some in asked.items()
        if any(session.execute(each.limit(1)).first() for each in some)
    ]


def study_name(session: Session) -> str:
    """What the study is called."""
    found: str = session.execute(select(core.study.c.name)).scalar_one()
    return found


def texts(session: Session) -> Iterator[str]:
    """The text of every document, of removed ones too, some at a time."""
    table, last = core.document_text.c, 0
    while True:
        after = select(table.document_id, table.text).where(table.document_id > last)
        rows = session.execute(after.order_by(table.document_id).limit(AT_ONCE)).all()
        if not rows:
            return
        for row in rows:
            yield row.text
        last = rows[-1].document_id
