"""A program killed in the middle: what was told to be saved is there, and the rest can be done again."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import StoreInvalid, Study
from storage.database.schema import _make_file

IMPORT = """
import sys
from pathlib import Path
from storage import Study

with Study.open(sys.argv[1], coder="anna") as study:
    study.import_paths([Path(sys.argv[2])], progress=lambda told: print(told.done, flush=True))
"""

ANNOTATE = """
import sys
from pathlib import Path
from storage import Study

with Study.open(sys.argv[1], coder="anna") as study:
    study.annotate(Path(sys.argv[2]), progress=lambda told: print(told.done, flush=True))
"""

FLAG = """
import sys
from storage import Study

with Study.open(sys.argv[1], coder="anna") as study:
    for number in range(100_000):
        study.flag(sys.argv[2], str(number))
        print(number, flush=True)
"""


def killed(program: str, *arguments: object, after: int) -> int:
    """Run a program, kill it when it says ``after`` or more; returns the last number it said."""
    command = [sys.executable, "-c", program, *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        for line in running.stdout:
            if int(line) >= after:
                running.send_signal(signal.SIGKILL)
                break
        said = [int(line), *map(int, running.stdout.read().split())]
    assert running.returncode == -signal.SIGKILL
    return said[-1]


def test_a_killed_import_is_completed_by_the_next(
    empty_store: Path, opened: Callable[..., Study], tmp_path: Path
) -> None:
    folder = tmp_path / "letters"
    folder.mkdir()
    for number in range(150):
        (folder / f"{number:03}.txt").write_text(f"Letter {number} to the office.")

    killed(IMPORT, empty_store, folder, after=70)

    study = opened(empty_store)
    there = study.overview().documents
    assert list(study.verify()) == []
    assert 0 < there < 150
    report = study.import_paths([folder])
    assert (report.count("skipped"), report.count("read")) == (there, 150 - there)
    assert study.overview().documents == 150
    assert list(study.verify()) == []


def test_nothing_is_seen_of_a_killed_load_and_the_next_is_whole(
    store: Path, opened: Callable[..., Study], april: str, tmp_path: Path
) -> None:
    lines = [
        {
            "type": "finding",
            "document": {"source_name": "april.txt"},
            "coder": "newcomer",
            "evidence": [{"start": 0, "end": 4}],
            "note": str(number),
        }
        for number in range(6000)
    ]
    path = tmp_path / "coding.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    killed(ANNOTATE, store, path, after=200)

    study = opened(store)
    newcomer = opened(store, "newcomer")
    assert list(study.verify()) == []
    assert study.coders() == ("anna",)
    assert newcomer.coding(april).records == ()
    assert [change.action for change in study.history()] == ["import"]
    assert study.annotate(path).added == 6000
    assert newcomer.overview().records["finding"] == 6000
    assert list(study.verify()) == []


def test_what_was_told_to_be_saved_outlives_a_kill(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    saved = killed(FLAG, store, april, after=20)

    study = opened(store)
    reason = study.coding(april).review.flag_reason
    assert list(study.verify()) == []
    assert int(reason or -1) >= saved


def test_a_creation_that_was_killed_is_refused_in_a_sentence(
    tmp_path: Path, opened: Callable[..., Study]
) -> None:
    _make_file(tmp_path / "study.db", 0o600)

    with pytest.raises(StoreInvalid, match="never finished and holds no study; remove it"):
        opened(tmp_path / "study.db")
