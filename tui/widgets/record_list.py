"""The list of records across the study: a table, or quotations one under the other."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive

from tui.widgets.fitting import fit
from tui.widgets.record_columns import (
    RecordWords,
    cells,
    columns,
    mark,
    quotation,
    value_text,
)
from tui.widgets.tall_list import TallList

if TYPE_CHECKING:
    from storage import ListedRecord, RecordGroup, RecordRow


class RecordList(TallList["ListedRecord"]):
    """Shows records of one type, under headings where they are grouped."""

    DEFAULT_CSS = """
    RecordList {
        & > .record-list--quote { color: $foreground; }
        & > .record-list--heading { text-style: bold; }
        & > .record-list--record-1 { color: $record-1; text-style: bold; }
        & > .record-list--record-2 { color: $record-2; text-style: bold; }
        & > .record-list--record-3 { color: $record-3; text-style: bold; }
        & > .record-list--record-4 { color: $record-4; text-style: bold; }
        & > .record-list--record-5 { color: $record-5; text-style: bold; }
        & > .record-list--record-6 { color: $record-6; text-style: bold; }
        & > .record-list--record-7 { color: $record-7; text-style: bold; }
        & > .record-list--record-8 { color: $record-8; text-style: bold; }
    }
    """
    COMPONENT_CLASSES = {
        "record-list--quote",
        "record-list--heading",
        *(f"record-list--record-{number}" for number in range(1, 9)),
    }

    words: reactive[RecordWords] = reactive(RecordWords())
    """What it takes to put records into words."""
    field: reactive[str] = reactive("")
    """The field whose values are the headings."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._quotations: dict[str, list[tuple[str, str]]] = {}

    def watch_words(self, words: RecordWords) -> None:
        """Lay the quotations out anew."""
        self._quotations.clear()
        self.cut = words.marks.cut

    def on_resize(self) -> None:
        """Lay the quotations out anew; the view follows."""
        self._quotations.clear()

    def show_quotations(self, words: RecordWords) -> None:
        """Show other words or another layout; the cursor stays in view."""
        self.words = words
        self._top = self._within(self._top)
        self._reveal()
        self.refresh()

    def watch_marked(self, before: frozenset[str], after: frozenset[str]) -> None:
        """Draw the records again whose mark changed: one may stand on several lines."""
        for at, row in enumerate(self._window.rows):
            if getattr(row, "record", None) in before ^ after:
                self._refresh_row(at)

    def row_height(self, row: "ListedRecord") -> int:
        """One line in a table; in quotations, those that the words take."""
        return len(self._lines(row)) if self.words.lines else 1

    def line_segments(self, row: "ListedRecord", line: int, base: Style) -> Iterable[Segment]:
        """One line of a record or heading."""
        from storage import RecordGroup

        if isinstance(row, RecordGroup):
            return self._heading(row, base)
        if not self.words.lines:
            return self._cells(row, base)
        look, text = self._lines(row)[line]
        lead = self._lead(row, base) if line == 0 else [Segment(" " * self.words.lead, base)]
        return [*lead, Segment(text, base + self.part(look))]

    def _lines(self, row: "ListedRecord") -> list[tuple[str, str]]:
        """The lines of a record as its quotations; of a heading, one."""
        from storage import RecordGroup

        if row.uid not in self._quotations:
            if isinstance(row, RecordGroup):
                self._quotations[row.uid] = [("heading", "")]
            else:
                self._quotations[row.uid] = quotation(row, self.words, self.size.width)
        return self._quotations[row.uid]

    def _lead(self, row: "RecordRow", base: Style) -> list[Segment]:
        """The margin: whether it is marked, and which record of its document it is."""
        marked = self.words.marks.marked if row.record in self.marked else " "
        return [
            Segment(f" {marked}", base + self.part("accent")),
            Segment(
                fit(mark(row, self.words), self.words.lead - 3, self.cut) + " ",
                base + self.part(f"record-{self.words.hue}"),
            ),
        ]

    def _cells(self, row: "RecordRow", base: Style) -> list[Segment]:
        """A record as a line of the table."""
        shown = columns(self.size.width, self.words)
        quiet = base + self.part("quiet")
        looks = {"title": quiet, "quote": quiet}
        texts = cells(row, shown, self.words)
        segments = [
            Segment(text, quiet if text.startswith("— ") else looks.get(name, base))
            for name, text in texts
        ]
        return [*self._lead(row, base), *segments]

    def _heading(self, row: "RecordGroup", base: Style) -> list[Segment]:
        """A value, and how many records have it."""
        record_type = self.words.record_type
        known = record_type.field(self.field) if record_type else None
        text = f" {value_text(known, row.value, self.words)}"
        count = f"  {row.count:,}{'+' if row.more else ''}"
        style = base + self.part("heading")
        return [Segment(text, style), Segment(count, base + self.part("quiet"))]
