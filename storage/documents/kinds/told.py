"""Knows the kind of a text that shows none by what its file says of it: reference and decision."""

import re
from collections.abc import Mapping
from typing import Final

from storage.documents.kinds.model import Judgement
from storage.documents.metadata.outcomes import outcome_of
from storage.documents.metadata.spellings import known_key

_ENGLISH: Final = re.compile(r"\d{2}[ \xa0-]?\d{3}[ \xa0-]?\d{3}(?:[a-z]|-\d{1,4})?", re.IGNORECASE)
_SCOTTISH: Final = re.compile(r"20\d{7}")
_SCOTTISH_SIGN: Final = re.compile(r"\brecommendations?\b|\bspso\b", re.IGNORECASE)
"""A number of nine digits alone is no sign: others number their cases like that too."""
_SCORE: Final = 0.6


def told_kind(metadata: Mapping[str, str]) -> Judgement | None:
    """The kind of decision whose reference and outcome the metadata gives."""
    said = {known_key(key) or key: value.strip() for key, value in metadata.items()}
    reference, decision = said.get("reference", ""), said.get("decision", "")
    if not reference or outcome_of(decision) is None:
        return None
    why = "the file gives such a reference and a decision"
    if _ENGLISH.fullmatch(reference):
        return Judgement("lgsco_decision", _SCORE, why)
    has_sign = "sector" in said or _SCOTTISH_SIGN.search(f"{decision} {said.get('url', '')}")
    if _SCOTTISH.fullmatch(reference) and has_sign:
        return Judgement("spso_decision", _SCORE, why)
    return None
