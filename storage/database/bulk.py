"""Insert many rows at nearly the speed of the driver."""

from collections.abc import Mapping, Sequence
from itertools import chain
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, insert
from sqlmodel import Session

TOGETHER = 50
"""Rows written by one statement, at most. Where triggers watch a table, SQLite notes before each
statement how to take it back, which costs as much as writing a row."""

PARAMETERS = 999
"""Values that one statement may have in any SQLite."""


def insert_rows(session: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert ``rows``, which all have the same columns (at least two).

    SQLAlchemy spells the statement for the database at hand; the values go to the driver
    without passing through it one by one, which would cost as much as the insert itself.
    """
    if not rows:
        return
    connection = session.connection()
    statement = insert(table).values(dict.fromkeys(rows[0]))
    compiled = statement.compile(dialect=connection.dialect)
    if compiled.positional:
        in_order = itemgetter(*(compiled.positiontup or ()))
        _insert_in_order(connection, str(compiled), [in_order(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])


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
