"""Who codes in a study, what they were given to code, and the rounds that it is done in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from storage.records.values import Status


class Role(StrEnum):
    """What somebody does in a study."""

    LEAD = "lead"
    ADJUDICATOR = "adjudicator"
    CODER = "coder"


class Balance(StrEnum):
    """What is made equal when documents are split among coders."""

    LENGTH = "length"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class RoundProgress:
    """How far one coder is in one round."""

    round: str
    statuses: Mapping[Status, int]
    """Documents that they were given, by how far they are with each."""


@dataclass(frozen=True, slots=True)
class CoderInfo:
    """Somebody who codes in the study."""

    uid: str
    name: str
    role: Role
    left_at: str | None
    """Since when they code no more."""
    recodes: str | None
    """The coder whose documents the same person codes again."""
    rounds: tuple[RoundProgress, ...] | None
    """How far they are; None for somebody else's progress that is not shown."""


@dataclass(frozen=True, slots=True)
class Draw:
    """How some documents of a round were given out, so that it can be done again."""

    at: str
    by: str
    """Who gave them out."""
    seed: int
    frame: int
    """Documents that it was drawn from."""
    size: int
    """Documents that were given out."""
    shared: int
    """Of these, documents that several coders code."""
    times: int
    """Coders who code each of those."""
    by_kind: bool
    balance: Balance
    strata: Mapping[str, tuple[int, int, int]]
    """Kind (empty for all kinds together) to documents in the frame, given out and shared."""
    coders: Mapping[str, tuple[int, int]]
    """Coder to documents and characters given."""


@dataclass(frozen=True, slots=True)
class Round:
    """A part of the work that is coded, compared and settled together."""

    name: str
    draws: tuple[Draw, ...]
    """How its documents were given out; empty for a round that nobody assigned."""
    opened_at: str | None
    """Since when its coding is frozen and may be seen; None while it is blind."""
    opened_by: str | None
    reopened: tuple[str, ...]
    """Coders whose layer may be changed again since it was opened."""
    coders: Mapping[str, Mapping[Status, int]]
    """How far coders are, by name; one's own progress only, unless one leads or adjudicates."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """What is to be assigned, and how."""

    round: str = "main"
    coders: tuple[str, ...] = ()
    """Who gets them; everybody whose role is coder when empty."""
    size: int | None = None
    """Documents to draw; all that are free when absent."""
    share: float | None = None
    """Share of them that ``times`` coders code, the others being split; None for every document
    to every coder."""
    times: int = 2
    by_kind: bool = False
    balance: Balance = Balance.LENGTH
    seed: int = 1
    keep_cues: bool = False


@dataclass(frozen=True, slots=True)
class Assigned:
    """What was assigned, or would be."""

    round: str
    draw: Draw
    left_out: Mapping[str, int]
    """Documents that were not there to be given out, by reason."""
    first: bool
    """Whether it is the study's first, after which coders have only what they are given."""
    cues_off: bool
    """Whether it turned the study's cues off."""
    change: str | None
    """uid of the change in the history; None when nothing was done."""


@dataclass(frozen=True, slots=True)
class OpenWork:
    """What a coder has not finished."""

    todo: int
    begun: int

    @property
    def n(self) -> int:
        """How many documents that is."""
        return self.todo + self.begun


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody may do in a study."""

    role: Role | None
    """None for somebody who is not known to it."""
    assigned: bool
    """Whether documents were given out, so that coders have only what they are given."""

    @property
    def leads(self) -> bool:
        """Whether they lead the study."""
        return self.role is Role.LEAD

    @property
    def sees_progress(self) -> bool:
        """Whether they are shown how far others are."""
        return self.role in (Role.LEAD, Role.ADJUDICATOR)
