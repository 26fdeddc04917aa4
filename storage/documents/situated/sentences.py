"""Every sentence of a document with the part it stands in and the words that lead up to it."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple

from storage.documents.situated.zones import Zone, zone_of_line, zone_of_title
from storage.records import Paragraph, Segmentation

_BULLETS: Final = frozenset("•●○▪■◼◾◦‣·*-–—") | frozenset(map(chr, range(0xF000, 0xF100)))
_LETTERED: Final = re.compile(r"[(\[]?(?:[a-z]|[ivx]{1,4})[.)\]]\s")
_TOKEN: Final = re.compile(r"[a-z£]+")
_LONGEST_LEAD: Final = 300
"""Every item reads its lead again: no more of it than this."""
_LONGEST_LINE: Final = 60
_DEADLINE: Final = re.compile(r"(?:and |also |then )?(?:within|by|in|no later than|for)\b.{0,60}:$")
_LONGEST_END: Final = 6
_OPEN_END: Final = (";", ",", "; and", "; or", ", and", " and", " or")


class Situated(NamedTuple):
    """One sentence in its place."""

    start: int
    end: int
    words: str
    """In small letters, apostrophes straight, blanks single."""
    bag: frozenset[str]
    """Its single words."""
    zone: Zone
    lead: str
    """The words that introduce the list in which it stands, like ``words``; else empty."""
    is_item: bool
    """Whether it stands in a list."""
    paragraph: int
    """The index of its paragraph."""
    opens: bool
    """Whether it is the first of its paragraph."""


class _List(NamedTuple):
    """A list that is going on."""

    lead: str
    is_marked: bool
    """Whether its lead is an item itself, as in texts where every paragraph has a dash."""


def situate(text: str, segmentation: Segmentation, kind: str) -> Iterator[Situated]:
    """Every sentence that is no heading and no boilerplate, in text order."""
    openings = {section.start for section in segmentation.sections}
    furniture = {passage.start for passage in segmentation.boilerplate}
    ends = [sentence.end for sentence in segmentation.sentences]
    going: _List | None = None
    section: int | None = None
    zone = Zone.HEADER
    for index, paragraph in enumerate(segmentation.paragraphs):
        if paragraph.start in furniture:
            continue
        if paragraph.start in openings or paragraph.section != section:
            going, section = None, paragraph.section
            title = "" if section is None else segmentation.sections[section].title
            zone = zone_of_title(title, zone, kind) if title else Zone.HEADER
            if paragraph.start in openings:
                continue
        marked = _is_marked(text, paragraph)
        if not marked and section is not None and paragraph.end - paragraph.start <= _LONGEST_LINE:
            zone = zone_of_line(text[paragraph.start : paragraph.end], kind) or zone
        if going is not None and _ends_list(paragraph, going):
            going = None
        first = bisect_right(ends, paragraph.start)
        for place in range(first, bisect_right(ends, paragraph.end)):
            sentence = segmentation.sentences[place]
            words = plain(text[sentence.start : sentence.end])
            yield Situated(
                sentence.start,
                sentence.end,
                words,
                bag_of(words),
                zone,
                going.lead if going is not None else "",
                marked or going is not None,
                index,
                place == first,
            )
        going = _list_after(text[paragraph.start : paragraph.end], marked, going)


def bag_of(words: str) -> frozenset[str]:
    """The single words of some words in small letters."""
    return frozenset(_TOKEN.findall(words))


def plain(words: str) -> str:
    """Words in small letters with straight apostrophes and single blanks, "we've" as "we have"."""
    said = " ".join(words.lower().replace("’", "'").split())
    if "'ve " in said or "'re " in said or "i'm " in said:
        said = said.replace("'ve ", " have ").replace("'re ", " are ").replace("i'm ", "i am ")
    return said


def _is_marked(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph has a bullet or a letter; numbers are for paragraphs."""
    first = text[paragraph.start]
    return paragraph.label is None and (
        first in _BULLETS or _LETTERED.match(text, paragraph.start, paragraph.end) is not None
    )


def _ends_list(paragraph: Paragraph, going: _List) -> bool:
    """Whether a paragraph is numbered like those around the list rather than its items."""
    return paragraph.label is not None and not going.is_marked


def _list_after(words: str, marked: bool, going: _List | None) -> _List | None:
    """The list in which the next paragraph stands."""
    if words.endswith(":"):
        lead = plain(words[-_LONGEST_LEAD:])
        # "It agreed to:", "Within a month:", items, "Within three months:", items: one agreement.
        is_part = going is not None and _DEADLINE.match(lead) is not None
        return _List(f"{going.lead} {lead}"[-_LONGEST_LEAD:] if going and is_part else lead, marked)
    if going is None:
        return None
    if words[-_LONGEST_END:].lower().endswith(_OPEN_END) or marked and not going.is_marked:
        return going
    return None
