"""Versions of the codebook, and moving coded answers from one to the next."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import new_uid, now
from storage.database.values import items_of, value_of
from storage.records import FieldValue

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


def answers(
    session: Session, record_type: str | None, field: str
) -> Iterator[tuple[int, FieldValue]]:
    """Owner and value of every answer to a field."""
    table = core.field_value.c
    key = table.variable_value_id if record_type is None else table.record_id
    rows = session.execute(
        select(key, table.position, table.text, table.number, table.missing)
        .where(_answers_of(record_type, field))
        .order_by(key, table.id)
    ).all()
    for owner_id, items in groupby(rows, key=lambda row: row[0]):
        yield owner_id, value_of(tuple(item[1:]) for item in items)


def move_answers(session: Session, record_type: str | None, field: str, migrate: Migrate) -> int:
    """Rewrite every answer to a field as ``migrate`` says; returns how many became something else."""
    owner = "variable_value_id" if record_type is None else "record_id"
    key = core.field_value.c[owner]
    moved = 0
    for owner_id, value in list(answers(session, record_type, field)):
        name, become = migrate(value)
        if (name, become) == (field, value):
            continue
        moved += 1
        mine = (key == owner_id) & (core.field_value.c.field == field)
        session.execute(delete(core.field_value).where(mine))
        columns = ("position", "text", "number", "missing")
        rows: list[dict[str, Any]] = [
            {owner: owner_id, "field": name} | dict(zip(columns, item, strict=True))
            for item in items_of(become)
        ]
        session.execute(insert(core.field_value), rows)
        _rename_owner(session, record_type, owner_id, field, name)
    return moved


def _rename_owner(
    session: Session, record_type: str | None, owner_id: int, field: str, name: str
) -> None:
    if name == field:
        return
    if record_type is None:
        same = core.variable_value.c.id == owner_id
        session.execute(update(core.variable_value).where(same).values(name=name))
    else:
        tied = (core.evidence.c.record_id == owner_id) & (core.evidence.c.field == field)
        session.execute(update(core.evidence).where(tied).values(field=name))
