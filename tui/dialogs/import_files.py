"""Ask which files to bring into the study."""

from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.dialogs.path_dialog import PathDialog
from tui.display import one_line


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import."""

    path: Path
    """A file or a folder."""
    metadata: Path | None = None
    """A CSV file about the files, if there is one."""
    text_column: str | None = None
    """The column of tables that holds the texts; found out when None."""


class ImportDialog(PathDialog[ImportRequest]):
    """Asks for a file or folder, and for what helps to read it."""

    def __init__(self, path: str = "", *, before: ImportRequest | None = None) -> None:
        """Ask for files.

        Args:
            path: What stands there as the path.
            before: What was asked for last, to be changed.
        """
        super().__init__(
            "Import documents",
            "Text, HTML, PDF, Word, tables and ZIP archives; a folder with all its folders. "
            "First you see what would be brought in.",
        )
        self._path = str(before.path) if before else path
        self._metadata = str(before.metadata) if before and before.metadata else ""
        self._text_column = (before.text_column if before else None) or ""

    def compose_body(self) -> ComposeResult:
        """Two paths and a column."""
        yield from self.compose_path("File or folder", self._path, field="source")
        yield from self.compose_path(
            "Metadata as CSV, if there is any", self._metadata, field="metadata"
        )
        yield Static("Column of texts in tables, if not found out", classes="label", markup=False)
        line = Input(one_line(self._text_column), id="column", compact=True)
        line.cursor_blink = False
        yield line

    def action_accept(self) -> None:
        """Return the paths, when they are there."""
        source, metadata = self.path("source"), self.path("metadata")
        if not source:
            self.show_problem("Type the path of a file or folder; Tab completes it.")
            return
        missing = next((each for each in (source, metadata) if each and not _there(each)), None)
        if missing is not None:
            self.show_problem(f"There is nothing at {missing}.")
            return
        table = Path(metadata).expanduser() if metadata else None
        column = self.query_one("#column", Input).value.strip() or None
        self.dismiss(ImportRequest(Path(source).expanduser(), table, column))


def _there(path: str) -> bool:
    """Whether a path leads to something."""
    try:
        return Path(path).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        return False
