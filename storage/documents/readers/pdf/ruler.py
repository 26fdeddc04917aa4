"""Estimates how wide words are printed, since a page says only where they begin."""

from collections import defaultdict
from typing import Final

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


class Ruler:
    """Measures words, and learns each font's width from runs that follow one another."""

    def __init__(self) -> None:
        self._widths: defaultdict[str, int] = defaultdict(lambda: _PLAIN, _LETTERS)
        self._learned: dict[str, tuple[float, float]] = {}
        """Of each font, how wide its runs were printed, and how wide Helvetica would be."""

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
