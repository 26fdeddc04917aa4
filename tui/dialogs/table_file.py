"""Ask for the file to write a table into."""

from pathlib import Path

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog


class TableFileDialog(PathDialog[Path]):
    """Asks for a path; a file that is there is replaced only when it was named twice."""

    def __init__(self, path: str) -> None:
        """Ask for a file.

        Args:
            path: The path to propose.
        """
        super().__init__("Write the list as a table", "CSV in UTF-8, as the whole dataset is.")
        self._path = path
        self._warned = ""

    def compose_body(self) -> ComposeResult:
        """The path."""
        yield from self.compose_path("File", self._path, field="file")

    def action_accept(self) -> None:
        """Return the path, unless something is there that nobody meant."""
        typed = self.path("file")
        try:
            path = Path(typed).expanduser()
            if not typed or path.is_dir():
                self.show_problem("Type the path of a file, such as findings.csv.")
            elif path.exists() and self._warned != typed:
                self._warned = typed
                self.show_problem(f"{path} is there already; Enter once more replaces it.")
            else:
                self.dismiss(path)
        except (OSError, RuntimeError, ValueError):
            self.show_problem(f"{typed} cannot be the name of a file.")
