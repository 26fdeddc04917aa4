"""Warns of texts that look like documents but are not, or not yet."""

from typing import Final

from storage.documents.kinds import DRAFT, Clues, Judgement
from storage.documents.wording import any_of

_ERROR: Final = any_of(
    r"\bpage (?:not|can(?:no|')t be) found\b|\b404\b|\b403 forbidden\b|\baccess denied\b",
    r"\bservice unavailable\b|\binternal server error\b|\bbad gateway\b|\bno longer available\b",
    r"\bjust a moment\b|\benable javascript\b|\bchecking your browser\b|\bsomething went wrong\b",
)
_LONGEST_ERROR_PAGE: Final = 3000
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
    return tuple(found)
