"""Answers as people read and type them: money, dates, periods, numbers, yes and no."""

import re
from collections.abc import Callable, Mapping

from storage import Field, FieldType, FieldValue, Missing, Money, Scalar
from tui.display import date_text, money_text

MISSING_LABELS: Mapping[Missing, str] = {
    Missing.NOT_STATED: "not stated",
    Missing.NOT_APPLICABLE: "not applicable",
    Missing.UNCLEAR: "unclear",
    Missing.REDACTED: "redacted",
}
"""The four missing values in words."""

HINTS: Mapping[FieldType, str] = {
    FieldType.TEXT: "Type the words.",
    FieldType.OPEN: "Type a code, or take an earlier one.",
    FieldType.INTEGER: "Type a whole number, such as 3.",
    FieldType.NUMBER: "Type a number, such as 1,250.5.",
    FieldType.MONEY: "Type an amount, such as 300 or €20.50.",
    FieldType.DATE: "Type a date, such as 14 Mar 2022, Mar 2022 or 2022.",
    FieldType.PERIOD: "Type two dates, such as May 2020 to 14 Mar 2022.",
}
"""How to type an answer of each type that is typed."""

ITEM_BREAK = " | "
"""Between the items of a typed answer that takes several."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SYMBOLS = {"£": "GBP", "€": "EUR", "$": "USD"}
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_MONEY = re.compile(rf"([£€$])?\s*({_DIGITS})\s*([A-Za-z]{{3}})?\Z", re.ASCII)
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\Z", re.ASCII)
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?,?\s+(\d{4})\Z", re.ASCII)
_RANGE = re.compile(r"\s+(?:to|until|-)\s+|\s*–\s*")


class UnreadableAnswer(ValueError):
    """What was typed is no answer of that type; ``str(error)`` is a sentence for the user."""


def answer_text(field: Field, value: FieldValue, labels: Mapping[str, str]) -> str:
    """A value in words, as lists and forms show it.

    Args:
        field: The field or variable that holds it.
        value: Its value.
        labels: The labels of a choice's values, by name.
    """
    items = value if isinstance(value, tuple) else (value,)
    return " · ".join(item_text(field, item, labels) for item in items)


def item_text(field: Field, item: Scalar | Missing, labels: Mapping[str, str]) -> str:
    """One item of a value in words."""
    if isinstance(item, Missing):
        return MISSING_LABELS[item]
    if isinstance(item, Money):
        return money_text(item)
    if isinstance(item, bool):
        return "yes" if item else "no"
    if isinstance(item, str) and field.type is FieldType.CHOICE:
        return labels.get(item, item)
    if isinstance(item, str) and field.type in (FieldType.DATE, FieldType.PERIOD):
        return " – ".join(date_text(part) for part in item.split("/"))
    return str(item)


def typed_text(field: Field, value: FieldValue) -> str:
    """A value as one would type it, for changing it by hand; a missing value is nothing typed."""
    if isinstance(value, Missing):
        return ""
    items = value if isinstance(value, tuple) else (value,)
    return ITEM_BREAK.join(item_text(field, item, {}) for item in items)


def read_items(field: Field, text: str) -> tuple[Scalar, ...]:
    """What was typed, as the items it holds; none for blank text.

    Raises:
        UnreadableAnswer: When the text is no answer of the field's type.
    """
    parts = text.split(ITEM_BREAK.strip()) if field.multiple else [text]
    reader = _READERS.get(field.type, str)
    return tuple(reader(part.strip()) for part in parts if part.strip())


def read_money(text: str) -> Money:
    """An amount with a symbol before it or a currency code after it; pounds without either."""
    found = _MONEY.match(text)
    if not found:
        raise UnreadableAnswer(f"“{text}” is no amount of money. {HINTS[FieldType.MONEY]}")
    symbol, digits, code = found.groups()
    return Money(float(digits.replace(",", "")), code.upper() if code else _SYMBOLS[symbol or "£"])


def read_date(text: str) -> str:
    """A date of any precision as ISO text: days come before months, as in Britain."""
    if found := _ISO.match(text):
        year, month, day = found.groups()
    elif found := _DAY_FIRST.match(text):
        day, month, year = found.groups()
    elif (found := _NAMED.match(text)) and found[2][:3].title() in _MONTHS:
        day, year, month = found[1], found[3], str(_MONTHS.index(found[2][:3].title()) + 1)
    else:
        raise UnreadableAnswer(f"“{text}” is no date. {HINTS[FieldType.DATE]}")
    return "-".join([year, *(part.zfill(2) for part in (month, day) if part)])


def read_period(text: str) -> str:
    """Two dates with ``to``, a dash or a stroke between them, as ``start/end``."""
    dates = _RANGE.split(text)
    if len(dates) == 1 and text.count("/") == 1:
        dates = text.split("/")
    if len(dates) != 2:
        raise UnreadableAnswer(f"“{text}” is no period. {HINTS[FieldType.PERIOD]}")
    return "/".join(read_date(date.strip()) for date in dates)


def read_integer(text: str) -> int:
    """A whole number, with or without commas between the thousands."""
    if not re.fullmatch(r"-?\d{1,18}", text.replace(",", "")):
        raise UnreadableAnswer(f"“{text}” is no whole number. {HINTS[FieldType.INTEGER]}")
    return int(text.replace(",", ""))


def read_number(text: str) -> float:
    """A number, with or without commas between the thousands."""
    if not re.fullmatch(r"-?\d{1,18}(\.\d+)?", text.replace(",", "")):
        raise UnreadableAnswer(f"“{text}” is no number. {HINTS[FieldType.NUMBER]}")
    return float(text.replace(",", ""))


_READERS: Mapping[FieldType, Callable[[str], Scalar]] = {
    FieldType.INTEGER: read_integer,
    FieldType.NUMBER: read_number,
    FieldType.MONEY: read_money,
    FieldType.DATE: read_date,
    FieldType.PERIOD: read_period,
}
