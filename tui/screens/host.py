"""What screens ask of the application."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from tui.drafts import Drafts
from tui.writer import Writer

if TYPE_CHECKING:
    from storage import Study
    from tui.screens.search_results import SearchResults
    from tui.spot import Spot


class Host(Protocol):
    """What a screen asks of the application."""

    study: "Study | None"
    """The open study; None until it is open."""
    writer: Writer
    """The queue of changes."""
    drafts: Drafts
    """Half-filled forms that the store has not taken yet."""
    coder: str
    """Who codes."""
    clock: Callable[[], datetime]
    """Tells the local time."""
    searched: "SearchResults | None"
    """The last search, which is shown again when somebody wants to search."""
    keymap: Mapping[str, str]
    """The keys of commands that have others than declared, by id."""
    side_width: int
    """Columns of the panel beside a document, where there is room."""
    drawer_share: int | None
    """Hundredths of the screen that the panel takes where it is a drawer; None for half the text's room."""

    def keep_setting(self, name: str, value: str | int) -> None:
        """Write a setting that was changed into the settings file."""

    def notice(
        self,
        text: str,
        *,
        severity: Literal["information", "warning", "error"] = "information",
        alone: bool = False,
    ) -> None:
        """Say something in passing; ``alone`` in place of what was said before."""

    def open_document(self, spot: "Spot") -> None:
        """Open a document for review."""

    def hold_keys(self, reason: str) -> None:
        """Keep keys back until the same reason is released."""

    def release_keys(self, reason: str) -> None:
        """Let keys go on."""

    def copy(self, text: str) -> None:
        """Copy text to wherever a clipboard can be reached, and say where."""
