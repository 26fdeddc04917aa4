"""Every sum of money that a text prints, whatever it is for."""

import re
from itertools import islice
from typing import Final, NamedTuple

from storage.documents.wording import one_of

_BROKEN: Final = r"\d{1,2}\n\d{2,3}(?![\d.,)]|\s(?:months?|weeks?|days?|years?|hours?|times|children|people|of)\b)"
"""A number that a line end fell into; the next line may also just begin with a number."""
_NUMBER: Final = r"\d{1,3}(?:,\s?\d{3}(?!\d))+(?:\.\d{1,2}(?!\d))?|\d{1,9}(?:\.\d{1,3})?"
_SCALE: Final = r"(?:\s?(?:[Mm]illion|mn|[Mm]|[Bb]illion|bn|[Tt]housand|[Kk])\b)"
_SIGNED: Final = re.compile(
    rf"(?P<currency>[£€$]|\bGBP|\bEUR|\bUSD)\s{{0,3}}(?P<number>{_BROKEN}|{_NUMBER})(?P<scale>{_SCALE})?"
)
_SIGNS: Final = ("£", "€", "$", "GBP", "EUR", "USD")
_NAMED: Final = re.compile(
    rf"(?<![\d.,£€$])\b(?P<number>{_NUMBER})(?P<scale>{_SCALE})?\s{{1,3}}"
    r"(?P<currency>[Pp]ounds|[Ee]uros?|GBP|EUR)\b"
)
_NAMES: Final = ("ounds", "uro", "GBP", "EUR")
_CURRENCIES: Final = {
    "£": "GBP",
    "gbp": "GBP",
    "pounds": "GBP",
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
}
_SCALES: Final = {
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "thousand": 1e3,
    "k": 1e3,
}
_UNIT: Final = one_of(
    r"""week fortnight month year annum day night hour half-day term half-term session mile
    visit missed lost additional"""
)
_PER_UNIT: Final = re.compile(
    rf"[\s,]{{0,2}}(?:(?:a|per|each|every|an|for\s(?:each|every|one))\s(?:of\s(?:the\s)?\w{{1,9}}\s)?(?:\w{{1,12}}\s)?{_UNIT}s?\b"
    r"|(?:weekly|monthly|pcm|pw|yearly|annually)\b)",
    re.IGNORECASE,
)
_PERCENTAGE: Final = re.compile(
    r"(?:%|\bper\s?cent)\sof\s(?:the\s|a\s|that\s|its\s)?(?:\w{1,12}\s){0,2}$", re.IGNORECASE
)
_FORMULA: Final = re.compile(
    r"\b(?:equivalent|equal)\s(?:to|of)\s(?:about\s)?$|\bcalculated\s(?:at|as|on)\s(?:\w{1,12}\s){0,3}$",
    re.IGNORECASE,
)
_NEAR: Final = 60
MOST_SUMS: Final = 500
"""A text with more sums than these is an account: what comes after them is not looked at."""


class Sum(NamedTuple):
    """One sum as printed."""

    amount: float
    currency: str
    start: int
    end: int
    basis: str
    """``fixed``, ``per_unit``, ``percentage`` or ``formula``."""


def sums(text: str) -> list[Sum]:
    """Every sum in ``text``, in order."""
    found = []
    # Most texts have pounds with their sign and nothing else: the rest is not looked for in vain.
    for pattern, signs in ((_SIGNED, _SIGNS), (_NAMED, _NAMES)):
        if any(sign in text for sign in signs):
            found += [_sum(text, match) for match in islice(pattern.finditer(text), MOST_SUMS)]
    return sorted(found, key=lambda each: each.start)[:MOST_SUMS]


def _sum(text: str, match: re.Match[str]) -> Sum:
    """What a match prints."""
    scale = (match["scale"] or "").strip().lower()
    number = float("".join(match["number"].replace(",", "").split()))
    amount = round(number * _SCALES.get(scale, 1.0), 2)
    currency = _CURRENCIES[match["currency"].lower()]
    return Sum(amount, currency, match.start(), match.end(), _basis(text, match.span()))


def _basis(text: str, span: tuple[int, int]) -> str:
    """How a sum is reckoned, by the words around it."""
    before = text[max(0, span[0] - _NEAR) : span[0]]
    if _PER_UNIT.match(text, span[1]):
        return "per_unit"
    if _PERCENTAGE.search(before):
        return "percentage"
    return "formula" if _FORMULA.search(before) else "fixed"
