"""What the codebook requires of a document before it can be called done."""

from collections.abc import Iterator

from storage.codebook import Codebook, unanswered_fields
from storage.records import Coding, MissingAnswer, Record


def missing_answers(codebook: Codebook, coding: Coding) -> Iterator[MissingAnswer]:
    """What is required and not there, in the order to fill it in.

    Record types without a record come last, those confirmed as none left out.
    """
    answers = {name: value.value for name, value in coding.variables.items()}
    kind = coding.document.kind
    for field in unanswered_fields(codebook.variables, answers, kind=kind):
        yield MissingAnswer("variable", field.name, None, f"{field.label} is required.")
    for record in coding.records:
        yield from _of_record(codebook, record)
    there = {record.type for record in coding.records} | set(coding.review.confirmed_none)
    for record_type in codebook.record_types:
        if record_type.name not in there:
            sentence = f"No {record_type.plural}: confirm that."
            yield MissingAnswer("record_type", record_type.name, None, sentence)


def _of_record(codebook: Codebook, record: Record) -> Iterator[MissingAnswer]:
    record_type = codebook.record_type(record.type)
    if record_type is None:
        return
    mark = f"{record_type.key.upper()}{record.number}"
    for field in unanswered_fields(record_type.fields, record.values):
        sentence = f"{field.label} of {mark} is required."
        yield MissingAnswer("field", field.name, record.uid, sentence)
