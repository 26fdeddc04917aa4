"""What coded data use of codebooks: why a version, or an old answer, can no longer come or go."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook, Field, FieldType
from storage.database import codebooks
from storage.database.turning import AFTER, BEFORE
from storage.study.base import codebook_of

Place = tuple[str | None, str]
"""Record type (None for variables) and field name."""


def why_codebook_forbids(
    session: Session, codebook: Codebook, things: Sequence[Sequence[Any]], *, back: bool
) -> str | None:
    """Why the things of a change cannot be turned, as the end of a sentence; None when they can."""
    wanted = BEFORE if back else AFTER
    for thing in things:
        noun, image = thing[0], thing[wanted]
        if noun == "codebook":
            used = _in_use(session, codebook, codebook_of(session, image["current"]))
            if used is not None:
                return f"{used} is in use"
        answers = noun in ("record", "variable_value") and image is not None
        if answers and not _fits(codebook, image):
            return "the codebook has changed since, and its answers no longer fit"
    return None


def _in_use(session: Session, codebook: Codebook, coming: Codebook) -> str | None:
    """What coded data use of the codebook in force that ``coming`` does not have."""
    for record_type in codebook.record_types:
        kept = coming.record_type(record_type.name)
        if kept is None and codebooks.has_records(session, record_type.name):
            return f"the record type «{record_type.name}»"
    known = dict(_fields(coming))
    for place, field in _fields(codebook):
        for value in _going(field, known.get(place)):
            if codebooks.count_answers(session, *place, value):
                return f"«{value or field.name}»"
    return None


def _going(field: Field, kept: Field | None) -> list[str | None]:
    """Values of ``field`` that ``kept`` has not; None stands for every answer to it."""
    if kept is None or (kept.type, kept.multiple) != (field.type, field.multiple):
        return [None]
    return [value.name for value in field.all_values() if kept.value(value.name) is None]


def _fields(codebook: Codebook) -> Iterator[tuple[Place, Field]]:
    for variable in codebook.variables:
        yield (None, variable.name), variable
    for record_type in codebook.record_types:
        for field in record_type.fields:
            yield (record_type.name, field.name), field


def _fits(codebook: Codebook, image: dict[str, Any]) -> bool:
    """Whether a recorded answer's fields and values are in the codebook in force."""
    known = dict(_fields(codebook))
    for name, _, text, _, missing in image["values"]:
        field = known.get((image.get("type"), name))
        if field is None:
            return False
        if field.type is FieldType.CHOICE and missing is None and field.value(text) is None:
            return False
    return True
