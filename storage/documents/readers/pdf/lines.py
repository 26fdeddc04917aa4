"""Puts the runs of a page together into lines."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from storage.documents.readers.pdf.glyphs import mended
from storage.documents.readers.pdf.ruler import Ruler
from storage.documents.readers.pdf.runs import Run, runs_of

_SAME_LINE: Final = 0.45
"""How far apart, in letter sizes, baselines of one line may be: a raised footnote mark is."""
_BACK: Final = 0.6
"""How far back, in letter sizes, the next words of one line may start."""
_WORD_GAP: Final = 0.2
_CELL_GAP: Final = 1.5
"""A gap this wide, in letter sizes, parts two cells of a row."""
_COLUMN_GAP: Final = 0.5
"""The same where other lines begin at the same place."""
_COLUMN: Final = 3
_ROUGHLY: Final = 0.05
"""The part of its width by which the estimated end of a run may be wrong."""
_LEFTMOST_MARK: Final = 5
"""Words this short at the left of a gap are a list mark, not a cell."""


class Line(NamedTuple):
    """Words on one baseline; distances in points, upwards and to the right."""

    text: str
    x: float
    y: float
    right: float
    """Where the words end, as far as their letters tell."""
    foot: float
    """The lowest baseline: below ``y`` for a row of cells that take several lines."""
    size: float
    """Of most letters."""
    opening: float
    """Letter size of the first words."""
    closing: float
    """Letter size of the last words."""
    is_bold: bool | None
    """None where only some words are."""
    words_x: float
    """Where the words begin, after a list mark."""
    cells: tuple[float, ...] = ()
    """Where each further cell of a row begins."""
    turn: int = 0
    """Quarter turns of the baseline, anticlockwise; 4 where it slopes."""


def lines_of(page: Any, ruler: Ruler) -> list[Line]:
    """The lines of one page in the order in which it prints them."""
    runs = runs_of(page, ruler)
    stops = _stops(runs)
    return [line for on_one in _by_line(runs) for line in _line(on_one, stops)]


def _stops(runs: list[Run]) -> frozenset[int]:
    """Where several runs begin, in half points: there a column of a table may be."""
    counts = Counter(round(run.x * 2) for run in runs if run.words.strip())
    return frozenset(x for x, count in counts.items() if count >= _COLUMN)


def _by_line(runs: list[Run]) -> Iterator[list[Run]]:
    """The runs of each line."""
    line: list[Run] = []
    for run in runs:
        if not line and not run.words.strip():
            continue
        if line and not _continues(line, run):
            yield line
            line = []
        line.append(run)
    yield line


def _continues(line: list[Run], run: Run) -> bool:
    """Whether a run stands on the baseline of the line before it and further right."""
    last = line[-1]
    if not run.words.strip():
        return True
    size = max(run.size, last.size)
    inked = next((each for each in reversed(line) if each.words.strip()), last)
    return (
        run.turn == last.turn
        and abs(run.y - inked.y) <= _SAME_LINE * size
        and run.x >= inked.x - _BACK * size
    )


def _line(runs: list[Run], stops: frozenset[int]) -> list[Line]:
    """The line that some runs make; none where they are blank."""
    inked = [run for run in runs if run.words.strip()]
    if not inked:
        return []
    text, cells = _joined(runs, stops)
    lettered = [run for run in inked if _letters(run.words) > 1] or inked
    bold = sum(_letters(run.words) for run in inked if run.is_bold)
    letters = sum(_letters(run.words) for run in inked)
    main = max(lettered, key=lambda run: len(run.words))
    mark = len(inked) > 1 and len(inked[0].words.strip()) <= _LEFTMOST_MARK
    return [
        Line(
            text,
            inked[0].x,
            main.y,
            inked[-1].x + inked[-1].width,
            main.y,
            main.size,
            lettered[0].size,
            lettered[-1].size,
            None if 0 < bold < letters else bold > 0,
            inked[1].x if mark and _is_mark(inked[0]) else inked[0].x,
            cells,
            inked[0].turn,
        )
    ]


def _joined(runs: list[Run], stops: frozenset[int]) -> tuple[str, tuple[float, ...]]:
    """The words of a line, with a tab where a gap parts cells, and where those cells begin."""
    pieces: list[str] = []
    cells: list[float] = []
    last: Run | None = None
    length = 0
    for run in runs:
        if not run.words.strip():
            pieces.append(" ")
            continue
        if last is not None:
            gap = run.x - last.x - last.width
            length += len(last.words.strip())
            narrowest = _CELL_GAP * run.size + _ROUGHLY * last.width
            if round(run.x * 2) in stops:
                narrowest = _COLUMN_GAP * run.size
            if gap > narrowest and length > _LEFTMOST_MARK:
                pieces.append("\t")
                cells.append(run.x)
            elif last.is_last and gap > _WORD_GAP * run.size:
                pieces.append(" ")
        pieces.append(mended(run.words, run.is_symbol, is_first=last is None))
        last = run
    return "\t".join(" ".join(cell.split()) for cell in "".join(pieces).split("\t")), tuple(cells)


def _letters(words: str) -> int:
    """How many letters and digits are in some words."""
    return sum(map(str.isalnum, words))


def _is_mark(run: Run) -> bool:
    """Whether a short run at the left is a bullet or a number."""
    words = run.words.strip()
    return run.is_symbol or not words.isalpha() or len(words) == 1
