"""Every command of the interface, declared once: bindings, key bar, palette and help read this list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from textual.binding import Binding, BindingType

from tui import command_rows as rows
from tui import settling_rows

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
    """The place where it works, such as ``library``; ``study`` is the library and a document alike."""
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

_BEFORE_WIDGETS = {
    "app.palette",
    "app.quit",
    "dialog.accept",
    "dialog.complete",
    "filter.leave",
}
"""Commands whose keys the focused widget would otherwise keep to itself."""


def _declared(where: str, group: str, table: rows.Rows) -> tuple[Command, ...]:
    """The commands of one table, each with its full id."""
    return tuple(
        Command(
            f"{where}.{name}",
            key,
            label,
            text,
            where,
            group,
            bool(footer),
            f"{where}.{name}" in _BEFORE_WIDGETS,
        )
        for name, key, label, text, *footer in table
    )


_REPEAT = Command(
    "review.repeat",
    ",".join("123456789"),
    "repeat",
    "Make one of the last nine records again on this selection, but for what its passage tells.",
    "review",
    RECORDS,
    numbered=True,
)

_TAKE = Command(
    "settling.take",
    ",".join("123456789"),
    "take",
    "Take what the coder of that number has, counted from the left.",
    "settling",
    "Settling a case",
    numbered=True,
)

COMMANDS: tuple[Command, ...] = (
    *_declared("start", "Beginning", rows.START),
    *_declared("library", "Library", rows.LIBRARY),
    *_declared("codebook", "The codebook", rows.CODEBOOK),
    *_declared("doubts", "Work in doubt", rows.DOUBTS),
    *_declared("records", "Records of the study", rows.RECORD_LIST),
    *_declared("filter", "Filtering", rows.FILTER),
    *_declared("form", "In a form", rows.FORM),
    *_declared("review", "This document", rows.DOCUMENT),
    *_declared("review", "Reading", rows.READING),
    *_declared("review", RECORDS, rows.RECORDS),
    _REPEAT,
    *_declared("study", "The whole study", rows.STUDY),
    *_declared("disagreements", "Disagreements", settling_rows.DISAGREEMENTS),
    *_declared("settling", "Settling a case", settling_rows.SETTLING),
    _TAKE,
    *_declared("reason", "The reason", settling_rows.REASON),
    *_declared("search", "Searching", rows.SEARCH),
    *_declared("import", "Importing", rows.IMPORT),
    *_declared("insights", "Insights", rows.INSIGHTS),
    *_declared("figure", "In a figure", rows.FIGURE),
    *_declared("agreement", "Agreement", rows.AGREEMENT),
    *_declared("memos", "Memos", rows.MEMOS),
    *_declared("history", "The history", rows.HISTORY),
    *_declared("rounds", "Coders and rounds", rows.ROUNDS),
    *_declared("list", "Moving", rows.LIST),
    *_declared("visual", "Selecting words", rows.VISUAL),
    *_declared("find", "Finding", rows.FIND),
    *_declared("dialog", "In a question", rows.DIALOG),
    *_declared("app", "Everywhere", rows.APP),
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
            record_type.noun,
            tooltip=_making(record_type),
            id=f"review.record.{record_type.name}",
        )
        for record_type in record_types
        if record_type.name in keys
    ]


def _making(record_type: "RecordType") -> str:
    """What making a record does, and in short what one is."""
    unit, dot, _ = record_type.unit.partition(". ")
    return f"Make a {record_type.noun} of the selection. {unit}{dot}".strip()


def review_keys(keymap: Mapping[str, str]) -> set[str]:
    """The keys that commands of the review screen use under a key map, as record types see them."""
    here = (command for command in COMMANDS if command.where in ("review", "study", "app"))
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
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "right_curly_bracket": "}",
    "equals_sign": "=",
    "minus": "-",
    "plus": "+",
    "exclamation_mark": "!",
    "greater_than_sign": ">",
    "less_than_sign": "<",
    "tilde": "~",
    "left_parenthesis": "(",
    "right_parenthesis": ")",
    "asterisk": "*",
    "quotation_mark": '"',
    "percent_sign": "%",
}


def key_text(key: str) -> str:
    """A Textual key as people write it: ``ctrl+o`` is ``Ctrl+O``, ``slash`` is ``/``."""
    *modifiers, last = key.split("+") if key != "+" else [key]
    name = _KEY_TEXTS.get(last) or (last.upper() if modifiers or len(last) > 1 else last)
    return "+".join([*(modifier.title() for modifier in modifiers), name])
