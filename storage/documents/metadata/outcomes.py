"""Reads an outcome out of the words that ombudsmen decide with; any other words give none."""

from collections.abc import Sequence
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
_RESOLVED: Final = any_of(
    r"\b(?:resolv\w+ (?:the|this|it|\w+[’']s)\b[^.]{0,30}\bearly|early resolution)\b",
    r"\b(?:closed?|closing|discontinu\w+|stopped)\b[^.]{0,80}\b(?:because|since|as|after)\b"
    r"[^.]{0,50}\b(?:agreed|offered) to\b",
    r"\b(?:agreed|offered) to\b[^.]{0,120}\b(?:closed?|closing|discontinu\w+|stopped)\b[^.]{0,60}"
    r"\bon (?:that|this) basis",
)
_NOT_BEGUN: Final = any_of(
    r"\b(?:I|we|the ombudsm[ae]n) (?:will|shall|should|did|do|can|could|may|have decided) ?not "
    r"(?:to )?(?:investigate|consider (?:this|the|\w+[’']s) complaint|pursue|start|begin)",
    r"\b(?:I|we|the ombudsm[ae]n) (?:can[’']t|won[’']t) investigate\b",
)
_AT_FAULT: Final = any_of(
    r"(?<!no )(?<!whether )\bfault (?:that |which |leading to |and )?(?:caus(?:ing|ed)|injustice)",
    r"(?<!if )(?<!whether )\b(?:there|it|this|council|authority|trust) (?:was|is) "
    r"(?:some |also )?(?:at )?fault\b",
    r"(?<!not )(?<!whether )\b(?:found|find|finds) (?:the \w+ (?:was )?|some |there was )?(?:at )?"
    r"fault\b",
    r"(?<!no )(?<!not )\b(?:fault|maladministration)(?: and injustice)? (?:was )?found\b",
    r"\b(?:was|were|found) (?:severe )?(?:maladministration|service failure)\b",
    r"\baccepts?(?:ed)? (?:that|the|its|this|it was at|it was in) fault",
    r"(?<!says )(?<!said )(?<!complains )(?<!complained )(?<!that )(?<!whether )(?<!claims )"
    r"\bthe (?:council|authority|trust) (?:has |had )?failed to\b",
)
_TOLD: Final = (
    (_RESOLVED, RESOLVED_EARLY),
    (_STOPPED, DISCONTINUED),
    (_NOT_BEGUN, NOT_INVESTIGATED),
    (
        any_of(
            r"\b(?:partly|partially) (?:uphold|upheld)",
            r"\buph(?:old|eld)\b[^.]{0,40}\bin part\b",
            r"\buph(?:old|eld) (?:only )?(?:one|some)(?: of the(?: \w+)?)? "
            r"(?:elements?|aspects?|parts?|issues?|heads?|points?)\b",
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
    (any_of(r"\bupheld\b|\buphold\b"), UPHELD),
    (_AT_FAULT, UPHELD),
    (
        any_of(
            r"\bno (?:evidence of )?(?:fault|maladministration|service failure)",
            r"\bnot (?:at|find|found)(?: any)? fault",
            r"\bwithout fault\b",
        ),
        NOT_UPHELD,
    ),
)
"""Tried in this order on the sentences that tell the decision."""
_UNLESS_AT_FAULT: Final = (RESOLVED_EARLY, DISCONTINUED, NOT_INVESTIGATED)
"""What a decision that finds fault says of a part only."""
_UPHOLDS: Final = any_of(
    r"\b(?:I|we|the ombudsm[ae]n) (?:have |has |also |therefore ){0,2}(?:uphold|upheld)\b",
    r"\((?:partly |partially )?upheld\)",
)
"""Beside what is not upheld this makes a complaint partly upheld."""


_OF_A_PART: Final = any_of(
    r"^[^.]{0,20}\b(?:this|that|either) (?:element|aspect|part|head|point|strand)\b|"
    r"^[^.]{0,30}\b(?:element|aspect|part|head|point|strand) of\b"
)
"""Words after "do not uphold": only of a part."""
_WRONG: Final = any_of(
    r"(?<!no )(?<!not )\b(?:was|were|is|found|amount(?:s|ed) to) (?:a )?(?:maladministration|service failure)\b",
    r"\bupheld (?:this|that|the other) (?:element|aspect|part|head|point|strand)\b",
)
"""What beside a part that is not upheld makes the whole partly upheld."""
_SIGNS_OF_AN_END: Final = ("discontinu", "early", "clos", "stopped")
"""Without one of these the words that follow need not be looked for."""


_REACH: Final = 40_000
"""No section that tells a decision is longer."""


class ToldOutcome(NamedTuple):
    """An outcome and the words that say it."""

    outcome: str
    start: int
    end: int


def outcome_of(decision: str) -> str | None:
    """The outcome that a printed decision means."""
    return next((outcome for words, outcome in _PRINTED if words.search(decision)), None)


def outcome_of_heads(printed: Sequence[str]) -> str:
    """The outcome of a complaint by those of its heads, as ``upheld`` or ``not upheld``."""
    outcomes = {outcome_of(each) for each in printed}
    if outcomes == {UPHELD}:
        return UPHELD
    return NOT_UPHELD if outcomes == {NOT_UPHELD} else PARTLY_UPHELD


def outcome_told(text: str, start: int, end: int) -> ToldOutcome | None:
    """The outcome that ``text[start:end]`` tells in sentences, near its beginning."""
    end = min(end, start + _REACH)
    for words, outcome in _TOLD:
        match = words.search(text, start, end)
        if match is not None:
            if outcome in _UNLESS_AT_FAULT and _AT_FAULT.search(text, start, end):
                continue
            if outcome == NOT_UPHELD and _upholds_some(text, match.end(), start, end):
                outcome = PARTLY_UPHELD
            return ToldOutcome(outcome, match.start(), match.end())
    return None


def _upholds_some(text: str, at: int, start: int, end: int) -> bool:
    """Whether what is not upheld up to ``at`` is a part, and something else was wrong."""
    if _UPHOLDS.search(text, start, end):
        return True
    return _OF_A_PART.search(text[at : at + 80]) is not None and bool(
        _WRONG.search(text, start, end)
    )


def ended_early(text: str, start: int, end: int) -> ToldOutcome | None:
    """Where ``text[start:end]`` says that the case ended before there was a conclusion."""
    end = min(end, start + _REACH)
    said = text[start:end].lower()
    if not any(sign in said for sign in _SIGNS_OF_AN_END):
        return None
    for words, outcome in ((_RESOLVED, RESOLVED_EARLY), (_STOPPED, DISCONTINUED)):
        match = words.search(text, start, end)
        if match is not None:
            return ToldOutcome(outcome, match.start(), match.end())
    return None
