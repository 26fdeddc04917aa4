"""Knows which numbers label paragraphs, and which only count the points of one."""

import re
from typing import Final

from storage.documents.segments.blocks import Block

_SUB_POINT: Final = 2
"""Numbers indented this much further than the paragraphs' are sub-points."""
_FOLLOWING: Final = tuple(
    str(number + 1) if number and number % 10 != 9 else "" for number in range(1000)
)
"""What is printed after each number; not told where that may need another place."""
_COUNTING: Final = [str(number) for number in range(1, 1000)]
"""Numbers that only count on, from the first to the last, are all paragraphs'."""
_INLINE: Final = re.compile(r"[.!?:;”\"’')\]]\s{1,4}(?P<number>\d{1,3})\.?\s{1,4}(?=[A-Z“\"‘])")
_NEAR: Final = 40
_LONGEST_HEADING: Final = 70
_FEW_WORDS: Final = 4
_HEADING: Final = re.compile(r"[A-Z0-9“‘][^\n\t@|]{2,90}[^\s.,:;!…|]$")


def is_numbered_heading(text: str, found: list[Block], index: int) -> bool:
    """Whether a short block numbered "2" stands above "2.1", or among such blocks."""
    block = found[index]
    if block.number is None or not block.number.isdecimal():
        return False
    if _HEADING.match(text, block.words, block.end) is None:
        return False
    near = [each.number for each in found[max(index - _NEAR, 0) : index + _NEAR] if each.number]
    if f"{block.number}.1" in near:
        return True
    if _heads_text(text, found, index):
        return True
    if f"{int(block.number) - 1}.1" in near and block.end - block.words <= _LONGEST_HEADING:
        return True
    words = text[block.words : block.end]
    return words.count(" ") < _FEW_WORDS and any("." in number for number in near)


def _heads_text(text: str, found: list[Block], index: int) -> bool:
    """Whether a numbered line has its text right below, without a number, as have the others."""
    if not found[index].gap or not _is_below(text, found, index):
        return False
    near = range(max(index - _NEAR, 0), min(index + _NEAR, len(found)))
    others = [at for at in near if (found[at].number or "").isdecimal()]
    return len(others) > 1 and all(_is_below(text, found, at) for at in others)


def _is_below(text: str, found: list[Block], index: int) -> bool:
    """Whether text follows right below a short line that ends like a heading."""
    block = found[index]
    if index + 1 >= len(found) or block.end - block.start > _LONGEST_HEADING:
        return False
    below = found[index + 1]
    return (
        text[block.end - 1] not in ".;:,"
        and not below.is_item
        and not below.gap
        and below.end - below.start >= _LONGEST_HEADING
        and text[below.start].isupper()
    )


def paragraph_labels(text: str, found: list[Block], headings: set[int]) -> list[str | None]:
    """The label of each block as printed; None for sub-points and for what has no number."""
    labels = [block.number for block in found]
    printed_ones = [printed for printed in labels if printed is not None]
    if printed_ones == _COUNTING[: len(printed_ones)]:
        return labels
    numbers = _Numbers(text)
    usual, indent, last = "", 0, 0
    for index, printed in enumerate(labels):
        if printed is not None:
            block = found[index]
            if printed == usual and block.indent == indent:
                last += 1
                usual = _FOLLOWING[last]
                numbers.count_on(last, index + 1 if text[block.end - 1] == ":" else None)
            elif numbers.are_a_label(index, block, printed):
                last = numbers.last
                usual, indent = _FOLLOWING[last], block.indent
            else:
                labels[index] = None
                usual = ""
        elif index in headings:
            numbers.begin_section()
            usual = ""
    return labels


class _Numbers:
    """The numbers of a text so far: where they stand, and how far they have counted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._left: int | None = None
        self._right = 0
        self._is_bracketed = False
        """Whether the paragraphs' numbers stand in brackets."""
        self._is_in_brackets = False
        """Whether a list of numbers in brackets has begun beside others."""
        self._last: int | None = None
        """Number of the last paragraph that has one."""
        self._opening: int | None = None
        """Index of the block after that paragraph, when a list may begin there."""
        self._point: int | None = None
        """Number of the last point in a list that has no indentation of its own."""

    def begin_section(self) -> None:
        """Lists do not go on under a new heading."""
        self._last = self._opening = self._point = None

    def are_a_label(self, index: int, block: Block, printed: str) -> bool:
        """Whether the next number is a paragraph's own."""
        number = int(printed) if printed.isdecimal() else None
        if self._is_further_in(block, printed, number) or self._is_point(index, number):
            return False
        self._point, self._is_in_brackets = None, False
        self._last = number
        self._opening = index + 1 if self._text[block.end - 1] == ":" else None
        return True

    @property
    def last(self) -> int:
        """Number of the last paragraph that has one, 0 without any."""
        return self._last or 0

    def count_on(self, number: int, opening: int | None) -> None:
        """Take in the number that was to follow, where those before it stood."""
        self._last, self._opening = number, opening

    def _is_further_in(self, block: Block, printed: str, number: int | None) -> bool:
        """Whether a number stands where only those of sub-points do, or is printed like one.

        The numbers of paragraphs may be set flush left or flush right.
        """
        right = block.indent + len(printed)
        is_bracketed = self._text[block.start] in "(["
        if self._left is None:
            self._left, self._is_bracketed = block.indent, is_bracketed
        is_other = is_bracketed and not self._is_bracketed
        if is_other and (self._is_in_brackets or self._last is None or number != self._last + 1):
            self._is_in_brackets = True
            return True
        if block.indent >= self._left + _SUB_POINT and right > self._right + 1 and self._right:
            return True
        self._left, self._right = min(self._left, block.indent), max(self._right, right)
        return False

    def _is_point(self, index: int, number: int | None) -> bool:
        """Whether a number counts on in a list that is not indented."""
        begins = number == 1 and index == self._opening and self._last is not None
        if begins or self._point is not None and number == self._point + 1:
            self._point = number
            return True
        return False


def split_at_numbers(text: str, found: list[Block]) -> list[Block]:
    """Blocks cut before the paragraph numbers that some pages print in the running text.

    Only a number that follows the last paragraph's counts.
    """
    blocks: list[Block] = []
    last = 0
    for block in found:
        if block.number is not None and block.number.isdecimal():
            last = int(block.number)
        rest = block
        for match in _INLINE.finditer(text, block.words, block.end) if last else ():
            if int(match["number"]) == last + 1:
                last += 1
                start = match.start("number")
                blocks.append(rest._replace(end=match.start() + 1))
                rest = block._replace(
                    start=start, words=match.end(), number=match["number"], gap=False
                )
        blocks.append(rest)
    return blocks
