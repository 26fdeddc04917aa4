"""Decisions and public reports of the Local Government and Social Care Ombudsman (England)."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.facts import Description, Fact, collect, shortened
from storage.documents.metadata.fields import HeaderField, read_fields
from storage.documents.metadata.header import lone_date, stated, stated_date, told_outcome
from storage.documents.metadata.outcomes import (
    NOT_INVESTIGATED,
    ended_early,
    outcome_of,
    outcome_told,
)
from storage.documents.metadata.status import is_header_only, read_status
from storage.documents.metadata.titles import joined_bodies
from storage.documents.segments import Structure

DECISION: Final = "lgsco_decision"
REPORT: Final = "lgsco_report"

_REFERENCE: Final = r"\d{2}[ \xa0-]\d{3}[ \xa0-]\d{3}(?:[a-z]\b|-\d{1,4}\b)?"
_TITLE: Final = re.compile(
    r"^[ \t]*+(?P<body>[^\s()][^\n()]{1,159}?)[ \t]*\n?\((?:reference(?: numbers?)?:? )?"
    rf"(?P<reference>{_REFERENCE}(?:(?:, | and | & |, and ){_REFERENCE})*)\)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_TITLE_END: Final = re.compile(rf"\({_REFERENCE}\)[ \t]*(?:\n|$)")
_REPORT_TITLE: Final = re.compile(
    r"(?:investigation into|report on)\s+(?:an?\s+)?complaints?\s+(?:about|against)\s+"
    r"(?P<body>[^\n(]{3,120}?)\s*(?:\(|\n|$)",
    re.IGNORECASE,
)
_BARE_REFERENCE: Final = re.compile(rf"\b{_REFERENCE}")
_LINES: Final = (
    "the complaint",
    "the ombudsman's role and powers",
    "how i considered this complaint",
    "what i found",
    "agreed action",
    "final decision",
    "finding",
    "the ombudsman's final decision",
)
_LINE_WEIGHT: Final = 0.12
_REPORT_SIGNS: Final = (
    "investigation into a complaint",
    "investigation into complaints",
    "public interest report",
    "report by the local government",
    "report issued under section",
)
_TITLE_REACH: Final = 2500
_HEADER_REACH: Final = 1000
"""No header between two titles is longer."""
_FOOT: Final = 1200
"""How far from the end the note on what a council did since may stand."""
_DATE_REACH: Final = 8
"""How many paragraphs from the top a date may stand on its own."""
_TELLING: Final = ("final decision", "summary", "finding", "findings", "decision", "conclusion")


def judge(clues: Clues) -> Judgement:
    """Known by its title line, its header labels, its section headings and its Act."""
    lower, head = clues.lower, clues.head
    title = _TITLE.search(clues.text, 0, _TITLE_REACH)
    has_title = title is not None
    status = read_status(clues.text, title.end()) if title is not None else None
    if "ombudsm" not in lower and not has_title and "complaint reference" not in head:
        return Judgement(DECISION, 0.0, "")
    lines = sum(clues.has_line(line) for line in _LINES)
    has_category = "category :" in head or "category:" in head
    score, why = add_up(
        {
            "council and reference in the title": (0.4, has_title),
            "a listing's status below the title": (0.3, status is not None),
            "several such titles": (0.3, has_title and bool(_several(clues.text))),
            "“Decision date” in the header": (0.2, "decision date" in head),
            "“Category” in the header": (0.15, has_category),
            "“Complaint reference” in the header": (
                0.4,
                "complaint reference:" in head and "complaint against:" in head,
            ),
            "“Ombudsman's final decision”": (0.15, "the ombudsman's final decision" in head),
            "headings of a decision statement": (min(_LINE_WEIGHT * lines, 0.5), lines > 0),
            "Local Government Act 1974": (0.15, "local government act 1974" in lower),
            "category and date in the header": (
                0.2,
                "decision date" in head and has_category,
            ),
            "the Ombudsman's satisfaction": (
                0.3,
                "ombudsman satisfied with council's response" in lower[-_FOOT:],
            ),
            "a report's summary": (0.3, clues.has_line("report summary")),
            "report of an investigation": (0.45, _is_report(head)),
        }
    )
    is_report = _is_report(head) or (status is not None and status.form == "report")
    return Judgement(REPORT if is_report else DECISION, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read title, header and the sentences that tell the decision."""
    text = clues.text
    fields = read_fields(text)
    title = _TITLE.search(text, 0, _TITLE_REACH)
    joined = _joined(text, title) if title is not None else []
    status = read_status(text, title.end()) if title is not None else None
    if status is not None:
        fields = status.fields | fields
    decision = fields.get("decision")
    facts = collect(
        respondent=_respondent(text, [title, *joined] if title is not None else [], fields),
        reference=_reference(text, title, fields, kind),
        decided_on=_date(text, structure, fields),
        category=stated(fields.get("category"), "the header's category"),
        decision=stated(decision, "the header's decision"),
        outcome=_outcome(text, structure, decision),
    )
    warnings = _several(text, len(joined))
    return Description(_heading(clues, structure, title, fields), facts, warnings)


