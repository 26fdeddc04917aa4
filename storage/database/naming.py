"""What people call things: titles, marks, words of a text; for lists that tell of many."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from storage.database import core
from storage.records import Passage

LONGEST_QUOTE = 300
"""Characters of a quotation that lists need at most."""


def titles(session: Session, uids: Collection[str]) -> dict[str, str]:
    """The titles of documents by uid, also of those that were removed."""
    table = core.document.c
    named = select(table.uid, table.title).where(table.uid.in_(uids))
    return {row.uid: row.title for row in session.execute(named)}


def batch_titles(session: Session, batch: str, limit: int) -> list[str]:
    """The titles of the first documents that came in one import."""
    table = core.document.c
    brought = select(table.title).where(table.batch == batch).order_by(table.id)
    return list(session.execute(brought.limit(limit)).scalars())


def record_rows(session: Session, uids: Collection[str]) -> dict[str, Any]:
    """Type, number and document of records by uid, also of those that were removed."""
    record = core.record.c
    columns: list[Any] = [
        record.uid,
        record.type,
        record.number,
        core.document.c.uid.label("document"),
    ]
    joined = core.record.join(core.document)
    rows = session.execute(select(*columns).select_from(joined).where(record.uid.in_(uids)))
    return {row.uid: row for row in rows}


def variable_names(session: Session, uids: Collection[str]) -> dict[str, str]:
    """The variables that variable values answer, by the values' uids."""
    table = core.variable_value.c
    named = select(table.uid, table.name).where(table.uid.in_(uids))
    return {row.uid: row.name for row in session.execute(named)}


def first_passages(session: Session, owner: str, uids: Collection[str]) -> dict[str, Passage]:
    """The first passage of each record (``owner`` is ``record``) or variable value, by uid."""
    table, evidence = core.BY_NAME[owner], core.evidence.c
    joined = table.join(core.evidence, evidence[f"{owner}_id"] == table.c.id)
    shown = select(table.c.uid, evidence.start, evidence.end).select_from(joined)
    rows = session.execute(
        shown.where(table.c.uid.in_(uids)).order_by(evidence.start.desc(), evidence.id.desc())
    )
    return {row.uid: Passage(row.start, row.end) for row in rows}


def quote(session: Session, document_uid: str, start: int, end: int) -> str:
    """The beginning of a passage of a document's text."""
    length = min(end - start, LONGEST_QUOTE)
    words = func.substr(core.document_text.c.text, start + 1, length)
    both = core.document.join(core.document_text)
    found = select(words).select_from(both).where(core.document.c.uid == document_uid)
    return session.execute(found).scalar() or ""
