"""A screen that counts and draws: it asks one question at a time, and shows the answer."""

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import work
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from storage import Question, View
from tui.display import display_safe
from tui.screens.insights_words import VIEWS, empty_words, progress_line, views_line
from tui.screens.study_screen import StudyScreen
from tui.spot import Spot
from tui.widgets.figure_view import FigureView
from tui.widgets.figure_words import title_words
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from storage import Codebook, Figure, Progress

SHOW_AFTER = 0.3
"""Seconds before it is told how far the counting has come; then keys work again too."""
TELL_EVERY = 0.1


class Left(NamedTuple):
    """What was asked last, and where the cursor stood."""

    question: Question
    is_table: bool
    place: tuple[int, int]


class FigureScreen(StudyScreen[Spot | None]):
    """Counts in a thread that the next question ends, and draws what came of the last."""

    left_at: ClassVar[dict[str, Left]] = {}
    """Where the screen was left, by store: whoever opened a bar comes back to it."""

    @dataclass
    class Made(Message):
        """A figure was counted, or could not be."""

        question: Question
        """What was asked."""
        figure: "Figure | None"
        """The answer; None where the codebook has nothing for the question, as a notice told."""

    @dataclass
    class Counting(Message):
        """Counting goes on."""

        progress: "Progress"
        """How far it has come."""

    class Stopped(Exception):  # noqa: N818  what is the case, not what went wrong
        """Something else was asked meanwhile; raised inside the counting."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = Question(View.COUNTS)
        self.codebook: Codebook | None = None
        self.header = StudyHeader()
        self.views = Static(id="views")
        self.told = Static(id="told")
        self.view = FigureView()
        self.notes = Static(id="notes")

    def compose(self) -> ComposeResult:
        """Views, what the figure is of, the figure, what is left out, keys."""
        yield self.header
        yield self.views
        yield self.told
        yield self.view
        yield self.notes
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin where the coder left off."""
        self.header.study, self.header.right = "insights", self.host.coder
        left = self.left_at.get(self.study.store)
        if left is not None:
            self.view.is_table = left.is_table
            self.view.begin_at(left.place)
        self.show(left.question if left else self.asked)

    @property
    def figure(self) -> "Figure | None":
        """The figure that is shown, when it counts anything."""
        figure = self.view.figure
        return figure if figure is not None and figure.groups else None

    # Asking

    def show(self, asked: Question) -> None:
        """Answer a question, and draw the answer."""
        self.asked = asked
        keys = {name: self.key_text(f"insights.{name}") or key for name, key, _ in VIEWS}
        self.views.update(views_line(VIEWS, asked.view, keys))
        self.host.hold_keys("figure")
        self._count(asked)

    @work(thread=True, exclusive=True, group="list")
    def _count(self, asked: Question) -> None:
        """Count, after every change made so far."""
        self.host.writer.wait()
        worker, told = get_current_worker(), time.monotonic() + SHOW_AFTER - TELL_EVERY

        def tell(progress: "Progress") -> None:
            nonlocal told
            if worker.is_cancelled:
                raise self.Stopped
            if time.monotonic() - told > TELL_EVERY:
                told = time.monotonic()
                self.post_message(self.Counting(progress))

        try:
            self.codebook = self.codebook or self.read(self.study.codebook)
            figure = self.read(lambda: self.study.figure(asked, progress=tell))
        except self.Stopped:
            return
        self.post_message(self.Made(asked, figure))

    def on_figure_screen_counting(self, event: Counting) -> None:
        """Say how far it has come, and let keys ask for something else."""
        figure = self.view.figure
        if figure is not None:
            # What is there answers another question; of the same one, the cursor comes back.
            if figure.question == self.asked:
                self.view.begin_at(self.view.place)
            self.view.empty, self.view.figure = (), None
            self.refresh_bindings()
        self.told.update(progress_line(event.progress))
        self.host.release_keys("figure")

    def on_figure_screen_made(self, event: Made) -> None:
        """Draw the figure, unless something else was asked meanwhile."""
        if event.question != self.asked:
            return
        figure = event.figure
        if figure is not None:
            self.asked = figure.question
        if self.codebook is not None:
            self.view.kinds = {kind.name: kind.label for kind in self.codebook.kinds}
        self.view.empty = empty_words(self.asked.view, self.key_text)
        self.view.figure = figure
        self.told.update(Content(title_words(figure) if figure else ""))
        self.notes.update(Content(display_safe("\n".join(figure.notes) if figure else "")))
        self.refresh_bindings()
        self.host.release_keys("figure")

    def came_back(self, result: object) -> None:
        """Count again: the document that was left may be coded otherwise now."""
        self.show(self.asked)

    def on_unmount(self) -> None:
        """Keep where the screen was left."""
        self.left_at[self.study.store] = Left(self.asked, self.view.is_table, self.view.place)
