"""The agreement screen: what it compares, and how it shows what came of it."""

import textwrap
from itertools import combinations
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from storage import AgreementQuestion, Page, Status
from tui.display import display_safe, terminal_marks
from tui.screens import agreement_words as words
from tui.screens.insights_words import views_line
from tui.screens.study_screen import StudyScreen
from tui.spot import Spot
from tui.widgets.agreement_list import AgreementLine, AgreementList, Column, laid_out
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from textual import events

    from storage import AgreementReport, Confusion

SHOW_AFTER = 0.4
"""Seconds after which keys reach the panel that shows how far the comparing is, and can stop it."""
HIGH = 34
"""Lines of a screen that has room for longer quotations."""
MARGIN = 6
"""Columns beside a sentence that stands where the table would."""


class AgreementBase(StudyScreen[Spot | None]):
    """Compares coders once, and shows what came of it in three tables."""

    def __init__(self) -> None:
        super().__init__()
        self.asked = AgreementQuestion()
        self.report: AgreementReport | None = None
        self.shows, self.subject = "fields", ""
        self.pair: tuple[str, str] | None = None
        self.header = StudyHeader()
        self.table = AgreementList()
        self.views, self.told, self.heads = (
            Static(id="views"),
            Static(id="told"),
            Static(id="heads"),
        )
        self.left, self.right = Static(id="left"), Static(id="right")

    def compose(self) -> ComposeResult:
        """Views, what is compared, the table, what is said of its line, keys."""
        yield self.header
        yield self.views
        yield self.told
        yield self.heads
        yield self.table
        yield Horizontal(self.left, self.right, id="detail")
        yield KeyBar()

    def on_mount(self) -> None:
        """Compare."""
        self.header.study, self.header.right = "agreement", self.host.coder
        self.table.cut = terminal_marks().cut
        self.compare()

    @property
    def coders(self) -> tuple[str, ...]:
        """Who is compared."""
        return self.report.agreements[0].question.coders if self.report else ()

    @property
    def pairs(self) -> "list[tuple[str, str] | None]":
        """Everybody together, then every pair of coders."""
        return [None, *combinations(self.coders, 2)]

    # Comparing

    def compare(self) -> None:
        """Compare, and show what came of it."""
        self.host.hold_keys("agreement")
        self.set_timer(SHOW_AFTER, lambda: self.host.release_keys("agreement"))
        self._compare()

    @work(group="comparing", exclusive=True)
    async def _compare(self) -> None:
        study, asked = self.study, self.asked
        outcome = await self.run_job(
            "Comparing coders", lambda tell: study.agreement_report(asked, progress=tell)
        )
        self.host.release_keys("agreement")
        if outcome.value is None and outcome.error is None:
            self.host.notice("Stopped. Nothing was compared.", severity="warning")
            if self.report is None:
                self.dismiss(None)
            return
        self.report = outcome.value
        if outcome.error is not None:
            self._refuse(str(outcome.error))
            return
        if self.pair not in self.pairs:
            self.pair = None
        self.show()

    def _refuse(self, why: str) -> None:
        """Say why nothing can be compared, and what to do."""
        done = self.asked.status is Status.DONE
        lines = words.refused_words(why, self.key_text, done=done)
        room = max(20, self.size.width - MARGIN)
        self.table.empty = tuple(part for each in lines for part in textwrap.wrap(each, room))
        self.told.update("")
        self._show_lines((), ())

    # Showing

    def show(self, uid: str | None = None) -> None:
        """Show the view that was asked for, standing on a line."""
        report = self.report
        if report is None:
            return
        self.table.empty = words.empty_words(self.shows, self.key_text)
        if self.shows == "fields":
            self._show_lines(words.FIELDS, words.field_lines(report, self.pair), uid)
        elif self.shows == "worst":
            self._show_lines(words.WORST, words.worst_lines(report.values), uid)
        else:
            table = self.confusion
            columns = words.confusion_columns(table) if table else ()
            self._show_lines(columns, words.confusion_lines(table) if table else (), uid)
        told = words.told_words(report, self.shows, self.confusion, self.pair)
        self.told.update(Content(display_safe(told)))

    def _show_lines(
        self,
        columns: tuple[Column, ...],
        lines: tuple[AgreementLine, ...],
        uid: str | None = None,
    ) -> None:
        keys = {name: self.key_text(f"agreement.{name}") or key for name, key, _ in words.VIEWS}
        self.views.update(views_line(words.VIEWS, self.shows, keys))
        self.table.columns = columns
        self._show_heads()
        self.table.show_page(Page(lines, None, None), uid=uid)
        self._show_detail()

    def _show_heads(self) -> None:
        columns = self.table.columns
        heads = laid_out([each.head for each in columns], columns, self.size.width)
        self.heads.update(Content("".join(heads)))

    @property
    def confusion(self) -> "Confusion | None":
        """The confusion table of the chosen field and pair, or of the first there is."""
        tables = self.report.confusions if self.report else ()
        of_field = [each for each in tables if each.subject == self.subject] or list(tables)
        chosen = (each for each in of_field if self.pair in (None, each.coders))
        return next(chosen, None)

    def on_paged_list_highlighted(self) -> None:
        """Say what the line rests on, or show both coders' words."""
        self._show_detail()

    def _show_detail(self) -> None:
        row = self.table.row
        case = words.case_of(row)
        if case is not None:
            left, right = map(words.side_words, case.sides)
        else:
            left, right = "\n".join(row.notes) if row else "", ""
        self.left.update(Content(display_safe(left)))
        self.right.update(Content(display_safe(right)))
        self.right.display = case is not None
        self.refresh_bindings()

    def on_resize(self, event: "events.Resize") -> None:
        """Give quotations more lines on a high screen."""
        self.set_class(event.size.height >= HIGH, "-high")
        self._show_heads()
