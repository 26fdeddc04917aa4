"""What units answered, from the rows of the store: who was asked, and each answer as it is counted."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from storage.codebook import Field, FieldType, is_asked
from storage.insights.subjects import Asked
from storage.insights.tallies import UNANSWERED, Answers, Told
from storage.records import BarKind, FieldValue

AnswerRow = tuple[int, str, str | None, float | None, str | None]
"""One item of an answer, as the store has it: ``unit, field, text, number, missing``."""


class Amount(NamedTuple):
    """One number that a unit answered."""

    unit: int
    currency: str | None
    number: float


class Heard(NamedTuple):
    """What came of a question: answers of those who were asked, and how many were not."""

    answers: Answers
    unasked: int


def heard(asked: Asked, rows: Iterable[AnswerRow], units: Mapping[int, str]) -> Heard:
    """Sort the rows of a question by unit.

    Args:
        asked: The question.
        rows: Answers to it and to what decides whether it is asked, in any order.
        units: Everything that could have answered, with the kind of its document.
    """
    told, deciding = _by_unit(asked, rows, units)
    kinds, condition = asked.field.kinds, bool(asked.field.asked_when)
    answers: dict[int, tuple[Told, ...]] = {}
    unasked = 0
    for unit, kind in units.items():
        if (found := told.get(unit)) is not None:
            # An answer counts even where the question would not be asked any more.
            answers[unit] = found
        elif (kinds and kind not in kinds) or (
            condition and not is_asked(asked.field, deciding.get(unit, {}))
        ):
            unasked += 1
        else:
            answers[unit] = (UNANSWERED,)
    return Heard(answers, unasked)


def amounts(asked: Asked, rows: Iterable[AnswerRow], units: Mapping[int, str]) -> list[Amount]:
    """The numbers that units answered; currencies only where the question is about money."""
    name, is_money = asked.field.name, asked.field.type is FieldType.MONEY
    return [
        Amount(unit, text if is_money else None, number)
        for unit, field, text, number, _ in rows
        if field == name and number is not None and unit in units
    ]


def _by_unit(
    asked: Asked, rows: Iterable[AnswerRow], units: Mapping[int, str]
) -> tuple[dict[int, tuple[Told, ...]], dict[int, dict[str, FieldValue]]]:
    """Answers to a question, and to those that decide whether it is asked, by unit."""
    name, key = asked.field.name, _keys(asked.field)
    same: dict[Told, tuple[Told, ...]] = {}
    told: dict[int, tuple[Told, ...]] = {}
    deciding: dict[int, dict[str, FieldValue]] = {}
    for unit, field, text, number, missing in rows:
        if unit not in units:
            continue
        if field == name:
            one = (
                Told(BarKind.MISSING, missing)
                if missing
                else Told(BarKind.VALUE, key(text, number))
            )
            # One tuple for all who gave the same single answer: there may be a million of them.
            alone = same.setdefault(one, (one,))
            before = told.get(unit)
            told[unit] = alone if before is None else tuple(dict.fromkeys((*before, one)))
        else:
            answers = deciding.setdefault(unit, {})
            before_it = answers.get(field, ())
            several = before_it if isinstance(before_it, tuple) else ()
            answers[field] = (*several, missing or text or "")
    return told, deciding


def _keys(field: Field) -> Callable[[str | None, float | None], str]:
    """How an item of a field is called when it is counted."""
    if field.type is FieldType.MONEY:
        return lambda text, number: f"{number or 0:.2f} {text}"
    if field.type in (FieldType.NUMBER, FieldType.INTEGER):
        return lambda _, number: f"{number or 0:.10g}"
    if field.type is FieldType.DATE:
        return lambda text, _: (text or "")[:4]
    return lambda text, _: text or ""
