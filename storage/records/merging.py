"""What handing copies of a study out, and bringing them back, tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class HandOut:
    """A coder's copy of the study that was written."""

    coder: str
    documents: int
    """That are there to code."""
    records: int
    """Of the coder's own that went along."""
    is_new: bool
    """Whether nobody of that name was in the study before."""


class Merged(StrEnum):
    """What a merge does with a thing of a copy."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    UNCHANGED = "unchanged"
    LEFT_OUT = "left_out"
    """Its document was erased here."""


class Kept(StrEnum):
    """Which side of a conflict stands; the other one is in the history."""

    COPY = "copy"
    STUDY = "study"


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One thing of a coder that was changed in their copy and in the study, apart from each other."""

    noun: str
    """``record``, ``variable_value``, ``memo`` or ``review``."""
    uid: str
    """Of the thing; of a review, its document's."""
    document: str | None
    """Title of the document."""
    what: str
    """What people call it: ``finding 3``, ``outcome``."""
    kept: Kept
    why: str
    """Why that side stands, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class MergedFile:
    """What becomes of one copy."""

    path: str
    coder: str
    counts: Mapping[str, Mapping[Merged, int]]
    """By noun, how many things became what."""
    changes: int
    """Changes of the history that come along."""
    conflicts: tuple[MergeConflict, ...] = ()
    provisional: tuple[str, ...] = ()
    """Values that were added while coding and go into the codebook."""

    def count(self, noun: str, became: Merged) -> int:
        """How many things of a noun became what."""
        return self.counts.get(noun, {}).get(became, 0)


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or with a dry run would do."""

    files: tuple[MergedFile, ...]
    change: str | None = None
    """uid of the change that takes all of it back; None when nothing changed."""
    copy: str | None = None
    """Path of the copy of the store that was kept before."""
    codebook_version: str | None = None
    """Of the codebook that values added while coding made necessary."""
