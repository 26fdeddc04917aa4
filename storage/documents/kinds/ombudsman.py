"""Decisions of other ombudsmen: health, housing, Wales, Northern Ireland and their like."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.bodies import find_bodies
from storage.documents.metadata.facts import Description, Fact, collect
from storage.documents.metadata.fields import HeaderField, read_fields
from storage.documents.metadata.header import (
    stated,
    stated_body,
    stated_date,
    stated_outcome,
    told_outcome,
)
from storage.documents.metadata.outcomes import outcome_told
from storage.documents.metadata.titles import title_of
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
_BARE: Final = lines(
    """
    case number; case ref; case reference; complaint reference; complaint against; relevant body;
    landlord; report date; decision date; date of decision; outcome; subject
    """
)
"""Labels that some ombudsmen print on a line of their own without a colon."""


def judge(clues: Clues) -> Judgement:
    """Known by an ombudsman who speaks in the first person, under a header or headings."""
    lower, head = clues.lower, clues.head
    if "ombudsman" not in lower and "phso" not in lower and "nipso" not in lower:
        return Judgement(OTHER, 0.0, "")
    fields = read_fields(clues.text, bare=_BARE)
    score, why = add_up(
        {
            "names its ombudsman at the top": (0.2, any(name in head for name in _NAMES)),
            "decides in its own words": (0.2, _OWN_WORDS.search(lower) is not None),
            "a reference in the header": (0.25, "reference" in fields),
            "the body in the header": (0.15, "body" in fields),
            "a decision in the header": (0.15, "decision" in fields),
            "a health ombudsman's reference": (
                0.35,
                _HEALTH_REFERENCE.search(clues.text, 0, 2000) is not None,
            ),
            "headings of a decision": (
                0.15,
                clues.has_line("the complaint")
                or clues.has_line("our decision")
                or clues.has_line("findings"),
            ),
            "reads like the press": (
                -0.35,
                "said:" in lower or "spokes" in lower or "told the" in lower,
            ),
        }
    )
    return Judgement(OTHER, score, why)


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read the header, whose values may stand below their labels."""
    text = clues.text
    fields = read_fields(text, bare=_BARE)
    facts = collect(
        respondent=stated_body(fields.get("body"), "the header's body") or _titled(text, structure),
        reference=_reference(text, fields.get("reference")),
        decided_on=stated_date(text, fields.get("date")),
        category=stated(fields.get("category"), "the header's subject"),
        decision=stated(fields.get("decision"), "the header's decision"),
        outcome=stated_outcome(fields.get("decision")) or _told(text, structure),
    )
    return Description(title_of(text, structure, clues.metadata, facts), facts)


def _titled(text: str, structure: Structure) -> Fact | None:
    """The body that the first line names."""
    start, end = structure.paragraphs[0][2:]
    found = find_bodies(text[start:end], [])
    if found is None:
        return None
    return Fact(found.names, start + found.start, start + found.end, "the title names the body")


def _told(text: str, structure: Structure) -> Fact | None:
    """The outcome that a section about the decision tells."""
    for title, start, end in structure.sections:
        told = outcome_told(text, start, end) if "decision" in title.lower() else None
        if told is not None:
            return told_outcome(structure, told)
    return None


def _reference(text: str, field: HeaderField | None) -> Fact | None:
    """The header's reference, or the health ombudsman's in the title."""
    match = _REFERENCE.search(text, field.start, field.end) if field is not None else None
    if match is None:
        match = _HEALTH_REFERENCE.search(text, 0, 2000)
    return (
        Fact(match[0], match.start(), match.end(), "the reference printed at the top")
        if match
        else None
    )


FAMILY: Final = Family((OTHER,), judge, describe)
