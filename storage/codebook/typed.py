"""Reading values as people type them: in a form, or in a cell of a spreadsheet."""

import re
from collections.abc import Callable

from storage.codebook.model import Field, FieldType
from storage.codebook.names import is_missing_name
from storage.codebook.values import check_value
from storage.records import FieldValue

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_SIGNS = {"£": "GBP", "€": "EUR", "$": "USD"}
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+)?(?P<month>[A-Za-z]{3,9})\.?,?\s+(?P<year>\d{4})"
)
_THOUSANDS = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_MONEY = re.compile(
    r"(?P<before>[£€$]|[A-Za-z]{3})?\s*(?P<amount>-?[\d,.]*\d)\s*(?P<after>[A-Za-z]{3})?"
)
_TRUE = ("true", "yes", "y", "1")
_FALSE = ("false", "no", "n", "0")


def value_from_text(field: Field, text: str, *, where: str, retired: bool = False) -> FieldValue:
    """The value that a typed text stands for; several answers are separated by ``|``.

    Takes ``£1,250``, ``14 Mar 2022``, ``yes`` and a value's label beside the exact forms that
    ``check_value`` takes.

    Raises:
        ValueRefused: With a sentence that begins with ``where`` and names the value.
    """
    item = _ITEMS.get(field.type)
    words = [word.strip() for word in text.split("|")] if field.multiple else [text.strip()]
    items = [item(field, word) if item and not is_missing_name(word) else word for word in words]
    value = items if len(items) > 1 else items[0]
    return check_value(field, value, where=where, retired=retired)


def _number(_field: Field, word: str) -> object:
    """A number with or without commas between thousands; a decimal comma is none."""
    plain = word.replace(",", "") if _THOUSANDS.fullmatch(word) else word
    for number in (int, float):
        try:
            return number(plain)
        except ValueError:
            continue
    return word


def _money(field: Field, word: str) -> object:
    found = _MONEY.fullmatch(word)
    if found is None or (found["before"] and found["after"]):
        return word
    sign = found["before"] or found["after"] or "£"
    amount = _number(field, found["amount"])
    return (
        word
        if amount == found["amount"]
        else {"amount": amount, "currency": _SIGNS.get(sign, sign)}
    )


def _boolean(_field: Field, word: str) -> object:
    if word.casefold() in _TRUE:
        return True
    return False if word.casefold() in _FALSE else word


def _date(_field: Field, word: str) -> str:
    found = _DATE.fullmatch(word)
    if found is None:
        return word
    months = [name.startswith(found["month"].lower()) for name in _MONTHS]
    if True not in months:
        return word
    month = f"{found['year']}-{months.index(True) + 1:02}"
    return f"{month}-{int(found['day']):02}" if found["day"] else month


def _period(field: Field, word: str) -> str:
    return "/".join(_date(field, end.strip()) for end in word.split("/"))


def _choice(field: Field, word: str) -> str:
    """The value of that name, else of that label; one that takes new answers comes first."""
    wanted = word.casefold()
    labelled = [value for value in field.all_values() if value.label.casefold() == wanted]
    if field.value(word) or not labelled:
        return word
    return min(labelled, key=lambda value: value.retired).name


_ITEMS: dict[FieldType, Callable[[Field, str], object]] = {
    FieldType.INTEGER: _number,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.BOOLEAN: _boolean,
    FieldType.DATE: _date,
    FieldType.PERIOD: _period,
    FieldType.CHOICE: _choice,
}
