"""Where coders differ, in words and signs: what a value is called, a confusion table in letters."""

from string import ascii_letters
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Confusion, ValueAgreement


def value_words(value: "ValueAgreement") -> str:
    """What coders differ on: a value, or whether there is such a record at all."""
    return "made at all" if value.is_match else value.value


def letters(table: "Confusion") -> list[str]:
    """A letter for each answer; beyond the last letter, a plus."""
    places = range(len(table.answers))
    return [ascii_letters[at] if at < len(ascii_letters) else "+" for at in places]


def small_table(table: "Confusion") -> list[list[str]]:
    """The numbers, row by row; a dot where there is none, an equals sign before what both gave."""
    return [
        [_cell(n, same=at == to and at < table.n_values) for to, n in enumerate(row)]
        for at, row in enumerate(table.counts)
    ]


def _cell(n: int, *, same: bool) -> str:
    if not n:
        return "·"
    return f"={n}" if same else f"{n}"
