"""Rounds: who codes what, how far they are, and until when it is blind."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from tui.commands import bindings
from tui.display import display_safe
from tui.screens.list_screen import ListScreen
from tui.screens.question import question
from tui.screens.rounds_words import (
    asked_of,
    detail_words,
    empty_words,
    header_words,
    round_lines,
)
from tui.screens.together import Together, others
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar
from tui.widgets.round_list import RoundLine, RoundList

if TYPE_CHECKING:
    from storage import Page, Round, Standing

ALL = "all"
"""The one list there is."""


class RoundsScreen(Together[None], ListScreen[None, RoundLine, str]):
    """Lists rounds and coders; a lead assigns documents, opens rounds and adds coders."""

    CSS_PATH = Path(__file__).with_name("rounds.tcss")
    AUTO_FOCUS = "RoundList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("rounds"), *others("study.rounds")]

    @dataclass
    class Listed(Message):
        """The rounds were read."""

        page: "Page[RoundLine]"
        """Rounds, and coders below each."""
        rounds: "tuple[Round, ...]"
        """The rounds themselves."""
        standing: "Standing"
        """What the coder may do."""
        uid: str | None
        """The line to stand on."""
        last: bool
        """Whether to stand at the end."""

    @dataclass
    class Changed(Message):
        """Something was assigned, opened or added."""

        sentence: str
        """What happened."""

    def __init__(self) -> None:
        super().__init__(RoundList())
        self.header = StudyHeader()
        self.detail = Static(id="detail")
        self.rounds: tuple[Round, ...] = ()
        """The rounds shown."""
        self.leads = False
        """Whether the coder leads the study, as far as is known."""

    def compose(self) -> ComposeResult:
        """Header, list, how the round under the cursor was drawn, keys."""
        yield self.header
        yield self.rows
        yield self.detail
        yield KeyBar()

    def on_mount(self) -> None:
        """List the rounds."""
        self.header.study, self.header.right = "rounds", self.host.coder
        self.show_list(ALL)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only who leads the study changes anything here."""
        if action == "close":
            return True
        found = self._round
        if action == "open":
            is_blind = found is not None and (found.opened_at is None or bool(found.reopened))
            return self.leads and is_blind
        if action == "reopen":
            line = self.rows.row
            is_open = found is not None and found.opened_at is not None
            return self.leads and is_open and line is not None and line.coder is not None
        return self.leads if action in ("assign", "add") else True

    @property
    def _round(self) -> "Round | None":
        """The round under the cursor."""
        line = self.rows.row
        return next((each for each in self.rounds if line and each.name == line.round), None)

    # What is shown

    def look(self, query: str, uid: str | None, last: bool) -> Message | None:
        """Every round and every coder."""
        from storage import Page

        study = self.study
        rounds, standing = self.read(study.rounds), self.read(study.standing)
        coders = self.read(study.coder_infos)
        if rounds is None or standing is None or coders is None:
            return None
        lines = tuple(round_lines(rounds, coders))
        return self.Listed(Page(lines, None, None), rounds, standing, uid, last)

    def on_rounds_screen_listed(self, event: Listed) -> None:
        """Show what was read."""
        self.rounds, self.leads = event.rounds, event.standing.leads
        self.header.counts = header_words(event.standing)
        self.rows.empty = empty_words(event.standing, self.key_text("rounds.assign"))
        self.rows.show_page(event.page, uid=event.uid, last=event.last)
        self._show_detail()
        self.end_listing()

    def on_paged_list_highlighted(self) -> None:
        """Tell how the round under the cursor was drawn."""
        self._show_detail()

    def _show_detail(self) -> None:
        self.detail.update(Content(display_safe(detail_words(self.rows.row, self.rounds))))
        self.refresh_bindings()

    # Changing

    @question
    async def action_assign(self) -> None:
        """Ask how, show what each coder would get, then give it out."""
        from tui.screens.rounds_questions import assign_question, plan_question

        begun = any(each.draws for each in self.rounds)
        answers = await self.ask(assign_question("main" if begun else "pilot"))
        if answers is None:
            return
        try:
            asked = asked_of(answers)
        except ValueError as error:
            self.host.notice(str(error), severity="error")
            return
        look = partial(self.study.assign, asked, dry_run=True)
        told = await asyncio.to_thread(self.read, look)
        if told is not None and await self.ask(plan_question(told)):
            hint = "The history takes it back until it is begun."
            self._change(lambda: self._assigned(partial(self.study.assign, asked)), hint)

    @staticmethod
    def _assigned(assign: "Callable[[], object]") -> str:
        assign()
        return "Documents assigned."

    @question
    async def action_open(self) -> None:
        """Ask, then open the round under the cursor, or freeze it again."""
        from tui.screens.rounds_questions import open_question

        found = self._round
        if found is not None and await self.ask(open_question(found)):
            settles = self.key_text("study.disagreements")
            hint = f"{settles} in the library settles what its coders differ in."
            self._change(partial(self.study.open_round, found.name), hint)

    @question
    async def action_reopen(self) -> None:
        """Ask, then let the coder under the cursor change what they coded in an opened round."""
        from tui.screens.rounds_questions import reopen_question

        line = self.rows.row
        if line is None or line.coder is None:
            return
        if await self.ask(reopen_question(line.round, line.coder)):
            self._change(partial(self.study.reopen_round, line.round, line.coder))

    @question
    async def action_add(self) -> None:
        """Ask for a name and a role, then add the coder."""
        from storage import Role
        from tui.screens.rounds_questions import coder_question

        answers = await self.ask(coder_question([Role.CODER, Role.ADJUDICATOR, Role.LEAD]))
        if answers is not None:
            role = Role(answers["role"])
            self._change(partial(self.study.add_coder, answers["name"], role))

    def _change(self, change: "Callable[[], str]", hint: str = "") -> None:
        """Queue a change."""
        self.host.writer.submit(self, change, lambda said: self.Changed(f"{said} {hint}".strip()))

    def on_rounds_screen_changed(self, event: Changed) -> None:
        """Say so, and show the list as it is now."""
        self.host.notice(event.sentence)
        self.show_again()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
