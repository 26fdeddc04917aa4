"""The columns that the answers to one field or variable take."""

from collections.abc import Iterator
from dataclasses import replace

from storage.codebook.model import Field, FieldType, Value
from storage.exchange.columns import MISSING, YES_NO, Answer, Column, ColumnNames, ColumnType

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

_PART_DEFINITIONS = {
    "_currency": "Currency of the amount, ISO 4217.",
    "_precision": "How exactly the date is known.",
}


def columns_of(field: Field, names: ColumnNames) -> tuple[Column, ...]:
    """The columns of ``field``, named by ``names``."""
    make = _choice_columns if field.type is FieldType.CHOICE else _answer_columns
    return tuple(make(field, names))


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
            definition=_PART_DEFINITIONS.get(suffix, field.definition),
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
