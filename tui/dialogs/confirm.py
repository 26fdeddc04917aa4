"""Ask for a yes or a no."""

from tui.commands import bindings
from tui.dialogs.dialog import Dialog


class ConfirmDialog(Dialog[bool]):
    """Asks before something that touches much; ``True`` means do it."""

    BINDINGS = bindings("dialog", only=("dialog.yes", "dialog.no"))

    def action_yes(self) -> None:
        """Do it."""
        self.dismiss(True)

    def action_no(self) -> None:
        """Do not do it."""
        self.dismiss(False)
