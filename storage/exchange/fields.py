"""How the answers to one field or variable become cells of its columns.

A *fragment* is the text of a field's cells with a comma after each, ready to stand in a line.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from storage.codebook.model import Field, FieldType, Value
from storage.exchange.cells import Cell, Cells, amount, decimal, flag, plain, whole
from storage.exchange.columns import MISSING, YES_NO, Answer, Column, ColumnNames, ColumnType
from storage.exchange.rows import ValueRow

Parts = Callable[[ValueRow], tuple[str, ...]]

_PRECISION = {4: "year", 7: "month", 10: "day"}
_PRECISIONS = (
    Answer("year", "Year", "1"),
    Answer("month", "Month", "2"),
    Answer("day", "Day", "3"),
)
_SUFFIXES = {
    FieldType.MONEY: ("", "_currency"),
    FieldType.DATE: ("", "_precision"),
    FieldType.PERIOD: ("_start", "_end"),
}
_TYPES = {
    FieldType.INTEGER: (ColumnType.INTEGER,),
    FieldType.NUMBER: (ColumnType.NUMBER,),
    FieldType.BOOLEAN: (ColumnType.BOOLEAN,),
    FieldType.MONEY: (ColumnType.NUMBER, ColumnType.TEXT),
    FieldType.DATE: (ColumnType.DATE, ColumnType.CHOICE),
    FieldType.PERIOD: (ColumnType.DATE, ColumnType.DATE),
}
_WRITTEN = (FieldType.TEXT, FieldType.OPEN)


def _text_parts(row: ValueRow) -> tuple[str, ...]:
    return (row.text or "",)


def _date_parts(row: ValueRow) -> tuple[str, ...]:
    text = row.text or ""
    return text, _PRECISION.get(len(text), "")


def _period_parts(row: ValueRow) -> tuple[str, ...]:
    start, _, end = (row.text or "").partition("/")
    return start, end


_PARTS: dict[FieldType, Parts] = {
    FieldType.INTEGER: lambda row: (whole(row.number),),
    FieldType.NUMBER: lambda row: (decimal(row.number),),
    FieldType.BOOLEAN: lambda row: (flag(row.number),),
    FieldType.MONEY: lambda row: (amount(row.number), row.text or ""),
    FieldType.DATE: _date_parts,
    FieldType.PERIOD: _period_parts,
}


class AnswerColumns:
    """The columns of a field that is no choice, the last of them ``x__missing``."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        self.name = field.name
        self.field = field
        self._parts = _PARTS.get(field.type, _text_parts)
        self._cell = cell if field.type in _WRITTEN else plain
        self.columns = tuple(_answer_columns(field, names))
        self.blank = "," * len(self.columns)
        self._before_missing = "," * (len(self.columns) - 1)
        self.not_applicable = self._missing("not_applicable")

    def _missing(self, name: str) -> str:
        return f"{self._before_missing}{name},"

    def fragment(self, rows: Sequence[ValueRow]) -> str:
        """The cells of one answer."""
        if rows[0].missing:
            return self._missing(rows[0].missing)
        if len(rows) == 1:
            cells = self._parts(rows[0])
        else:
            cells = tuple("|".join(items) for items in zip(*map(self._parts, rows), strict=True))
        if len(cells) == 1:
            return f"{self._cell(cells[0])},,"
        return ",".join(map(self._cell, cells)) + ",,"

    def item(self, row: ValueRow) -> str:
        """The cell of one item on a row of its own."""
        if row.missing:
            return row.missing
        if self.field.type is FieldType.PERIOD:
            return plain(row.text or "")
        return self._cell(self._parts(row)[0])


