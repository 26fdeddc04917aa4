"""Words of a text, without the punctuation around them."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Final

_WORD: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\\s\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+"
)
_OPENING: Final = "([{<“‘„\"'«¿¡"
_CLOSING: Final = ".,;:!?…)]}>”’\"'»、。"


class Words:
    """Where the words of one text begin and end; looked for when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text

    def end_after(self, position: int) -> int:
        """The first end of a word after a position; the text's end when there is none."""
        index = bisect_right(self._ends, position)
        return self._ends[index] if index < len(self._ends) else len(self._text)

    def end_before(self, start: int, end: int) -> int:
        """The passage's end without its last word; the same end when that is its only one."""
        index = bisect_left(self._starts, end) - 2
        return self._ends[index] if index >= 0 and self._ends[index] > start else end

    def start_before(self, position: int) -> int:
        """The last beginning of a word before a position; 0 when there is none."""
        index = bisect_left(self._starts, position) - 1
        return self._starts[index] if index >= 0 else 0

    def start_after(self, start: int, end: int) -> int:
        """The passage's start without its first word; the same start when that is its only one."""
        index = bisect_right(self._ends, start) + 1
        return (
            self._starts[index]
            if index < len(self._starts) and self._starts[index] < end
            else start
        )

    def around(self, start: int, end: int) -> tuple[int, int]:
        """A passage without white space at its edges, widened to the words that it cuts."""
        while start < end - 1 and self._text[start].isspace():
            start += 1
        while start < end - 1 and self._text[end - 1].isspace():
            end -= 1
        first = bisect_right(self._starts, start) - 1
        if first >= 0 and self._ends[first] > start:
            start = self._starts[first]
        last = bisect_left(self._starts, end) - 1
        if last >= 0 and self._ends[last] > end:
            end = self._ends[last]
        return start, end

    @property
    def _starts(self) -> list[int]:
        return self._edges[0]

    @property
    def _ends(self) -> list[int]:
        return self._edges[1]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        """Where each word begins, and where it ends."""
        starts, ends = [], []
        for match in _WORD.finditer(self._text):
            opened = match[0].lstrip(_OPENING)
            word = opened.rstrip(_CLOSING)
            if word:
                start = match.end() - len(opened)
                starts.append(start)
                ends.append(start + len(word))
        return starts, ends
