"""What the review screen says of a document: its heading, its marks, its quotations."""

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence

from textual.content import Content

from storage import (
    Codebook,
    Coding,
    Document,
    NewEvidence,
    Overview,
    Passage,
    Place,
    Segmentation,
    Status,
)
from tui.display import Marks, date_text, kind_text, one_line, words
from tui.widgets.document_marks import Mark
from tui.widgets.form_draft import evidence_from_json, evidence_to_json, read_draft
from tui.widgets.record_summary import cited_paragraph, record_hue, record_mark

STATUS_WORDS = {Status.TODO: "to do"}
"""A status as people say it, where its name is not that."""


def document_marks(codebook: Codebook, coding: Coding, focus_uid: str | None) -> tuple[Mark, ...]:
    """The passages of every record, as the text pane marks them."""
    return tuple(
        Mark(
            passage.start,
            passage.end,
            record_mark(codebook, record),
            record_hue(codebook, record.type),
            focused=record.uid == focus_uid,
            field=passage.field is not None,
        )
        for record in coding.records
        for passage in record.evidence
    )


def head_words(coding: Coding, codebook: Codebook, marks: Marks) -> Content:
    """Two lines above the text: title; kind, outcome, date, status, flag."""
    document, review = coding.document, coding.review
    labels = {kind.name: kind.label for kind in codebook.kinds}
    outcome = words(document.outcome).capitalize() if document.outcome else ""
    facts = [kind_text(document.kind, labels), outcome, date_text(document.decision_date)]
    state = f"{marks.status(review.status.value)} {STATUS_WORDS.get(review.status, words(review.status.value))}"
    flag = f"{marks.flag} {review.flag_reason}" if review.flag_reason else ""
    case = f"case of {document.case_size} documents" if document.case_size > 1 else ""
    shown = [*facts, case, state, flag, review.excluded_reason or ""]
    line = " · ".join(one_line(fact) for fact in shown if fact)
    return Content.assemble((one_line(document.title), "bold"), "\n", (line, "$text-muted"))


def header_words(overview: Overview, document: Document) -> tuple[str, ...]:
    """The middle of the header line: position, done, flagged."""
    told = [f"document {document.position:,} of {overview.documents:,}"]
    told.append(f"{overview.statuses[Status.DONE]:,} done")
    if overview.flagged:
        told.append(f"{overview.flagged:,} flagged")
    return tuple(told)


def citation(coding: Coding, segmentation: Segmentation, passage: Passage, quote: str) -> str:
    """A quotation with where it is from: “…” (title, ¶7, p. 2; file name, characters 10-42)."""
    document = coding.document
    place = cited_paragraph(segmentation, passage.start)
    dated, page = date_text(document.decision_date), page_label(segmentation, passage.start)
    said = ", ".join(part for part in (document.title, dated, place, page) if part)
    return f"“{quote}” ({said}; {document.source_name}, characters {passage.start}-{passage.end})"


def page_label(segmentation: Segmentation, position: int) -> str:
    """The page that a position is on, as ``p. 2``; empty in a document without pages."""
    if not segmentation.pages:
        return ""
    return f"p. {max(1, bisect_right(segmentation.pages, position))}"


def first_step_words(make: tuple[str, str] | None, moves: Sequence[str]) -> str:
    """What to do on a document without records.

    Args:
        make: Key and label of the first record type.
        moves: The keys that go to the next sentence, the one before and the next paragraph, and
            that add a sentence.
    """
    next_one, before, paragraph, extend = moves
    walk = f"{next_one} {before} go by sentence, {paragraph} by paragraph"
    if make is None:
        return f"{walk}."
    key, label = make
    article = "an" if label[:1] in "aeiou" else "a"
    return one_line(f"{walk}; {extend} takes in the next, {key} makes {article} {label}.")


def tie_words(label: str, *, is_tied: bool, waits: bool) -> str:
    """What to say when a passage was tied to a field, or taken from it.

    Args:
        label: The field's.
        is_tied: Whether the passage is tied now.
        waits: Whether the field has no answer yet that the passage could be saved with.
    """
    if not is_tied:
        return f"No longer tied to {label}."
    return f"Tied to {label}; it is saved with the answer." if waits else f"Tied to {label}."


Ties = Mapping[str, tuple[NewEvidence, ...]]
"""Passages tied to variables that have no answer yet, by the variable's name."""


def state_text(focus_uid: str | None, ties: Ties) -> str:
    """What a place keeps beside its position: the record in focus, and what is tied to no answer."""
    tied = {name: evidence_to_json(passages) for name, passages in ties.items()}
    return json.dumps({"record": focus_uid, **({"tied": tied} if tied else {})})


def place_state(place: Place) -> tuple[str | None, Ties]:
    """The record that was in focus at a place, and what was tied to variables without an answer."""
    kept = read_draft(place.state)
    uid, tied = kept.get("record"), kept.get("tied")
    rows = tied.items() if isinstance(tied, dict) else ()
    ties = {str(name): evidence_from_json(passages) for name, passages in rows}
    return uid if isinstance(uid, str) else None, ties


def records_touching(coding: Coding, passage: Passage) -> Sequence[str]:
    """uids of the records that have evidence in a passage, in the panel's order."""
    return [
        record.uid
        for record in coding.records
        if any(one.start < passage.end and passage.start < one.end for one in record.evidence)
    ]
