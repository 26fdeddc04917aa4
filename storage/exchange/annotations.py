"""The lines of a file to annotate, as frozen values."""

from collections.abc import Mapping
from typing import NamedTuple


class EvidenceLine(NamedTuple):
    """A passage as a line names it: by its positions, its words, or both."""

    start: int | None
    end: int | None
    quote: str | None
    field: str | None


class LinkLine(NamedTuple):
    """A link from a line's record to the record with the id ``to``."""

    relation: str
    to: str


class RecordLine(NamedTuple):
    """One record; its values are JSON data that no codebook has checked yet."""

    line: int
    """Number of the line, from 1."""
    id: str
    """As given, or derived from the line's content."""
    id_given: bool
    type: str
    source_name: str
    text_sha256: str | None
    coder: str | None
    layer: str | None
    codebook_version: str | None
    values: Mapping[str, object]
    certainty: str | None
    note: str
    evidence: tuple[EvidenceLine, ...]
    links: tuple[LinkLine, ...]
    settled: str | None = None
    """How a gold record was settled."""
    origin_ids: tuple[str, ...] = ()
    """The coders' records that it rests on."""


class VariableLine(NamedTuple):
    """One variable's value; JSON data that no codebook has checked yet."""

    line: int
    """Number of the line, from 1."""
    source_name: str
    text_sha256: str | None
    coder: str | None
    layer: str | None
    name: str
    value: object
    basis: str
    certainty: str | None
    note: str
    evidence: tuple[EvidenceLine, ...]
    settled: str | None = None
    """How a gold value was settled."""


Line = RecordLine | VariableLine
