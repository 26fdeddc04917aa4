"""How long a key takes in a real terminal: a program beside a minimal Textual one, key by key.

Run by hand; it prints the figures of both and their ratios::

    python tests/benchmarks/keystroke.py                              # the text pane alone
    python tests/benchmarks/keystroke.py --size 80x24 --rounds 400
    python tests/benchmarks/keystroke.py --command "casecoder demo" --before "<enter>" --keys jjjk
    python tests/benchmarks/keystroke.py --command "casecoder -s STUDY" --before "L/" \\
        --keys "c<backspace>d<backspace>" --silence 0.3                   # a letter of a filter

Both programs run at the same time, each in a pseudo-terminal of its own, and get their keys in
turn, so that what else the machine does falls on both. A key's latency is the time from writing it
to the last byte of the answer, after which the program is silent for a while.
"""

import argparse
import os
import random
import re
import select
import shlex
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fcntl import ioctl
from itertools import cycle, islice
from pathlib import Path
from pty import fork
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Segmentation
    from tui.widgets.document_view import Mark

    Sample = tuple[str, Segmentation, tuple[Mark, ...]]

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
}
"""Keys that have a name, written as ``<enter>``."""
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized output: known
    b"\x1b[6n": b"\x1b[1;1R",
    b"\x1b[c": b"\x1b[?62;22c",
}
"""What a terminal answers to what Textual asks."""
SILENCE = 0.05
"""Seconds without output after which an answer is taken to be whole, unless told otherwise."""
PATIENCE = 3.0
"""Seconds to wait for the first byte of an answer."""

WORDS = ("council", "assessment", "delay", "the", "a", "of", "family", "officer", "in", "had")
"""What the measured document is made of."""
SCROLLED = 2500
"""An answer with more bytes than this is taken for one that scrolled."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one key brought about."""

    seconds: float
    """From the key to the last byte; 0 when nothing came."""
    size: int
    """Bytes sent to the terminal."""
    processor: float = 0.0
    """Seconds of processor time that the program took meanwhile, where the system tells."""


