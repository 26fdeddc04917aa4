"""Make a store, know one when it is met, and bring an older one up to date."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from storage.database.engine import NETWORK_FILE_SYSTEMS, file_system_of, open_engine, spoken_errors
from storage.errors import (
    StoreError,
    StoreExists,
    StoreInvalid,
    StoreMissing,
    StoreNewer,
    StoreUnwritable,
)

APPLICATION_ID = 0x43415345
"""``CASE``: what the header of every store says, so that no other SQLite file passes for one."""

HEAD = "0002"
"""The newest migration that this casecoder knows."""


def create_store(path: Path, *, shared: bool) -> Engine:
    """Make an empty store at ``path``, readable by its owner only (by the group too when ``shared``)."""
    _refuse_network(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o660 if shared else 0o600))
        path.chmod(0o660 if shared else 0o600)
    except FileExistsError as error:
        raise StoreExists(
            f"There is something at {path} already; choose another name with --store."
        ) from error
    except OSError as error:
        raise StoreUnwritable(f"No store can be made at {path}: {error.strerror}.") from error
    engine = open_engine(path)
    try:
        with spoken_errors(engine), engine.execution_options(write=True).begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            _migrate(connection)
    except StoreError:
        path.unlink()
        raise
    return engine


def open_store(path: Path, *, told: Callable[[str], None] | None = None) -> Engine:
    """Open the store at ``path``, upgrading an older one after keeping a copy beside it.

    ``told`` hears a sentence when an upgrade was made.
    """
    _refuse_network(path)
    _check_file(path)
    engine = open_engine(path)
    with spoken_errors(engine):
        version = _version(engine)
    if version > HEAD:
        engine.dispose()
        raise StoreNewer(
            f"The store {path} was made by a newer casecoder (its tables are version {version}, "
            f"this program knows {HEAD}); install the newer one. Nothing was changed."
        )
    if version < HEAD:
        sentence = _upgrade(engine, path, version)
        if told is not None:
            told(sentence)
    return engine


def _check_file(path: Path) -> None:
    """Refuse what is not a store before anything is asked of it."""
    try:
        with path.open("rb") as file:
            head = file.read(72)
    except FileNotFoundError as error:
        raise StoreMissing(
            f"There is no study at {path}; make one with casecoder new, or see the sample "
            "with casecoder demo."
        ) from error
    except OSError as error:
        raise StoreInvalid(f"The store {path} cannot be read: {error.strerror}.") from error
    if head[:16] != b"SQLite format 3\0" or int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreInvalid(f"{path} is not a casecoder store; give the path of one with --store.")


def _version(engine: Engine) -> str:
    with engine.connect() as connection:
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()  # type: ignore[no-any-return]


def _upgrade(engine: Engine, path: Path, version: str) -> str:
    copy = path.with_name(f"{path.name}.before-{HEAD}")
    if not copy.exists():
        copy_store(engine, copy)
    with spoken_errors(engine), engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.rollback()
        connection = connection.execution_options(write=True)
        with connection.begin():
            _migrate(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise StoreInvalid(
                    f"The store {path} could not be upgraded: rows of {broken[0]} point nowhere. "
                    f"It is as it was; a copy is {copy}."
                )
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
    return f"The store was upgraded from version {version} to {HEAD}; the copy {copy} is as before."


def _migrate(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction; Alembic is loaded only here."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def copy_store(engine: Engine, copy: Path) -> None:
    """Write a consistent, compact copy of the store, while others may go on writing.

    Raises:
        StoreExists: something is at ``copy`` already.
        StoreUnwritable: the copy cannot be written; nothing half-written is left.
    """
    if copy.exists():
        raise StoreExists(f"There is something at {copy} already; give the copy another name.")
    partial = copy.with_name(f".{copy.name}.partial")
    partial.unlink(missing_ok=True)
    source = engine.url.database or ""
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(source, isolation_level=None)) as connection:
            connection.execute("VACUUM INTO ?", (str(partial),))
        partial.rename(copy)
    except (OSError, sqlite3.Error) as error:
        partial.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or str(error)
        raise StoreUnwritable(f"The copy {copy} could not be written: {why}.") from error


def compact(engine: Engine) -> None:
    """Rewrite the file, so that nothing of what was deleted remains between its pages."""
    path = engine.url.database or ""
    with (
        spoken_errors(engine),
        closing(sqlite3.connect(path, isolation_level=None, timeout=30)) as connection,
    ):
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _refuse_network(path: Path) -> None:
    kind = file_system_of(path.parent if path.parent.exists() else Path.cwd())
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{path} is on a network file system ({kind}), where SQLite cannot keep data safe; "
            "put the study on a local disk."
        )
