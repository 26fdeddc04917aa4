"""Reading the relations between record types."""

from storage.codebook.model import RecordType, Relation
from storage.codebook.names import did_you_mean, label_of, shown
from storage.codebook.tables import Table


def read_relations(
    tables: list[Table], record_types: tuple[RecordType, ...]
) -> tuple[Relation, ...]:
    """The declared relations, each between two record types that exist."""
    types = [record_type.name for record_type in record_types]
    found = []
    names: set[str] = set()
    for table in tables:
        table.only(("name", "label", "from", "to"))
        name = table.name()
        if name == "same_as":
            table.fault("name", "«same_as» is built in and need not be declared.")
        elif name and name in names:
            table.fault("name", f"there is another relation {shown(name)}.")
        names.add(name)
        ends = {key: table.needed(key) for key in ("from", "to")}
        for key, end in ends.items():
            if end and end not in types:
                table.fault(
                    key, f"there is no record type {shown(end)}{did_you_mean(end, types) or '.'}"
                )
        label = table.line("label") or label_of(name)
        found.append(Relation(name=name, label=label, from_type=ends["from"], to_type=ends["to"]))
    return tuple(found)
