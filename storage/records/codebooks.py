"""What a codebook and its versions mean for coded data."""

from dataclasses import dataclass

from storage.records.texts import Passage


@dataclass(frozen=True, slots=True)
class CodebookChange:
    """What a new version of the codebook is, or would be, against the one in force."""

    version: str
    differences: tuple[str, ...]
    """One sentence for each thing that differs."""
    steps: tuple[str, ...]
    """What happens to data already coded, one sentence for each declared step."""
    moved: int
    """Answers that go on under another name, value or type."""
    in_doubt: int
    """Answers that somebody has to look at again."""
    change: str | None
    """uid of the change in the history; None when it was only looked at."""
    effects: tuple[str, ...] = ()
    """What becomes of coded data, counted, in the words that people see."""


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """A field or variable, or one value of it."""

    record_type: str | None
    """The record type whose field it is; None for a variable."""
    field: str
    value: str | None = None
    """None for every answer."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many there are, counted up to some limit."""

    count: int
    more: bool
    """Whether there are, or may be, more."""


@dataclass(frozen=True, slots=True)
class DoubtfulAnswer:
    """A record or variable of the current coder that later versions of the codebook put in doubt."""

    uid: str
    """Of the record or variable value."""
    document: str
    title: str
    name: str
    """``F2`` for a record, the variable's label for its value."""
    is_record: bool
    values: tuple[str, ...]
    """The answers in doubt, in words."""
    quote: str
    """The first words that show it; empty where nothing does."""
    passage: Passage | None
    """Where they stand."""
    version: str
    """The version it was coded with."""
    why: tuple[str, ...]
    """What has changed since, one sentence each."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of a document by which the current coder has shown an answer."""

    document: str
    title: str
    quote: str
    passage: Passage
