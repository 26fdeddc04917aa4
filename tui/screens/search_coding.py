"""Code from hits: mark them, choose what to make of them, see what will be made, make it."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from tui.display import count_text
from tui.screens.question import question
from tui.screens.search_questions import (
    Target,
    confirmation,
    made_words,
    main_fields,
    value_question,
    what_question,
)
from tui.screens.search_running import SHOW_AFTER, SearchRunning

if TYPE_CHECKING:
    from storage import Change, Codebook, CodedHits, FieldValue, Hit, Progress
    from tui.dialogs.progress import Job, Outcome

STOPPED = "Stopped. Nothing was made."
"""What is said when the coder stopped it."""


class SearchCoding(SearchRunning):
    """Marks hits, and makes records or values of them."""

    @dataclass
    class TakenBack(Message):
        """What was made of hits last is no more."""

        change: "Change"
        """What the history says of that."""

    # Marks

    def action_mark(self) -> None:
        """Mark or unmark the hit, and go on to the next."""
        if self.hits.row is not None:
            self._mark([self.hits.row.uid])
            self.hits.action_next()

    def action_mark_document(self) -> None:
        """Mark or unmark all hits in the document."""
        self._mark(hit.uid for hit in self.results.of_document())

    def action_mark_all(self) -> None:
        """Mark or unmark all hits found so far."""
        self._mark(hit.uid for hit in self.results.hits)
        if self.results.marked and not self.results.is_complete:
            count = count_text(len(self.results.marked), "hit")
            self.host.notice(f"{count} marked. There may be more; they were not looked for yet.")

    def _mark(self, uids: Iterable[str]) -> None:
        self.results.marked = self.hits.marked = self.results.turned(list(uids))
        self.show_progress()

    # Coding

    @question
    async def action_code(self) -> None:
        """Ask what to make of the marked hits, show what that would be, and make it."""
        hits = self.results.chosen()
        codebook = await asyncio.to_thread(self.read, self.study.codebook)
        if codebook is None:
            return
        target = await self.ask(what_question(codebook, len(hits)))
        if target is None:
            return
        values = await self._ask_values(codebook, target)
        if values is None:
            return
        looked = await self._do(
            "Looking at the hits", self._job(hits, target, values, dry_run=True)
        )
        plan = looked.value
        if plan is not None and not plan.made:
            self.host.notice("There is nothing to make: all of these hits are coded so already.")
        elif plan is None:
            self.tell_unfinished(looked, STOPPED)
        elif await self.ask(confirmation(codebook, target, values, plan)):
            done = await self._do("Coding the hits", self._job(hits, target, values))
            if done.value is None:
                self.tell_unfinished(done, STOPPED)
            else:
                verb = "Set" if target.is_variable else "Made"
                what = f"{verb}: {made_words(codebook, target, done.value)}."
                self._tell_made(what, done.value.change)

    async def _ask_values(
        self, codebook: "Codebook", target: Target
    ) -> "dict[str, FieldValue] | None":
        """Ask the questions that matter most; None when the coder goes back."""
        values: dict[str, FieldValue] = {}
        record_type = None if target.is_variable else codebook.record_type(target.name)
        for field in main_fields(codebook, target, values):
            title = f"{record_type.label}: {field.noun}" if record_type else field.label
            answer = await self.ask(value_question(title, field))
            if answer is None:
                return None
            if answer:
                values[field.name] = answer if field.multiple else answer[0]
        return None if target.is_variable and not values else values

    async def _do(self, title: str, job: "Job[CodedHits]") -> "Outcome[CodedHits]":
        """Do something that seldom takes long; keys typed meanwhile wait for it, until it does."""
        self.host.hold_keys("job")
        takes_long = self.set_timer(SHOW_AFTER, partial(self.host.release_keys, "job"))
        outcome = await self.run_job(title, job)
        takes_long.stop()
        self.host.release_keys("job")
        return outcome

    def _job(
        self,
        hits: "list[Hit]",
        target: Target,
        values: "dict[str, FieldValue]",
        *,
        dry_run: bool = False,
    ) -> "Job[CodedHits]":
        """The job that makes records or values of hits, or only looks."""
        study = self.study

        def job(tell: "Callable[[Progress], None]") -> "CodedHits":
            if target.is_variable:
                value = values[target.name]
                return study.answer_by_hits(
                    hits, target.name, value, dry_run=dry_run, progress=tell
                )
            return study.code_hits(hits, target.name, values, dry_run=dry_run, progress=tell)

        return job

    def _tell_made(self, what: str, change: str | None) -> None:
        """Say what was made, and show what the hits are coded as now."""
        self.results.made, self.results.marked = change, frozenset()
        key = self.key_text("search.undo")
        self.host.notice(f"{what} {key} takes that back as a whole.")
        self.look_again()

    def action_undo(self) -> None:
        """Take back what was made of hits last."""
        change = self.results.made
        if change is not None:
            self.results.made = None
            self.host.writer.submit(self, partial(self.study.undo_change, change), self.TakenBack)

    def on_search_coding_taken_back(self, event: TakenBack) -> None:
        """Say so, and show what the hits are coded as now."""
        self.host.notice(event.change.summary)
        self.look_again()
