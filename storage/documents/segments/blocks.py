"""Cuts a text into blocks: what stands between blank lines, or on one line, with its list mark."""

import re
from collections import Counter
from typing import Final, NamedTuple

_MARK_STARTS: Final = frozenset(
    "0123456789([•●○▪■◼◾◦‣·*-–—abcdefghijklmnopqrstuvwxyz"
) | frozenset(map(chr, range(0xF000, 0xF100)))
"""What a list mark may begin with; some fonts keep their bullets among private characters."""
_MARK: Final = re.compile(
    r"""(?:
      (?P<number>\d{1,3})[.)]
    | [(\[](?P<bracketed>\d{1,3})[)\]]
    | (?P<dotted>\d{1,2}(?:\.\d{1,3}){1,2})[.)]?(?=[ \t\xa0]+[A-Z“"‘])
    | [•●○▪■◼◾◦‣·*–—\uf000-\uf0ff-]
    | [(\[]?(?:[a-z]|i{1,3}|iv|vi{0,3}|ix|xi{0,3})[.)\]]
    )[ \t\xa0]+(?=\S)""",
    re.VERBOSE,
)
_FOLDED: Final = re.compile(r"\n(?:(?<=[a-z,’']\n)|(?<=[a-z,’'] \n))[ \t]*[a-z]")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[\dA-Z]? \d[A-Z]{2}$")
"""What an address ends with, however full its line is."""
_NARROWEST_FOLD: Final = 36
_WIDEST_FOLD: Final = 125
_FAR: Final = 9
"""Paragraphs are not numbered by such leaps."""
_OFTEN: Final = 3
"""So many times a line stands in a text that is a page's head or foot."""
_SHORTEST_HEAD: Final = 8
_COLUMNS: Final = "    "
"""What stands between the cells of a table's row, which is no line of a paragraph."""
_FULL: Final = 0.8
"""A line this full, next to the widest, was ended by the margin rather than by the author."""


class Block(NamedTuple):
    """One paragraph, before it is known which section it is in."""

    start: int
    words: int
    """Where the words begin, after a list mark."""
    end: int
    number: str | None
    """As printed, without its stop; None for bullets and letters."""
    indent: int
    gap: bool
    """Whether a blank line stands before it."""

    @property
    def is_item(self) -> bool:
        """Whether it has a list mark."""
        return self.words > self.start


def blocks(text: str) -> list[Block]:
    """Every block of ``text`` in order; together they hold all that is not white space."""
    lines = _lines(text)
    return _joined(text, lines) if _FOLDED.search(text) is not None else lines


def _lines(text: str) -> list[Block]:
    """Every line that is not blank."""
    found: list[Block] = []
    add = found.append
    at = 0
    gap = True
    for line in text.split("\n"):
        body = line.strip()
        if body:
            indent = line.find(body)
            start = at + indent
            mark = _MARK.match(body) if body[0] in _MARK_STARTS else None
            if mark is None:
                add(Block(start, start, start + len(body), None, indent, gap))
            else:
                number = mark["number"] or mark["bracketed"] or mark["dotted"]
                add(Block(start, start + mark.end(), start + len(body), number, indent, gap))
            gap = False
        else:
            gap = True
        at += len(line) + 1
    return found


def _joined(text: str, lines: list[Block]) -> list[Block]:
    """Put together the lines that a margin folded; lines that the author ended stay apart."""
    width = _fold_width(text, lines)
    if width is None:
        return lines
    apart = _running(text, lines)
    found: list[Block] = []
    last, count = lines[0], 0
    for line in lines:
        goes_on = (
            line.start not in apart
            and last.start not in apart
            and (
                bool(count) and _is_figure(text, last, line, count)
                if line.is_item
                else _continues(text, last, line, width)
            )
        )
        if found and not line.gap and goes_on:
            found[-1] = found[-1]._replace(end=line.end)
        else:
            found.append(line)
            if line.number is not None and line.number.isdecimal():
                count = int(line.number)
        last = line
    return found


def _running(text: str, lines: list[Block]) -> set[int]:
    """Where lines begin that stand on several pages, page numbers below them, and rows of tables.

    Whatever they stand between goes on without them, and is no part of them.
    """
    keys = [
        text[line.start : line.end].rstrip("0123456789").rstrip()
        if line.end - line.start <= _WIDEST_FOLD
        else ""
        for line in lines
    ]
    often = {
        key
        for key, count in Counter(keys).items()
        if count >= _OFTEN and len(key) >= _SHORTEST_HEAD
    }
    heads = [key in often for key in keys]
    return {
        line.start
        for index, line in enumerate(lines)
        if heads[index]
        or _COLUMNS in keys[index]
        or not keys[index]
        and (heads[index - 1] or index + 1 < len(lines) and heads[index + 1])
    }


def _is_figure(text: str, before: Block, line: Block, count: int) -> bool:
    """Whether a line's number is a figure that ended a sentence, far from the last paragraph's."""
    if line.number is None or not line.number.isdecimal():
        return False
    is_open = text[before.end - 1].islower() and before.end - before.start >= _NARROWEST_FOLD
    return is_open and int(line.number) > count + _FAR


def _fold_width(text: str, lines: list[Block]) -> int | None:
    """How wide the folded lines are; None where lines are not folded at all."""
    pairs = folds = width = 0
    for line, following in zip(lines, lines[1:], strict=False):
        if following.gap or following.is_item:
            continue
        pairs += 1
        if text[following.start].islower() and (
            text[line.end - 1].islower() or text[line.end - 1] in ",’'"
        ):
            folds += 1
            width = max(width, line.end - line.start + line.indent)
    return width if folds * 4 >= pairs and _NARROWEST_FOLD <= width <= _WIDEST_FOLD else None


def _continues(text: str, line: Block, following: Block, width: int) -> bool:
    """Whether ``following`` had to go on a new line because ``line`` was full."""
    if text[following.start].islower() and text[line.end - 1] not in ".;:!?":
        return True
    if text[line.end - 1].isupper() and _POSTCODE.search(text[line.start : line.end]):
        return False
    space = text.find(" ", following.start, following.end)
    word = (space if space > 0 else following.end) - following.start
    return (
        line.indent + line.end - line.start + 1 + word > width * _FULL
        and line.end - line.start <= width
    )
