"""How far coders agree: what is asked, and every figure with what it rests on."""

from dataclasses import dataclass
from enum import StrEnum

from storage.records.values import Status


class AgreementUnit(StrEnum):
    """What is compared."""

    DOCUMENT = "document"
    """Variables, and how many records of each type."""
    RECORD = "record"
    """Records that were matched, and their fields."""
    SENTENCE = "sentence"
    """Which record types stand on each sentence."""
    CHARACTER = "character"
    """Which characters belong to a passage of each record type."""


class Metric(StrEnum):
    """How far apart two answers are."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"
    RATIO = "ratio"


@dataclass(frozen=True, slots=True)
class AgreementQuestion:
    """Whose coding is compared, in which units, and how the intervals are drawn."""

    unit: AgreementUnit = AgreementUnit.DOCUMENT
    coders: tuple[str, ...] = ()
    """Two or more; nobody named means everybody who has coded."""
    subject: str | None = None
    """``outcome`` for a variable, ``finding.conclusion`` for a field, ``finding`` for a record type; None for all."""
    round: str | None = None
    """Only what was coded in this round; None for all of them together."""
    status: Status | None = Status.DONE
    """Where coders must stand with a document; None for begun or done."""
    metric: Metric | None = None
    """For choices and numbers; None for nominal and interval."""
    draws: int = 1_000
    """How often documents are drawn for the intervals; 0 for none."""
    seed: int = 1


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Units or documents that a figure does not rest on, and why."""

    why: str
    n: int


@dataclass(frozen=True, slots=True)
class Statistic:
    """One figure of agreement, or why there is none."""

    name: str
    """``percent``, ``cohen_kappa``, ``fleiss_kappa``, ``alpha_nominal``, ``gwet_ac1``, ``f1``, …"""
    value: float | None
    why: str
    """Why it is undefined; empty when it is not."""
    interval: tuple[float, float] | None
    """95 %, from documents drawn again and again."""
    why_no_interval: str
    n_units: int
    """Units it rests on."""
    n_coders: int
    left_out: tuple[LeftOut, ...]

    def __post_init__(self) -> None:
        if (self.value is None) != bool(self.why):
            raise ValueError(f"{self.name} must have a value, or say why there is none")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a statistic is about."""

    subject: str
    label: str
    """In the codebook's words."""
    value: str | None
    """One answer against all others; None for the subject as a whole."""
    coders: tuple[str, ...]
    """Of precision and recall, the first is who the second is held against."""
    statistic: Statistic


@dataclass(frozen=True, slots=True)
class Agreement:
    """Every figure that was asked for, and what they have in common."""

    question: AgreementQuestion
    """With nobody left unnamed."""
    codebook_version: str
    n_documents: int
    """Documents that two or more of the coders have coded."""
    rounds: tuple[str, ...]
    """The rounds in which these were coded."""
    left_out: tuple[LeftOut, ...]
    """Documents that are not compared."""
    measures: tuple[Measure, ...]
