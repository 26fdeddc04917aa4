"""One line under the text: the record in focus, when the panel that shows it is closed."""

from textual.content import Content
from textual.reactive import reactive

from tui.display import one_line
from tui.widgets.kept_lines import KeptLines


class StatusLine(KeptLines):
    """Says in one line what a closed panel would show."""

    DEFAULT_CSS = """
    StatusLine { height: 1; padding: 0 1; color: $text-muted; }
    """

    words: reactive[str] = reactive("")
    """What to say."""

    def render(self) -> Content:
        """Draw the words, cut to the line."""
        return Content(one_line(self.words)).truncate(max(1, self.size.width), ellipsis=True)
