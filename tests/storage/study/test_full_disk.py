"""A disk that takes no more: one sentence, nothing half done, and what was saved is safe."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from storage import RecordEntry, StoreUnwritable, Study
from storage.database.engine import open_engine


@pytest.fixture
def cramped(store: Path) -> Iterator[Study]:
    """The small study on a disk with room for a few pages more."""
    engine = open_engine(store)

    @event.listens_for(engine, "connect")
    def limit(connection: sqlite3.Connection, _record: object) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")

    with Study(engine, store, "anna") as study:
        yield study


def test_a_record_that_finds_no_room_is_refused_and_the_others_are_kept(
    cramped: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    saved = 0
    with pytest.raises(StoreUnwritable, match="no room left on the disk of .*study.db"):
        while True:
            cramped.add_record(april, finding(code="waiting " * 40))
            saved += 1

    assert len(cramped.coding(april).records) == saved > 0
    assert list(cramped.verify()) == []


def test_an_import_that_finds_no_room_leaves_whole_documents(
    cramped: Study, tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(100):
        (folder / f"{number:03}.txt").write_text(f"Letter {number}. " * 50)

    with pytest.raises(StoreUnwritable, match="no room left"):
        cramped.import_paths([folder])

    assert cramped.overview().documents >= 4
    assert list(cramped.verify()) == []


def test_nothing_is_seen_of_a_load_that_finds_no_room(
    cramped: Study, april: str, tmp_path: Path
) -> None:
    line = {
        "type": "finding",
        "document": {"source_name": "april.txt"},
        "coder": "newcomer",
        "evidence": [{"start": 0, "end": 4}],
    }
    path = tmp_path / "coding.jsonl"
    path.write_text("\n".join(json.dumps(line | {"note": str(n)}) for n in range(2000)))

    with pytest.raises(StoreUnwritable, match="no room left"):
        cramped.annotate(path)

    assert cramped.coding(april).records == ()
    assert cramped.coders() == ("anna",)
    assert list(cramped.verify()) == []
