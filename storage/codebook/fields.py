"""Reading one field or variable of a codebook."""

from dataclasses import dataclass

from storage.codebook.choices import read_values
from storage.codebook.model import Field, FieldType, Value
from storage.codebook.names import FILLS, did_you_mean, label_of, shown
from storage.codebook.tables import Table

_COMMON = (
    "name",
    "label",
    "id",
    "type",
    "multiple",
    "required",
    "values",
    "asked_when",
    "definition",
)
_OF_VARIABLES = ("kinds", "identifier")
_OF_FIELDS = ("from", "fill")


@dataclass(frozen=True, slots=True)
class ReadField:
    """A field as read, beside the table it was read from."""

    field: Field
    table: Table


def read_fields(tables: list[Table], *, variables: bool) -> list[ReadField]:
    """The fields of one record type, or the variables, with ids given or by position."""
    own, others = (_OF_VARIABLES, _OF_FIELDS) if variables else (_OF_FIELDS, _OF_VARIABLES)
    for table in tables:
        for key in others:
            if key in table.content:
                owner = "a record's field" if variables else "a variable"
                table.fault(key, f"only {owner} takes «{key}».")
        table.only((*_COMMON, *own, *others))
    ids = _ids(tables)
    return [
        ReadField(_read_field(table, number), table)
        for table, number in zip(tables, ids, strict=True)
    ]


def _read_field(table: Table, number: int) -> Field:
    name = table.name()
    kind = _type(table)
    multiple = table.flag("multiple")
    if multiple and kind is FieldType.BOOLEAN:
        table.fault("multiple", "a boolean has one answer; take «multiple» away.")
    return Field(
        name=name,
        label=table.line("label") or label_of(name),
        id=number,
        type=kind,
        multiple=multiple,
        required=table.flag("required"),
        values=_values(table, name, kind, multiple=multiple),
        asked_when=_conditions(table),
        source=table.line("from") or None,
        fill=_fill(table),
        kinds=table.strings("kinds"),
        definition=table.text("definition"),
        identifier=table.flag("identifier"),
        id_given="id" in table.content,
    )


def _type(table: Table) -> FieldType:
    word = table.needed("type")
    try:
        return FieldType(word)
    except ValueError:
        if word:
            known = [kind.value for kind in FieldType]
            hint = did_you_mean(word, known) or f"; use one of {', '.join(known)}."
            table.fault("type", f"{shown(word)} is no type{hint}")
        return FieldType.CHOICE if "values" in table.content else FieldType.TEXT


def _values(table: Table, name: str, kind: FieldType, *, multiple: bool) -> tuple[Value, ...]:
    if kind is not FieldType.CHOICE:
        if "values" in table.content:
            table.fault("values", f"only a choice has values; this is of type «{kind}».")
        return ()
    values = read_values(table, name, multiple=multiple)
    if not values and table.content.get("values", []) == []:
        table.fault(None, "a choice needs «values».")
    elif values and all(value.retired for value in values):
        table.fault("values", "every value is retired; a choice needs one that can be chosen.")
    return values


def _fill(table: Table) -> str | None:
    rule = table.line("fill")
    if rule and rule not in FILLS:
        table.fault("fill", f"{shown(rule)} fills nothing in; use one of {', '.join(FILLS)}.")
    return rule or None


def _conditions(table: Table) -> dict[str, tuple[str, ...]]:
    """``asked_when`` as written; whether its names exist is checked once all fields are read."""
    conditions = {}
    for name, value in table.mapping("asked_when").items():
        answers = [_answer(item) for item in (value if isinstance(value, list) else [value])]
        named = tuple(answer for answer in answers if answer is not None)
        if not named or len(named) < len(answers):
            table.fault(
                "asked_when", f"{shown(name)} needs a list of value names, not {shown(value)}."
            )
        conditions[name] = named
    return conditions


def _answer(item: object) -> str | None:
    """A value name as conditions hold it: booleans as ``true`` and ``false``."""
    if isinstance(item, bool):
        return "true" if item else "false"
    return item if isinstance(item, str) else None


def _ids(tables: list[Table]) -> list[int]:
    """The ids given, which must be unique; the first free numbers for the others."""
    given = [table.number("id") for table in tables]
    taken: set[int] = set()
    for table, number in zip(tables, given, strict=True):
        if number in taken:
            table.fault("id", f"the id {number} is already that of another field here.")
        if number is not None:
            taken.add(number)
    ids = []
    following = 1
    for number in given:
        while number is None and following in taken:
            following += 1
        taken.add(number if number is not None else following)
        ids.append(number if number is not None else following)
    return ids
