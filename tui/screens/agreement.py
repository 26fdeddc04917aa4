"""Agreement: how far coders agree by field, which answers they confuse, and the words behind the worst values."""

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from storage import Status, StorageError, agreement_csv, confusion_csv, disagreement_csv
from tui.commands import bindings
from tui.new_file import write_new
from tui.screens import agreement_words as words
from tui.screens.agreement_base import AgreementBase
from tui.screens.question import question
from tui.screens.together import Together, others
from tui.spot import Spot


class AgreementScreen(Together[Spot | None], AgreementBase):
    """Walks through what came of a comparison."""

    CSS_PATH = Path(__file__).with_name("agreement.tcss")
    AUTO_FOCUS = "AgreementList"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("agreement"), *others("study.agreement")]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work now."""
        report = self.report
        if action in ("begun", "again", "close", "round"):
            return action != "round" or (report is not None and len(report.rounds) > 1)
        if action in ("fields", "confusion", "worst", "csv"):
            return report is not None
        if action == "field":
            return report is not None and self.shows == "confusion"
        if action == "pair":
            return self.shows != "worst" and len(self.coders) > 2
        return self.table.row is not None if action == "open" else True

    # Walking

    def action_fields(self) -> None:
        """See every field."""
        self.shows = "fields"
        self.show(self.subject)

    def action_confusion(self) -> None:
        """See the confusion of the field under the cursor."""
        row = self.table.row
        self.subject = row.subject if row else self.subject
        self.shows = "confusion"
        self.show()

    def action_worst(self) -> None:
        """See the worst values."""
        self.shows = "worst"
        self.show()

    def action_open(self) -> None:
        """Go on to what the line is about."""
        row = self.table.row
        if row is None:
            return
        case = words.case_of(row)
        if case is not None:
            self.go_to(words.spot_of(case, self.study.coder))
        elif self.shows == "confusion" and row.answer is not None:
            self.shows = "worst"
            self.show(f"{row.subject}={row.answer}")
        elif self.shows != "confusion":
            self.action_confusion()

    def on_paged_list_opened(self) -> None:
        """Open what was clicked twice."""
        self.action_open()

    # Choosing what is compared

    @question
    async def action_field(self) -> None:
        """Ask whose confusion is shown."""
        report, table = self.report, self.confusion
        if report is None:
            return
        asked = words.choose_field(report.confusions, table.subject if table else None)
        subject = await self.ask(asked)
        if subject is not None:
            self.subject = subject
            self.show()

    def action_pair(self) -> None:
        """Show the next pair."""
        pairs = self.pairs
        self.pair = pairs[(pairs.index(self.pair) + 1) % len(pairs)]
        if self.pair is None and self.shows == "confusion":
            # A confusion table is always of two.
            self.pair = pairs[1]
        self.show(self.table.row.uid if self.table.row else None)

    @question
    async def action_round(self) -> None:
        """Ask for the round that is compared."""
        report = self.report
        if report is None:
            return
        chosen = await self.ask(words.choose_round(report.rounds, self.asked.round))
        if chosen is not None:
            self.asked = replace(self.asked, round=chosen or None)
            self.compare()

    def action_begun(self) -> None:
        """Compare what is begun as well, or only what is done."""
        done = self.asked.status is Status.DONE
        self.asked = replace(self.asked, status=None if done else Status.DONE)
        self.compare()

    def action_again(self) -> None:
        """Compare again."""
        self.compare()

    # Writing and leaving

    @question
    async def action_csv(self) -> None:
        """Ask for a path, and write the view as CSV."""
        from tui.dialogs.save_file import SaveFileDialog

        report, table = self.report, self.confusion
        if report is None:
            return
        asked = SaveFileDialog(
            "Write this view as CSV", words.CSV[self.shows], words.file_name(self.shows, table)
        )
        path = await self.ask(asked)
        if path is None:
            return
        if self.shows == "fields":
            content = agreement_csv(*report.agreements)
        elif self.shows == "worst":
            content = disagreement_csv(report.values, self.asked.round)
        else:
            content = confusion_csv([table] if table else [], self.asked.round)
        try:
            await asyncio.to_thread(write_new, path, content)
        except StorageError as error:
            self.tell_error(error)
        else:
            self.host.notice(f"{path.absolute()} was written.")

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(None)
