"""What every file with one document a row is read into, before any column is understood."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from storage.documents.normalise import normalise
from storage.documents.readers.source import Refused

HEADER_REACH: Final = 10
"""How many rows a title or a note above the header may take."""
MAX_COLUMNS: Final = 1000
"""Columns further right are not looked at."""
LONGEST_HEADER: Final = 100
"""Characters of a header that are kept."""


class Row(NamedTuple):
    """One row of a table or one object of a list."""

    locator: str
    """Empty where the whole file is one object."""
    cells: Mapping[str, str]
    """By header, in the order of the columns; an empty cell may be absent."""


class Table(NamedTuple):
    """A header and the rows below it, which can be taken once."""

    headers: tuple[str, ...]
    rows: Iterator[Row | Refused]
    sheet: str | None = None


def header_among(opening: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows is the header: the first with two cells filled, else with one."""
    filled = [sum(1 for cell in row if cell.strip()) for row in opening]
    for least in (2, 1):
        for index, count in enumerate(filled):
            if count >= least:
                return index
    return None


def headers_of(cells: Sequence[str]) -> tuple[str, ...]:
    """Names for all columns: printed names, told apart where equal, made up where missing."""
    names: dict[str, None] = {}
    used: dict[str, int] = {}
    for index, cell in enumerate(cells[:MAX_COLUMNS], 1):
        printed = " ".join(normalise(cell[:LONGEST_HEADER])[0].split()) or f"column {index}"
        name = printed
        while name in names:
            used[printed] = used.get(printed, 1) + 1
            name = f"{printed} ({used[printed]})"
        names[name] = None
    return tuple(names)


def row_of(headers: Sequence[str], cells: Sequence[str], locator: str) -> Row | None:
    """The cells under their headers; None for a row without words."""
    filled = {header: cell for header, cell in zip(headers, cells, strict=False) if cell.strip()}
    return Row(locator, filled) if filled else None
