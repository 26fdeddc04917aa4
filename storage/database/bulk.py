"""Insert many rows at nearly the speed of the driver."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Table, insert
from sqlmodel import Session


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
        connection.exec_driver_sql(str(compiled), [in_order(row) for row in rows])
    else:
        connection.exec_driver_sql(str(compiled), [dict(row) for row in rows])
