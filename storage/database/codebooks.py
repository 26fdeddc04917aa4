"""Versions of the codebook, and moving coded answers from one to the next."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.bulk import insert_rows
from storage.database.history import is_undone
from storage.database.identity import new_uid, now
from storage.database.values import items_of, value_of
from storage.errors import ValueRefused
from storage.records import FieldValue

EDITED, REVERTED = "set codebook", "revert codebook"
"""Actions that put a version in force: a new one, and one that takes another back."""

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


def hashes(session: Session) -> dict[int, str]:
    """Hash of every codebook the study has had, by id, oldest first."""
    table = core.codebook.c
    rows = session.execute(select(table.id, table.sha256).order_by(table.id))
    return {row.id: row.sha256 for row in rows}


def last_edit(session: Session) -> Any:
    """The latest change of the codebook that has not been taken back, None when there is none.

    Changes of no document stand together in an index, so that those of documents cost nothing.
    """
    table = core.change.c
    found = select(core.change).where(table.document_id.is_(None), table.action == EDITED)
    for row in session.execute(found.order_by(table.id.desc())):
        if not is_undone(session, row):
            return row
    return None


def _answers_of(
    record_type: str | None, field: str, whose: int | None = None
) -> ColumnElement[bool]:
    """Answers to one field that are there, of one coder, or of everybody."""
    table = core.field_value.c
    if record_type is None:
        owner, key = core.variable_value, table.variable_value_id
        owners = select(owner.c.id).where(owner.c.name == field, owner.c.removed_at.is_(None))
    else:
        owner, key = core.record, table.record_id
        owners = select(owner.c.id).where(owner.c.type == record_type, owner.c.removed_at.is_(None))
    if whose is not None:
        owners = owners.where(owner.c.coder_id == whose)
    return and_(table.field == field, key.in_(owners))


def has_records(session: Session, record_type: str, whose: int | None = None) -> bool:
    """Whether anybody, or one coder, has a record of the type."""
    table = core.record.c
    there = select(table.id).where(table.type == record_type, table.removed_at.is_(None))
    if whose is not None:
        there = there.where(table.coder_id == whose)
    return session.execute(there.limit(1)).first() is not None


def count_answers(
    session: Session,
    record_type: str | None,
    field: str,
    value: str | None = None,
    whose: int | None = None,
) -> int:
    """How many answers to a field there are; only those that are ``value``, and one coder's, if given."""
    counted = select(func.count()).where(_answers_of(record_type, field, whose))
    if value is not None:
        counted = counted.where(core.field_value.c.text == value)
    found: int = session.execute(counted).scalar_one()
    return found


class MovedAnswer(NamedTuple):
    """One answer that goes on under another field name or value."""

    owner: str
    """uid of its record or variable value."""
    coder_id: int
    """Whose it is."""
    document: str
    """uid of the document."""
    field: str
    """The field's name before."""
    name: str
    """The field's name from now on."""
    before: FieldValue
    after: FieldValue


def move_answers(
    session: Session,
    record_type: str | None,
    fields: Mapping[str, Migrate],
    heard: Callable[[], None],
    whose: int | None = None,
) -> list[MovedAnswer]:
    """Rewrite the answers to some fields as each one's ``migrate`` says; returns those that moved.

    ``heard`` is called for each answer that was looked at, of ``whose`` only, if given: what
    another answered is then not shown either where it cannot follow.
    """
    owner = "variable_value_id" if record_type is None else "record_id"
    gone: list[dict[str, int]] = []
    rows: list[dict[str, Any]] = []
    moved: list[MovedAnswer] = []
    for field, migrate in fields.items():
        for about, ids, value in _answers(session, record_type, field):
            if whose in (None, about.coder_id):
                heard()
                name, become = migrate(value)
            else:
                name, become = _migrated_unseen(migrate, field, value)
            if (name, become) == (field, value):
                continue
            held = (about.uid, about.coder_id, about.document)
            moved.append(MovedAnswer(*held, field, name, value, become))
            gone += [{"gone": each} for each in ids]
            rows += [
                {owner: about.id, "field": name} | dict(zip(ITEM, item, strict=True))
                for item in items_of(become)
            ]
    _replace(session, gone, rows)
    return moved


def _migrated_unseen(migrate: Migrate, field: str, value: FieldValue) -> tuple[str, FieldValue]:
    try:
        return migrate(value)
    except ValueRefused:
        raise ValueRefused(
            f"An answer of another coder to {field} cannot follow, and is not shown before its "
            "round is opened."
        ) from None


def put_back(
    session: Session, record_type: str | None, field: str, answers: Mapping[str, FieldValue]
) -> None:
    """Give answers to one field, by the uid of their record or variable value, another content."""
    owner = "variable_value_id" if record_type is None else "record_id"
    gone: list[dict[str, int]] = []
    rows: list[dict[str, Any]] = []
    for about, ids, _ in _answers(session, record_type, field):
        if about.uid in answers:
            gone += [{"gone": each} for each in ids]
            rows += [
                {owner: about.id, "field": field} | dict(zip(ITEM, item, strict=True))
                for item in items_of(answers[about.uid])
            ]
    _replace(session, gone, rows)


def count_owned(session: Session, uids: Sequence[str], coder_id: int) -> int:
    """How many of some records and variable values are a coder's."""
    found = 0
    for table in (core.record, core.variable_value):
        for start in range(0, len(uids), 500):
            some = table.c.uid.in_(uids[start : start + 500])
            mine = select(func.count()).where(some, table.c.coder_id == coder_id)
            found += int(session.execute(mine).scalar_one())
    return found


def _replace(session: Session, gone: list[dict[str, int]], rows: list[dict[str, Any]]) -> None:
    if gone:
        session.execute(
            delete(core.field_value).where(core.field_value.c.id == bindparam("gone")), gone
        )
    insert_rows(session, core.field_value, rows)


def answers(
    session: Session, record_type: str | None, field: str
) -> Iterator[tuple[str, FieldValue]]:
    """uid of the record or variable value, and value, of every answer to a field, of everybody."""
    return ((about.uid, value) for about, _, value in _answers(session, record_type, field))


def texts(
    session: Session, record_type: str | None, field: str, whose: int | None = None
) -> list[tuple[str, int]]:
    """The different texts that answer a field, of everybody or one coder, the most frequent first."""
    table = core.field_value.c
    counted = select(table.text, func.count()).where(_answers_of(record_type, field, whose))
    counted = counted.where(table.text.is_not(None)).group_by(table.text)
    rows = session.execute(counted.order_by(func.count().desc(), table.text))
    return [(text, count) for text, count in rows]


class Owner(NamedTuple):
    """What an answer belongs to."""

    id: int
    uid: str
    coder_id: int
    document: str


def _answers(
    session: Session, record_type: str | None, field: str
) -> Iterator[tuple[Owner, list[int], FieldValue]]:
    """Owner, ids of its rows and value of every answer to a field."""
    table = core.field_value.c
    owner = core.variable_value if record_type is None else core.record
    key = table[f"{owner.name}_id"]
    joined = core.field_value.join(owner, owner.c.id == key).join(
        core.document, core.document.c.id == owner.c.document_id
    )
    columns: list[Any] = [key, owner.c.uid, owner.c.coder_id, core.document.c.uid, table.id]
    found = select(*columns, *(table[name] for name in ITEM)).select_from(joined)
    rows = session.execute(found.where(_answers_of(record_type, field)).order_by(key, table.id))
    for about, group in groupby(rows.all(), key=lambda row: Owner(*row[:4])):
        items = list(group)
        yield about, [item[4] for item in items], value_of(tuple(item[5:]) for item in items)


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
