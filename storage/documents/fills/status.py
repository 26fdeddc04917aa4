"""How far a remedy or recommendation has come, by its wording and its section."""

from typing import Final

from storage.documents.fills.context import Context
from storage.documents.wording import any_of, one_of

_REFUSED: Final = any_of(
    r"\b(?:did|does|do|would|will|has|have) not (?:agreed?|accept(?:ed)?)\b",
    r"\b(?:refused|declined) to\b",
    r"\brejected (?:the|our|this|that)\b",
)
_ACTS: Final = one_of(
    r"""apologised paid reimbursed refunded completed carried\sout put\sin\splace introduced
    trained recruited written reviewed updated changed taken made issued appointed improved spoken
    set\sup provided held hired moved"""
)
_DONE: Final = any_of(
    rf"\b(?:has|have|had)(?: since| now| already| also| been| both){{0,2}} {_ACTS}\b",
    r"\bapologised\b",
    r"\b(?:council|authority|trust|partnership|it|they) (?:has )?paid\b",
    r"\bimmediately took\b|\bacted promptly\b|\bsatisfied with\b",
    r"\balready (?:taken|done|in place)\b",
)
_NOT_YET: Final = any_of(
    r"\b(?:will|should|must|shall) have\b", r"\b(?:not|never) (?:yet )?(?:apologised|paid)\b"
)
_UNDER_WAY: Final = any_of(
    r"\bunder ?way\b",
    r"\bbeing (?:taken|carried out|done|put|reviewed|developed|rolled out|introduced)\b",
    r"\bhas (?:now )?(?:begun|started)\b",
    r"\bis (?:currently |now )?(?:reviewing|developing|rolling|recruiting|training|working)\b",
)
_AGREED: Final = any_of(
    r"\b(?:has|have|had) (?:also )?agreed\b|\bagree[ds] to\b",
    r"\bhas accepted (?:the|our)\b|\baccepts? our recommend",
)
_PROMISED: Final = any_of(
    r"\b(?:council|authority|trust|partnership|it|we) will (?:now |also )?(?!not\b)\w+"
)
_OFFERED: Final = any_of(r"\boffer(?:ed|s)?\b", r"\bproposed?s? to (?:pay|apologise|make)\b")
_RECOMMENDED: Final = any_of(
    r"\brecommend|\bshould\b|\bmust\b|\basked the\b",
    r"\bneeds? to (?:improve|be)\b|\bpriority action\b",
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
