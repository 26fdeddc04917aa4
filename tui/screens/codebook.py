"""The codebook screen: what may be coded, how often it was, and how that is changed."""

from collections.abc import Callable

from tui.screens.codebook_edits import CodebookEdits


class CodebookScreen(CodebookEdits):
    """The codebook of the study, to be read and changed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Which commands work on the line under the cursor."""
        if action not in _NEEDS:
            return True
        return self.codebook is not None and not self.is_filtering and _NEEDS[action](self)

    def action_doubts(self) -> None:
        """List the work in doubt."""
        from tui.screens.doubts import DoubtScreen

        self.show_screen(DoubtScreen())

    def open_quotations(self) -> None:
        """Show all quotations of the value under the cursor, one under the other."""
        raise NotImplementedError

    def came_back(self, result: object) -> None:
        """Show the codebook again; what was in doubt may be settled."""
        self.read_codebook()


def _on(*sorts: str) -> Callable[[CodebookScreen], bool]:
    """Whether the cursor stands on a line of one of these sorts."""
    return lambda screen: screen.line is not None and screen.line.sort in sorts


def _on_open(screen: CodebookScreen) -> bool:
    """Whether the cursor stands on an open field."""
    field = screen.field_at(screen.line) if screen.line else None
    return field is not None and field.type == "open"


_NEEDS: dict[str, Callable[[CodebookScreen], bool]] = {
    "add": _on("group", "field", "value"),
    **dict.fromkeys(("edit", "rename", "move", "merge"), _on("field", "value")),
    **dict.fromkeys(("mark", "split", "retire", "pin_example"), _on("value")),
    "open_to_values": _on_open,
    **dict.fromkeys(("take_back", "doubts", "fold_all"), lambda _: True),
    **dict.fromkeys(("unfold", "fold", "filter"), lambda _: True),
}
"""What a command needs beside a codebook that is read."""
