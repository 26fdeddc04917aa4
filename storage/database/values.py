"""A field's value as rows, and back: self-describing, so that no codebook is needed to read it.

    text, choice, date, …   text
    integer, number         number
    boolean                 text ``true`` or ``false`` and number 1 or 0
    money                   text, the currency, and number, the amount
    missing                 missing

``position`` is 0 for a single answer and counts from 1 for several.
"""

from collections.abc import Iterable

from storage.records import FieldValue, Missing, Money, Scalar

Item = tuple[int, str | None, float | None, str | None]
"""``position, text, number, missing`` of one row."""


def items_of(value: FieldValue) -> list[Item]:
    """The rows that hold ``value``."""
    if isinstance(value, tuple):
        return [(position, *_columns(item)) for position, item in enumerate(value, 1)]
    return [(0, *_columns(value))]


def value_of(items: Iterable[Item]) -> FieldValue:
    """The value that rows, sorted by position, hold."""
    rows = list(items)
    position, text, number, missing = rows[0]
    if missing is not None:
        return Missing(missing)
    if position == 0:
        return _scalar(text, number)
    return tuple(_scalar(text, number) for _, text, number, _ in rows)


def _columns(item: Scalar) -> tuple[str | None, float | None, str | None]:
    if isinstance(item, Missing):
        return None, None, item.value
    if isinstance(item, str):
        return item, None, None
    if isinstance(item, Money):
        return item.currency, item.amount, None
    if isinstance(item, bool):
        return ("true" if item else "false"), float(item), None
    return None, float(item), None


def _scalar(text: str | None, number: float | None) -> Scalar:
    if number is None:
        return text or ""
    if text is None:
        return int(number) if number.is_integer() else number
    if text in ("true", "false"):
        return bool(number)
    return Money(number, text)
