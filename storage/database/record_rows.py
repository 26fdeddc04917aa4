"""Records as lists across documents show them: those of a page, with all that is shown of each."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Row, Select, bindparam, case, func, select
from sqlmodel import Session

from storage.database import core
from storage.database.coding import values_by_owner
from storage.database.lookups import unindexed
from storage.records import Certainty, Evidence, FieldValue, LinkedRecord, RecordRow

LONGEST_QUOTE = 10_000
"""Characters of a passage that lists show."""


def record_rows(session: Session, coder_id: int, ids: Sequence[int]) -> dict[int, RecordRow]:
    """The records of some ids, by id."""
    found = session.execute(_records(), {"ids": ids}).all() if ids else []
    values = values_by_owner(session, "record", ids)
    passages, links = _passages(session, ids), _links(session, ids)
    memos = _memos(session, coder_id, found)
    return {
        row.id: _row(
            row,
            values.get(row.id, {}),
            passages.get(row.id, ()),
            links.get(row.id, ()),
            memos.get(row.uid, ""),
        )
        for row in found
    }


def _row(
    row: Row[*tuple[Any, ...]],
    values: Mapping[str, FieldValue],
    evidence: tuple[Evidence, ...],
    links: tuple[LinkedRecord, ...],
    memo: str,
) -> RecordRow:
    return RecordRow(
        uid=row.uid,
        record=row.uid,
        type=row.type,
        number=row.number,
        document=row.document,
        title=row.title,
        decision_date=row.decision_date or None,
        values=values,
        evidence=evidence,
        links=links,
        certainty=Certainty(row.certainty) if row.certainty else None,
        note=row.note,
        memo=memo,
        updated_at=row.updated_at,
    )


@cache
def _records() -> Select[*tuple[Any, ...]]:
    columns: list[Any] = [
        core.record,
        core.document.c.uid.label("document"),
        core.document.c.title,
        core.document.c.decision_date,
    ]
    joined = core.record.join(core.document)
    chosen = core.record.c.id.in_(bindparam("ids", expanding=True))
    return select(*columns).select_from(joined).where(chosen)


def _passages(session: Session, ids: Sequence[int]) -> dict[int, tuple[Evidence, ...]]:
    """The passages of records, each with its words."""
    passages: dict[int, tuple[Evidence, ...]] = {}
    for owner, uid, start, end, field, quote in (
        session.execute(_quotes(), {"ids": ids}).all() if ids else ()
    ):
        passages[owner] = (*passages.get(owner, ()), Evidence(uid, start, end, quote, field))
    return passages


@cache
def _quotes() -> Select[*tuple[Any, ...]]:
    table, text = core.evidence.c, core.document_text.c
    whole = table.end - table.start
    length = case((whole < LONGEST_QUOTE, whole), else_=LONGEST_QUOTE)
    quote = func.substr(text.text, table.start + 1, length)
    columns: list[Any] = [
        *(table.record_id, table.uid, table.start, table.end, table.field),
        quote.label("quote"),
    ]
    joined = core.evidence.join(core.document_text, text.document_id == table.document_id)
    owned = table.record_id.in_(bindparam("ids", expanding=True))
    return (
        select(*columns).select_from(joined).where(owned).order_by(table.start, table.end, table.id)
    )


def _links(session: Session, ids: Sequence[int]) -> dict[int, tuple[LinkedRecord, ...]]:
    """The records that records are linked to, whichever of them the link starts at."""
    links: dict[int, tuple[LinkedRecord, ...]] = {}
    for own, other, is_outward in (
        ("from_record_id", "to_record_id", True),
        ("to_record_id", "from_record_id", False),
    ):
        for row in session.execute(_linked(own, other), {"ids": ids}).all() if ids else ():
            link = LinkedRecord(row.relation, row.type, row.number, row.document, is_outward)
            links[row.own] = (*links.get(row.own, ()), link)
    return links


@cache
def _linked(own: str, other: str) -> Select[*tuple[Any, ...]]:
    link, record = core.link.c, core.record.c
    columns: list[Any] = [
        *(link[own].label("own"), link.relation, record.type, record.number),
        core.document.c.uid.label("document"),
    ]
    joined = core.link.join(core.record, record.id == link[other]).join(core.document)
    theirs = link[own].in_(bindparam("ids", expanding=True))
    there = (theirs, link.removed_at.is_(None), record.removed_at.is_(None))
    return select(*columns).select_from(joined).where(*there).order_by(link.id)


def _memos(
    session: Session, coder_id: int, rows: Sequence[Row[*tuple[Any, ...]]]
) -> dict[str, str]:
    """The coder's memos on records, those on one record together."""
    memos: dict[str, str] = {}
    documents = {row.document_id for row in rows}
    asked = {"documents": list(documents), "coder_id": coder_id, "uids": [row.uid for row in rows]}
    for target, text in session.execute(_memo(), asked).all() if rows else ():
        memos[target] = f"{memos[target]}\n{text}" if target in memos else text
    return memos


@cache
def _memo() -> Select[*tuple[Any, ...]]:
    table = core.memo.c
    return (
        select(table.target, table.text)
        .where(table.document_id.in_(bindparam("documents", expanding=True)))
        .where(table.target.in_(bindparam("uids", expanding=True)), table.on == "record")
        .where(unindexed(table.coder_id) == bindparam("coder_id"), table.removed_at.is_(None))
        .order_by(table.id)
    )
