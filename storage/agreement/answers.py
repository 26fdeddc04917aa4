"""A coder's stored answer as something that can be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from storage.agreement.coded import Item, Items
from storage.agreement.units import Answer, Gap, How
from storage.codebook import is_asked
from storage.codebook.model import Field, FieldType

_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
_BY_SIZE = (How.INTERVAL, How.RATIO)

Read = Callable[[Items], Answer]
"""Reads one answer of everything somebody answered of a record or document."""


def reader_of(field: Field, how: How) -> Read:
    """What tells of everything somebody answered what they answered to one field, or why they did not.

    A missing value, such as ``not_stated``, is an answer like any other, except where sizes are
    compared. A field that was not asked has none.

    Args:
        field: The field or variable.
        how: How it is compared.
    """
    name, one = field.name, _one_of(field, how)

    def read(items: Items) -> Answer:
        told = items.get(name)
        return one(told) if told else Gap.UNANSWERED

    if not field.asked_when:
        return read
    deciding = tuple(field.asked_when)
    known: dict[tuple[tuple[Item, ...], ...], bool] = {}

    def read_if_asked(items: Items) -> Answer:
        decided = tuple([tuple(items.get(each, ())) for each in deciding])
        if decided not in known:
            known[decided] = is_asked(field, _words(items, deciding))
        return read(items) if known[decided] else Gap.NOT_ASKED

    return read_if_asked


def _one_of(field: Field, how: How) -> Callable[[Sequence[Item]], Answer]:
    """Makes an answer of items that are there."""
    if how is How.SETS:
        return lambda told: frozenset([word(field, item) for item in told])
    if how in _BY_SIZE:
        return lambda told: Gap.NO_NUMBER if told[0][1] is None else float(told[0][1])
    if how is How.ORDINAL:
        return lambda told: told[0][0] or Gap.NO_NUMBER
    return lambda told: word(field, told[0])


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
