"""Finds the decisions of the ombudsman of England in a page: each begins with its title line.

A listing prints below each title its status and a summary; a file may also hold whole decisions
one after the other.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from storage.documents.metadata.status import is_header_only
from storage.documents.readers.listing.lines import Entry, Line, Listing, without_repeats
from storage.documents.wording import lines

_REFERENCE: Final = r"\d{2}[ \xa0-]\d{3}[ \xa0-]\d{3}(?:[a-z]\b|-\d{1,4}\b)?"
_ENDING: Final = re.compile(rf"{_REFERENCE}\)[ \t]*$", re.MULTILINE)
_CLOSED: Final = re.compile(r"\)[ \t]*$", re.MULTILINE)
_TITLE: Final = re.compile(
    rf"[^()]{{2,160}}\((?:reference(?: numbers?)?:? )?"
    rf"(?P<reference>{_REFERENCE}(?:(?:, and |, | and | & ){_REFERENCE})*)\)",
    re.IGNORECASE,
)
_STATUS: Final = re.compile(
    r"(?=.*\b(?:statement|report|upheld|closed after|not investigated|discontinued)\b)"
    r".{0,200}\b\d{1,2}[- ][A-Z][a-z]{2,8}[- ]\d{4}\W{0,3}",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?:category|decision|decision date|date of decision|the ombudsman['’]s final decision) ?:",
    re.IGNORECASE,
)
_FIRST_LABEL: Final = ("category :", "category:")
_DATED: Final = re.compile(r"decision date ?:", re.IGNORECASE)
_SUMMARY: Final = re.compile(r"summary\b", re.IGNORECASE)
_HEADINGS: Final = lines(
    """
    the complaint; what i found; what we found; agreed action; recommended action; final decision;
    how i considered this complaint; how we considered this complaint; findings;
    the ombudsman's role and powers; what i have investigated
    """
)
"""Lines that a whole decision has and its entry in a listing has not."""
_SUMMARY_REACH: Final = 6
"""How many lines below its title an entry's summary may begin."""
_LABEL_REACH: Final = 3
"""How many lines below its title a status or a header may begin."""
_LONGEST_HEADING: Final = 100
_MOST_BODIES: Final = 4
"""So many bodies may share one decision, each with a title of its own."""
_STOPS: Final = (".", "!", "?", "”", '"')


def may_list(text: str) -> bool:
    """Whether two lines end like titles; a quick look that spares most texts the rest."""
    # Brackets are found many times faster than digits, and few texts have lines that end so.
    if len(list(islice(_CLOSED.finditer(text), 2))) < 2:
        return False
    first = _ENDING.search(text)
    return first is not None and _ENDING.search(text, first.end()) is not None


def english_listing(lined: Sequence[Line]) -> Listing | None:
    """The decisions of a page; None where it has fewer than two."""
    titles = _titles(lined)
    sure = [index for index in titles if _has_header(lined, index, titles)]
    whole = [
        index
        for index, end in zip(sure, [*sure[1:], len(lined)], strict=False)
        if any(_is_heading(line) for line in lined[index:end])
    ]
    sure, whole = _with_all_bodies(lined, titles, sure, whole)
    if len(sure) < 2 or (len(whole) < 2 and sure[0] in whole):
        return None
    if sure[0] in whole:
        found = [
            *_headless(lined, titles, whole[0]),
            *(Entry(each, titles[each]) for each in whole),
        ]
        return _listing(lined, sorted(found, key=lambda entry: entry.line), len(lined))
    found = [Entry(index, titles[index]) for index in sure]
    if not whole:
        by_line = {entry.line: entry for entry in (*_broken(lined, titles, sure), *found)}
        found = [by_line[line] for line in sorted(by_line)]
    end = len(lined) if found[-1].line in whole else _end_of_last(lined, found)
    return _listing(lined, found, end)


def _with_all_bodies(
    lined: Sequence[Line], titles: Mapping[int, str], sure: list[int], whole: list[int]
) -> tuple[list[int], list[int]]:
    """The titles, and those of whole decisions, each decision by the first of its bodies only."""
    firsts = {index: _first_body(lined, titles, index) for index in whole}
    kept = {
        firsts.get(index, index)
        for index in sure
        if not any(first <= index < last for last, first in firsts.items())
    }
    return sorted(kept), sorted(firsts.values())


def _first_body(lined: Sequence[Line], titles: Mapping[int, str], last: int) -> int:
    """The first of the titles that stand above a decision with nothing but headers between."""
    first = last
    above = [index for index in titles if index < last]
    for index in above[:-_MOST_BODIES:-1]:
        between = [line.words for line in lined[index + 1 : first]]
        if not is_header_only(between) or any(map(_is_heading, lined[index + 1 : first])):
            break
        first = index
    return first


