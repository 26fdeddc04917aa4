"""What is compared: units with an answer, or the reason for none, by each coder."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from storage.agreement.spans import Span


class How(StrEnum):
    """How answers are compared."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"
    SETS = "sets"
    """Several values at once."""
    MATCHES = "matches"
    """Whether a coder has the record at all."""
    PASSAGES = "passages"
    """Whether a character is in a passage."""


class Gap(Enum):
    """Why a coder has no answer for a unit."""

    NOT_CODED = "not coded by one of them"
    UNANSWERED = "unanswered"
    NOT_ASKED = "not asked"
    UNMATCHED = "no matching record"
    NOT_OF_KIND = "not asked of this kind of document"
    NO_NUMBER = "a missing value, where sizes are compared"

    # Millions of units are counted by what they hold, and an Enum's own hash costs five times this.
    __hash__ = object.__hash__


Given = str | float | frozenset[str]
"""One coder's answer: a value by name, a number, or several values."""
Answer = Given | Gap
Pattern = tuple[Answer, ...]
"""One unit's answers, coder by coder, in the order of the comparison."""
Patterns = Mapping[Pattern, int]
"""How many units of a document have the same answers."""

YES, NO = "yes", "no"


def words(answer: Given) -> str:
    """An answer as it is written: several values joined by a bar."""
    if isinstance(answer, frozenset):
        return "|".join(sorted(answer))
    return answer if isinstance(answer, str) else f"{answer:.15g}"


def size(answer: Given) -> tuple[float, str]:
    """What answers are sorted by: numbers by how large they are, all others by their words."""
    return (0.0, words(answer)) if isinstance(answer, str | frozenset) else (float(answer), "")


@dataclass(slots=True)
class Series:
    """All units of one subject, document by document."""

    subject: str
    """``outcome``, ``finding.conclusion``, ``finding``."""
    label: str
    how: How = How.NOMINAL
    values: Sequence[str] = ()
    """Answers that are also looked at one by one, in the codebook's order."""
    documents: list[Patterns] = field(default_factory=list)
    passages: list[tuple[Sequence[Sequence[Span] | None], int]] = field(default_factory=list)
    """Of passages: each coder's on the document, None who did not code it, and how long its text is."""


def answered(pattern: Pattern) -> list[Given]:
    """The answers of a pattern, gaps left out."""
    return [answer for answer in pattern if not isinstance(answer, Gap)]


def patterns_of(documents: Iterable[Patterns]) -> set[Pattern]:
    """Every pattern that is there, once."""
    return {pattern for patterns in documents for pattern in patterns}


def for_coders(units: Patterns, places: Sequence[int]) -> dict[Pattern, int]:
    """The units that some of the coders have, with their answers only."""
    return added(
        (chosen, n)
        for pattern, n in units.items()
        if _is_there(chosen := tuple([pattern[place] for place in places]))
    )


_ABSENT = (Gap.NOT_CODED, Gap.UNMATCHED)


def _is_there(pattern: Pattern) -> bool:
    """Whether somebody has the unit: the record, or the document that they coded."""
    return any(answer not in _ABSENT for answer in pattern)


def made_by_any(documents: Iterable[Patterns]) -> list[Patterns]:
    """Units to which somebody said yes."""
    return [{each: n for each, n in patterns.items() if YES in each} for patterns in documents]


def as_members(documents: Iterable[Patterns], value: str) -> list[Patterns]:
    """Units of several values as units that have one of these values, or not."""
    known: dict[Pattern, Pattern] = {}
    return [
        added((_as_member(pattern, value, known), n) for pattern, n in patterns.items())
        for patterns in documents
    ]


def _as_member(pattern: Pattern, value: str, known: dict[Pattern, Pattern]) -> Pattern:
    found = known.get(pattern)
    if found is None:
        found = known[pattern] = tuple(
            answer if isinstance(answer, Gap) else YES if value in _members(answer) else NO
            for answer in pattern
        )
    return found


def _members(answer: Given) -> frozenset[str]:
    return answer if isinstance(answer, frozenset) else frozenset()


def added(counts: Iterable[tuple[Pattern, int]]) -> dict[Pattern, int]:
    """Counts with those of equal patterns added up."""
    total: dict[Pattern, int] = {}
    for pattern, n in counts:
        total[pattern] = total.get(pattern, 0) + n
    return total


def reasons(patterns: Patterns, enough: int) -> dict[str, int]:
    """Units with fewer than ``enough`` answers, by why."""
    found: dict[str, int] = {}
    for pattern, n in patterns.items():
        gaps = {answer for answer in pattern if isinstance(answer, Gap)}
        if len(answered(pattern)) < enough:
            why = " and ".join(sorted(gap.value for gap in gaps))
            found[why] = found.get(why, 0) + n
    return found
