"""Estimates how wide words are printed, since a page says only where they begin."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

_PLAIN: Final = 556
_HUNDREDTHS: Final = {
    222: "ijl",
    191: "'‘’",
    278: " !,./:;ftI\\[]|\xa0",
    333: '()-r“”"`',
    389: "*",
    500: "ckJsvxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "@—…",
}
"""Widths of the letters of Helvetica, in thousandths of the letter size; others are 556."""
_LETTERS: Final = {letter: width for width, letters in _HUNDREDTHS.items() for letter in letters}
_NARROWEST: Final = 0.7
_WIDEST: Final = 1.45
"""A font this much wider than Helvetica is no font: there was a gap."""
_ENOUGH: Final = 20
"""Letters that tell a font's own width."""


_MEAN: Final = 495
"""The mean width of Helvetica's small letters."""


def _mean_width(font: Any) -> float | None:
    """The mean width of a font's small letters, or else of all its letters; None if unknown."""
    declared = font.get("/Widths")
    if declared is None:
        return None
    widths = [float(width) for width in declared.get_object() if isinstance(width, int | float)]
    first = font.get("/FirstChar", 0)
    small = _positive(widths[max(97 - first, 0) : max(123 - first, 0)]) or _positive(widths)
    return sum(small) / len(small) if small else None


def _positive(widths: Iterable[float]) -> list[float]:
    """The widths of letters that a font has."""
    return [width for width in widths if width > 0]


class Ruler:
    """Measures words, and learns each font's width from runs that follow one another."""

    def __init__(self) -> None:
        self._widths: defaultdict[str, int] = defaultdict(lambda: _PLAIN, _LETTERS)
        self._learned: dict[str, tuple[float, float]] = {}
        """Of each font, how wide its runs were printed, and how wide Helvetica would be."""

    def meet(self, font: Any, name: str) -> None:
        """Take note of the widths that a font declares, when it is first seen."""
        if name in self._learned:
            return
        mean = _mean_width(font) if font is not None else None
        if mean is not None and _NARROWEST * _MEAN < mean < _WIDEST * _MEAN:
            self._learned[name] = (mean / _MEAN, 1.0)
        else:
            self._learned[name] = (1.0, 1.0)

    def width(self, words: str, font: str) -> float:
        """How wide words are in letters of size 1."""
        printed, plain = self._learned.get(font, (1.0, 1.0))
        return self._plain(words.rstrip()) * printed / plain

    def learn(self, words: str, font: str, width: float) -> None:
        """Take note of how wide some words were, blanks at their end included."""
        if len(words) < _ENOUGH:
            return
        plain = self._plain(words)
        if _NARROWEST * plain < width < _WIDEST * plain:
            before = self._learned.get(font, (0.0, 0.0))
            self._learned[font] = (before[0] + width, before[1] + plain)

    def _plain(self, words: str) -> float:
        """How wide words are in Helvetica."""
        return sum(map(self._widths.__getitem__, words)) / 1000
