"""Ask where to write a file."""

from pathlib import Path

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog


class SaveFileDialog(PathDialog[Path]):
    """Asks for the path of one file to write."""

    def __init__(self, title: str, explanation: str, path: str) -> None:
        """Ask for a path.

        Args:
            title: What is written.
            explanation: What will be in it.
            path: The path to propose.
        """
        super().__init__(title, explanation)
        self._path = path

    def compose_body(self) -> ComposeResult:
        """The path."""
        yield from self.compose_path("File", self._path, field="file")

    def action_accept(self) -> None:
        """Return the path, when there is one."""
        path = self.path("file")
        if not path:
            self.show_problem("Type the path of a file that is not there yet.")
            return
        try:
            self.dismiss(Path(path).expanduser())
        except RuntimeError:
            self.show_problem(f"{path.partition('/')[0]} is nobody's home folder here.")
