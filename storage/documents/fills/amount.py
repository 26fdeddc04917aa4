"""The one sum of money that a passage names."""

import re
from typing import Final

from storage.documents.fills.context import Context
from storage.documents.money.sums import sums

_RANGE: Final = re.compile(r"\s?[-–]\s?[£€$\d]")


def amount(context: Context) -> float | None:
    """The sum, in its own currency; None where the passage names none, several or a range."""
    words = context.text[context.passage.start : context.passage.end]
    named = {money.amount: money.end for money in sums(words)}
    if len(named) != 1:
        return None
    found, end = named.popitem()
    return None if _RANGE.match(words, end) else found
