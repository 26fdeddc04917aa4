"""How the answers to one field or variable become cells of its columns.

A *fragment* is the text of a field's cells with a comma after each, ready to stand in a line.
"""

from collections.abc import Callable, Sequence

from storage.codebook.model import Field, FieldType
from storage.exchange.cells import Cell, Cells, amount, decimal, flag, plain, whole
from storage.exchange.columns import ColumnNames
from storage.exchange.fields import columns_of
from storage.exchange.rows import ValueRow

Item = Callable[[str | None, float | None], str]
"""The cell of one item, from its ``text`` and ``number``."""

Parts = Callable[[ValueRow], tuple[str, ...]]

_PRECISION = {4: "year", 7: "month", 10: "day"}
_WRITTEN = (FieldType.TEXT, FieldType.OPEN)
MOST_KEPT = 10_000
"""Results that are kept for when the same answers come again."""


def _date_parts(row: ValueRow) -> tuple[str, ...]:
    text = row.text or ""
    return text, _PRECISION.get(len(text), "")


def _period_parts(row: ValueRow) -> tuple[str, ...]:
    start, _, end = (row.text or "").partition("/")
    return start, end


_PARTS: dict[FieldType, Parts] = {
    FieldType.INTEGER: lambda row: (whole(row.number),),
    FieldType.NUMBER: lambda row: (decimal(row.number),),
    FieldType.BOOLEAN: lambda row: (flag(row.number),),
    FieldType.MONEY: lambda row: (amount(row.number), row.text or ""),
    FieldType.DATE: _date_parts,
    FieldType.PERIOD: _period_parts,
}
"""The cells of one item, before they are quoted; of other types its text."""

_ITEMS: dict[FieldType, Item] = {
    FieldType.INTEGER: lambda _, number: whole(number),
    FieldType.NUMBER: lambda _, number: decimal(number),
    FieldType.BOOLEAN: lambda _, number: flag(number),
    FieldType.MONEY: lambda _, number: amount(number),
    FieldType.DATE: lambda text, _: text or "",
    FieldType.PERIOD: lambda text, _: text or "",
}


class Question:
    """One field that is no choice: its cells, the last of them ``x__missing``."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        self.field = field
        self.columns = columns_of(field, names)
        self.blank = "," * len(self.columns)
        self.item: Item = _ITEMS.get(field.type) or (lambda text, _: cell(text or ""))
        self.tail = ",," if len(self.columns) == 2 else None
        """What makes the fragment of a single item from its cell; None where that takes more."""
        self._parts: Parts = _PARTS.get(field.type) or (lambda row: (row.text or "",))
        self._cell = cell if field.type in _WRITTEN else plain

    def missing(self, name: str) -> str:
        """The fragment of a missing value."""
        return f"{self.blank[:-1]}{name},"

    def fragment(self, rows: Sequence[ValueRow]) -> str:
        """The fragment of one answer, its items joined by ``|``."""
        parts = zip(*map(self._parts, rows), strict=True)
        return ",".join([self._cell("|".join(part)) for part in parts]) + ",,"


class Choice(Question):
    """A choice: the value's name; where there may be several, also a 0/1 cell for each value."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        super().__init__(field, names, cell)
        self._names = Cells(cell)
        self._values = tuple(value.name for value in field.all_values()) if field.multiple else ()
        self._known: dict[tuple[str | None, ...], str] = {}
        kept = self._names
        self.item = lambda text, _: kept[text]
        self.tail = None if field.multiple else ","

    def missing(self, name: str) -> str:
        """The fragment of a missing value."""
        return name + self.blank

    def fragment(self, rows: Sequence[ValueRow]) -> str:
        """The fragment of one answer."""
        chosen = tuple([row.text for row in rows])
        return self._known.get(chosen) or self._spread(chosen)

    def _spread(self, chosen: tuple[str | None, ...]) -> str:
        joined = self._names["|".join([name or "" for name in chosen])]
        marks = "".join(["1," if name in chosen else "0," for name in self._values])
        if len(self._known) >= MOST_KEPT:
            self._known.clear()
        made = self._known[chosen] = f"{joined},{marks}"
        return made


def question(field: Field, names: ColumnNames, cell: Cell) -> Question:
    """The question that ``field`` asks, its columns named by ``names``."""
    kind = Choice if field.type is FieldType.CHOICE else Question
    return kind(field, names, cell)
