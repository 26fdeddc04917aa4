"""A coder's stored answer as something that can be compared."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from storage.agreement.coded import Item, Items
from storage.agreement.units import Answer, Gap, How
from storage.codebook import is_asked
from storage.codebook.model import Field, FieldType

_NUMBERS = (FieldType.INTEGER, FieldType.NUMBER)
_AS_WRITTEN = (FieldType.CHOICE, FieldType.OPEN, FieldType.TEXT, FieldType.DATE, FieldType.PERIOD)
_BY_SIZE = (How.INTERVAL, How.RATIO)


class Reader:
    """Reads what somebody answered to some fields of a record or document, or why they did not.

    A missing value, such as ``not_stated``, is an answer like any other, except where sizes are
    compared. A field that was not asked has none.
    """

    def __init__(self, fields: Sequence[tuple[Field, How]]) -> None:
        """Read these fields, each compared in its way."""
        self._nothing: list[Answer] = [Gap.UNANSWERED] * len(fields)
        self._of = {
            field.name: (place, _one_of(field, how)) for place, (field, how) in enumerate(fields)
        }
        conditions: dict[tuple[str, ...], list[int]] = {}
        for place, (field, _) in enumerate(fields):
            if field.asked_when:
                conditions.setdefault(tuple(field.asked_when), []).append(place)
        self._conditions = [
            _Condition(deciding, {place: fields[place][0] for place in places})
            for deciding, places in conditions.items()
        ]

    def read(self, items: Items) -> list[Answer]:
        """One answer for each field."""
        answers = self._nothing.copy()
        for name, told in items.items():
            if name in self._of:
                place, one = self._of[name]
                answers[place] = one(told)
        for condition in self._conditions:
            for place in condition.not_asked(items):
                answers[place] = Gap.NOT_ASKED
        return answers


class _Condition:
    """Fields that are asked by the answers to the same others."""

    def __init__(self, deciding: tuple[str, ...], fields: Mapping[int, Field]) -> None:
        self._deciding, self._fields = deciding, fields
        # The same few answers decide over millions of records.
        self._known: dict[tuple[tuple[Item, ...], ...], tuple[int, ...]] = {}

    def not_asked(self, items: Items) -> tuple[int, ...]:
        """Places of fields that these answers leave out."""
        decided = tuple([tuple(items.get(name, ())) for name in self._deciding])
        found = self._known.get(decided)
        if found is None:
            words = _words(items, self._deciding)
            found = tuple(
                place for place, field in self._fields.items() if not is_asked(field, words)
            )
            self._known[decided] = found
        return found


def _one_of(field: Field, how: How) -> Callable[[Sequence[Item]], Answer]:
    """Makes an answer of items that are there."""
    if how is How.SETS:
        return lambda told: frozenset([word(field, item) for item in told])
    if how in _BY_SIZE:
        return lambda told: Gap.NO_NUMBER if told[0][1] is None else float(told[0][1])
    if how is How.ORDINAL:
        return lambda told: told[0][0] or Gap.NO_NUMBER
    if field.type in _AS_WRITTEN:
        return lambda told: told[0][2] or told[0][0] or ""
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
