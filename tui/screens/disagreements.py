"""What coders disagree about, one line each: the way to settle it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from storage import CaseQuery, ChangeRefused
from tui.commands import bindings
from tui.dialogs.choose import ChooseDialog
from tui.display import count_text, one_line, terminal_marks
from tui.screens.disagreements_questions import (
    decided_words,
    labels_of,
    limits,
    name_question,
    reason_question,
    round_question,
    settled_words,
    shown_question,
    unseen_words,
)
from tui.screens.list_screen import PAGE, ListScreen
from tui.screens.question import question
from tui.screens.together import Together, others
from tui.spot import Spot
from tui.widgets.case_list import CaseList
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from storage import Case, Codebook, Page, Progress, SettleReport


class DisagreementsScreen(Together[Spot | None], ListScreen[Spot | None, "Case", CaseQuery]):
    """Lists cases of a round that is open; each can be decided."""

    CSS_PATH = Path(__file__).with_name("disagreements.tcss")
    AUTO_FOCUS = "CaseList"
    may_see = True
    """Whether the coder may see the cases of the round, as far as is known."""
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("disagreements"),
        *others("study.disagreements"),
    ]

    @dataclass
    class Listed(Message):
        """The first look at a list."""

        query: CaseQuery
        """What is listed; in a round that is open."""
        page: "Page[Case] | None"
        """Its rows; None where it may not be seen."""
        why: tuple[str, ...]
        """Why not, and what to do; empty when it may."""
        codebook: "Codebook"
        """The codebook in force."""
        uid: str | None
        """The row to stand on."""
        last: bool
        """Whether to stand at the end."""

    def __init__(self) -> None:
        self.cases = CaseList()
        super().__init__(self.cases)
        self.header = StudyHeader()
        self.told = Static(id="told")
        self.codebook: Codebook | None = None

    def compose(self) -> ComposeResult:
        """The list, and more of the case under the cursor."""
        yield self.header
        yield self.rows
        yield self.told
        yield KeyBar()

    def on_mount(self) -> None:
        """Read the list."""
        self.header.study, self.header.right = "disagreements", self.host.coder
        self.rows.cut = terminal_marks().cut
        self.rows.empty = ("Reading …",)
        self.show_list(CaseQuery(round=""))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Some commands are about the row under the cursor, most about a round that may be seen."""
        if action == "open":
            return self.rows.row is not None
        return self.may_see or action not in _ABOUT_CASES

    def look(self, query: CaseQuery, uid: str | None, last: bool) -> Message | None:
        """The rows around the one to stand on; at first of the round that was opened last."""
        study = self.study
        rounds = self.read(study.rounds_to_settle)
        codebook = self.read(study.codebook)
        if rounds is None or codebook is None:
            return None
        query = query if query.round else replace(query, round=rounds[-1] if rounds else "main")
        look = partial(study.disagreements, query, around=uid, backwards=last and not uid)

        def page() -> "tuple[Page[Case] | None, tuple[str, ...]]":
            try:
                return look(limit=PAGE), ()
            except ChangeRefused as refused:
                key = self.key_text("study.rounds")
                return None, unseen_words(refused, query.round, rounds, study.coders(), key)

        found = self.read(page)
        return self.Listed(query, *found, codebook, uid, last) if found else None

    def next_page(self, query: CaseQuery, cursor: str, backwards: bool) -> "Page[Case]":
        """More rows."""
        return self.study.disagreements(query, cursor=cursor, backwards=backwards, limit=PAGE)

    def on_disagreements_screen_listed(self, event: Listed) -> None:
        """Show what was read, or why there is nothing to see."""
        from storage import Page

        self.query_shown, self.codebook = event.query, event.codebook
        self.cases.labels = labels_of(event.codebook)
        self.rows.empty = event.why or decided_words(self.key_text("disagreements.settle_agreed"))
        self.may_see = not event.why
        page = event.page or Page((), None, None)
        self.rows.show_page(page, uid=event.uid, last=event.last)
        n = count_text(len(page.rows), "case")
        counted = n if page.before is None and page.after is None else f"{len(page.rows):,}+ cases"
        shown = limits(event.query, event.codebook)
        self.header.counts = (f"round {event.query.round}", counted, *shown)
        self._tell()
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Tell more of the case under the cursor."""
        self._tell()

    def _tell(self) -> None:
        row = self.rows.row
        words = ""
        if row is not None:
            # How many, and not who: the coders may have to stay unknown.
            have = sum(each.has_it for each in row.sides)
            words = (
                f"{one_line(row.title)} · {have} of {len(row.sides)} coders\n{one_line(row.quote)}"
            )
        self.told.update(Content(words))
        self.refresh_bindings()

    # What is done

    def action_open(self) -> None:
        """Decide the case."""
        from tui.screens.settling import SettlingScreen

        row, query = self.rows.row, self.query_shown
        if row is not None and query is not None:
            self.show_screen(SettlingScreen(row, query))

    def on_paged_list_opened(self) -> None:
        """Decide what was clicked twice."""
        self.action_open()

    def came_back(self, result: object) -> None:
        """Show what is left, standing where the cases were left."""
        if self.query_shown is not None:
            row = self.rows.row
            uid = result if isinstance(result, str) else (row.uid if row else None)
            self.show_list(self.query_shown, uid)

    @question
    async def action_settle_agreed(self) -> None:
        """Let what all agree about go to gold."""
        study, query = self.study, self.query_shown
        if query is None:
            return

        def job(tell: "Callable[[Progress], None]") -> "SettleReport":
            return study.settle_unanimous(query.round, progress=tell)

        self.host.release_keys("question")
        outcome = await self.run_job("Settling what all agree about", job)
        if outcome.value is not None:
            report = outcome.value
            self.host.notice(settled_words(report.settled, sum(report.left.values())))
            self.show_again()
        else:
            self.tell_unfinished(outcome, "Stopped. Nothing was settled.")

    # What is shown

    def action_show(self) -> None:
        """Ask whether to show what is open or settled."""
        if self.query_shown is not None:
            self._limit_by(shown_question(self.query_shown))

    def action_limit(self) -> None:
        """Ask for one record type or variable."""
        if self.query_shown is not None and self.codebook is not None:
            self._limit_by(name_question(self.query_shown, self.codebook))

    def action_reason(self) -> None:
        """Ask for one reason."""
        if self.query_shown is not None:
            self._limit_by(reason_question(self.query_shown))

    def action_document(self) -> None:
        """Show only this document, or all again."""
        row, query = self.rows.row, self.query_shown
        if query is not None and query.document is not None:
            self._show(replace(query, document=None))
        elif query is not None and row is not None:
            self._show(replace(query, document=row.document))

    @question
    async def action_round(self) -> None:
        """Ask for another round."""
        rounds = await asyncio.to_thread(self.read, self.study.rounds_to_settle)
        if self.query_shown is None or not rounds:
            return
        chosen = await self.ask(round_question(self.query_shown, rounds))
        self._show(chosen)

    def _limit_by(self, dialog: ChooseDialog[CaseQuery]) -> None:
        self.app.push_screen(dialog, self._show)

    def _show(self, query: CaseQuery | None) -> None:
        if query is not None:
            self.show_list(query, self.rows.row.uid if self.rows.row else None)

    def action_close(self) -> None:
        """Take away what limits the list; then go back."""
        query = self.query_shown
        bare = CaseQuery(round=query.round) if query is not None else None
        if bare is not None and query != bare:
            self._show(bare)
        else:
            self.dismiss(None)


_ABOUT_CASES = ("settle_agreed", "show", "limit", "reason", "document")
"""What there is nothing to do with while no case may be seen."""
