"""Where coders stood and what they had half typed; kept outside the history."""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import now
from storage.records import Draft, Place


def _put(session: Session, table: Any, row: dict[str, Any]) -> None:
    same = (table.c.coder_id == row["coder_id"]) & (table.c.document_id == row["document_id"])
    updated: Any = session.execute(update(table).where(same).values(row))
    if not updated.rowcount:
        session.execute(insert(table).values(row))


def save_place(session: Session, coder_id: int, document_id: int, start: int, state: str) -> None:
    """Keep where the coder stands in the document."""
    row = {"coder_id": coder_id, "document_id": document_id, "start": start, "state": state}
    _put(session, core.place, row | {"updated_at": now()})


def place(session: Session, coder_id: int, document_id: int | None = None) -> Place | None:
    """Where the coder stood in the document, or in the one they were in last."""
    table = core.place.c
    wanted = (
        select(core.document.c.uid, table.start, table.state)
        .select_from(core.place.join(core.document))
        .where(table.coder_id == coder_id, core.document.c.removed_at.is_(None))
    )
    if document_id is not None:
        wanted = wanted.where(table.document_id == document_id)
    row = session.execute(wanted.order_by(table.updated_at.desc()).limit(1)).first()
    return None if row is None else Place(row.uid, row.start, row.state)


def save_draft(session: Session, coder_id: int, document_id: int, payload: str) -> None:
    """Keep a half-filled form."""
    row = {"coder_id": coder_id, "document_id": document_id, "payload": payload}
    _put(session, core.draft, row | {"updated_at": now()})


def drop_draft(session: Session, coder_id: int, document_id: int) -> None:
    """Forget a half-filled form."""
    table = core.draft.c
    theirs = (table.coder_id == coder_id) & (table.document_id == document_id)
    session.execute(delete(core.draft).where(theirs))


def draft(session: Session, coder_id: int, document_id: int) -> Draft | None:
    """The half-filled form of the document, if there is one."""
    table = core.draft.c
    row = session.execute(
        select(core.document.c.uid, table.payload, table.updated_at)
        .select_from(core.draft.join(core.document))
        .where(table.coder_id == coder_id, table.document_id == document_id)
    ).first()
    return None if row is None else Draft(row.uid, row.payload, row.updated_at)
