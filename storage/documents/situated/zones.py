"""What the parts of a document are for, by their headings."""

import functools
from enum import Enum
from typing import Final

from storage.documents.wording import any_of


class Zone(Enum):
    """What one part of a document is for."""

    HEADER = "header"
    COMPLAINT = "complaint"
    """What the complainant says."""
    METHOD = "method"
    """Powers, role, how the body went about it."""
    LAW = "law"
    DONE = "done"
    """What the body says that it has changed or put right already."""
    BACKGROUND = "background"
    """What happened, as told before anybody judges it."""
    FOUND = "found"
    """What the body makes of it."""
    SUMMARY = "summary"
    DECISION = "decision"
    ACTION = "action"
    """What is done or recommended, for these people or for the future."""
    RECOMMENDED = "recommended"
    """The same, under a heading that calls it recommendations."""
    CHANGE = "change"
    """What should change for the future."""


_TITLES: Final = (
    (
        Zone.DONE,
        any_of(
            r"actions? (?:already )?taken\b|already (?:done|put right|changed)|(?:has|have) changed (?:already|since)",
        ),
    ),
    (
        Zone.METHOD,
        any_of(
            r"^how (?:i|we) |\brole of the ombudsm|\bombudsm[ae]n'?s'? role\b|^our role\b",
            r"\bour approach\b|^(?:the )?evidence\b|methodology|^methods?$|\bpowers\b",
            r"^information about this|^about (?:this|the) inspection|^contact|^the local authority",
            r"^terms used|^glossary|\b(?:home|school|partnership|provider|setting|service|agency)(?:'s)? details$",
            r"^other (?:information|fact)|^notes?$|^sources?$|^investigator$|privacy|cookies",
        ),
    ),
    (
        Zone.CHANGE,
        any_of(
            r"\bwe are asking\b.*\bto improve\b|should change|service improvements?\b|needs? to (?:do to )?(?:improve|change)",
            r"^areas? for (?:improvement|development|priority)|\bpriority action|^learning\b",
            r"handling, we recommended|^improvements?$",
        ),
    ),
    (Zone.RECOMMENDED, any_of(r"\brecommend|\bwe asked\b|\bwe are asking\b")),
    (
        Zone.ACTION,
        any_of(
            r"^(?:\w+ )?agreed (?:action|remed)|\bremed(?:y|ies)\b",
            r"\borders?\b|^(?:\w+ )?actions?$|\bput(?:ting)? (?:\w+ )?right\b",
        ),
    ),
    (Zone.SUMMARY, any_of(r"\bsummary\b", r"^the ombudsm[ae]n'?s'? (?:final|draft) decision")),
    (
        Zone.DECISION,
        any_of(
            r"^(?:our |my |the |final |draft )*decision\b|determination|^(?:our |my )?conclusions?\b",
            r"\bour decision\b",
        ),
    ),
    (
        Zone.LAW,
        any_of(
            r"\blaw\b|\blegal\b|legislati|statut|regulations|\bact (?:19|20)\d\d",
            r"guidance$|^(?:\w+ )?polic(?:y|ies)(?: and procedures?)?$|should (?:have )?happen",
            r"^administrative|(?<!complaint )(?<!complaints )procedure$",
        ),
    ),
    (
        Zone.BACKGROUND,
        any_of(
            r"what happened|background|key (?:facts|events)|chronology|\bevents\b|^(?:the )?facts$",
            r"^(?:the |case )?history|(?:landlord|council|trust)'s response|^introduction$|^context$",
        ),
    ),
    (
        Zone.COMPLAINT,
        any_of(
            r"^(?:the |your |summary of (?:the )?)?complaints?(?: about \w+)?$|\bcomplained (?:about|of)",
            r"\bhave (?:and have not |not )?investigated\b|^what (?:i|we) investigated|\bscope\b",
            r"did not investigate|^(?:the )?issues?$|not (?:be )?investigat",
            r"^(?:details?|issues?) of (?:the )?complaint$|^concerns raised by\b",
        ),
    ),
    (
        Zone.FOUND,
        any_of(
            r"complaints? handling$|^(?:\w+ ){0,2}advice(?: received)?$|what (?:i|we) found|analysis|assessment|findings?\b|\bfault\b|injustice|consideration",
            r"investigation|experiences and progress|impact of leaders|strengths|leadership",
        ),
    ),
)
"""The first that fits says what a heading opens."""
_REQUIRED: Final = frozenset({"requirement", "requirements", "statutory requirements"})
"""Headings above what an inspected home must do, which elsewhere tell the law."""
_REPORT: Final = "inspection_report"
_MOST_BLANKS: Final = 6
_AFTER: Final = {
    Zone.HEADER: Zone.FOUND,
    Zone.COMPLAINT: Zone.FOUND,
    Zone.METHOD: Zone.FOUND,
    Zone.LAW: Zone.BACKGROUND,
    Zone.SUMMARY: Zone.FOUND,
    Zone.DONE: Zone.FOUND,
    Zone.ACTION: Zone.ACTION,
    Zone.RECOMMENDED: Zone.RECOMMENDED,
    Zone.CHANGE: Zone.FOUND,
}
"""What an author's own heading opens after one of these; after others it goes on."""


def zone_of_title(title: str, before: Zone, kind: str) -> Zone:
    """What a section is for, by its title and by the part before it."""
    is_report = kind == _REPORT
    if is_report and title.lower().strip(" :") in _REQUIRED:
        return Zone.CHANGE
    known = _known(title.lower().replace("’", "'").strip(" :.0123456789"))
    if known is None:
        return _AFTER.get(before, before)
    if is_report and known in (Zone.ACTION, Zone.RECOMMENDED):
        return Zone.CHANGE
    return known


def zone_of_line(words: str, kind: str) -> Zone | None:
    """What a line opens that stands like a heading, though nothing below it made it one."""
    if words[-1] in ".;:,!?" or words.count(" ") >= _MOST_BLANKS or not words[0].isupper():
        return None
    title = words.lower().replace("’", "'")
    if kind == _REPORT and title in _REQUIRED:
        return Zone.CHANGE
    return _known(title)


@functools.lru_cache(maxsize=500)
def _known(title: str) -> Zone | None:
    """What a heading opens; None for an author's own."""
    return next((zone for zone, pattern in _TITLES if pattern.search(title)), None)
