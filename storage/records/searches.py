"""What is searched for in texts, what is found, and what is made of it."""

from dataclasses import dataclass

from storage.records.values import Status


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase to find."""

    words: tuple[str, ...]
    """Its words as the full-text index has them: small letters without accents."""
    begins: bool = False
    """Whether the last word may go on: ``delay*``."""


@dataclass(frozen=True, slots=True)
class Near:
    """Two terms that stand near each other, either of them first."""

    one: Term
    other: Term
    between: int
    """Words between them, at most."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What to find in which documents: terms, all of which a text must have, or an expression."""

    terms: tuple[Term | Near, ...] = ()
    expression: str | None = None
    """A regular expression of Python's, capitals or not; then there are no terms."""
    kind: str | None = None
    """The beginning of a word in the name of the documents' kind: ``press``."""
    respondent: str | None = None
    """Beginnings of words in the names of the recognised respondents."""
    status: Status | None = None
    """The current coder's state on the documents."""
    after: str | None = None
    """The earliest date, as an ISO date or the beginning of one; what has no date is left out."""
    before: str | None = None
    """The first date that is too late."""
    coded: bool | None = None
    """Whether hits overlap passages of the current coder's records and values, or do not."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place where a search found its words."""

    document: str
    title: str
    start: int
    end: int
    before: str
    words: str
    after: str
    coded: tuple[str, ...] = ()
    """Record types and variables of the current coder that rest on a passage which the hit overlaps."""

    @property
    def uid(self) -> str:
        """What no other hit of a search is called."""
        return f"{self.document}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Hits:
    """Some consecutive hits of a search under way, perhaps none, and how far it has come."""

    hits: tuple[Hit, ...]
    done: int
    """Position of the last document that was looked at."""
    total: int
    """Position of the last document of the study."""
    cursor: str | None
    """Opaque; where the search can be taken up again, None at its end."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The first hits of a search; ``capped`` when there are more than were counted."""

    hits: tuple[Hit, ...]
    documents: int
    capped: bool


@dataclass(frozen=True, slots=True)
class CodedHits:
    """What was made of hits, or would be."""

    made: int
    """Records, or values of a variable."""
    sentences: int
    """On which they rest."""
    documents: int
    left_out: int
    """Hits of which nothing is made: they are coded so already, or their document is gone."""
    change: str | None
    """uid of the change in the history; None when nothing was made."""
