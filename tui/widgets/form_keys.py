"""The keys of a form: the commands declared for it, and the map that one key handler looks them up in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingsMap, BindingType

from tui.commands import bindings, find_command, key_text

if TYPE_CHECKING:
    from textual.widget import Widget

_SINGLE_KEYS = {
    "asterisk": "form.certainty",
    "quotation_mark": "form.note",
    "tilde": "form.basis",
    "equals_sign": "form.passage",
}
"""One key each for what a form does most, beside the declared ones that also work while typing."""


def _single_keys() -> list[BindingType]:
    """The single keys, bound with the words of their commands."""
    bound: list[BindingType] = []
    for key, command_id in _SINGLE_KEYS.items():
        command = find_command(command_id)
        label, text = (command.label, command.help) if command else ("", "")
        action = command_id.partition(".")[2]
        bound.append(Binding(key, action, label, show=False, tooltip=text, id=command_id))
    return bound


FORM_BINDINGS: list[BindingType] = [
    *bindings("form"),
    *_single_keys(),
    Binding("backspace", "take_back", show=False),
    Binding("ctrl+s", "save_at_once", show=False),
]
"""Everything a form answers to; letters and digits choose values."""

WHILE_TYPING = frozenset(
    {
        "next_field",
        "previous_field",
        "save",
        "save_at_once",
        "leave",
        "certainty",
        "basis",
    }
)
"""The commands that work while words are being typed, where their key is none of the words' own."""


def own_keys(widget: "Widget") -> dict[str, str]:
    """The action of every key that a widget answers to, as the user has mapped them."""
    found = {
        key: active.binding.action
        for key, active in widget.screen.active_bindings.items()
        if active.node is widget
    }
    return found or declared_keys()


def declared_keys() -> dict[str, str]:
    """The action of every key, before any key map."""
    declared = BindingsMap(FORM_BINDINGS).key_to_bindings
    return {key: binding.action for key, several in declared.items() for binding in several}


def key_names(keys: Mapping[str, str]) -> dict[str, str]:
    """The shortest key of every action, as people write it."""
    names: dict[str, str] = {}
    for key, action in keys.items():
        name = _NAMES.get(key) or key_text(key)
        if action not in names or len(name) < len(names[action]):
            names[action] = name
    return names


_NAMES = {"asterisk": "*", "quotation_mark": '"', "tilde": "~"}
