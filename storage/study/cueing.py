"""Cues: passages that the program points at, in studies that want that."""

from bisect import bisect_right
from itertools import chain

from sqlalchemy import select, update
from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import core
from storage.records import Cue, DocumentText
from storage.study.base import StudyBase

KEY = "study"
"""What the history calls the one switch of the study."""


class Cueing(StudyBase):
    """The study's switch for cues."""

    def cues_on(self) -> bool:
        """Whether documents are shown with cues."""
        with self._reading() as (session, _):
            return are_on(session)

    def set_cues(self, on: bool) -> str:
        """Show documents with cues from now on, or without; returns what happened in a sentence."""
        with self._work() as work:
            word = "on" if on else "off"
            if are_on(work.session) == on:
                return f"Cues are {word} already."
            work.journal.touch("cues", KEY)
            work.session.execute(update(core.study).values(cues=on))
            summary = f"Cues turned {word}."
            work.journal.write("set cues", summary)
            return summary


def are_on(session: Session) -> bool:
    """Whether the study has cues."""
    return bool(session.execute(select(core.study.c.cues)).scalar_one())


def shown_cues(text: DocumentText, kind: str, codebook: Codebook) -> tuple[Cue, ...]:
    """The cues of a document for the record types that a codebook has; boilerplate has none."""
    # Its patterns take their time to load: only who opens a document waits for them.
    from storage.documents.cues import cues

    parts = text.segmentation
    edges = list(chain.from_iterable((one.start, one.end) for one in parts.boilerplate))
    return tuple(
        cue
        for cue in cues(text.text, parts, kind)
        if codebook.record_type(cue.type) and bisect_right(edges, cue.start) % 2 == 0
    )
