"""Reads an outcome out of the words that ombudsmen decide with; any other words give none."""

from typing import Final, NamedTuple

from storage.documents.wording import any_of

UPHELD: Final = "upheld"
PARTLY_UPHELD: Final = "partly_upheld"
NOT_UPHELD: Final = "not_upheld"
NOT_INVESTIGATED: Final = "not_investigated"
DISCONTINUED: Final = "discontinued"
RESOLVED_EARLY: Final = "resolved_early"

_PRINTED: Final = (
    (any_of(r"\bdiscontinu", r"\bwithdrawn"), DISCONTINUED),
    (
        any_of(
            r"\bclosed after initial", r"\bnot (?:be )?investigat", r"\bpremature|\bjurisdiction"
        ),
        NOT_INVESTIGATED,
    ),
    (
        any_of(
            r"\b(?:partly|partially|some|in part|part)\b(?!.*\bwhole\b).{0,20}\bupheld",
            r"\bupheld (?:in part|partly|partially)\b(?! or)",
        ),
        PARTLY_UPHELD,
    ),
    (
        any_of(r"\bnot (?:upheld|justified)", r"\bno (?:fault|maladministration|service failure)"),
        NOT_UPHELD,
    ),
    (any_of(r"\bresol(?:ved|ution)", r"\bsettle"), RESOLVED_EARLY),
    (
        any_of(r"\bupheld|\bfault\b|\binjustice", r"\bmaladministration|\bservice failure"),
        UPHELD,
    ),
)
"""Tried in this order on the words of a ``Decision`` field."""

_STOPPED: Final = any_of(
    r"\bdiscontinued?\b[^.]{0,30}\binvestigat", r"\binvestigation[^.]{0,20}\bdiscontinued"
)
_TOLD: Final = (
    (_STOPPED, DISCONTINUED),
    (
        any_of(r"\b(?:I|we|the ombudsm[ae]n) (?:will|shall|should|did|do) not investigate\b"),
        NOT_INVESTIGATED,
    ),
    (
        any_of(
            r"\b(?:partly|partially) (?:uphold|upheld)", r"\buph(?:old|eld)\b[^.]{0,40}\bin part\b"
        ),
        PARTLY_UPHELD,
    ),
    (
        any_of(
            r"\b(?:do|did|does|have|has) not (?:uphold|upheld)",
            r"\bdidn[’']t uphold",
            r"\bnot upheld",
        ),
        NOT_UPHELD,
    ),
    (
        any_of(
            r"\bupheld\b|\buphold\b",
            r"(?<!no )\bfault (?:that |which )?caus(?:ing|ed)",
            r"\b(?:was|is|were|found) (?:at )?fault\b",
            r"(?<!no )(?<!not )\b(?:fault|maladministration)(?: and injustice)? (?:was )?found\b",
            r"\b(?:was|were|found) (?:severe )?(?:maladministration|service failure)\b",
        ),
        UPHELD,
    ),
    (
        any_of(
            r"\bno (?:evidence of )?(?:fault|maladministration|service failure)",
            r"\bnot (?:at|find(?: any)?) fault",
        ),
        NOT_UPHELD,
    ),
)
"""Tried in this order on the sentences that tell the decision."""
_UPHOLDS: Final = any_of(
    r"\b(?:I|we|the ombudsm[ae]n) (?:have |has |also |therefore ){0,2}(?:uphold|upheld)\b"
)
"""Beside what is not upheld this makes a complaint partly upheld."""


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
            if outcome == NOT_UPHELD and _UPHOLDS.search(text, start, end):
                outcome = PARTLY_UPHELD
            return ToldOutcome(outcome, match.start(), match.end())
    return None


def discontinued(text: str, start: int, end: int) -> ToldOutcome | None:
    """Where ``text[start:end]`` says that the investigation was discontinued."""
    match = _STOPPED.search(text, start, end)
    return ToldOutcome(DISCONTINUED, match.start(), match.end()) if match is not None else None
