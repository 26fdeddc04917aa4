"""A document as one line of a list: signs on a terminal, words in a pipe."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.cli.output import width
from tui.display import Marks, count_text, date_text, kind_text, terminal_marks, words

if TYPE_CHECKING:
    from storage import Codebook, Document, Overview

WIDE = 100
"""Columns from which a terminal has room for outcome and records."""


@dataclass(frozen=True, slots=True)
class DocumentLines:
    """How the documents of one study are listed."""

    labels: Mapping[str, str]
    """Labels of the study's own kinds."""
    letters: Mapping[str, str]
    """The letter of each record type."""
    signs: Marks | None
    """The signs of a terminal; None where words are printed."""
    wide: bool
    """Whether there is room for everything."""

    def sizes(self) -> list[int]:
        """Columns of each cell but the last, which is the title."""
        status = 2 if self.signs else len("in progress flagged")
        more = [16, max(8, 4 * len(self.letters))] if self.wide else []
        return [5, status, 18, 11, *more]

    def cells(self, document: "Document") -> list[str]:
        """One document."""
        cells = [
            str(document.position),
            self._status(document),
            kind_text(document.kind, self.labels),
            date_text(document.decision_date),
        ]
        if self.wide:
            counts = document.record_counts
            made = (f"{letter}{counts.get(name, 0)}" for name, letter in self.letters.items())
            cells += [words(document.outcome or "—"), " ".join(made)]
        return [*cells, document.title]

    def _status(self, document: "Document") -> str:
        if self.signs:
            flag = self.signs.flag if document.flag_reason else ""
            return self.signs.status(document.status) + flag
        return status_words(document.status) + (" flagged" if document.flag_reason else "")


def document_lines(codebook: "Codebook") -> DocumentLines:
    """How documents are listed on this standard output."""
    terminal = width()
    return DocumentLines(
        labels={rule.name: rule.label for rule in codebook.kinds},
        letters={each.name: each.key.upper() for each in codebook.record_types},
        signs=None if terminal is None else terminal_marks(),
        wide=terminal is None or terminal >= WIDE,
    )


def status_words(status: str) -> str:
    """A status as people say it."""
    return "to do" if status == "todo" else words(status)


def summary(about: "Overview") -> str:
    """How far all is, in a line that also tells what the signs mean."""
    signs = terminal_marks()
    parts = [count_text(about.documents, "document")]
    for status, n in about.statuses.items():
        if n:
            parts.append(f"{signs.status(status)} {n:,} {status_words(status)}")
    if about.flagged:
        parts.append(f"{signs.flag} {about.flagged:,} flagged")
    return " · ".join(parts)
