"""Where the items of answers go, worked out once for each that comes again."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.exchange.cells import Cell, amount, decimal
from storage.exchange.questions import MOST_KEPT, Question

Content = tuple[str, int, str | None, float | None, str | None]
"""All of a ValueRow but its owner: name, position, text, number, missing."""

_SHORT = 100


class PlacedItem(NamedTuple):
    """What one item contributes to its row and to values.csv."""

    place: int
    """Which question it answers; the last place is for those that the codebook lacks."""
    fragment: str | None
    """The whole answer's fragment; None where more items may follow."""
    cells: str
    """Its cells name, position and value of values.csv."""


class PlacedItems(dict[Content, PlacedItem]):
    """Items by their content; those that are short are kept."""

    def __init__(self, questions: Sequence[Question], cell: Cell) -> None:
        super().__init__()
        self._places = {each.field.name: (place, each) for place, each in enumerate(questions)}
        self._last = len(questions)
        self._cell = cell

    def __missing__(self, content: Content) -> PlacedItem:
        made = self._placed(content)
        if len(made.cells) <= _SHORT:
            if len(self) >= MOST_KEPT:
                self.clear()
            self[content] = made
        return made

    def _placed(self, content: Content) -> PlacedItem:
        name, position, text, number, missing = content
        before = f"{name},{position or 1},"
        if name not in self._places:
            value = missing or stored_item(text, number)
            return PlacedItem(self._last, "", before + self._cell(value))
        place, question = self._places[name]
        if missing:
            return PlacedItem(place, question.missing(missing), before + missing)
        fragment = None if position else question.fragment([(text, number)])
        return PlacedItem(place, fragment, before + question.item(text, number))


def stored_item(text: str | None, number: float | None) -> str:
    """An item as text, by nothing but its storage form."""
    if number is None:
        return text or ""
    is_money = text not in (None, "true", "false")
    return amount(number) if is_money else decimal(number)
