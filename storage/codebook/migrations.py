"""Reading declared migrations: what a new version says about values already coded."""

from storage.codebook.model import Action, Field, Migration, RecordType
from storage.codebook.names import did_you_mean, shown
from storage.codebook.tables import Table

_TARGETS = {
    Action.RENAME: (1, 1),
    Action.MERGE: (1, 1),
    Action.MOVE: (0, 1),
    Action.SPLIT: (2, None),
    Action.RETIRE: (0, 0),
}
"""How few and how many names ``to`` takes, by action."""


def read_migrations(
    tables: list[Table], *, variables: tuple[Field, ...], record_types: tuple[RecordType, ...]
) -> tuple[Migration, ...]:
    """The declared migrations, in the file's order."""
    fields: dict[str, Field] = {variable.name: variable for variable in variables}
    for record_type in record_types:
        fields.update((f"{record_type.name}.{field.name}", field) for field in record_type.fields)
    found = [_migration(table, fields) for table in tables]
    for position, (table, migration) in enumerate(zip(tables, found, strict=True)):
        if migration:
            later = {name for each in found[position + 1 :] if each for name in each.sources}
            _check_targets(table, migration, fields[table.text("in")], later)
    return tuple(migration for migration in found if migration)


def _migration(table: Table, fields: dict[str, Field]) -> Migration | None:
    table.only(("action", "in", "from", "to", "note"))
    action = _action(table)
    place = table.needed("in")
    if place and place not in fields:
        hint = did_you_mean(place, fields) or (
            "; name a variable or, as in «finding.conclusion», a record's field. "
            "A migration that an earlier version needed can be taken out."
        )
        table.fault("in", f"there is no {shown(place)}{hint}")
    sources = table.strings("from")
    if not sources and not isinstance(table.content.get("from"), dict | int):
        table.fault(None, "«from» must name at least one value.")
    if action is None or place not in fields or not sources:
        return None
    targets = tuple(name for name in table.strings("to") if name)
    record_type, _, field = place.rpartition(".")
    return Migration(action, record_type or None, field, sources, targets, table.text("note"))


def _action(table: Table) -> Action | None:
    word = table.needed("action")
    try:
        return Action(word)
    except ValueError:
        if word:
            known = [action.value for action in Action]
            hint = did_you_mean(word, known) or f"; use one of {', '.join(known)}."
            table.fault("action", f"{shown(word)} is no action{hint}")
        return None


def _check_targets(table: Table, migration: Migration, field: Field, later: set[str]) -> None:
    """``to`` has as many names as the action takes, each a value now or until a later migration."""
    least, most = _TARGETS[migration.action]
    count = len(migration.targets)
    if count < least or (most is not None and count > most):
        expected = {(1, 1): "one value", (0, 1): "one value or none", (0, 0): "no value"}
        wanted = expected.get((least, most or 0), "at least two values")
        table.fault("to", f"«to» must name {wanted} for {migration.action}.")
    if migration.action is Action.RENAME and len(migration.sources) > 1:
        table.fault("from", "a rename takes one value; several into one are a merge.")
    known = [value.name for value in field.all_values()]
    for name in migration.targets:
        if name not in known and name not in later:
            table.fault(
                "to",
                f"{shown(field.name)} has no value {shown(name)}{did_you_mean(name, known) or '.'}",
            )
