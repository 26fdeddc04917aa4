"""Warns of texts that look like documents but are not, or not yet."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Final

from storage.documents.kinds import DRAFT, Clues, Judgement
from storage.documents.metadata.references import reference_elsewhere
from storage.documents.wording import any_of

_ERROR: Final = any_of(
    r"\bpage (?:not|can(?:no|')t be|has been) (?:found|removed|moved)\b|\b404\b|\b403 forbidden\b",
    r"\baccess (?:has been )?denied\b|\bpage you (?:are|were) looking for\b|\bbad request\b",
    r"\b(?:temporarily|service) unavailable\b|\binternal server error\b|\bbad gateway\b",
    r"\bno longer available\b|\bgateway time-?out\b|\bsite can(?:no|')t be reached\b",
    r"\bjust a moment\b|\benable javascript\b|\bchecking your browser\b|\bsomething went wrong\b",
    r"\b(?:verify|confirm) (?:that )?you are (?:a )?human\b|\bnot a robot\b|\bunusual traffic\b",
)
_WALL: Final = any_of(
    r"\bwe (?:value|care about|respect) your privacy\b|\bbefore you continue\b",
    r"\baccept (?:all|cookies)\b|\bcookie (?:settings|preferences|policy|consent)\b",
    r"\bmanage (?:your |my )?(?:choices|cookies|settings|preferences|options)\b",
    r"\b(?:subscribe|register|sign in|log in) to (?:continue|read)\b|\breached your limit\b",
)
_LONGEST_ERROR_PAGE: Final = 3000
_LONGEST_WALL: Final = 1500
_OPENING: Final = 400


def cautions(clues: Clues, judgement: Judgement) -> tuple[str, ...]:
    """What a person should look at before coding, in a few words each."""
    found = []
    if judgement.why == DRAFT:
        found.append(DRAFT)
    if judgement.kind == "other" and len(clues.text) < _LONGEST_ERROR_PAGE:
        opening = clues.metadata.get("title", "").lower() + "\n" + clues.lower[:_OPENING]
        if _ERROR.search(opening):
            found.append("looks like an error page, not a document")
        elif len(clues.text) < _LONGEST_WALL and _WALL.search(clues.lower):
            found.append("looks like a site's notice to visitors, not a document")
    return tuple(found)


def reference_caution(name: str, metadata: Mapping[str, str]) -> tuple[str, ...]:
    """The reference that only the file's name or the page's address has: it is not the text's."""
    elsewhere = reference_elsewhere(PurePath(name).name, metadata.get("url"))
    if elsewhere is None:
        return ()
    return (f"no reference in the text; its file name or address says {elsewhere}",)
