"""Make a store, know one when it is met, and bring an older one up to date."""

import os
import secrets
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, count
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text
from sqlmodel import Session

from storage.database.engine import (
    NETWORK_FILE_SYSTEMS,
    file_system_of,
    gone,
    is_server,
    open_engine,
    spoken,
    spoken_errors,
    unit_of_work,
)
from storage.database.watching import clock, watch, watched, what_ended
from storage.errors import (
    StoreError,
    StoreExists,
    StoreInvalid,
    StoreLocked,
    StoreMissing,
    StoreNewer,
    StoreUnwritable,
)
from storage.records import Progress

APPLICATION_ID = 0x43415345
"""``CASE``: what the header of every store says, so that no other SQLite file passes for one."""

HEAD = "0008"
"""The newest migration that this casecoder knows."""

MEGABYTE = 1_000_000

PATIENCE = 10
"""Seconds to wait for others before the file is rewritten."""


def create_store(path: Path, *, shared: bool, begin: Callable[[Session], None]) -> Engine:
    """Make a store at ``path`` that holds what ``begin`` writes: whole, or nothing is left.

    Its owner alone may read and write it; the owner's group too when ``shared``.
    """
    _refuse_network(path)
    _make_file(path, 0o660 if shared else 0o600)
    engine = open_engine(path)
    try:
        with unit_of_work(engine) as session:
            migrate(session.connection())
            begin(session)
    except BaseException:
        engine.dispose()
        for ending in ("", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)
        raise
    return engine


def _make_file(path: Path, mode: int) -> None:
    """An empty database that says what it is.

    That goes into the file itself, before there is a write-ahead log: whoever opens the store
    looks there, and a log may not be carried over before the last program closes it.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnwritable(f"No store can be made at {path}: {error.strerror}.") from error
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
        path.chmod(mode)
        with closing(sqlite3.connect(path.absolute(), isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except FileExistsError as error:
        raise StoreExists(
            f"There is something at {path} already; choose another name with --store."
        ) from error
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise StoreUnwritable(f"No store can be made at {path}: {why}.") from error


Report = Callable[[Progress], None]
"""Hears how far something long has come; what it raises stops it."""


def open_store(
    path: Path,
    *,
    told: Callable[[str], None] | None = None,
    progress: Report | None = None,
) -> Engine:
    """Open the store at ``path``, upgrading an older one after keeping a copy beside it.

    ``told`` hears a sentence when an upgrade was made, ``progress`` how far it is; what that
    raises leaves the store as it was.
    """
    _refuse_network(path)
    check_file(path)
    engine = open_engine(path)
    try:
        version = known_version(engine, path)
        sentence = _upgrade(engine, path, version, progress) if version < HEAD else None
    except BaseException:
        engine.dispose()
        raise
    if sentence and told is not None:
        told(sentence)
    return engine


def check_file(path: Path, otherwise: str = "give the path of one with --store") -> None:
    """Refuse what is not a store before anything is asked of it; ``otherwise`` is what to do then."""
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
        raise StoreInvalid(f"{path} is not a casecoder store; {otherwise}.")


def known_version(engine: Engine, path: Path) -> str:
    """The version of the store's tables; refuses one that this program does not know."""
    version = _version(engine, path)
    if version > HEAD:
        raise StoreNewer(
            f"The store {path} was made by a newer casecoder (its tables are version "
            f"{version}, this program knows {HEAD}); install the newer one. "
            "Nothing was changed."
        )
    return version


def _version(engine: Engine, path: Path) -> str:
    """The version of the store's tables; refuses a store that has none, or no study in them."""
    with spoken_errors(engine), engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        if {"alembic_version", "study"} <= set(tables):
            version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
            if version and connection.execute(text("SELECT id FROM study")).first():
                return str(version)
    raise StoreInvalid(
        f"The store {path} was never finished and holds no study; remove it and make it anew."
    )


def _upgrade(engine: Engine, path: Path, version: str, progress: Report | None) -> str:
    copy = free_name(path.with_name(f"{path.name}.before-{HEAD}"))
    copy_store(engine, copy, progress)
    try:
        _bring_up_to_date(engine, path, copy, progress)
    except StoreError:
        raise
    except BaseException:
        # It was stopped, and the store is as it was: nobody needs the copy.
        copy.unlink(missing_ok=True)
        raise
    return f"The store was upgraded from version {version} to {HEAD}; the copy {copy} is as before."


