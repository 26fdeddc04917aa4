import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from storage import StorageError, StoreInvalid, StoreLocked, StoreUnwritable
from storage.database.engine import open_engine, reading, spoken, unit_of_work


@pytest.mark.parametrize(
    ("pragma", "value"),
    [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1), ("busy_timeout", 10_000)],
)
def test_every_connection_keeps_data_safe(store: Path, pragma: str, value: object) -> None:
    engine = open_engine(store)
    with reading(engine) as session:
        found = session.execute(text(f"PRAGMA {pragma}")).scalar()
    engine.dispose()

    assert found == value


def test_a_unit_of_work_is_whole_or_not_at_all(store: Path) -> None:
    engine = open_engine(store)

    def fail() -> None:
        with unit_of_work(engine) as session:
            session.execute(text("UPDATE study SET name = 'half'"))
            raise KeyError("in the middle")

    with pytest.raises(KeyError):
        fail()
    with reading(engine) as session:
        assert session.execute(text("SELECT name FROM study")).scalar() == "Letters"
    engine.dispose()


@pytest.mark.parametrize(
    ("said", "becomes"),
    [
        ("database is locked", StoreLocked),
        ("database or disk is full", StoreUnwritable),
        ("attempt to write a readonly database", StoreUnwritable),
        ("unable to open database file", StoreUnwritable),
        ("file is not a database", StoreInvalid),
        ("database disk image is malformed", StoreInvalid),
    ],
)
def test_what_the_database_says_becomes_a_sentence_that_names_the_store(
    said: str, becomes: type[StorageError]
) -> None:
    error = spoken(sqlite3.OperationalError(said), "/studies/letters.db")

    assert type(error) is becomes
    assert "/studies/letters.db" in str(error)


def test_a_mistake_of_the_program_is_not_blamed_on_the_store() -> None:
    mistake = IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed"))

    with pytest.raises(IntegrityError):
        spoken(mistake, "letters.db")
