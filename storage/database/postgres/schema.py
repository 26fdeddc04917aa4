"""Make a study in a database of a server, know one when it is met, and bring an older one up to date."""

from collections.abc import Callable

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import Session

from storage.database.engine import spoken_errors, unit_of_work
from storage.database.postgres.coders import coder_of
from storage.database.postgres.engine import open_server, server_url, shown
from storage.database.postgres.guarding import guard, quoted
from storage.database.schema import HEAD, migrate
from storage.errors import StoreExists, StoreInvalid, StoreMissing, StoreNewer, StoreUnwritable

__all__ = [
    "coder_of",
    "compact",
    "create_store",
    "make_database",
    "open_store",
    "shown",
    "upgrade_store",
]

SORTED_BY_BYTE = ("C", "POSIX", "C.UTF-8", "C.utf8", "ucs_basic")
"""Collations that sort text as SQLite does."""


def create_store(store: str, *, begin: Callable[[Session], None]) -> Engine:
    """Make a study in an empty database of a server that holds what ``begin`` writes: whole, or nothing.

    Raises:
        StoreExists: there is a study in it already.
        StoreUnwritable: it sorts texts by the rules of a language.
        StoreMissing: there is no such database.
    """
    engine = open_server(server_url(store))
    try:
        with unit_of_work(engine) as session:
            connection = session.connection()
            _refuse_occupied(connection, store)
            _refuse_language(connection, store)
            _bring_up_to_date(connection)
            begin(session)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _refuse_occupied(connection: Connection, store: str) -> None:
    if _tables(connection):
        raise StoreExists(
            f"There is a study at {shown(store)} already, or another program's tables; give "
            "another database."
        )


def _refuse_language(connection: Connection, store: str) -> None:
    """Refuse what would sort lists otherwise than a file does, and otherwise than cursors expect."""
    collation, encoding = connection.execute(
        text(
            "SELECT datcollate, pg_encoding_to_char(encoding) FROM pg_database "
            "WHERE datname = current_database()"
        )
    ).one()
    if collation not in SORTED_BY_BYTE or encoding != "UTF8":
        raise StoreUnwritable(
            f"The database at {shown(store)} sorts by the rules of {collation} ({encoding}), and a "
            "study needs plain UTF-8; casecoder server init makes one when there is none yet."
        )


def make_database(store: str) -> None:
    """Make the database of a store's name, sorted as studies need it, unless it is there.

    Raises:
        StoreMissing: the server does not let whoever asks in.
    """
    url = server_url(store)
    engine = open_server(url.set(database="postgres"))
    alone = engine.execution_options(isolation_level="AUTOCOMMIT", write=True, alone=False)
    try:
        with spoken_errors(engine), alone.connect() as connection:
            known = text("SELECT 1 FROM pg_database WHERE datname = :name")
            if not connection.execute(known, {"name": url.database}).first():
                name = quoted(connection, url.database or "")
                connection.exec_driver_sql(
                    f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' "
                    "LC_COLLATE 'C' LC_CTYPE 'C'"
                )
    finally:
        engine.dispose()


def open_store(store: str) -> Engine:
    """Open the study in a database of a server, upgrading an older one where its owner opens it.

    Raises:
        StoreMissing: there is no study.
        StoreNewer: a newer casecoder made it.
    """
    engine = open_server(server_url(store))
    try:
        with spoken_errors(engine), engine.connect() as connection:
            version = _version(connection, store)
        _refuse_other(version, store)
    except BaseException:
        engine.dispose()
        raise
    return engine


def _refuse_other(version: str, store: str) -> None:
    if version > HEAD:
        raise StoreNewer(
            f"The study at {shown(store)} was made by a newer casecoder (its tables are version "
            f"{version}, this program knows {HEAD}); install the newer one. Nothing was changed."
        )
    if version < HEAD:
        raise StoreInvalid(
            f"The study at {shown(store)} has tables of version {version}, and this program "
            f"needs {HEAD}; whoever runs the server brings them up to date with "
            "casecoder server init."
        )


def upgrade_store(store: str) -> str:
    """Bring the tables of a study up to date, and what guards them; returns the version they had."""
    engine = open_server(server_url(store))
    try:
        with unit_of_work(engine) as session:
            connection = session.connection()
            version = _version(connection, store)
            _bring_up_to_date(connection)
        return version
    finally:
        engine.dispose()


ERASED_FROM = (
    *("document", "document_text", "text_search", "title_search", "record_search"),
    *("proposal", "field_value", "record", "variable_value", "memo", "review", "change"),
)
"""Tables that had something of a document that was erased."""


def compact(engine: Engine) -> None:
    """Rewrite the tables, so that nothing of what was erased remains between their rows.

    Raises:
        StoreLocked: somebody reads or writes, and waiting did not help.
    """
    alone = engine.execution_options(isolation_level="AUTOCOMMIT", write=True, alone=False)
    with spoken_errors(engine), alone.connect() as connection:
        for table in ERASED_FROM:
            connection.exec_driver_sql(f"VACUUM FULL {table}")


def _bring_up_to_date(connection: Connection) -> None:
    migrate(connection)
    guard(connection)


def _tables(connection: Connection) -> set[str]:
    return set(inspect(connection).get_table_names())


def _version(connection: Connection, store: str) -> str:
    if {"alembic_version", "study"} <= _tables(connection):
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version and connection.execute(text("SELECT id FROM study")).first():
            return str(version)
    raise StoreMissing(
        f"There is no study at {shown(store)}; whoever runs the server makes one with "
        "casecoder server init."
    )
