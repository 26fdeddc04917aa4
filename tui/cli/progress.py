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
    began = time.monotonic()
    bar = _bar()
    task = bar.add_task(doing, total=None, unit="")

    def report(progress: "Progress") -> None:
        unit = progress.unit
        bar.update(task, completed=progress.done, total=progress.total, unit=unit)
        if time.monotonic() - began > SHOW_AFTER:
            bar.start()

    try:
        yield report
    finally:
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
