"""casecoder in a pseudo-terminal, and what somebody in front of it sees: records, forms, the place."""

import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path
from pty import fork

import pyte

COLUMNS, ROWS = 120, 64
"""High enough for the whole panel."""
ROOT = Path(__file__).resolve().parents[2]

_DIVIDER = "▏"
_RECORD = re.compile(r"^[▸ ] ([A-Z])(\d+) (.*?)(?:  +(?:¶\S+)?.*)?$")
_FORM = re.compile(r"^([A-Z][A-Z ]+) ([A-Z]\d+)\b")
_POSITION = re.compile(r"document (\d+) of ")
_MEMOS = re.compile(r"^MEMOS (\d+)")
_NOTE = re.compile(r'" note (.*)$')
_ANSWER = re.compile(r"^[▸ ] (\S.{15}\S?) (\S.*)$")
_ADDED = re.compile(r"Passage added to ([A-Z]\d+)\.")


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What the screen showed at one moment."""

    at: float
    """When, by the monotonic clock."""
    document: int
    """Position of the document under review; 0 in the library."""
    cursor: str
    """The lines of the sentence under the cursor, in one; empty behind a question."""
    form: str | None = None
    """The record whose form is open, as ``F3``."""
    answers: dict[str, str] = field(default_factory=dict)
    """What the open form's fields say, by label, without what was filled in by itself."""
    note: str = ""
    """The open form's note, as far as it is in sight."""
    records: dict[str, str] | None = None
    """What the panel says of each record, by mark; None while a form hides the panel."""
    confirmed: frozenset[str] = frozenset()
    """Labels of the variables that the panel shows as answered."""
    memos: int = 0
    """How many memos the panel counts."""
    passages: frozenset[str] = frozenset()
    """Marks of the records that notices say have a passage more."""
    waits: bool = False
    """Whether a half-filled form is said to wait."""


class Watched:
    """The program in a terminal that is watched all the time."""

    def __init__(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        self.pid, self._line = fork()
        if self.pid == 0:
            command = [sys.executable, "-m", "tui", *arguments]
            os.execve(command[0], command, _environment(environment))  # noqa: S606
        ioctl(self._line, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self.glimpses: list[Glimpse] = []
        self.ended = False

    @property
    def lines(self) -> list[str]:
        """The screen, line by line."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """The screen in one."""
        return "\n".join(self.lines)

    def type(self, keys: str) -> None:
        """Write keys at once, as a terminal sends them."""
        with suppress(OSError):
            os.write(self._line, keys.encode())

    def watch(self, until: float) -> None:
        """Look at the screen until a moment of the monotonic clock, or the program's end."""
        while not self.ended and (left := until - time.monotonic()) > 0:
            if select.select([self._line], [], [], left)[0]:
                self._read()

    def wait_for(self, words: str, patience: float = 20.0) -> bool:
        """Whether words come up on the screen in time."""
        deadline = time.monotonic() + patience
        while words not in self.text and time.monotonic() < deadline and not self.ended:
            self.watch(time.monotonic() + 0.05)
        return words in self.text

    def kill(self) -> float:
        """Kill the program at once, read what it had written, and return the moment."""
        moment = time.monotonic()
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.watch(moment + 1)
        os.close(self._line)
        return moment

    def _read(self) -> None:
        try:
            chunk = os.read(self._line, 65536)
        except OSError:
            chunk = b""
        self.ended = not chunk
        if chunk:
            self._stream.feed(chunk)
            # A picture comes in several pieces; only a whole one is looked at.
            if not select.select([self._line], [], [], 0.004)[0]:
                self.glimpses.append(seen(self.lines))


@contextmanager
def watched(*arguments: str, environment: dict[str, str] | None = None) -> Iterator[Watched]:
    """A program that is gone at the end of the block, however that ends."""
    program = Watched(*arguments, environment=environment)
    try:
        yield program
    finally:
        with suppress(ProcessLookupError, ChildProcessError, OSError):
            program.kill()


def _environment(more: dict[str, str] | None) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    told = {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    return {**kept, **told, **(more or {})}


def seen(lines: list[str]) -> Glimpse:
    """What can be read off a screen."""
    parts = [line.partition(_DIVIDER) for line in lines]
    left, right = [part[0] for part in parts], [part[2].rstrip() for part in parts]
    position = _POSITION.search(lines[0])
    bars = [line.partition("▌")[2].strip() for line in left if "▌" in line]
    text = "\n".join(lines)
    if "╭──" in text:
        bars = []
    told = Glimpse(
        time.monotonic(),
        int(position[1]) if position else 0,
        " ".join(bars),
        passages=frozenset(_ADDED.findall(text)),
        waits="A half-filled form waits" in text,
    )
    return _with_side(told, [line[1:] for line in right if line])


def _with_side(told: Glimpse, side: list[str]) -> Glimpse:
    """The same with what the panel, or the form in its place, says."""
    from dataclasses import replace

    if side and (form := _FORM.match(side[0].strip())):
        notes = [match[1].strip() for line in side if (match := _NOTE.search(line))]
        note = notes[0].rstrip("…") if notes and notes[0] != "—" else ""
        return replace(told, form=form[2], note=note, answers=_answers(side))
    if not side or "DOCUMENT" not in side[0] or "i edit" not in side[0]:
        return told
    ticked = [line.strip() for line in side if line.endswith("✓")]
    memos = [int(match[1]) for line in side if (match := _MEMOS.match(line.strip()))]
    records = {}
    for line in side:
        if match := _RECORD.match(line):
            records[match[1] + match[2]] = match[3].strip()
    return replace(
        told,
        records=records,
        confirmed=frozenset(line[:14].rstrip("…").strip() for line in ticked),
        memos=memos[0] if memos else 0,
    )


def _answers(side: list[str]) -> dict[str, str]:
    rows = {}
    for line in side[1:]:
        match = _ANSWER.match(line)
        if match and not match[2].endswith("filled in") and match[2] != "—":
            rows[match[1].strip(" *…")] = match[2].strip()
    return rows
