"""Decisions of other ombudsmen: health, housing, Wales, Northern Ireland and their like."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.bodies import find_bodies
from storage.documents.metadata.facts import Description, Fact, collect
from storage.documents.metadata.fields import HeaderField, read_fields
from storage.documents.metadata.header import (
    lone_date,
    stated,
    stated_body,
    stated_date,
    stated_outcome,
    told_outcome,
)
from storage.documents.metadata.outcomes import outcome_of, outcome_told
from storage.documents.metadata.titles import joined_bodies, title_of
from storage.documents.segments import Structure
from storage.documents.wording import any_of, lines

OTHER: Final = "ombudsman_other"

_NAMES: Final = (
    "parliamentary and health service ombudsman",
    "phso",
    "public services ombudsman for wales",
    "northern ireland public services ombudsman",
    "nipso",
    "housing ombudsman",
    "financial ombudsman",
    "ombudsman",
)
_OWN_WORDS: Final = any_of(
    r"\b(?:we|i) (?:have )?(?:investigated|considered|found that|recommend)\b",
    r"\b(?:we|i) (?:have )?(?:partly |do not |did not )?(?:uphold|upheld)\b",
    r"\bour (?:decision|findings|recommendations)\b",
)
_HEALTH_REFERENCE: Final = re.compile(r"\bP-\d{6}\b")
_REFERENCE: Final = re.compile(r"[A-Z]{0,5}-?\d[\w/-]{3,20}")
_TITLED: Final = re.compile(
    r"^[ \t]*+(?P<body>[^\s()][^\n()]{2,119}?)[ \t]*\((?P<reference>\d{9}|P-\d{6})\)[ \t]*$",
    re.MULTILINE,
)
"""A title that health and housing decisions have: the body, and the reference in brackets."""
_NAME: Final = re.compile(r"(?:[A-Z0-9&][^\s]*|of|and|the|for|in|on|upon|with|under|to|nan|y|a)$")
"""A word of a body's name; a title may also say what happened."""
_HOUSING: Final = re.compile(
    r"^[ \t]*COMPLAINT (?P<reference>\d{9})[ \t]*$(?:\s{1,4}(?P<body>[A-Z][^\n]{2,120}?)[ \t]*$)?",
    re.MULTILINE,
)
"""What heads a housing ombudsman's report: the reference, and below it the landlord."""
_FOLDED: Final = (
    r"(?:(?<!Council)(?<!Trust)(?<!Board)[ \t]*\n[ \t]*(?-i:(?:(?:and|of|&|[A-Z][\w’'-]*)[ \t]){0,5}"
    r"(?:Association|Authority|Board|Council|Partnership|Service|Trust)))?"
)
"""A second line of a long name, up to what kind of body it is."""
_AGAINST: Final = re.compile(
    r"^[ \t]*(?:the |report of an? )?investigation (?:of|into) (?:an? )?complaints?\s{1,4}against\s{1,4}(?:the\s)?"
    rf"(?P<body>\S[^\n]{{2,119}}?{_FOLDED})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_WALES: Final = ("case against", "case reference number")
_REFERENCE_LABEL: Final = re.compile(
    r"^[ \t]*case reference number\b", re.MULTILINE | re.IGNORECASE
)
_LONGEST_SUBJECT: Final = 80
_TITLE_REACH: Final = 2000
_DATE_REACH: Final = 8
"""How many paragraphs from the top a date may stand on its own."""
_DATE_FOOT: Final = 3
"""How many from the end, below the signature."""
_TELLING: Final = ("decision", "determination", "conclusion", "summary", "finding")
"""Words of the headings above the decision, the surest first."""
_BARE: Final = lines(
    """
    case number; case ref; case reference; complaint reference; complaint against; relevant body;
    landlord; report date; decision date; date of decision; outcome; subject; case against;
    case reference number; case ref number; case id; date
    """
)
"""Labels that some ombudsmen print on a line of their own without a colon."""

_HEADINGS: Final = (
    "the complaint",
    "our decision",
    "findings",
    "our approach",
    "determination",
    "assessment and findings",
    "executive summary",
)


def judge(clues: Clues) -> Judgement:
    """Known by an ombudsman who speaks in the first person, under a header or headings."""
    lower, head = clues.lower, clues.head
    is_named = "ombudsman" in lower or "phso" in lower or "nipso" in lower
    if not is_named and not _matches(_HEALTH_REFERENCE, clues.text):
        return Judgement(OTHER, 0.0, "")
    fields = read_fields(clues.text, bare=_BARE)
    score, why = add_up(
        {
            "names its ombudsman at the top": (0.2, any(name in head for name in _NAMES)),
            "decides in its own words": (0.2, _OWN_WORDS.search(lower) is not None),
            "a reference in the header": (0.25, "reference" in fields),
            "the body in the header": (0.15, "body" in fields),
            "a decision in the header": (0.15, "decision" in fields),
            "body and reference in the title": (0.35, _matches(_TITLED, clues.text)),
            "a housing ombudsman's reference": (0.35, _matches(_HOUSING, clues.text)),
            "a health ombudsman's reference": (0.35, _matches(_HEALTH_REFERENCE, clues.text)),
            "a complaint against a body": (0.3, _matches(_AGAINST, clues.text)),
            "the Welsh ombudsman's labels": (0.4, all(label in head for label in _WALES)),
            "headings of a decision": (
                0.15,
                any(clues.has_line(line) for line in _HEADINGS),
            ),
            "reads like the press": (-0.35, "said:" in lower or "spokes" in lower),
        }
    )
    return Judgement(OTHER, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read the header, whose values may stand below their labels, and the title."""
    text = clues.text
    fields = read_fields(text, bare=_BARE)
    decision = fields.get("decision") or _unlabelled_decision(fields)
    is_welsh = all(label in clues.head for label in _WALES)
    facts = collect(
        respondent=stated_body(fields.get("body"), "the header's body") or _titled(text, structure),
        reference=_reference(text, fields.get("reference")),
        decided_on=stated_date(text, fields.get("date"), is_month_first=is_welsh)
        or lone_date(text, structure.paragraphs[:_DATE_REACH], "a date at the top")
        or lone_date(text, structure.paragraphs[-_DATE_FOOT:], "a date at the end"),
        category=stated(
            fields.get("category") or (_unlabelled_subject(text, fields) if is_welsh else None),
            "the header's subject",
        ),
        decision=stated(decision, "the header's decision"),
        outcome=stated_outcome(decision) or _told(text, structure),
    )
    return Description(title_of(text, structure, clues.metadata, facts), facts)


def _matches(pattern: re.Pattern[str], text: str) -> bool:
    """Whether the top of a text has what ``pattern`` looks for."""
    return pattern.search(text, 0, _TITLE_REACH) is not None


def _unlabelled_decision(fields: dict[str, HeaderField]) -> HeaderField | None:
    """The decision that slid below another label when a page lost its own."""
    field = fields.get("reference")
    if field is None or any(mark.isdecimal() for mark in field.value):
        return None
    return field if outcome_of(field.value) is not None else None


def _unlabelled_subject(text: str, fields: dict[str, HeaderField]) -> HeaderField | None:
    """The one line between the body and the next label, when the page lost the label above it."""
    body = fields.get("body")
    label = _REFERENCE_LABEL.search(text, body.end) if body is not None else None
    if body is None or label is None:
        return None
    between = text[body.end : label.start()]
    words = between.strip()
    start = body.end + len(between) - len(between.lstrip())
    if not words or "\n" in words or len(words) > _LONGEST_SUBJECT:
        return None
    return HeaderField(words, start, start + len(words))


def _titled(text: str, structure: Structure) -> Fact | None:
    """The body that the title names."""
    for pattern in (_TITLED, _AGAINST, _HOUSING):
        match = pattern.search(text, 0, _TITLE_REACH)
        if match is not None and match["body"] and _is_name(match["body"]):
            names = joined_bodies(match["body"])
            return Fact(names, *match.span("body"), "the title names the body")
    start, end = structure.paragraphs[0][2:]
    found = find_bodies(text[start:end], [])
    if found is not None:
        return Fact(found.names, start + found.start, start + found.end, "the title names the body")
    named = find_bodies(text[:_TITLE_REACH], structure.sentences)
    if named is None:
        return None
    return Fact(named.names[:1], named.start, named.end, "the body that is named first")


def _is_name(words: str) -> bool:
    """Whether words are written as a name is."""
    return all(map(_NAME.match, words.split()))


def _told(text: str, structure: Structure) -> Fact | None:
    """The outcome that a section about the decision tells; without sections, the text."""
    for word in _TELLING:
        for title, start, end in structure.sections:
            told = outcome_told(text, start, end) if word in title.lower() else None
            if told is not None:
                return told_outcome(structure, told)
    told = None if structure.sections else outcome_told(text, 0, len(text))
    return told_outcome(structure, told) if told is not None else None


def _reference(text: str, field: HeaderField | None) -> Fact | None:
    """The header's reference, or the one in the title."""
    found = _REFERENCE.search(text, field.start, field.end) if field is not None else None
    if found is not None:
        return Fact(found[0], *found.span(), "the header's reference")
    for pattern in (_TITLED, _HOUSING):
        match = pattern.search(text, 0, _TITLE_REACH)
        if match is not None:
            return Fact(match["reference"], *match.span("reference"), "the reference in the title")
    health = _HEALTH_REFERENCE.search(text, 0, _TITLE_REACH)
    return Fact(health[0], *health.span(), "printed at the top") if health is not None else None


FAMILY: Final = Family((OTHER,), judge, describe)