def _listing(lined: Sequence[Line], found: Sequence[Entry], end: int) -> Listing | None:
    kept = without_repeats(found)
    return Listing(lined, kept, end) if len(kept) > 1 else None


def _titles(lined: Sequence[Line]) -> dict[int, str]:
    """The reference of every line that has the form of a title."""
    return {
        index: " ".join(title["reference"].split())
        for index, line in enumerate(lined)
        if line.words.endswith(")") and (title := _TITLE.fullmatch(line.words)) is not None
    }


def _has_header(lined: Sequence[Line], index: int, titles: Mapping[int, str]) -> bool:
    """Whether a status, a header's label or a summary stands below, above the next title."""
    for below in range(index + 1, min(index + 1 + _SUMMARY_REACH, len(lined))):
        words = lined[below].words
        if below in titles:
            return False
        if _SUMMARY.match(words):
            return True
        if below <= index + _LABEL_REACH and (_LABEL.match(words) or _STATUS.fullmatch(words)):
            return True
    return False


def _is_heading(line: Line) -> bool:
    return (
        len(line.words) <= _LONGEST_HEADING
        and line.words.lower().rstrip(": ").replace("’", "'") in _HEADINGS
    )


def _broken(
    lined: Sequence[Line], titles: Mapping[int, str], sure: Sequence[int]
) -> Iterator[Entry]:
    """Entries of which a part was lost: a title with nothing below, a status with no title."""
    known = set(sure)
    for index, reference in titles.items():
        if index not in known and _begins(lined, index) and index > sure[0]:
            yield Entry(index, reference, "it has neither a status nor a summary")
    for index, line in enumerate(lined):
        if _STATUS.fullmatch(line.words) and not _has_title(lined, index, titles):
            above = index - 1
            has_heading = index > 0 and _is_title_like(lined, above)
            yield Entry(above if has_heading else index, None, "its title has no reference")


def _headless(lined: Sequence[Line], titles: Mapping[int, str], first: int) -> Iterator[Entry]:
    """Whole decisions below the first whose title was lost: their header has none above it."""
    for index in range(first, len(lined)):
        if not lined[index].words.lower().startswith(_FIRST_LABEL):
            continue
        above = range(max(0, index - _LABEL_REACH), index)
        below = lined[index + 1 : index + 1 + _SUMMARY_REACH]
        if not any(each in titles for each in above) and any(_DATED.match(b.words) for b in below):
            yield Entry(index - _is_title_like(lined, index - 1), None, "its title is lost")


def _has_title(lined: Sequence[Line], index: int, titles: Mapping[int, str]) -> bool:
    """Whether a title stands right above a status, below any other entry's words."""
    for above in range(index - 1, max(index - 1 - _LABEL_REACH, -1), -1):
        if above in titles:
            return True
        if _SUMMARY.match(lined[above].words) or _STATUS.fullmatch(lined[above].words):
            return False
    return False


def _begins(lined: Sequence[Line], index: int) -> bool:
    """Whether a line is the first of a block, or follows one that ends a sentence."""
    return lined[index].is_apart or index == 0 or lined[index - 1].words.endswith(_STOPS)


def _is_title_like(lined: Sequence[Line], index: int) -> bool:
    """Whether a line may be a title whose reference was lost."""
    words = lined[index].words
    return (
        _begins(lined, index)
        and len(words) <= _LONGEST_HEADING
        and not words.endswith(_STOPS)
        and not _SUMMARY.match(words)
        and not _STATUS.fullmatch(words)
    )


def _end_of_last(lined: Sequence[Line], found: Sequence[Entry]) -> int:
    """Where the last entry ends: it has no more blocks below its summary than the others have."""
    starts = [entry.line for entry in found]
    below = [
        lines_below
        for start, end in zip(starts, starts[1:], strict=False)
        if (lines_below := _below_summary(lined, start, end)) is not None
    ]
    last = _below_summary(lined, starts[-1], len(lined))
    if last is None or not below:
        return len(lined)
    if not any(len(each) for each in below):
        return last.start
    blocks = max(sum(lined[index].is_apart for index in each) for each in below)
    apart = [index for index in last if lined[index].is_apart]
    return apart[blocks] if len(apart) > blocks else len(lined)


def _below_summary(lined: Sequence[Line], start: int, end: int) -> range | None:
    """The lines of an entry below the one that its summary begins on."""
    for index in range(start, end):
        if _SUMMARY.match(lined[index].words):
            alone = len(lined[index].words) < len("summary: x")
            return range(min(index + 1 + alone, end), end)
    return None
