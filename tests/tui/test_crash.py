"""An error that nobody expected ends the program with a sentence, and is written down."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from tui.crash import kept


def raised() -> ZeroDivisionError:
    try:
        1 / 0  # noqa: B018
    except ZeroDivisionError as error:
        return error
    raise AssertionError


@pytest.mark.parametrize("wrap", [lambda error: error, WorkerFailed])
def test_the_traceback_is_in_a_file_of_the_users_own(tmp_path: Path, wrap) -> None:
    file = tmp_path / "state" / "crash.txt"

    said = kept(wrap(raised()), file)

    assert said.endswith(f"Please send {file} to its makers.")
    assert "ZeroDivisionError: division by zero" in file.read_text()
    assert "in raised" in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_without_a_place_for_the_file_the_sentence_says_it_all(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file, not a folder")

    said = kept(raised(), tmp_path / "state" / "crash.txt")

    assert said.endswith("The mistake: ZeroDivisionError: division by zero")


def test_no_traceback_reaches_the_user(store: Path, tmp_path: Path) -> None:
    program = (
        "from storage import Study; from tui.app import CasecoderApp; import sys\n"
        "class Broken(CasecoderApp):\n"
        "    def on_study_opened(self, event): self.writer.submit(self, lambda: 1 / 0)\n"
        f"app = Broken(lambda: Study.open({str(store)!r}, coder='anna'), coder='anna')\n"
        "app.run(headless=True); sys.exit(app.return_code)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        env=os.environ | {"COLUMNS": "500"},
    )

    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("casecoder ended by a mistake of its own.")
    file = tmp_path / "state" / "casecoder" / "crash.txt"
    assert "ZeroDivisionError" in file.read_text()
