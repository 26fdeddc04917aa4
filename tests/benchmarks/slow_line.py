"""How soon the screen settles after a key was held, on a line of 150 ms and 30 KB/s.

Run by hand, about a minute; a row for each size of terminal and each kind of line::

    python tests/benchmarks/slow_line.py
    python tests/benchmarks/slow_line.py --keys kj --held 3 --size 80x24

The program shows a long coded document in a pseudo-terminal behind a line that delays every byte
and lets only so many through a second. "ssh" takes at once all that the program writes, as an SSH
server does, and delivers it when it can; "serial" takes no more than it can deliver, so that the
program has to wait. A terminal that is "silent" answers nothing that it is asked. The time is taken
from the last stroke of the key to the last byte that reaches the user. Ends with status 1 when one
takes longer than 0.7 s.
"""

import argparse
import os
import select
import signal
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from heapq import heappop, heappush
from itertools import product
from pathlib import Path
from pty import fork

from big_study import CODER, built
from keystroke import ANSWERS

ROOT = Path(__file__).resolve().parents[2]
TARGET = 0.7
"""Seconds within which the screen has to settle."""
AHEAD = 4096
"""Bytes that a serial line takes ahead."""
READY = b"recommendation"
"""What stands on the screen as soon as the document does."""


class SlowLine:
    """A program in a terminal at the other end of a slow line."""

    def __init__(self, command: list[str], options: argparse.Namespace) -> None:
        self._end_to_end = options.latency / 2
        self._rate, self._is_serial = options.rate, options.kind == "serial"
        self._answers = ANSWERS if options.answering else {}
        self._program, self._end = fork()
        if self._program == 0:
            os.environ.update(TERM="xterm-256color", COLORTERM="truecolor", PYTHONPATH=str(ROOT))
            os.environ.pop("NO_COLOR", None)
            os.execvp(command[0], command)  # noqa: S606
        columns, rows = map(int, options.size.split("x"))
        ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self._due: list[tuple[float, bytes]] = []
        self._free_at = 0.0
        self.arrived = 0.0
        """When the last byte reached the user, or will."""
        self.sent = 0
        """How many bytes the program sent."""

    def type(self, keys: str) -> float:
        """Type, and return when."""
        now = time.perf_counter()
        self._send(keys.encode(), now)
        return now

    def run(self, until: float) -> bytes:
        """Carry bytes to and fro until a moment; what the program wrote meanwhile."""
        written = b""
        while (now := time.perf_counter()) < until:
            while self._due and self._due[0][0] <= now:
                os.write(self._end, heappop(self._due)[1])
            wake = min(until, self._due[0][0]) if self._due else until
            if self._is_serial and self._free_at - now > AHEAD / self._rate:
                time.sleep(min(0.002, max(wake - now, 0)))
            elif select.select([self._end], [], [], max(wake - now, 0))[0]:
                written += self._carry(os.read(self._end, AHEAD if self._is_serial else 65536))
        return written

    def settle(self, seconds: float) -> None:
        """Carry on until nothing has come for so long."""
        while time.perf_counter() < self.arrived + seconds:
            self.run(time.perf_counter() + 0.05)

    def wait_for(self, words: bytes, patience: float = 60.0) -> None:
        """Carry on until the program wrote words."""
        deadline, written = time.perf_counter() + patience, b""
        while words not in written:
            written += self.run(time.perf_counter() + 0.05)
            if time.perf_counter() > deadline:
                raise SystemExit(f"«{words.decode()}» never appeared")

    def close(self) -> None:
        """End the program."""
        os.kill(self._program, signal.SIGKILL)
        os.waitpid(self._program, 0)
        os.close(self._end)

    def _carry(self, chunk: bytes) -> bytes:
        """Put a piece on the line, and answer what it asks when it has arrived."""
        self._free_at = max(time.perf_counter(), self._free_at) + len(chunk) / self._rate
        self.arrived = self._free_at + self._end_to_end
        self.sent += len(chunk)
        for question, answer in self._answers.items():
            if question in chunk:
                self._send(answer, self.arrived)
        return chunk

    def _send(self, keys: bytes, at: float) -> None:
        heappush(self._due, (at + self._end_to_end, keys))


def held(line: SlowLine, options: argparse.Namespace) -> tuple[float, int]:
    """Hold a key: seconds from its last stroke until the screen settled, and the bytes it took."""
    before, started, last = line.sent, time.perf_counter(), 0.0
    for stroke in range(round(options.held * options.strokes)):
        line.run(started + stroke / options.strokes)
        last = line.type(options.keys[stroke % len(options.keys)])
    line.arrived = max(line.arrived, last)
    line.settle(1.0)
    return line.arrived - last, line.sent - before


def at_the_beginning(store: Path) -> None:
    """A study whose coder stands at the beginning of a coded document of 4,000 words."""
    from storage import Place, Study

    with Study.open(built(store, 2, 4000), coder=CODER) as study:
        study.save_place(Place(study.documents(limit=1).rows[0].uid, 0, "{}"))


def measured(options: argparse.Namespace) -> Iterator[tuple[float, str]]:
    """Seconds and a row for each size and kind of line."""
    sizes = options.size or ["80x24", "120x40"]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder, "study.db")
        command = [sys.executable, "-m", "tui", "--store", str(store), "--coder", CODER]
        for each in product(sizes, ("ssh", "serial"), (False, True)):
            options.size, options.kind, options.answering = each
            at_the_beginning(store)
            line = SlowLine(command, options)
            try:
                line.wait_for(READY)
                line.settle(1.0)
                seconds, size = held(line, options)
            finally:
                line.close()
            terminal = "answers" if options.answering else "silent"
            row = f"{options.size:<9}{options.kind:<8}{terminal:<9}{seconds:6.2f} s{size:>9,} bytes"
            yield seconds, row


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", default="j", help="what is held; several are struck in turn")
    parser.add_argument("--held", type=float, default=2.0, help="seconds")
    parser.add_argument("--strokes", type=float, default=30.0, help="how often a second")
    parser.add_argument("--latency", type=float, default=0.15, help="seconds there and back")
    parser.add_argument("--rate", type=float, default=30_000.0, help="bytes a second")
    parser.add_argument("--size", action="append", help="columns x rows; may be given again")
    slow = False
    for seconds, row in measured(parser.parse_args()):
        sys.stdout.write(f"{row}\n")
        sys.stdout.flush()
        slow = slow or seconds > TARGET
    sys.exit(1 if slow else 0)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
