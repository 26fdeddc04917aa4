"""The part of a long list that is in memory: a few consecutive pages that slide over the whole."""

from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from storage import Page

CAPACITY = 600
"""Rows in memory, at most, unless one page alone is larger."""


class Named(Protocol):
    """A row of a list, known by its uid."""

    @property
    def uid(self) -> str:
        """What no other row of the list is called."""


Row = TypeVar("Row", bound=Named)


class RowWindow(Generic[Row]):
    """Consecutive rows of a list, whole pages of them, with the cursors of what lies beyond."""

    def __init__(self) -> None:
        self._pages: deque[Page[Row]] = deque()
        self.rows: list[Row] = []
        """What is in memory, in the list's order."""

    @property
    def before(self) -> str | None:
        """The cursor of the page before the first row, None at the beginning."""
        return self._pages[0].before if self._pages else None

    @property
    def after(self) -> str | None:
        """The cursor of the page after the last row, None at the end."""
        return self._pages[-1].after if self._pages else None

    def show(self, page: "Page[Row]") -> None:
        """Forget everything, and hold one page."""
        self._pages = deque([page])
        self.rows = list(page.rows)

    def append(self, page: "Page[Row]") -> int:
        """Hold the page after the last as well; return how many rows were dropped at the top."""
        if not page.rows and self._pages:
            # Nothing of it belonged to the list, which goes on behind it.
            self._pages[-1] = replace(self._pages[-1], after=page.after)
            return 0
        self._pages.append(page)
        self.rows.extend(page.rows)
        dropped = 0
        while len(self.rows) - dropped > CAPACITY and len(self._pages) > 1:
            dropped += len(self._pages.popleft().rows)
        del self.rows[:dropped]
        return dropped

    def prepend(self, page: "Page[Row]") -> int:
        """Hold the page before the first as well; return how many rows were added at the top."""
        if not page.rows and self._pages:
            self._pages[0] = replace(self._pages[0], before=page.before)
            return 0
        self._pages.appendleft(page)
        self.rows[:0] = page.rows
        while len(self.rows) > CAPACITY and len(self._pages) > 1:
            del self.rows[len(self.rows) - len(self._pages.pop().rows) :]
        return len(page.rows)

    def find(self, uid: str | None) -> int | None:
        """Where the row of that uid is, None when it is not in memory."""
        return next((at for at, row in enumerate(self.rows) if row.uid == uid), None)
