"""What the screens of coders together share: who codes what, how far they agree, and what they differ in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from textual.binding import BindingType

from tui.commands import command_bindings, find_command
from tui.screens.study_screen import StudyScreen
from tui.screens.study_wide import StudyWide

R = TypeVar("R")

COMMANDS = ("study.disagreements", "study.agreement", "study.rounds")
"""What opens each of them."""


def others(own: str) -> list[BindingType]:
    """The bindings that lead from a screen to the other two; ``own`` is the command that opens it.

    The key bar has no room for them; help and palette name them.
    """
    return [
        replace(binding, show=False)
        for command in map(find_command, COMMANDS)
        if command is not None and command.id != own
        for binding in command_bindings(command)
    ]


class Together(StudyScreen[R]):
    """One of three screens, each of which leads to the others."""

    def action_disagreements(self) -> None:
        """List what coders disagree about."""
        self._turn_to(StudyWide.action_disagreements)

    def action_agreement(self) -> None:
        """See how far coders agree."""
        self._turn_to(StudyWide.action_agreement)

    def action_rounds(self) -> None:
        """Look at coders and rounds."""
        self._turn_to(StudyWide.action_rounds)

    def _turn_to(self, opens: Callable[[StudyWide[Any]], None]) -> None:
        """Close, and open another in this one's place: Esc then leads to where one came from."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        if not isinstance(below, StudyWide):
            return
        self.host.hold_keys("turning")
        self.dismiss(None)

        def turn() -> None:
            opens(below)
            self.host.release_keys("turning")

        # From there, so that it is told when the other one closes.
        below.call_later(turn)
