"""A study that several people code, with a round that is open and in which they may go on."""

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import Study


def open_round(store: Path, name: str = "main", lead: str = "lea") -> None:
    """What opening a round, reopening it to all coders and naming a lead leave in the store."""
    with sqlite3.connect(store) as connection:
        coders = [uid for (uid,) in connection.execute("SELECT uid FROM coder")]
        connection.execute(
            "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
            "SELECT ?, ?, ?, id, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', id "
            "FROM coder WHERE name = ?",
            (f"round-{name}", name, json.dumps({"reopened": coders}), lead),
        )
        connection.execute("UPDATE coder SET role = 'lead' WHERE name = ?", (lead,))
    connection.close()


@pytest.fixture
def ben(store: Path, opened: Callable[..., Study]) -> Study:
    """The small study, opened by ben."""
    return opened(store, "ben")


@pytest.fixture
def lea(store: Path, opened: Callable[..., Study], study: Study, ben: Study) -> Study:
    """The small study, opened by its lead, with a round that is open to all."""
    lead = opened(store, "lea")
    for each in (study, ben, lead):
        each.join()
    open_round(store)
    return lead


@pytest.fixture
def kim(store: Path, opened: Callable[..., Study], lea: Study) -> Study:
    """The small study, opened by an adjudicator."""
    adjudicator = opened(store, "kim")
    adjudicator.join()
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE coder SET role = 'adjudicator' WHERE name = 'kim'")
    connection.close()
    return adjudicator
