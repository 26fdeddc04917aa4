"""Where coders differ: confusion tables, the values they agree on least, and the words that show it."""

from dataclasses import dataclass

from storage.records.agreement import Agreement, AgreementUnit
from storage.records.texts import Passage


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often two coders gave which answers to the same units."""

    unit: AgreementUnit
    subject: str
    label: str
    """In the codebook's words."""
    coders: tuple[str, str]
    """Whose answers the rows are, and whose the columns."""
    answers: tuple[str, ...]
    """Every answer that either gave, then the reasons for which there was none."""
    n_values: int
    """How many of these are answers."""
    counts: tuple[tuple[int, ...], ...]
    """Units, a row for each answer of the first coder and a column for each of the second."""

    @property
    def n_units(self) -> int:
        """Units that both answered."""
        return sum(sum(row[: self.n_values]) for row in self.counts[: self.n_values])

    @property
    def n_same(self) -> int:
        """Those of them to which both gave the same answer."""
        return sum(self.counts[place][place] for place in range(self.n_values))


@dataclass(frozen=True, slots=True)
class ContestedSide:
    """What one coder made of a unit on which another one differs."""

    coder: str
    answer: str
    """The answer, or why there is none."""
    quote: str
    """The words that show it; empty where the coder tied none."""
    passage: Passage | None
    """Where these begin and end."""
    record: str | None
    """uid of the record."""


@dataclass(frozen=True, slots=True)
class ContestedUnit:
    """One unit to which one coder gave a value and another did not."""

    uid: str
    """What no other disagreement of a report is called."""
    document: str
    title: str
    sides: tuple[ContestedSide, ContestedSide]
    """First the coder who gave the value."""


@dataclass(frozen=True, slots=True)
class ValueAgreement:
    """How far coders agree on when one value is given."""

    unit: AgreementUnit
    subject: str
    label: str
    """The subject in the codebook's words."""
    value: str
    n_given: int
    """How often one of two coders gave it to a unit that both answered, over all pairs."""
    n_agreed: int
    """In how many of these pairs of answers both did."""
    instead: tuple[tuple[str, int], ...]
    """What the other one answered where they did not, the most frequent first."""
    n_cases: int
    """Pairs of answers of which one only has the value."""
    cases: tuple[ContestedUnit, ...]
    """The first of these, as many as were asked for."""

    @property
    def is_match(self) -> bool:
        """Whether it is not about a field, but about whether a coder has the record."""
        return self.unit is AgreementUnit.RECORD and "." not in self.subject

    @property
    def share(self) -> float:
        """Of the times it was given, the share in which the other coder gave it too (specific agreement)."""
        return 2 * self.n_agreed / self.n_given


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """How far coders agree on variables and records of a round, and where they do not."""

    agreements: tuple[Agreement, ...]
    """The figures, unit by unit."""
    confusions: tuple[Confusion, ...]
    """A table for each subject and pair of coders."""
    values: tuple[ValueAgreement, ...]
    """Every value on which somebody differs, the worst first."""
    rounds: tuple[str, ...]
    """Every round in which somebody has begun."""
