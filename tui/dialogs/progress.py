"""Wait for something long, with a count, and stop it without harm."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import one_line
from tui.writer import Writer

if TYPE_CHECKING:
    from storage import Progress, StorageError

T = TypeVar("T")
Job = Callable[[Callable[["Progress"], None]], T]
"""Something long: it is given a function to tell its progress to, and returns its outcome."""

SHOW_AFTER = 0.3
"""Seconds before the panel shows: what is shorter needs no panel."""
BAR = 40


class Stopped(Exception):  # noqa: N818  what is the case, not what went wrong
    """The user stopped the job; raised inside it, where it next tells its progress."""


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """How a job ended: with a value, with an error, or stopped (neither)."""

    value: T | None = None
    """What the job returned."""
    error: "StorageError | None" = None
    """What it could not do, as a sentence."""


class ProgressDialog(Dialog[Outcome[T]]):
    """Runs a job in the writer's queue, after all earlier changes, and returns its outcome."""

    BINDINGS = bindings("dialog", only=("dialog.stop",))

    @dataclass
    class Ended(Message):
        """The job is over."""

        outcome: Outcome[object]
        """How it ended."""

    def __init__(self, title: str, job: Job[T], writer: Writer) -> None:
        """Wait for a job.

        Args:
            title: What is going on.
            job: What to do, in the writer's thread.
            writer: The application's queue of changes.
        """
        super().__init__(title)
        self._job = job
        self._writer = writer
        self._progress: Progress | None = None
        self._stopping = False

    def compose_body(self) -> ComposeResult:
        """The bar and the count."""
        yield Static(id="bar")
        yield Static(id="count")

    def on_mount(self) -> None:
        """Begin."""
        self.query_one("#panel").display = False
        self.set_timer(SHOW_AFTER, self._appear)
        self.set_interval(0.1, self._draw)
        self._writer.submit(self, self._run, self.Ended)

    def _appear(self) -> None:
        """Show the panel."""
        self.query_one("#panel").display = True

    def _run(self) -> Outcome[object]:
        """Do the job, in the writer's thread."""
        from storage import StorageError

        try:
            return Outcome(self._job(self._tell))
        except Stopped:
            return Outcome()
        except StorageError as error:
            return Outcome(error=error)

    def _tell(self, progress: "Progress") -> None:
        """Take the job's progress, in the writer's thread."""
        self._progress = progress
        if self._stopping:
            raise Stopped

    def _draw(self) -> None:
        """Show how far it has come."""
        if self._progress is None:
            return
        self.query_one("#bar", Static).update(bar(self._progress))
        self.query_one("#count", Static).update(Content(count(self._progress)))

    def on_progress_dialog_ended(self, event: Ended) -> None:
        """Return the outcome."""
        self.dismiss(event.outcome)  # type: ignore[arg-type]  # a message cannot be generic

    def action_cancel(self) -> None:
        """Stop at the next safe point."""
        self.action_stop()

    def action_stop(self) -> None:
        """Stop at the next safe point."""
        self._stopping = True
        self.show_problem("Stopping …")


def bar(progress: "Progress") -> Content:
    """The part that is done, as a line; nothing while the whole is not known."""
    done, left = bar_parts(progress)
    return Content.assemble((done, "$accent"), (left, "$text-disabled"))


def bar_parts(progress: "Progress", undone: str = "━") -> tuple[str, str]:
    """What is done and what is left, as lines; empty while the whole is not known."""
    if not progress.total:
        return "", ""
    done = min(BAR, BAR * progress.done // progress.total)
    return "━" * done, undone * (BAR - done)


def count(progress: "Progress") -> str:
    """``1,200 of 10,000 documents``."""
    whole = f" of {progress.total:,}" if progress.total is not None else ""
    return f"{progress.done:,}{whole} {one_line(progress.unit)}"
