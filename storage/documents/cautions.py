"""Warns of texts that look like documents but are not, or not yet."""

import re
from typing import Final

from storage.documents.kinds import DRAFT, Clues, Judgement

_ERROR: Final = re.compile(
    r"\b(?:page (?:not|can(?:no|')t be) found|404\b|403 forbidden|access denied|service unavailable|"
    r"internal server error|bad gateway|just a moment|enable javascript|checking your browser|"
    r"something went wrong|no longer available)"
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
