"""A study that several people code, who leads it, and who adjudicates."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import Study


@pytest.fixture
def ben(store: Path, opened: Callable[..., Study]) -> Study:
    """The small study, opened by ben."""
    return opened(store, "ben")


def give_role(store: Path, name: str, role: str) -> None:
    """Make somebody a lead or an adjudicator."""
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE coder SET role = ? WHERE name = ?", (role, name))
    connection.close()


@pytest.fixture
def lea(store: Path, opened: Callable[..., Study], study: Study, ben: Study) -> Study:
    """The small study, opened by its lead."""
    lead = opened(store, "lea")
    lead.join()
    give_role(store, "lea", "lead")
    return lead


@pytest.fixture
def kim(store: Path, opened: Callable[..., Study], lea: Study) -> Study:
    """The small study, opened by an adjudicator."""
    adjudicator = opened(store, "kim")
    adjudicator.join()
    give_role(store, "kim", "adjudicator")
    return adjudicator
