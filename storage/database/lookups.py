"""The smallest questions, put together once and asked again and again."""

from functools import cache
from typing import Any

from sqlalchemy import Select, Table, bindparam, select


@cache
def by_key(table: Table, key: str, *columns: str) -> Select[*tuple[Any, ...]]:
    """Rows of ``table`` whose column ``key`` is the parameter of the same name; some columns or all."""
    wanted: list[Any] = [table.c[name] for name in columns] or [table]
    return select(*wanted).where(table.c[key] == bindparam(key))
