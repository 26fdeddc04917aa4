"""Long statements that can be watched and ended: SQLite looks up now and then while it works.

Without that, Ctrl+C would be heard only when a statement is done, which may take minutes in a
large store. What ends a statement undoes its transaction, like any other error.
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storage.records import Progress

OPERATIONS = 200_000
"""Steps of SQLite's between two looks: some milliseconds."""


class _Watch(threading.local):
    """What this thread has to call when SQLite looks up."""

    look: Callable[[], None] | None = None
    ended: BaseException | None = None
    """What ended the statement."""


_watch = _Watch()


def watch(connection: sqlite3.Connection) -> None:
    """Have a connection look up now and then."""
    connection.set_progress_handler(_look_up, OPERATIONS)


def _look_up() -> int:
    """Called by SQLite; anything but 0 ends the statement."""
    try:
        if _watch.look is not None:
            _watch.look()
    except BaseException as error:  # noqa: BLE001  raised again as soon as SQLite has ended
        _watch.ended = error
        return 1
    return 0


@contextmanager
def watched(look: Callable[[], None] | None) -> Iterator[None]:
    """Call ``look`` now and then while this thread's statements run; what it raises ends them."""
    before, _watch.look, _watch.ended = _watch.look, look, None
    try:
        yield
    finally:
        _watch.look = before


def clock(report: Callable[[Progress], None] | None, unit: str) -> Callable[[], None] | None:
    """Tells the seconds from now on, where nothing else can be counted."""
    if report is None:
        return None
    began = time.monotonic()
    return lambda: report(Progress(round(time.monotonic() - began), None, unit))


def what_ended(error: Exception) -> BaseException | None:
    """What ended a statement, where the database did not: Ctrl+C, or what ``look`` raised."""
    ended, _watch.ended = _watch.ended, None
    if ended is None and "interrupted" in str(getattr(error, "orig", None) or error):
        # Ctrl+C is heard before the first line of _look_up, and lost on its way through SQLite.
        return KeyboardInterrupt()
    return ended
