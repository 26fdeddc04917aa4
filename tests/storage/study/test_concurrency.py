"""Several people and programs at one store: nobody loses anything, and nobody waits in vain for long."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import RecordEntry, StoreLocked, Study
from storage.database.engine import open_engine

Entry = Callable[..., RecordEntry]

SAVE = """
import sys, time
from storage import NewEvidence, RecordEntry, Study

store, coder, document, seconds = sys.argv[1:]
saved = 0
with Study.open(store, coder=coder) as study:
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        study.add_record(document, RecordEntry("finding", {}, (NewEvidence(0, 4),)))
        saved += 1
print(saved)
"""


def saving(study: Study, document: str, entry: RecordEntry, seconds: float) -> Callable[[], int]:
    """Saves records as fast as it can; returns how many were acknowledged."""

    def save() -> int:
        end, saved = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            study.add_record(document, entry)
            saved += 1
        return saved

    return save


def test_eight_coders_in_threads_lose_nothing(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Entry,
    together: Callable[..., list[object]],
) -> None:
    coders = [opened(store, f"coder{number}") for number in range(8)]

    saved = together(*(saving(coder, april, finding(), 1.2) for coder in coders))

    kept = [len(coder.coding(april).records) for coder in coders]
    assert kept == saved
    assert list(coders[0].verify()) == []


def test_one_coder_in_eight_threads_loses_nothing(
    study: Study, april: str, finding: Entry, together: Callable[..., list[object]]
) -> None:
    saved = together(*(saving(study, april, finding(), 1) for _ in range(8)))

    numbers = [record.number for record in study.coding(april).records]
    assert numbers == list(range(1, sum(saved) + 1))
    assert list(study.verify()) == []


def test_programs_lose_nothing(store: Path, opened: Callable[..., Study], april: str) -> None:
    commands = [
        [sys.executable, "-c", SAVE, str(store), f"coder{number}", april, "1"]
        for number in range(2)
    ]
    running = [subprocess.Popen(each, stdout=subprocess.PIPE, text=True) for each in commands]
    saved = [int(each.communicate()[0]) for each in running]

    kept = [len(opened(store, f"coder{number}").coding(april).records) for number in range(2)]
    assert kept == saved
    assert list(opened(store).verify()) == []


def test_a_store_that_stays_locked_says_so_and_loses_nothing(
    store: Path, april: str, finding: Entry
) -> None:
    impatient = Study(open_engine(store, busy_milliseconds=100), store, "anna")
    with closing(sqlite3.connect(store, isolation_level=None)) as other, impatient as study:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="study.db is held by another program.*[Nn]othing"):
            study.add_record(april, finding())
        other.execute("ROLLBACK")

        assert study.coding(april).records == ()
        assert study.add_record(april, finding()).number == 1


def test_a_short_wait_is_waited_for(store: Path, study: Study, april: str) -> None:
    with closing(sqlite3.connect(store, isolation_level=None, check_same_thread=False)) as other:
        other.execute("BEGIN IMMEDIATE")
        threading.Timer(0.3, other.rollback).start()

        study.flag(april, "patience")

    assert study.coding(april).review.flag_reason == "patience"


def test_reading_goes_on_while_somebody_writes(store: Path, study: Study, april: str) -> None:
    before = study.coding(april), study.documents(), study.overview()
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE review SET flag_reason = 'half written'")

        assert (study.coding(april), study.documents(), study.overview()) == before


def test_an_export_sees_one_moment(
    store: Path, opened: Callable[..., Study], april: str, finding: Entry, tmp_path: Path
) -> None:
    study, other = opened(store), opened(store)
    study.add_record(april, finding())

    def code(_progress: object) -> None:
        other.add_record(april, finding())

    study.export(tmp_path / "out", format="jsonl", progress=code)

    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1
    assert len(study.coding(april).records) == 2


def test_a_backup_is_made_while_others_write(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Entry,
    tmp_path: Path,
    together: Callable[..., list[object]],
) -> None:
    study, other = opened(store), opened(store, "ben")

    outcomes = together(
        saving(study, april, finding(), 0.6), lambda: other.backup(tmp_path / "copy.db")
    )

    assert outcomes[1] is None
    with Study.open(tmp_path / "copy.db", coder="anna") as copy:
        assert list(copy.verify()) == []


def test_two_who_join_at_once_both_have_everything_to_do(
    store: Path, opened: Callable[..., Study], together: Callable[..., list[object]]
) -> None:
    same = [opened(store, "zoe"), opened(store, "zoe"), opened(store, "yan")]

    assert together(*(each.join for each in same)) == [None, None, None]

    assert [each.overview().statuses["todo"] for each in same] == [4, 4, 4]
    assert same[0].coders() == ("anna", "yan", "zoe")
    assert list(same[0].verify()) == []
