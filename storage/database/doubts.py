"""Records and variables of one coder that were coded with a version in which something has changed since."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlmodel import Session

from storage.database import core
from storage.records import AnswerPlace, Layer

RECORDS, VARIABLES = 1, 0
"""Which sort of row: variables of a document come before its records."""
MOST_NAMED = 2_000
"""Values of one field that are asked for by name; with more, all its answers are looked at."""
LONGEST_QUOTE = 300
"""Characters of a passage that are shown."""

Places = frozenset[AnswerPlace | str]
"""What is in doubt: fields, values, or, as plain names, whole record types."""
Cursor = tuple[int, int, int, int]
"""Document, position, sort and id: the order of the list."""


class Row(NamedTuple):
    """One record or variable value that may be in doubt."""

    document_id: int
    start: int
    sort: int
    id: int
    uid: str
    name: str
    """Record type or variable."""
    number: int
    codebook_id: int

    @property
    def cursor(self) -> Cursor:
        """Where it stands in the list."""
        return self.document_id, self.start, self.sort, self.id


def rows(
    session: Session,
    coder_id: int,
    doubts: Mapping[int, Places],
    *,
    cursor: Cursor | None,
    backwards: bool,
    limit: int,
) -> list[Row]:
    """Some rows after ``cursor``, or before it; going backwards the nearest comes first."""
    both = _both(coder_id, doubts)
    if both is None:
        return []
    every = both.subquery()
    keys = [every.c.document_id, every.c.start, every.c.sort, every.c.id]
    found = select(every)
    if cursor is not None:
        here = tuple_(*map(literal, cursor))
        found = found.where(tuple_(*keys) < here if backwards else tuple_(*keys) > here)
    order = [key.desc() for key in keys] if backwards else keys
    return [Row(*row) for row in session.execute(found.order_by(*order).limit(limit))]


def place(session: Session, uid: str) -> Cursor | None:
    """Where a record or variable value stands in the list, whether it is in it or not."""
    record, variable = core.record.c, core.variable_value.c
    row = session.execute(
        select(record.document_id, record.first_start, record.id).where(record.uid == uid)
    ).first()
    if row is not None:
        return row.document_id, row.first_start, RECORDS, row.id
    about = select(variable.document_id, variable.id).where(variable.uid == uid)
    own = session.execute(about).first()
    return None if own is None else (own.document_id, -1, VARIABLES, own.id)


def count(session: Session, coder_id: int, doubts: Mapping[int, Places], cap: int) -> int:
    """How many rows there are, counted up to one more than ``cap``."""
    both = _both(coder_id, doubts)
    if both is None:
        return 0
    limited = select(both.subquery()).limit(cap + 1).subquery()
    found: int = session.execute(select(func.count()).select_from(limited)).scalar_one()
    return found


def first_quotes(
    session: Session, sort: int, ids: Sequence[int]
) -> dict[int, tuple[str, int, int]]:
    """The first passage of each, its words and where it stands."""
    evidence, text = core.evidence.c, core.document_text.c
    key = evidence.record_id if sort == RECORDS else evidence.variable_value_id
    words = func.substr(text.text, evidence.start + 1, evidence.end - evidence.start)
    joined = core.evidence.join(core.document_text, text.document_id == evidence.document_id)
    found = select(key, func.substr(words, 1, LONGEST_QUOTE), evidence.start, evidence.end)
    found = found.select_from(joined).where(key.in_(ids)).order_by(evidence.start.desc())
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(found)}


def _both(coder_id: int, doubts: Mapping[int, Places]) -> Any:
    """Records and variable values in one list, None where nothing is in doubt."""
    versions: dict[Places, list[int]] = {}
    for codebook_id, places in doubts.items():
        if places:
            versions.setdefault(places, []).append(codebook_id)
    parts = [_records(coder_id, versions), _variables(coder_id, versions)]
    some = [part for part in parts if part is not None]
    return union_all(*some) if some else None


def _records(coder_id: int, versions: Mapping[Places, list[int]]) -> Select[Any] | None:
    table = core.record.c
    conditions = []
    for places, ids in versions.items():
        types = sorted(place for place in places if isinstance(place, str))
        own: list[ColumnElement[bool]] = [table.type.in_(types)] if types else []
        own += _of_fields(places, table.id, core.field_value.c.record_id, table.type)
        if own:
            conditions.append(and_(table.codebook_id.in_(ids), or_(*own)))
    if not conditions:
        return None
    columns: list[Any] = [
        table.document_id,
        table.first_start.label("start"),
        literal(RECORDS).label("sort"),
        table.id,
        table.uid,
        table.type.label("name"),
        table.number,
        table.codebook_id,
    ]
    return _there(select(*columns), core.record, coder_id, or_(*conditions))


def _variables(coder_id: int, versions: Mapping[Places, list[int]]) -> Select[Any] | None:
    table = core.variable_value.c
    conditions = []
    for places, ids in versions.items():
        own = _of_fields(places, table.id, core.field_value.c.variable_value_id, None)
        if own:
            conditions.append(and_(table.codebook_id.in_(ids), or_(*own)))
    if not conditions:
        return None
    columns: list[Any] = [
        table.document_id,
        literal(-1).label("start"),
        literal(VARIABLES).label("sort"),
        table.id,
        table.uid,
        table.name,
        literal(0).label("number"),
        table.codebook_id,
    ]
    return _there(select(*columns), core.variable_value, coder_id, or_(*conditions))


def _there(
    columns: Select[Any], owner: Any, coder_id: int, condition: ColumnElement[bool]
) -> Select[Any]:
    """The coder's own, that are there, in documents that are there."""
    joined = owner.join(core.document, core.document.c.id == owner.c.document_id)
    return columns.select_from(joined).where(
        owner.c.coder_id == coder_id,
        owner.c.layer == Layer.CODER.value,
        owner.c.removed_at.is_(None),
        core.document.c.removed_at.is_(None),
        condition,
    )


def _of_fields(places: Places, own_id: Any, key: Any, own_type: Any) -> list[ColumnElement[bool]]:
    """Owners of answers that are in doubt; of records where ``own_type`` is given, else of variables."""
    named: dict[tuple[str | None, str], set[str | None]] = {}
    for place in places:
        if isinstance(place, AnswerPlace) and (place.record_type is None) == (own_type is None):
            named.setdefault((place.record_type, place.field), set()).add(place.value)
    conditions = []
    for (record_type, field), values in named.items():
        table = core.field_value.c
        answers = select(key).where(table.field == field, key.is_not(None))
        if None not in values and len(values) <= MOST_NAMED:
            answers = answers.where(table.text.in_(sorted(filter(None, values))))
        condition = own_id.in_(answers)
        conditions.append(
            condition if own_type is None else and_(own_type == record_type, condition)
        )
    return conditions
