"""What lists of records are made of: runs of records in one order, each read from an index.

A run is read in its order from an index that has it, and what limits the list is asked of each
record that comes by; where an index knows a limit that few records meet, these are gathered and
sorted instead. So no page costs more than what it shows. What is asked of a row is worded so that
the database does not begin with it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, and_, func, select, tuple_
from sqlmodel import Session

from storage.database import core
from storage.database.lookups import unindexed
from storage.database.matching import Wanted, matches
from storage.database.record_words import SEARCH
from storage.database.values import items_of
from storage.records import Held, Item, Layer, RecordQuery, Scalar

FEW = 10_000
"""Records that can be gathered and sorted in the time that a page may take."""

record, value, document = core.record.c, core.field_value.c, core.document.c

Ids = Select[int]
"""A question for the ids of records."""


class Answer(NamedTuple):
    """One item of an answer, as its columns."""

    text: str | None = None
    number: float | None = None
    missing: str | None = None


def answer_of(item: Item) -> Answer:
    """An item as its columns; no answer has none."""
    return Answer() if item is None else Answer(*items_of(item)[0][1:])


@dataclass(frozen=True, slots=True)
class ByField:
    """The field whose values order a list."""

    name: str
    choices: tuple[Scalar, ...] | None
    """Its values in order; None where answers are typed."""
    keys: tuple[str, ...] = ("text",)
    """The columns that order what is typed: ``text``, ``number`` or, for money, both."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, in the database's terms."""

    coder_id: int
    query: RecordQuery
    words: Wanted | None
    """The words of its filter; None without one."""
    by: ByField | None
    """The field that orders it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Some consecutive records of a list: those of one answer, those with typed answers, or all."""

    answer: Answer | None = None
    """What they hold; an empty answer for those without."""
    typed: bool = False
    """Whether they are those with typed answers, in the order of these."""


