"""What stands around a passage: its words, sentences, paragraph, lead-in and section."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from storage.records import Paragraph, Passage, Segmentation


@dataclass(frozen=True, slots=True)
class Context:
    """One passage in its document."""

    text: str
    segmentation: Segmentation
    kind: str
    passage: Passage

    @property
    def words(self) -> str:
        """The passage itself, apostrophes straight and lines joined."""
        return plain(self.text[self.passage.start : self.passage.end])

    @property
    def sentences(self) -> str:
        """The whole sentences that the passage touches."""
        touched = [
            sentence
            for sentence in self.segmentation.sentences
            if sentence.start < self.passage.end and sentence.end > self.passage.start
        ]
        if not touched:
            return self.words
        return plain(self.text[touched[0].start : touched[-1].end])

    @property
    def sentences_before(self) -> Iterator[str]:
        """The sentences before the passage, the nearest first."""
        for sentence in reversed(self.segmentation.sentences):
            if sentence.end <= self.passage.start:
                yield plain(self.text[sentence.start : sentence.end])

    @property
    def paragraph(self) -> int | None:
        """The index of the paragraph in which the passage starts."""
        starts = [paragraph.start for paragraph in self.segmentation.paragraphs]
        index = bisect_right(starts, self.passage.start) - 1
        return index if index >= 0 else None

    @property
    def section(self) -> str:
        """The heading above the passage in small letters, empty where there is none."""
        index = self.paragraph
        if index is None:
            return ""
        section = self.segmentation.paragraphs[index].section
        return (
            ""
            if section is None
            else plain(self.segmentation.sections[section].title).lower().rstrip(" :")
        )

    @property
    def lead_in(self) -> str:
        """The words that introduce the list in which the passage stands: ``The Council will:``."""
        index = self.paragraph
        if index is None or self.segmentation.paragraphs[index].label is not None:
            return ""
        section = self.segmentation.paragraphs[index].section
        for paragraph in reversed(self.segmentation.paragraphs[max(0, index - 15) : index]):
            words = self.words_of(paragraph)
            if paragraph.section != section:
                return ""
            if words.endswith(":"):
                return words
            if (
                paragraph.label is not None
                or words.endswith(".")
                and not words.startswith(("•", "-"))
            ):
                return ""
        return ""

    def words_of(self, paragraph: Paragraph) -> str:
        """A paragraph's words, apostrophes straight and lines joined."""
        return plain(self.text[paragraph.start : paragraph.end])


def plain(words: str) -> str:
    """Words with straight apostrophes and single blanks."""
    return " ".join(words.replace("’", "'").split())
