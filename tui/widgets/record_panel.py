"""The side panel: the document's variables and records, and the record in focus in full."""

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.message import Message
from textual.reactive import reactive

from storage import Codebook, Coding, Segmentation
from tui.widgets.drawn import DrawnWidget
from tui.widgets.panel_lines import PanelSheet, panel_picture
from tui.widgets.spans import target_at

_WHEEL = 3


class RecordPanel(DrawnWidget):
    """What a document has been coded with so far."""

    PREFIX = "panel"
    LOOKS = (
        *("title", "key", "label", "answer", "dim", "mark", "required", "tick", "rule"),
        *("cursor", "focused", "quote", "count"),
        *(f"record-{number}" for number in range(1, 9)),
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"panel--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    RecordPanel { width: 1fr; height: 1fr; }
    RecordPanel .panel--title { color: $text-muted; text-style: bold; }
    RecordPanel .panel--key { color: $accent; text-style: bold; }
    RecordPanel .panel--label { color: $text-muted; }
    RecordPanel .panel--dim { color: $text-disabled; }
    RecordPanel .panel--mark { color: $text-muted; }
    RecordPanel .panel--required { color: $warning; }
    RecordPanel .panel--tick { color: $success; text-style: bold; }
    RecordPanel .panel--rule { color: $border-blurred; }
    RecordPanel .panel--cursor { color: $accent; text-style: bold; }
    RecordPanel .panel--focused { text-style: bold; }
    RecordPanel .panel--quote { color: $text-muted; text-style: italic; }
    RecordPanel .panel--count { text-style: bold; }
    RecordPanel .panel--record-1 { color: $record-1; text-style: bold; }
    RecordPanel .panel--record-2 { color: $record-2; text-style: bold; }
    RecordPanel .panel--record-3 { color: $record-3; text-style: bold; }
    RecordPanel .panel--record-4 { color: $record-4; text-style: bold; }
    RecordPanel .panel--record-5 { color: $record-5; text-style: bold; }
    RecordPanel .panel--record-6 { color: $record-6; text-style: bold; }
    RecordPanel .panel--record-7 { color: $record-7; text-style: bold; }
    RecordPanel .panel--record-8 { color: $record-8; text-style: bold; }
    """

    codebook: reactive[Codebook | None] = reactive[Codebook | None](None)
    """The study's codebook."""
    coding: reactive[Coding | None] = reactive[Coding | None](None)
    """What the coder has made of the document."""
    segmentation: reactive[Segmentation | None] = reactive[Segmentation | None](None)
    """Where the document's paragraphs are."""
    focused_record: reactive[str | None] = reactive[str | None](None)
    """uid of the record in focus."""
    edit_key: reactive[str] = reactive("i")
    """The key that opens the variables."""
    first_step: reactive[str] = reactive("")
    """What to do while there are no records, in words."""

    @dataclass
    class RecordPicked(Message):
        """A record was clicked."""

        uid: str
        """Of the record."""

    @dataclass
    class VariablePicked(Message):
        """A variable was clicked, or the heading over them."""

        name: str | None
        """The variable's name."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._top = 0
        self._scrolls = 0

    def show(self, codebook: Codebook, coding: Coding, segmentation: Segmentation) -> None:
        """Show a document's coding, drawn once."""
        another = self.coding is None or self.coding.document.uid != coding.document.uid
        self.set_reactive(RecordPanel.codebook, codebook)
        self.set_reactive(RecordPanel.segmentation, segmentation)
        self.set_reactive(RecordPanel.coding, coding)
        if another:
            self._top = 0
        self._redraw(follow=True)

    def watch_codebook(self) -> None:
        """Draw with another codebook."""
        self._redraw(follow=False)

    def watch_coding(self) -> None:
        """Draw what there is now."""
        self._redraw(follow=True)

    def watch_segmentation(self) -> None:
        """Draw with other paragraphs."""
        self._redraw(follow=False)

    def watch_focused_record(self) -> None:
        """Bring the record in focus into sight."""
        self._redraw(follow=True)

    def watch_edit_key(self) -> None:
        """Draw with another key."""
        self._redraw(follow=False)

    def watch_first_step(self) -> None:
        """Draw with other words."""
        self._redraw(follow=False)

    def on_resize(self) -> None:
        """Draw again for another size."""
        self._redraw(follow=True)

    def _redraw(self, *, follow: bool) -> None:
        codebook, coding, segmentation = self.codebook, self.coding, self.segmentation
        if not self.size or codebook is None or coding is None or segmentation is None:
            self.draw(())
            return
        sheet = PanelSheet(
            codebook, coding, segmentation, self.focused_record, self.edit_key, self.first_step
        )
        picture = panel_picture(sheet, self.size.width, self.size.height, self._top, follow)
        self._top, self._scrolls = picture.top, picture.scrolls
        self.draw(picture.lines)

    def on_click(self, event: events.Click) -> None:
        """Pick what is under the mouse."""
        offset = event.get_content_offset(self)
        target = target_at(self.line_at(offset.y), offset.x) if offset else ""
        word, _, rest = target.partition(" ")
        if word == "record":
            self.post_message(self.RecordPicked(rest))
        elif word in ("variable", "variables"):
            self.post_message(self.VariablePicked(rest or None))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the list on."""
        self._scroll(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the list back."""
        self._scroll(event, -_WHEEL)

    def _scroll(self, event: events.MouseEvent, step: int) -> None:
        event.stop()
        self._top = max(0, min(self._scrolls, self._top + step))
        self._redraw(follow=False)
