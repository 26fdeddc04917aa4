"""Ask for free text of several lines."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import TextArea

from tui.commands import bindings
from tui.dialogs.dialog import Dialog
from tui.display import display_safe

KEEP_DELAY = 0.5
"""Seconds after a change until it is told what is typed."""


class MemoDialog(Dialog[str]):
    """Asks for a memo; an emptied one comes back as an empty text."""

    AUTO_FOCUS = "TextArea"
    BINDINGS = bindings("dialog", only=("dialog.save",))

    def __init__(
        self,
        title: str,
        explanation: str = "",
        *,
        text: str = "",
        typed: str | None = None,
        keep: Callable[[], None] | None = None,
    ) -> None:
        """Ask for a text.

        Args:
            title: What the memo is on.
            explanation: The words it is about.
            text: The memo as it stands.
            typed: What was typed of it before and never saved.
            keep: Called soon after something was typed.
        """
        super().__init__(title, explanation)
        self._text = display_safe(text)
        self._area = TextArea(
            self._text if typed is None else display_safe(typed),
            compact=True,
            highlight_cursor_line=False,
        )
        self._goes_on = typed is not None
        self._keep = keep
        self._timer: Timer | None = None
        self._warned = False

    def compose_body(self) -> ComposeResult:
        """Some lines to type in."""
        self._area.cursor_blink = False
        yield self._area

    def on_mount(self) -> None:
        """Go on behind what was typed before."""
        if self._goes_on:
            self._area.move_cursor(self._area.document.end)

    @property
    def typed(self) -> str:
        """The text as it is typed so far."""
        return self._area.text.strip()

    @property
    def is_changed(self) -> bool:
        """Whether something was typed that is not saved."""
        return self.typed != self._text.strip()

    def on_text_area_changed(self) -> None:
        """Tell soon that something was typed."""
        if self._keep is not None and self._timer is None and self.is_changed:
            self._timer = self.set_timer(KEEP_DELAY, self._tell)

    def _tell(self) -> None:
        self._timer = None
        if self._keep is not None and not self._is_answered:
            self._keep()

    def action_save(self) -> None:
        """Return the text."""
        self.dismiss(self.typed)

    def action_cancel(self) -> None:
        """Go back; what was typed is thrown away at the second Esc only."""
        if self._warned or not self.is_changed:
            self.dismiss(None)
        else:
            self._warned = True
            self.show_problem("Esc once more throws the changes away; Ctrl+S saves them.")
