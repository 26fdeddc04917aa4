"""What every table shares: how constraints are named, and indexes of only some rows."""

from sqlalchemy import Index, MetaData, text
from sqlmodel import SQLModel

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

PENDING = "pending"
"""What ``removed_at`` says of rows that a load has written but not yet made visible."""


def where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """An index of only the rows that fulfil ``condition``."""
    # The migrations say the same to PostgreSQL; here it would load that database's whole
    # dialect whenever a study is opened.
    return Index(name, *columns, unique=unique, sqlite_where=text(condition))


def where_present(name: str, column: str) -> Index:
    """An index of only the rows that have something in ``column``."""
    return where(f"{column} IS NOT NULL", name, column)


def where_pending(table: str) -> Index:
    """An index of the rows that loads have written but not yet made visible: most often none."""
    return where(f"removed_at = '{PENDING}'", f"ix_{table}_pending", "batch")


class Table(SQLModel):
    """Base of all tables; keeps them in a metadata of our own."""

    metadata = metadata
