"""The program in a real terminal: it leaves it as it found it, and loses nothing on the way out."""

import os
import re
import shutil
import signal
import sqlite3
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pexpect
import pyte
import pytest

import tui
from storage import Coding, NewEvidence, Place, RecordEntry, Study

CODER = "anna"
NAME = "ardley-21-004-117.txt"
ROOT = Path(tui.__file__).parents[1]
ESCAPE, ENTER, SAVE, QUIT = "\x1b", "\r", "\x13", "\x11"


class Line:
    """A terminal with the program in it, and all that was written to it."""

    def __init__(self, store: Path, **environment: str) -> None:
        self.child = pexpect.spawn(
            sys.executable,
            ["-m", "tui", "-s", str(store), "--coder", CODER],
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm-256color"} | environment,
            dimensions=(40, 120),
            timeout=20,
        )
        self.raw = b""
        self.size(40, 120)
        self.modes = termios.tcgetattr(self.child.child_fd)[:4]

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(self._screen.display)

    def size(self, rows: int, columns: int) -> None:
        """Give the terminal another size."""
        self.child.setwinsize(rows, columns)
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)

    def type(self, keys: str) -> None:
        """Write keys at once."""
        self.child.send(keys.encode())

    def watch(self, seconds: float) -> None:
        """Look on for so long, or until the program ends."""
        deadline = time.monotonic() + seconds
        with suppress(pexpect.EOF):
            while (left := deadline - time.monotonic()) > 0:
                with suppress(pexpect.TIMEOUT):
                    chunk = self.child.read_nonblocking(65536, timeout=left)
                    self.raw += chunk
                    self._stream.feed(chunk)

    def until(self, claim: Callable[[], object]) -> None:
        """Look on until something is the case."""
        for _ in range(400):
            if claim():
                return
            self.watch(0.05)
        pytest.fail(f"waited in vain:\n{self.text}")

    def status(self) -> int:
        """How the program ended; a signal that killed it counts from -1 down."""
        for _ in range(400):
            self.watch(0.05)
            if not self.child.isalive():
                break
        self.child.close()
        ended = self.child.exitstatus
        return -self.child.signalstatus if ended is None else ended


@pytest.fixture
def line(study: Study) -> Iterator[Callable[..., Line]]:
    """Open the study in a terminal, on a document."""
    opened: list[Line] = []

    def line(name: str = NAME, study: Study = study, **environment: str) -> Line:
        study.save_place(Place(study.find_document(name).uid, 0, "{}"))
        opened.append(Line(Path(study.store), **environment))
        opened[-1].until(lambda: "document " in opened[-1].text and "f finding" in opened[-1].text)
        return opened[-1]

    yield line
    for each in opened:
        each.child.close(force=True)


@pytest.fixture
def uid(study: Study) -> str:
    """The document that is open."""
    return study.find_document(NAME).uid


def half_fill(line: Line) -> None:
    """Fill half a form in, and give it no time to be kept by itself."""
    line.type("jjjfcd")
    line.until(lambda: re.search(r"Fault +Delay", line.text))
    line.type('"only just typed')
    line.until(lambda: "only just typed" in line.text)


def is_left_in_order(line: Line) -> bool:
    """Whether the terminal is as it was: no other screen, no mouse, a cursor, lines and echo."""
    left = all(
        line.raw.rfind(f"\x1b[?{mode}{off}".encode()) > line.raw.rfind(f"\x1b[?{mode}{on}".encode())
        for mode, on, off in ((1049, "h", "l"), (1000, "h", "l"), (2004, "h", "l"), (25, "l", "h"))
    )
    return left and "Traceback" not in line.text


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_signal_keeps_the_half_filled_form_and_leaves_the_terminal_in_order(
    line, study: Study, uid: str, number: signal.Signals
) -> None:
    at = line()
    half_fill(at)
    at.child.kill(number)
    at.until(lambda: not at.child.isalive())
    at.watch(0.2)
    modes = termios.tcgetattr(at.child.child_fd)[:4]

    assert at.status() == 128 + number
    assert modes == at.modes
    assert is_left_in_order(at)
    draft = study.draft(uid)
    assert draft is not None
    assert "only just typed" in draft.payload


def test_a_closed_terminal_leaves_no_process_and_keeps_the_form(
    line, study: Study, uid: str
) -> None:
    at = line()
    half_fill(at)
    at.child.ptyproc.fileobj.close()
    begun = time.monotonic()
    while at.child.isalive() and time.monotonic() < begun + 8:
        time.sleep(0.02)
    ended = not at.child.isalive()
    at.child.closed = at.child.ptyproc.closed = True

    assert ended
    assert at.child.exitstatus == 128 + signal.SIGHUP
    draft = study.draft(uid)
    assert draft is not None
    assert "only just typed" in draft.payload


def test_what_is_typed_is_kept_while_the_terminal_takes_nothing(
    line, study: Study, uid: str
) -> None:
    at = line()
    half_fill(at)
    # Nobody reads what is drawn, over and over.
    for rows in range(100):
        at.child.setwinsize(30 + rows % 10, 120)
        time.sleep(0.02)
    at.type(" and more")
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        draft = study.draft(uid)
        if draft is not None and "only just typed and more" in draft.payload:
            return
        time.sleep(0.05)
    pytest.fail("it was not kept")


