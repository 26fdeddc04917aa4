"""What each coder made of one document, as plainly as comparing needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from storage.agreement.spans import Span

Item = tuple[str | None, float | None, str | None]
"""One item of an answer: text, number, missing value."""
Items = Mapping[str, Sequence[Item]]
"""Answers by field or variable."""


@dataclass(slots=True)
class CodedRecord:
    """One record."""

    uid: str
    type: str
    answers: dict[str, list[Item]] = field(default_factory=dict)
    spans: tuple[Span, ...] = ()
    """Its own passages, those of single fields left out, united."""
    shown: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """The passages of single fields, where quotations are wanted."""


@dataclass(slots=True)
class Coded:
    """One coder's coding."""

    answers: dict[str, list[Item]] = field(default_factory=dict)
    records: list[CodedRecord] = field(default_factory=list)
    shown: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    """The passages of variables, where quotations are wanted."""


@dataclass(slots=True)
class CodedDocument:
    """A document that some coders have coded."""

    uid: str
    kind: str
    n_characters: int
    sentences: Sequence[Span]
    codings: dict[str, Coded] = field(default_factory=dict)
    """By coder; nobody who did not code it."""
    title: str = ""
    text: str = ""
    rounds: set[str] = field(default_factory=set)
    """In which it was coded."""
