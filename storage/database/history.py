"""Read the history and find what undo and redo are about."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select
from sqlmodel import Session

from storage.database import core
from storage.records import Change

TURNS = ("undo", "redo")
"""Actions that turn another change back or forth."""

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


def changes(session: Session, document_id: int | None, limit: int | None) -> Iterator[Change]:
    """The history, latest first; the changes of one batch are told as they were written."""
    statement = _listed()
    if document_id is not None:
        statement = statement.where(core.change.c.document_id == document_id)
    if limit is not None:
        statement = statement.limit(limit)
    for row in session.execute(statement.execution_options(yield_per=500)):
        yield as_change(row, undone=row.undone in BACK)


@cache
def _listed() -> Select[*tuple[Any, ...]]:
    later = core.change.alias("later")
    turned = (
        select(later.c.action)
        .where(
            or_(
                later.c.target == core.change.c.uid,
                and_(later.c.batch == core.change.c.batch, later.c.target.is_not(None)),
            ),
            later.c.id > core.change.c.id,
        )
        .order_by(later.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    joined = core.change.join(core.coder).outerjoin(core.document)
    columns: list[Any] = [
        core.change,
        core.coder.c.name.label("coder"),
        core.document.c.uid.label("document"),
        core.document.c.title,
        turned.label("undone"),
    ]
    return select(*columns).select_from(joined).order_by(core.change.c.id.desc())


def listed_change(session: Session, uid: str) -> Change:
    """One change as the history lists it."""
    row = session.execute(_listed_one(), {"uid": uid}).one()
    return as_change(row, undone=row.undone in BACK)


@cache
def _listed_one() -> Select[*tuple[Any, ...]]:
    return _listed().where(core.change.c.uid == bindparam("uid"))


def as_change(row: Any, *, undone: bool) -> Change:
    """A row of the history as it travels."""
    return Change(
        uid=row.uid,
        number=row.number,
        at=row.at,
        coder=row.coder,
        action=row.action,
        summary=row.summary,
        document=row.document,
        document_title=row.title or None,
        undone=undone,
    )
