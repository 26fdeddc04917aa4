"""Reads one source whole: words, kind, facts with their passages, segmentation.

``read`` gives the values that travel. ``read_packed`` does the same work for imports of thousands
and leaves the segmentation in its stored form, so that no object is made per sentence.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from storage.documents.cautions import cautions
from storage.documents.kinds import DeclaredKind, Judgement, clues_of, describe, recognise
from storage.documents.metadata.facts import Description, Fact
from storage.documents.readers import Source, read_source
from storage.documents.segments import SEGMENTATION_VERSION, Structure, pack, structure_of, unfold
from storage.records import Passage, Proposal, Reading


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


class _Recognised(NamedTuple):
    """All that is known of one source."""

    source: Source
    judgement: Judgement
    structure: Structure
    description: Description
    warnings: tuple[str, ...]
    text_sha256: str
    source_sha256: str


def read(source: bytes, name: str, *, kinds: Sequence[DeclaredKind] = ()) -> Reading:
    """Recognise what one file holds.

    Args:
        source: the file's bytes.
        name: what the file is called, for messages and for telling Markdown from plain text.
        kinds: the study's own kinds, as its codebook declares them.

    Raises:
        SourceError: the file is empty, too large or no text; the message names it.
    """
    found = _recognise(source, name, kinds)
    facts = found.description.facts
    return Reading(
        source_name=name,
        media_type=found.source.media_type,
        kind=found.judgement.kind,
        kind_score=found.judgement.score,
        title=found.description.title,
        respondents=_names(facts.get("respondent")),
        reference=_words(facts.get("reference")),
        category=_words(facts.get("category")),
        decision=_words(facts.get("decision")),
        decision_date=_words(facts.get("decided_on")),
        outcome=_words(facts.get("outcome")),
        text=found.source.text,
        text_sha256=found.text_sha256,
        source_sha256=found.source_sha256,
        segmentation=unfold(found.structure),
        proposals=_proposals(found),
        warnings=found.warnings,
        metadata=found.source.metadata,
    )


def read_packed(source: bytes, name: str, *, kinds: Sequence[DeclaredKind] = ()) -> PackedReading:
    """Recognise what one file holds, ready to be stored; otherwise like ``read``."""
    found = _recognise(source, name, kinds)
    facts = found.description.facts
    return PackedReading(
        source_name=name,
        media_type=found.source.media_type,
        kind=found.judgement.kind,
        kind_score=found.judgement.score,
        title=found.description.title,
        respondents=_names(facts.get("respondent")),
        reference=_words(facts.get("reference")),
        category=_words(facts.get("category")),
        decision=_words(facts.get("decision")),
        decision_date=_words(facts.get("decided_on")),
        outcome=_words(facts.get("outcome")),
        text=found.source.text,
        text_sha256=found.text_sha256,
        source_sha256=found.source_sha256,
        segmentation=pack(found.structure),
        segmentation_version=SEGMENTATION_VERSION,
        proposals=_proposals(found),
        warnings=found.warnings,
        metadata=found.source.metadata,
    )


def _recognise(source: bytes, name: str, kinds: Sequence[DeclaredKind]) -> _Recognised:
    """The whole way from bytes to facts."""
    words = read_source(source, name)
    clues = clues_of(words.text, words.metadata)
    judgement = recognise(clues, kinds)
    structure = structure_of(words.text, judgement.kind, words.pages, words.furniture)
    description = describe(clues, structure, judgement.kind)
    encoded = words.text.encode()
    text_hash = hashlib.sha256(encoded).hexdigest()
    return _Recognised(
        words,
        judgement,
        structure,
        description,
        words.warnings + cautions(clues, judgement) + description.warnings,
        text_hash,
        text_hash if encoded == source else hashlib.sha256(source).hexdigest(),
    )


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


def _words(fact: Fact | None) -> str | None:
    """A fact of one value."""
    return fact.value if fact is not None and isinstance(fact.value, str) else None


def _names(fact: Fact | None) -> tuple[str, ...]:
    """A fact of several values."""
    return fact.value if fact is not None and isinstance(fact.value, tuple) else ()
