"""Takes the words off a page: what was printed in one go, where, how large, how heavy."""

import functools
import math
import re
from collections import Counter
from itertools import pairwise
from typing import Any, Final, NamedTuple

from storage.documents.normalise import normalise
from storage.documents.readers.pdf.glyphs import is_symbol_font
from storage.documents.readers.pdf.ruler import Ruler

_HEAVY: Final = ("bold", "black", "heavy", "demi")
_LIGATURES: Final = {
    chr(first + offset): letters
    for first in (0x0B, 0x1B)
    for offset, letters in enumerate(("ff", "fi", "fl", "ffi", "ffl"))
}
"""Where TeX keeps its ligatures; pypdf hands them on as control characters."""
_LIGATURE: Final = re.compile(r"(?<=[a-zA-Z])[\x0b-\x0f\x1b-\x1f]|[\x0b-\x0f\x1b-\x1f](?=[a-z])")
SLOPING: Final = 4
"""The turn of words that lie across the page, as stamps and watermarks do."""
_SLOPE: Final = 0.1
_SMALLEST: Final = 0.5
"""Smaller letters are not meant to be read."""


class Run(NamedTuple):
    """Words that were printed in one go."""

    words: str
    x: float
    y: float
    size: float
    width: float
    is_bold: bool
    is_symbol: bool
    turn: int
    is_last: bool
    """Whether the page's own order ends its line here."""
    font: str


def runs_of(page: Any, ruler: Ruler) -> list[Run]:
    """The runs of one page in the order in which it prints them, blank ones between them too."""
    runs: list[Run] = []

    def visit(words: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if words:
            runs.append(_run(words, cm, tm, font, size, ruler))

    page.extract_text(visitor_text=visit)
    _learn(ruler, runs)
    return _upright([run for run in runs if run.size >= _SMALLEST])


def _upright(runs: list[Run]) -> list[Run]:
    """The runs with most of them upright: a page printed sideways is turned."""
    letters = Counter[int]()
    for run in runs:
        letters[run.turn] += len(run.words)
    turn = letters.most_common(1)[0][0] if letters else 0
    if turn in (0, SLOPING):
        return runs
    return [
        run if run.turn == SLOPING else run._replace(turn=(run.turn - turn) % 4) for run in runs
    ]


def _run(words: str, cm: list[float], tm: list[float], font: Any, size: float, ruler: Ruler) -> Run:
    """Words with their place on the page, turned upright."""
    across, along = tm[0] * cm[0] + tm[1] * cm[2], tm[0] * cm[1] + tm[1] * cm[3]
    x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
    y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
    turn = _turn(across, along)
    x, y = ((x, y), (y, -x), (-x, -y), (-y, x), (x, y))[turn]
    size = abs(size) * math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3])
    name = str(font.get("/BaseFont", "")) if font is not None else ""
    is_last = words.endswith("\n")
    if not (words.isascii() and words.isprintable()):
        words = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], words)
        # Many writers of PDF files print their bullet as DEL, which the standard encoding shows so.
        words = words.replace("\x7f", "•")
        words = normalise(words.rstrip("\n"))[0].replace("\n", " ")
    is_bold, is_symbol = _style(name)
    ruler.meet(font, name)
    width = ruler.width(words, name) * size
    return Run(words, x, y, size, width, is_bold, is_symbol, turn, is_last, name)


def _turn(across: float, along: float) -> int:
    """Quarter turns of a baseline; words that slope lie across the page."""
    quarters = math.atan2(along, across) / (math.pi / 2)
    turn = round(quarters)
    return turn % 4 if abs(quarters - turn) < _SLOPE else SLOPING


@functools.lru_cache(maxsize=500)
def _style(font: str) -> tuple[bool, bool]:
    """Whether a font is heavy, and whether it draws signs instead of letters."""
    lower = font.lower()
    return any(weight in lower for weight in _HEAVY), is_symbol_font(lower)


def _learn(ruler: Ruler, runs: list[Run]) -> None:
    """Let the ruler see how wide those runs are that another one follows without a gap."""
    for run, following in pairwise(runs):
        if run.y == following.y and run.size > 0 and run.turn == following.turn:
            ruler.learn(run.words, run.font, (following.x - run.x) / run.size)
