"""How the answers to one field or variable become cells of its columns.

A *fragment* is the text of a field's cells with a comma after each, ready to stand in a line.
"""

from collections.abc import Callable, Sequence

from storage.codebook.model import Field, FieldType
from storage.exchange.cells import Cell, Cells, amount, decimal, flag, plain, whole
from storage.exchange.columns import ColumnNames
from storage.exchange.fields import columns_of

MOST_KEPT = 10_000
"""Results that are kept for when the same answers come again."""

Item = tuple[str | None, float | None]
"""One item of an answer as it is stored: its ``text`` and its ``number``."""

Parts = Callable[[str, float | None], tuple[str, ...]]
"""From an item to its cells, before they are quoted."""

_PRECISION = {4: "year", 7: "month", 10: "day"}
_WRITTEN = (FieldType.TEXT, FieldType.OPEN)


def _period_parts(text: str, _number: float | None) -> tuple[str, ...]:
    start, _, end = text.partition("/")
    return start, end


_PARTS: dict[FieldType, Parts] = {
    FieldType.INTEGER: lambda _, number: (whole(number),),
    FieldType.NUMBER: lambda _, number: (decimal(number),),
    FieldType.BOOLEAN: lambda _, number: (flag(number),),
    FieldType.MONEY: lambda text, number: (amount(number), text),
    FieldType.DATE: lambda text, _: (text, _PRECISION.get(len(text), "")),
    FieldType.PERIOD: _period_parts,
}


class Question:
    """One field that is no choice: its cells, the last of them ``x__missing``."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        self.field = field
        self.columns = columns_of(field, names)
        self.blank = "," * len(self.columns)
        self._parts: Parts = _PARTS.get(field.type) or (lambda text, _: (text,))
        self._cell = cell if field.type in _WRITTEN else plain

    def missing(self, name: str) -> str:
        """The fragment of a missing value."""
        return f"{self.blank[:-1]}{name},"

    def item(self, text: str | None, number: float | None) -> str:
        """The cell of one item on a row of its own."""
        if self.field.type is FieldType.PERIOD:
            return text or ""
        return self._cell(self._parts(text or "", number)[0])

    def fragment(self, items: Sequence[Item]) -> str:
        """The fragment of one answer, its items joined by ``|``."""
        parts = zip(*[self._parts(text or "", number) for text, number in items], strict=True)
        return ",".join([self._cell("|".join(part)) for part in parts]) + ",,"


class Choice(Question):
    """A choice: the value's name; where there may be several, also a 0/1 cell for each value."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        super().__init__(field, names, cell)
        self._names = Cells(cell)
        self._values = tuple(value.name for value in field.all_values()) if field.multiple else ()
        self._known: dict[tuple[str | None, ...], str] = {}

    def missing(self, name: str) -> str:
        """The fragment of a missing value."""
        return name + self.blank

    def item(self, text: str | None, number: float | None) -> str:
        """The cell of one item on a row of its own."""
        return self._names[text]

    def fragment(self, items: Sequence[Item]) -> str:
        """The fragment of one answer."""
        chosen = tuple([text for text, _ in items])
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
