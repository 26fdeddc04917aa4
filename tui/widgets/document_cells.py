"""How many columns text takes, and where it may be cut without breaking a character."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from rich.cells import get_character_cell_size, split_graphemes

JOINER: Final = "\u200d"
"""Zero width joiner: what follows belongs to what stands before."""

_NOT_ONE_COLUMN: Final = re.compile(
    "[^\x20-\x7e\xa0-\u02ff\u0370-\u0482\u1e00-\u200a\u2010-\u2027\u2030-\u205e"
    "\u20a0-\u20c0\u2100-\u2319\u2400-\u25fc]"
)
_RESIZED: Final = re.compile("[\u200d\ufe0f]")
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]+$")
_NEVER_FIRST: Final = frozenset("、。，．・：；！？）］｝」』】〉》〕〟’”…ー々")
_NEVER_LAST: Final = frozenset("（［｛「『【〈《〔〝‘“")
_LONGEST_STACK: Final = 8
"""Characters a column may hold on average: a thousand accents on one letter are cut."""


class _Columns(dict[str, int]):
    """Columns of each character met so far."""

    def __missing__(self, character: str) -> int:
        columns = get_character_cell_size(character)
        self[character] = columns
        return columns


_COLUMNS: Final = _Columns()


def is_edge(text: str, index: int) -> bool:
    """Whether text may be cut before ``index``: never inside an accent, emoji sequence or flag."""
    if not 0 < index < len(text):
        return True
    before, here = text[index - 1], text[index]
    if here < "\u0300":
        return before != JOINER
    if before == "\n":
        return True
    if before == JOINER or _COLUMNS[here] == 0:
        return False
    if "\U0001f1e6" <= here <= "\U0001f1ff":
        run = _FLAG.search(text, max(0, index - 4096), index)
        return run is None or len(run[0]) % 2 == 0
    return True


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """The passage widened until neither edge cuts a character."""
    start, end = max(0, start), min(len(text), end)
    while not is_edge(text, start):
        start -= 1
    while not is_edge(text, end):
        end += 1
    return start, end


def column_sums(text: str, start: int, end: int) -> list[int] | None:
    """Columns taken before each character of ``text[start:end]`` and at its end; None: one each."""
    if _NOT_ONE_COLUMN.search(text, start, end) is None:
        return None
    line = text[start:end]
    if _RESIZED.search(line) is None:
        return [0, *accumulate(map(_COLUMNS.__getitem__, line))]
    sums = [0] * (len(line) + 1)
    total = 0
    for first, last, columns in split_graphemes(line)[0]:
        total += columns
        sums[first + 1 : last + 1] = [total] * (last - first)
    return sums


def wrap(text: str, start: int, end: int, width: int, first: int) -> list[tuple[int, int]]:
    """Cut one line of text between words into pieces of ``width`` columns, the first ``first``."""
    sums = column_sums(text, start, end)
    pieces = []
    position, room = start, first
    while True:
        stop, following = _cut(text, position, end, room, start, sums)
        pieces.append((position, stop))
        if following >= end:
            return pieces
        position, room = following, width


def _cut(
    text: str, position: int, end: int, room: int, start: int, sums: list[int] | None
) -> tuple[int, int]:
    """Where the piece that begins at ``position`` ends, and where the next one begins."""
    if sums is None:
        limit = position + room
    else:
        limit = start + bisect_right(sums, sums[position - start] + room) - 1
        limit = min(limit, position + room * _LONGEST_STACK)
    if limit >= end:
        return end, end
    space = text.rfind(" ", position + 1, limit + 1)
    cut = space if sums is None else _cut_wide(text, max(space, position), limit, space)
    if cut < 0:
        cut = _cut_word(text, position, end, limit)
    stop = cut
    while stop > position + 1 and text[stop - 1] == " ":
        stop -= 1
    while cut < end and text[cut] == " ":
        cut += 1
    return stop, cut


def _cut_wide(text: str, after: int, limit: int, otherwise: int) -> int:
    """The last place up to ``limit`` between two characters of which one is wide."""
    for cut in range(limit, after, -1):
        wide = _COLUMNS[text[cut]] == 2 or _COLUMNS[text[cut - 1]] == 2
        forbidden = text[cut] in _NEVER_FIRST or text[cut - 1] in _NEVER_LAST
        if wide and not forbidden and is_edge(text, cut):
            return cut
    return otherwise


def _cut_word(text: str, position: int, end: int, limit: int) -> int:
    """Where to cut a word that is longer than a line: at least one whole character on."""
    cut = max(limit, position + 1)
    while cut > position and not is_edge(text, cut):
        cut -= 1
    if cut > position:
        return cut
    cut = min(max(limit, position + 1), end)
    while cut < end and cut - limit < 256 and not is_edge(text, cut):
        cut += 1
    return cut
