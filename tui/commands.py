"""Every command of the interface, declared once: bindings, key bar, palette and help read this list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    from storage import RecordType


@dataclass(frozen=True, slots=True)
class Command:
    """One thing a user can do with a key. The id never changes: people's key maps name it."""

    id: str
    """``where.action``; the part after the dot is the Textual action."""
    key: str
    """Default keys, the one to show first, separated by commas."""
    label: str
    """One to three words for the key bar and the palette."""
    help: str
    """A sentence for the help screen; the palette searches it too."""
    where: str
    """``app``, ``library``, ``filter``, ``list``, ``review``, ``visual``, ``find``, ``form`` or ``dialog``."""
    group: str
    """The heading it stands under in the help screen."""
    footer: bool = False
    """Whether the key bar names it."""
    priority: bool = False
    """Whether the key works even while something is being typed."""
    numbered: bool = False
    """Whether every key is the number that the action takes; such keys stay as they are."""

    @property
    def action(self) -> str:
        """The Textual action that runs it."""
        return self.id.partition(".")[2]


@dataclass(frozen=True, slots=True)
class AvailableCommand:
    """A command that works now, with the keys that reach it and the node that runs it."""

    id: str
    """The command's id; made on the fly for a codebook's record types."""
    action: str
    """The Textual action, with its arguments."""
    label: str
    """One to three words."""
    help: str
    """A sentence."""
    keys: tuple[str, ...]
    """Its keys as they are now, after the user's key map."""
    footer: bool
    """Whether the key bar names it."""
    node: "DOMNode"
    """Where the action runs."""

    @property
    def group(self) -> str:
        """The heading it stands under in the help screen."""
        command = find_command(self.id)
        return command.group if command else RECORDS


RECORDS = "Records"
"""The help heading under which the codebook's record types stand."""

_APP = (
    Command("app.help", "?", "help", "Show what the keys do here.", "app", "Everywhere", True),
    Command(
        "app.palette",
        "ctrl+p",
        "palette",
        "Find any command by its name.",
        "app",
        "Everywhere",
        priority=True,
    ),
    Command(
        "app.quit",
        "ctrl+q",
        "quit",
        "Leave casecoder; everything is saved first.",
        "app",
        "Everywhere",
        priority=True,
    ),
)

_LIBRARY = (
    ("open", "enter", "open", "Open the document under the cursor.", True),
    ("next_to_do", "n", "next to do", "Open the next document that is still to do.", True),
    ("filter", "/", "filter", "Show only documents that contain the words typed.", True),
    ("clear_filter", "escape", "clear", "Take the filter, the status and the marks away.", True),
    ("group", "=", "group", "Make one case of the marked documents.", True),
    ("sort", "s", "sort", "Choose the order of the list; once more turns it round.", True),
    ("show", "t", "show", "Show documents of one status, such as to do, or flagged.", True),
    ("mark", "space", "mark", "Mark or unmark the document, to group or remove several."),
    ("ungroup", "-", "ungroup", "Make each marked document a case of its own again."),
    ("remove", "delete", "remove", "Remove the marked documents from the study."),
    ("import_files", "ctrl+o", "import", "Bring files or a folder into the study.", True),
    ("export", "ctrl+e", "export", "Write the coding as tables for R, Stata or pandas.", True),
)

_FILTER = (("leave", "enter,down", "to the list", "Go to the list and keep the filter.", True),)

