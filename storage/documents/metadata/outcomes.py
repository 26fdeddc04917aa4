"""Reads an outcome out of the words that ombudsmen decide with; any other words give none."""

import re
from typing import Final, NamedTuple

UPHELD: Final = "upheld"
PARTLY_UPHELD: Final = "partly_upheld"
NOT_UPHELD: Final = "not_upheld"
NOT_INVESTIGATED: Final = "not_investigated"
DISCONTINUED: Final = "discontinued"
RESOLVED_EARLY: Final = "resolved_early"

_PRINTED: Final = (
    (re.compile(r"\bdiscontinu|\bwithdrawn", re.I), DISCONTINUED),
    (
        re.compile(
            r"\bclosed after initial|\bnot (?:be )?investigat|\bpremature|\bjurisdiction", re.I
        ),
        NOT_INVESTIGATED,
    ),
    (
        re.compile(
            r"\b(?:partly|partially|some|in part|part)\b(?!.*\bwhole\b).{0,20}\bupheld|\bupheld (?:in part|partly|partially)\b(?! or)",
            re.I,
        ),
        PARTLY_UPHELD,
    ),
    (
        re.compile(
            r"\bnot upheld|\bno (?:fault|maladministration|service failure)|\bnot justified", re.I
        ),
        NOT_UPHELD,
    ),
    (re.compile(r"\bresol(?:ved|ution)|\bsettle", re.I), RESOLVED_EARLY),
    (
        re.compile(r"\bupheld|\bmaladministration|\bservice failure|\bfault\b|\binjustice", re.I),
        UPHELD,
    ),
)
"""Tried in this order on the words of a ``Decision`` field."""

_TOLD: Final = (
    (
        re.compile(
            r"\bdiscontinued?\b[^.]{0,30}\binvestigat|\binvestigation[^.]{0,20}\bdiscontinued", re.I
        ),
        DISCONTINUED,
    ),
    (
        re.compile(
            r"\b(?:I|we|the ombudsm[ae]n) (?:will|shall|should|did|do) not investigate\b", re.I
        ),
        NOT_INVESTIGATED,
    ),
    (
        re.compile(
            r"\b(?:partly|partially) (?:uphold|upheld)|\buph(?:old|eld)\b[^.]{0,40}\bin part\b",
            re.I,
        ),
        PARTLY_UPHELD,
    ),
    (
        re.compile(
            r"\b(?:do|did|does|have|has) not (?:uphold|upheld)|\bdid ?n[’']t uphold|\bnot upheld",
            re.I,
        ),
        NOT_UPHELD,
    ),
    (
        re.compile(
            r"\bupheld\b|\buphold\b|(?<!no )\bfault (?:that |which )?caus(?:ing|ed)|\b(?:was|is|were|found) (?:at )?fault\b",
            re.I,
        ),
        UPHELD,
    ),
    (re.compile(r"\bno (?:evidence of )?fault|\bnot (?:at|find(?: any)?) fault", re.I), NOT_UPHELD),
)
"""Tried in this order on the sentences that tell the decision."""


class ToldOutcome(NamedTuple):
    """An outcome and the words that say it."""

    outcome: str
    start: int
    end: int


def outcome_of(decision: str) -> str | None:
    """The outcome that a printed decision means."""
    return next((outcome for words, outcome in _PRINTED if words.search(decision)), None)


def outcome_told(text: str, start: int, end: int) -> ToldOutcome | None:
    """The outcome that ``text[start:end]`` tells in sentences."""
    for words, outcome in _TOLD:
        match = words.search(text, start, end)
        if match is not None:
            return ToldOutcome(outcome, match.start(), match.end())
    return None


def discontinued(text: str, start: int, end: int) -> ToldOutcome | None:
    """Where ``text[start:end]`` says that the investigation was discontinued."""
    match = _TOLD[0][0].search(text, start, end)
    return ToldOutcome(DISCONTINUED, match.start(), match.end()) if match is not None else None
