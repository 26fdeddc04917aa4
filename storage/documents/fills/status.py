"""How far a remedy or recommendation has come, by its wording and its section."""

import re
from typing import Final

from storage.documents.fills.context import Context

_REFUSED: Final = re.compile(
    r"\b(?:did|does|do|would|will|has|have) not (?:agreed?|accept(?:ed)?)\b|\b(?:refused|declined) to\b|"
    r"\brejected (?:the|our|this|that)\b",
    re.IGNORECASE,
)
_ACTS: Final = (
    r"apologised|paid|reimbursed|refunded|completed|carried out|put in place|introduced|trained|"
    r"recruited|written|reviewed|updated|changed|taken|made|issued|appointed|improved|spoken|set up|provided|held"
)
_DONE: Final = re.compile(
    rf"\b(?:has|have|had)(?: since| now| already| also| been| both){{0,2}} (?:{_ACTS})\b|\bapologised\b|"
    r"\b(?:council|authority|trust|partnership|it|they) (?:has )?paid\b|\bimmediately took\b|\bacted promptly\b|"
    r"\balready (?:taken|done|in place)\b|\bsatisfied with\b",
    re.IGNORECASE,
)
_NOT_YET: Final = re.compile(
    r"\b(?:will|should|must|shall) have\b|\b(?:not|never) (?:yet )?(?:apologised|paid)\b",
    re.IGNORECASE,
)
_UNDER_WAY: Final = re.compile(
    r"\bunder ?way\b|\bbeing (?:taken|carried out|done|put|reviewed|developed|rolled out|introduced)\b|"
    r"\bhas (?:now )?(?:begun|started)\b|\bis (?:currently |now )?(?:reviewing|developing|rolling|recruiting|training|working)\b",
    re.IGNORECASE,
)
_AGREED: Final = re.compile(
    r"\b(?:has|have|had) (?:also )?agreed\b|\bagreed to\b|\bagrees to\b|\bhas accepted (?:the|our)\b|\baccepts? our recommend",
    re.IGNORECASE,
)
_PROMISED: Final = re.compile(
    r"\b(?:council|authority|trust|partnership|it|we) will (?:now |also )?(?!not\b)\w+",
    re.IGNORECASE,
)
_OFFERED: Final = re.compile(
    r"\boffer(?:ed|s)?\b|\bproposed?s? to (?:pay|apologise|make)\b", re.IGNORECASE
)
_RECOMMENDED: Final = re.compile(
    r"\brecommend|\bshould\b|\basked the\b|\bneeds? to (?:improve|be)\b|\bpriority action\b|\bmust\b",
    re.IGNORECASE,
)
_SECTIONS: Final = (
    (("agreed action", "agreed remedy", "agreed actions"), "agreed"),
    (
        (
            "recommended action",
            "recommendation",
            "what we asked",
            "what we said should change",
            "what needs to improve",
            "areas for improvement",
            "areas for priority action",
            "in relation to complaints handling",
            "what we recommend",
        ),
        "recommended",
    ),
)


def status(context: Context) -> str | None:
    """The furthest stage that the words or the section state; None where neither says."""
    words = context.words
    if _REFUSED.search(words):
        return "refused"
    if _DONE.search(words) and not _NOT_YET.search(words):
        return "done"
    if _UNDER_WAY.search(words):
        return "under_way"
    led = f"{context.lead_in} {words}"
    if _AGREED.search(led):
        return "agreed"
    return _by_section(context) or _by_wording(led)


def _by_section(context: Context) -> str | None:
    """What the heading above says of all that stands below it."""
    section = context.section
    return next((stage for titles, stage in _SECTIONS if section.startswith(titles)), None)


def _by_wording(words: str) -> str | None:
    """What weaker words say where no heading does."""
    if _OFFERED.search(words):
        return "offered"
    if _PROMISED.search(words):
        return "agreed"
    return "recommended" if _RECOMMENDED.search(words) else None
