"""Ask where to write a file."""

from pathlib import Path

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog


class SaveFileDialog(PathDialog[Path]):
    """Asks for the path of one file to write, where nothing is yet."""

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
        """Return the path, when there is one and nothing is there."""
        typed = self.path("file")
        if not typed:
            self.show_problem("Type the path of a file that is not there yet.")
            return
        try:
            path = Path(typed).expanduser()
            is_taken = path.exists()
        except RuntimeError:
            self.show_problem(f"{typed.partition('/')[0]} is nobody's home folder here.")
        except (OSError, ValueError):
            self.show_problem(f"{typed} cannot be the name of a file.")
        else:
            if is_taken:
                self.show_problem(f"There is something at {path} already; give another name.")
            else:
                self.dismiss(path)