_LIST = (
    ("next", "j,down", "next", "Go to the next document."),
    ("previous", "k,up", "previous", "Go to the document before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("first", "g,home", "first", "Go to the first document of the list."),
    ("last", "G,end", "last", "Go to the last document of the list."),
)

_READING = (
    ("next_sentence", "j,down", "next sentence", "Go to the next sentence."),
    ("previous_sentence", "k,up", "previous sentence", "Go to the sentence before."),
    (
        "sentence_on",
        "ctrl+down,greater_than_sign",
        "sentence on",
        "Go to the next sentence without leaving a form.",
    ),
    (
        "sentence_back",
        "ctrl+up,less_than_sign",
        "sentence back",
        "Go to the sentence before without leaving a form.",
    ),
    ("next_paragraph", "J", "next paragraph", "Go to the next paragraph."),
    ("previous_paragraph", "K", "previous paragraph", "Go to the paragraph before."),
    ("page_down", "pagedown", "page down", "Go down a screenful."),
    ("page_up", "pageup", "page up", "Go up a screenful."),
    ("top", "g,home", "top", "Go to the beginning of the document."),
    ("bottom", "G,end", "bottom", "Go to the end of the document."),
    ("extend", "x", "extend", "Add the next sentence to the selection.", True),
    ("words", "v", "words", "Select word by word."),
    ("find", "/", "find", "Find words in this document.", True),
)

_RECORDS = (
    ("add_evidence", "a", "add evidence", "Add the selection to a record.", True),
    ("add_evidence_to", "A", "add to …", "Add the selection to a record, by letter and number."),
    ("next_record", "w", "next record", "Look at the document's next record."),
    ("previous_record", "W", "previous record", "Look at the record before."),
    ("records_here", "space", "records here", "Look at the records of this sentence."),
    ("edit", "e", "edit", "Change the record in focus."),
    ("link", "l", "link", "Link the record in focus to others, as a remedy to its findings."),
    ("remove", "delete", "remove", "Remove the record in focus."),
    ("memo", "m", "memo", "Write a memo on what has the focus.", True),
    ("document_memo", "M", "memo on document", "Write a memo on the whole document."),
    ("copy", "y", "copy", "Copy the selection as a quotation with its citation."),
    ("undo", "u", "undo", "Take back your latest change to this document.", True),
    ("redo", "U", "redo", "Make the change again that was taken back."),
)

_DOCUMENT = (
    ("variables", "i", "variables", "Answer the questions about the document.", True),
    (
        "confirm_identifiers",
        "I",
        "confirm identifiers",
        "Confirm the proposed respondent, reference, date and other identifiers together.",
    ),
    ("next_document", "n", "next document", "Open the next document.", True),
    ("previous_document", "p", "previous document", "Open the document before."),
    ("done", "d", "done", "Mark the document as done and open the next one to do.", True),
    ("reopen", "R", "take up again", "Take up again what was done or left out."),
    ("exclude", "D", "exclude", "Leave the document out, and say why."),
    ("flag", "!", "flag", "Flag the document for later, and say why."),
    ("drawer", "tab", "panel", "Show or hide the panel of records and variables."),
    ("library", "escape,q", "library", "Go back to the library."),
    ("import_files", "ctrl+o", "import", "Bring files or a folder into the study."),
    ("export", "ctrl+e", "export", "Write the coding as tables for R, Stata or pandas."),
)

_VISUAL = (
    ("left", "h,left", "left", "Move the edge a word back.", True),
    ("right", "l,right", "right", "Move the edge a word on.", True),
    ("down", "j,down", "down", "Move the edge a sentence on."),
    ("up", "k,up", "up", "Move the edge a sentence back."),
    ("other_edge", "o", "other edge", "Move the other edge instead.", True),
    ("leave", "escape,v,enter", "keep selection", "Leave, and keep what is selected.", True),
)

_FIND = (
    ("next", "n", "next hit", "Go to the next hit.", True),
    ("previous", "N", "previous hit", "Go to the hit before.", True),
    ("leave", "escape", "leave find", "Go back to where the search began.", True),
)

_FORM = (
    ("next_field", "tab,down", "next field", "Go to the next field.", True),
    ("previous_field", "shift+tab,up", "previous field", "Go to the field before."),
    ("next_value", "right", "next value", "Look at the next value and its definition."),
    ("previous_value", "left", "previous value", "Look at the value before."),
    ("choose", "space", "choose", "Choose or drop the value under the cursor."),
    ("filter", "/", "filter", "Show only the values that contain the words typed.", True),
    ("missing", "-", "missing", "Answer that it is not stated, unclear, … here.", True),
    ("tie", "+", "tie passage", "Tie the selection in the text to this field.", True),
    ("passage", "ctrl+g", "passage", "Go to the passage that this field rests on."),
    ("basis", "ctrl+b", "basis", "Say whether the document states it or you inferred it."),
    ("certainty", "ctrl+t", "certainty", "Say how sure you are: high, medium or low."),
    ("note", "ctrl+n", "note", "Write a note on this record."),
    ("clear", "delete", "clear", "Take the answer of this field away."),
    ("save", "enter", "save", "Save, and go back to the text.", True),
    ("leave", "escape", "keep as draft", "Go back to the text; what is filled in is kept.", True),
    ("drop", "ctrl+x", "drop", "Throw away what is filled in."),
)

_DIALOG = (
    ("yes", "y", "yes", "Do it.", True),
    ("no", "n", "no", "Do not do it.", True),
    ("choose", "space", "choose", "Choose or drop the line under the cursor.", True),
    ("save", "ctrl+s", "save", "Save what is typed.", True),
    ("accept", "enter", "accept", "Take what is chosen or typed.", True),
    ("cancel", "escape", "cancel", "Go back without doing anything.", True),
    ("stop", "escape", "stop", "Stop; what is done so far stays in order.", True),
    ("close", "escape,q,question_mark,enter", "close", "Go back.", True),
    ("next", "down", "next", "Go to the next line."),
    ("previous", "up", "previous", "Go to the line before."),
    ("complete", "tab", "complete path", "Complete the path, or go to the next question.", True),
)


_BEFORE_WIDGETS = {"dialog.accept", "dialog.complete", "filter.leave"}
"""Commands whose keys the focused widget would otherwise keep to itself."""


def _declared(where: str, group: str, rows: Sequence[tuple[object, ...]]) -> tuple[Command, ...]:
    """The commands of one table, each with its full id."""
    return tuple(
        Command(
            f"{where}.{name}",
            str(key),
            str(label),
            str(text),
            where,
            group,
            bool(footer),
            f"{where}.{name}" in _BEFORE_WIDGETS,
        )
        for name, key, label, text, *footer in rows
    )


_REPEAT = Command(
    "review.repeat",
    ",".join("123456789"),
    "repeat",
    "Make one of the last nine records again, on this selection; only its choices are copied.",
    "review",
    RECORDS,
    numbered=True,
)

COMMANDS: tuple[Command, ...] = (
    *_declared("library", "Library", _LIBRARY),
    *_declared("filter", "Filtering", _FILTER),
    *_declared("list", "Moving", _LIST),
    *_declared("review", "Reading", _READING),
    *_declared("review", RECORDS, _RECORDS),
    _REPEAT,
    *_declared("review", "This document", _DOCUMENT),
    *_declared("visual", "Selecting words", _VISUAL),
    *_declared("find", "Finding", _FIND),
    *_declared("form", "In a form", _FORM),
    *_declared("dialog", "In a question", _DIALOG),
    *_APP,
)
"""All commands, in the order in which the key bar and the help screen name them."""

_BY_ID = {command.id: command for command in COMMANDS}
_ORDER = {command.id: place for place, command in enumerate(COMMANDS)}


def find_command(command_id: str) -> Command | None:
    """The command with this id, or None; ``review.repeat_3`` is ``review.repeat``."""
    stem, _, number = command_id.rpartition("_")
    return _BY_ID.get(stem if number.isdigit() else command_id)


def bindings(*where: str, only: Iterable[str] | None = None) -> list[BindingType]:
    """Textual bindings for the commands of some places.

    Args:
        where: The places, such as ``library``.
        only: Ids to bind, when not all of them are wanted.
    """
    wanted = None if only is None else set(only)
    return [
        binding
        for command in COMMANDS
        if command.where in where and (wanted is None or command.id in wanted)
        for binding in command_bindings(command)
    ]


def command_bindings(command: Command) -> list[Binding]:
    """The bindings of one command: one, or one for each number."""
    if not command.numbered:
        return [_binding(command, command.key, command.action, command.id)]
    return [
        _binding(command, number, f"{command.action}({number})", f"{command.id}_{number}")
        for number in command.key.split(",")
    ]


def _binding(command: Command, key: str, action: str, binding_id: str) -> Binding:
    """One binding that carries all the key bar, palette and help need."""
    return Binding(
        key,
        action,
        command.label,
        show=command.footer,
        priority=command.priority,
        tooltip=command.help,
        id=binding_id,
    )


def record_keys(record_types: Sequence["RecordType"], taken: Iterable[str]) -> dict[str, str]:
    """The key that makes a record of each type, by type name.

    A type whose own letter is a command's gets the next free letter of its name, then of the
    alphabet; with no letter left it gets none and is made from the palette.

    Args:
        record_types: The codebook's, in its order.
        taken: The keys that commands of the review screen use.
    """
    used = set(taken)
    keys: dict[str, str] = {}
    for record_type in record_types:
        letters = record_type.key + record_type.name + "abcdefghijklmnopqrstuvwxyz"
        key = next((letter for letter in letters if letter.isalpha() and letter not in used), None)
        if key is not None:
            used.add(key)
            keys[record_type.name] = key
    return keys


def record_bindings(record_types: Sequence["RecordType"], taken: Iterable[str]) -> list[Binding]:
    """Bindings of ``make_record('finding')`` and so on, for the record types of a codebook."""
    keys = record_keys(record_types, taken)
    return [
        Binding(
            keys[record_type.name],
            f"make_record({record_type.name!r})",
            record_type.label.lower(),
            tooltip=f"Make a {record_type.label.lower()} of the selection. {record_type.unit}".strip(),
            id=f"review.record.{record_type.name}",
        )
        for record_type in record_types
        if record_type.name in keys
    ]


def review_keys(keymap: dict[str, str]) -> set[str]:
    """The keys that commands of the review screen use under a key map, as record types see them."""
    here = (command for command in COMMANDS if command.where in ("review", "app"))
    return {key for command in here for key in keymap.get(command.id, command.key).split(",")}


def available_commands(screen: "Screen[Any]") -> list[AvailableCommand]:
    """The commands that work on a screen now, record types first, then in the order of the list."""
    found: dict[str, AvailableCommand] = {}
    for node, binding, enabled, _tooltip in screen.active_bindings.values():
        if binding.id is None or not enabled:
            continue
        known = find_command(binding.id)
        command_id = known.id if known else binding.id
        before = found.get(command_id)
        found[command_id] = AvailableCommand(
            command_id,
            before.action if before else binding.action,
            binding.description,
            binding.tooltip,
            (*(before.keys if before else ()), binding.key),
            binding.show,
            node,
        )
    return sorted(map(_in_key_order, found.values()), key=_place)


def _in_key_order(command: AvailableCommand) -> AvailableCommand:
    """The command with its keys in the order in which they are declared."""
    known = find_command(command.id)
    if known is None or len(command.keys) == 1:
        return command
    declared = known.key.split(",")
    last = len(declared)
    keys = sorted(command.keys, key=lambda key: declared.index(key) if key in declared else last)
    return replace(command, keys=tuple(keys))


def _place(command: AvailableCommand) -> int:
    """Where a command stands in the list; record types stand before all."""
    known = find_command(command.id)
    return _ORDER[known.id] if known else -1


_KEY_TEXTS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "delete": "Del",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "up": "Up",
    "down": "Down",
    "left": "Left",
    "right": "Right",
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "minus": "-",
    "plus": "+",
    "exclamation_mark": "!",
    "greater_than_sign": ">",
    "less_than_sign": "<",
}


def key_text(key: str) -> str:
    """A Textual key as people write it: ``ctrl+o`` is ``Ctrl+O``, ``slash`` is ``/``."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    name = _KEY_TEXTS.get(last) or (last.upper() if modifiers or len(last) > 1 else last)
    return "+".join([*(modifier.title() for modifier in modifiers), name])
