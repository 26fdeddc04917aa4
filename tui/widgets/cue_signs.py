"""Cues as the review of a document shows and walks them."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from storage import Codebook, Coding, Cue, NewEvidence, OpenDocument, Passage
from tui.widgets.document_marks import Mark
from tui.widgets.record_summary import record_hue, type_letter


def open_cues(opened: OpenDocument) -> tuple[Cue, ...]:
    """The cues that still wait: none whose sentence has a record of the cue's type."""
    sentences = opened.text.segmentation.sentences
    coded = {cue.type: _Coded(opened.coding, cue.type) for cue in opened.cues}
    return tuple(cue for cue in opened.cues if not coded[cue.type].touch(_around(sentences, cue)))


class _Coded:
    """The passages of a document's records of one type, in the order of their beginnings."""

    def __init__(self, coding: Coding, record_type: str) -> None:
        passages = sorted(
            (one.start, one.end)
            for record in coding.records
            if record.type == record_type
            for one in record.evidence
        )
        self._starts = [start for start, _end in passages]
        self._reached = list(accumulate((end for _start, end in passages), max))

    def touch(self, passage: Passage) -> bool:
        """Whether one of them has something of a passage."""
        before = bisect_left(self._starts, passage.end)
        return before > 0 and self._reached[before - 1] > passage.start


def _around(sentences: Sequence[Passage], cue: Cue) -> Passage:
    """The sentence in which a cue begins; the cue's own words where it is in none."""
    place = bisect_right(sentences, cue.start, key=lambda sentence: sentence.start) - 1
    if place >= 0 and cue.start < sentences[place].end:
        return sentences[place]
    return Passage(cue.start, cue.end)


def cue_sign(codebook: Codebook, cue: Cue) -> str:
    """What stands in the margin beside a cue: ``·F``, as F1 does beside a record."""
    return f"·{type_letter(codebook.record_type(cue.type), cue.type)}"


def cue_marks(codebook: Codebook, cues: Sequence[Cue]) -> tuple[Mark, ...]:
    """The passages of cues, as the text pane shows their signs."""
    looks = {
        cue.type: (cue_sign(codebook, cue), record_hue(codebook, cue.type))
        for cue in {cue.type: cue for cue in cues}.values()
    }
    return tuple(Mark(cue.start, cue.end, *looks[cue.type]) for cue in cues)


def cues_at(cues: Sequence[Cue], passage: Passage) -> Sequence[Cue]:
    """The cues that begin in a passage."""
    first = bisect_left(cues, passage.start, key=lambda cue: cue.start)
    return cues[first : bisect_left(cues, passage.end, key=lambda cue: cue.start)]


def cue_words(codebook: Codebook, cues: Sequence[Cue]) -> str:
    """Why cues point where they do, on one line: ``·F fault: 'was at fault'``."""
    return " · ".join(f"{cue_sign(codebook, cue)} {cue.why}" for cue in cues)


def was_shown(opened: OpenDocument, record_type: str, passage: NewEvidence) -> bool | None:
    """Whether a cue of a record's type pointed at its passage; None in a study without cues."""
    if not opened.cues_on:
        return None
    return any(
        cue.type == record_type and cue.start < passage.end and passage.start < cue.end
        for cue in opened.cues
    )
