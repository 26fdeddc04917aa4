"""Reading the record types of a codebook."""

from storage.codebook.columns import check_columns
from storage.codebook.conditions import with_conditions
from storage.codebook.fields import ReadField, read_fields
from storage.codebook.model import Field, FieldType, RecordType
from storage.codebook.names import (
    EXPORTED_TABLES,
    RECORD_COLUMNS,
    RECORD_KEYS,
    TABLES,
    did_you_mean,
    label_of,
    name_fault,
    shown,
)
from storage.codebook.tables import Table


def read_record_types(tables: list[Table], variables: tuple[Field, ...]) -> tuple[RecordType, ...]:
    """The record types, names, plurals and keys unique."""
    keys = _record_keys(tables)
    found = [_record_type(table, key, variables) for table, key in zip(tables, keys, strict=True)]
    names: set[str] = set()
    plurals: set[str] = set()
    for table, record_type in zip(tables, found, strict=True):
        if record_type.name and record_type.name in names:
            table.fault("name", f"there is another record type {shown(record_type.name)}.")
        elif record_type.name and record_type.plural in plurals:
            table.fault(
                "plural", f"the plural {shown(record_type.plural)} is taken by another record type."
            )
        names.add(record_type.name)
        plurals.add(record_type.plural)
    return tuple(found)


def _record_type(table: Table, key: str, variables: tuple[Field, ...]) -> RecordType:
    table.only(("name", "label", "plural", "key", "unit", "field"))
    name = table.name()
    if name in TABLES:
        table.fault("name", f"{shown(name)} is a name of the program's own; choose another.")
    read = read_fields(table.tables("field", "field", within=f"{table.called}, "), variables=False)
    check_columns(read, RECORD_COLUMNS, "field")
    for one in read:
        _check_source(one, variables)
    return RecordType(
        name=name,
        label=table.line("label") or label_of(name),
        plural=_plural(table, name),
        key=key,
        unit=table.text("unit"),
        fields=with_conditions(read),
    )


def _check_source(one: ReadField, variables: tuple[Field, ...]) -> None:
    """``from`` names a variable whose values this field can hold."""
    source = one.field.source
    if source is None:
        return
    variable = next((each for each in variables if each.name == source), None)
    if variable is None:
        hint = did_you_mean(source, (each.name for each in variables)) or "."
        one.table.fault("from", f"there is no variable {shown(source)}{hint}")
        return
    words = (FieldType.TEXT, FieldType.OPEN)
    alike = variable.type is one.field.type or (variable.type in words and one.field.type in words)
    if not alike or one.field.type is FieldType.CHOICE:
        one.table.fault(
            "from",
            f"a field of type «{one.field.type}» cannot offer the values of {shown(source)}, "
            f"which is of type «{variable.type}».",
        )


def _plural(table: Table, name: str) -> str:
    plural = table.line("plural") or f"{name}s"
    why = name_fault(plural) if name else None
    if why:
        table.fault("plural", f"the plural {shown(plural)} {why}.")
    elif plural in EXPORTED_TABLES or plural in TABLES:
        table.fault(
            "plural", f"the plural {shown(plural)} is the name of another table; choose another."
        )
    return plural


def _record_keys(tables: list[Table]) -> list[str]:
    """The keys given, checked; letters of the name, then any that are left, for the others."""
    given = [table.text("key") for table in tables]
    taken: set[str] = set()
    for table, key in zip(tables, given, strict=True):
        if key in taken:
            table.fault("key", f"the key {shown(key)} is already used by another record type.")
        elif key and key not in tuple(RECORD_KEYS):
            table.fault(
                "key",
                f"the key {shown(key)} is not free in the review screen; use one of {', '.join(RECORD_KEYS)}.",
            )
        if key:
            taken.add(key)
    keys = []
    for table, key in zip(tables, given, strict=True):
        name = table.content.get("name")
        wishes = f"{name if isinstance(name, str) else ''}{RECORD_KEYS}"
        free = (letter for letter in wishes if letter in RECORD_KEYS and letter not in taken)
        keys.append(key or next(free, ""))
        taken.add(keys[-1])
        if not keys[-1]:
            table.fault(
                "name",
                f"no letter is left to make it with; there can be {len(RECORD_KEYS)} record types.",
            )
    return keys
