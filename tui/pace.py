"""How much of the screen a slow line is sent while keys pour in: no more than it carries.

A held key changes the screen thirty times a second, and a line of 30 KB/s would bring the last
picture seconds after the key is let go: whoever held it would shoot past. So, as long as keys
follow one another closely, a picture is sent only when the line can have carried those before it;
what changes meanwhile is in the next one. A terminal that answers at once is near, and gets all.
"""

import time
from collections.abc import Iterable

from rich.console import RenderableType
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.geometry import Region
from textual.screen import Screen

CARRIED = 30_000
"""Bytes a second that any line is taken to carry."""
POUR = 0.05
"""Seconds between two keys within which they are one that is held, or many in one piece."""
LULL = 0.15
"""Seconds without a key after which no more pour in."""
NEAR = 0.03
"""Seconds within which only a terminal on this machine, or close to it, answers."""


class Pace:
    """What is on its way to the terminal, as far as can be known from this side of the line."""

    def __init__(self) -> None:
        self.is_near = False
        """Whether the terminal answered at once; then it is never waited for."""
        self._free_at = 0.0
        self._pour_ends = 0.0
        self._key_at = float("-inf")

    def sent(self, n: int, now: float) -> None:
        """Take note of bytes that were sent."""
        self._free_at = max(self._free_at, now) + n / CARRIED

    def key(self, read_at: float, now: float) -> None:
        """Take note of a key.

        Args:
            read_at: When it came.
            now: When its turn comes, which may be later.
        """
        if read_at - self._key_at < POUR or read_at < self._pour_ends:
            self._pour_ends = now + LULL
        self._key_at = read_at

    def wait(self, now: float) -> float:
        """Seconds until the next picture should be sent; 0 for at once."""
        return 0.0 if self.is_near else max(0.0, min(self._free_at, self._pour_ends) - now)


class PacedApp(App[None]):
    """An application that sends pictures no faster than a slow line carries them."""

    def __init__(self) -> None:
        super().__init__()
        self.pace = Pace()
        self._unsent: set[Region] = set()

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send a picture, or wait with it."""
        regions = set(_regions(renderable))
        wait = self.pace.wait(time.monotonic())
        if not regions or not (wait or self._unsent):
            super()._display(screen, renderable)
            return
        if not self._unsent:
            self.set_timer(wait, self._send)
        self._unsent |= regions

    def _send(self) -> None:
        """Send the picture as it is now, where anything changed since the last one."""
        screen, regions = self.screen, self._unsent
        self._unsent = set()
        whole = screen.size.region
        screen._compositor._dirty_regions.update(
            shown for region in regions if (shown := region.intersection(whole))
        )
        screen._compositor_refresh()


def _regions(renderable: RenderableType | None) -> Iterable[Region]:
    """Where a picture differs from the one before."""
    if isinstance(renderable, ChopsUpdate):
        return (Region(start, y, end - start, 1) for y, start, end in renderable.spans)
    return (renderable.region,) if isinstance(renderable, LayoutUpdate) else ()
