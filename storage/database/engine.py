"""From the name of a store to an engine, and from an engine to one unit of work.

SQLite settings: write-ahead log, a full sync at each commit, foreign keys, and writers
that take their lock when they begin, so that two of them wait instead of failing.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DatabaseError, IntegrityError, InterfaceError, ProgrammingError
from sqlmodel import Session, create_engine

from storage.database.watching import watch, what_ended
from storage.errors import StorageError, StoreError, StoreInvalid, StoreLocked, StoreUnwritable

BUSY_MILLISECONDS = 10_000
"""How long a writer waits for another before it gives up."""

NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afs", "ceph"}

MOUNTS = Path("/proc/self/mounts")
"""Where the system lists what is mounted; Linux only."""

_OCTAL = re.compile(r"\\([0-7]{3})")
"""How that list spells spaces and the like."""


def open_engine(path: Path, *, busy_milliseconds: int = BUSY_MILLISECONDS) -> Engine:
    """An engine on the SQLite file ``path``; connects to nothing yet."""
    # Absolute and as a URL's part: a relative path would move with the working directory,
    # and a question mark in a name would cut it short.
    url = URL.create("sqlite", database=str(path.absolute()))
    engine = create_engine(url, connect_args={"check_same_thread": False})
    file = StoreFile(path.absolute())

    @event.listens_for(engine, "do_connect")
    def _look(*_arguments: object) -> None:
        file.check()

    @event.listens_for(engine, "connect")
    def _settings(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={busy_milliseconds}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "cache_size=-16000",
        ):
            connection.execute(f"PRAGMA {pragma}")
        watch(connection)

    @event.listens_for(engine, "begin")
    def _begin(connection: object) -> None:
        writes = connection.get_execution_options().get("write")  # type: ignore[attr-defined]
        if writes:
            file.check()
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")  # type: ignore[attr-defined]

    return engine


class StoreFile:
    """A store's file, known again: SQLite goes on writing into one that was deleted, for nobody."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: tuple[int, int] | None = None

    def check(self) -> None:
        """See that the file is still there, and the same.

        Raises:
            StoreUnwritable: it was moved, deleted or replaced since the store was opened.
        """
        try:
            status = self._path.stat()
            found = (status.st_dev, status.st_ino)
        except OSError:
            found = None
        if found is None or found != (self._known or found):
            raise gone(self._path)
        self._known = found


def gone(path: Path) -> StoreUnwritable:
    """What is said of a store whose file is not where it was."""
    return StoreUnwritable(
        f"The store {path} was moved, deleted or replaced while it was open, and nothing more "
        "can be saved; put it back, or leave and open the study again."
    )


@contextmanager
def unit_of_work(engine: Engine, *, alone: bool = True) -> Iterator[Session]:
    """One write transaction: committed whole when the block ends, or not at all.

    Args:
        engine: The store's.
        alone: Whether nobody else may write meanwhile. On a server, what is one coder's own need not
            wait for other coders'; in a file, whoever writes is alone anyway.
    """
    options = {"write": True, "alone": alone}
    with (
        spoken_errors(engine),
        Session(engine.execution_options(**options), expire_on_commit=False) as session,
        session.begin(),
    ):
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """One consistent view of the store."""
    with spoken_errors(engine), Session(engine) as session:
        yield session


@contextmanager
def spoken_errors(engine: Engine) -> Iterator[None]:
    """Turn what the database driver says into a sentence for the user."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError, UnicodeDecodeError) as error:
        ended = what_ended(error)
        if ended is not None:
            raise ended from None
        if is_server(engine):
            raise _spoken_server(error, engine) from error
        raise spoken(error, engine.url.database or "the store") from error


def is_server(bind: Engine | Connection) -> bool:
    """Whether a store is on a PostgreSQL server."""
    return bind.dialect.name == "postgresql"


def _spoken_server(error: Exception, engine: Engine) -> StorageError:
    from storage.database.postgres.engine import spoken, where

    return spoken(error, where(engine.url), engine.url.username or "you")


def spoken(error: Exception, store: str) -> StoreError:
    """What the database driver says, as a sentence for the user; what it never should say is raised."""
    words = str(getattr(error, "orig", None) or error).lower()
    if "locked" in words or "busy" in words:
        return StoreLocked(
            f"The store {store} is held by another program, and waiting did not help; "
            "close the other program or try again in a moment. Nothing was changed."
        )
    if "full" in words or "disk i/o" in words:
        return StoreUnwritable(
            f"There is no room left on the disk of {store}; free some and try again. "
            "What was saved before is safe."
        )
    if "readonly" in words or "read-only" in words or "unable to open" in words:
        return StoreUnwritable(
            f"The store {store} cannot be written; check the rights of the file and of its folder."
        )
    if "not a database" in words:
        return StoreInvalid(f"{store} is not a casecoder store; give the path of one with --store.")
    if isinstance(error, IntegrityError | ProgrammingError | InterfaceError):
        raise error
    return StoreInvalid(
        f"The store {store} is damaged or cannot be used ({words}); run casecoder verify, "
        "or go back to a copy made by casecoder backup."
    )


def file_system_of(path: Path) -> str:
    """The type of the file system that ``path`` is, or would be, on; empty where nothing tells."""
    if not MOUNTS.exists():
        return ""
    there = path.resolve()
    found = (0, "")
    for line in MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines():
        _, point, kind, *_ = line.split(" ")
        point = _OCTAL.sub(lambda code: chr(int(code[1], 8)), point)
        if there.is_relative_to(point) and len(point) >= found[0]:
            found = (len(point), kind)
    return found[1]
