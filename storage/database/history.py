"""Find what undo and redo are about."""

import json
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from storage.database import core

TURNS = ("undo", "redo")
"""Actions that turn another change back or forth."""

BRINGS = {"annotate": "loaded", "code hits": "made", "settle unanimous": "settled"}
"""Actions that bring many records at once, and where their digest counts them."""

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
        records = json.loads(row.payload)["digest"][brought]
    return documents, records
