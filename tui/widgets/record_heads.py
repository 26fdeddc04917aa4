"""The names of the columns above the list of records."""

from textual.content import Content
from textual.reactive import reactive

from tui.widgets.kept_lines import KeptLines
from tui.widgets.record_columns import RecordWords, columns, heads


class RecordHeads(KeptLines):
    """Names the columns that fit; quotations have none."""

    DEFAULT_CSS = """
    RecordHeads { height: 1; color: $text-muted; }
    """

    words: reactive[RecordWords] = reactive(RecordWords())
    """What the list shows."""

    def render(self) -> Content:
        """The line of names."""
        if self.words.lines or self.words.record_type is None:
            return Content("")
        return Content(heads(columns(self.size.width, self.words), self.words))
