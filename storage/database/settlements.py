"""What was settled, and on what it rests; every function leaves the commit to its caller.

A settlement that is neither voided nor removed holds. One that a job has written but not yet made
visible (``pending``) holds too: nobody may decide of the same records meanwhile.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, insert, or_, select, update
from sqlmodel import Session

from storage.database import core, records, variables
from storage.database.identity import new_uid, now
from storage.database.journal import Journal
from storage.database.tables import PENDING
from storage.records import Layer

MOST_REASONS = 2_000
"""Settlements, the latest first, that are looked at to say which values are unclear."""


def holds(table: Any) -> ColumnElement[bool]:
    """Whether a settlement counts, also one that a job is about to make visible."""
    here = or_(table.removed_at.is_(None), table.removed_at == PENDING)
    return and_(here, table.voided_at.is_(None))


class Held(NamedTuple):
    """One settlement that holds."""

    id: int
    uid: str
    document_id: int
    round: str
    kind: str
    name: str
    how: str
    record_id: int | None
    variable_value_id: int | None
    reason: str | None
    note: str
    coder: str
    created_at: str
    is_pending: bool

    @property
    def gold(self) -> int | None:
        """Id of the gold record or value; None where all were rejected."""
        return self.record_id or self.variable_value_id


def settlements_of(session: Session, ids: Sequence[int], round_: str | None = None) -> list[Held]:
    """The settlements that hold in some documents, oldest first."""
    chosen = _held().where(core.settlement.c.document_id.in_(ids))
    if round_ is not None:
        chosen = chosen.where(core.settlement.c.round == round_)
    return [Held._make(row) for row in session.execute(chosen)]


@cache
def _held() -> Select[*tuple[Any, ...]]:
    table = core.settlement.c
    columns: list[Any] = [table[name] for name in Held._fields[:-3]]
    columns += [core.coder.c.name, table.created_at]
    columns.append(func.coalesce(table.removed_at == PENDING, False))
    joined = core.settlement.join(core.coder, core.coder.c.id == table.coder_id)
    return select(*columns).select_from(joined).where(holds(table)).order_by(table.id)


def origins_of(session: Session, ids: Sequence[int]) -> dict[int, list[Any]]:
    """What settlements rest on: rows of record_id, variable_value_id, uid and coder, by settlement."""
    table, record, value = core.settlement_origin.c, core.record.c, core.variable_value.c
    columns: list[Any] = [table.settlement_id, table.record_id, table.variable_value_id]
    columns += [func.coalesce(record.uid, value.uid).label("uid"), core.coder.c.name.label("coder")]
    joined = core.settlement_origin.outerjoin(core.record, record.id == table.record_id)
    joined = joined.outerjoin(core.variable_value, value.id == table.variable_value_id)
    owner = func.coalesce(record.coder_id, value.coder_id)
    joined = joined.join(core.coder, core.coder.c.id == owner)
    named = select(*columns).select_from(joined).order_by(table.id)
    found: dict[int, list[Any]] = {}
    for start in range(0, len(ids), 5_000):
        some = named.where(table.settlement_id.in_(ids[start : start + 5_000]))
        for row in session.execute(some):
            found.setdefault(row.settlement_id, []).append(row)
    return found


class Outcome(NamedTuple):
    """What is to be kept of a case that was settled."""

    document_id: int
    round: str
    kind: str
    name: str
    how: str
    gold: int | None
    """Id of the gold record or value; None where all were rejected."""
    origins: Sequence[int]
    """Ids of the coders' records or values."""
    reason: str | None = None
    note: str = ""


def owner_of(kind: str) -> str:
    """The table that records or values of a case are in."""
    return "record" if kind == "record" else "variable_value"


def add(journal: Journal, outcome: Outcome) -> str:
    """Keep how a case was settled; returns the settlement's uid."""
    session, uid = journal.session, new_uid()
    row = settlement_row(outcome, journal.coder_id) | {"uid": uid}
    new = insert(core.settlement).values(row).returning(core.settlement.c.id)
    settlement_id: int = session.execute(new).scalar_one()
    for origin in origin_rows(outcome, settlement_id):
        session.execute(insert(core.settlement_origin).values(origin))
    journal.made("settlement", uid)
    return uid


def settlement_row(outcome: Outcome, coder_id: int) -> dict[str, Any]:
    """The row of a settlement that holds from now on."""
    gold = dict.fromkeys(("record_id", "variable_value_id"))
    return {
        **gold,
        f"{owner_of(outcome.kind)}_id": outcome.gold,
        "uid": new_uid(),
        "document_id": outcome.document_id,
        "round": outcome.round,
        "kind": outcome.kind,
        "name": outcome.name,
        "how": outcome.how,
        "reason": outcome.reason,
        "note": outcome.note,
        "coder_id": coder_id,
        "created_at": now(),
        "voided_at": None,
        "removed_at": None,
    }


def origin_rows(outcome: Outcome, settlement_id: int) -> list[dict[str, Any]]:
    """The rows that say what a settlement rests on."""
    none = dict.fromkeys(("record_id", "variable_value_id"))
    owner = owner_of(outcome.kind)
    return [
        {"settlement_id": settlement_id} | none | {f"{owner}_id": origin}
        for origin in outcome.origins
    ]