def _bring_up_to_date(engine: Engine, path: Path, copy: Path, progress: Report | None) -> None:
    """Run the missing migrations, all of them or none."""
    with (
        watched(clock(progress, "seconds of upgrading")),
        spoken_errors(engine),
        engine.connect() as connection,
        _foreign_keys_off(connection),
    ):
        writing = connection.execution_options(write=True)
        with writing.begin():
            migrate(writing)
            broken = writing.exec_driver_sql("PRAGMA foreign_key_check").first()
            if broken is not None:
                raise StoreInvalid(
                    f"The store {path} could not be upgraded: rows of {broken[0]} point nowhere. "
                    f"It is as it was; a copy is {copy}."
                )


def free_name(path: Path) -> Path:
    """``path``, or where something is there already, the first free name after it."""
    names = chain([path], (path.with_name(f"{path.name}-{number}") for number in count(2)))
    return next(name for name in names if not name.exists())


@contextmanager
def _foreign_keys_off(connection: Connection) -> Iterator[None]:
    """Let tables be rebuilt without their children being deleted.

    Said to the driver itself: SQLAlchemy would begin a transaction first, and within one
    SQLite ignores it.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def migrate(connection: Connection) -> None:
    """Run the missing migrations inside the caller's transaction; Alembic is loaded only here."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def copy_store(engine: Engine, copy: Path, progress: Report | None = None) -> None:
    """Write a consistent, compact copy of the store, while others may go on writing.

    What ``progress`` raises stops it, and nothing half-written is left.

    Raises:
        StoreExists: something is at ``copy`` already.
        StoreUnwritable: the copy cannot be written; nothing half-written is left. Or there is
            nothing to copy any more.
        StoreError: the store is on a server, which has programs of its own for that.
    """
    if is_server(engine):
        raise StoreError(
            f"A study on a server is copied by the server's own program: pg_dump --format=custom "
            f"--file={copy} {engine.url.database}."
        )
    source = Path(engine.url.database or "")
    if not source.exists():
        raise gone(source)
    if copy.exists():
        raise StoreExists(f"There is something at {copy} already; give the copy another name.")
    partial = copy.with_name(f".{copy.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with (
            closing(sqlite3.connect(source, isolation_level=None)) as connection,
            watched(_copy_teller(source, partial, progress)),
        ):
            watch(connection)
            connection.execute("VACUUM INTO ?", (str(partial),))
        partial.rename(copy)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        ended = what_ended(error) if isinstance(error, sqlite3.Error) else None
        if ended is not None:
            raise ended from None
        if not isinstance(error, OSError | sqlite3.Error):
            raise
        why = getattr(error, "strerror", None) or str(error)
        raise StoreUnwritable(f"The copy {copy} could not be written: {why}.") from error


def _copy_teller(source: Path, partial: Path, progress: Report | None) -> Callable[[], None] | None:
    """What tells how much of a copy is written."""
    if progress is None:
        return None
    whole = source.stat().st_size // MEGABYTE
    return lambda: progress(Progress(partial.stat().st_size // MEGABYTE, whole, "MB"))


def compact(engine: Engine, look: Callable[[], None] | None = None) -> None:
    """Rewrite the file, so that nothing of what was erased remains between its pages.

    ``look`` is called now and then.

    Raises:
        StoreLocked: another program reads or writes, and waiting did not help.
    """
    if is_server(engine):
        from storage.database.postgres.schema import compact

        compact(engine)
        return
    path = engine.url.database or ""
    with (
        closing(sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)) as connection,
        watched(look),
    ):
        watch(connection)
        try:
            connection.execute("VACUUM")
            is_busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        except sqlite3.OperationalError as error:
            if what_ended(error) is not None:
                raise StoreError(
                    "The document is erased, but rewriting the file was stopped, and traces of it "
                    "may stay in there; erasing another, or casecoder backup, makes one without."
                ) from None
            if "locked" not in str(error):
                raise spoken(error, path) from error
            is_busy = True
    if is_busy:
        raise StoreLocked(
            "The document is erased, but traces of it may stay in the file until every program "
            f"that has {path} open is closed. Close them all, and then nothing is left."
        )


def _refuse_network(path: Path) -> None:
    kind = file_system_of(path.parent)
    if kind in NETWORK_FILE_SYSTEMS:
        raise StoreError(
            f"{path} is on a network file system ({kind}), where SQLite cannot keep data safe; "
            "put the study on a local disk."
        )