def _joined(text: str, title: re.Match[str]) -> list[re.Match[str]]:
    """The titles below the first that name further bodies of the same decision."""
    found: list[re.Match[str]] = []
    end = title.end()
    if _TITLE_END.search(text, end, end + _HEADER_REACH) is None:
        return []
    for match in _TITLE.finditer(text, end, end + _TITLE_REACH):
        if not is_header_only(
            list(filter(None, map(str.strip, text[end : match.start()].split("\n"))))
        ):
            break
        found.append(match)
        end = match.end()
    return found


def _several(text: str, joined: int = 0) -> tuple[str, ...]:
    """A warning for a listing, which holds many decisions under their titles.

    ``joined`` of the titles name further bodies of the first decision.
    """
    if sum(1 for _ in _TITLE_END.finditer(text)) < 2:
        return ()
    count = sum(1 for _ in _TITLE.finditer(text)) - joined
    return (f"{count} decisions in one text: only the first is described",) if count > 1 else ()


def _is_report(head: str) -> bool:
    return any(sign in head[:1500] for sign in _REPORT_SIGNS)


def _heading(
    clues: Clues, structure: Structure, title: re.Match[str] | None, fields: dict[str, HeaderField]
) -> str:
    """The title line; without one the body and reference, the page's title, or the summary."""
    if title is not None:
        return " ".join(title[0].split())
    if "body" in fields and "reference" in fields:
        return f"{fields['body'].value} ({fields['reference'].value})"
    report = _REPORT_TITLE.search(clues.text, 0, _TITLE_REACH)
    if report is not None:
        return shortened(report[0].strip(" (\n"))
    return shortened(clues.metadata.get("title") or _summary(clues.text, structure))


def _summary(text: str, structure: Structure) -> str:
    """The first sentence below the first heading, or of the text."""
    after = structure.sections[0][1] if structure.sections else 0
    titles = {start for _, start, _ in structure.sections}
    for start, end in zip(structure.sentences[::2], structure.sentences[1::2], strict=True):
        if start > after and start not in titles:
            return text[start:end]
    return text[structure.sentences[0] : structure.sentences[1]]


def _respondent(
    text: str, titles: list[re.Match[str]], fields: dict[str, HeaderField]
) -> Fact | None:
    """The bodies in the titles or header; two where a council and another body were joined."""
    if titles:
        names = [name for title in titles for name in joined_bodies(title["body"])]
        return Fact(
            tuple(dict.fromkeys(names)), *titles[0].span("body"), "the title names the body"
        )
    if "body" in fields:
        field = fields["body"]
        return Fact(
            joined_bodies(field.value), field.start, field.end, "the header's “Complaint against”"
        )
    report = _REPORT_TITLE.search(text, 0, _TITLE_REACH)
    if report is not None:
        start, end = report.span("body")
        return Fact(joined_bodies(text[start:end]), start, end, "the report's title names the body")
    return None


def _reference(
    text: str, title: re.Match[str] | None, fields: dict[str, HeaderField], kind: str
) -> Fact | None:
    """The reference as printed."""
    if title is not None:
        return Fact(" ".join(title["reference"].split()), *title.span("reference"), "in the title")
    if "reference" in fields:
        return stated(fields["reference"], "the header's reference")
    bare = _BARE_REFERENCE.search(text, 0, 1500) if kind == REPORT else None
    return Fact(" ".join(bare[0].split()), *bare.span(), "printed at the top") if bare else None


def _date(text: str, structure: Structure, fields: dict[str, HeaderField]) -> Fact | None:
    """The decision's date from the header, or from a line near the top that is only a date."""
    if "date" in fields:
        return stated_date(text, fields["date"])
    return lone_date(text, structure.paragraphs[:_DATE_REACH], "a date at the top")


def _outcome(text: str, structure: Structure, decision: HeaderField | None) -> Fact | None:
    """The header's decision; what only the text says (discontinued, or no header) from there."""
    printed = outcome_of(decision.value) if decision is not None else None
    telling = _telling(text, structure)
    if printed in (None, NOT_INVESTIGATED, "not_upheld"):
        for start, end in telling:
            told = (
                ended_early(text, start, end)
                if printed is not None
                else outcome_told(text, start, end)
            )
            if told is not None:
                return told_outcome(structure, told)
    if printed is None or decision is None:
        return None
    return Fact(printed, decision.start, decision.end, "the header's decision")


def _telling(text: str, structure: Structure) -> list[tuple[int, int]]:
    """The passages that tell the decision: the last such section first, a summary last."""
    sections = [
        (start, end)
        for title, start, end in reversed(structure.sections)
        if title.lower().rstrip(": ") in _TELLING
    ]
    summaries = [
        (start, end)
        for _, _, start, end in structure.paragraphs[:12]
        if text.startswith("Summary:", start)
    ]
    return sections + summaries


FAMILY: Final = Family((DECISION, REPORT), judge, describe)
