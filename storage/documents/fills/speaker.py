"""Whose conclusion, order or offer a passage is: not who tells it, but who came to it."""

import re
from itertools import islice
from typing import Final

from storage.documents.fills.context import Context, plain

OMBUDSMAN: Final = "ombudsman"
INSPECTORATE: Final = "inspectorate"
COURT: Final = "court"
COMPLAINT_STAGE: Final = "complaint_stage"
BODY: Final = "body_itself"
PRESS: Final = "press"

_DEFAULTS: Final = {
    "lgsco_decision": OMBUDSMAN,
    "lgsco_report": OMBUDSMAN,
    "spso_decision": OMBUDSMAN,
    "ombudsman_other": OMBUDSMAN,
    "inspection_report": INSPECTORATE,
    "press_ombudsman": OMBUDSMAN,
    "press_inspection": INSPECTORATE,
}
_ORDERS: Final = (
    "agreed action",
    "agreed remedy",
    "recommended action",
    "recommendation",
    "what we asked",
    "what we said should change",
    "final decision",
)
"""Sections in which everything is the ombudsman's, whoever does it."""

_CONCLUDES: Final = (
    r"(?:has |had |have |also |then |later |strongly |heavily )*(?:said|says|found|finds|ruled|held|criticis\w+|concluded|decided|ordered|"
    r"noted|upheld|recommended|agreed|identified|accepted|described|warned|told|added|considered|cleared|granted|made)"
)
_COURT: Final = re.compile(
    rf"\b(?:courts?|judges?|magistrates?|tribunal|coroner)\b[^.,;]{{0,40}}?\b{_CONCLUDES}\b|\b(?:criticised|ruled|found|ordered|cleared) by (?:a|the) (?:\w+ )?(?:court|judge|tribunal|coroner)\b",
    re.IGNORECASE,
)
_STAGE_WHO: Final = (
    r"(?:(?:review |independent |stage \w+ )?panel|independent (?:person|investigator|investigating officer|"
    r"investigation|reviewer)|investigating officer|stage (?:one|two|three|\d) (?:investigat\w+|review|response|panel|complaint))"
)
_STAGE: Final = re.compile(
    rf"\b{_STAGE_WHO}\b(?:'s (?:report|findings))?[^.;]{{0,30}}?\b{_CONCLUDES}\b|\b{_CONCLUDES}\b[^.;]{{0,25}} by (?:an?|the) {_STAGE_WHO}\b",
    re.IGNORECASE,
)
_BODY_WHO: Final = (
    r"(?:council|authority|trust|partnership|health board|department|landlord|association)"
)
_BODY: Final = re.compile(
    rf"\b{_BODY_WHO} (?:has |had |have |also |then |now |already |since |fully )*"
    r"(?:said|says|apologised|offered|paid|agreed|accepts?|accepted|acknowledge[sd]?|admit(?:s|ted)|told|added|explained|insists?|denied|promised|pledged)\b|"
    rf"\b(?:spokes(?:man|woman|person)|leader|director|councillor|cllr|chief executive|cabinet member)\b[^.;]{{0,120}}?\b(?:said|says|added|told)\b|"
    rf"\bsaid (?:an?|the) (?:council|authority) spokes|\bsaid in a statement\b|\bthe statement (?:also )?(?:said|added)\b|"
    r"\bwe (?:are|were) (?:extremely |very |truly |deeply )?sorry\b|\bwe (?:fully )?accept\b|\bin a statement\b",
    re.IGNORECASE,
)
_OFFICIAL: Final = "official"
"""The ombudsman or inspectorate whose findings the document is or reports."""
_REPORTED: Final = re.compile(
    rf"\b(?:ombudsm[ae]n|ofsted|inspect(?:ors?|orate|ion)|watchdog|estyn|care commission|report)\b[^.;]{{0,60}}?\b{_CONCLUDES}\b|"
    r"\baccording to (?:the )?(?:ombudsman|ofsted|inspectors|watchdog|report)\b",
    re.IGNORECASE,
)
_FIRST_PERSON: Final = re.compile(
    r"\b(?:we|us|i) (?:found|find|consider|uphold|upheld|noted|recommend|would|do not|cannot|will)\b|"
    r"\b(?:investigation|outcome) by us\b",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    r"[\"“‘']?(?:It|They|He|She|The statement) (?:also |then |has |have |had )?(?:said|added|offered|concluded|agreed|accepted|apologised|paid|told|recommended|upheld)\b"
)
_FARTHEST: Final = 4
"""How many sentences back a pronoun may reach."""
_OPENS_QUOTE: Final = ("“", '"', "‘")
_EDITORIAL: Final = re.compile(
    r"\bthis (?:newspaper|paper|column)\b|\bin (?:our|my) (?:view|opinion)\b|\bthe \w+ (?:comment|says):",
    re.IGNORECASE,
)


def speaker(context: Context) -> str | None:
    """Who came to what the passage says; None in texts of no known kind, unless they say it."""
    default = _DEFAULTS.get(context.kind)
    is_press = context.kind.startswith("press")
    if not is_press and context.section.startswith(_ORDERS):
        return default
    said = _said(context.sentences, is_press) or _before(context, is_press)
    if said is None and is_press:
        said = _quoted(context)
    if said is None and is_press and _EDITORIAL.search(context.sentences):
        said = PRESS
    return default if said in (None, _OFFICIAL) else said


def _said(words: str, is_press: bool) -> str | None:
    """Who the words say came to it: the one named first; ``official`` for the document's own.

    Only an ombudsman's own text says "we" for the ombudsman: in the press that is somebody quoted.
    """
    who_says = [(COURT, _COURT), (COMPLAINT_STAGE, _STAGE), (BODY, _BODY), (_OFFICIAL, _REPORTED)]
    if not is_press:
        who_says.append((_OFFICIAL, _FIRST_PERSON))
    found = [
        (match.start(), who)
        for who, pattern in who_says
        if (match := pattern.search(words)) is not None
    ]
    return min(found)[1] if found else None


def _before(context: Context, is_press: bool) -> str | None:
    """Whom a sentence means that begins with "It said" or "They concluded"."""
    words = context.sentences
    for earlier in islice(context.sentences_before, _FARTHEST):
        if not _PRONOUN.match(words):
            return None
        said = _said(earlier, is_press)
        if said is not None:
            return said
        words = earlier
    return None


def _quoted(context: Context) -> str | None:
    """Who is quoted, where the paragraph goes on with somebody's words from those before."""
    index = context.paragraph
    paragraphs = context.segmentation.paragraphs
    while index is not None and index > 0:
        words = plain(context.text[paragraphs[index].start : paragraphs[index].end])
        said = _said(words, True) if ":" in words or not words.startswith(_OPENS_QUOTE) else None
        if said is not None:
            return said
        if not words.startswith(_OPENS_QUOTE):
            return None
        index -= 1
    return None
