"""Where a passage stands in its document, as its authors divided it."""

import json
from bisect import bisect_right
from typing import TypedDict

from storage.exchange.cells import Cell


class _Parts(TypedDict):
    sections: list[tuple[str, int, int]]
    paragraphs: list[tuple[str | None, int | None, int, int]]


PAGES = ',"pages":['
"""What stands before the pages in a stored segmentation."""


class Places:
    """Finds the section, paragraph and page of passages of one document."""

    def __init__(self, segmentation: str, cell: Cell) -> None:
        parts = _parts(segmentation)
        self._cell = cell
        self._sections = parts["sections"]
        self._paragraphs = parts["paragraphs"]
        self._starts = [start for _, _, start, _ in self._paragraphs]
        self._pages = _pages(segmentation)
        self._known: dict[int, str] = {}

    def at(self, start: int, end: int) -> str:
        """The cells section title, paragraph label (as printed) and page of the passage, with commas."""
        return f"{self._place(start, end)},{self._page(start)}"

    def _place(self, start: int, end: int) -> str:
        index = bisect_right(self._starts, start) - 1
        if index < 0 or start >= self._paragraphs[index][3]:
            index = self._next_within(index + 1, end)
        if index < 0:
            return f"{self._cell(self._section_at(start))},"
        fragment = self._known.get(index)
        if fragment is None:
            fragment = self._known[index] = self._fragment(index)
        return fragment

    def _page(self, start: int) -> int | str:
        """The page on which a position stands, counted from 1; empty in a text without pages."""
        return max(1, bisect_right(self._pages, start)) if self._pages else ""

    def _next_within(self, index: int, end: int) -> int:
        """``index`` when that paragraph begins before ``end``, else -1: in no paragraph."""
        return index if index < len(self._starts) and self._starts[index] < end else -1

    def _fragment(self, index: int) -> str:
        label, section, _, _ = self._paragraphs[index]
        title = "" if section is None else self._sections[section][0]
        return f"{self._cell(title)},{self._cell(label or '')}"

    def _section_at(self, start: int) -> str:
        around = [title for title, begins, ends in self._sections if begins <= start < ends]
        return around[-1] if around else ""


def _pages(segmentation: str) -> list[int]:
    """Where each page begins; the numbers before them, which are most of it, are left unread."""
    head, _, tail = segmentation.rpartition(PAGES)
    return [int(start) for start in tail.partition("]")[0].split(",")] if head else []


def _parts(segmentation: str) -> _Parts:
    """Sections and paragraphs; sentences and boilerplate, which are most of it, are left unread."""
    head, found, _ = segmentation.partition(',"sentences":')
    parts: _Parts = json.loads(head + "}" if found else segmentation)
    return parts
