"""units.csv: every unit as every coder answered it, from which each figure can be computed again."""

import csv
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.agreement.cutting import Unit
from storage.agreement.units import Answer, Gap, Given, words
from storage.records import AgreementQuestion

NAME = "units.csv"
COLUMNS: tuple[str, ...] = ("unit_type", "document_id", "subject", "unit", "n", "start", "end")
COLUMNS += ("coder", "item", "value", "no_value", "round")
"""``n`` is how many units a row stands for, ``item`` the record or the passage (``start-end``) that the
coder has there, ``no_value`` why there is no value, ``round`` the one that was asked for."""

Shown = Callable[[str, Given], str]
"""What is written of an answer to a subject."""


class UnitsFile:
    """Writes units as they are counted."""

    def __init__(
        self,
        file: TextIO,
        named: Callable[[str], str] = lambda coder: coder,
        shown: Shown = lambda _subject, answer: words(answer),
    ) -> None:
        """Write to a file.

        Args:
            file: Where to.
            named: What a coder is called there.
            shown: What is shown of an answer there.
        """
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self._named, self._shown = named, shown
        self.rows = 0

    def taker(self, question: AgreementQuestion) -> Callable[[Unit], None]:
        """What takes the units of one comparison: a row for each coder."""
        coders, unit_type = [*map(self._named, question.coders)], question.unit.value
        round_name = question.round or ""
        empty = [""] * len(coders)

        def take(unit: Unit) -> None:
            place = (unit_type, unit.document, unit.subject, unit.number, unit.n)
            items = unit.items or empty
            for coder, item, answer in zip(coders, items, unit.answers, strict=True):
                told = self._told(unit, answer)
                row = (*place, unit.start, unit.end, coder, item, *told, round_name)
                self._writer.writerow(row)
            self.rows += len(coders)

        return take

    def _told(self, unit: Unit, answer: Answer) -> tuple[str, str]:
        if isinstance(answer, Gap):
            return "", answer.value
        return self._shown(unit.subject, answer), ""


@contextmanager
def units_file(folder: Path) -> Iterator[UnitsFile]:
    """A new units.csv in ``folder``, which takes the place of an older one once the block is done.

    Raises:
        OSError: nothing can be written there; an older file is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{NAME}.partial"
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield UnitsFile(file)
        partial.replace(folder / NAME)
    finally:
        partial.unlink(missing_ok=True)
