"""Which questions are asked, and which of the required ones are still open."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from storage.codebook.model import Codebook, Field
from storage.records import FieldValue


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A required question that is asked and has no answer."""

    field: Field
    record: int | None
    """Position of its record among those given; None for a variable."""


def is_asked(field: Field, values: Mapping[str, FieldValue]) -> bool:
    """Whether the answers so far, of the same record or document, make ``field`` asked.

    A field that is not asked counts as ``not_applicable`` without being answered.
    """
    for name, accepted in field.asked_when.items():
        answer = values.get(name)
        answers = answer if isinstance(answer, tuple) else (answer,)
        if not any(_word(each) in accepted for each in answers):
            return False
    return True


def unanswered_fields(
    fields: Iterable[Field], values: Mapping[str, FieldValue], *, kind: str | None = None
) -> tuple[Field, ...]:
    """The required fields that are asked, for a document of ``kind``, and have no answer."""
    return tuple(
        field
        for field in fields
        if field.required
        and field.name not in values
        and (kind is None or not field.kinds or kind in field.kinds)
        and is_asked(field, values)
    )


def unanswered(
    codebook: Codebook,
    kind: str,
    variables: Mapping[str, FieldValue],
    records: Iterable[tuple[str, Mapping[str, FieldValue]]] = (),
) -> tuple[Unanswered, ...]:
    """What a document of ``kind`` still needs before it is done: variables first, then its records.

    Args:
        codebook: The study's current codebook.
        kind: The document's kind.
        variables: Its values so far, by variable.
        records: Each record's type and values.
    """
    found = [
        Unanswered(field, None)
        for field in unanswered_fields(codebook.variables, variables, kind=kind)
    ]
    for position, (type_name, values) in enumerate(records):
        record_type = codebook.record_type(type_name)
        fields = record_type.fields if record_type else ()
        found.extend(Unanswered(field, position) for field in unanswered_fields(fields, values))
    return tuple(found)


def _word(answer: object) -> object:
    """An answer as conditions name it."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return answer
