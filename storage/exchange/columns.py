"""What a column and a table of the dataset are: the source of header, dictionary and labels."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from typing import NamedTuple

LONGEST_NAME = 32
"""Characters that Stata takes in the name of a column."""


class ColumnType(StrEnum):
    """What the cells of a column hold."""

    ID = "id"
    TEXT = "text"
    LIST = "list"
    """Several items in one cell, joined by ``|``."""
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    """1 for yes, 0 for no."""
    CHOICE = "choice"
    DATE = "date"
    """ISO, shorter when less precise."""
    TIME = "time"
    """ISO, in UTC."""


class Answer(NamedTuple):
    """One value that a cell may hold, and how a statistics program calls it."""

    name: str
    label: str
    code: str
    """A whole number, or Stata's missing value ``.a`` to ``.d``."""
    definition: str = ""


MISSING = (
    Answer("not_stated", "Not stated", ".a"),
    Answer("not_applicable", "Not applicable", ".b"),
    Answer("unclear", "Unclear", ".c"),
    Answer("redacted", "Redacted", ".d"),
)
YES_NO = (Answer("0", "No", "0"), Answer("1", "Yes", "1"))


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one file."""

    name: str
    label: str
    type: ColumnType
    definition: str = ""
    values: tuple[Answer, ...] = ()
    required: bool = False
    """Never empty."""
    why_missing: str | None = None
    """The column that names the missing value where this one is empty."""


class Reference(NamedTuple):
    """A column whose cells stand in the key of another table."""

    column: str
    table: str
    target: str


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: a row per unit of analysis."""

    name: str
    label: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()

    @property
    def file(self) -> str:
        """Name of the file."""
        return f"{self.name}.csv"

    @property
    def header(self) -> str:
        """The file's first line."""
        return ",".join(column.name for column in self.columns) + "\n"


class ColumnNames:
    """Gives the columns of one table their names: each once, none too long for Stata.

    A name that is too long or taken is cut, and the id of its field put in:
    ``what_the_authority_said_in_print__missing`` of field 12 becomes
    ``what_the_authority_s_12__missing``. The dictionary says so for each.
    """

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def take(self, base: str, suffix: str, field_id: int) -> str:
        """A name for ``base + suffix`` that no column has yet."""
        name = base + suffix
        for attempt in count():
            if len(name) <= LONGEST_NAME and name not in self._taken:
                self._taken.add(name)
                return name
            mark = f"_{field_id}" + (f"_{attempt}" if attempt else "")
            room = LONGEST_NAME - len(mark) - len(suffix)
            cut = base[:room] + mark + suffix if room > 0 else ""
            name = cut or (base + suffix)[: LONGEST_NAME - len(mark)] + mark
        raise AssertionError
