"""Puts lines together into paragraphs, on a page and across the end of one."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from storage.documents.readers.pdf.lines import Line
from storage.documents.readers.pdf.measures import Measures

_MARKED: Final = re.compile(
    r"(?:\d{1,3}[.)]|[(\[](?:\d{1,3}|[a-z]|[ivx]{1,4})[)\]]|[a-z][.)]|[ivx]{1,4}[.)]"
    r"|\d{1,2}(?:\.\d{1,3}){1,2}\.?|[•●○▪■◼◾◦‣·–—-])\s"
)
_NUMBERED: Final = re.compile(r"\d{1,3}[.)]\s")
_ENDS: Final = re.compile(r"[.!?:;…][”’\"')\]]*\s*\d{0,2}$")
_STOPS: Final = re.compile(r"[.!?…][”’\"')\]]*\s*\d{0,2}$")
_WIDER: Final = 1.22
"""So much further than usual, a line begins a paragraph."""
_CLOSER: Final = 0.4
_LOOSE: Final = 2.0
"""In a sentence, lines are no further apart, in letter sizes."""
_OTHER_SIZE: Final = 0.07
_INDENT: Final = 0.8
"""Begins so many letter sizes to the right, a line opens a paragraph."""
_FURTHER: Final = 1.3
_USUAL: Final = 0.15
"""The part of all numbers that stand where those of paragraphs do."""
_SHORT: Final = 0.1
"""The part of the line's width by which its estimated end may be wrong."""
_SHORTER: Final = 0.35
"""The same where the sentence goes on: some pages are set narrower than others."""
_NOTE: Final = 0.9
"""Letters this small at the foot of a page are notes."""


class Written(NamedTuple):
    """A line and the page on which it is."""

    line: Line
    page: int


class Group(NamedTuple):
    """The lines of one paragraph."""

    lines: list[Written]

    @property
    def first(self) -> Line:
        """Its first line."""
        return self.lines[0].line

    @property
    def last(self) -> Line:
        """Its last line so far."""
        return self.lines[-1].line


def grouped(body: list[Line], page: int, usual: Measures) -> list[Group]:
    """The paragraphs of one page."""
    usual = usual.on(body)
    groups: list[Group] = []
    for line in body:
        if groups and _goes_on(groups[-1], line, usual):
            groups[-1].lines.append(Written(line, page))
        else:
            groups.append(Group([Written(line, page)]))
    return groups


def _goes_on(group: Group, line: Line, usual: Measures) -> bool:
    """Whether a line belongs to the paragraph above it."""
    last = group.last
    step = last.foot - line.y
    usually = max(usual.step(max(last.opening, last.closing, line.size)), _own_step(group))
    if last.cells or line.cells or last.turn != line.turn:
        return False
    widest = (
        _WIDER * usually if not _is_cut(last, line) else max(_WIDER * usually, _LOOSE * line.size)
    )
    if not _CLOSER * usually < step < widest:
        return False
    return (
        _is_alike(last, line)
        and not _is_item(group, line, usual)
        and _is_in_line(group, line)
        and is_full(last, line, usual)
    )


def _own_step(group: Group) -> float:
    """How far apart the last two lines of a paragraph are."""
    return group.lines[-2].line.foot - group.last.y if len(group.lines) > 1 else 0.0


def _is_cut(last: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next."""
    return line.text[:1].islower() and not _ENDS.search(last.text)


def _is_alike(last: Line, line: Line) -> bool:
    """Whether two lines are set in letters of one size and weight."""
    near = abs(last.closing - line.opening) <= _OTHER_SIZE * max(last.closing, line.opening)
    same = abs(last.size - line.size) <= _OTHER_SIZE * last.size
    return (near or same) and (
        last.is_bold is None or line.is_bold is None or last.is_bold == line.is_bold
    )


def _is_item(group: Group, line: Line, usual: Measures) -> bool:
    """Whether a line opens with a list mark, and not with words that only look like one."""
    if not _MARKED.match(line.text):
        return False
    inner = group.lines[1].line.x if len(group.lines) > 1 else group.first.words_x
    hangs = inner > group.first.x + _INDENT * line.size / 2
    is_flush = abs(line.x - inner) < 1 and line.words_x == line.x
    return not (hangs and is_flush and not _ENDS.search(group.last.text))


def _is_in_line(group: Group, line: Line) -> bool:
    """Whether a line begins where the next one of this paragraph would."""
    indent = _INDENT * line.size
    if len(group.lines) > 1:
        return abs(line.x - group.last.x) < indent or _is_centred(group.last, line)
    if _MARKED.match(group.first.text):
        return group.first.x - indent < line.x
    return -5 * line.size < line.x - group.first.x < indent or _is_centred(group.first, line)


def _is_centred(line: Line, following: Line) -> bool:
    """Whether two lines have their middle in common, and not their beginning."""
    return abs(line.x + line.right - following.x - following.right) < 2 * line.size


def is_full(line: Line, following: Line, usual: Measures) -> bool:
    """Whether a line had no room for the word that the next one begins with."""
    word = len(following.text.split(" ", 1)[0]) * 0.5 * following.size
    right = max(usual.right_of(line), line.right)
    slack = _SHORTER if _is_cut(line, following) else _SHORT
    return line.right + word >= right - slack * max(right - line.x, 1)


def goes_over(group: Group, following: Group, usual: Measures) -> bool:
    """Whether the end of a page only interrupted a paragraph."""
    last, line = group.last, following.first
    if last.cells or line.cells or last.turn != line.turn or not _is_alike(last, line):
        return False
    if _is_item(group, line, usual) or last.is_bold and last.size > usual.size:
        return False
    if not _STOPS.search(last.text):
        return line.text[:1].islower() or is_full(last, line, usual) and not _ENDS.search(last.text)
    return is_full(last, line, usual) and _hangs_like(group, line)


def _hangs_like(group: Group, line: Line) -> bool:
    """Whether a line begins where only later lines of an item do."""
    inner = group.lines[1].line.x if len(group.lines) > 1 else group.first.words_x
    return (
        inner > group.first.x + _INDENT * line.size / 2
        and abs(line.x - inner) < _INDENT * line.size / 2
    )


def is_note(group: Group, usual: Measures) -> bool:
    """Whether a paragraph is a note at the foot of its page."""
    return group.first.size < _NOTE * usual.size


def margin_of(firsts: Iterable[Line]) -> float | None:
    """How far left the numbers of paragraphs usually stand; None without them."""
    places = Counter(round(line.x) for line in firsts if _NUMBERED.match(line.text))
    usual = [x for x, count in places.items() if count >= _USUAL * places.total()]
    return float(min(usual)) if usual else None


def is_further_in(line: Line, margin: float) -> bool:
    """Whether a number stands so far right of others that it counts a list inside of them."""
    return _NUMBERED.match(line.text) is not None and line.x > margin + _FURTHER * line.size
