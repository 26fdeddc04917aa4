"""Reading a document: motions, selections, finding words."""

from typing import cast

from textual.widgets import Input

from tui.screens.review_opening import ReviewOpening
from tui.widgets.answer_form import AnswerForm
from tui.widgets.find_line import FindLine
from tui.widgets.words_line import WordsLine

LONGEST_PHRASE = 60
"""Characters of selected words that are worth a search in other texts."""


class ReviewReading(ReviewOpening):
    """Moves through the text."""

    @property
    def is_reading(self) -> bool:
        """Whether the keys are the text's: no form, no word selection, nothing being typed."""
        focused = self.focused
        return not isinstance(focused, Input | AnswerForm | WordsLine)

    @property
    def words_to_search(self) -> str:
        """The words selected one by one, as a phrase; none where they are too many to come again."""
        words = " ".join(self.text.chosen_words.replace('"', " ").split())
        return f'"{words}"' if 0 < len(words) <= LONGEST_PHRASE else ""

    # Motions

    def action_next_sentence(self) -> None:
        """Go to the next sentence."""
        self.text.move_sentence(1)

    def action_previous_sentence(self) -> None:
        """Go to the sentence before."""
        self.text.move_sentence(-1)

    def action_sentence_on(self) -> None:
        """Go to the next sentence, also while a form is open."""
        self.text.move_sentence(1)

    def action_sentence_back(self) -> None:
        """Go to the sentence before, also while a form is open."""
        self.text.move_sentence(-1)

    def action_next_paragraph(self) -> None:
        """Go to the next paragraph."""
        self.text.move_paragraph(1)

    def action_previous_paragraph(self) -> None:
        """Go to the paragraph before."""
        self.text.move_paragraph(-1)

    def action_page_down(self) -> None:
        """Go down a screenful."""
        self.text.move_page(1)

    def action_page_up(self) -> None:
        """Go up a screenful."""
        self.text.move_page(-1)

    def action_top(self) -> None:
        """Go to the beginning."""
        self.text.top()

    def action_bottom(self) -> None:
        """Go to the end."""
        self.text.bottom()

    def action_extend(self) -> None:
        """Add the next sentence to the selection."""
        self.text.extend()

    def action_boilerplate(self) -> None:
        """Let the cursor stand on boilerplate, or pass over it."""
        self.text.walks_boilerplate = walked = not self.text.walks_boilerplate
        key = self.key_text("review.boilerplate")
        self.host.notice(
            f"Boilerplate is shown as text; {key} dims it again."
            if walked
            else f"Boilerplate is dimmed and passed over; {key} shows it as text."
        )

    # Words

    async def action_words(self) -> None:
        """Select word by word from here on."""
        self.text.start_words()
        if not self.text.selects_words:
            return
        line = WordsLine()
        await self.mount(line, after=self.status_line)
        self.set_focus(line)

    def on_words_line_edge_moved(self, event: WordsLine.EdgeMoved) -> None:
        """Move the edge."""
        if event.by_sentence:
            self.text.move_edge_sentence(event.step)
        else:
            self.text.move_edge(event.step)

    def on_words_line_edge_swapped(self) -> None:
        """Move the other edge from now on."""
        self.text.swap_edge()

    async def on_words_line_left(self) -> None:
        """Keep what is selected, and read again."""
        self.text.stop_words(keep=True)
        await self.query(WordsLine).remove()
        self.set_focus(self.text)

    # Finding

    @property
    def find_line(self) -> FindLine | None:
        """The line to find words in, while it is there."""
        found = self.query("FindLine")
        return cast("FindLine", found.first()) if found else None

    async def action_find(self) -> None:
        """Type words to find."""
        line = self.find_line
        if line is None:
            line = FindLine()
            await self.mount(line, after=self.status_line)
        else:
            self.text.clear_find(back=False)
            line.begin_anew()
        line.type_words()

    def on_find_line_changed(self, event: FindLine.Changed) -> None:
        """Go to the first place that has the words."""
        if event.words:
            self.text.find(event.words)
        else:
            self.text.clear_find(back=True)
        self._show_hits()

    def on_find_line_walked(self, event: FindLine.Walked) -> None:
        """Go to another hit."""
        self.text.next_hit(event.step)
        self._show_hits()

    def _show_hits(self) -> None:
        if (line := self.find_line) is not None:
            line.show_hits(self.text.hit, self.text.hits)

    async def on_find_line_left(self) -> None:
        """Go back to where the search began."""
        await self.end_find(back=True)

    async def end_find(self, *, back: bool) -> None:
        """Take the search away; stay, or go back to where it began."""
        self.text.clear_find(back=back)
        await self.query("FindLine").remove()
        self.set_focus(self.text)
