"""The hang-up guard: the draft is saved and the process ends, even when its loop is blocked."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import sys, time
from pathlib import Path
from tui.hangup import arm

folder = Path(sys.argv[1])
arm(lambda: (folder / "draft").write_text("half a form"), lambda status: {leave}, grace=0.2)
(folder / "ready").write_text("")
while True:
    {busy}
"""


def ended_by(number: signal.Signals, folder: Path, leave: str, busy: str) -> int:
    program = PROGRAM.format(leave=leave, busy=busy)
    child = subprocess.Popen([sys.executable, "-c", program, str(folder)])
    deadline = time.monotonic() + 20
    while not (folder / "ready").exists() and time.monotonic() < deadline:
        time.sleep(0.01)
    child.send_signal(number)
    return child.wait(timeout=20)


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_the_draft_is_saved_while_the_main_thread_is_busy(tmp_path: Path, number: signal.Signals):
    status = ended_by(number, tmp_path, "None", "sum(range(1000))")

    assert (tmp_path / "draft").read_text() == "half a form"
    assert status == 128 + number


def test_an_application_that_is_gone_does_not_keep_the_process(tmp_path: Path):
    status = ended_by(signal.SIGTERM, tmp_path, "1 / 0", "time.sleep(1)")

    assert status == 128 + signal.SIGTERM
