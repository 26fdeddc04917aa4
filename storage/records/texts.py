"""Texts, where their parts lie, and what was recognised in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from storage.records.values import FieldValue


@dataclass(frozen=True, slots=True)
class Passage:
    """Characters from ``start`` up to, but not including, ``end``: code points of the stored text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or backwards passage: {self.start}-{self.end}")


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a document."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of text; ``label`` as printed (``7``) and ``section`` an index into the sections, or None."""

    label: str | None
    section: int | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Where a text's sections, paragraphs, sentences and boilerplate lie, each in text order. Sentences cover all text that is not white space and never cross a paragraph."""

    version: int
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Passage, ...]
    boilerplate: tuple[Passage, ...]
    pages: tuple[int, ...] = ()
    """Where each page begins; empty for a format that has no pages."""
    given: tuple[Passage, ...] = ()
    """Boilerplate that the reader of the file or the study found: part of ``boilerplate``, and kept when the text is cut anew."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A variable's value that the program recognised; never data until a coder confirms or corrects it."""

    name: str
    value: FieldValue
    passage: Passage | None
    rule: str
    """Why the program thinks so, in a few words for the coder."""


@dataclass(frozen=True, slots=True)
class Payment:
    """A sum of money that puts something right for somebody; never a budget, a claim or a total of others."""

    amount: float
    currency: str
    start: int
    end: int
    basis: str = "fixed"
    """``fixed``, ``per_unit``, ``percentage`` or ``formula``."""


@dataclass(frozen=True, slots=True)
class Grade:
    """What an inspection made of one area, as printed in its table of judgements."""

    area: str
    grade: str
    """In the codebook's words, such as ``requires_improvement``."""
    passage: Passage


@dataclass(frozen=True, slots=True)
class Cue:
    """A passage the program points at as a likely record of ``type``."""

    type: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything recognised in one source: what import stores and ``inspect`` prints."""

    source_name: str
    media_type: str
    kind: str
    kind_score: float
    title: str
    respondents: tuple[str, ...]
    reference: str | None
    category: str | None
    decision: str | None
    decision_date: str | None
    outcome: str | None
    text: str
    text_sha256: str
    source_sha256: str
    segmentation: Segmentation
    proposals: tuple[Proposal, ...]
    payments: tuple[Payment, ...] = ()
    cues: tuple[Cue, ...] = ()
    grades: tuple[Grade, ...] = ()
    warnings: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    """What the source itself declares: front matter, ``<meta>`` (keys such as ``url``, ``retrieved_on``)."""
    locator: str | None = None
    """Where in its file it stands; None for a file that is one document."""


@dataclass(frozen=True, slots=True)
class DocumentText:
    """A document's immutable text and where its parts lie."""

    document: str
    text: str
    segmentation: Segmentation
