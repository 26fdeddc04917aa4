"""A line to type a path in, completed by Tab as a shell would."""

import os
from dataclasses import dataclass
from pathlib import Path

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from tui.commands import bindings

MOST_CANDIDATES = 8
"""Names offered, at most."""


class PathInput(Input):
    """A path; Tab completes it, and moves on when there is nothing to complete."""

    BINDINGS = [
        *bindings("dialog", only=("dialog.complete",)),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    @dataclass
    class Offered(Message):
        """There are several ways to go on."""

        names: tuple[str, ...]
        """The first of them."""
        more: bool
        """Whether there are more."""

    def action_complete(self) -> None:
        """Complete the path as far as it is clear."""
        completed, names = complete(self.value)
        if completed == self.value and not names:
            self.screen.focus_next()
            return
        self.value = completed
        self.cursor_position = len(completed)
        self.post_message(self.Offered(names[:MOST_CANDIDATES], len(names) > MOST_CANDIDATES))


def complete(typed: str) -> tuple[str, tuple[str, ...]]:
    """A path completed as far as it is clear, and the names to choose from when it is not.

    Args:
        typed: The beginning of a path; ``~`` is the home folder.
    """
    folder_text, _, start = typed.rpartition("/")
    folder = folder_text + "/" if "/" in typed else ""
    names = _names(folder or ".", start)
    if not names:
        return typed, ()
    common = os.path.commonprefix(list(names))
    return folder + common, names if len(names) > 1 else ()


def _names(folder: str, start: str) -> tuple[str, ...]:
    """Names in a folder that begin so; folders end in a slash, hidden ones are asked for by a dot."""
    try:
        with os.scandir(Path(folder).expanduser()) as entries:
            found = [
                entry.name + ("/" if entry.is_dir() else "")
                for entry in entries
                if entry.name.startswith(start) and (start or not entry.name.startswith("."))
            ]
    except (OSError, RuntimeError, ValueError):
        # No folder there, no home of that user, or no path at all.
        return ()
    return tuple(sorted(found))
