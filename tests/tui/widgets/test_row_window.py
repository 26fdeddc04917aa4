"""The part of a list that is in memory, when pages of it turn out to be empty."""

from dataclasses import dataclass

from storage import Page
from tui.widgets.row_window import CAPACITY, RowWindow


@dataclass(frozen=True)
class Numbered:
    """A row that is only a number."""

    number: int

    @property
    def uid(self) -> str:
        return str(self.number)


def page(first: int, count: int, before: str | None = None, after: str | None = None):
    return Page(tuple(Numbered(number) for number in range(first, first + count)), before, after)


def test_an_empty_page_only_moves_the_place_from_which_the_list_goes_on() -> None:
    window: RowWindow[Numbered] = RowWindow()
    window.show(page(0, 3, "b", "a"))

    assert window.append(page(0, 0, "x", "further")) == 0
    assert window.prepend(page(0, 0, "higher", "y")) == 0
    assert (window.before, window.after, len(window.rows)) == ("higher", "further", 3)


def test_letting_go_of_an_empty_page_lets_go_of_no_row() -> None:
    window: RowWindow[Numbered] = RowWindow()
    window.show(page(0, 0, "b", None))
    window.prepend(page(5, CAPACITY, "c", "d"))
    window.prepend(page(0, 5, None, "e"))

    assert [row.number for row in window.rows] == [0, 1, 2, 3, 4]
    assert (window.before, window.after) == (None, "e")
