"""Which questions are asked, and which of the required ones are still open."""

from collections.abc import Iterable, Mapping

from storage.codebook.model import Field
from storage.records import FieldValue


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


def _word(answer: object) -> object:
    """An answer as conditions name it."""
    if isinstance(answer, bool):
        return "true" if answer else "false"
    return answer
