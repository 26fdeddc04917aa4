"""Ask what a new study is called, and by which codebook it is coded."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Input, Static

from tui.dialogs.path_dialog import PathDialog
from tui.display import one_line

MOST_FAULTS = 3
"""Faults of a codebook that are shown at a time."""


@dataclass(frozen=True, slots=True)
class NewStudy:
    """What a new study shall be."""

    name: str | None
    """What it is called; None for the codebook's name."""
    codebook: str | None
    """The text of its codebook; None for the starter codebook."""


class NewStudyDialog(PathDialog[NewStudy]):
    """Asks for a name and a codebook; neither is needed."""

    AUTO_FOCUS = "#name"

    def __init__(self, place: str, name: str, read_codebook: Callable[[Path], str]) -> None:
        """Ask about a new study.

        Args:
            place: The folder that it will be in.
            name: What it may be called.
            read_codebook: Gives the text of a codebook, or raises CodebookError.
        """
        super().__init__("A new study", f"It is one file, casecoder.db, in {place}.")
        self._name_offered = name
        self._read_codebook = read_codebook

    def compose_body(self) -> ComposeResult:
        """A name and a path."""
        yield Static("Name", classes="label", markup=False)
        line = Input(one_line(self._name_offered), id="name", compact=True, select_on_focus=True)
        line.cursor_blink = False
        yield line
        yield from self.compose_path("A codebook of your own", "", field="codebook")
        yield Static(
            "Without one, the starter codebook: findings, remedies and recommendations in "
            "complaints about children's services. It can be changed at any time.",
            classes="label",
            markup=False,
        )

    def action_accept(self) -> None:
        """Return name and codebook, when the codebook is in order."""
        from storage import CodebookError

        path = self.path("codebook")
        try:
            source = self._read_codebook(Path(path)) if path else None
        except CodebookError as error:
            first, *more = str(error).splitlines()
            faults = [first, *more[: MOST_FAULTS - 1]]
            if len(more) >= MOST_FAULTS:
                faults.append(f"and {len(more) - MOST_FAULTS + 1} more")
            self.show_problem("\n".join(faults))
            return
        name = self.query_one("#name", Input).value.strip()
        self.dismiss(NewStudy(name or None, source))
