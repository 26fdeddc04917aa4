"""Values as people read them: outside text made safe to draw, dates, money, kinds, outcomes and marks."""

import locale
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Money

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$"}

KIND_LABELS: Mapping[str, str] = {
    "lgsco_decision": "LGSCO decision",
    "lgsco_report": "LGSCO report",
    "spso_decision": "SPSO decision",
    "ombudsman_other": "ombudsman, other",
    "inspection_report": "inspection report",
    "press_ombudsman": "press, ombudsman",
    "press_inspection": "press, inspection",
    "other": "other",
}
"""The built-in document kinds in a reader's words."""


def display_safe(text: str) -> str:
    """Text from outside made safe to draw: one character in, one character out, offsets unchanged."""
    return _BIDI.sub("\u25e6", _CONTROLS.sub(_picture, text)).replace("\t", " ")


def one_line(text: str) -> str:
    """Text from outside made safe for a single line; offsets unchanged."""
    return display_safe(text).replace("\n", " ")


def _picture(match: re.Match[str]) -> str:
    """A visible stand-in for one control character."""
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def date_text(iso: str | None) -> str:
    """An ISO date as ``14 Mar 2022``, ``Mar 2022`` or ``2022``; what is no date stays as it is."""
    if not iso:
        return "—"
    parts = iso.split("-")
    try:
        numbers = [int(part) for part in parts]
        month = _MONTHS[numbers[1] - 1] if len(numbers) > 1 and numbers[1] > 0 else ""
    except (ValueError, IndexError):
        return one_line(iso)
    day = f"{numbers[2]} " if len(numbers) == 3 else ""
    return f"{day}{month} {parts[0]}".strip()


def money_text(money: "Money") -> str:
    """An amount as ``£300.00``; a currency without a sign of its own as ``300.00 CHF``."""
    symbol = _SYMBOLS.get(money.currency)
    amount = f"{money.amount:,.2f}"
    return f"{symbol}{amount}" if symbol else f"{amount} {one_line(money.currency)}"


def kind_text(kind: str, labels: Mapping[str, str] | None = None) -> str:
    """A document kind in a reader's words.

    Args:
        kind: Its name.
        labels: Labels of the study's own kinds, by name.
    """
    label = (labels or {}).get(kind) or KIND_LABELS.get(kind)
    return one_line(label) if label else words(kind)


def words(name: str) -> str:
    """A name of a value or kind as words: ``partly_upheld`` is ``partly upheld``."""
    return one_line(name).replace("_", " ")


def count_text(count: int, noun: str, plural: str | None = None) -> str:
    """A count with its noun: ``1 document``, ``1,000 documents``."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


@dataclass(frozen=True, slots=True)
class Marks:
    """The signs of a document's state, and of rows."""

    todo: str
    """Nothing done yet."""
    in_progress: str
    """Begun."""
    done: str
    """Done."""
    excluded: str
    """Left out."""
    flag: str
    """Flagged."""
    marked: str
    """Marked in a list."""
    cut: str
    """Text goes on."""

    def status(self, status: str) -> str:
        """The sign of a status, by its name."""
        return str(getattr(self, status))


UNICODE_MARKS = Marks("○", "◐", "●", "×", "⚑", "✓", "…")
"""Signs for a terminal that draws Unicode."""
ASCII_MARKS = Marks("o", "~", "*", "x", "!", "+", ".")
"""Signs for every other terminal."""


def terminal_marks(environment: Mapping[str, str] = os.environ) -> Marks:
    """The signs that this terminal can draw."""
    draws = "utf" in locale.getencoding().lower() and environment.get("TERM") != "linux"
    return UNICODE_MARKS if draws else ASCII_MARKS
