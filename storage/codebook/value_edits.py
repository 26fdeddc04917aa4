"""Edits of a choice's values, each written into the file."""

from collections.abc import Mapping

from storage.codebook.choices import free_letter
from storage.codebook.edits import (
    AddValue,
    ChangeValue,
    MergeValues,
    MoveValues,
    RenameValue,
    RetireValue,
    SplitValue,
)
from storage.codebook.model import Action, Value
from storage.codebook.names import LONGEST, VALUE_KEYS, is_missing_name, name_fault, shown
from storage.codebook.pieces import Piece, Toml, new_piece, piece_at
from storage.codebook.places import check_label, free_name
from storage.codebook.script import Script
from storage.errors import ValueRefused

VALUE_TEXTS = ("label", "definition", "include", "exclude", "example", "key")
"""What can be said of a value in words."""


def add_value(script: Script, edit: AddValue) -> None:
    """One more value at the end of the list that it belongs to."""
    words = " ".join(edit.label.split())
    check_label(script.field, words)
    parent = script.paths[script.value(edit.under).name] if edit.under else script.path
    texts = {"label": words} | _texts(script, edit.texts, None)
    script.rewriting.add((*parent, "values"), list(_new_values(script, [texts]).values()))


def change_value(script: Script, edit: ChangeValue) -> None:
    """Other words for a value; what is not named stays as it is written."""
    value = script.value(edit.value)
    path = script.paths[value.name]
    texts = _texts(script, edit.texts, value)
    changed = {key: text for key, text in texts.items() if text != getattr(value, key)}
    if not changed:
        raise ValueRefused(f"{shown(value.label)} says all that already; nothing was changed.")
    if changed.get("label"):
        others = [each for each in script.values.values() if each is not value]
        _check_free(changed["label"], others)
    for key, text in changed.items():
        if text:
            script.rewriting.put(path, key, text)
        else:
            script.rewriting.drop(path, key)
    if value.provisional and changed.get("definition"):
        script.rewriting.drop(path, "provisional")


def rename_value(script: Script, edit: RenameValue) -> None:
    """Another name, which coded data and the conditions of other fields take over."""
    value, name = script.value(edit.value), edit.name.strip()
    _check_name(script, value, name)
    rewriting = script.rewriting
    rewriting.set((*script.paths[value.name], "name"), name)
    if "label" not in dict(rewriting.layout.entries(script.paths[value.name])):
        # It was made from the name, and is what people know the value by.
        rewriting.put(script.paths[value.name], "label", value.label)
    for mention in script.mentions(value.name):
        rewriting.set(mention, name)
    script.declare(Action.RENAME, [value.name], [name])


def move_values(script: Script, edit: MoveValues) -> None:
    """Values, with those under them, put under another one; data stay as they are."""
    goal = script.value(edit.under) if edit.under else None
    chosen = [script.value(name) for name in edit.values]
    below = {each.name for value in chosen for each in value.descendants()}
    moving = [value for value in chosen if value.name not in below]
    target = (*(script.paths[goal.name] if goal else script.path), "values")
    for value in moving:
        if goal and (goal is value or goal.name in below):
            raise ValueRefused(f"{shown(value.label)} cannot stand under itself.")
        if script.paths[value.name][:-1] == target:
            raise ValueRefused(f"{shown(value.label)} stands there already.")
    if not moving:
        raise ValueRefused("No value was named that could be moved.")
    layout = script.rewriting.layout
    pieces = [piece_at(layout, script.paths[value.name]) for value in moving]
    for value in moving:
        script.rewriting.take_out(script.paths[value.name])
    script.rewriting.add(target, pieces)


def merge_values(script: Script, edit: MergeValues) -> None:
    """Values that go, and whose data another one carries from now on."""
    goal = script.value(edit.into)
    going = [script.value(name) for name in dict.fromkeys(edit.values)]
    if goal in going or not going:
        raise ValueRefused("Mark the values that shall go, and stand on the one that stays.")
    if goal.retired:
        raise ValueRefused(
            f"{shown(goal.label)} is retired and takes no answers; take it up first."
        )
    for value in going:
        if value.values:
            raise ValueRefused(
                f"{shown(value.label)} has values under it; move or merge those first."
            )
    for value in going:
        script.rewriting.take_out(script.paths[value.name])
        _mention_instead(script, value, goal)
    script.declare(Action.MERGE, [value.name for value in going], [goal.name])


