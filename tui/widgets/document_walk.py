"""Where a reader stands in a document and what is selected: pure motions over sentences and words."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from storage import Passage, Segmentation
from tui.widgets.document_cells import snap
from tui.widgets.document_layout import Number
from tui.widgets.document_words import Words


@dataclass(frozen=True, slots=True)
class Standing:
    """A sentence the reader stands on, and how far the selection reaches from there."""

    sentence: int = 0
    """Index of the sentence under the cursor."""
    reach: int = 0
    """Index of the sentence at the selection's other end; the same one when it is not extended."""
    words: Passage | None = None
    """The words selected, when they were chosen one by one."""
    at_end: bool = True
    """Whether the edge that moves is the end of the words."""


class Walk:
    """The motions over one document. Each takes a standing and returns the next one.

    Steps pass over boilerplate unless it is walked too; a mouse, a search or a place that is come
    back to may stand on it all the same.
    """

    def __init__(
        self,
        text: str,
        segmentation: Segmentation,
        numbers: Mapping[int, Number],
        *,
        boilerplate: bool = False,
    ) -> None:
        """Prepare the motions.

        Args:
            text: The document's.
            segmentation: Where its parts lie.
            numbers: The paragraph numbers that stand in the margin.
            boilerplate: Whether steps lead into boilerplate.
        """
        self._text = text
        self._passages = tuple(_shown(segmentation.sentences, numbers))
        self._starts = [passage.start for passage in self._passages]
        self._ends = [passage.end for passage in self._passages]
        self._words = Words(text)
        everything = range(len(self._passages))
        passed = set() if boilerplate else self._within(segmentation.boilerplate)
        self._stops: Sequence[int] = [one for one in everything if one not in passed] or everything
        begins = {bisect_right(self._ends, part.start) for part in segmentation.paragraphs}
        self._paragraphs = sorted(begins.intersection(self._stops)) or [self.first]

    def __len__(self) -> int:
        """How many sentences there are."""
        return len(self._passages)

    @property
    def first(self) -> int:
        """The first sentence that steps lead to; 0 in a document without sentences."""
        return self._stops[0] if self._stops else 0

    @property
    def last(self) -> int:
        """The last sentence that steps lead to; 0 in a document without sentences."""
        return self._stops[-1] if self._stops else 0

    def passage(self, sentence: int) -> Passage:
        """The words of a sentence, without a paragraph number that stands in the margin."""
        return self._passages[sentence]

    def selected(self, standing: Standing) -> Passage | None:
        """What is selected; None in a document without sentences."""
        if standing.words is not None or not self._passages:
            return standing.words
        first, last = self._extent(standing)
        return Passage(self._starts[first], self._ends[last])

    def stand_on(self, sentence: int) -> Standing:
        """Stand on a sentence, or the nearest there is, with nothing else selected."""
        sentence = max(0, min(len(self) - 1, sentence))
        return Standing(sentence, sentence)

    def sentence_at(self, offset: int) -> int:
        """The sentence at a character; between two sentences, the one before."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def move_sentence(self, standing: Standing, step: int) -> Standing:
        """Some sentences on or back.

        A selection of several collapses first: forwards to its end, backwards to its beginning.
        """
        first, last = self._extent(standing)
        if step > 0:
            return self.stand_on(self.step(last, step))
        return self.stand_on(self.step(first, step + (first < last)))

    def step(self, sentence: int, step: int) -> int:
        """The sentence some steps on or back; the same one where there is none."""
        if step > 0:
            place = min(bisect_right(self._stops, sentence) + step, len(self._stops)) - 1
            return max(sentence, self._stops[place]) if self._stops else sentence
        place = max(bisect_left(self._stops, sentence) + step, 0)
        return min(sentence, self._stops[place]) if step and self._stops else sentence

    def move_paragraph(self, standing: Standing, step: int) -> Standing:
        """To the beginning of a paragraph; back from the middle of one means its own beginning."""
        here = bisect_right(self._paragraphs, standing.sentence) - 1
        if step < 0 and here >= 0 and self._paragraphs[here] < standing.sentence:
            step += 1
        if here + step >= len(self._paragraphs):
            return self.stand_on(max(self.last, standing.sentence))
        return self.stand_on(self._paragraphs[max(0, here + step)])

    def extend(self, standing: Standing, step: int) -> Standing:
        """Add sentences to the selection, or take them off; chosen words become whole sentences."""
        if standing.words is not None:
            chosen, (first, last) = standing.words, self._extent(standing)
            standing = Standing(first, last)
            step -= step > 0 and self.selected(standing) != chosen
        return replace(standing, reach=self.step(standing.reach, step))

    def select(self, passage: Passage) -> Standing:
        """Select any words; the cursor goes to the sentence in which they begin."""
        words = self._whole(passage.start, passage.end)
        sentence = self.sentence_at(words.start)
        return Standing(sentence, sentence, words)

    def begin_words(self, standing: Standing) -> Standing:
        """Go over to words: first those that are selected, with their end to move."""
        return replace(standing, words=self.selected(standing), at_end=True)

    def swap_edge(self, standing: Standing) -> Standing:
        """Move the other edge from now on."""
        return replace(standing, at_end=not standing.at_end)

    def move_edge(self, standing: Standing, step: int) -> Standing:
        """Move the edge by words; at least one word stays selected."""
        if standing.words is None:
            return standing
        start, end = standing.words.start, standing.words.end
        for _ in range(abs(step)):
            if standing.at_end:
                end = self._end_after(end) if step > 0 else self._words.end_before(start, end)
            elif step > 0:
                start = self._words.start_after(start, end)
            else:
                start = self._start_before(start)
        return replace(standing, words=self._whole(start, end))

    def move_edge_sentence(self, standing: Standing, step: int) -> Standing:
        """Move the edge to the end or beginning of a sentence; something stays selected."""
        words = standing.words
        if words is None:
            return standing
        if standing.at_end:
            ends = self._ends[bisect_right(self._ends, words.start) :]
            return replace(standing, words=Passage(words.start, _next(ends, words.end, step)))
        starts = self._starts[: bisect_left(self._starts, words.end)]
        return replace(standing, words=Passage(_next(starts, words.start, step), words.end))

    def words_between(self, first: int, last: int) -> Passage:
        """The whole words from one character to another, in either direction."""
        return self._whole(*self._words.around(min(first, last), max(first, last) + 1))

    def _within(self, passages: Sequence[Passage]) -> set[int]:
        """The sentences that begin in one of some passages."""
        return {
            sentence
            for passage in passages
            for sentence in range(
                bisect_left(self._starts, passage.start), bisect_left(self._starts, passage.end)
            )
        }

    def _extent(self, standing: Standing) -> tuple[int, int]:
        """The first and last sentence of which something is selected."""
        if standing.words is None:
            first, last = standing.sentence, standing.reach
            return min(first, last), max(first, last)
        words = standing.words
        return self.sentence_at(words.start), self.sentence_at(words.end - 1)

    def _whole(self, start: int, end: int) -> Passage:
        """A passage widened to whole characters."""
        return Passage(*snap(self._text, start, end))

    def _end_after(self, end: int) -> int:
        """The next end of a word or a sentence."""
        sentence = bisect_right(self._ends, end)
        if sentence == len(self._ends):
            return end
        return min(self._words.end_after(end), self._ends[sentence])

    def _start_before(self, start: int) -> int:
        """The beginning of the word or sentence before."""
        sentence = bisect_left(self._starts, start)
        if sentence == 0:
            return start
        return max(self._words.start_before(start), self._starts[sentence - 1])


def _shown(sentences: Sequence[Passage], numbers: Mapping[int, Number]) -> Iterator[Passage]:
    """The sentences without the paragraph numbers; one that is nothing but a number is none."""
    hidden = sorted((begin, number.start) for begin, number in numbers.items())
    begins = [begin for begin, _start in hidden]
    for sentence in sentences:
        index = bisect_right(begins, sentence.start) - 1
        start = max(sentence.start, hidden[index][1]) if index >= 0 else sentence.start
        if start < sentence.end:
            yield Passage(start, sentence.end)


def _next(edges: Sequence[int], edge: int, step: int) -> int:
    """The edge some places on or back in order; the same one when there is none."""
    index = bisect_right(edges, edge) + step - 1 if step > 0 else bisect_left(edges, edge) + step
    return edges[index] if 0 <= index < len(edges) else edge
