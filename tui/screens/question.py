"""Commands of a screen that ask the coder something before they act."""

from collections.abc import Callable, Coroutine
from functools import partial, wraps
from typing import Any

from textual.worker import Worker

from tui.screens.study_screen import StudyScreen

Asking = Callable[[Any], Coroutine[Any, Any, None]]
"""A command of a screen that asks the coder something before it acts."""


def question(command: Asking) -> Callable[[Any], Worker[None]]:
    """Run a command in a worker, so that it can wait for an answer; keys wait until it asks or ends."""

    async def asks(screen: StudyScreen[Any]) -> None:
        try:
            await command(screen)
        finally:
            screen.host.release_keys("question")

    @wraps(command)
    def run(screen: StudyScreen[Any]) -> Worker[None]:
        screen.host.hold_keys("question")
        return screen.run_worker(partial(asks, screen), group="question")

    return run
