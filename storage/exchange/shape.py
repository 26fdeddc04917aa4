"""A list of questions (a record type's fields, or the variables) compiled for fast rows."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.codebook.model import Field, FieldType
from storage.exchange.cells import Cell
from storage.exchange.columns import ColumnNames
from storage.exchange.items import PlacedItems
from storage.exchange.questions import MOST_KEPT, Question, question


class _Verdicts(dict[str, bool]):
    """Whether an answer, as its fragment, rules a question out that hangs on it."""

    def __init__(self, decider: Question, accepted: Sequence[str]) -> None:
        super().__init__({decider.blank: False})
        self._accepted = frozenset(accepted)
        if decider.field.type is FieldType.BOOLEAN:
            self._accepted = frozenset({"true": "1", "false": "0"}.get(a, a) for a in accepted)

    def __missing__(self, fragment: str) -> bool:
        value, _, rest = fragment.partition(",")
        names = value.split("|") if value else [rest.rstrip(",")]
        if len(self) >= MOST_KEPT:
            self.clear()
        verdict = self[fragment] = self._accepted.isdisjoint(names)
        return verdict


class _Condition(NamedTuple):
    """``asked_when`` of one question: which others decide, and how."""

    asked: int
    deciders: tuple[tuple[int, _Verdicts], ...]


class Shape:
    """Compiled questions: from answers to the fragments of one row."""

    def __init__(self, fields: Sequence[Field], names: ColumnNames, cell: Cell) -> None:
        self.questions = tuple(question(field, names, cell) for field in fields)
        self.columns = tuple(column for each in self.questions for column in each.columns)
        self.blanks = [*(each.blank for each in self.questions), ""]
        """The fragments of a row where nothing is answered; last that of all other questions."""
        self.placed = PlacedItems(self.questions, cell)
        """Where items go."""
        self._not_asked = _NotAskedByKind(fields)
        self._conditions = tuple(
            _Condition(place, self._deciders(each.field))
            for place, each in enumerate(self.questions)
            if each.field.asked_when
        )

    def _deciders(self, field: Field) -> tuple[tuple[int, _Verdicts], ...]:
        """Those that ``field`` hangs on; one that is not there rules nothing out."""
        return tuple(
            (place, _Verdicts(each, field.asked_when[each.field.name]))
            for place, each in enumerate(self.questions)
            if each.field.name in field.asked_when
        )

    def not_asked(self, fragments: list[str], kind: str = "") -> list[str]:
        """``fragments``, not applicable where the document's kind or another answer rules it out.

        A question that hangs on one which nobody answered stays blank.
        """
        for index in self._not_asked[kind]:
            self._rule_out(fragments, index)
        for index, deciders in self._conditions:
            for decider, rules_out in deciders:
                if rules_out[fragments[decider]]:
                    self._rule_out(fragments, index)
        return fragments

    def _rule_out(self, fragments: list[str], index: int) -> None:
        if fragments[index] == self.blanks[index]:
            fragments[index] = self.questions[index].missing("not_applicable")


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
