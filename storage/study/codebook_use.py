"""What coded data use of codebooks: why a version, or an old answer, can no longer come or go."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook, Field, FieldType
from storage.codebook.pairs import FieldPair, field_pairs
from storage.database import codebooks
from storage.database.turning import AFTER, BEFORE
from storage.study.base import Work, codebook_of

Place = tuple[str | None, str]
"""Record type (None for variables) and field name."""


def why_codebook_forbids(
    session: Session,
    codebook: Codebook,
    things: Sequence[Sequence[Any]],
    *,
    back: bool,
    whose: int | None = None,
) -> str | None:
    """Why the things of a change cannot be turned, as the end of a sentence; None when they can.

    With ``whose``, only what that coder uses is looked at.
    """
    wanted = BEFORE if back else AFTER
    for thing in things:
        noun, image = thing[0], thing[wanted]
        if noun == "codebook":
            coming = codebook_of(session, image["current"])
            used = _in_use(session, codebook, coming, whose)
            if used is not None:
                return f"{used} is in use"
        answers = noun in ("record", "variable_value") and image is not None
        if answers and not _fits(codebook, image):
            return "the codebook has changed since, and its answers no longer fit"
    return None


def _in_use(
    session: Session, codebook: Codebook, coming: Codebook, whose: int | None
) -> str | None:
    """What coded data use of the codebook in force that ``coming`` does not have."""
    for record_type in codebook.record_types:
        kept = coming.record_type(record_type.name)
        if kept is None and codebooks.has_records(session, record_type.name, whose):
            return f"the record type «{record_type.name}»"
    known = dict(_fields(coming))
    for place, field in _fields(codebook):
        for value in _going(field, known.get(place)):
            if codebooks.count_answers(session, *place, value, whose):
                return f"«{value or field.name}»"
    return None


def why_cannot_go(work: Work, coming: Codebook, whose: int | None = None) -> str | None:
    """What coded data, moved to ``coming`` already, use that it does not have; None when nothing.

    The codebook in force is still the one that is to go. With ``whose``, only what that coder
    uses is looked at.
    """
    for record_type in work.codebook.record_types:
        gone = coming.record_type(record_type.name) is None
        if gone and codebooks.has_records(work.session, record_type.name, whose):
            return f"the record type «{record_type.name}» is in use"
    for pair in field_pairs(work.codebook, coming):
        if pair.old is None:
            continue
        field = pair.new or pair.old
        for name in _left(pair):
            place = (pair.record_type, field.name, name)
            count = codebooks.count_answers(work.session, *place, whose)
            if count:
                used = f"«{name}» of {pair.place}" if name else pair.place
                if whose is None and work.told_of is not None:
                    return f"{used} is in use"
                return f"{used} is in use ({count:,} {'answer' if count == 1 else 'answers'})"
    return None


def _left(pair: FieldPair) -> list[str | None]:
    """Values that a field would lose; None stands for every answer to it."""
    if pair.new is None:
        return [None]
    if pair.new.type is not FieldType.CHOICE or pair.old is None:
        return []
    kept = {value.name for value in pair.new.all_values()}
    return [value.name for value in pair.old.all_values() if value.name not in kept]


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
