"""Reads one source whole: words, kind, facts with their passages, segmentation.

``read`` gives the values that travel. ``read_packed`` does the same work for imports of thousands
and leaves the segmentation in its stored form, so that no object is made per sentence.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.documents.cautions import cautions, reference_caution
from storage.documents.cues import cues
from storage.documents.kinds import DeclaredKind, Judgement, clues_of, describe, recognise
from storage.documents.metadata.declared import with_declared
from storage.documents.metadata.facts import Description, Fact
from storage.documents.metadata.references import listed_reference
from storage.documents.money import payments
from storage.documents.readers import Source, read_source
from storage.documents.segments import SEGMENTATION_VERSION, Structure, pack, structure_of, unfold
from storage.records import Passage, Proposal, Reading

_ENGLISH = "lgsco"


@dataclass(frozen=True, slots=True)
class PackedReading:
    """A reading as it is stored: like ``Reading``, with the segmentation as JSON."""

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
    segmentation: str
    segmentation_version: int
    proposals: tuple[Proposal, ...]
    warnings: tuple[str, ...]
    metadata: Mapping[str, str]
    locator: str | None = None
    """Where in its file it stands; None for a file that is one document."""


class _Recognised(NamedTuple):
    """All that is known of one source."""

    judgement: Judgement
    structure: Structure
    description: Description
    warnings: tuple[str, ...]


def read(source: bytes, name: str, *, kinds: Sequence[DeclaredKind] = ()) -> Reading:
    """Recognise what a file of one document holds.

    Args:
        source: the file's bytes.
        name: what the file is called, for messages and for telling Markdown from plain text.
        kinds: the study's own kinds, as its codebook declares them.

    Raises:
        SourceError: the file is empty, too large or no text; the message names it.
    """
    return reading_of(read_source(source, name), name, source_hash(source), kinds=kinds)


def read_packed(source: bytes, name: str, *, kinds: Sequence[DeclaredKind] = ()) -> PackedReading:
    """Recognise what a file of one document holds, ready to be stored; otherwise like ``read``."""
    return packed_of(read_source(source, name), name, source_hash(source), kinds=kinds)


def source_hash(source: bytes) -> str:
    """What a file's bytes are known by."""
    return hashlib.sha256(source).hexdigest()


def reading_of(
    words: Source, name: str, source_sha256: str, *, kinds: Sequence[DeclaredKind] = ()
) -> Reading:
    """Recognise what a reader took from a file, or from a part of one.

    Args:
        words: what the reader took.
        name: what the document is called.
        source_sha256: what the bytes of the whole file are known by.
        kinds: the study's own kinds.
    """
    found = _recognise(words, name, kinds)
    facts = found.description.facts
    parts = unfold(found.structure)
    return Reading(
        source_name=name,
        media_type=words.media_type,
        kind=found.judgement.kind,
        kind_score=found.judgement.score,
        title=found.description.title,
        respondents=_names(facts.get("respondent")),
        reference=_reference(facts.get("reference")),
        category=_words(facts.get("category")),
        decision=_words(facts.get("decision")),
        decision_date=_words(facts.get("decided_on")),
        outcome=_words(facts.get("outcome")),
        text=words.text,
        text_sha256=source_hash(words.text.encode()),
        source_sha256=source_sha256,
        segmentation=parts,
        proposals=_proposals(found),
        payments=payments(words.text, parts, found.judgement.kind),
        grades=found.description.grades,
        cues=cues(words.text, parts, found.judgement.kind),
        warnings=found.warnings,
        metadata=words.metadata,
        locator=words.locator or None,
    )


def packed_of(
    words: Source, name: str, source_sha256: str, *, kinds: Sequence[DeclaredKind] = ()
) -> PackedReading:
    """Like ``reading_of``, ready to be stored."""
    found = _recognise(words, name, kinds)
    facts = found.description.facts
    return PackedReading(
        source_name=name,
        media_type=words.media_type,
        kind=found.judgement.kind,
        kind_score=found.judgement.score,
        title=found.description.title,
        respondents=_names(facts.get("respondent")),
        reference=_reference(facts.get("reference")),
        category=_words(facts.get("category")),
        decision=_words(facts.get("decision")),
        decision_date=_words(facts.get("decided_on")),
        outcome=_words(facts.get("outcome")),
        text=words.text,
        text_sha256=source_hash(words.text.encode()),
        source_sha256=source_sha256,
        segmentation=pack(found.structure),
        segmentation_version=SEGMENTATION_VERSION,
        proposals=_proposals(found),
        warnings=found.warnings,
        metadata=words.metadata,
        locator=words.locator or None,
    )


def _recognise(words: Source, name: str, kinds: Sequence[DeclaredKind]) -> _Recognised:
    """The whole way from words to facts."""
    clues = clues_of(words.text, words.metadata)
    judgement = recognise(clues, kinds)
    structure = structure_of(words.text, judgement.kind, words.pages, words.furniture)
    description = describe(clues, structure, judgement.kind)
    if words.metadata:
        description = with_declared(description, words.metadata, words.columns, judgement.kind)
    warnings = words.warnings + cautions(clues, judgement) + description.warnings
    if judgement.kind.startswith(_ENGLISH) and "reference" not in description.facts:
        warnings += reference_caution(name, words.metadata)
    return _Recognised(judgement, structure, description, warnings)


def _proposals(found: _Recognised) -> tuple[Proposal, ...]:
    """Every fact as a proposal for the variable of its name."""
    return tuple(
        Proposal(name, fact.value, _passage(fact), fact.rule)
        for name, fact in found.description.facts.items()
    )


def _passage(fact: Fact) -> Passage | None:
    """Where a fact is printed."""
    if fact.start is None or fact.end is None:
        return None
    return Passage(fact.start, fact.end)


def _reference(fact: Fact | None) -> str | None:
    """A reference as lists have it; its proposal keeps it as printed."""
    printed = _words(fact)
    return listed_reference(printed) if printed is not None else None


def _words(fact: Fact | None) -> str | None:
    """A fact of one value."""
    return fact.value if fact is not None and isinstance(fact.value, str) else None


def _names(fact: Fact | None) -> tuple[str, ...]:
    """A fact of several values."""
    return fact.value if fact is not None and isinstance(fact.value, tuple) else ()
