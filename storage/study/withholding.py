"""Figures, units and plans as a package may show them: without names, without the documents' words."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from storage.agreement.subjects import Subject, subjects_of
from storage.agreement.units import Given, words
from storage.codebook import Codebook
from storage.codebook.model import FieldType
from storage.exchange.discretion import CoderNames
from storage.records import Agreement, AgreementQuestion, AgreementUnit, Missing


class Withheld:
    """Answers as units.csv may show them: without quotes, what people wrote has a number for its words."""

    def __init__(self, codebook: Codebook, units: Sequence[AgreementUnit], *, quotes: bool) -> None:
        """Withhold what coders wrote themselves.

        Args:
            codebook: What they answered.
            units: The units that are written.
            quotes: Whether words of documents are shown, so that nothing is withheld.
        """
        subjects = (
            each for unit in units for each in subjects_of(codebook, AgreementQuestion(unit=unit))
        )
        self._written = {each.name for each in subjects if not quotes and _free(each)}
        self._numbers: dict[tuple[str, str], int] = {}

    def shown(self, subject: str, answer: Given) -> str:
        """An answer; equal ones have equal numbers, so that figures can be computed again."""
        if subject not in self._written:
            return words(answer)
        items = sorted(answer) if isinstance(answer, frozenset) else [words(answer)]
        return "|".join(self._number(subject, item) for item in items)

    def _number(self, subject: str, item: str) -> str:
        if item in set(Missing):
            return item
        known = sum(each == subject for each, _ in self._numbers)
        return f"text_{self._numbers.setdefault((subject, item), known + 1)}"


def _free(subject: Subject) -> bool:
    """Whether its answers are a coder's own words, and no names: those stay, as they do in the data."""
    field = subject.field
    if field is None or field.type not in (FieldType.TEXT, FieldType.OPEN):
        return False
    return not (field.identifier or field.source)


def figures_renamed(agreement: Agreement, names: CoderNames) -> Agreement:
    """Figures with the coders called as everywhere."""

    def called(coders: Sequence[str]) -> tuple[str, ...]:
        return tuple(map(names.called, coders))

    return replace(
        agreement,
        question=replace(agreement.question, coders=called(agreement.question.coders)),
        measures=tuple(replace(each, coders=called(each.coders)) for each in agreement.measures),
    )


def plan_renamed(value: object, names: CoderNames) -> object:
    """JSON with the coders in it called as everywhere."""
    if isinstance(value, str):
        return names.in_words(names.called_if_known(value))
    if isinstance(value, Mapping):
        return {
            names.called_if_known(key): plan_renamed(each, names) for key, each in value.items()
        }
    return [plan_renamed(each, names) for each in value] if isinstance(value, list) else value