def take_back(
    journal: Journal, held: Held, *, voided_at: str | None = None, keeps_gold: bool = False
) -> None:
    """Let a settlement hold no more, and remove what it had brought to gold.

    Args:
        journal: The caller's.
        held: The settlement.
        voided_at: When it was voided; without, it is removed.
        keeps_gold: Whether another settlement takes over what it had brought.
    """
    journal.touch("settlement", held.uid)
    session, gold = journal.session, held.gold
    values = {"voided_at": voided_at} if voided_at else {"removed_at": now()}
    its = update(core.settlement).where(core.settlement.c.id == held.id)
    session.execute(its.values(**values))
    if gold is not None and not keeps_gold:
        table = core.BY_NAME[owner_of(held.kind)]
        row = session.execute(select(table).where(table.c.id == gold)).first()
        if row is not None and row.removed_at is None:
            (records.remove if held.kind == "record" else variables.clear)(journal, row)


def void_settlements(journal: Journal, coder_id: int, round_: str) -> int:
    """Void all gold of a round that rests on a coder's layer, which was reopened; returns how much."""
    table, origin = core.settlement.c, core.settlement_origin.c
    theirs = [
        select(origin.settlement_id)
        .join(owner, owner.c.id == origin[f"{owner.name}_id"])
        .where(owner.c.coder_id == coder_id)
        for owner in (core.record, core.variable_value)
    ]
    rests = or_(*(table.id.in_(some) for some in theirs))
    held = session_rows(journal.session, rests & (table.round == round_))
    at = now()
    for each in held:
        take_back(journal, each, voided_at=at)
    return len(held)


def session_rows(session: Session, condition: ColumnElement[bool]) -> list[Held]:
    """The settlements that hold and fulfil ``condition``."""
    return [Held._make(row) for row in session.execute(_held().where(condition))]


def held_of(session: Session, owner: str, ids: Sequence[int]) -> list[Held]:
    """The settlements that hold and rest on any of these records or values."""
    origin = core.settlement_origin.c
    rests = select(origin.settlement_id).where(origin[f"{owner}_id"].in_(ids))
    return session_rows(session, core.settlement.c.id.in_(rests))


# Links of gold records follow those of the records they rest on


def links_to_follow(session: Session, gold: ColumnElement[bool]) -> Sequence[Any]:
    """Links of coders' records, both ends of which are settled, one of them as ``gold`` says.

    Rows of from_id, relation and to_id (gold records), and origin_id, the record they start from.
    """
    link, ends = core.link.c, _Ends()
    columns: list[Any] = [ends.source.record_id.label("from_id"), link.relation]
    columns += [ends.target.record_id.label("to_id"), link.from_record_id.label("origin_id")]
    there = [link.removed_at.is_(None), holds(ends.source), holds(ends.target)]
    there += [ends.source.record_id.is_not(None), ends.target.record_id.is_not(None)]
    there.append(ends.source.record_id != ends.target.record_id)
    settled = select(core.record.c.id).where(gold)
    there.append(or_(ends.source.record_id.in_(settled), ends.target.record_id.in_(settled)))
    found = select(*columns).select_from(ends.joined).where(*there)
    return session.execute(found.group_by(*columns).order_by(func.min(link.id))).all()


class _Ends:
    """A link joined with the settlements of both its ends."""

    def __init__(self) -> None:
        joined: Any = core.link
        found = []
        for end in ("from_record_id", "to_record_id"):
            origin = core.settlement_origin.alias(f"origin_of_{end}")
            settled = core.settlement.alias(f"settled_{end}")
            joined = joined.join(origin, origin.c.record_id == core.link.c[end])
            joined = joined.join(settled, settled.c.id == origin.c.settlement_id)
            found.append(settled.c)
        self.joined, (self.source, self.target) = joined, found


def links_there(session: Session, ids: Iterable[int]) -> set[tuple[int, str, int]]:
    """Links, still there or on their way, that start at some records."""
    link = core.link.c
    here = or_(link.removed_at.is_(None), link.removed_at == PENDING)
    found = select(link.from_record_id, link.relation, link.to_record_id).where(
        link.from_record_id.in_(bindparam("ids", expanding=True)), here
    )
    return {tuple(row) for row in session.execute(found, {"ids": list(ids)})}


def uids_of(session: Session, table: Any, ids: Sequence[int]) -> dict[int, str]:
    """The uids of some rows."""
    return {
        row.id: row.uid
        for row in session.execute(select(table.id, table.uid).where(table.id.in_(ids)))
    }


def rows_called(session: Session, uids: Iterable[str]) -> dict[str, Any]:
    """Rows of id and codebook_id of records and values, by uid."""
    wanted = list(uids)
    found: dict[str, Any] = {}
    for table in (core.record, core.variable_value):
        columns = select(table.c.uid, table.c.id, table.c.codebook_id)
        named = columns.where(table.c.uid.in_(wanted))
        found |= {row.uid: row for row in session.execute(named)}
    return found


def highest_gold_numbers(session: Session, ids: Sequence[int]) -> dict[tuple[int, str], int]:
    """The highest number of a gold record by document and type."""
    table = core.record.c
    key = (table.document_id, table.type)
    gold = table.document_id.in_(ids) & (table.layer == Layer.GOLD.value)
    rows = session.execute(select(*key, func.max(table.number)).where(gold).group_by(*key))
    return {(document_id, name): number for document_id, name, number in rows}


# What the reasons tell of the codebook


def latest_reasons(session: Session) -> Sequence[Any]:
    """The latest settlements with a reason: rows of id, kind, name and reason."""
    table = core.settlement.c
    columns: list[Any] = [table.id, table.kind, table.name, table.reason]
    given = select(*columns).where(table.reason.is_not(None), holds(table))
    return session.execute(given.order_by(table.id.desc()).limit(MOST_REASONS)).all()
