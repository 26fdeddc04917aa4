"""Inspectorates' own reports on children's services."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.bodies import find_bodies
from storage.documents.metadata.facts import Description, Fact, collect, shortened
from storage.documents.metadata.fields import read_fields
from storage.documents.metadata.grades import overall_grade
from storage.documents.metadata.header import stated_body
from storage.documents.metadata.mentions import plain_name
from storage.documents.segments import Structure

REPORT: Final = "inspection_report"

_INSPECTORATES: Final = (
    "ofsted",
    "care inspectorate",
    "estyn",
    "hmicfrs",
    "care quality commission",
    "rqia",
    "joint targeted area inspection",
)
_LINES: Final = (
    "what needs to improve",
    "areas for improvement",
    "areas for priority action",
    "main findings",
    "headline findings",
    "inspection judgements",
    "recommendations",
)
_TITLE: Final = re.compile(
    r"^[ \t]*(?P<title>(?:[\w’' ]{0,60}\b)?(?i:inspection|visit|review) (?:of|to) "
    r"(?P<body>[^\n]{2,90}(?:\n[a-z][^\n]{2,60})?))",
    re.MULTILINE,
)
_SERVICES: Final = re.compile(
    r"(?:[’']s)?(?:\s+local authority)?\s+(?:children[’']s|social (?:work|care)|services|youth).*",
    re.DOTALL | re.IGNORECASE,
)
_REACH: Final = 4000


def judge(clues: Clues) -> Judgement:
    """Known by an inspectorate, inspection dates, a table of grades and what needs to improve."""
    lower, head = clues.lower, clues.head
    if "inspect" not in lower:
        return Judgement(REPORT, 0.0, "")
    lines = sum(clues.has_line(line) for line in _LINES)
    score, why = add_up(
        {
            "names its inspectorate": (0.2, any(name in lower for name in _INSPECTORATES)),
            "an inspection in the title": (0.2, _TITLE.search(clues.text, 0, 1500) is not None),
            "inspection dates": (
                0.25,
                "inspection dates" in head
                or "dates of inspection" in head
                or "date of inspection" in head,
            ),
            "a lead inspector": (0.2, "lead inspector" in head or "reporting inspector" in head),
            "a table of grades": (
                0.2,
                "overall effectiveness" in lower or "judgement" in head and "grade" in head,
            ),
            "headings of an inspection report": (min(0.2 * lines, 0.4), lines > 0),
            "reads like the press": (
                -0.4,
                "inspection dates" not in head
                and ("said:" in lower or "spokes" in lower or "inspectors said" in lower),
            ),
        }
    )
    return Judgement(REPORT, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read title, body and the overall grade."""
    text = clues.text
    title = _TITLE.search(text, 0, _REACH)
    grade = overall_grade(text)
    facts = collect(
        respondent=_respondent(text, title),
        decision=Fact(grade.printed, grade.start, grade.end, "the overall judgement")
        if grade
        else None,
        grade=Fact(grade.plain, grade.start, grade.end, "the overall judgement") if grade else None,
    )
    start, end = structure.paragraphs[0][2:]
    printed = (
        title["title"] if title is not None else clues.metadata.get("title") or text[start:end]
    )
    return Description(shortened(printed), facts)


def _respondent(text: str, title: re.Match[str] | None) -> Fact | None:
    """The body in the header or title, else the bodies named at the top."""
    field = read_fields(text).get("body")
    if field is not None:
        return stated_body(field, "the header's body")
    place = _SERVICES.sub("", title["body"]).strip() if title is not None else ""
    found = find_bodies(text[:_REACH].replace("\n", " "), [])
    if title is not None and place[:1].isupper():
        start = title.start("body")
        is_named = found is not None and place in found.names[0]
        names = found.names[:1] if found is not None and is_named else (plain_name(place),)
        return Fact(names, start, start + len(place), "the report's title")
    return Fact(found.names[:1], found.start, found.end, "named at the top") if found else None


FAMILY: Final = Family((REPORT,), judge, describe)
