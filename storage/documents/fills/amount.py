"""The one sum of money that a passage names."""

import re
from typing import Final

from storage.documents.fills.context import Context

_MONEY: Final = re.compile(
    r"(?:£|\bGBP ?)\s?(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d+)?)"
    r"(?:\s?(?P<scale>million|m|billion|bn|thousand|k)\b)?(?P<more>[-–]\d)?",
    re.IGNORECASE,
)
_SCALES: Final = {"million": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}


def amount(context: Context) -> float | None:
    """The sum, in pounds; None where the passage names none, several or a range."""
    sums = set()
    for match in _MONEY.finditer(context.text, context.passage.start, context.passage.end):
        if match["more"]:
            return None
        scale = _SCALES[match["scale"].casefold()] if match["scale"] else 1.0
        sums.add(round(float(match["number"].replace(",", "")) * scale, 2))
    return sums.pop() if len(sums) == 1 else None
