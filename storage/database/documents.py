"""Documents as lists show them, and how to find one by name, and its neighbours."""

import json
from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Integer, Row, Select, and_, bindparam, func, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.assignments import MAIN
from storage.records import Document, Status

LONGEST_NUMBER = 18
"""Digits of the largest number that the database takes."""

PRESENT = core.document.c.removed_at.is_(None)

LINE: list[Any] = [
    core.document.c.id,
    core.document.c.uid,
    core.document.c.case_id,
    select(core.case.c.uid)
    .where(core.case.c.id == core.document.c.case_id)
    .scalar_subquery()
    .label("case_uid"),
    core.document.c.title,
    core.document.c.source_name,
    core.document.c.kind,
    core.document.c.respondents,
    core.document.c.reference,
    core.document.c.category,
    core.document.c.decision_date,
    core.document.c.outcome,
    core.document.c.url,
    core.document.c.n_characters,
    core.document.c.imported_at,
    core.review.c.status,
    core.review.c.flag_reason,
    core.document.c.respondent,
    core.review.c.round,
    core.review.c.in_queue,
]
"""Columns of a line; those that lists are sorted by are among them."""


def lines(
    session: Session, coder_id: int | None, rows: Sequence[Row[*tuple[Any, ...]]]
) -> tuple[Document, ...]:
    """Rows of ``LINE`` as they travel, with what is counted for each."""
    ids = [row[0] for row in rows]
    counts = _record_counts(session, coder_id, ids)
    sizes = _case_sizes(session, {row[2] for row in rows})
    return tuple(_line(row, counts.get(row[0], {}), sizes[row[2]]) for row in rows)


def _line(row: Row[*tuple[Any, ...]], counts: dict[str, int], case_size: int) -> Document:
    position, uid, _, case, title, source_name, kind, respondents, reference, *rest = row
    category, decision_date, outcome, url, n_characters, imported_at, status, flag, *about = rest
    return Document(
        uid=uid,
        position=position,
        case=case,
        title=title,
        source_name=source_name,
        kind=kind,
        respondents=tuple(json.loads(respondents)),
        reference=reference or None,
        category=category,
        decision_date=decision_date or None,
        outcome=outcome or None,
        url=url,
        n_characters=n_characters,
        imported_at=imported_at,
        status=Status(status or "todo"),
        flag_reason=flag,
        record_counts=counts,
        case_size=case_size,
        round=about[1] or MAIN,
        in_queue=about[2] is not False,
    )


def _record_counts(
    session: Session, coder_id: int | None, ids: Sequence[int]
) -> dict[int, dict[str, int]]:
    counts: dict[int, dict[str, int]] = {}
    found = session.execute(_counted_records(), {"ids": ids, "coder_id": coder_id})
    for document_id, name, n in found.all():
        counts.setdefault(document_id, {})[name] = n
    return counts


@cache
def _counted_records() -> Select[*tuple[Any, ...]]:
    table = core.record.c
    return (
        select(table.document_id, table.type, func.count())
        .where(table.document_id.in_(bindparam("ids", expanding=True)))
        .where(table.coder_id == bindparam("coder_id"))
        .where(table.layer == "coder", table.removed_at.is_(None))
        .group_by(table.document_id, table.type)
    )


def _case_sizes(session: Session, case_ids: set[int]) -> dict[int, int]:
    found = session.execute(_counted_cases(), {"ids": sorted(case_ids)})
    return dict(tuple(row) for row in found.all())


@cache
def _counted_cases() -> Select[*tuple[Any, ...]]:
    table = core.document.c
    sizes = select(table.case_id, func.count()).where(PRESENT).group_by(table.case_id)
    return sizes.where(table.case_id.in_(bindparam("ids", expanding=True)))


def documents(session: Session, coder_id: int | None, uids: Sequence[str]) -> list[Document]:
    """The documents called ``uids`` that are there, in study order."""
    rows = session.execute(_named_lines(), {"uids": uids, "coder_id": coder_id}).all()
    return list(lines(session, coder_id, rows))


@cache
def _named_lines() -> Select[*tuple[Any, ...]]:
    theirs = and_(
        core.review.c.document_id == core.document.c.id,
        core.review.c.coder_id == bindparam("coder_id"),
    )
    return (
        select(*LINE)
        .select_from(core.document.outerjoin(core.review, theirs))
        .where(core.document.c.uid.in_(bindparam("uids", expanding=True)), PRESENT)
        .order_by(core.document.c.id)
    )


def find_uids(session: Session, name: str, limit: int = 5) -> list[str]:
    """uids of documents whose uid begins with ``name`` or whose source, number or reference it is."""
    # What the shell hands over need not be text that can be stored.
    name = name.encode("utf-8", "replace").decode("utf-8")
    same = [core.document.c.source_name == name, core.document.c.uid == name]
    same.append(and_(core.document.c.reference == name, core.document.c.reference != ""))
    if name.isdecimal() and len(name) <= LONGEST_NUMBER:
        same.append(core.document.c.id == int(name))
    if len(name) >= 4:
        same.append(and_(core.document.c.uid >= name, core.document.c.uid < name + "g"))
    found = select(core.document.c.uid).where(or_(*same), PRESENT).limit(limit)
    return list(session.execute(found).scalars())


def neighbour(session: Session, document_id: int, step: int) -> str | None:
    """uid of the document after (before, for a negative step) in study order."""
    return session.execute(_beside(step > 0), {"here": document_id}).scalar()


@cache
def _beside(after: bool) -> Select[str]:
    key, here = core.document.c.id, bindparam("here", type_=Integer)
    wanted = select(core.document.c.uid).where(PRESENT, key > here if after else key < here)
    return wanted.order_by(key if after else key.desc()).limit(1)