def split_value(script: Script, edit: SplitValue) -> None:
    """A value is retired, and others stand beside it; its data are to be looked at again."""
    value = script.value(edit.value)
    labels = [" ".join(label.split()) for label in edit.labels if label.strip()]
    if len(labels) < 2:
        raise ValueRefused("Name at least two values that shall stand in its place.")
    for label in labels:
        check_label(script.field, label)
    if len({label.casefold() for label in labels}) < len(labels):
        raise ValueRefused("Two of the new values are called the same.")
    pieces = _new_values(script, [{"label": label} for label in labels])
    path = script.paths[value.name]
    if not value.retired:
        script.rewriting.put(path, "retired", True)
    script.rewriting.add(path[:-1], list(pieces.values()), after=path)
    _mention_too(script, value, list(pieces))
    script.declare(Action.SPLIT, [value.name], list(pieces))


def retire_value(script: Script, edit: RetireValue) -> None:
    """A value takes no new answers from now on, or takes them again."""
    value = script.value(edit.value)
    if value.retired == edit.retired:
        state = "is retired" if value.retired else "takes answers"
        raise ValueRefused(f"{shown(value.label)} {state} already.")
    path = script.paths[value.name]
    if edit.retired:
        script.rewriting.put(path, "retired", True)
    else:
        script.rewriting.drop(path, "retired")


def _new_values(script: Script, texts: list[dict[str, str]]) -> dict[str, Piece]:
    """Tables of new values by name, each with a code and key of its own."""
    code, names = script.free_code(), set(script.names_before())
    keys = {value.key for value in script.values.values()} | {each.get("key", "") for each in texts}
    pieces = {}
    for position, own in enumerate(texts, len(script.values)):
        name = free_name(script.field, own["label"], names)
        key = own.pop("key", "") or free_letter(position, keys)
        names.add(name)
        keys.add(key)
        entries: dict[str, Toml] = {"name": name, "label": own.pop("label"), "code": code}
        pieces[name] = new_piece(entries | ({"key": key} if key else {}) | own)
        code += 1
    return pieces


def _texts(script: Script, texts: Mapping[str, str], value: Value | None) -> dict[str, str]:
    """The words of a value, checked and without space at their ends."""
    found = {key: text.strip() for key, text in texts.items() if key in VALUE_TEXTS}
    for key, text in found.items():
        if not all(line.isprintable() for line in text.split("\n")):
            raise ValueRefused(f"The {key} has a character that is no plain text.")
    if "label" in found:
        found["label"] = " ".join(found["label"].split())
    if letter := found.get("key"):
        _check_key(script, letter, value)
    return {key: text for key, text in found.items() if text or value is not None}


def _check_key(script: Script, key: str, value: Value | None) -> None:
    if key not in VALUE_KEYS:
        raise ValueRefused(f"{shown(key)} cannot be a key; use one letter or one digit.")
    owner = next((each for each in script.values.values() if each.key == key), None)
    if owner is not None and owner is not value:
        raise ValueRefused(f"The key {shown(key)} is that of {shown(owner.label)}.")


def _check_free(label: str, others: list[Value]) -> None:
    if any(label.casefold() == each.label.casefold() for each in others):
        raise ValueRefused(f"{shown(label)} is the label of another value.")


def _check_name(script: Script, value: Value, name: str) -> None:
    """Refuse a name that is none, too long, another value's, or once was."""
    why: str | None = name_fault(name) if name else "is empty"
    field = script.field
    room = LONGEST - len(field.name) - 2 if field.multiple else LONGEST
    if why is None and is_missing_name(name):
        why = "is a missing value that every field has already"
    if why is None and len(name) > room:
        why = f"is too long; here a value's name has at most {room} characters"
    if why is None and name == value.name:
        why = "is its name already"
    if why is None and name in script.values:
        why = "is another value; to make one of them, merge them"
    if why is None and script.names_before().get(name, {value.code}) - {value.code}:
        why = "was another value in an earlier version; choose another name"
    if why is not None:
        raise ValueRefused(f"{shown(name)} {why}.")


def _mention_too(script: Script, value: Value, names: list[str]) -> None:
    """Let fields that are asked because of a value be asked because of others too."""
    for mention in script.mentions(value.name):
        if isinstance(mention[-1], int):
            script.rewriting.add_beside(mention, names)
        else:
            script.rewriting.set(mention, [value.name, *names])


def _mention_instead(script: Script, value: Value, goal: Value) -> None:
    """Let fields that are asked because of a value be asked because of another one."""
    named = {mention[:-1] for mention in script.mentions(goal.name)}
    for mention in script.mentions(value.name):
        if isinstance(mention[-1], int) and mention[:-1] in named:
            script.rewriting.take_out(mention)
        else:
            script.rewriting.set(mention, goal.name)
            named.add(mention[:-1])
