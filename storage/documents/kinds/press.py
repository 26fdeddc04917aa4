"""Press articles on an ombudsman's findings or on an inspection."""

import re
from typing import Final

from storage.documents.kinds.model import Clues, Family, Judgement, add_up
from storage.documents.metadata.bodies import find_bodies
from storage.documents.metadata.facts import Description, Fact, collect, shortened
from storage.documents.metadata.grades import PrintedGrade, told_grade
from storage.documents.metadata.outlets import outlet_name, outlet_of_title
from storage.documents.segments import Structure
from storage.documents.wording import one_of

OMBUDSMAN: Final = "press_ombudsman"
INSPECTION: Final = "press_inspection"

_FURNITURE: Final = (
    "click to follow",
    "read more",
    "read the full report",
    "newspapers in english",
    "@highlight",
    "share this article",
)
_SPEECH: Final = re.compile(r"\bsaid\b|\btold\b|\badded: |\bspokes(?:man|woman|person)\b|\bsays\b")
_REPORTERS: Final = one_of("inspectors ofsted watchdog ombudsman report inspection review")
_REPORTS: Final = one_of(
    """said says found finds? noted criticis ruled revealed uncovered praised concluded warned
    slammed claim"""
)
_REPORTED: Final = re.compile(rf"\b{_REPORTERS}\b[^.\n]{{0,60}}\b{_REPORTS}")
_INSPECTORS: Final = (
    "ofsted",
    "estyn",
    "inspectors",
    "inspection",
    "inspectorate",
    "hmicfrs",
    "care quality commission",
    "cqc",
)
"""Not an inspector of police, nor somebody who inspects a building."""
_MAIL: Final = re.compile(r"\S@\S+\.\w")
_OWN_WORDS: Final = re.compile(
    r"^[^\"“\n]*\b(?:i|we) (?:have )?(?:investigated|uphold|upheld|considered)\b", re.MULTILINE
)
_ADVICE: Final = re.compile(
    r"\byou (?:can|could|may|must|should|need to|will need|have the right)\b|\byour complaint\b|^how to ",
    re.MULTILINE,
)
_MOST_ADVICE: Final = 3
_BODIES: Final = ("council", "authority", "trust", "children", "care")
"""Without any of these an inspector is of another sort."""
_OUTLET_KEYS: Final = ("outlet", "site_name", "publisher")
"""Where a source's metadata names its outlet."""
_QUOTES: Final = "“”\"‘’'"
_TOP: Final = 6
"""How many paragraphs may hold masthead, headline and byline."""
_NUMBERED: Final = re.compile(r"^ {0,4}\d{1,2}(?:\.\d{1,2})?[.)]?[ \t]{1,6}[A-Z]", re.MULTILINE)
_REACH: Final = 20_000
_OF_ANOTHER_SORT: Final = re.compile(
    r"^(?:minutes of|agenda|dear (?:mr|mrs|ms|miss|dr|sir|madam|cllr|councillor)|judgment$|"
    r"neutral citation|in the (?:high court|family court|court of))\b",
    re.MULTILINE,
)
_SHAPE: Final = re.compile(r"\d[ -]\d{3}[ -]\d{3}\b")
_REFERRED: Final = re.compile(
    r"^[^\n.]{0,60}\b(?:reports?|decisions?|references?|ref|case|complaints?|number|no)\b[^\n.\d]{0,40}"
    r"(?P<reference>\d{2}[ -]\d{3}[ -]\d{3}[a-z]?)\b[^\n.]{0,20}$",
    re.MULTILINE | re.IGNORECASE,
)
"""A line, not a sentence, that refers to a report or case by its number."""
_IN_PASSING: Final = 0.3
_OPENING: Final = 600
"""Where texts of another sort say what they are."""
_EARLY: Final = 0.75
"""What an article names once, and only after this part of its text, it is not about."""
_LONGEST_HEADLINE: Final = 150


def judge(clues: Clues) -> Judgement:
    """Known by what an ombudsman or inspectors are reported to say, speech, bylines, mastheads."""
    lower = clues.lower
    ombudsmen = lower.count("ombudsman") + lower.count("spso")
    inspectors = sum(map(lower.count, _INSPECTORS))
    if not ombudsmen and not (inspectors and any(body in lower for body in _BODIES)):
        return Judgement(OMBUDSMAN, 0.0, "")
    if ombudsmen + inspectors < 2 and not _names_one(lower[: int(len(lower) * _EARLY)]):
        return Judgement(OMBUDSMAN, _IN_PASSING, "names an ombudsman or inspectors in passing")
    score, why = add_up(
        {
            "writes about an ombudsman or inspectors": (0.3, True),
            "reports what was found": (0.2, _REPORTED.search(lower) is not None),
            "reports speech": (0.2, _SPEECH.search(lower) is not None),
            "a masthead": (0.15, _has_masthead(clues)),
            "a byline": (
                0.1,
                _MAIL.search(clues.head, 0, 600) is not None or "\nby " in clues.head[:600],
            ),
            "a newspaper's furniture": (0.1, any(line in lower for line in _FURNITURE)),
            "quotations": (0.1, "said: “" in lower or 'said: "' in lower or "\n“" in lower),
            "an inspection report's header": (-0.4, "inspection dates" in clues.head),
            "numbered paragraphs": (-0.4, len(_NUMBERED.findall(clues.text, 0, _REACH)) > 2),
            "a letter, minutes or a judgment": (
                -0.5,
                _OF_ANOTHER_SORT.search(lower, 0, _OPENING) is not None,
            ),
            "advises its reader": (-0.4, len(_ADVICE.findall(lower)) > _MOST_ADVICE),
            "decides in its own words": (-0.3, _OWN_WORDS.search(lower) is not None),
        }
    )
    return Judgement(
        OMBUDSMAN if _is_on_ombudsman(clues, ombudsmen, inspectors) else INSPECTION, score, why
    )


