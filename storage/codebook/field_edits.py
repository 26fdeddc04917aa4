"""Edits of fields and variables, each written into the file."""

from collections import Counter
from collections.abc import Sequence

from storage.codebook.edits import AddField, ChangeField, OpenToChoice, RenameField
from storage.codebook.layout import Path
from storage.codebook.model import Action, Codebook, Field, FieldType
from storage.codebook.names import (
    DOCUMENT_COLUMNS,
    RECORD_COLUMNS,
    column_fault,
    name_fault,
    shown,
)
from storage.codebook.pieces import Toml, literal, new_piece
from storage.codebook.places import field_name, free_name
from storage.codebook.script import Script
from storage.errors import ValueRefused

MOST_ANSWERS = 10_000
"""Different answers that can become the values of one choice."""
FIELD_TEXTS = ("label", "definition")


def add_field(script: Script, edit: AddField) -> None:
    """One more field at the end of its record type, or one more variable."""
    label = _plain(edit.field)
    beside = script.beside
    if any(label.casefold() == field.label.casefold() for _, field in beside):
        raise ValueRefused(f"There is a field called {shown(label)} already.")
    columns = RECORD_COLUMNS if script.record_type else DOCUMENT_COLUMNS
    name = field_name(label, {field.name for _, field in beside})
    why = column_fault(name, columns)
    if why:
        raise ValueRefused(f"{shown(name)} {why}.")
    entries: dict[str, Toml] = {
        "id": max((field.id for _, field in beside), default=0) + 1,
        "name": name,
        "label": label,
        "type": edit.type.value,
    }
    if edit.definition.strip():
        entries["definition"] = edit.definition.strip()
    if edit.type is FieldType.CHOICE:
        entries["values"] = list(_values(Field(name, label, 1, edit.type), edit.labels))
    script.rewriting.add(_list_path(script), [new_piece(entries)])


def change_field(script: Script, edit: ChangeField) -> None:
    """Another label or definition."""
    texts = {key: edit.texts[key].strip() for key in FIELD_TEXTS if key in edit.texts}
    changed = {key: text for key, text in texts.items() if text != getattr(script.field, key)}
    if not changed:
        raise ValueRefused(f"{shown(script.field.label)} says all that already.")
    for key, text in changed.items():
        if text:
            script.rewriting.put(script.path, key, _plain(text) if key == "label" else text)
        else:
            script.rewriting.drop(script.path, key)


def rename_field(script: Script, edit: RenameField) -> None:
    """Another name, which coded data, conditions and earlier moves take over."""
    field, name, rewriting = script.field, edit.name.strip(), script.rewriting
    _check_name(script, name)
    rewriting.set((*script.path, "name"), name)
    stated = dict(rewriting.layout.entries(script.path))
    if "id" not in stated:
        rewriting.put(script.path, "id", field.id)
    if "label" not in stated:
        rewriting.put(script.path, "label", field.label)
    _rename_mentions(script, name)


def _rename_mentions(script: Script, name: str) -> None:
    """Conditions, offers and earlier moves speak of the field by its new name."""
    field, rewriting = script.field, script.rewriting
    for path, _ in script.beside:
        condition = (*path, "asked_when", field.name)
        if condition in rewriting.layout.value_starts:
            rewriting.rename_key(condition, name)
    for place in _sources(script.codebook) if script.record_type is None else ():
        if script.says(place, field.name):
            rewriting.set(place, name)
    own = (script.record_type, field.name)
    for position, migration in enumerate(script.codebook.migrations):
        if (migration.record_type, migration.field) == own:
            called = f"{script.record_type}.{name}" if script.record_type else name
            rewriting.set(("migration", position, "in"), called)


def open_to_choice(script: Script, edit: OpenToChoice) -> None:
    """The answers to an open field become values; those that differ in case and space become one."""
    field, rewriting = script.field, script.rewriting
    if field.type is not FieldType.OPEN:
        raise ValueRefused(f"{shown(field.label)} is not of type open; only such become choices.")
    groups: dict[str, list[str]] = {}
    for answer in edit.answers:
        groups.setdefault(" ".join(answer.split()).casefold(), []).append(answer)
    if not groups:
        raise ValueRefused(f"{shown(field.label)} has no answers yet that could become values.")
    if len(groups) > MOST_ANSWERS:
        raise ValueRefused(
            f"{shown(field.label)} has {len(groups):,} different answers; "
            f"at most {MOST_ANSWERS:,} can become values."
        )
    values = _values(field, [group[0] for group in groups.values()], frozenset(edit.answers))
    written = "".join(f"\n    {literal(value)}," for value in values)
    rewriting.set((*script.path, "type"), FieldType.CHOICE.value)
    rewriting.put_text(script.path, "values", f"[{written}\n]")
    for value, group in zip(values, groups.values(), strict=True):
        others = [text for text in group if text not in (value["label"], value["name"])]
        if others:
            script.declare(Action.MERGE, others, [str(value["name"])])


def _values(
    field: Field, labels: Sequence[str], texts: frozenset[str] = frozenset()
) -> list[dict[str, Toml]]:
    """New values of a choice that has none yet."""
    found: list[dict[str, Toml]] = []
    names: set[str] = set()
    for code, each in enumerate(labels, 1):
        label = _plain(each)
        name = free_name(field, label, names | (texts - {each}))
        names.add(name)
        found.append({"name": name, "label": label, "code": code})
    doubled = [name for name, n in Counter(str(each["label"]) for each in found).items() if n > 1]
    if doubled:
        raise ValueRefused(f"{shown(doubled[0])} is named twice.")
    return found


def _plain(text: str) -> str:
    """A label on one line, without what no terminal shows."""
    words = " ".join(text.split())
    plain = "".join(letter for letter in words if letter.isprintable())
    if not plain:
        raise ValueRefused("A label needs a few words of plain text.")
    return plain


def _check_name(script: Script, name: str) -> None:
    columns = RECORD_COLUMNS if script.record_type else DOCUMENT_COLUMNS
    why = name_fault(name) if name else "is empty"
    why = why or column_fault(name, columns)
    if why is None and any(field.name == name for _, field in script.beside):
        why = "is its name already" if name == script.field.name else "is another field"
    if why is not None:
        raise ValueRefused(f"{shown(name)} {why}.")


def _list_path(script: Script) -> Path:
    if script.record_type is None:
        return ("variable",)
    names = [each.name for each in script.codebook.record_types]
    return ("record", names.index(script.record_type), "field")


def _sources(codebook: Codebook) -> list[Path]:
    """Where fields of records say which variable's values they offer."""
    return [
        ("record", place, "field", at, "from")
        for place, record_type in enumerate(codebook.record_types)
        for at, field in enumerate(record_type.fields)
        if field.source
    ]
