"""Writes references as lists have them, and finds those that only a file's name or address has."""

import re
from typing import Final

_ENGLISH: Final = re.compile(
    r"(?<!\d)(?P<year>\d{2})[ \xa0-](?P<first>\d{3})[ \xa0-](?P<last>\d{3})"
    r"(?P<letter>[a-z]?)(?![\w-]*\d{3})",
    re.IGNORECASE,
)


def listed_reference(printed: str) -> str:
    """A reference for lists: ``21-004-117`` is ``21 004 117``, others stay as they are printed."""
    return " ".join(_ENGLISH.sub(r"\g<year> \g<first> \g<last>\g<letter>", printed).split())


def reference_elsewhere(*places: str | None) -> str | None:
    """The English ombudsman's reference that a file's name or a page's address has."""
    for place in places:
        match = _ENGLISH.search(place or "")
        if match is not None:
            return listed_reference(match[0])
    return None
