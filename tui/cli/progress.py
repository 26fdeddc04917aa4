"""How far something long has come: a bar on standard error, when that is a terminal."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from storage import Progress

SHOW_AFTER = 0.3
"""Seconds before the bar shows: what is shorter needs none."""
BETWEEN = 0.1
"""Seconds between two looks at it: nobody sees more."""

Report = Callable[["Progress"], None]
"""What a long action calls now and then."""


@contextmanager
def progress_bar(doing: str) -> Iterator[Report | None]:
    """A bar for as long as the block lasts; gone at its end. None when nobody would see it.

    Args:
        doing: What is going on, in a word or two.
    """
    if not sys.stderr.isatty():
        yield None
        return
    due = time.monotonic() + SHOW_AFTER
    bar: Bar | None = None

    def report(progress: "Progress") -> None:
        nonlocal due, bar
        now = time.monotonic()
        if now < due:
            return
        due = now + BETWEEN
        if bar is None:
            bar = _bar()
            bar.add_task(doing, total=None, unit="")
            bar.start()
        (task,) = bar.task_ids
        bar.update(task, completed=progress.done, total=progress.total, unit=progress.unit)

    try:
        yield report
    finally:
        if bar is not None:
            bar.stop()


def _bar() -> "Bar":
    """A bar with a count and the time that is left."""
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(30, style="dim", complete_style="bold", finished_style="bold"),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}", markup=False),
        TimeRemainingColumn(),
        console=Console(file=sys.stderr),
        transient=True,
    )
