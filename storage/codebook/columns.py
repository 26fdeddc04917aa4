"""Which columns fields and variables become, and that no two of them are one."""

from storage.codebook.fields import ReadField
from storage.codebook.model import Field, FieldType
from storage.codebook.names import column_fault, shown


def check_columns(read: list[ReadField], columns: frozenset[str], noun: str) -> None:
    """Note names that are taken, or that are a column made from another field."""
    names: set[str] = set()
    owners: dict[str, str] = {}
    for one in read:
        name = one.field.name
        why = column_fault(name, columns)
        if why:
            one.table.fault("name", f"{shown(name)} {why}.")
        elif name and name in names:
            one.table.fault("name", f"there is another {noun} {shown(name)}.")
        names.add(name)
        for column in made_columns(one.field):
            owners.setdefault(column, name)
    for one in read:
        owner = owners.get(one.field.name)
        if owner is not None and owner != one.field.name:
            one.table.fault(
                "name",
                f"{shown(one.field.name)} is a column that {shown(owner)} makes when exported.",
            )


def made_columns(field: Field) -> tuple[str, ...]:
    """The columns that a field's data take beside its own name when exported."""
    name = field.name
    if field.type is FieldType.CHOICE:
        values = field.all_values() if field.multiple else ()
        return tuple(f"{name}__{value.name}" for value in values)
    endings = {
        FieldType.MONEY: ("_currency",),
        FieldType.DATE: ("_precision",),
        FieldType.PERIOD: ("_start", "_end"),
    }.get(field.type, ())
    return tuple(f"{name}{ending}" for ending in (*endings, "__missing"))
