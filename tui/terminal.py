"""The terminal as it is read: no byte ends the program, and an Esc is not lost to the key behind it.

Terminals send Alt as an Esc before the key, and a slow line delivers Esc and the next key in one
piece. Textual takes both for other keys, and an Esc in the midst of a burst for a circumflex.
Here it is always Alt and the key that comes behind; whoever knows where the keys go decides
which of the two was meant.
"""

import os
import re
import selectors
import signal
import time
from codecs import getincrementaldecoder
from collections.abc import Iterable

from textual import events
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from tui.pace import NEAR, PacedApp
from tui.slimming import slim

ESCAPE = "\x1b"
_INTRODUCERS = ("[", "O", ESCAPE)
"""What follows an Esc where it begins a sequence, or stands before one."""
_HALF_A_MARK = re.compile(r"\x1b\[20{0,2}\Z")
"""Input that ends where the mark before pasted text may go on."""


class KeyParser(XTermParser):
    """Makes keys of what a terminal sends, and text of what is pasted."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pasted: str | None = None
        self._held = ""
        self._before = ""

    def feed(self, data: str) -> Iterable[Message]:
        """Keys and other events of some more input."""
        if not data:
            yield from super().feed(data)
        data, self._held = self._held + data, ""
        while data:
            if self._pasted is None:
                typed, mark, data = data.partition(BRACKETED_PASTE_START)
                if not mark and (half := _HALF_A_MARK.search(typed)):
                    typed, self._held = typed[: half.start()], half[0]
                yield from self._type(typed)
                self._pasted = "" if mark else None
            else:
                text, mark, data = (self._pasted + data).partition(BRACKETED_PASTE_END)
                self._pasted = None if mark else text
                if mark:
                    yield events.Paste(text.replace("\0", ""))

    def _type(self, typed: str) -> Iterable[Message]:
        """What was typed; an Esc that begins no sequence is Alt, or a key that came before."""
        begun = 0
        for place, character in enumerate(typed):
            before, self._before = self._before, character
            if before == ESCAPE and not character.startswith(_INTRODUCERS):
                yield from self._feed(typed[begun : max(begun, place - 1)])
                yield from self._end_sequence()
                begun = place
                if place > 0:
                    yield from self._alt(character)
                    begun = place + 1
        yield from self._feed(typed[begun:])

    def _feed(self, data: str) -> Iterable[Message]:
        # An empty piece would mean that no more is to come.
        return super().feed(data) if data else ()

    def _alt(self, character: str) -> Iterable[Message]:
        """Alt and a key."""
        for key in self._sequence_to_key_events(character):
            yield events.Key(f"alt+{key.key}", character)

    def _end_sequence(self) -> Iterable[Message]:
        """Take an Esc that came before for the key, without waiting for more."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


class Terminal(LinuxDriver):
    """A terminal that may be far away, may send anything, and may go away."""

    _asked_at = 0.0
    _begun = ""

    def start_application_mode(self) -> None:
        """Begin to draw, and to read keys."""
        self._asked_at = time.monotonic()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no types here
        if self._writer_thread is not None:
            # A line that is frozen takes nothing: whoever writes must not wait for it, or no
            # half-filled form would be kept any more.
            self._writer_thread._queue.maxsize = 0

    def write(self, data: str) -> None:
        """Write to the terminal, in as few bytes as will do; a picture with its marks in one piece."""
        self._begun += slim(data)
        if self._begun.startswith(SYNC_START) and data != SYNC_END:
            # Each piece would wake the thread that writes, which takes turns with this one.
            return
        whole, self._begun = self._begun, ""
        super().write(whole)
        if isinstance(self._app, PacedApp):
            self._app.pace.sent(len(whole), time.monotonic())

    def run_input_thread(self) -> None:
        """Read until the application ends, or the terminal does."""
        parser = KeyParser(self._debug)
        # A terminal that is not in UTF-8, or a pasted binary, sends bytes that mean nothing.
        decode = getincrementaldecoder("utf-8")(errors="ignore").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(0.1):
                    read = self._read()
                    if not read:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    if text := decode(read):
                        self._process(parser.feed(text))
                self._process(parser.tick())

    def _process(self, messages: Iterable[Message]) -> None:
        for message in messages:
            if isinstance(message, TerminalSupportsSynchronizedOutput):
                self._take_answer()
            self.process_message(message)

    def _take_answer(self) -> None:
        """See by the answer to the first question how far away the terminal is."""
        if isinstance(self._app, PacedApp) and not _may_answer_for_another():
            self._app.pace.is_near = time.monotonic() - self._asked_at < NEAR

    def _read(self) -> bytes:
        """What came; nothing when the terminal is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""


def _may_answer_for_another() -> bool:
    """Whether a program that keeps screens answers, and the terminal itself may be anywhere."""
    return any(os.environ.get(name) for name in ("TMUX", "STY", "SSH_CONNECTION"))
