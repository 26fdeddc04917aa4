"""Finds page numbers and the lines that stand beside them on every page."""

import re
from collections import Counter
from typing import Final

_NUMBERED_FOOT: Final = re.compile(
    r"(?P<words>.{0,80}\b(?:report|page|decision|statement))(?: |\s?[|–-]\s?)(?P<page>\d{1,3})$"
)
_FAR_FOOT: Final = re.compile(r"(?P<words>\S.{2,80}?) {3,}(?:page )?(?P<page>\d{1,3})$")
"""A page's number far from the words beside it, whatever they are."""
_AFTER_WORDS: Final = "0123456789 |–-"
_FEET: Final = ("report", "page", "decision", "statement")
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,2}$")


def running_lines(keys: list[str]) -> set[int]:
    """The indexes of page numbers and running lines; ``keys`` are the words of every block.

    A number alone on its line is a page's when such numbers rise through the text by little; a
    line beside them is a running line when it stands beside two of them.
    """
    ending = [(index, key) for index, key in enumerate(keys) if key and key[-1].isdecimal()]
    if not ending:
        return set()
    pages = _rising([(index, int(key)) for index, key in ending if _NUMBER.match(key)])
    feet = _numbered_feet(ending)
    pages += sorted(feet)
    marked = set(pages)
    for step in (-1, 1):
        beside = [index + step for index in pages if 0 <= index + step < len(keys)]
        counts = Counter(keys[index] for index in beside if keys[index])
        marked.update(index for index in beside if counts[keys[index]] > 1)
    return marked


def _rising(numbers: list[tuple[int, int]]) -> list[int]:
    """Where the numbers stand that rise by one or two, if there are at least two of them."""
    pages: list[int] = []
    last = None
    for index, number in numbers:
        if last is None or last < number <= last + 2:
            pages.append(index)
            last = number
    return pages if len(pages) > 1 else []


def _numbered_feet(ending: list[tuple[int, str]]) -> set[int]:
    """Lines that end with their page's number: ``Final report 2``, ``Final report 3``."""
    feet: dict[str, list[tuple[int, int]]] = {}
    for index, key in ending:
        if key.rstrip(_AFTER_WORDS).endswith(_FEET):
            match = _NUMBERED_FOOT.match(key)
        else:
            match = _FAR_FOOT.match(key) if "   " in key else None
        if match is not None:
            feet.setdefault(match["words"], []).append((index, int(match["page"])))
    return {index for found in feet.values() for index in _rising(found)}
