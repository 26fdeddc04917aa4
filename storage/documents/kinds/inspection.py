"""Inspectorates' own reports on children's services."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.bodies import find_bodies
from storage.documents.metadata.facts import Description, Fact, collect, shortened
from storage.documents.metadata.fields import read_fields
from storage.documents.metadata.grades import overall_grade
from storage.documents.metadata.header import stated_body
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
    r"^[ \t]*(?P<title>(?:[\w’' ]{0,60}\b)?(?:inspection|visit|review) (?:of|to) (?P<body>[A-Z][^\n]{2,90}(?:\n[a-z][^\n]{2,60})?))",
    re.MULTILINE | re.IGNORECASE,
)
_SERVICES: Final = re.compile(
    r"(?:[’']s)?(?: local authority)? (?:children[’']s|social (?:work|care)|services|youth justice).*",
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
            "a lead inspector": (0.2, "lead inspector" in lower),
            "a table of grades": (
                0.2,
                "overall effectiveness" in lower or "judgement" in head and "grade" in head,
            ),
            "headings of an inspection report": (min(0.2 * lines, 0.4), lines > 0),
            "reads like the press": (
                -0.4,
                "said:" in lower or "spokes" in lower or "inspectors said" in lower,
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
        respondent=_respondent(text, structure, title),
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


def _respondent(text: str, structure: Structure, title: re.Match[str] | None) -> Fact | None:
    """The body in the header or title, else the bodies named at the top."""
    field = read_fields(text).get("body")
    if field is not None:
        return stated_body(field, "the header's body")
    if title is not None:
        name = _SERVICES.sub("", title["body"]).strip(" \n")
        bodies = find_bodies(name, []) if name else None
        if bodies is not None:
            start = title.start("body")
            return Fact(
                bodies.names, start + bodies.start, start + bodies.end, "the report's title"
            )
    found = find_bodies(text[:_REACH], structure.sentences)
    return Fact(found.names[:1], found.start, found.end, "named at the top") if found else None


FAMILY: Final = Family((REPORT,), judge, describe)
