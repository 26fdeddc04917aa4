"""Ask where a study is."""

from collections.abc import Callable

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog


class OpenStudyDialog(PathDialog[str]):
    """Asks for a path until there is a study at it."""

    def __init__(self, find: Callable[[str], str | None]) -> None:
        """Ask for a study.

        Args:
            find: The study that a typed path leads to, None when there is none.
        """
        super().__init__("Open a study", "Its file, or the folder that it is in.")
        self._find = find

    def compose_body(self) -> ComposeResult:
        """The path."""
        yield from self.compose_path("Path", "", field="path")

    def action_accept(self) -> None:
        """Return the study's path, when there is one."""
        typed = self.path("path")
        store = self._find(typed) if typed else None
        if store is not None:
            self.dismiss(store)
        elif typed:
            self.show_problem(f"There is no study at {typed}.")
        else:
            self.show_problem("Type the path of a study; Tab completes it.")
