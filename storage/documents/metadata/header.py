"""Turns a header's fields into facts."""

from collections.abc import Sequence

from storage.documents.metadata.dates import find_date, only_date
from storage.documents.metadata.facts import Fact
from storage.documents.metadata.fields import HeaderField
from storage.documents.metadata.outcomes import ToldOutcome, outcome_of
from storage.documents.segments import Structure, sentence_at


def stated(field: HeaderField | None, rule: str) -> Fact | None:
    """The field as it is printed."""
    return Fact(field.value, field.start, field.end, rule) if field is not None else None


def stated_body(field: HeaderField | None, rule: str) -> Fact | None:
    """The one body that the field names."""
    return Fact((field.value,), field.start, field.end, rule) if field is not None else None


def stated_date(
    text: str, field: HeaderField | None, *, is_month_first: bool = False
) -> Fact | None:
    """The date in the field, as precise as it is printed."""
    if field is None:
        return None
    date = find_date(text, field.start, field.end, is_month_first=is_month_first)
    return Fact(date.iso, date.start, date.end, "the header's date") if date is not None else None


def lone_date(
    text: str, paragraphs: Sequence[tuple[str | None, int | None, int, int]], rule: str
) -> Fact | None:
    """The first of some of the text's paragraphs that is a date and nothing else."""
    for _, _, start, end in paragraphs:
        date = only_date(text, start, end)
        if date is not None:
            return Fact(date.iso, date.start, date.end, rule)
    return None


def stated_outcome(field: HeaderField | None) -> Fact | None:
    """What the header's decision means, where it is in an ombudsman's words."""
    outcome = outcome_of(field.value) if field is not None else None
    if field is None or outcome is None:
        return None
    return Fact(outcome, field.start, field.end, "the header's decision")


def told_outcome(structure: Structure, told: ToldOutcome) -> Fact:
    """An outcome that sentences tell, with the sentence as its passage."""
    start, end = sentence_at(structure, told.start) or (told.start, told.end)
    return Fact(told.outcome, start, end, "the text tells the decision")
