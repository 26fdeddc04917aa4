"""Decision reports of the Scottish Public Services Ombudsman."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.dates import only_date
from storage.documents.metadata.facts import Description, Fact, collect
from storage.documents.metadata.fields import HeaderField, read_fields
from storage.documents.metadata.header import (
    lone_date,
    stated,
    stated_date,
    stated_outcome,
    told_outcome,
)
from storage.documents.metadata.outcomes import ToldOutcome, outcome_of_heads, outcome_told
from storage.documents.segments import Structure

DECISION: Final = "spso_decision"

_CASE: Final = re.compile(r"(?P<reference>\d{6,9})(?:\s*,\s*(?P<body>.+))?", re.DOTALL)
_ENTRY: Final = re.compile(
    r"^[ \t•*-]*Case(?: ref(?:erence)?)?[ \t]*:\s*(?P<case>\d*)", re.MULTILINE | re.IGNORECASE
)
"""A decision's first label; a full report repeats it on each page."""
_OLD: Final = re.compile(
    r"^[ \t]*Case (?P<reference>\d{6,9}):[ \t]++(?P<body>[^\n]{3,120}?)[ \t]*$", re.MULTILINE
)
"""How reports began before there were headers."""
_LINE: Final = re.compile(r"^\d[^\n]{5,24}$", re.MULTILINE)
"""A line that may be a date."""
_REACH: Final = 2000
_DATE_REACH: Final = 8
"""How many paragraphs from the top a date may stand on its own."""
_FULL_TITLES: Final = (
    "investigation report",
    "spso investigation report",
    "report of an investigation",
    "report of a complaint to the ombudsman",
)
"""How a report that was laid before Parliament is headed."""
_HEADS_FULL: Final = re.compile(
    r"\((?P<outcome>(?:partly |partially |not )?upheld)(?: in part)?\)", re.IGNORECASE
)
"""The outcome that such a report prints after each head of complaint."""
_NAMES: Final = ("spso", "scottish public services ombudsman")


def judge(clues: Clues) -> Judgement:
    """Known by its title, its header labels and its two recommendation headings."""
    lower, head = clues.lower, clues.head
    if not any(name in lower for name in _NAMES) and "sector:" not in head:
        return Judgement(DECISION, 0.0, "")
    score, why = add_up(
        {
            "“SPSO decision report”": (0.5, "spso decision report" in head),
            "an investigation report under its Act": (
                0.5,
                "scottish public services ombudsman" in " ".join(head.split())
                and any(clues.has_line(line) for line in _FULL_TITLES),
            ),
            "an older report's case line": (
                0.5,
                "scottish" in head and _OLD.search(clues.text, 0, _REACH) is not None,
            ),
            "a case reference": (0.2, _ENTRY.search(clues.text, 0, len(head)) is not None),
            "“Sector”": (0.15, "sector:" in head),
            "“Subject”": (0.1, "subject:" in head),
            "“Body”": (0.1, "body:" in head),
            "“Outcome” or “Decision”": (0.1, "outcome:" in head or "decision:" in head),
            "its recommendation headings": (
                0.3,
                "what we asked the organisation to do" in lower
                or "what we said should change" in lower,
            ),
            "names the ombudsman": (0.1, any(name in lower for name in _NAMES)),
            "reads like the press": (-0.3, "said:" in lower),
        }
    )
    return Judgement(DECISION, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read the header, in either of its two forms."""
    text = clues.text
    fields = read_fields(text, since=_header(text))
    decision = fields.get("decision")
    case, body = _case(text, fields)
    facts = collect(
        respondent=body,
        reference=case,
        decided_on=stated_date(text, fields.get("date"))
        or lone_date(text, structure.paragraphs[:_DATE_REACH], "a date at the top")
        or _page_date(text),
        category=stated(fields.get("category"), "the header's subject"),
        decision=stated(decision, "the header's decision"),
        outcome=_outcome(text, structure, decision),
    )
    count = len({" ".join(entry["case"].split()) for entry in _ENTRY.finditer(text)})
    warnings = (f"{count} decisions in one text: only the first is described",) if count > 1 else ()
    return Description(_title(clues, case, body), facts, warnings)


def _page_date(text: str) -> Fact | None:
    """The date that stands on more than one page and says nothing else: that of the report."""
    seen: set[str] = set()
    for line in _LINE.finditer(text):
        date = only_date(text, line.start(), line.end())
        if date is not None and date.iso in seen:
            return Fact(date.iso, date.start, date.end, "the date of every page")
        if date is not None:
            seen.add(date.iso)
    return None


def _header(text: str) -> int:
    """Where the header begins, below any notices of the site."""
    at = text.lower().find("decision report", 0, 4000) if "ecision report" in text[:4000] else -1
    return max(at, 0)


def _title(clues: Clues, case: Fact | None, body: Fact | None) -> str:
    """The body; without one the reference or the page's title."""
    if body is not None:
        return body.value[0]
    if case is not None:
        return f"SPSO decision {case.value}"
    return clues.metadata.get("title") or "SPSO decision report"


def _case(text: str, fields: dict[str, HeaderField]) -> tuple[Fact | None, Fact | None]:
    """Reference and body, which may share a line."""
    old = _OLD.search(text, 0, _REACH)
    if old is not None and "reference" not in fields:
        name = (" ".join(old["body"].split()),)
        return (
            Fact(old["reference"], *old.span("reference"), "the title's case reference"),
            Fact(name, *old.span("body"), "the title names the body"),
        )
    reference = body = None
    field = fields.get("reference")
    match = _CASE.match(text, field.start, field.end) if field is not None else None
    if match is not None:
        reference = Fact(
            match["reference"], *match.span("reference"), "the header's case reference"
        )
        if match["body"]:
            body = Fact(
                (" ".join(match["body"].split()),), *match.span("body"), "beside the case reference"
            )
    named = fields.get("body")
    if named is not None:
        body = Fact((named.value,), named.start, named.end, "the header's body")
    return reference, body


def _outcome(text: str, structure: Structure, decision: HeaderField | None) -> Fact | None:
    """The header's decision, or what the summary says where there is none."""
    if decision is not None:
        return stated_outcome(decision)
    heads = list(_HEADS_FULL.finditer(text))
    if heads:
        outcome = outcome_of_heads([head["outcome"] for head in heads])
        return told_outcome(structure, ToldOutcome(outcome, *heads[0].span()))
    start, end = next(((start, end) for title, start, end in structure.sections), (0, len(text)))
    told = outcome_told(text, start, end)
    return told_outcome(structure, told) if told else None


FAMILY: Final = Family((DECISION,), judge, describe)