class ChoiceColumns:
    """The columns of a choice: the value's name; for several also a 0/1 column for each value."""

    def __init__(self, field: Field, names: ColumnNames, cell: Cell) -> None:
        self.name = field.name
        self.field = field
        self._values = tuple(value.name for value in field.all_values()) if field.multiple else ()
        self.columns = tuple(_choice_columns(field, names))
        self.blank = "," * len(self.columns)
        self._names = Cells(cell)
        self._several: dict[tuple[str | None, ...], str] = {}
        self.not_applicable = self._missing("not_applicable")

    def _missing(self, name: str) -> str:
        return name + self.blank

    def fragment(self, rows: Sequence[ValueRow]) -> str:
        """The cells of one answer."""
        first = rows[0]
        if first.missing:
            return self._missing(first.missing)
        if len(rows) == 1 and not self._values:
            return self._names[first.text] + ","
        chosen = tuple(row.text for row in rows)
        return self._several.get(chosen) or self._spread(chosen)

    def _spread(self, chosen: tuple[str | None, ...]) -> str:
        joined = self._names["|".join(name or "" for name in chosen)]
        marks = "".join("1," if name in chosen else "0," for name in self._values)
        fragment = f"{joined},{marks}"
        if len(self._several) < 10_000:
            self._several[chosen] = fragment
        return fragment

    def item(self, row: ValueRow) -> str:
        """The cell of one item on a row of its own."""
        return row.missing or self._names[row.text]


FieldColumns = AnswerColumns | ChoiceColumns


def field_columns(field: Field, names: ColumnNames, cell: Cell) -> FieldColumns:
    """The columns of ``field``, named by ``names``; ``cell`` makes cells of texts."""
    kind = ChoiceColumns if field.type is FieldType.CHOICE else AnswerColumns
    return kind(field, names, cell)


def answers_of(field: Field) -> tuple[Answer, ...]:
    """The values of a choice as answers, nested ones after their parent, missing ones last."""
    return (*(_answer(value) for value in field.all_values()), *MISSING)


def _answer(value: Value) -> Answer:
    parts = [value.definition]
    parts += [
        f"{word}: {text}"
        for word, text in (
            ("Include", value.include),
            ("Exclude", value.exclude),
            ("Example", value.example),
        )
        if text
    ]
    return Answer(value.name, value.label, str(value.code), " ".join(filter(None, parts)))


def _answer_columns(field: Field, names: ColumnNames) -> Iterator[Column]:
    types = _TYPES.get(field.type, (ColumnType.TEXT,))
    suffixes = _SUFFIXES.get(field.type, ("",))
    parts = [
        _column(
            field,
            names,
            suffix,
            ColumnType.LIST if field.multiple else kind,
            definition=field.definition if suffix in ("", "_start") else "",
            values=_part_values(suffix, kind),
        )
        for suffix, kind in zip(suffixes, types, strict=True)
    ]
    missing = _column(
        field,
        names,
        "__missing",
        ColumnType.CHOICE,
        definition=f"Why {field.name} has no value; empty where it has one or is unanswered.",
        values=MISSING,
    )
    yield from (replace(part, why_missing=missing.name) for part in parts)
    yield missing


def _part_values(suffix: str, kind: ColumnType) -> tuple[Answer, ...]:
    if suffix == "_precision":
        return _PRECISIONS
    return YES_NO if kind is ColumnType.BOOLEAN else ()


def _choice_columns(field: Field, names: ColumnNames) -> Iterator[Column]:
    kind = ColumnType.LIST if field.multiple else ColumnType.CHOICE
    answers = answers_of(field)
    yield _column(field, names, "", kind, definition=field.definition, values=answers)
    if not field.multiple:
        return
    for answer in answers[: -len(MISSING)]:
        yield _column(
            field,
            names,
            f"__{answer.name}",
            ColumnType.BOOLEAN,
            label=answer.label,
            definition=answer.definition,
            values=YES_NO,
        )


_ADDED_LABELS = {
    "": "",
    "_currency": ": currency",
    "_precision": ": precision",
    "_start": ": from",
    "_end": ": to",
    "__missing": ": why missing",
}


def _column(
    field: Field,
    names: ColumnNames,
    suffix: str,
    kind: ColumnType,
    *,
    label: str = "",
    definition: str = "",
    values: tuple[Answer, ...] = (),
) -> Column:
    """A column of ``field``; a name that had to be cut is spelled out in the definition."""
    name = names.take(field.name, suffix, field.id)
    full = field.name + suffix
    if name != full:
        definition = f"{definition} The full name, {full}, is too long or taken.".strip()
    added = f": {label}" if label else _ADDED_LABELS.get(suffix, "")
    return Column(name, field.label + added, kind, definition, values)
