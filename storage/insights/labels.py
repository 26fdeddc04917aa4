"""What bars and groups are called, and in which order they stand."""

from collections.abc import Iterable, Mapping

from storage.codebook import Field, FieldType, Value
from storage.insights.tallies import Told, in_order
from storage.records import BarKind

_WORDS = {"true": "Yes", "false": "No"}
NOT_ANSWERED = "not answered"


class Labels:
    """Words and order of the answers to one question."""

    def __init__(self, field: Field | None) -> None:
        """Know the answers of a field; None for what the codebook does not declare."""
        self._field = field
        self._values = dict(() if field is None else _paths(field.values))
        self._places = {name: place for place, name in enumerate(self._values)}

    @property
    def declared(self) -> tuple[Told, ...]:
        """The values that the codebook declares and has not retired."""
        if self._field is None:
            return ()
        kept = (each for each in self._field.all_values() if not each.retired)
        return tuple(Told(BarKind.VALUE, each.name) for each in kept)

    def label(self, told: Told, others: int = 0) -> str:
        """What an answer is called.

        Args:
            told: The answer.
            others: How many values stand behind it, when it is the rest of them.
        """
        if told.kind is BarKind.MISSING:
            return told.key.replace("_", " ")
        if told.kind is BarKind.UNANSWERED:
            return NOT_ANSWERED
        if told.kind is BarKind.OTHERS:
            return f"{others:,} other values"
        if self._field is not None and self._field.type is FieldType.BOOLEAN:
            return _WORDS.get(told.key, told.key)
        return self._values.get(told.key, told.key)

    def in_order(self, there: Iterable[Told], counts: Mapping[Told, int]) -> list[Told]:
        """Answers as the codebook has them, as numbers and dates follow, or the commonest first."""
        return in_order(there, lambda told: self._rank(told, counts))

    def _rank(self, told: Told, counts: Mapping[Told, int]) -> tuple[float, str]:
        kind = None if self._field is None else self._field.type
        if kind is FieldType.CHOICE:
            return (self._places.get(told.key, len(self._places)), told.key)
        if kind in (FieldType.NUMBER, FieldType.INTEGER, FieldType.MONEY):
            number, _, currency = told.key.partition(" ")
            return (float(number) if told.kind is BarKind.VALUE else 0, currency)
        if kind in (FieldType.DATE, FieldType.PERIOD):
            return (0, told.key)
        return (-counts.get(told, 0), told.key)


def _paths(values: Iterable[Value], above: str = "") -> Iterable[tuple[str, str]]:
    """Names and labels, a nested value behind the one it is part of."""
    for value in values:
        yield value.name, above + value.label
        yield from _paths(value.values, f"{above}{value.label} › ")
