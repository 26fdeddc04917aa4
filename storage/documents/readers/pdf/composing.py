"""Writes paragraphs and furniture out as one text, and keeps where each page begins."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from storage.documents.normalise import normalise
from storage.documents.readers.pdf.lines import Line
from storage.documents.readers.pdf.margins import Sheet
from storage.documents.readers.pdf.measures import Measures
from storage.documents.readers.pdf.paragraphs import (
    Group,
    Written,
    goes_over,
    grouped,
    is_further_in,
    is_note,
    margin_of,
)
from storage.documents.readers.pdf.words import Vocabulary, glue

_INDENT: Final = "    "
"""What stands before a number of a list inside numbered paragraphs."""
_SHORT: Final = 70
"""Lines no longer than this may stand close together, as in an address."""
_WIDER: Final = 1.22


class Composed(NamedTuple):
    """The text of a document, with what is known about its pages."""

    text: str
    pages: tuple[int, ...]
    furniture: tuple[tuple[int, int], ...]


class _Item(NamedTuple):
    """A paragraph, or a line of the page's own."""

    group: Group
    is_furniture: bool


def composed(sheets: Sequence[Sheet], usual: Measures) -> Composed:
    """The text that some pages hold."""
    known = Vocabulary(line.text for sheet in sheets for line in sheet.body)
    items = _items(sheets, usual)
    return _written(items, len(sheets), usual, known)


def _items(sheets: Sequence[Sheet], usual: Measures) -> list[_Item]:
    """What stands on the pages, with paragraphs whole that the end of a page cut in two."""
    items: list[_Item] = []
    last: Group | None = None
    for page, sheet in enumerate(sheets):
        items += _furniture(sheet.head, page)
        groups = grouped(sheet.body, page, usual)
        if groups and last is not None and goes_over(last, groups[0], usual):
            last.lines.extend(groups[0].lines)
            groups = groups[1:] or [last]
        items += [_Item(group, False) for group in groups if group is not last]
        last = _last_of(groups, usual) or last
        items += _furniture(sheet.foot, page)
    return items


def _last_of(groups: list[Group], usual: Measures) -> Group | None:
    """The last paragraph of a page that is no note, and does not lie across it."""
    return next(
        (each for each in reversed(groups) if not each.first.turn and not is_note(each, usual)),
        None,
    )


def _furniture(lines: list[Line], page: int) -> list[_Item]:
    """The lines of a head or foot, each by itself."""
    return [_Item(Group([Written(line, page)]), True) for line in lines]


def _written(items: list[_Item], count: int, usual: Measures, known: Vocabulary) -> Composed:
    """The text of all items, one after the other."""
    pieces: list[str] = []
    starts: list[int | None] = [None] * count
    furniture: list[tuple[int, int]] = []
    margin = margin_of(item.group.first for item in items)
    at = 0
    last: _Item | None = None
    for item in items:
        if last is not None:
            between = "\n" if _is_close(last, item, usual) else "\n\n"
            pieces.append(between)
            at += len(between)
        if margin is not None and is_further_in(item.group.first, margin):
            pieces.append(_INDENT)
            at += len(_INDENT)
        words, breaks = _words(item.group, known)
        for page, offset in breaks:
            before = starts[page]
            starts[page] = at + offset if before is None else min(before, at + offset)
        if item.is_furniture:
            furniture.append((at, at + len(words)))
        pieces.append(words)
        at += len(words)
        last = item
    return Composed("".join(pieces), _filled(starts, at), tuple(furniture))


def _words(group: Group, known: Vocabulary) -> tuple[str, list[tuple[int, int]]]:
    """A paragraph's words, and where in them each of its pages begins."""
    first = group.lines[0]
    words = first.line.text
    breaks = [(first.page, 0)]
    for above, below in pairwise(group.lines):
        cut, between = glue(words, below.line.text, known)
        words = words[: len(words) - cut] + between
        if below.page != above.page:
            breaks.append((below.page, len(words)))
        words += below.line.text
    return _settled(words, breaks)


def _settled(words: str, breaks: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The same as it is stored: accents that were printed apart may have met their letters."""
    stored = normalise(words)[0]
    if stored == words:
        return words, breaks
    return stored, [(page, len(normalise(words[:offset])[0])) for page, offset in breaks]


def _is_close(last: _Item, item: _Item, usual: Measures) -> bool:
    """Whether no blank line belongs between two items: rows of a table, lines of an address."""
    if last.is_furniture or item.is_furniture:
        return last.is_furniture and item.is_furniture
    above, below = last.group.last, item.group.first
    step = above.foot - below.y
    if not 0 < step < _WIDER * usual.step(max(above.size, below.size)):
        return bool(above.cells and below.cells)
    is_alike = above.is_bold == below.is_bold and abs(above.size - below.size) < 1
    is_short = len(last.group.lines) == len(item.group.lines) == 1
    return is_alike and is_short and max(len(above.text), len(below.text)) <= _SHORT


def _filled(starts: list[int | None], end: int) -> tuple[int, ...]:
    """Where each page begins; a page without words begins where the next one does."""
    filled: list[int] = []
    following = end
    for start in reversed(starts):
        following = min(following, start if start is not None else following)
        filled.append(following)
    return tuple(reversed(filled))