def test_leaving_in_the_middle_of_a_form_keeps_it(line, study: Study, uid: str) -> None:
    at = line()
    half_fill(at)
    at.type(QUIT)

    assert at.status() == 0
    assert is_left_in_order(at)
    draft = study.draft(uid)
    assert draft is not None
    assert "only just typed" in draft.payload


def test_leaving_waits_for_the_changes_that_are_queued(
    line, store: Path, study: Study, uid: str
) -> None:
    at = line()
    with closing(sqlite3.connect(store, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        at.type(f"IMso{SAVE}jjjfc{ENTER}{QUIT}")
        at.watch(1.0)
        waits = at.child.isalive()
        other.execute("ROLLBACK")

    assert waits
    assert at.status() == 0
    coding = study.coding(uid)
    assert "reference" in coding.variables
    assert [memo.text for memo in coding.memos] == ["so"]
    assert [record.values["conclusion"] for record in coding.records] == ["criticism"]


HOSTILE = (
    "The Council\x1b[2J was at fault.\x1b]52;c;ZXZpbA==\x07\n\n"
    "It was \x9b2J late \u202e and [/bold] wrote [redacted] \x1bP1$r\x1b\\ twice.\n\n"
    "\x1b]0;title\x07 and \x0e shifted out, \x1b[?1049l left, \x1bc reset."
)


def test_a_document_and_its_coding_write_nothing_on_the_terminal(
    line, study: Study, tmp_path: Path
) -> None:
    source = tmp_path / "hostile.txt"
    source.write_text(HOSTILE, encoding="utf-8")
    (file,) = study.import_paths([source]).files
    hostile = study.document(file.document or "").uid
    study.add_memo("document", hostile, HOSTILE)
    study.flag(hostile, HOSTILE)
    evidence = (NewEvidence(0, 20),)
    study.add_record(hostile, RecordEntry("finding", {}, evidence, note=HOSTILE))
    at = line(source.name)
    begun = at.raw.count(b"\x1b[2J")
    pasted = f"\x1b[200~{HOSTILE}\x1b[201~"
    at.type(f'wjfc"{pasted}{ENTER}{ENTER}M{pasted}')
    at.until(lambda: "Memo on this document" in at.text)
    at.watch(0.3)
    at.type(f"{SAVE}qq")
    at.until(lambda: "next to do" in at.text)

    # Textual itself tells the terminal which pointer to show.
    written = re.sub(rb"\x1b\]22;\w+\x07", b"", at.raw)
    assert len(study.coding(hostile).records) == 2
    assert written.count(b"\x1b[2J") == begun <= 1
    for sequence in ("\x1b]", "\x1bP", "\x1bc", "\x1b[?1049l", "\x07", "\x0e", "\x9b", "\u202e"):
        assert sequence.encode() not in written


def test_a_storm_of_sizes_is_survived(line) -> None:
    at = line()
    at.type("jjjfc")
    sizes = [(1, 1), (5, 10), (100, 300), (2, 80), (40, 2), (24, 80), (3, 3)]
    for rows, columns in sizes * 3:
        at.size(rows, columns)
        at.watch(0.02)
    at.size(30, 100)
    at.until(lambda: "Criticism" in at.text and "Enter save" in at.text)

    assert "The Ombudsman" in at.text
    assert at.child.isalive()


def test_without_colours_letters_and_signs_tell_it_all(line) -> None:
    at = line(NO_COLOR="1")
    at.type(f"jjjfcd{ENTER}")
    at.until(lambda: "F1 Delay" in at.text and re.search(r"^ F1 +▌", at.text, re.MULTILINE))

    colours = {tuple(found.split(b";")) for found in re.findall(rb"[34]8;2;(\d+;\d+;\d+)m", at.raw)}
    assert all(len(set(colour)) == 1 for colour in colours)


SEQUENCE = (
    f'jjjfcd"one word{ENTER}{ENTER}jjra{ESCAPE}je{ENTER}Jfp{ENTER}ja'
    f"jMtwo words{SAVE}jfn{ENTER}wWmthree 3{SAVE}uU"
)


def told(coding: Coding) -> object:
    """What was coded, without what depends on the moment."""
    records = [
        (one.type, one.number, dict(one.values), one.note, [(e.start, e.end) for e in one.evidence])
        for one in coding.records
    ]
    return records, [memo.text for memo in coding.memos]


def test_a_burst_of_keys_does_what_the_same_keys_do_one_by_one(
    line, store: Path, study: Study, uid: str, tmp_path: Path
) -> None:
    shutil.copy(store, tmp_path / "other.db")
    with Study.open(tmp_path / "other.db", coder=CODER) as other:
        burst, single = line(), line(study=other)
        burst.type(SEQUENCE)
        for key in SEQUENCE:
            single.type(key)
            single.watch(0.04)
        for at, its in ((burst, study), (single, other)):
            at.until(lambda its=its: any("Redone" in one.summary for one in its.history(uid)))
        typed_at_once, typed_singly = told(study.coding(uid)), told(other.coding(uid))

    assert len(SEQUENCE) == 60
    assert typed_at_once == typed_singly
