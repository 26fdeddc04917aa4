"""Knows which blocks are headings, by the kind of document."""

import re
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.segments.furniture import key_of
from storage.documents.segments.numbering import is_numbered_heading
from storage.documents.wording import lines

_LGSCO: Final = lines(
    """
    the ombudsman's final decision; the ombudsmen's final decision; final decision;
    decision; the ombudsman's draft decision; draft decision; summary; the complaint; the
    complaints; what i have investigated; what i have not investigated; what i have and
    have not investigated; what we have investigated; what we have and have not
    investigated; what i investigated; the ombudsman's role and powers; the ombudsmen's
    role and powers; our role and powers; how i considered this complaint; how we
    considered this complaint; how i considered the complaint; what i found; what we
    found; what happened; background; assessment; my assessment; our assessment; analysis;
    my analysis; findings; finding; fault; injustice; agreed action; agreed actions;
    agreed remedy; remedy; recommended action; recommended actions; recommendations;
    recommendation; action; actions; conclusion; conclusions; consideration; legal and
    administrative background; relevant law and guidance; law and guidance; key facts;
    relevant legislation and guidance; the law relevant to this complaint; investigation;
    parts of the complaint that i did not investigate; introduction; the investigation;
    report summary; service improvements; consideration of remedy; did the fault cause
    injustice?
    """
)
_SPSO: Final = lines(
    """
    summary; recommendations; recommendation; decision; our decision; findings; our
    findings; background; the complaint; learning; feedback; complaints handling; what we
    found; what we asked the organisation to do in this case; what we asked the
    organisation to do in this case in relation to complaints handling; what we said
    should change to put things right in future; in relation to complaints handling, we
    recommended; what we asked the organisation to do in this complaint; overview; introduction;
    redress and recommendations; who we are; advice; advice received; relevant legislation;
    complaint handling; complaint and background; evidence of action already taken;
    action already taken; response to investigation; terms used in the report; conclusion
    """
)
_FULL_REPORT: Final = ("Concerns raised", "re asking the", "Terms used")
_SPSO_OWN: Final = re.compile(
    r"(?:what )?we are asking (?:the )?[^.:;]{3,90}|concerns raised by [^.:;]{1,60}|"
    r"terms used in (?:the|this) report\b.{0,40}|annex \d\b.{0,60}|"
    r"the [^.:;]{2,60}?s'? response(?: to .{3,60})?|(?:medical|social work|nursing|independent) advice"
)
"""Headings of its full reports that name the body or the complainant."""
_INSPECTION: Final = lines(
    """
    what needs to improve; what needs to improve in this area of social work practice;
    areas for improvement; areas for priority action; recommendations; main findings; key
    findings; summary; summary of findings; executive summary; headline findings;
    background; inspection findings; strengths; what is working well; areas of strength;
    what needs to improve?; next steps; the experiences and progress of children who need
    help and protection; the experiences and progress of children in care; the experiences
    and progress of care leavers; inspection judgements; the impact of leaders on social
    work practice with children and families; leadership; information about this
    inspection; about this inspection; requirements; areas for development
    """
)
_MORE: Final = lines(
    """
    the issues; issues; the landlord's response; our approach; the investigation;
    assessment and findings; determination; determination (decision); orders; orders and
    recommendations; reasons; remedies; evidence; the evidence; our decision; our
    findings; what we recommend; our recommendations; how we will put things right; the background; the
    complaint and our decision; what should have happened; what we recommended
    """
)
_OMBUDSMAN: Final = _LGSCO | _SPSO | _MORE
_OTHER: Final = _OMBUDSMAN | _INSPECTION
_BY_KIND: Final = {
    "lgsco_decision": _LGSCO,
    "lgsco_report": _LGSCO,
    "spso_decision": _SPSO,
    "inspection_report": _INSPECTION,
    "ombudsman_other": _OMBUDSMAN,
}
_SCOTTISH: Final = "spso_decision"
_STOPS: Final = ".:;,"
_LABELS: Final = frozenset({"decision", "outcome"})
"""With a colon, or alone on a line, these are labels whose value stands on the next line."""
_PRESS: Final = frozenset({"press_ombudsman", "press_inspection"})
"""Kinds with crossheads only, and none above the first long paragraph."""
_AFTER_KNOWN: Final = frozenset({"lgsco_decision", "lgsco_report"})
"""Kinds whose own headings stand below the first known one; above it lies the header."""
_SHAPE: Final = re.compile(
    r"""(?=.*[A-Za-z]{3})(?:[A-Z0-9“‘"'(]|(?:Issue|Complaint|Head|Part|Allegation) (?:\d{1,2}|[A-Z]): \w)[^\n:@|]*(?:[^\s.,;:!…)”"’'|]|\([^()]*\)|(?<=[\w])[”’])$"""
)
_SIGNATURES: Final = (
    "investigator's decision",
    "ombudsman's decision on behalf",
    "assistant ombudsman",
    "ombudsman's decision",
)
_NUMBERED: Final = ("ombudsman_other", "other")
"""Kinds whose reports may number their headings."""
_BODY: Final = 110
"""With a paragraph this long an article has begun."""
_LONGEST: Final = 95
_MOST_WORDS: Final = 14
_CONTENT: Final = 60
"""A block this long is text rather than another heading."""


