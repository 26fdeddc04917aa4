"""Somebody new gets the study's documents to do, a part at a time."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import Status, Study
from storage.database.coders import join_some
from storage.database.engine import unit_of_work


@pytest.fixture
def half_joined(study: Study, store: Path, opened: Callable[..., Study]) -> Study:
    """Ben's study, with one of its documents in his queue and no more."""
    ben = opened(store, "ben")
    with unit_of_work(study._engine) as session:
        assert not join_some(session, "ben", at_once=1)
    return ben


def test_somebody_half_joined_is_not_known_yet(study: Study, half_joined: Study) -> None:
    assert study.coders() == ("anna",)
    assert half_joined.overview().statuses[Status.TODO] == half_joined.overview().documents


def test_joining_goes_on_where_it_was_broken_off(study: Study, half_joined: Study) -> None:
    half_joined.join()

    overview = half_joined.overview()
    assert "ben" in study.coders()
    assert overview.statuses[Status.TODO] == overview.documents > 1
    assert list(study.verify()) == []


def test_documents_that_come_while_somebody_joins_are_theirs_too(
    study: Study, half_joined: Study, tmp_path: Path
) -> None:
    (tmp_path / "late.txt").write_text("A late case.\n")
    study.import_paths([tmp_path / "late.txt"])
    half_joined.join()

    overview = half_joined.overview()
    assert overview.statuses[Status.TODO] == overview.documents
