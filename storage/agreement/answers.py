"""A coder's stored answer as something that can be compared."""

from collections.abc import Iterable, Mapping, Sequence

from storage.agreement.coded import Item, Items
from storage.agreement.units import Answer, Gap, How
from storage.codebook import is_asked
from storage.codebook.model import Field, FieldType

_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
_BY_SIZE = (How.INTERVAL, How.RATIO)


def answer_of(field: Field, how: How, items: Items) -> Answer:
    """What somebody answered to a field, or why they did not.

    A missing value, such as ``not_stated``, is an answer like any other, except where numbers are
    compared. A field that was not asked has none.

    Args:
        field: The field or variable.
        how: How it is compared.
        items: Everything they answered of the same record or document.
    """
    if field.asked_when and not is_asked(field, _words(items, field.asked_when)):
        return Gap.NOT_ASKED
    told = items.get(field.name)
    if not told:
        return Gap.UNANSWERED
    if how in _BY_SIZE:
        number = told[0][1]
        return Gap.NO_NUMBER if number is None else float(number)
    if how is How.SETS:
        return frozenset([word(field, item) for item in told])
    return word(field, told[0])


def how_compared(field: Field, metric: How | None) -> How:
    """How answers to a field are compared.

    Args:
        field: The field or variable.
        metric: What was asked for; it holds for single choices and for numbers.
    """
    if field.multiple:
        return How.SETS
    if field.type in _NUMBERS:
        return metric or How.INTERVAL
    if field.type is FieldType.MONEY and metric in _BY_SIZE:
        return metric
    if field.type is FieldType.CHOICE and metric is How.ORDINAL:
        return metric
    return How.NOMINAL


def word(field: Field, item: Item) -> str:
    """One item of an answer as a word."""
    text, number, missing = item
    if missing is not None:
        return missing
    if field.type is FieldType.BOOLEAN:
        return "true" if number else "false"
    if number is None:
        return text or ""
    return f"{number:.2f} {text}" if field.type is FieldType.MONEY else f"{number:g}"


def _words(items: Items, names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Answers as conditions name them."""
    return {name: _each(items[name]) for name in names if name in items}


def _each(items: Sequence[Item]) -> tuple[str, ...]:
    return tuple(
        missing or text or ("true" if number else "false") for text, number, missing in items
    )
