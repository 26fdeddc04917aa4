"""Over SSH: whatever becomes of the line, nothing is lost, nothing stays behind, all comes back."""

import base64
import os
import re
import signal
import struct
import termios
from fcntl import ioctl
from pathlib import Path

import pytest

from tests.tui.over_ssh.account import Desk, Link, is_gone, parent, until

ENDS_WITHIN = 30.0
"""Seconds from a hang-up to the end: three that the application has, the others for a busy machine."""


def test_a_client_whose_terminal_is_closed_leaves_no_process_and_keeps_the_form(desk: Desk) -> None:
    link = desk.open()
    desk.half_fill(link)
    link.signal(signal.SIGHUP)

    assert until(lambda: is_gone(desk.process), ENDS_WITHIN)
    assert "only just typed" in desk.draft


def test_after_a_killed_client_document_sentence_and_form_come_back(desk: Desk) -> None:
    link = desk.open()
    desk.half_fill(link)
    link.signal(signal.SIGKILL)
    ended = until(lambda: is_gone(desk.process), ENDS_WITHIN)
    again = desk.link()
    desk.opened(again)
    again.shows("FINDING F1", "Delay", "only just typed")
    (line,) = (line for line in again.text.splitlines() if "▌" in line)

    assert ended
    assert "Decision date" in line


def test_on_a_frozen_line_the_form_is_kept_and_the_end_of_the_line_is_the_end(desk: Desk) -> None:
    link = desk.open()
    desk.half_fill(link)
    link.signal(signal.SIGSTOP)
    kept_while_frozen = until(lambda: "only just typed" in desk.draft, ENDS_WITHIN)

    assert kept_while_frozen
    assert not is_gone(desk.process)
    # The server gives the line up, and hangs up.
    assert until(lambda: is_gone(desk.process))


def test_a_terminal_that_takes_nothing_any_more_does_not_hold_it(desk: Desk) -> None:
    link = desk.open()
    desk.half_fill(link)
    server = parent(desk.process)
    link.signal(signal.SIGSTOP)
    os.kill(server, signal.SIGSTOP)
    draw_without_end(desk.process)
    os.kill(desk.process, signal.SIGHUP)
    ended = until(lambda: is_gone(desk.process), ENDS_WITHIN)
    os.kill(server, signal.SIGKILL)

    assert ended
    assert "only just typed" in desk.draft


def draw_without_end(process: int) -> None:
    """Have a process draw its screen anew until its terminal takes nothing any more."""
    terminal = os.open(Path(f"/proc/{process}/fd/0").resolve(), os.O_RDWR | os.O_NOCTTY)
    for number in range(200):
        ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 30 + number % 2, 100, 0, 0))
        written = written_by(process)
        if not until(lambda written=written: written_by(process) > written, 0.7):
            break
    else:
        pytest.fail("the terminal took everything")
    os.close(terminal)


def written_by(process: int) -> int:
    told = Path(f"/proc/{process}/io").read_text(encoding="utf-8")
    return int(re.findall(r"wchar: (\d+)", told)[0])


def test_after_a_hang_up_the_shell_has_its_terminal_back(desk: Desk) -> None:
    link = desk.open(f"stty -g; {desk.start}; echo status $?.; stty -g; echo all is over; sleep 30")
    desk.half_fill(link)
    os.kill(desk.process, signal.SIGHUP)
    link.until(lambda: b"all is over" in link.raw)
    modes = re.findall(rb"[0-9a-f]+(?::[0-9a-f]+){10,}", link.raw)

    assert b"status 129." in link.raw
    assert len(modes) == 2
    assert modes[0] == modes[1]
    for mode, on, off in ((1049, "h", "l"), (1000, "h", "l"), (2004, "h", "l"), (25, "l", "h")):
        there, away = f"\x1b[?{mode}{on}".encode(), f"\x1b[?{mode}{off}".encode()
        assert link.raw.rfind(away) > link.raw.rfind(there)


def sent_to(link: Link) -> str:
    """What the terminal was told to put on its clipboard last."""
    found = re.findall(rb"\x1b\]52;[a-z]*;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)", link.raw)
    return base64.b64decode(found[-1]).decode() if found else ""


def test_a_quotation_reaches_the_terminal_and_a_file(desk: Desk) -> None:
    link = desk.open()
    link.type("jjjy")
    link.shows("Sent to the terminal. Also in")
    copied = desk.copied.read_text(encoding="utf-8")

    assert "Decision date" in copied
    assert sent_to(link) == copied
    assert "copied.txt" in link.text.replace("\n", "")


def test_another_size_is_filled_at_once(desk: Desk) -> None:
    link = desk.open()
    desk.half_fill(link)
    link.size(24, 80)
    link.until(lambda: "Enter save" in link.text.splitlines()[-1])
    line = link.text.splitlines()[0]
    terminal = Path(f"/proc/{desk.process}/fd/0").resolve()
    link._picture((40, 120))
    os.system(f"stty rows 40 cols 120 < {terminal}")  # noqa: S605
    link.until(lambda: "Enter save" in link.text.splitlines()[-1])

    assert line.rstrip().endswith("anna")
    assert link.text.splitlines()[0].rstrip().endswith("anna")
    assert "only just typed" in link.text
