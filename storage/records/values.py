"""The answers that fields take, and the words for their state."""

from dataclasses import dataclass
from enum import StrEnum


class Layer(StrEnum):
    """Whose result a record or value is part of."""

    CODER = "coder"
    GOLD = "gold"


class Status(StrEnum):
    """How far one coder is with one document."""

    TODO = "todo"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    EXCLUDED = "excluded"


class Certainty(StrEnum):
    """How sure a coder is of a record or value."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Basis(StrEnum):
    """Whether the document states a value or the coder inferred it."""

    STATED = "stated"
    INFERRED = "inferred"


class Missing(StrEnum):
    """The four built-in answers that stand in place of a whole value."""

    NOT_STATED = "not_stated"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"
    REDACTED = "redacted"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency (ISO 4217 code)."""

    amount: float
    currency: str = "GBP"


Scalar = str | int | float | bool | Money
"""One item of a field's value. Choices and open codes are value names, dates ISO text (``2021-07`` when less precise), periods ``start/end``."""


FieldValue = Scalar | tuple[Scalar, ...] | Missing
"""What a field or variable holds: one item, several (``multiple = true``, never an empty tuple), or a missing value. Unanswered is absence from the mapping."""
