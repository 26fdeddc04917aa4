"""Whose conclusion, order or offer a passage is: not who tells it, but who came to it."""

import re
from itertools import islice
from typing import Final

from storage.documents.fills.context import Context, plain
from storage.documents.wording import any_of, one_of

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

_ADVERBS: Final = one_of("has had have also then later now already since fully strongly heavily")
_CONCLUDED: Final = one_of(
    r"""said says found finds ruled held criticis\w+ concluded decided ordered noted upheld
    recommended agreed identified accepted described warned told added considered cleared granted
    made"""
)
_CONCLUDES: Final = rf"(?:{_ADVERBS} )*{_CONCLUDED}"
_JUDGES: Final = one_of("courts? judges? magistrates? tribunal coroner")
_COURT: Final = any_of(
    rf"\b{_JUDGES}\b[^.,;]{{0,40}}?\b{_CONCLUDES}\b",
    rf"\b(?:criticised|ruled|found|ordered|cleared) by (?:a|the) (?:\w+ )?{_JUDGES}\b",
)
_STAGES: Final = (
    r"(?:(?:review |independent |stage \w+ )?panel|(?:independent )?investigating officer|"
    r"independent (?:person|investigator|investigation|reviewer)|"
    r"stage (?:one|two|three|\d) (?:investigat\w+|review|response|panel|complaint))"
)
_STAGE: Final = any_of(
    rf"\b{_STAGES}\b(?:'s (?:report|findings))?[^.;]{{0,30}}?\b{_CONCLUDES}\b",
    rf"\b{_CONCLUDES}\b[^.;]{{0,25}} by (?:an?|the) {_STAGES}\b",
)
_BODIES: Final = (
    r"(?:council|authority|trust|partnership|health board|department|landlord|association)"
)
_OWNS_UP: Final = one_of(
    """said says apologised offered paid agreed accepts? accepted acknowledge[sd]? admits admitted
    told added explained insists? denied promised pledged"""
)
_OFFICERS: Final = (
    r"(?:spokes(?:man|woman|person)|leader|director|councillor|cllr|chief executive|cabinet member)"
)
_BODY: Final = any_of(
    rf"\b{_BODIES} (?:{_ADVERBS} )*{_OWNS_UP}\b",
    rf"\b{_OFFICERS}\b[^.;]{{0,120}}?\b(?:said|says|added|told)\b",
    r"\bsaid (?:an?|the) (?:council|authority) spokes",
    r"\bin a statement\b|\bthe statement (?:also )?(?:said|added)\b",
    r"\bwe (?:are|were) (?:extremely |very |truly |deeply )?sorry\b|\bwe (?:fully )?accept\b",
)
_OFFICIAL: Final = "official"
"""The ombudsman or inspectorate whose findings the document is or reports."""
_OFFICIALS: Final = one_of("ombudsm[ae]n ofsted inspect(?:ors?|orate|ion) watchdog estyn report")
_REPORTED: Final = any_of(
    rf"\b{_OFFICIALS}\b[^.;]{{0,60}}?\b{_CONCLUDES}\b",
    r"\baccording to (?:the )?(?:ombudsman|ofsted|inspectors|watchdog|report)\b",
)
_FIRST_PERSON: Final = any_of(
    r"\b(?:we|us|i) (?:found|find|consider|uphold|upheld|noted|recommend|would|do not|cannot|will)\b",
    r"\b(?:investigation|outcome) by us\b",
)
_PRONOUN: Final = re.compile(
    r"[\"“‘']?(?:It|They|He|She|The statement) (?:also |then |has |have |had )?"
    r"(?:said|added|offered|concluded|agreed|accepted|apologised|paid|told|recommended|upheld)\b"
)
_FARTHEST: Final = 4
"""How many sentences back a pronoun may reach."""
_OPENS_QUOTE: Final = ("“", '"', "‘")
_PEOPLE: Final = one_of(
    """mother father mum mums dad dads parents? famil(?:y|ies) grandmother grandfather grandparents?
    aunt uncle carers? couple teenager boy girl woman complainant pupil student resident"""
)
_PERSON: Final = any_of(
    rf"\b(?:her|his|their|the|a|one)(?: \w+){{0,2}} {_PEOPLE}\b[^.;]{{0,40}}?"
    r"\b(?:said|says|told|added|recalled|explained)\b",
    rf"[\"”'’],? (?:said|says|added|recalled) (?:her|his|their|the|one)(?: \w+){{0,2}} {_PEOPLE}\b",
    r"\b(?:mp|msp|minister|charity|campaigners?|lawyer|solicitor|barrister|union)\b[^.;]{0,60}?"
    r"\b(?:said|says|told|added)\b",
    r"\b(?:mr|mrs|ms|miss) (?:and mrs )?[a-z]\b[^.;]{0,20}\b(?:said|says|told|added)\b",
)
"""Those whom a finding is about conclude nothing: what they say is nobody's finding."""
_EDITORIAL: Final = any_of(
    r"\bthis (?:newspaper|paper|column)\b",
    r"\bin (?:our|my) (?:view|opinion)\b",
    r"\bthe \w+ (?:comment|says):",
)


def speaker(context: Context) -> str | None:
    """Who came to what the passage says; None in texts of no known kind, unless they say it."""
    default = _DEFAULTS.get(context.kind)
    is_press = context.kind.startswith("press")
    if not is_press and context.section.startswith(_ORDERS):
        return default
    said = _said(context.sentences, is_press) or _before(context, is_press)
    if said is None and is_press and _is_a_person_s(context.sentences):
        return None
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


def _is_a_person_s(words: str) -> bool:
    """Whether a sentence quotes somebody whom the matter touches."""
    return any(mark in words for mark in _OPENS_QUOTE) and _PERSON.search(words) is not None


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
