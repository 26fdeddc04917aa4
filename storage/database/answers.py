"""How many answers the current coder has given, and the words that show them; never more than a page of work."""

from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, select
from sqlmodel import Session

from storage.database import core
from storage.records import AnswerPlace, Counted, Layer, Passage, Quotation

LOOKED_AT = 20_000
"""Answers of everybody that are looked at for one coder's own; with more, a count is a lower limit."""


def count(session: Session, coder_id: int, place: AnswerPlace, cap: int) -> Counted:
    """How many records, or documents, of one coder have an answer, counted up to ``cap``."""
    several = place.value is None
    statement = _counted(place.record_type is None, several=several)
    known = {
        "field": place.field,
        "text": place.value,
        "type": place.record_type,
        "coder_id": coder_id,
        "cap": cap + 1,
    }
    looked_at, found = session.execute(statement, known).one()
    return Counted(min(found, cap), more=found > cap or looked_at >= LOOKED_AT)


@cache
def _counted(of_variables: bool, *, several: bool) -> Select[int, int]:  # noqa: FBT001  a cache's key
    owner, some = _some(of_variables, several=several)
    own = _own(owner, some.c.owner_id, of_variables=of_variables)
    mine = select(some.c.owner_id).select_from(own.table).where(*own.conditions).distinct()
    limited = mine.limit(bindparam("cap")).subquery()
    return select(
        select(func.count()).select_from(some).scalar_subquery(),
        select(func.count()).select_from(limited).scalar_subquery(),
    )


class _Own(NamedTuple):
    """The owners of some answers that are one coder's and there."""

    table: Any
    conditions: list[ColumnElement[bool]]


def _own(owner: Any, owner_id: Any, *, of_variables: bool) -> _Own:
    joined = owner_id.table.join(owner, owner.c.id == owner_id)
    joined = joined.join(core.document, core.document.c.id == owner.c.document_id)
    conditions = [
        owner.c.coder_id == bindparam("coder_id"),
        owner.c.layer == Layer.CODER.value,
        owner.c.removed_at.is_(None),
        core.document.c.removed_at.is_(None),
    ]
    if not of_variables:
        conditions.append(owner.c.type == bindparam("type"))
    return _Own(joined, conditions)


def _some(of_variables: bool, *, several: bool) -> tuple[Any, Any]:  # noqa: FBT001
    """The first answers to a field that an index finds, of everybody."""
    table = core.field_value.c
    owner = core.variable_value if of_variables else core.record
    key = table.variable_value_id if of_variables else table.record_id
    same = and_(table.field == bindparam("field"), key.is_not(None))
    if not several:
        same = and_(same, table.text == bindparam("text"))
    return owner, select(key.label("owner_id")).where(same).limit(LOOKED_AT).subquery()


def quotations(
    session: Session, coder_id: int, place: AnswerPlace, limit: int
) -> tuple[Quotation, ...]:
    """Passages by which a coder has shown an answer, the latest records first."""
    of_variables = place.record_type is None
    owner, some = _some(of_variables, several=place.value is None)
    own = _own(owner, some.c.owner_id, of_variables=of_variables)
    evidence, document, text = core.evidence.c, core.document.c, core.document_text.c
    key = evidence[f"{owner.name}_id"]
    joined = own.table.join(core.evidence, key == owner.c.id)
    joined = joined.join(core.document_text, text.document_id == owner.c.document_id)
    words = func.substr(text.text, evidence.start + 1, evidence.end - evidence.start)
    found = select(document.uid, document.title, words, evidence.start, evidence.end)
    found = found.select_from(joined).where(*own.conditions)
    found = found.order_by(owner.c.id.desc(), evidence.start).limit(limit)
    known = {
        "field": place.field,
        "text": place.value,
        "type": place.record_type,
        "coder_id": coder_id,
    }
    return tuple(
        Quotation(uid, title, quote, Passage(start, end))
        for uid, title, quote, start, end in session.execute(found, known)
    )
