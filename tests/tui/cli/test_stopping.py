"""Ctrl+C stops whatever takes long with a sentence and a status of its own, and nothing is half done."""

import os
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pexpect
import pytest

import seeds
import tui

ROOT = Path(tui.__file__).parents[1]


@pytest.fixture
def ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody types Ctrl+C as soon as a bar is shown."""

    def typed() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tui.cli.progress._bar", typed)
    monkeypatch.setattr("tui.cli.progress.SHOW_AFTER", 0)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)


def dump(store: Path) -> list[str]:
    with closing(sqlite3.connect(store)) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    "arguments",
    [
        ("export", "data"),
        ("export", "data", "--format", "jsonl"),
        ("verify",),
        ("search", "a.e", "--regex"),
        ("segment",),
        ("sample", "3"),
        ("undo", "1"),
        ("codebook", "set", "newer.toml", "--yes"),
        ("annotate", str(seeds.sample_coding())),
    ],
    ids=lambda arguments: arguments[0],
)
def test_stopped_it_leaves_study_and_folder_as_they_were(
    run, here, place, seen, request, arguments
):
    newer = seen.codebook().source.replace('version = "1', 'version = "9', 1)
    (place / "newer.toml").write_text(newer, encoding="utf-8")
    if arguments[0] == "undo":
        change = next(each for each in seen.history() if each.why_not is None)
        arguments = ("undo", change.uid)
    before, beside = dump(here), sorted(path.name for path in place.iterdir())
    request.getfixturevalue("ctrl_c")
    said = run(*arguments)

    assert said.status == 130
    assert "Stopped. What was done before is saved." in said.err
    assert dump(here) == before
    assert sorted(path.name for path in place.iterdir()) == beside


def test_of_a_stopped_import_the_history_takes_back_what_was_read(run, here, seen, request, place):
    (place / "new.txt").write_text("Nobody answered her letter for nine weeks.", encoding="utf-8")
    request.getfixturevalue("ctrl_c")
    said = run("import", "new.txt")

    assert said.status == 130
    assert list(seen.verify()) == []


def test_an_expression_that_never_ends_is_ended_by_the_key(here, place):
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "search", "--regex", r"(\w+\s?)+[¤]"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=30,
    )
    while not Path(f"/proc/{child.pid}/task/{child.pid}/children").read_text():
        child.expect(pexpect.TIMEOUT, timeout=0.05)
    child.send("\x03")
    child.expect("Stopped")
    child.expect(pexpect.EOF)
    child.close()

    assert child.exitstatus == 130


def test_a_signal_ends_a_copy_of_a_large_study_without_leaving_half_of_one(here, place):
    with closing(sqlite3.connect(here)) as connection:
        connection.execute("CREATE TABLE ballast (words BLOB)")
        connection.executemany("INSERT INTO ballast VALUES (randomblob(600))", [()] * 100_000)
        connection.commit()
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "backup", "copy.db"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        timeout=30,
    )
    # Step by step: on a busy machine, all would be copied before somebody looks again.
    while not (begun := list(place.glob(".copy.db.*"))) and child.isalive():
        child.kill(signal.SIGCONT)
        time.sleep(0.005)
        child.kill(signal.SIGSTOP)
    child.kill(signal.SIGINT)
    child.kill(signal.SIGCONT)
    child.expect("Stopped")
    child.expect(pexpect.EOF)
    child.close()

    assert begun
    assert child.exitstatus == 130
    assert not list(place.glob("*copy.db*"))
