"""How far something long has come, told while it goes on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from storage.database.watching import watched
from storage.records import Progress

Report = Callable[[Progress], None]
"""Hears now and then how far something long has come; what it raises stops it."""


class Count:
    """Counts what is done, and tells it."""

    def __init__(self, report: Report | None, total: int | None, unit: str) -> None:
        self._report, self._total, self._unit = report, total, unit
        self._done = 0

    def add(self, n: int = 1) -> None:
        """Take note of some more."""
        self._done += n
        self.tell()

    def tell(self) -> None:
        """Tell how far it is."""
        if self._report is not None:
            self._report(Progress(self._done, self._total, self._unit))


@contextmanager
def counted(report: Report | None, total: int | None, unit: str) -> Iterator[Count]:
    """A count that is told also while the database is busy with a single statement."""
    count = Count(report, total, unit)
    with watched(count.tell if report is not None else None):
        count.tell()
        yield count
