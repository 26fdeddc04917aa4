"""What figures are made of: one coder's own records and answers, as plain rows, a part at a time."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select
from sqlmodel import Session

from storage.database import core
from storage.records import Layer, Status

AT_ONCE = 20_000
"""Rows fetched at a time: it takes about a tenth of a second until the next can be stopped."""

BEGUN = (Status.IN_PROGRESS.value, Status.DONE.value)
"""What a coder's documents are counted at."""

Rows = Sequence[tuple[Any, ...]]


class Statuses(NamedTuple):
    """How far the coder is with the documents that are there."""

    todo: int
    begun: int
    """Begun or done: what figures count."""
    excluded: int


def documents(session: Session, coder_id: int) -> Iterator[Rows]:
    """``(document id, kind)`` of every document that the coder has begun or done."""
    table = core.review.c
    joined = core.review.join(core.document)
    begun = select(table.document_id, core.document.c.kind).select_from(joined)
    return _rows(
        session, begun.where(table.coder_id == coder_id, table.status.in_(BEGUN), _there())
    )


def statuses(session: Session, coder_id: int) -> Statuses:
    """How far the coder is; from totals, never counted."""
    table = core.total.c
    wanted = (table.coder_id == coder_id, table.layer == "", table.name == "reviews")
    found = {row.value: row.n for row in session.execute(select(core.total).where(*wanted))}
    begun = sum(found.get(status, 0) for status in BEGUN)
    return Statuses(found.get(Status.TODO.value, 0), begun, found.get(Status.EXCLUDED.value, 0))


def records(session: Session, coder_id: int, record_type: str) -> Iterator[Rows]:
    """``(record id, document id)`` of the coder's records of a type."""
    table = core.record.c
    mine = _mine(core.record, coder_id)
    return _rows(
        session, select(table.id, table.document_id).where(mine, table.type == record_type)
    )


def record_counts(session: Session, coder_id: int) -> dict[str, int]:
    """How many records of each type the coder has; from totals."""
    table = core.total.c
    mine = (table.coder_id == coder_id, table.layer == Layer.CODER.value, table.name == "records")
    return {row.value: row.n for row in session.execute(select(core.total).where(*mine))}


def record_answers(
    session: Session, coder_id: int, record_type: str, fields: Sequence[str]
) -> Iterator[Rows]:
    """``(record id, field, text, number, missing)`` of the coder's records of a type."""
    owner, table = core.record.c, core.field_value.c
    columns = (table.record_id, table.field, table.text, table.number, table.missing)
    joined = core.field_value.join(core.record, owner.id == table.record_id)
    mine = and_(_mine(core.record, coder_id), owner.type == record_type, table.field.in_(fields))
    answered = select(*columns).select_from(joined).where(mine, table.record_id.is_not(None))
    return _rows(session, answered)


def variable_answers(session: Session, coder_id: int, names: Sequence[str]) -> Iterator[Rows]:
    """``(document id, variable, text, number, missing)`` of what the coder said of documents."""
    owner, table = core.variable_value.c, core.field_value.c
    columns = (owner.document_id, table.field, table.text, table.number, table.missing)
    joined = core.field_value.join(core.variable_value, owner.id == table.variable_value_id)
    mine = and_(_mine(core.variable_value, coder_id), table.field.in_(names))
    answered = (
        select(*columns).select_from(joined).where(mine, table.variable_value_id.is_not(None))
    )
    return _rows(session, answered)


def documents_done(session: Session, coder_id: int | None) -> Iterator[Rows]:
    """``(review id, document id, when, coder)`` of documents that are done; of everybody for None."""
    table = core.review.c
    done = and_(table.status == Status.DONE.value, table.completed_at.is_not(None))
    columns = (table.id, table.document_id, table.completed_at, core.coder.c.name)
    joined = core.review.join(core.coder).join(core.document)
    return _rows(
        session, _whose(select(*columns).select_from(joined).where(done, _there()), table, coder_id)
    )


def records_made(session: Session, coder_id: int | None, record_type: str | None) -> Iterator[Rows]:
    """``(record id, record id, when, coder)`` of records; of every type and everybody for None."""
    table = core.record.c
    columns = (table.id, table.id, table.created_at, core.coder.c.name)
    joined = core.record.join(core.coder).join(core.document)
    there = and_(table.layer == Layer.CODER.value, table.removed_at.is_(None), _there())
    made = _whose(select(*columns).select_from(joined).where(there), table, coder_id)
    return _rows(session, made if record_type is None else made.where(table.type == record_type))


def counted_documents(session: Session, ids: Sequence[int]) -> Rows:
    """``(uid, title)`` of documents that are there, in study order."""
    table = core.document.c
    named = select(table.uid, table.title).where(table.id.in_(ids), _there())
    return session.execute(named.order_by(table.id)).all()


def counted_records(session: Session, ids: Sequence[int], longest: int) -> Rows:
    """``(uid, type, number, document uid, title, start, end, words)`` of records that are there.

    The passage is a record's first; ``words`` are the ``longest`` characters from where it begins.
    """
    table, document, passage = core.record.c, core.document.c, core.evidence
    first = select(func.min(passage.c.id)).where(
        passage.c.record_id == table.id, passage.c.start == table.first_start
    )
    quote = func.substr(core.document_text.c.text, passage.c.start + 1, longest)
    columns: tuple[Any, ...] = (table.uid, table.type, table.number, document.uid, document.title)
    columns += (passage.c.start, passage.c.end, quote)
    joined = (
        core.record.join(core.document)
        .outerjoin(passage, passage.c.id == first.correlate(core.record).scalar_subquery())
        .outerjoin(core.document_text, core.document_text.c.document_id == document.id)
    )
    there = (table.id.in_(ids), table.removed_at.is_(None), _there())
    ordered = (document.id, table.first_start, table.id)
    return session.execute(
        select(*columns).select_from(joined).where(*there).order_by(*ordered)
    ).all()


def _mine(table: FromClause, coder_id: int) -> ColumnElement[bool]:
    """Rows of the coder's own layer that are there."""
    return and_(
        table.c.coder_id == coder_id,
        table.c.layer == Layer.CODER.value,
        table.c.removed_at.is_(None),
    )


def _there() -> ColumnElement[bool]:
    return core.document.c.removed_at.is_(None)


def _whose(statement: Any, table: Any, coder_id: int | None) -> Any:
    return statement if coder_id is None else statement.where(table.coder_id == coder_id)


def _rows(session: Session, statement: Select[*tuple[Any, ...]]) -> Iterator[Rows]:
    """The driver's own tuples, some at a time."""
    result = session.connection().execute(statement)
    while rows := result.cursor.fetchmany(AT_ONCE):
        yield rows
    result.close()
