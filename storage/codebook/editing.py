"""From an edit to the codebook's next version: the file as people wrote it, and what differs said in it."""

from collections.abc import Sequence

from storage.codebook.edits import (
    AddField,
    AddValue,
    ChangeField,
    ChangeValue,
    Edit,
    MergeValues,
    MoveValues,
    OpenToChoice,
    RenameField,
    RenameValue,
    RetireValue,
    SplitValue,
)
from storage.codebook.field_edits import add_field, change_field, open_to_choice, rename_field
from storage.codebook.load import load_codebook
from storage.codebook.model import Codebook, Field, Value
from storage.codebook.places import field_at, value_paths
from storage.codebook.provisional import next_version
from storage.codebook.rewriting import Rewriting
from storage.codebook.script import Script
from storage.codebook.value_edits import (
    add_value,
    change_value,
    merge_values,
    move_values,
    rename_value,
    retire_value,
    split_value,
)
from storage.errors import CodebookError


def edited(codebook: Codebook, edit: Edit, earlier: Sequence[Codebook] = ()) -> Codebook:
    """The codebook's next version, in which ``edit`` is done and nothing else differs.

    Args:
        codebook: The version to go on from.
        edit: What to do.
        earlier: Other versions the study has had: their names and codes are not given again.

    Raises:
        ValueRefused: The edit is impossible, or changes nothing.
        CodebookError: The file is written in a way that cannot be edited so.
    """
    script = Script(codebook, edit, earlier)
    _write(script, edit)
    script.rewriting.set(("codebook", "version"), next_version(codebook.version))
    try:
        new = load_codebook(script.text())
        return _pinned(codebook, new, edit)
    except CodebookError as error:
        why = str(error).partition("\n")[0].partition(": ")[2] or str(error)
        raise CodebookError(f"That cannot be: {why}") from error


def _write(script: Script, edit: Edit) -> None:
    match edit:
        case AddValue():
            add_value(script, edit)
        case ChangeValue():
            change_value(script, edit)
        case RenameValue():
            rename_value(script, edit)
        case MoveValues():
            move_values(script, edit)
        case MergeValues():
            merge_values(script, edit)
        case SplitValue():
            split_value(script, edit)
        case RetireValue():
            retire_value(script, edit)
        case _:
            _write_field(script, edit)


def _write_field(script: Script, edit: Edit) -> None:
    match edit:
        case AddField():
            add_field(script, edit)
        case ChangeField():
            change_field(script, edit)
        case RenameField():
            rename_field(script, edit)
        case OpenToChoice():
            open_to_choice(script, edit)


def _pinned(old: Codebook, new: Codebook, edit: Edit) -> Codebook:
    """The new version, in which values that had code and key by their position alone keep them."""
    if isinstance(edit, AddField | RenameField | OpenToChoice | ChangeField):
        return new
    path, field = field_at(new, edit.record_type, edit.field)
    _, before = field_at(old, edit.record_type, edit.field)
    known = {value.name: value for value in before.all_values()}
    if isinstance(edit, RenameValue):
        known[edit.name] = known.pop(edit.value)
    asked = edit.value if isinstance(edit, ChangeValue) and "key" in edit.texts else None
    moved = [
        (value, known[value.name])
        for value in field.all_values()
        if value.name in known and value.name != asked and _shifted(value, known[value.name])
    ]
    if not moved:
        return new
    rewriting, paths = Rewriting(new.source), value_paths(path, field.values)
    taken = _fixed_keys(field, {value.name for value, _ in moved})
    for value, was in moved:
        if value.code != was.code:
            rewriting.put(paths[value.name], "code", was.code)
        if was.key and value.key != was.key and was.key not in taken:
            rewriting.put(paths[value.name], "key", was.key)
    return load_codebook(rewriting.text())


def _shifted(value: Value, was: Value) -> bool:
    rekeyed = value.key != was.key and value.retired == was.retired
    return value.code != was.code or rekeyed


def _fixed_keys(field: Field, moved: set[str]) -> set[str]:
    return {value.key for value in field.all_values() if value.name not in moved}
