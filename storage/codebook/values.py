"""Checking values that come from outside, and the form in which they leave again.

A checker is made once per field and then costs well under a microsecond a value: loads run
through it record by record.
"""

import math
import re
import unicodedata
from collections.abc import Callable

from storage.codebook.dates import exact_date, exact_period
from storage.codebook.model import Field, FieldType
from storage.codebook.names import did_you_mean, shown
from storage.errors import ValueRefused
from storage.records import FieldValue, Missing, Money, Scalar

Checker = Callable[[object], FieldValue]
"""Turns outside data into a field's value, or raises ValueRefused with a sentence that does not name the field."""

_MISSING: dict[str, Missing] = {missing.value: missing for missing in Missing}
_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_CURRENCY = re.compile(r"[A-Z]{3}")
_EXACT = 2**53
_MOST_MONEY = 10**13
_FEW = 12
_MOST_CHECKERS = 4096
_checkers: dict[tuple[int, bool], tuple[Field, Checker]] = {}


def check_value(field: Field, value: object, *, where: str, retired: bool = False) -> FieldValue:
    """The value of ``field`` that JSON-like outside data stand for.

    Args:
        field: The field or variable.
        value: Text, numbers, booleans, lists, ``{"amount", "currency"}``, a missing value's name,
            or a value that has been checked already.
        where: What the value belongs to, with the field's name: ``line 3, finding, conclusion``.
        retired: Whether values that the codebook has retired are taken: yes for data coded
            earlier, no for new answers.

    Raises:
        ValueRefused: With a sentence that begins with ``where`` and names the value.
    """
    try:
        return checker(field, retired=retired)(value)
    except ValueRefused as error:
        raise ValueRefused(f"{where}: {error}") from error


def checker(field: Field, *, retired: bool = False) -> Checker:
    """The function that checks values of ``field``; made once, then kept."""
    key = (id(field), retired)
    kept = _checkers.get(key)
    if kept is not None and kept[0] is field:
        return kept[1]
    made = _checker(field, retired=retired)
    if len(_checkers) >= _MOST_CHECKERS:
        _checkers.clear()
    _checkers[key] = (field, made)
    return made


def to_json(field_type: FieldType, value: FieldValue) -> object:
    """The one JSON form of a value, which ``check_value`` turns back into the same value."""
    if isinstance(value, Missing):
        return value.value
    form = _FORMS.get(field_type)
    if isinstance(value, tuple):
        return [form(item) for item in value] if form else list(value)
    return form(value) if form else value


def _checker(field: Field, *, retired: bool) -> Checker:
    item = (
        _chooser(field, retired=retired) if field.type is FieldType.CHOICE else _ITEMS[field.type]
    )
    return _several(item) if field.multiple else _single(item)


def _single(item: Callable[[object], Scalar]) -> Checker:
    def check(value: object) -> FieldValue:
        missing = _MISSING.get(value.strip()) if isinstance(value, str) else None
        return item(value) if missing is None else missing

    return check


def _several(item: Callable[[object], Scalar]) -> Checker:
    def check(value: object) -> FieldValue:
        if not isinstance(value, list | tuple):
            missing = _MISSING.get(value.strip()) if isinstance(value, str) else None
            return (item(value),) if missing is None else missing
        for each in value:
            if isinstance(each, str) and each.strip() in _MISSING:
                raise _refused(f"{shown(each)} stands in place of all its values, not among them")
        items = tuple([item(each) for each in value])
        if not items:
            raise _refused("an empty list is no answer; leave it out, or name a missing value")
        if len(set(items)) < len(items):
            raise _refused(f"one of {shown(list(value))} is there twice")
        return items

    return check


def _refused(why: str) -> ValueRefused:
    return ValueRefused(f"{why}{'' if why.endswith('?') else '.'}")


def _chooser(field: Field, *, retired: bool) -> Callable[[object], Scalar]:
    names = {each.name: each.name for each in field.all_values() if retired or not each.retired}

    def choice(value: object) -> str:
        if not isinstance(value, str):
            takes = (
                "one answer, not the list"
                if isinstance(value, list | tuple)
                else "a value's name, not"
            )
            raise _refused(f"it takes {takes} {shown(value)}")
        name = names.get(value) or names.get(value.strip())
        if name is None:
            raise _refused(_unknown(field, names, value.strip()))
        return name

    return choice