class Runs:
    """The runs of one list, within one transaction."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self._session = session
        self._asked = asked
        found = self._short([self._found()]) if asked.words is not None else None
        self._is_found = found is not None
        """Whether the few records are those that have the words."""
        self._few = self._short([*self._starts(), self._all()]) if found is None else found

    def rows(
        self, run: Run, limit: int, after: Sequence[Any] | None = None, *, backwards: bool = False
    ) -> list[tuple[Any, ...]]:
        """Ids and keys of the first records of a run, or of those behind some keys."""
        statement, keys = self._statement(run, self._few_of(run))
        down = self._asked.query.descending != backwards
        if after is not None:
            here = tuple_(*keys)
            statement = statement.where(here < tuple(after) if down else here > tuple(after))
        ordered = statement.order_by(*(key.desc() if down else key for key in keys)).limit(limit)
        return [tuple(row) for row in self._session.execute(ordered)]

    def row(self, run: Run, record_id: int) -> list[tuple[Any, ...]]:
        """Ids and keys of one record in a run: none when it is not in it."""
        named = select(record.id).where(record.id == record_id)
        statement, _ = self._statement(run, named)
        return [tuple(row) for row in self._session.execute(statement)]

    def count(self, run: Run, cap: int) -> tuple[int, bool]:
        """How many records a run has, counted up to a cap; whether there are more."""
        few = self._few_of(run)
        if few is None and self._asked.words is not None:
            statement = self._with_words(run)
        else:
            statement = self._statement(run, few)[0].with_only_columns(record.id)
        inner = statement.limit(cap + 1).subquery()
        counted: int = self._session.execute(select(func.count()).select_from(inner)).scalar_one()
        return min(counted, cap), counted > cap

    # Where a run is read from

    def _statement(
        self, run: Run, few: Ids | None
    ) -> tuple[Select[*tuple[Any, ...]], list[ColumnElement[Any]]]:
        """The records of a run, from an index in its order or from among few."""
        head = self._head(run)
        tail = [record.document_id, record.first_start, record.id]
        keys = [*head, *(tail[2:] if self._is_by(run, "updated") else tail)]
        source, conditions = self._source(run, few)
        conditions += [*self._limits(), *self._of(run, few)]
        if self._asked.words is not None and not (self._is_found and few is self._few):
            conditions.append(self._has_words(one_by_one=few is None))
        return select(record.id, *keys).select_from(source).where(*conditions), keys

    def _with_words(self, run: Run) -> Ids:
        """The records of a run as the index of words gives them, in no order."""
        source = SEARCH.outerjoin(core.record, record.id == SEARCH.c.rowid)
        found = (matches(SEARCH, self._asked.words), self._own(indexed=False))
        conditions = [*self._limits(), *self._of(run, None)]
        return select(record.id).select_from(source).where(*found, *conditions)

    def _head(self, run: Run) -> list[ColumnElement[Any]]:
        """The columns that order a run before the place in the study does."""
        if run.typed and self._asked.by is not None:
            return [value[name] for name in self._asked.by.keys]
        own: dict[str, list[ColumnElement[Any]]] = {
            "date": [document.decision_date],
            "updated": [record.updated_at],
        }
        return own.get(self._asked.query.sort, []) if run == Run() else []

    def _source(self, run: Run, few: Ids | None) -> tuple[FromClause, list[ColumnElement[bool]]]:
        """The tables of a run, the one to begin with first, and which of their rows are this list's."""
        table: FromClause = core.record
        dated = self._is_by(run, "date")
        of_document = record.document_id == document.id
        if few is not None:
            if dated:
                table = table.outerjoin(core.document, of_document)
            if run.typed:
                table = table.outerjoin(core.field_value, value.record_id == record.id)
            return table, [record.id.in_(few), self._own(indexed=False)]
        if dated:
            mine = and_(of_document, self._own(indexed=True))
            return core.document.outerjoin(table, mine), [func.coalesce(record.id, 0) > 0]
        if run.typed:
            table = core.field_value.outerjoin(table, value.record_id == record.id)
            return table, [value.record_id.is_not(None), self._own(indexed=False)]
        return table, [self._own(indexed=True)]

    def _is_by(self, run: Run, sort: str) -> bool:
        return self._asked.query.sort == sort and run == Run()

    def _own(self, *, indexed: bool) -> ColumnElement[bool]:
        """The coder's own records of the type, in words that indexes understand or do not."""
        query = self._asked.query
        wanted = {
            record.coder_id: self._asked.coder_id,
            record.layer: Layer.CODER.value,
            record.type: query.type,
        }
        held = [
            (column if indexed else unindexed(column)) == wanted_value
            for column, wanted_value in wanted.items()
        ]
        return and_(*held, record.removed_at.is_(None))

    def _of(self, run: Run, few: Ids | None) -> Iterator[ColumnElement[bool]]:
        """What a run's answer asks of each record."""
        by = self._asked.by
        if by is None:
            return
        if run.typed:
            field = value.field if few is None else unindexed(value.field)
            yield field == by.name
            if "text" not in by.keys:
                yield value.text.is_(None)
            yield value[by.keys[-1]].is_not(None)
            if not self._asked.query.grouped:
                yield value.position <= 1
        elif run.answer is not None:
            yield _holds(by.name, run.answer, first=not self._asked.query.grouped)

    def _few_of(self, run: Run) -> Ids | None:
        """The ids of few records that a run is among, if an index knows them."""
        by = self._asked.by
        if self._few is not None or by is None or run.answer in (None, Answer()):
            return self._few
        return self._short([_holding(by.name, run.answer)])

    def _short(self, starts: Sequence[Ids]) -> Ids | None:
        """The first of several questions that few records answer."""
        for start in starts:
            inner = start.limit(FEW + 1).subquery()
            counted = select(func.count()).select_from(inner)
            if self._session.execute(counted).scalar_one() <= FEW:
                return start
        return None

    # What limits a list

    def _all(self) -> Ids:
        """All of the coder's records of the type."""
        return select(record.id).where(self._own(indexed=True))

    def _starts(self) -> Iterator[Ids]:
        """What indexes know of the list's limits, the likely narrowest first."""
        query, mine = self._asked.query, self._all()
        if query.document is not None:
            named = select(document.id).where(document.uid == query.document)
            yield mine.where(record.document_id == named.scalar_subquery())
        for held in query.where:
            if held.value is not None:
                yield _holding(held.name, answer_of(held.value))
        for held in query.variables:
            if held.value is not None:
                yield mine.where(record.document_id.in_(self._documents_holding(held)))
        if query.decided:
            dated = document.decision_date.between(query.decided, f"{query.decided}~")
            yield mine.where(record.document_id.in_(select(document.id).where(dated)))

    def _found(self) -> Ids:
        """Ids of records that have the words."""
        return select(SEARCH.c.rowid).where(matches(SEARCH, self._asked.words))

    def _has_words(self, *, one_by_one: bool) -> ColumnElement[bool]:
        """That a record has the words: looked up for each, or among all that have them.

        Of many records few are looked at until a page is full; of few, all are.
        """
        if not one_by_one:
            return record.id.in_(self._found())
        return self._found().where(SEARCH.c.rowid == record.id).correlate(core.record).exists()

    def _limits(self) -> Iterator[ColumnElement[bool]]:
        """What limits but words ask of each record."""
        query = self._asked.query
        there = select(document.id).where(
            document.id == record.document_id, document.removed_at.is_(None)
        )
        if query.kind is not None:
            there = there.where(document.kind == query.kind)
        if query.document is not None:
            there = there.where(document.uid == query.document)
        if query.decided:
            there = there.where(document.decision_date.startswith(query.decided, autoescape=True))
        yield there.correlate(core.record).exists()
        for held in query.where:
            yield _holds(held.name, answer_of(held.value))
        for held in query.variables:
            yield self._document_holds(held)

    def _document_holds(self, held: Held) -> ColumnElement[bool]:
        """That a variable of the record's document holds something, or nothing."""
        variable, answer = core.variable_value.c, core.field_value.alias("answer")
        coded = select(variable.id).where(
            variable.document_id == record.document_id,
            variable.coder_id == self._asked.coder_id,
            variable.layer == Layer.CODER.value,
            variable.name == held.name,
            variable.removed_at.is_(None),
        )
        if held.value is None:
            return ~coded.correlate(core.record).exists()
        owned = answer.c.variable_value_id == variable.id
        coded = coded.where(owned, _same(answer.c, answer_of(held.value)))
        return coded.correlate(core.record).exists()

    def _documents_holding(self, held: Held) -> Ids:
        """Ids of documents whose variable holds something."""
        variable, answer = core.variable_value.c, core.field_value.alias("answer")
        found = select(answer.c.variable_value_id).where(
            answer.c.field == held.name,
            answer.c.variable_value_id.is_not(None),
            _same(answer.c, answer_of(held.value)),
        )
        return select(variable.document_id).where(
            variable.id.in_(found),
            variable.coder_id == self._asked.coder_id,
            variable.removed_at.is_(None),
        )


def _same(columns: Any, answer: Answer) -> ColumnElement[bool]:
    """That an item is the one whose columns these are."""
    pairs = zip(("text", "number", "missing"), answer, strict=True)
    return and_(
        *(
            columns[name].is_(None) if held is None else columns[name] == held
            for name, held in pairs
        )
    )


def _holding(field: str, answer: Answer) -> Ids:
    """Ids of records that hold an item, from the index of answers."""
    same = (value.field == field, value.record_id.is_not(None), _same(value, answer))
    return select(value.record_id).where(*same)


def _holds(field: str, answer: Answer, *, first: bool = False) -> ColumnElement[bool]:
    """That a record holds an item, as its first one or as any; or, for no item, that it has no answer."""
    held = core.field_value.alias("held")
    # The index of answers would be read from end to end for each record.
    theirs = (held.c.record_id == record.id, unindexed(held.c.field) == field)
    found = select(held.c.id).where(*theirs).correlate(core.record)
    if answer == Answer():
        return ~found.exists()
    found = found.where(_same(held.c, answer))
    return (found.where(held.c.position <= 1) if first else found).exists()
