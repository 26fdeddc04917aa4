"""Cues: passages that the program points at, in studies that want that."""

from sqlalchemy import select, update
from sqlmodel import Session

from storage.database import core
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
        self.only_in_the_study("cues are turned on or off in")
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
