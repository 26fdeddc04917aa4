"""Finds the column that holds the documents' words, and what the other columns are taken for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from storage.documents.metadata.spellings import (
    DATE,
    known_key,
    may_name_text,
    names_text,
    own_key,
    plain,
)
from storage.documents.readers.rows.table import Row
from storage.errors import SourceError

RUNNING: Final = 20
"""Cells with this many words on average are running text, whatever their column is called."""
SENTENCES: Final = 5
"""Enough words on average for a column that is called like one of texts."""
_SHARE: Final = 3
"""A column called "text" counts unless another one's cells are this many times as long."""
_OF_DECISIONS: Final = frozenset({"respondent", "reference", "category", "decision", "decided_on"})
_LISTED: Final = 40
_CODINGS: Final = (
    frozenset({"document", "evidence"}),
    frozenset({"document_id", "coder", "layer"}),
)
"""Columns that only a study's own records and tables have together."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a file is taken for."""

    text: str
    """The header of the column that holds the documents' words."""
    is_guess: bool
    """Whether nobody chose that column."""
    keys: Mapping[str, str]
    """The metadata key of every other column by its header: ``Council`` is ``respondent``."""
    sheet: str | None = None
    """The sheet that was chosen, in a workbook."""
    _headers: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        turned = {key: header for header, key in self.keys.items()}
        object.__setattr__(self, "_headers", turned)

    @property
    def headers(self) -> Mapping[str, str]:
        """The header behind every key."""
        return self._headers


def find_columns(
    headers: Sequence[str],
    sample: Iterable[Row],
    name: str,
    text_column: str | None,
    sheet: str | None = None,
) -> Columns:
    """Choose the text column and name the others.

    Raises:
        SourceError: ``text_column`` is not there, no column holds running text, or the rows are
            a study's codings.
    """
    if any(kind <= {header.partition(".")[0] for header in headers} for kind in _CODINGS):
        raise SourceError(
            f"{name} holds codings, not documents. casecoder annotate loads them, as JSON Lines."
        )
    if text_column is not None:
        text: str | None = _chosen(headers, text_column, name)
    else:
        text = guess_text(headers, sample)
    if text is None:
        raise SourceError(
            f"{name} has no column of running text: its columns are {_listed(headers)}. "
            "If one of them holds the documents' words, name it with --text-column."
        )
    others = [header for header in headers if header != text]
    return Columns(text, text_column is None, _keys(others), sheet)


def guess_text(headers: Sequence[str], sample: Iterable[Row]) -> str | None:
    """The column that is called text, unless another one's cells run on for much longer."""
    rows = list(sample)
    lengths = {header: _words_per_cell(header, rows) for header in headers}
    longest = max(headers, key=lambda header: lengths[header], default=None)
    if longest is None or not lengths[longest]:
        return None
    named = [header for header in headers if names_text(header) and lengths[header]]
    best = max(named, key=lambda header: lengths[header], default=None)
    if best is not None and (
        lengths[best] * _SHARE >= lengths[longest] or lengths[longest] < RUNNING
    ):
        return best
    least = SENTENCES if may_name_text(longest) else RUNNING
    return longest if lengths[longest] >= least else None


def _words_per_cell(header: str, rows: Sequence[Row]) -> float:
    """How many words a filled cell of the column has on average."""
    cells = [row.cells[header] for row in rows if header in row.cells]
    return sum(1 + cell.count(" ") for cell in cells) / len(cells) if cells else 0.0


def _chosen(headers: Sequence[str], text_column: str, name: str) -> str:
    """The header that was asked for; capitals and blanks do not matter."""
    if text_column in headers:
        return text_column
    meant = [header for header in headers if plain(header) == plain(text_column)]
    if len(meant) != 1:
        raise SourceError(
            f"{name} has no column {text_column}: its columns are {_listed(headers)}."
        )
    return meant[0]


def _listed(headers: Sequence[str]) -> str:
    """The headers for a message."""
    more = len(headers) - _LISTED
    return ", ".join(headers[:_LISTED]) + (f" and {more:,} more" if more > 0 else "")


def _keys(headers: Sequence[str]) -> dict[str, str]:
    """A key for each header, each key once: the first column of a meaning has it."""
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for header in headers:
        key = known_key(header)
        if key is not None and key not in taken:
            keys[header] = key
            taken.add(key)
    date = "decided_on" if taken & _OF_DECISIONS else "published_on"
    for index, header in enumerate(headers, 1):
        if header not in keys:
            wanted = date if plain(header) in DATE else own_key(header) or f"column_{index}"
            keys[header] = _free(wanted, taken)
            taken.add(keys[header])
    return {header: keys[header] for header in headers}


def _free(key: str, taken: set[str]) -> str:
    """The key, with a number where another column has it already."""
    return next(
        free
        for free in (key, *(f"{key}_{number}" for number in range(2, len(taken) + 3)))
        if free not in taken
    )
