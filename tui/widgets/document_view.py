"""The text pane of the review screen: a document to read, with its records, by sentence and word."""

from bisect import bisect_left
from dataclasses import replace

from textual import events
from textual.reactive import var

from storage import Passage, Segmentation
from tui.widgets.document_find import find_words
from tui.widgets.document_marks import Mark, Spans
from tui.widgets.document_pane import DocumentPane
from tui.widgets.document_places import places
from tui.widgets.document_walk import Standing, Walk

__all__ = ["DocumentView", "Mark"]


class DocumentView(DocumentPane):
    """A document's text with a cursor that stands on a sentence, a selection, and the records' marks.

    It binds no keys: the screen calls its motions, and watches ``cursor``. A message would go through
    every widget around it, at each key.
    """

    cursor: var[int] = var(0)
    """Index of the sentence under the cursor. Read it; the motions change it."""
    selection: var[Passage | None] = var(None)
    """What is selected: the sentence, several, or words; None in an empty document. Read it."""

    walks_boilerplate: var[bool] = var(False)
    """Whether steps lead into boilerplate; set it to change that."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._segmentation = Segmentation(0, (), (), (), ())
        self._walk = Walk("", self._segmentation, {})
        self._standing = Standing()
        self._before_words: Standing | None = None
        self._found_from: int | None = None
        self._brought_to: int | None = None
        """Where a search brought the cursor last."""
        self._hits: list[tuple[int, int]] = []
        self._pressed: int | None = None

    # What is shown

    def show(self, text: str, segmentation: Segmentation) -> None:
        """Show a document from its beginning, without marks."""
        self._take(text, segmentation)
        self._segmentation = segmentation
        self._treat_boilerplate()
        self._before_words = self._found_from = None
        self._hits = []
        self._standing = self._walk.stand_on(self._walk.first)
        self._set_standing()
        self._watched = self.sentence
        if self._columns:
            self._lay_out()
            self._scroll(0)

    def _treat_boilerplate(self) -> None:
        """Lead steps past boilerplate and dim it, unless it is walked as text."""
        parts, walked = self._segmentation, self.walks_boilerplate
        self._walk = Walk(self._text, parts, self._numbers, boilerplate=walked)
        shown = replace(parts, boilerplate=()) if walked else parts
        self._painter.places = places(self._text, shown)

    def watch_walks_boilerplate(self) -> None:
        """Walk boilerplate as plain text, or dim it and pass over it, from where the reader stands."""
        self._treat_boilerplate()
        self._repaint()

    def place(self) -> int:
        """The character to come back to: where the sentence under the cursor begins."""
        passage = self.sentence
        return passage.start if passage else 0

    @property
    def sentence(self) -> Passage | None:
        """The sentence under the cursor; None in an empty document."""
        return self._walk.passage(self.cursor) if len(self._walk) else None

    @property
    def chosen_words(self) -> str:
        """What is selected word by word; empty while whole sentences are."""
        words = self._standing.words
        return self._text[words.start : words.end] if words else ""

    # Motions over sentences

    def move_sentence(self, step: int) -> None:
        """Go some sentences on, or back."""
        self._stand(self._walk.move_sentence(self._standing, step))

    def move_paragraph(self, step: int) -> None:
        """Go some paragraphs on, or back."""
        self._stand(self._walk.move_paragraph(self._standing, step))

    def move_page(self, step: int) -> None:
        """Go about a screenful on, or back."""
        passage, layout = self.sentence, self._painter.layout
        if passage is None or not layout.lines:
            return
        rows = step * max(1, self.size.height - 2)
        line = layout.line_of(passage.start) + rows
        line = max(0, min(len(layout.lines) - 1, line))
        there = self._walk.sentence_at(layout.lines[line].start)
        way = 1 if step > 0 else -1
        there = self._walk.step(there - way, way)
        if (there - self.cursor) * way <= 0:
            there = self._walk.step(self.cursor, way)
        self._stand(self._walk.stand_on(there))

    def go_to_sentence_at(self, offset: int) -> None:
        """Put the cursor on the sentence at a character."""
        self._stand(self._walk.stand_on(self._walk.sentence_at(offset)))

    def top(self) -> None:
        """Go to the first sentence."""
        self._stand(self._walk.stand_on(self._walk.first))
        self._scroll(0)

    def bottom(self) -> None:
        """Go to the last sentence."""
        self._stand(self._walk.stand_on(self._walk.last))

    def extend(self, step: int = 1) -> None:
        """Add the next sentence to the selection; with a negative step, take some off."""
        self._stand(self._walk.extend(self._standing, step))

    def select(self, passage: Passage) -> None:
        """Select any words, and put the cursor on the sentence in which they begin."""
        self._stand(self._walk.select(passage))

    # Word by word

    @property
    def selects_words(self) -> bool:
        """Whether the edges of the selection move by words."""
        return self._before_words is not None

    def start_words(self) -> None:
        """Select by words from now on: first what is selected, with its end to move."""
        if self._before_words is None and self.selection is not None:
            self._before_words = self._standing
            self._stand(self._walk.begin_words(self._standing))

    def move_edge(self, step: int) -> None:
        """Move the edge of the words some words on, or back."""
        self._stand(self._walk.move_edge(self._standing, step))

    def move_edge_sentence(self, step: int) -> None:
        """Move the edge of the words some sentences on, or back."""
        self._stand(self._walk.move_edge_sentence(self._standing, step))

    def swap_edge(self) -> None:
        """Move the other edge of the words from now on."""
        self._stand(self._walk.swap_edge(self._standing))

    def stop_words(self, keep: bool) -> None:
        """Leave the words: keep them selected, or go back to what was selected before."""
        before, self._before_words = self._before_words, None
        if before is not None and not keep:
            self._stand(before)

    # Finding

    @property
    def hits(self) -> int:
        """How many places the words looked for stand at."""
        return len(self._hits)

    @property
    def hit(self) -> int | None:
        """Which of them was walked to, from 0."""
        return self._painter.hit

    def find(self, text: str) -> int:
        """Show every place where words stand and go to the first one from here on; how many."""
        if self._found_from is None:
            self._found_from = self.place()
        self._hits = find_words(self._text, text)
        starts, ends = [start for start, _end in self._hits], [end for _start, end in self._hits]
        self._painter.hits = Spans(starts, ends, range(len(starts)))
        self._painter.hit = None
        self._repaint()
        if starts:
            self._go_to_hit(bisect_left(starts, self._found_from) % len(starts))
        else:
            self.go_to_sentence_at(self._found_from)
            self._brought_to = self.place()
        return len(starts)

    def next_hit(self, step: int = 1) -> None:
        """Go some hits on, or back; round at the ends."""
        if self._painter.hit is not None:
            self._go_to_hit((self._painter.hit + step) % len(self._hits))

    def clear_find(self, back: bool = False) -> None:
        """Show no hits any more; stay, or go back to where finding began.

        A cursor that was moved by hand since stays where it was moved to.
        """
        was_moved = self.place() != self._brought_to
        origin, self._found_from, self._hits = self._found_from, None, []
        self._painter.hits, self._painter.hit = Spans(), None
        self._repaint()
        if back and origin is not None and not was_moved:
            self.go_to_sentence_at(origin)

    def _go_to_hit(self, number: int) -> None:
        """Bring the cursor to a hit, and the hit into view."""
        before = self._painter.hit
        self._painter.hit = number
        self._repaint_passages(
            self._hits[number], *([] if before is None else [self._hits[before]])
        )
        self.go_to_sentence_at(self._hits[number][0])
        self._brought_to = self.place()
        self.reveal(Passage(*self._hits[number]))

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Put the cursor where the mouse is pressed."""
        if event.button == 1 and self._painter.layout.lines:
            self._pressed = self._offset_under(event)
            self.capture_mouse()
            self.go_to_sentence_at(self._pressed)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select the words that the mouse is drawn over."""
        if self._pressed is None:
            return
        there = self._offset_under(event)
        if there != self._pressed or self._standing.words is not None:
            words = self._walk.words_between(self._pressed, there)
            at_end = there >= self._pressed
            self._stand(replace(self._standing, words=words, at_end=at_end))

    def on_mouse_up(self) -> None:
        """Let the mouse go."""
        if self._pressed is not None:
            self._pressed = None
            self.release_mouse()

    def _offset_under(self, event: events.MouseEvent) -> int:
        """The character nearest to the mouse."""
        layout = self._painter.layout
        column, row = event.get_content_offset_capture(self)
        line = max(0, min(len(layout.lines) - 1, row + self._top))
        return layout.offset_at(line, column - layout.gutter)

    # Standing somewhere

    def _stand(self, standing: Standing) -> None:
        """Stand somewhere else: paint what changes, and keep it in view."""
        painted = {self._painter.cursor, self._painter.selection}
        self._standing = standing
        self._set_standing()
        if self.selection is None or self.sentence is None:
            return
        painted |= {self._painter.cursor, self._painter.selection}
        self._repaint_passages(*((part.start, part.end) for part in painted if part))
        self._follow()

    def _set_standing(self) -> None:
        """Let everybody read where the reader stands."""
        if self._standing.words is None:
            self._before_words = None
        self.cursor = self._standing.sentence
        self.selection = self._walk.selected(self._standing)
        by_word = self._standing.words is not None
        self._painter.cursor = self.sentence if by_word else self.selection
        self._painter.selection = self.selection if by_word else None

    def _follow(self) -> None:
        """Keep what moves in view: the sentence, the end of the selection, or the edge of the words."""
        words = self._standing.words
        if words is None:
            self._watch(self._walk.passage(self._standing.reach))
        elif self._standing.at_end:
            self._watch(Passage(words.end - 1, words.end))
        else:
            self._watch(Passage(words.start, words.start + 1))
