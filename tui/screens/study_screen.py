"""What the screens of a study share: the study, notices, import and export.

Dialogs are imported when they are first asked for: the first paint does not wait for them.
"""

import asyncio
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual import work
from textual.screen import ModalScreen, Screen

from tui.commands import find_command, key_text
from tui.display import count_text
from tui.messages import ReadFailed

if TYPE_CHECKING:
    from storage import ExportedFile, Progress, StorageError, Study
    from tui.dialogs.export import ExportRequest
    from tui.dialogs.progress import Job, Outcome
    from tui.screens.host import Host
    from tui.spot import Spot

T = TypeVar("T")
R = TypeVar("R")


class StudyScreen(Screen[R]):
    """A screen that asks the study and changes it through the application's writer."""

    @property
    def host(self) -> "Host":
        """The application, as screens see it."""
        return cast("Host", self.app)

    @property
    def study(self) -> "Study":
        """The open study; there is one whenever a command that needs it can be reached."""
        study = self.host.study
        if study is None:
            raise RuntimeError("no study is open yet")
        return study

    def read(self, question: Callable[[], T]) -> T | None:
        """Ask the study something, in a worker's thread; None when it could not say, which the user is told."""
        from storage import StorageError

        try:
            return question()
        except StorageError as error:
            self.tell_error(error)
            return None

    def tell_error(self, error: "StorageError") -> None:
        """Have the application say what could not be read; from any thread."""
        self.app.post_message(ReadFailed(error))

    def key_text(self, command_id: str) -> str:
        """The key that reaches a command, as people write it."""
        found = find_command(command_id)
        keys = self.host.keymap.get(command_id) or (found.key if found else "")
        return key_text(keys.split(",")[0])

    async def ask(self, dialog: ModalScreen[T], *, holds: bool = False) -> T | None:
        """Ask a question and return the answer; keys typed meanwhile wait for it. Call it from a worker.

        Args:
            dialog: The question.
            holds: Whether keys after the answer wait until the command has ended.
        """
        self.host.hold_keys("question")
        answer: asyncio.Future[T | None] = asyncio.get_running_loop().create_future()

        def answered(result: T | None) -> None:
            if holds:
                self.host.hold_keys("question")
            answer.set_result(result)

        await self.app.push_screen(dialog, answered)
        dialog.call_after_refresh(self.host.release_keys, "question")
        return await answer

    explained: Sequence[tuple[str, str]] = ()
    """What can be typed here, and what it does, for the help screen."""

    def tell_what_is_needed(self, key: str) -> None:
        """Say what a key that does nothing now would need."""

    def keep(self) -> None:
        """Keep what is not in the store yet, such as a half-filled form: the coder leaves."""

    # Other screens

    takes_spots = False
    """Whether screens opened from this one hand it the place to go to, instead of opening it."""

    def show_screen(self, screen: "StudyScreen[Any]") -> None:
        """Open another screen on top of this one; ``came_back`` hears of its end."""
        self.keep()
        self.app.push_screen(screen, self.came_back)

    def came_back(self, result: object) -> None:
        """A screen that was opened from here closed.

        Args:
            result: What it closed with, such as the uid of the document that was left.
        """

    def take_spot(self, spot: "Spot") -> None:
        """Go to a place that a screen opened from here was left for."""
        if self.takes_spots:
            self.came_back(spot)
        else:
            self.host.open_document(spot)

    def go_to(self, spot: "Spot") -> None:
        """Go to a place: in the document that this screen was opened from, or in one opened now."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1]
        if isinstance(below, StudyScreen) and below.takes_spots:
            self.host.hold_keys("document")
            self._leave_for(spot)
        else:
            self.host.open_document(spot)

    @work(group="going", exclusive=True)
    async def _leave_for(self, spot: "Spot") -> None:
        """Close with a place; stay when its document is not there any more."""
        there = await asyncio.to_thread(self.read, partial(self.study.document, spot.document))
        if there is not None:
            # The document's screen lets keys go on when it stands there.
            self.dismiss(cast("R", spot))
        else:
            self.host.release_keys("document")
            self.came_back(None)

    def changed_study(self) -> None:
        """Called when documents came or went."""

    async def run_job(self, title: str, job: "Job[T]") -> "Outcome[T]":
        """Do something long behind a bar that can stop it; call it from a worker."""
        from tui.dialogs.progress import ProgressDialog

        return await self.app.push_screen_wait(ProgressDialog(title, job, self.host.writer))

    def action_import_files(self) -> None:
        """Let the coder bring in files; then show what is in the study."""
        self.host.hold_keys("question")
        self._bring_in()

    @work(group="import")
    async def _bring_in(self) -> None:
        """Show the screen that imports."""
        from tui.screens.importing import ImportScreen

        result = await self.app.push_screen_wait(ImportScreen())
        if result:
            self.changed_study()
        if not isinstance(result, bool | None):
            self.take_spot(result)

    def action_export(self) -> None:
        """Ask for a folder, write the dataset and tell what was written."""
        self.host.hold_keys("question")
        self._ask_and_export()

    @work(group="transfer", exclusive=True)
    async def _ask_and_export(self) -> None:
        """Ask what to write, and write it."""
        from tui.dialogs.export import ExportDialog

        study = self.study
        coders = await asyncio.to_thread(self.read, study.coders)
        dialog = ExportDialog("export", study.coder, coders or ())
        request = await self.ask(dialog)
        if request is None:
            return
        outcome = await self.run_job("Exporting the dataset", self._export(request))
        if outcome.value is not None:
            self.host.notice(exported_text(outcome.value, request))
        else:
            self.tell_unfinished(outcome, "Export stopped. Nothing was written.")

    def _export(self, request: "ExportRequest") -> "Job[tuple[ExportedFile, ...]]":
        """The job that exports."""
        from storage import Status
        from tui.dialogs.export import PACKAGE
        from tui.version import program_name

        study = self.study
        write: Callable[..., Sequence[ExportedFile]]
        if request.format == PACKAGE:
            write = partial(study.export_package, program=program_name(), coders=request.coders)
        else:
            write = partial(study.export, format=request.format, coder=request.coder)

        def job(tell: "Callable[[Progress], None]") -> "tuple[ExportedFile, ...]":
            return tuple(
                write(
                    request.folder,
                    status=Status(request.status) if request.status else None,
                    quotes=request.quotes,
                    spreadsheet_safe=request.spreadsheet_safe,
                    progress=tell,
                )
            )

        return job

    def tell_unfinished(self, outcome: "Outcome[T]", stopped: str) -> None:
        """Say why something long has no outcome."""
        if outcome.error is not None:
            self.host.notice(str(outcome.error), severity="error")
        else:
            self.host.notice(stopped, severity="warning")


def exported_text(files: "tuple[ExportedFile, ...]", request: "ExportRequest") -> str:
    """What was written, and where."""
    if request.format == "package":
        folder = request.folder.absolute()
        return f"{count_text(len(files), 'file')} written to {folder}, and as one to {folder}.zip."
    with_rows = [f"{file.name} {file.rows:,}" for file in files if file.rows]
    rows = f" Rows: {', '.join(with_rows)}." if with_rows else ""
    return f"{count_text(len(files), 'file')} written to {request.folder.absolute()}.{rows}"