def known_headings(kind: str) -> frozenset[str]:
    """The headings that documents of a kind have, in small letters."""
    return _BY_KIND.get(kind, _OTHER)


def find_headings(text: str, found: list[Block], furniture: set[int], kind: str) -> list[int]:
    """The indexes of the blocks that open a section, in order."""
    if kind == "inspection_report":
        from storage.documents.segments.inspections import inspection_headings

        return inspection_headings(text, found, furniture, _INSPECTION)
    known = frozenset() if kind in _PRESS else _BY_KIND.get(kind, _OTHER)
    own = _own_from(found, kind)
    names_parties = kind == _SCOTTISH and any(sign in text for sign in _FULL_REPORT)
    headings: list[int] = []
    for index, block in enumerate(found):
        if block.end - block.start > _LONGEST or index in furniture:
            continue
        if block.is_item:
            opens = kind in _NUMBERED and is_numbered_heading(text, found, index)
        elif (key := key_of(text, block)) in known:
            opens = key not in _LABELS or text[block.end - 1] != ":"
        elif kind == _SCOTTISH:
            opens = (
                names_parties
                and (text[block.end - 1] not in _STOPS or "are asking" in key)
                and _SPSO_OWN.fullmatch(key) is not None
            )
        else:
            may_be_own = index >= own and (kind not in _AFTER_KNOWN or headings)
            is_below = bool(headings) and headings[-1] == index - 1
            opens = bool(may_be_own) and _is_own(text, found, index, key, is_below=is_below)
        if opens:
            headings.append(index)
    return headings


def _own_from(found: list[Block], kind: str) -> int:
    """The index from which on headings of the author's own may stand."""
    if kind not in _PRESS:
        return 1
    long = (index for index, block in enumerate(found) if block.end - block.start >= _BODY)
    return next(long, len(found))


def _is_own(text: str, found: list[Block], index: int, key: str, *, is_below: bool) -> bool:
    """Whether a block looks like a heading of the author's own, and is no label's value.

    With ``is_below`` it stands right below another heading.
    """
    if key_of(text, found[index - 1]) in _LABELS:
        return False
    return _stands_alone(found, index, is_below) and _is_shaped(text, found[index], key)


def _stands_alone(found: list[Block], index: int, is_below: bool) -> bool:
    """Whether a block has a blank line or a heading above, and text of its own below."""
    if index + 1 == len(found):
        return False
    following = found[index + 1]
    if not found[index].gap:
        return is_below and following.is_item
    return following.is_item or following.gap and following.end - following.start >= _CONTENT


def _is_shaped(text: str, block: Block, key: str) -> bool:
    """Whether the words look like a heading: few, capital first, no stop at the end."""
    words = text[block.start : block.end]
    return (
        _SHAPE.match(words) is not None
        and words.count(" ") < _MOST_WORDS
        and not key.startswith(_SIGNATURES)
        and "\n" not in words
    )
