"""Versions of the codebook, and moving coded answers from one to the next."""

from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.bulk import insert_rows
from storage.database.identity import new_uid, now
from storage.database.values import items_of, value_of
from storage.records import FieldValue

ITEM = ("position", "text", "number", "missing")
"""Columns of an item of an answer."""

Migrate = Callable[[FieldValue], tuple[str, FieldValue]]
"""The field name and value under which an answer goes on."""


def add_version(
    session: Session, version: str, sha256: str, source: str, coder_id: int | None
) -> tuple[int, str]:
    """Keep a version, whole; returns its id and uid. The same text is kept once."""
    table = core.codebook.c
    there = session.execute(select(table.id, table.uid).where(table.sha256 == sha256)).first()
    if there is not None:
        return there.id, there.uid
    uid = new_uid()
    row = {"uid": uid, "version": version, "sha256": sha256, "source": source}
    new = insert(core.codebook).values(**row, coder_id=coder_id, created_at=now())
    return session.execute(new.returning(table.id)).scalar_one(), uid


def put_in_force(session: Session, codebook_id: int) -> None:
    """Make a version the study's current one."""
    session.execute(update(core.study).values(codebook_id=codebook_id))


def versions(session: Session) -> list[tuple[str, str]]:
    """Version and source of every codebook the study has had, oldest first."""
    table = core.codebook.c
    rows = session.execute(select(table.version, table.source).order_by(table.id))
    return [(row.version, row.source) for row in rows]


def _answers_of(record_type: str | None, field: str) -> ColumnElement[bool]:
    """Answers to one field that are there, of everybody."""
    table = core.field_value.c
    if record_type is None:
        owner, key = core.variable_value, table.variable_value_id
        owners = select(owner.c.id).where(owner.c.name == field, owner.c.removed_at.is_(None))
    else:
        owner, key = core.record, table.record_id
        owners = select(owner.c.id).where(owner.c.type == record_type, owner.c.removed_at.is_(None))
    return and_(table.field == field, key.in_(owners))


def has_records(session: Session, record_type: str) -> bool:
    """Whether anybody has a record of the type."""
    table = core.record.c
    there = select(table.id).where(table.type == record_type, table.removed_at.is_(None))
    return session.execute(there.limit(1)).first() is not None


def count_answers(
    session: Session, record_type: str | None, field: str, value: str | None = None
) -> int:
    """How many answers to a field there are; only those that are ``value``, if given."""
    counted = select(func.count()).where(_answers_of(record_type, field))
    if value is not None:
        counted = counted.where(core.field_value.c.text == value)
    found: int = session.execute(counted).scalar_one()
    return found


def move_answers(
    session: Session,
    record_type: str | None,
    fields: Mapping[str, Migrate],
    heard: Callable[[], None],
) -> int:
    """Rewrite the answers to some fields as each one's ``migrate`` says; returns how many moved.

    ``heard`` is called for each answer that was looked at.
    """
    owner = "variable_value_id" if record_type is None else "record_id"
    gone: list[dict[str, int]] = []
    rows: list[dict[str, Any]] = []
    moved = 0
    for field, migrate in fields.items():
        for owner_id, ids, value in _answers(session, record_type, field):
            heard()
            name, become = migrate(value)
            if (name, become) == (field, value):
                continue
            moved += 1
            gone += [{"gone": each} for each in ids]
            rows += [
                {owner: owner_id, "field": name} | dict(zip(ITEM, item, strict=True))
                for item in items_of(become)
            ]
    if gone:
        session.execute(
            delete(core.field_value).where(core.field_value.c.id == bindparam("gone")), gone
        )
    insert_rows(session, core.field_value, rows)
    return moved


def _answers(
    session: Session, record_type: str | None, field: str
) -> Iterator[tuple[int, list[int], FieldValue]]:
    """Owner, ids of its rows and value of every answer to a field."""
    table = core.field_value.c
    key = table.variable_value_id if record_type is None else table.record_id
    found = select(key, table.id, *(table[name] for name in ITEM))
    rows = session.execute(found.where(_answers_of(record_type, field)).order_by(key, table.id))
    for owner_id, group in groupby(rows.all(), key=lambda row: row[0]):
        items = list(group)
        yield owner_id, [item[1] for item in items], value_of(tuple(item[2:]) for item in items)


def rename_fields(session: Session, record_type: str | None, names: Mapping[str, str]) -> None:
    """Let what is tied to a field or variable go on under its new name."""
    if record_type is None:
        table, named = core.variable_value, core.variable_value.c.name
        theirs: ColumnElement[bool] = table.c.removed_at.is_(None)
    else:
        table, named = core.evidence, core.evidence.c.field
        records = select(core.record.c.id).where(core.record.c.type == record_type)
        theirs = table.c.record_id.in_(records.where(core.record.c.removed_at.is_(None)))
    for old, new in names.items():
        session.execute(update(table).where(theirs, named == old).values({named: new}))
