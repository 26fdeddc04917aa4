"""Ask where and how to write the dataset."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from textual.app import ComposeResult

from tui.dialogs.path_dialog import PathDialog
from tui.widgets.option_row import OptionRow

PACKAGE = "package"
"""The format that is all of them: for an archive."""

FORMATS = (("csv", "CSV tables"), ("jsonl", "JSON lines"), (PACKAGE, "all, for an archive"))
"""What can be written."""


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What to write."""

    folder: Path
    """Where to."""
    format: str
    """``csv``, ``jsonl``, or ``package``: everything that a journal can deposit."""
    coder: str
    """Whose coding; a package has everybody's."""
    status: str | None
    """Only documents of this status, or all."""
    quotes: str
    """``all`` or ``none``."""
    spreadsheet_safe: bool
    """Whether cells that a spreadsheet would run are changed."""
    coders: str = "names"
    """``names``, or ``coded`` for coder_1 and so on; of a package."""


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
        self._format = OptionRow("format", FORMATS)
        self._coder = OptionRow("coder", tuple((name, name) for name in self._coders))
        self._names = OptionRow(
            "coders", (("names", "by name"), ("coded", "as coder_1, coder_2, …"))
        )

    def compose_body(self) -> ComposeResult:
        """The folder and the choices."""
        yield from self.compose_path("Folder", self._folder, field="folder")
        yield self._format
        yield OptionRow("documents", ((None, "all"), ("done", "done only")))
        yield OptionRow("quotes", (("all", "with quotes"), ("none", "without")))
        yield OptionRow("spreadsheet", ((False, "exact"), (True, "safe for spreadsheets")))
        yield self._coder
        yield self._names

    def on_mount(self) -> None:
        """Ask only what the format leaves open."""
        self.watch(self._format, "chosen", self._ask_what_is_open)

    def _ask_what_is_open(self) -> None:
        is_package = self._format.value == PACKAGE
        self._coder.display = len(self._coders) > 1 and not is_package
        self._names.display = is_package

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
        format_, status, quotes, safe, coder, names = (row.value for row in self.query(OptionRow))
        self.dismiss(
            ExportRequest(
                folder=path,
                format=cast("str", format_),
                coder=cast("str", coder),
                status=cast("str | None", status),
                quotes=cast("str", quotes),
                spreadsheet_safe=bool(safe),
                coders=cast("str", names),
            )
        )