def _unknown(field: Field, names: dict[str, str], name: str) -> str:
    """Why ``name`` cannot be chosen."""
    if field.value(name) is not None:
        return f"{shown(name)} is retired and takes no new answers"
    hint = did_you_mean(name, names)
    if not hint and len(names) <= _FEW:
        hint = f"; use one of {', '.join(names)}"
    return f"{shown(name)} is none of its values{hint}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _refused(f"it takes text, not {shown(value)}")
    text = value.strip()
    if not text:
        raise _refused("an empty text is no answer; leave it out, or name a missing value")
    if text.isascii() and text.isprintable():
        return text
    if _UNFIT.search(text):
        raise _refused(f"{shown(text)} has a character that is no text")
    return unicodedata.normalize("NFC", text)


def _integer(value: object) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool):
        raise _refused(f"it takes a whole number, not {shown(value)}")
    if abs(value) > _EXACT:
        raise _refused("the number is too large to be kept exactly")
    return value


def _number(value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refused(f"it takes a number, not {shown(value)}")
    if isinstance(value, int):
        if abs(value) <= _EXACT:
            return value
        try:
            return float(value)
        except OverflowError as error:
            raise _refused("the number is too large to be kept") from error
    if not math.isfinite(value):
        raise _refused(f"{shown(value)} is no number")
    return int(value) if value.is_integer() and abs(value) <= _EXACT else value


def _money(value: object) -> Money:
    currency: object = "GBP"
    amount = value
    if isinstance(value, Money):
        amount, currency = value.amount, value.currency
    elif isinstance(value, dict):
        if "amount" not in value or not value.keys() <= {"amount", "currency"}:
            raise _refused(f'it takes a number or {{"amount", "currency"}}, not {shown(value)}')
        amount, currency = value["amount"], value.get("currency", "GBP")
    if isinstance(amount, bool) or not isinstance(amount, int | float):
        raise _refused(f"it takes an amount such as 300 or 250.50, not {shown(amount)}")
    if not abs(amount) < _MOST_MONEY:
        raise _refused("the amount is too large, or no number")
    code = currency.strip().upper() if isinstance(currency, str) else ""
    if not _CURRENCY.fullmatch(code):
        raise _refused(f"{shown(currency)} is no currency; use three letters such as GBP or EUR")
    return Money(round(float(amount), 2) + 0.0, code)


def _boolean(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise _refused(f"it takes true or false, not {shown(value)}")


def _date(value: object) -> str:
    date = exact_date(value.strip()) if isinstance(value, str) else None
    if date is None:
        raise _refused(f"it takes a date such as 2021, 2021-07 or 2021-07-14, not {shown(value)}")
    return date


def _period(value: object) -> str:
    period = exact_period(value.strip()) if isinstance(value, str) else None
    if period is None:
        raise _refused(
            f"it takes a period such as 2021-07/2021-09, the end not before the start, not {shown(value)}",
        )
    return period


_ITEMS: dict[FieldType, Callable[[object], Scalar]] = {
    FieldType.TEXT: _text,
    FieldType.OPEN: _text,
    FieldType.INTEGER: _integer,
    FieldType.NUMBER: _number,
    FieldType.MONEY: _money,
    FieldType.DATE: _date,
    FieldType.PERIOD: _period,
    FieldType.BOOLEAN: _boolean,
}


def _number_form(item: object) -> object:
    if isinstance(item, float) and item.is_integer() and abs(item) <= _EXACT:
        return int(item)
    return item


def _money_form(item: object) -> object:
    if not isinstance(item, Money):
        return item
    amount = _number_form(item.amount)
    return amount if item.currency == "GBP" else {"amount": amount, "currency": item.currency}


_FORMS: dict[FieldType, Callable[[object], object]] = {
    FieldType.NUMBER: _number_form,
    FieldType.INTEGER: _number_form,
    FieldType.MONEY: _money_form,
}
