"""What can be compared in each unit, and what it is called."""

from collections.abc import Iterator
from dataclasses import dataclass

from storage.agreement.answers import how_compared
from storage.agreement.units import How
from storage.codebook.model import Codebook, Field, FieldType, RecordType
from storage.errors import NotFound
from storage.records import AgreementQuestion, AgreementUnit, Missing

ANY = "record_types"
"""The subject of all record types of a sentence together."""


@dataclass(frozen=True, slots=True)
class Subject:
    """One thing that is compared."""

    name: str
    """``outcome``, ``finding.conclusion`` or ``finding``."""
    label: str
    how: How
    record_type: RecordType | None = None
    field: Field | None = None
    values: tuple[str, ...] = ()
    """Answers that are also looked at one by one."""


def subjects_of(codebook: Codebook, question: AgreementQuestion) -> tuple[Subject, ...]:
    """What a question is about.

    Raises:
        NotFound: the codebook has nothing of that name in this unit.
    """
    found = tuple(_MAKERS[question.unit](codebook, question))
    if question.subject is None:
        return found
    chosen = tuple(each for each in found if each.name == question.subject)
    if not chosen:
        names = ", ".join(each.name for each in found) or "nothing"
        raise NotFound(
            f"There is no {question.subject} to compare by {question.unit}; there is {names}."
        )
    return chosen


def _of_document(codebook: Codebook, question: AgreementQuestion) -> Iterator[Subject]:
    for field in codebook.variables:
        yield _of_field(field, question, field.name, None)
    for kind in codebook.record_types:
        yield Subject(kind.name, f"Number of {kind.plural}", How.RATIO, kind)


def _of_record(codebook: Codebook, question: AgreementQuestion) -> Iterator[Subject]:
    for kind in codebook.record_types:
        yield Subject(kind.name, kind.label, How.MATCHES, kind)
        for field in kind.fields:
            yield _of_field(field, question, f"{kind.name}.{field.name}", kind)


def _of_field(
    field: Field, question: AgreementQuestion, name: str, kind: RecordType | None
) -> Subject:
    how = how_compared(field, None if question.metric is None else How(question.metric))
    values: tuple[str, ...] = ()
    if field.type is FieldType.CHOICE:
        values = (*(value.name for value in field.all_values()), *Missing)
    elif field.type is FieldType.BOOLEAN:
        values = ("true", "false", *Missing)
    return Subject(name, field.label, how, kind, field, values)


def _of_sentence(codebook: Codebook, _: AgreementQuestion) -> Iterator[Subject]:
    names = tuple(kind.name for kind in codebook.record_types)
    yield Subject(ANY, "Record types", How.SETS, values=names)


def _of_text(codebook: Codebook, _: AgreementQuestion) -> Iterator[Subject]:
    for kind in codebook.record_types:
        yield Subject(kind.name, kind.label, How.PASSAGES, kind)


_MAKERS = {
    AgreementUnit.DOCUMENT: _of_document,
    AgreementUnit.RECORD: _of_record,
    AgreementUnit.SENTENCE: _of_sentence,
    AgreementUnit.CHARACTER: _of_text,
}