def describe(clues: Clues, structure: Structure, kind: str) -> Description:
    """Read headline, masthead, the bodies that the article is about, and a reported grade."""
    text = clues.text
    bodies = find_bodies(text, structure.sentences)
    several = bodies is not None and len(bodies.names) > 1
    grade = told_grade(text, of_several=several) if kind == INSPECTION else None
    facts = collect(
        respondent=Fact(bodies.names, bodies.start, bodies.end, _naming(bodies.mentions))
        if bodies
        else None,
        reference=_reference(text) if kind == OMBUDSMAN else None,
        decision=_reported(grade) if grade else None,
        grade=Fact(grade.plain, grade.start, grade.end, "a grade is reported") if grade else None,
        outlet=_outlet(clues, structure),
    )
    return Description(_headline(clues, structure), facts)


def _reference(text: str) -> Fact | None:
    """The case's reference where a line refers to it: a link to the report, a note to editors."""
    if _SHAPE.search(text) is None:
        return None
    found = {match["reference"]: match for match in _REFERRED.finditer(text)}
    if len(found) != 1:
        return None
    match = next(iter(found.values()))
    return Fact(match["reference"], *match.span("reference"), "the reference of its report")


def _names_one(opening: str) -> bool:
    """Whether an ombudsman or an inspectorate is named early, and so more than in passing."""
    return "ombudsman" in opening or any(name in opening for name in _INSPECTORS)


def _is_on_ombudsman(clues: Clues, ombudsmen: int, inspectors: int) -> bool:
    """Whether the ombudsman is named more often than inspectors; first, when equally often."""
    if ombudsmen != inspectors:
        return ombudsmen > inspectors
    return clues.lower.find("ombudsman") < clues.lower.find("inspect")


def _has_masthead(clues: Clues) -> bool:
    lines = clues.text[:800].split("\n")[:12]
    return any(outlet_name(line.strip()) is not None for line in lines)


def _naming(mentions: int) -> str:
    return "named here" if mentions == 1 else f"named {mentions} times, first here"


def _outlet(clues: Clues, structure: Structure) -> Fact | None:
    """The outlet of the masthead, with its line as passage, else the one that the page declares."""
    text = clues.text
    for _, _, start, end in structure.paragraphs[:_TOP]:
        name = outlet_name(text[start:end])
        if name is not None:
            return Fact(name, start, end, "the masthead")
    declared = next((clues.metadata[key] for key in _OUTLET_KEYS if clues.metadata.get(key)), None)
    return Fact(declared, None, None, "the page's own words about itself") if declared else None


def _reported(grade: PrintedGrade) -> Fact:
    """The grade as printed, without the marks of a quotation that is nothing else."""
    printed = grade.printed
    is_quoted = len(printed) > 2 and printed[0] in _QUOTES and printed[-1] in _QUOTES
    edge = int(is_quoted)
    words = printed[edge : len(printed) - edge]
    return Fact(words, grade.start + edge, grade.end - edge, "a grade is reported")


def _headline(clues: Clues, structure: Structure) -> str:
    """The first line without a full stop; else the page's title, or the first sentence."""
    text = clues.text
    furniture = set(structure.boilerplate[::2])
    own = [(start, end) for _, _, start, end in structure.paragraphs if start not in furniture]
    for start, end in own[:2]:
        if end - start <= _LONGEST_HEADLINE and text[end - 1] not in ".:;,…" and end < len(text):
            return shortened(text[start:end], _LONGEST_HEADLINE)
    declared = clues.metadata.get("title")
    if declared:
        return shortened(
            declared.rsplit(" | ", 1)[0] if outlet_of_title(declared) else declared,
            _LONGEST_HEADLINE,
        )
    first = own[0][0] if own else structure.sentences[0]
    for start, end in zip(structure.sentences[::2], structure.sentences[1::2], strict=True):
        if start >= first:
            return shortened(text[start:end])
    return shortened(text)


FAMILY: Final = Family((OMBUDSMAN, INSPECTION), judge, describe)
