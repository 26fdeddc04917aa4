"""Figures about the current coder's own coding, and what stands behind each bar of them."""

from collections.abc import Mapping
from itertools import chain
from typing import Any

from storage.database import insights as rows
from storage.insights.figures import Made, place_of
from storage.insights.tallies import Told
from storage.records import Bar, CountedUnit, Figure, Group, Question
from storage.study.base import StudyBase, current_codebook
from storage.study.figures import DOCUMENT, Tell, made

LONGEST_QUOTE = 300
"""Characters of a counted record's words that are given."""
MOST_COUNTED = 1_000
"""Documents or records of a bar that are given."""


class Insights(StudyBase):
    """What has been coded, in numbers."""

    _last_figure: Made | None = None
    """The figure made last, and the units behind its bars."""

    def figure(self, question: Question, *, progress: Tell = None) -> Figure:
        """Answer a question about the current coder's own coding; reads all of what it is about.

        Progress alone may be everybody's, when it is split by coder: who leads or adjudicates is
        told how far they are, and nothing of what they found before it may be seen.

        Args:
            question: What to count.
            progress: Told now and then how far it has come; what it raises ends the counting.

        Raises:
            InputError: the codebook has nothing of what the question names.
        """
        return self._made(question, progress)[0]

    def counted(
        self, figure: Figure, group: Group, bar: Bar | None, *, limit: int = MOST_COUNTED
    ) -> tuple[CountedUnit, ...]:
        """The documents or records that a bar counts and that are still there, in study order.

        Args:
            figure: The figure.
            group: The group that the bar stands in.
            bar: One of its bars; None for all of them.
            limit: At most so many.
        """
        last = self._last_figure
        _, cells = last if last and last[0] is figure else self._made(figure.question, None)
        row = cells.get(place_of(group), {})
        units = chain(*row.values()) if bar is None else row.get(Told(bar.kind, bar.key), ())
        ids = sorted(set(units))[:limit]
        with self._reading() as (session, _):
            if figure.unit == DOCUMENT:
                documents = rows.counted_documents(session, ids)
                return tuple(
                    CountedUnit(uid, title, None, "", None, None, "") for uid, title in documents
                )
            _, codebook = current_codebook(session)
            letters = {each.name: each.key.upper() for each in codebook.record_types}
            records = rows.counted_records(session, ids, LONGEST_QUOTE)
            return tuple(_counted(row, letters) for row in records)

    def _made(self, question: Question, progress: Tell) -> Made:
        with self._reading() as (session, coder_id):
            _, codebook = current_codebook(session)
            self._last_figure = found = made(session, coder_id or 0, codebook, question, progress)
        return found


def _counted(row: tuple[Any, ...], letters: Mapping[str, str]) -> CountedUnit:
    uid, kind, number, document, title, start, end, words = row
    quote = (words or "")[: (end or 0) - (start or 0)]
    return CountedUnit(document, title, uid, f"{letters.get(kind, '')}{number}", start, end, quote)
