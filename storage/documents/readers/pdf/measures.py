"""Learns how a document is set: the size of its letters, the way from line to line, its margin."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from storage.documents.readers.pdf.lines import Line

_LEADING: Final = 1.22
"""The way from line to line, in letter sizes, where a document does not show its own."""
_CLOSEST, _WIDEST = 0.9, 2.2
_FULL: Final = 0.9
"""The part of the lines that end further left than a full line does."""
_STEP: Final = 0.05
_ENOUGH: Final = 4
_LONG: Final = 30
"""Characters of a line that tells how wide the text is set."""
_COLUMN: Final = 5
"""So many lines below one another make a column."""


class Measures(NamedTuple):
    """What is usual in one document; distances in points."""

    size: float
    """Of most letters."""
    leading: dict[int, float]
    """By rounded letter size: the way from line to line, in letter sizes."""
    rights: dict[int, float]
    """By rounded letter size: where full lines end; 0 stands for all sizes."""
    columns: tuple[tuple[float, float], ...] = ()
    """On one page that has columns: where each begins, and where its full lines end."""

    def step(self, size: float) -> float:
        """How far the next line of a paragraph in letters of ``size`` is."""
        return self.leading.get(round(size), self.leading.get(0, _LEADING)) * size

    def right_of(self, line: Line) -> float:
        """Where lines end that begin where this one does."""
        ends = (end for start, end in reversed(self.columns) if start <= line.x)
        of_size = self.rights.get(round(line.size), self.rights.get(0, 0.0))
        return next(ends, of_size)

    def on(self, page: Sequence[Line]) -> "Measures":
        """The same, with the columns of one page where it has some."""
        return self._replace(columns=_columns(page, self.size))


def measures_of(pages: Sequence[list[Line]]) -> Measures:
    """What is usual on these pages."""
    lines = [line for page in pages for line in page if not line.turn]
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 12.0
    return Measures(size, _leadings(pages), _rights(lines))


def _rights(lines: list[Line]) -> dict[int, float]:
    """Where full lines end, by rounded letter size; 0 stands for all of them."""
    ends: defaultdict[int, list[float]] = defaultdict(list)
    for line in lines:
        if len(line.text) > _LONG and not line.cells:
            ends[round(line.size)].append(line.right)
            ends[0].append(line.right)
    return {
        size: sorted(of_size)[int(len(of_size) * _FULL)]
        for size, of_size in ends.items()
        if size == 0 or len(of_size) >= _COLUMN
    }


def _columns(page: Sequence[Line], size: float) -> tuple[tuple[float, float], ...]:
    """Beginning and end of each column; nothing for a page of one."""
    plain = [line for line in page if not line.cells and not line.turn]
    starts = Counter(round(line.x) for line in plain)
    edges: list[tuple[float, float]] = []
    for start in sorted(starts):
        of = [line for line in plain if round(line.x) == start]
        is_own = len(of) >= _COLUMN and (not edges or start > edges[-1][1])
        if is_own:
            rights = sorted(line.right for line in of)
            edges.append((start - size, rights[int(len(rights) * _FULL)]))
    return tuple(edges) if len(edges) > 1 else ()


def _leadings(pages: Sequence[list[Line]]) -> dict[int, float]:
    """The usual way from line to line by rounded letter size; 0 stands for all of them."""
    counts: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for page in pages:
        for line, following in pairwise(page):
            step = (line.foot - following.y) / line.size
            if abs(line.size - following.size) < 0.5 and _CLOSEST <= step <= _WIDEST:
                for size in (0, round(line.size)):
                    counts[size][round(step / _STEP)] += 1
    return {
        size: _usual(steps) * _STEP for size, steps in counts.items() if steps.total() >= _ENOUGH
    }


def _usual(steps: Counter[int]) -> int:
    """The commonest step; the smallest of those that are nearly as common."""
    most = steps.most_common(1)[0][1]
    return min(step for step, count in steps.items() if count * 3 >= most)
