"""The smallest questions, put together once and asked again and again; and how indexes are passed over."""

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, bindparam, func, select


@cache
def by_key(table: Table, key: str, *columns: str) -> Select[*tuple[Any, ...]]:
    """Rows of ``table`` whose column ``key`` is the parameter of the same name; some columns or all."""
    wanted: list[Any] = [table.c[name] for name in columns] or [table]
    return select(*wanted).where(table.c[key] == bindparam(key))


def unindexed(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column in words that no index understands, for what is to be asked of each of few rows.

    SQLite takes no count of rows beforehand: it might begin with all that a coder made.
    """
    return func.coalesce(column, column)
