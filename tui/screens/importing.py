"""Bring documents in: choose where from, see what will happen, do it, see what happened."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from tui.commands import bindings
from tui.display import count_text, one_line
from tui.screens.import_words import (
    MOST_FILES,
    file_lines,
    file_name,
    kinds_words,
    listed_files,
    next_step_words,
    reason_words,
    summary_words,
    table_words,
)
from tui.screens.question import question
from tui.screens.study_screen import StudyScreen
from tui.spot import Spot
from tui.widgets.file_list import FileList
from tui.widgets.header import StudyHeader
from tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from storage import ImportedFile, ImportReport, Progress
    from tui.dialogs.import_files import ImportRequest
    from tui.dialogs.progress import Job, Outcome

MOST_TABLES = 5
"""Tables whose columns are told, at most."""


class ImportScreen(StudyScreen[bool | Spot]):
    """Closes with whether anything may have been brought in, or with the document to go to."""

    CSS_PATH = Path(__file__).with_name("importing.tcss")
    AUTO_FOCUS = "FileList"
    BINDINGS: ClassVar[list[BindingType]] = bindings("import")

    def __init__(self) -> None:
        super().__init__()
        self._request: ImportRequest | None = None
        self._report: ImportReport | None = None
        self._is_done = False
        self._has_brought = False
        self._listed: Sequence[ImportedFile] = ()
        self._labels: Mapping[str, str] = {}
        self.header = StudyHeader()
        self.told = Static(id="told")
        self.files = FileList(markup=False, compact=True)
        self.reason = Static(id="reason")

    def compose(self) -> ComposeResult:
        """What will happen or has happened: in all, file by file, and more of one file."""
        yield self.header
        yield self.told
        yield self.files
        yield self.reason
        yield KeyBar()

    def on_mount(self) -> None:
        """Ask where from."""
        self.header.right = self.host.coder
        self.action_path()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Import what was looked at, once; the rest needs a list."""
        if action == "import_now":
            return self._request is not None and not self._is_done
        if action == "open":
            return self._is_done and self._read_file is not None
        if action == "next_refused":
            return any(file.result == "refused" for file in self._listed)
        if action in ("reason", "next_file", "previous_file"):
            return bool(self._listed)
        return True

    # Where from, and what would happen

    @question
    async def action_path(self) -> None:
        """Ask for files; then look at them."""
        from tui.dialogs.import_files import ImportDialog

        before = self._request
        dialog = ImportDialog(before=before)
        request = await self.ask(dialog)
        if request is not None:
            self._request, self._is_done = request, False
            self.header.study = f"import from {request.path.name or request.path}"
            self._look(request)
        elif before is None:
            self.dismiss(self._has_brought)

    @work(group="transfer", exclusive=True)
    async def _look(self, request: "ImportRequest") -> None:
        """See what importing would do."""
        outcome = await self.run_job("Looking at the files", self._import(request, dry_run=True))
        if outcome.value is not None:
            self._show(outcome.value)
        else:
            key = self.key_text("import.import_now")
            self._tell_no_outcome(
                outcome, f"The files were not looked through; {key} imports them."
            )

    @work(group="transfer", exclusive=True)
    async def action_import_now(self) -> None:
        """Bring in what was looked at, and tell what became of each file."""
        request = self._request
        if request is None:
            return
        self._is_done = self._has_brought = True
        outcome = await self.run_job("Importing documents", self._import(request))
        if outcome.value is not None:
            self._show(outcome.value)
        else:
            stopped = "Import stopped. What was read before is in the study."
            self._tell_no_outcome(outcome, stopped)

    def _import(self, request: "ImportRequest", *, dry_run: bool = False) -> "Job[ImportReport]":
        """The job that imports, or only looks."""
        study = self.study

        def job(tell: "Callable[[Progress], None]") -> "ImportReport":
            self._labels = {kind.name: kind.label for kind in study.codebook().kinds}
            return study.import_paths(
                [request.path],
                metadata=request.metadata,
                text_column=request.text_column,
                dry_run=dry_run,
                progress=tell,
            )

        return job

    def _tell_no_outcome(self, outcome: "Outcome[ImportReport]", stopped: str) -> None:
        self.tell_unfinished(outcome, stopped)
        self._listed = ()
        self.files.clear_options()
        self.reason.update("")
        self.told.update(Content(stopped if outcome.error is None else str(outcome.error)))
        self.refresh_bindings()

    # What is shown

    def _show(self, report: "ImportReport") -> None:
        """Show what would happen, or what happened."""
        self._report, self._listed = report, listed_files(report)
        ahead = not self._is_done
        keys = [self.key_text(f"import.{action}") for action in ("import_now", "open", "path")]
        step = next_step_words(report.count("read"), *keys, ahead=ahead)
        lines = [f"{summary_words(report, ahead=ahead)} {step}"]
        lines.append(kinds_words(report, self._labels))
        lines += [table_words(table) for table in report.tables[:MOST_TABLES]]
        if (more := len(report.tables) - MOST_TABLES) > 0:
            lines.append(f"{count_text(more, 'further table')}.")
        if (more := len(report.files) - len(self._listed)) > 0:
            lines.append(f"The first {MOST_FILES:,} are listed; there are {more:,} more.")
        self.told.update(Content("\n".join(line for line in lines if line)))
        self.files.clear_options()
        if self._listed:
            self.files.add_options(file_lines(self._listed, self._labels, ahead=ahead))
        self.files.highlighted = 0 if self._listed else None
        self.set_focus(self.files)
        self.refresh_bindings()

    def on_option_list_option_highlighted(self) -> None:
        """Tell more about the file under the cursor."""
        file = self._file
        self.reason.update(Content(one_line(reason_words(file)) if file else ""))

    @property
    def _file(self) -> "ImportedFile | None":
        """The file under the cursor."""
        line = self.files.highlighted
        return self._listed[line] if line is not None and line < len(self._listed) else None

    @property
    def _read_file(self) -> "ImportedFile | None":
        """The file under the cursor if it was brought in, or else the first that was."""
        read = [file for file in self._listed if file.result == "read" and file.document]
        return self._file if self._file in read else next(iter(read), None)

    def action_open(self) -> None:
        """Open the document under the cursor, or the first that was brought in."""
        file = self._read_file
        if file is not None and file.document is not None:
            self.dismiss(Spot(file.document))

    # Moving in the list

    def action_next_file(self) -> None:
        """Go to the next file."""
        self.files.action_cursor_down()

    def action_previous_file(self) -> None:
        """Go to the file before."""
        self.files.action_cursor_up()

    def action_next_refused(self) -> None:
        """Go to the next file that was refused, round at the end."""
        refused = [line for line, file in enumerate(self._listed) if file.result == "refused"]
        here = self.files.highlighted
        later = [line for line in refused if here is None or line > here]
        self.files.highlighted = (later or refused)[0]

    def action_reason(self) -> None:
        """Read in full what there is to say of the file under the cursor."""
        from tui.dialogs.report import ReportDialog

        file = self._file
        if file is not None:
            self.app.push_screen(
                ReportDialog(file_name(file), reason_words(file), [Content(one_line(file.path))])
            )

    def on_option_list_option_selected(self) -> None:
        """Read what there is to say of the file that was clicked."""
        self.action_reason()

    def action_close(self) -> None:
        """Go back."""
        self.dismiss(self._has_brought)
