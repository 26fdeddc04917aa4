"""What takes long tells how far it is, and stopped anywhere it leaves store and folder as they were."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import Assignment, Progress, Study
from storage.database import watching

Job = Callable[[Study, Path, Callable[[Progress], None]], object]


class Stopped(Exception):  # noqa: N818
    """The user stops it."""


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite looks up all the time, as it does in a large store."""
    monkeypatch.setattr(watching, "OPERATIONS", 20)


@pytest.fixture
def study(store: Path, opened: Callable[..., Study]) -> Study:
    """Opened behind ``often``."""
    return opened(store)


def undo(study: Study, _folder: Path, tell: Callable[[Progress], None]) -> object:
    (change,) = (each for each in study.history() if each.action == "import")
    return study.undo_change(change.uid, progress=tell)


def set_codebook(study: Study, _folder: Path, tell: Callable[[Progress], None]) -> object:
    newer = study.codebook().source.replace('version = "1.0"', 'version = "1.1"')
    return study.set_codebook(newer, progress=tell)


JOBS: dict[str, Job] = {
    "backup": lambda study, folder, tell: study.backup(folder / "copy.db", progress=tell),
    "verify": lambda study, folder, tell: list(study.verify(progress=tell)),
    "search": lambda study, folder, tell: study.search("a|e", regex=True, progress=tell),
    "sample": lambda study, folder, tell: study.sample(2, progress=tell),
    "assign": lambda study, folder, tell: study.assign(Assignment(share=0.5), progress=tell),
    "undo": undo,
    "set_codebook": set_codebook,
    "export": lambda study, folder, tell: study.export(folder / "data", progress=tell),
}


def dump(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.iterdump())


def stopping(after: int) -> tuple[list[Progress], Callable[[Progress], None]]:
    """What hears of progress, and stops at the so manieth time."""
    told: list[Progress] = []

    def tell(progress: Progress) -> None:
        told.append(progress)
        if len(told) > after:
            raise Stopped

    return told, tell


@pytest.mark.parametrize("job", JOBS)
def test_it_tells_how_far_it_is(study: Study, tmp_path: Path, job: str) -> None:
    told, tell = stopping(after=10**9)
    JOBS[job](study, tmp_path, tell)

    assert told
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert all(each.unit and (each.total is None or each.done <= each.total) for each in told)


@pytest.mark.parametrize("job", JOBS)
@pytest.mark.parametrize("after", [0, 2, 5])
def test_stopped_it_leaves_all_as_it_was(
    study: Study, store: Path, tmp_path: Path, job: str, after: int
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    before = dump(store)
    told, tell = stopping(after)
    try:
        JOBS[job](study, folder, tell)
    except Stopped:
        assert len(told) == after + 1
        assert dump(store) == before
        assert list(folder.iterdir()) == []
    else:
        assert len(told) <= after + 1

    assert list(study.verify()) == []


@pytest.fixture
def older(store: Path) -> Path:
    """A store whose last migrations have not been made."""
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0005'")
        for index in ("change_coder", "change_time", "memo_coder", "memo_place", "review_queue"):
            connection.execute(f"DROP INDEX ix_{index}")
        for table in ("settlement_origin", "settlement", "round"):
            connection.execute(f"DROP TABLE {table}")
        for column in ("study.handed_to", "coder.left_at", "coder.recodes"):
            table, _, name = column.partition(".")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return store


def test_an_upgrade_tells_how_far_it_is(older: Path) -> None:
    told, tell = stopping(after=10**9)
    with Study.open(older, coder="anna", progress=tell) as study:
        upgraded = study.upgraded

    assert upgraded is not None
    assert {"MB", "seconds of upgrading"} <= {each.unit for each in told}


@pytest.mark.parametrize("in_the_copy", [True, False])
def test_an_upgrade_that_is_stopped_leaves_the_store_and_no_copy(
    older: Path, in_the_copy: bool
) -> None:
    before, beside = dump(older), sorted(older.parent.iterdir())

    def tell(progress: Progress) -> None:
        if in_the_copy == (progress.unit == "MB"):
            raise Stopped

    with pytest.raises(Stopped):
        Study.open(older, coder="anna", progress=tell)

    left = [path for path in older.parent.iterdir() if not path.name.endswith(("-wal", "-shm"))]
    assert dump(older) == before
    assert sorted(left) == beside
