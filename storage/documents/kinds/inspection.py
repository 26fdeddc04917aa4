"""Inspectorates' own reports and letters on children's services."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.dates import PrintedDate, find_date, only_date
from storage.documents.metadata.facts import Description, Fact, collect, shortened
from storage.documents.metadata.grades import PrintedGrade, as_grades, graded_areas, overall_of
from storage.documents.metadata.inspected import inspected_bodies
from storage.documents.metadata.periods import inspection_period
from storage.documents.segments import Structure
from storage.documents.wording import any_of

REPORT: Final = "inspection_report"

_INSPECTORATES: Final = any_of(
    r"\bofsted\b",
    r"\bcare inspectorate\b",
    r"\b(?:estyn|ciw|cssiw|hmicfrs|hmic|hmie|rqia|cqc)\b",
    r"\bcare quality commission\b",
    r"\bhealthcare inspectorate\b",
    r"\binspectorate of (?:constabulary|prisons|probation|education)",
    r"\beducation scotland\b",
    r"\bcriminal justice inspection\b",
    r"\bjoint targeted area inspection\b",
    r"\bh(?:is|er) majesty'?s (?:senior )?(?:chief )?inspector",
)
_LINES: Final = (
    "what needs to improve",
    "what needs to improve?",
    "what needs to improve in this area of social work practice",
    "areas for improvement",
    "areas for priority action",
    "area for priority action",
    "main findings",
    "headline findings",
    "key strengths",
    "findings and evaluation of social work practice",
    "inspection judgements",
    "recommendations",
    "about this inspection",
    "information about this inspection",
    "summary of findings",
    "key messages",
    "key findings",
    "strengths",
    "what works well",
    "what needs to improve and next steps",
)
_NO_TITLE: Final = (
    r"(?!dear |further|this |the |an? |our |during|when|at |in |since|following|dates? |inspection dates?|"
    r"overall|previous|report published|published|information|next |last |re: ?\\n)"
)
_TITLE: Final = re.compile(
    rf"^[ \t]*(?P<title>{_NO_TITLE}(?:[\w’'&:,–-]+ ){{0,12}}?(?:"
    r"(?:inspections?|focused visit|monitoring visit|visit|assurance check|evaluation|review)"
    r"(?: report)? ?(?:of|to|in|:|–|-) ?[^\n.]{2,140}(?:\n[a-z][^\n.]{2,70})?"
    r"|(?:inspection|inspection report|assurance check)))$",
    re.MULTILINE | re.IGNORECASE,
)
_INSPECTION: Final = re.compile(r"inspection|visit|assurance check", re.IGNORECASE)
_LETTER: Final = any_of(
    r"\bthis (?:letter|report) (?:summarises|outlines|sets out|presents|contains) the (?:\w+ )?"
    r"findings of (?:the|our|this|a) (?:\w+ ){0,5}(?:inspection|visit)",
    r"\bthe (?:\w+ )?(?:inspection|visit) was carried out (?:under|in line with|in accordance with)\b",
)
_TABLE: Final = re.compile(
    r"overall effectiveness\b|overall experiences and progress|judge?ment\s+grade\b|"
    r"the impact of leaders on social work practice|achieving permanence\s+(?:good|requires)"
)
_DATED: Final = re.compile(
    r"^\W*(?:inspection dates?\b|dates?(?:\(s\))? of (?:the )?(?:inspection|visit)\b|"
    r"(?:report )?published\s*:|dates? of publication\b|visit dates?\b)",
    re.MULTILINE,
)
_LED: Final = any_of(
    r"\b(?:lead|reporting|senior) inspectors?\b",
    r"\bhis majesty'?s inspectors?\b|\bher majesty'?s inspectors?\b|\bhmi\b",
)
_OWN_WORDS: Final = any_of(
    r"\binspectors (?:looked at|evaluated|reviewed|carried out|considered|tracked|met with)\b",
    r"\b(?:ciw|care inspectorate \w+|ofsted|estyn|rqia|inspectorate) (?:\(\w+\) )?(?:carried out|undertook|completed|conducted)\b",
    r"\bwe (?:inspected|visited|looked at|evaluated|carried out (?:a|this|our) .{0,30}inspection)\b",
)
_PRESS: Final = any_of(
    r"\bsaid:",
    r"\bspokes(?:man|woman|person)\b",
    r"\binspectors said\b",
    r"\bsaid in a statement\b",
)
_PUBLISHED: Final = re.compile(
    r"^[ \t]*(?:(?:this )?(?:report )?(?:first )?published(?: on)?|(?:report )?publication date|"
    r"date (?:of publication|published)|report date|date of report)[ \t]*:?[ \t]*\n?[ \t]*(?P<date>[^\s][^\n]{5,40})",
    re.MULTILINE | re.IGNORECASE,
)
_KEPT: Final = ("inspection", "report", "service", "registration")
_NUMBER: Final = re.compile(
    r"^[ \t]*(?:(?:provider(?:[’']s)? )?unique reference (?:number|no\.?)|urn|provider urn|"
    rf"(?:{'|'.join(_KEPT)}) (?:reference )?(?:number|reference|no\.?))"
    r"(?: \(urn\))?[ \t]*:?[ \t]*\n?[ \t]*(?P<number>[A-Z]{0,3}\d{4,10})[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_NUMBERED: Final = (
    "unique reference",
    "\nurn",
    "provider urn",
    *(f"{each} {what}" for each in _KEPT for what in ("number", "reference", "no")),
)
"""Without one of these no number has a label."""
_REACH: Final = 6000
_TOP: Final = 12
"""So many blocks may stand above the text of a report or letter."""


def judge(clues: Clues) -> Judgement:
    """Known by an inspectorate, an inspection's dates, grades, and what needs to improve."""
    lower, head = clues.lower, clues.head
    if "inspect" not in lower and "monitoring visit" not in lower and "focused visit" not in lower:
        return Judgement(REPORT, 0.0, "")
    lines = sum(clues.has_line(line) for line in _LINES)
    is_dated = _DATED.search(head) is not None
    score, why = add_up(
        {
            "names its inspectorate": (0.2, _INSPECTORATES.search(lower) is not None),
            "an inspection in the title": (0.25, _title(clues.text) is not None),
            "inspection dates": (0.25, is_dated),
            "a lead inspector": (0.15, _LED.search(head) is not None),
            "a table of grades": (0.25, _TABLE.search(lower) is not None),
            "tells the findings of the inspection": (0.35, _LETTER.search(lower) is not None),
            "inspectors tell what they did": (0.15, _OWN_WORDS.search(lower) is not None),
            "headings of an inspection report": (min(0.15 * lines, 0.4), lines > 0),
            "reads like the press": (-0.4, not is_dated and _PRESS.search(lower) is not None),
        }
    )
    return Judgement(REPORT, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read title, bodies, dates and grades."""
    text = clues.text
    title = _title(text)
    areas = graded_areas(text)
    overall = overall_of(areas, text)
    names = inspected_bodies(text, title.span("title") if title is not None else None)
    facts = collect(
        respondent=Fact(names.names, names.start, names.end, names.rule) if names else None,
        reference=_reference(clues),
        decided_on=_published(text, structure),
        decision=_fact(overall),
        grade=_plain(overall) if overall else _listed(areas),
        **_period(text),
    )
    start, end = structure.paragraphs[0][2:]
    printed = (
        title["title"] if title is not None else clues.metadata.get("title") or text[start:end]
    )
    return Description(
        shortened(_with_body(printed, names.names if names else ())),
        facts,
        grades=as_grades(areas),
    )


def _reference(clues: Clues) -> Fact | None:
    """The number under which the inspectorate keeps the home, school or service."""
    is_numbered = any(label in clues.lower for label in _NUMBERED)
    match = _NUMBER.search(clues.text) if is_numbered else None
    if match is None:
        return None
    return Fact(match["number"], *match.span("number"), "the report's reference number")


def _title(text: str) -> re.Match[str] | None:
    """The line that says what was inspected."""
    matches = _TITLE.finditer(text, 0, _REACH // 4)
    return next((each for each in matches if _INSPECTION.search(each["title"])), None)


def _with_body(title: str, names: tuple[str, ...]) -> str:
    """The title, with the body's name before it where the title leaves it out."""
    if not names or names[0].split()[0].casefold() in title.casefold():
        return title
    place = names[0].removesuffix(" Council").split()[-1].casefold()
    return title if place in title.casefold() else f"{names[0]}: {title}"


def _fact(grade: PrintedGrade | None) -> Fact | None:
    """The overall judgement as it is printed."""
    if grade is None:
        return None
    return Fact(grade.printed, grade.start, grade.end, "the overall judgement")


def _plain(grade: PrintedGrade) -> Fact:
    """The overall judgement without quotation marks."""
    return Fact(grade.plain, grade.start, grade.end, "the overall judgement")


def _listed(areas: tuple[tuple[str, PrintedGrade], ...]) -> Fact | None:
    """The judgements of all areas, where there is no overall one."""
    if not areas:
        return None
    listed = "; ".join(f"{area}: {grade.plain}" for area, grade in areas)
    first = areas[0][1]
    return Fact(listed, first.start, first.end, "the judgements of each area")


def _published(text: str, structure: Structure) -> Fact | None:
    """The day of publication, where it is printed; a letter's or title page's own date."""
    for match in _PUBLISHED.finditer(text):
        date = find_date(text, match.start("date"), match.end("date"))
        if date is not None and date.start == match.start("date"):
            return _dated(date, "the printed day of publication")
    for _, _, start, end in structure.paragraphs[:_TOP]:
        date = only_date(text, start, end)
        if date is not None:
            return _dated(date, "a date by itself at the top")
    return None


def _dated(date: PrintedDate, rule: str) -> Fact:
    return Fact(date.iso, date.start, date.end, rule)


def _period(text: str) -> dict[str, Fact | None]:
    """The first and the last day of the inspection."""
    days = inspection_period(text)
    if days is None:
        return {}
    return {
        "inspection_from": Fact(days.first, days.start, days.end, "the inspection dates"),
        "inspection_to": Fact(days.last, days.start, days.end, "the inspection dates"),
    }


FAMILY: Final = Family((REPORT,), judge, describe)
