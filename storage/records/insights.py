"""Figures about a study: what is asked, what comes back, and what each bar of it stands for."""

from dataclasses import dataclass
from enum import StrEnum


class View(StrEnum):
    """What is looked at."""

    PROGRESS = "progress"
    COUNTS = "counts"
    TOGETHER = "together"
    AMOUNTS = "amounts"
    TIME = "time"


class Period(StrEnum):
    """How long the stretches are into which time is cut."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class BarKind(StrEnum):
    """What a bar or a group stands for."""

    VALUE = "value"
    MISSING = "missing"
    """A missing value, such as ``not_stated``."""
    UNANSWERED = "unanswered"
    """Asked, and nothing was answered."""
    OTHERS = "others"
    """The rarer values together."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a figure is about. ``Subject.name`` gives what ``field`` and ``by`` may be."""

    view: View
    field: str | None = None
    """``outcome`` for a variable, ``finding.conclusion`` for a field; None for the first there is."""
    by: str | None = None
    """What to split the figure by, or what a value is found together with."""
    period: Period | None = None
    """For progress and time; None for days and years."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something that a view can be about, or be split by."""

    name: str
    """What a question calls it."""
    label: str
    """In the codebook's words."""
    of: str
    """Whose it is: the plural of a record type, or ``documents``."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One thing that was counted."""

    kind: BarKind
    key: str
    """The value, or what it is cut into: ``2021-Q3``, or ``0/250`` for amounts from 0 to 250."""
    label: str
    """In the codebook's words, else the key."""
    count: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How amounts lie: never their sum. Quartiles as R and numpy have them (type 7)."""

    n: int
    least: float
    lower: float
    median: float
    upper: float
    greatest: float


@dataclass(frozen=True, slots=True)
class Group:
    """The bars of one part of a figure; a figure that is not split has one."""

    kind: BarKind
    key: str
    label: str
    base: int
    """What the shares are of: how many units of the figure belong here."""
    bars: tuple[Bar, ...]
    spread: Spread | None = None
    """Of amounts."""
    currency: str | None = None
    """Of money."""

    def share(self, bar: Bar) -> float:
        """Which part of the group a bar is."""
        return bar.count / self.base if self.base else 0.0


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer to a question: bars in groups, what they count and what is left out."""

    question: Question
    """With nothing left open: a field, and what it is split by, where there is something."""
    title: str
    by_title: str
    """What it is split by; empty when it is not."""
    unit: tuple[str, str]
    """What is counted, one and many: ``finding``, ``findings``."""
    base: int
    """Units in all, each once."""
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    """Sentences: what is counted, how, and what is left out."""
    is_ordered: bool = False
    """Whether the bars follow one another in time."""


@dataclass(frozen=True, slots=True)
class CountedUnit:
    """One document or record that a bar counts."""

    document: str
    """The document's uid."""
    title: str
    record: str | None
    """The record's uid; None where documents are counted."""
    mark: str
    """What the record is called on its document, such as ``F2``."""
    start: int | None
    """Where its first passage begins."""
    end: int | None
    quote: str
    """The beginning of that passage."""
