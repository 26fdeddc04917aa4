"""A long statement is ended by Ctrl+C and by who watches it, and leaves nothing behind."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from storage.database.engine import open_engine, reading, unit_of_work
from storage.database.watching import watched

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


class Stopped(Exception):  # noqa: N818
    """Whoever watches has seen enough."""


@pytest.fixture
def engine(empty_store: Path) -> Iterator[Engine]:
    engine = open_engine(empty_store)
    with unit_of_work(engine) as session:
        session.execute(text("CREATE TABLE thing (name TEXT)"))
    yield engine
    engine.dispose()


def test_ctrl_c_is_heard_in_the_midst_of_a_statement(engine: Engine) -> None:
    typed = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    typed.start()
    with pytest.raises(KeyboardInterrupt), unit_of_work(engine) as session:
        session.execute(text("INSERT INTO thing VALUES ('half')"))
        session.execute(text(ENDLESS))
    typed.join()
    with reading(engine) as session:
        left = session.execute(text("SELECT count(*) FROM thing")).scalar_one()

    assert left == 0


def test_what_a_watcher_raises_ends_the_statement_and_its_transaction(engine: Engine) -> None:
    looks: list[int] = []

    def look() -> None:
        looks.append(1)
        if len(looks) == 3:
            raise Stopped

    with watched(look), pytest.raises(Stopped), unit_of_work(engine) as session:
        session.execute(text("INSERT INTO thing VALUES ('half')"))
        session.execute(text(ENDLESS))
    with reading(engine) as session:
        left = session.execute(text("SELECT count(*) FROM thing")).scalar_one()

    assert len(looks) == 3
    assert left == 0


def test_what_other_threads_do_is_not_watched(engine: Engine) -> None:
    looks: list[int] = []
    long = ENDLESS.replace("FROM n)", "FROM n WHERE i < 300000)")

    def elsewhere() -> None:
        with reading(engine) as session:
            session.execute(text(long))

    with watched(lambda: looks.append(1)):
        other = threading.Thread(target=elsewhere)
        other.start()
        other.join()
        unwatched = len(looks)
        with reading(engine) as session:
            session.execute(text(long))

    assert unwatched == 0
    assert looks