class Terminal:
    """A program in a pseudo-terminal of a fixed size."""

    def __init__(self, command: Sequence[str], columns: int, rows: int) -> None:
        self._process, self._screen = fork()
        if self._process == 0:
            size = {"COLUMNS": str(columns), "LINES": str(rows)}
            environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **size}
            environment.pop("NO_COLOR", None)
            os.execvpe(command[0], list(command), environment)  # noqa: S606
        ioctl(self._screen, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def settle(self, seconds: float) -> None:
        """Read until nothing has come for so long."""
        while self._read(seconds):
            pass

    def press(self, key: str, silence: float = SILENCE) -> Answer:
        """Send one key and read its whole answer, to where nothing more comes for so long."""
        worked = self._processor_time()
        begun = last = time.perf_counter()
        os.write(self._screen, key.encode())
        size, patience = 0, PATIENCE
        while chunk := self._read(patience):
            last, patience = time.perf_counter(), silence
            size += len(chunk)
        return Answer(last - begun, size, self._processor_time() - worked)

    def _processor_time(self) -> float:
        """Of all threads of the program; 0 where the system does not tell."""
        tasks = Path(f"/proc/{self._process}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9

    def close(self) -> None:
        """End the program."""
        os.kill(self._process, signal.SIGKILL)
        os.waitpid(self._process, 0)
        os.close(self._screen)

    def _read(self, seconds: float) -> bytes:
        """The next output, answered where it asks something; empty after so long without any."""
        if not select.select([self._screen], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self._screen, 65536)
        except OSError as error:
            raise SystemExit("the program ended before its time") from error
        for question, answer in ANSWERS.items():
            if question in chunk:
                os.write(self._screen, answer)
        return chunk


def split_keys(keys: str) -> list[str]:
    """``jj<enter>`` as what a keyboard sends."""
    return [KEYS.get(key.strip("<>"), key) for key in re.findall(r"<\w+>|.", keys)]


def report(name: str, answers: Sequence[Answer], yardstick: Sequence[Answer]) -> str:
    """One program's figures, and what they are in terms of the yardstick's median."""
    times = sorted(answer.seconds for answer in answers if answer.size)
    sizes = sorted(answer.size for answer in answers if answer.size)
    unit = statistics.median(answer.seconds for answer in yardstick if answer.size)
    middle, high = statistics.median(times), times[int(len(times) * 0.99)]
    work, plain_work = (
        statistics.median(answer.processor for answer in each if answer.size) or float("nan")
        for each in (answers, yardstick)
    )
    small = [size for size in sizes if size <= SCROLLED] or [0]
    return (
        f"{name:<10} median {middle * 1000:6.1f} ms ({middle / unit:4.2f}x)   "
        f"99th {high * 1000:6.1f} ms ({high / unit:4.2f}x)   "
        f"processor {work * 1000:5.1f} ms ({work / plain_work:4.2f}x)   "
        f"bytes a key: median {statistics.median(small):,.0f}, most {small[-1]:,}; "
        f"{len(sizes) - len(small)} keys sent more, most {sizes[-1]:,}   "
        f"({len(times)} of {len(answers)} keys answered)\n"
    )


def measure(options: argparse.Namespace) -> str:
    """Run the yardstick and the program side by side and give the figures of both."""
    columns, rows = map(int, options.size.split("x"))
    myself = [sys.executable, str(Path(__file__).resolve()), "--be"]
    command = shlex.split(options.command) if options.command else [*myself, "view"]
    yardstick = Terminal([*myself, "yardstick"], columns, rows)
    program = Terminal(command, columns, rows)
    try:
        yardstick.settle(1.5)
        program.settle(options.wait)
        for key in split_keys(options.before):
            program.press(key)
            program.settle(options.wait)
        plain, answers = [], []
        for key in islice(cycle(split_keys(options.keys)), options.rounds):
            plain.append(yardstick.press("j"))
            answers.append(program.press(key, options.silence))
    finally:
        yardstick.close()
        program.close()
    return report("yardstick", plain, plain) + report("program", answers, plain)


def be_yardstick() -> None:
    """A minimal Textual program: a key changes one short line."""
    from textual.app import App, ComposeResult
    from textual.widgets import Static

    class Yardstick(App[None]):
        BINDINGS = [("j", "count", "Count")]
        count = 0

        def compose(self) -> ComposeResult:
            yield Static("0 keys")

        def action_count(self) -> None:
            self.count += 1
            self.query_one(Static).update(f"{self.count} keys")

    Yardstick().run()


def be_view() -> None:
    """The text pane alone, with a document of 1,500 words and 40 overlapping passages."""
    from textual.app import App, ComposeResult

    from tui.themes import DARK
    from tui.widgets.document_view import DocumentView

    class View(App[None]):
        BINDINGS = [("j", "move(1)", "Next"), ("k", "move(-1)", "Previous")]

        def compose(self) -> ComposeResult:
            yield DocumentView()

        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(DARK.variables)

        def on_mount(self) -> None:
            self.register_theme(DARK)
            self.theme = DARK.name
            text, segmentation, marks = sample()
            view = self.query_one(DocumentView)
            view.show(text, segmentation)
            view.marks = marks
            view.focus()

        def action_move(self, step: int) -> None:
            self.query_one(DocumentView).move_sentence(step)

    View().run()


def sample() -> "Sample":
    """A document of 1,500 words in numbered paragraphs, and 40 passages that overlap."""
    from storage import Paragraph, Passage, Segmentation
    from tui.widgets.document_view import Mark

    chance = random.Random(7)  # noqa: S311
    text, words = "", 0
    paragraphs: list[Paragraph] = []
    sentences: list[Passage] = []
    while words < 1500:
        begun = len(text)
        text += f"  {len(paragraphs) + 1}. "
        for _ in range(chance.randint(2, 5)):
            length = chance.randint(8, 28)
            sentence = " ".join(chance.choice(WORDS) for _ in range(length)).capitalize() + "."
            sentences.append(Passage(len(text), len(text) + len(sentence)))
            text += sentence + " "
            words += length
        text = text.rstrip()
        paragraphs.append(Paragraph(str(len(paragraphs) + 1), None, begun + 2, len(text)))
        text += "\n\n"
    marks = []
    for number in range(40):
        first = chance.randrange(len(sentences) - 3)
        start = sentences[first].start + chance.choice((0, 0, 20))
        end = sentences[first + chance.choice((0, 0, 1, 2))].end
        marks.append(Mark(start, end, f"{'FRC'[number % 3]}{number // 3 + 1}", number % 3 + 1))
    return text, Segmentation(1, (), tuple(paragraphs), tuple(sentences), ()), tuple(marks)


def main() -> None:
    """Measure, or be one of the two programs that are measured."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", help="the program to measure instead of the text pane")
    parser.add_argument("--keys", default="j" * 70 + "k" * 70, help="keys to send, over and over")
    parser.add_argument("--before", default="", help="keys to send first, unmeasured")
    parser.add_argument("--size", default="120x40", help="columns x rows")
    parser.add_argument("--rounds", type=int, default=280, help="how many keys")
    parser.add_argument(
        "--wait",
        type=float,
        default=2.0,
        help="seconds of silence after which it is ready to be measured",
    )
    parser.add_argument(
        "--silence",
        type=float,
        default=SILENCE,
        help="seconds of silence after which an answer is whole: more where a list is read",
    )
    parser.add_argument("--be", choices=("yardstick", "view"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.be:
        {"yardstick": be_yardstick, "view": be_view}[options.be]()
    else:
        sys.stdout.write(measure(options))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
