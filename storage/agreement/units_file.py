"""units.csv: every unit as every coder answered it, from which each figure can be computed again."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from storage.agreement.cutting import Unit
from storage.agreement.units import Gap, words

NAME = "units.csv"
COLUMNS: tuple[str, ...] = ("unit_type", "document_id", "subject", "unit", "n", "start", "end")
COLUMNS += ("coder", "item", "value", "no_value")
"""``n`` is how many units a row stands for, ``item`` the record or the passage (``start-end``) that the
coder has there, ``no_value`` why there is no value."""


class UnitsFile:
    """Writes units as they are counted."""

    def __init__(self, file: TextIO, unit_type: str, coders: Sequence[str]) -> None:
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self._unit_type, self._coders = unit_type, coders
        self.rows = 0

    def add(self, unit: Unit) -> None:
        """One row for each coder."""
        place = (self._unit_type, unit.document, unit.subject, unit.number, unit.n)
        items = unit.items or [""] * len(self._coders)
        for coder, item, answer in zip(self._coders, items, unit.answers, strict=True):
            told = ("", answer.value) if isinstance(answer, Gap) else (words(answer), "")
            self._writer.writerow((*place, unit.start, unit.end, coder, item, *told))
            self.rows += 1


@contextmanager
def units_file(folder: Path, unit_type: str, coders: Sequence[str]) -> Iterator[UnitsFile]:
    """A new units.csv in ``folder``, which takes the place of an older one once the block is done.

    Raises:
        OSError: nothing can be written there; an older file is as it was.
    """
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / f".{NAME}.partial"
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield UnitsFile(file, unit_type, coders)
        partial.replace(folder / NAME)
    finally:
        partial.unlink(missing_ok=True)
