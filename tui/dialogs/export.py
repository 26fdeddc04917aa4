"""Ask where and how to write the dataset."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog
from tui.widgets.option_row import OptionRow


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to write."""

    folder: Path
    """Where to."""
    format: str
    """``csv`` or ``jsonl``."""
    coder: str
    """Whose coding."""
    status: str | None
    """Only documents of this status, or all."""
    quotes: str
    """``all`` or ``none``."""
    spreadsheet_safe: bool
    """Whether cells that a spreadsheet would run are changed."""


class ExportDialog(PathDialog[ExportRequest]):
    """Asks for the folder and the few things that matter about a dataset."""

    def __init__(self, folder: str, coder: str, coders: Sequence[str] = ()) -> None:
        """Ask how to export.

        Args:
            folder: The folder to propose.
            coder: The current coder, whose coding is proposed.
            coders: All coders of the study.
        """
        super().__init__("Export the dataset", "Tidy tables for R, Stata and pandas.")
        self._folder = folder
        self._coders = (coder, *(each for each in coders if each != coder))

    def compose_body(self) -> ComposeResult:
        """The folder and the choices."""
        yield from self.compose_path("Folder", self._folder, field="folder")
        yield OptionRow("format", (("csv", "CSV tables"), ("jsonl", "JSON lines")))
        yield OptionRow("documents", ((None, "all"), ("done", "done only")))
        yield OptionRow("quotes", (("all", "with quotes"), ("none", "without")))
        yield OptionRow("spreadsheet", ((False, "exact"), (True, "safe for spreadsheets")))
        if len(self._coders) > 1:
            yield OptionRow("coder", tuple((name, name) for name in self._coders))

    def action_accept(self) -> None:
        """Return what was chosen, when there is a folder."""
        folder = self.path("folder")
        if not folder:
            self.show_problem("Type the path of a folder; it is made when it is not there.")
            return
        try:
            path = Path(folder).expanduser()
        except RuntimeError:
            self.show_problem(f"{folder.partition('/')[0]} is nobody's home folder here.")
            return
        format_, status, quotes, safe, *coder = (row.value for row in self.query(OptionRow))
        self.dismiss(
            ExportRequest(
                folder=path,
                format=cast("str", format_),
                coder=cast("str", coder[0]) if coder else self._coders[0],
                status=cast("str | None", status),
                quotes=cast("str", quotes),
                spreadsheet_safe=bool(safe),
            )
        )
