"""Ask which files to bring into the study."""

from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import."""

    path: Path
    """A file or a folder."""
    metadata: Path | None
    """A CSV file about the files, if there is one."""


class ImportDialog(PathDialog[ImportRequest]):
    """Asks for a file or folder, and for a table about them."""

    def __init__(self, path: str = "", metadata: str = "") -> None:
        super().__init__(
            "Import documents",
            "Text, Markdown and HTML files. A folder is read with all its folders.",
        )
        self._path = path
        self._metadata = metadata

    def compose_body(self) -> ComposeResult:
        """Two paths."""
        yield from self.compose_path("File or folder", self._path, field="source")
        yield from self.compose_path(
            "Metadata as CSV, if there is any", self._metadata, field="metadata"
        )

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
        self.dismiss(ImportRequest(Path(source).expanduser(), table))


def _there(path: str) -> bool:
    """Whether a path leads to something."""
    try:
        return Path(path).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        return False
