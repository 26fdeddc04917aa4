"""The user's own keys: checked against the command list before any of them counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual.binding import Binding
from textual.keys import Keys

from tui.commands import COMMANDS, key_text
from tui.settings import meant

_ACTIVE_TOGETHER = (
    ("app", "library", "list", "study"),
    ("app", "review", "study"),
    ("app", "codebook", "list"),
    ("app", "disagreements", "list", "study.agreement", "study.rounds"),
    ("app", "doubts", "list"),
    ("app", "records", "list"),
    ("app", "form"),
    ("app", "list", "search"),
    ("app", "start"),
    ("app", "import"),
    ("app", "reason"),
    ("app", "settling"),
    ("app", "insights", "figure"),
    ("app", "agreement", "list", "study.disagreements", "study.rounds"),
    ("app", "memos", "list"),
    ("app", "history", "list"),
    ("app", "rounds", "list", "study.disagreements", "study.agreement"),
    ("visual",),
    ("find",),
)
"""Places, and single commands, that can be reached at the same time, so that their keys must differ.

A question shows only some of its commands, so their keys may be the same.
"""

_MODIFIERS = {"ctrl", "alt", "shift", "super", "meta"}
_NAMES = {key.value.rpartition("+")[2] for key in Keys} | {"space", "enter"}
_SAME_AS = {
    "ctrl+i": "Tab",
    "ctrl+m": "Enter",
    "ctrl+h": "Backspace",
    "ctrl+left_square_bracket": "Esc",
    "ctrl+j": "Enter",
}
"""Keys that most terminals send as another one."""


@dataclass(frozen=True, slots=True)
class CheckedKeymap:
    """The part of a key map that can be used, and a sentence for each part that cannot."""

    keys: dict[str, str]
    """Keys by command id, in Textual's names."""
    problems: tuple[str, ...]
    """What was left out, and why."""


def _no_place(_name: str) -> str:
    return "Key map"


def check_keymap(
    keymap: Mapping[str, str], place: Callable[[str], str] = _no_place
) -> CheckedKeymap:
    """Keep what can be used of a key map.

    Args:
        keymap: Keys, separated by commas, by command id.
        place: Tells where a setting stands, such as ``keymap.library.sort``.
    """
    keys: dict[str, str] = {}
    problems: list[str] = []
    for command_id, written in keymap.items():
        problem = _problem(command_id, written)
        if problem is None:
            keys[command_id] = _normal(written)
        else:
            problems.append(f"{place(f'keymap.{command_id}')}: {problem}")
    while (clash := _first_clash(keys)) is not None:
        loser, winner, key = clash
        del keys[loser]
        problems.append(
            f"{place(f'keymap.{loser}')}: {loser} cannot be {key_text(key)}, which is {winner}."
        )
    return CheckedKeymap(keys, tuple(problems))


def _problem(command_id: str, written: str) -> str | None:
    """Why one line of a key map cannot be used, or None."""
    command = next((command for command in COMMANDS if command.id == command_id), None)
    if command is None:
        return (
            f"there is no command {command_id}{meant(command_id, (each.id for each in COMMANDS))}."
        )
    if command.numbered:
        return f"the keys of {command_id} cannot be changed."
    for key in written.split(","):
        if not _is_key(key.strip()):
            return f"{command_id} asks for “{key.strip()}”, which is no key."
        if (same := _SAME_AS.get(_normal(key))) is not None:
            return f"{command_id} cannot be {key.strip()}: terminals send it as {same}."
    return None


def _is_key(key: str) -> bool:
    """Whether Textual knows a key by this name."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    return _MODIFIERS.issuperset(modifiers) and (
        last in _NAMES or (len(last) == 1 and last.isprintable() and last != " ")
    )


def _normal(keys: str) -> str:
    """Keys in Textual's long names: ``/`` is ``slash``."""
    made = Binding.make_bindings([Binding(keys, "none")])
    return ",".join(binding.key for binding in made)


def _first_clash(keys: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The first key that two commands share because of the key map: who gives way, who stays, the key."""
    for places in _ACTIVE_TOGETHER:
        owners: dict[str, str] = {}
        for command in COMMANDS:
            if not {command.where, command.id} & set(places):
                continue
            for key in keys.get(command.id, _normal(command.key)).split(","):
                owner = owners.setdefault(key, command.id)
                if owner == command.id:
                    continue
                if loser := next((each for each in (command.id, owner) if each in keys), None):
                    return loser, owner if loser == command.id else command.id, key
    return None
