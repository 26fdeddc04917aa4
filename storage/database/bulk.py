"""Insert many rows at nearly the speed of the driver."""

from collections.abc import Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from storage.database.engine import is_server

TOGETHER = 50
"""Rows written by one statement, at most. Where triggers watch a table, SQLite notes before each
statement how to take it back, which costs as much as writing a row."""

PARAMETERS = 999
"""Values that one statement may have in any SQLite."""


def next_id(session: Session, table: Table) -> int:
    """The id that the next row of ``table`` gets; good within a write transaction that is alone."""
    if is_server(session.connection()):
        return int(session.execute(select(func.nextval(_sequence(table)))).scalar_one())
    return int(session.execute(select(func.max(table.c.id))).scalar() or 0) + 1


def _sequence(table: Table) -> FunctionElement[str]:
    return func.pg_get_serial_sequence(f'"{table.name}"', "id")


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, which all have the same columns (at least two).

    SQLAlchemy spells the statement for the database at hand; the values go to the driver
    without passing through it one by one, which would cost as much as the insert itself.
    """
    if not rows:
        return
    connection = session.connection()
    # No ids are asked back.
    statement = insert(table).inline().values(dict.fromkeys(rows[0]))
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positional:
        in_order = itemgetter(*(compiled.positiontup or ()))
        _insert_in_order(connection, str(compiled), [in_order(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
    if "id" in rows[0] and is_server(connection):
        _take_ids(session, table, max(row["id"] for row in rows))


def _take_ids(session: Session, table: Table, last: int) -> None:
    """Let nobody else get the ids up to one that was given by counting on from ``next_id``."""
    following = next_id(session, table)
    if following < last:
        more = func.generate_series(1, last - following)
        taken = select(func.nextval(_sequence(table))).select_from(more).subquery()
        session.execute(select(func.count()).select_from(taken))


def _insert_in_order(
    connection: Connection, statement: str, rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert rows by a statement for one of them: most of them some at a time, the last ones alone."""
    together = min(TOGETHER, PARAMETERS // len(rows[0]))
    alone = len(rows) - len(rows) % together
    if alone:
        head, _, marks = statement.partition(" VALUES ")
        several = f"{head} VALUES {', '.join([marks] * together)}"
        some = (rows[start : start + together] for start in range(0, alone, together))
        connection.exec_driver_sql(several, [tuple(chain.from_iterable(each)) for each in some])
    if alone < len(rows):
        connection.exec_driver_sql(statement, list(rows[alone:]))
