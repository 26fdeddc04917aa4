"""A list of questions (a record type's fields, or the variables) compiled for fast rows."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from storage.codebook.model import Field, FieldType
from storage.exchange.cells import Cell, amount, decimal
from storage.exchange.columns import ColumnNames
from storage.exchange.fields import FieldColumns, field_columns
from storage.exchange.rows import ValueRow

Answers = Mapping[str, Sequence[ValueRow]]
"""The items of each answered question, by its name."""

Grouped = dict[int, dict[str, list[ValueRow]]]
"""The answers of each owner."""

UNANSWERED: Answers = {}


def grouped(values: Iterable[ValueRow]) -> Grouped:
    """Items put together by owner and name."""
    answers: defaultdict[int, dict[str, list[ValueRow]]] = defaultdict(dict)
    for row in values:
        answers[row[0]].setdefault(row[1], []).append(row)
    return answers


class _Condition(NamedTuple):
    """``asked_when`` of one question: which others decide, and which cells of theirs ask it."""

    question: int
    deciders: tuple[tuple[int, frozenset[str]], ...]


class Shape:
    """Compiled questions: from answers to the fragments of one row."""

    def __init__(self, fields: Sequence[Field], names: ColumnNames, cell: Cell) -> None:
        self.questions: tuple[FieldColumns, ...] = tuple(
            field_columns(field, names, cell) for field in fields
        )
        self.columns = tuple(column for question in self.questions for column in question.columns)
        self.blanks = [question.blank for question in self.questions]
        self._index = {question.name: index for index, question in enumerate(self.questions)}
        self._cell = cell
        self._conditions = _conditions(fields)
        self._not_asked = _NotAskedByKind(fields)

    def answered(self, answers: Answers) -> list[str]:
        """One fragment for each question, blank where it is unanswered."""
        fragments = self.blanks.copy()
        for name, rows in answers.items():
            index = self._index.get(name)
            if index is not None:
                fragments[index] = self.questions[index].fragment(rows)
        return fragments

    def not_asked(self, fragments: list[str], kind: str = "") -> list[str]:
        """``fragments``, not applicable where the document's kind or another answer rules it out.

        A question that hangs on one which nobody answered stays blank.
        """
        for index in self._not_asked[kind]:
            self._rule_out(fragments, index)
        for index, deciders in self._conditions:
            for decider, accepted in deciders:
                given = fragments[decider]
                if given != self.blanks[decider] and accepted.isdisjoint(_names_in(given)):
                    self._rule_out(fragments, index)
                    break
        return fragments

    def _rule_out(self, fragments: list[str], index: int) -> None:
        if fragments[index] == self.blanks[index]:
            fragments[index] = self.questions[index].not_applicable

    def in_order(self, names: Iterable[str]) -> list[str]:
        """``names`` as the codebook orders them; those it does not have last, by name."""
        given = set(names)
        declared = [name for name in self._index if name in given]
        return declared if len(declared) == len(given) else declared + sorted(given - set(declared))

    def item_lines(self, name: str, rows: Sequence[ValueRow], before: str, after: str) -> list[str]:
        """A line of values.csv for each item of one answer, between ``before`` and ``after``."""
        index = self._index.get(name)
        item = self._undeclared if index is None else self.questions[index].item
        head = f"{before}{name},"
        return [f"{head}{row[2] or 1},{item(row)}{after}" for row in rows]

    def _undeclared(self, row: ValueRow) -> str:
        """The cell of an item whose question the codebook does not have."""
        return self._cell(row.missing or stored_item(row))


def stored_item(row: ValueRow) -> str:
    """An item as text, by nothing but its storage form."""
    if row.number is None:
        return row.text or ""
    is_money = row.text not in (None, "true", "false")
    return amount(row.number) if is_money else decimal(row.number)


class _NotAskedByKind(dict[str, tuple[int, ...]]):
    """For each kind of document, the questions that are not asked of it."""

    def __init__(self, fields: Sequence[Field]) -> None:
        super().__init__({"": ()})
        self._fields = fields

    def __missing__(self, kind: str) -> tuple[int, ...]:
        made = self[kind] = tuple(
            index
            for index, field in enumerate(self._fields)
            if field.kinds and kind not in field.kinds
        )
        return made


def _conditions(fields: Sequence[Field]) -> tuple[_Condition, ...]:
    """The conditions of ``fields``; one on a field that is not there rules nothing out."""
    index_of = {field.name: index for index, field in enumerate(fields)}
    return tuple(
        _Condition(
            index,
            tuple(
                (index_of[name], _accepted(fields[index_of[name]], answers))
                for name, answers in field.asked_when.items()
                if name in index_of
            ),
        )
        for index, field in enumerate(fields)
        if field.asked_when
    )


def _accepted(decider: Field, answers: Sequence[str]) -> frozenset[str]:
    """``answers`` as the decider's cells name them."""
    if decider.type is FieldType.BOOLEAN:
        return frozenset({"true": "1", "false": "0"}.get(answer, answer) for answer in answers)
    return frozenset(answers)


def _names_in(fragment: str) -> list[str]:
    """The values that a choice's or boolean's fragment names; a boolean's missing one too."""
    value, _, rest = fragment.partition(",")
    return value.split("|") if value else [rest.rstrip(",")]
