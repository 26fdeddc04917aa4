"""Pages of rows that Python chooses from: so many are looked at for each, however few of them fit."""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, NamedTuple

LOOKED_AT = 5_000
"""Rows looked at for one page: what lies further on is the next page's, even of a list that shows none."""


class Found(NamedTuple):
    """Some rows of a list and where to go on from."""

    rows: list[Any]
    """Those that fit, in the list's order."""
    before: Any
    """The row before which the list goes on, None at its beginning."""
    after: Any
    """The row after which it goes on, None at its end."""


def chosen(
    rows: Iterable[Any],
    fits: Callable[[Any], bool],
    limit: int,
    *,
    backwards: bool = False,
    goes_on: bool = False,
) -> Found:
    """The first ``limit`` rows that fit.

    Args:
        rows: The rows from a cursor on, in the order of the walk.
        fits: Whether a row belongs to the list.
        limit: How many rows a page has.
        backwards: Whether the walk is against the list's order.
        goes_on: Whether the list goes on behind the cursor, where the walk came from.
    """
    kept: list[Any] = []
    last = beyond = None
    for looked_at, row in enumerate(islice(rows, LOOKED_AT + 1)):
        if len(kept) == limit or looked_at == LOOKED_AT:
            beyond = last
            break
        last = row
        if fits(row):
            kept.append(row)
    behind = (kept[0] if kept else last) if goes_on else None
    if backwards:
        return Found(kept[::-1], beyond, behind)
    return Found(kept, behind, beyond)


def has_words(text: str, words: list[str]) -> bool:
    """Whether every word stands in a text, in capitals or not."""
    lower = text.casefold()
    return all(word in lower for word in words)
