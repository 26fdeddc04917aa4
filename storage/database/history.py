"""Find what undo and redo are about."""

import json
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session

from storage.database import core

TURNS = ("undo", "redo")
"""Actions that turn another change back or forth."""

MERGE = "merge"
"""The action that brings coders' copies in."""

BRINGS = {"annotate": "loaded", "code hits": "made", "settle unanimous": "settled"}
"""Actions that bring many records at once, and where their digest counts them."""

TOGETHER = ("change answers", "remove records")
"""Actions that change records which may be of several documents."""

BACK = ("undo", "revert codebook")
"""Actions that take another change back."""


def undoable(session: Session, coder_id: int, document_id: int) -> Any:
    """The coder's latest change on the document that is not undone, None when there is none."""
    table = core.change.c
    changes = select(core.change).where(
        table.document_id == document_id,
        table.coder_id == coder_id,
        table.action.not_in(TURNS),
    )
    for row in session.execute(changes.order_by(table.id.desc())):
        if not is_undone(session, row):
            return row
    return None


def wider(session: Session, coder_id: int, document_id: int, before: Any) -> Any:
    """The coder's latest change of records here and elsewhere at once, None when none is left.

    Args:
        session: The caller's.
        coder_id: Whose change.
        document_id: The document here.
        before: The row of a change; only later ones that touched the same count. None for any.
    """
    table, record = core.change.c, core.record.c
    document = select(core.document.c.uid).where(core.document.c.id == document_id)
    uid = session.execute(document).scalar_one()
    mine = (record.document_id == document_id, record.coder_id == coder_id)
    brought = select(record.batch).where(*mine, record.batch.is_not(None))
    changes = select(core.change).where(
        table.document_id.is_(None),
        table.coder_id == coder_id,
        table.id > (before.id if before is not None else 0),
        or_(
            table.action.in_(TOGETHER) & table.payload.contains(uid, autoescape=True),
            table.action.in_(BRINGS) & table.batch.in_(brought),
        ),
    )
    touched = _touched(before) if before is not None else None
    for row in session.execute(changes.order_by(table.id.desc())):
        if (touched is None or touched & _touched(row)) and not is_undone(session, row):
            return row
    return None


def _touched(row: Any) -> set[tuple[str, str]]:
    """Nouns and keys of what a change touched."""
    return {(noun, key) for noun, key, *_ in things_of(row)}


def redoable(session: Session, coder_id: int, document_id: int) -> Any:
    """The change that was undone last, unless something new was done since."""
    table = core.change.c
    changes = (
        select(core.change)
        .where(table.document_id == document_id, table.coder_id == coder_id)
        .order_by(table.id.desc())
    )
    for row in session.execute(changes):
        if row.action not in TURNS:
            return None
        target = named(session, row.target)
        if row.action == "undo" and is_undone(session, target):
            return target
    return None


def named(session: Session, uid: str) -> Any:
    """The row of one change, None when there is none."""
    return session.execute(select(core.change).where(core.change.c.uid == uid)).first()


def is_undone(session: Session, row: Any) -> bool:
    """Whether the change was undone and not redone since; a batch is undone as a whole."""
    table = core.change.c
    about = table.target == row.uid
    if row.batch is not None:
        about = (table.batch == row.batch) & table.target.is_not(None)
    later = select(table.action).where(about, table.id > row.id)
    last = later.order_by(table.id.desc()).limit(1)
    return session.execute(last).scalar() in BACK


def things_of(row: Any) -> list[list[Any]]:
    """What a change touched: noun, key, image before, image after."""
    things: list[list[Any]] = json.loads(row.payload)["things"] if row.payload else []
    return things


def digest_of(row: Any) -> dict[str, Any]:
    """What a change of many things keeps instead of each of them."""
    digest: dict[str, Any] = json.loads(row.payload).get("digest", {}) if row.payload else {}
    return digest


def merged_things(row: Any) -> list[list[Any]]:
    """What a merge touched of several coders' work, which is nobody's to see in the history."""
    if row.action != MERGE or not row.payload:
        return []
    merged: list[list[Any]] = digest_of(row)["merged"]
    return merged


def batches_of(row: Any) -> list[str]:
    """The batches in which a change brought records, values and links."""
    if row.action != MERGE or not row.payload:
        return [row.batch]
    batches: list[str] = digest_of(row)["batches"]
    return batches


def extent(session: Session, row: Any) -> tuple[int, int]:
    """How many documents and how many records a change touched."""
    things = things_of(row)
    documents, records = (
        sum(thing[0] == noun for thing in things) for noun in ("document", "record")
    )
    if row.action == "import":
        theirs = select(func.count()).where(core.document.c.batch == row.batch)
        documents = session.execute(theirs).scalar_one()
    if row.payload and (brought := BRINGS.get(row.action)):
        records = digest_of(row)[brought]
    return documents, records
