"""Read all that one coder has made of one document."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.lookups import unindexed
from storage.database.values import value_of
from storage.errors import NotFound
from storage.records import (
    Basis,
    Certainty,
    Evidence,
    FieldValue,
    Layer,
    Link,
    Memo,
    Record,
    Review,
    Status,
    VariableValue,
)


def text_of(session: Session, document_id: int) -> tuple[str, str]:
    """The document's text and its segmentation as JSON."""
    text, segmentation = session.execute(_text(), {"document_id": document_id}).one()
    return text, segmentation


@cache
def _text() -> Select[str, str]:
    table = core.document_text.c
    mine = table.document_id == bindparam("document_id")
    return select(table.text, table.segmentation).where(mine)


def records(
    session: Session, where: ColumnElement[bool], text: Mapping[int, str]
) -> tuple[Record, ...]:
    """The records that are there and fulfil ``where``; ``text`` gives the documents' texts by id."""
    return _assembled(session, session.execute(_records().where(where)).all(), text)


def records_of(
    session: Session, document_id: int, coder_id: int, layer: Layer, text: str
) -> tuple[Record, ...]:
    """One coder's records of one document."""
    mine = {"document_id": document_id, "coder_id": coder_id, "layer": layer.value}
    found = session.execute(_records_of_document(), mine).all()
    return _assembled(session, found, {document_id: text})


def record(session: Session, uid: str) -> Record:
    """The record called ``uid``.

    Raises:
        NotFound: there is none, or it was removed.
    """
    rows = session.execute(_record_called(), {"uid": uid}).all()
    if not rows:
        raise NotFound("That record is not there any more; it may have been removed.")
    document_id: int = rows[0].document_id
    text, _ = text_of(session, document_id)
    return _assembled(session, rows, {document_id: text})[0]


@cache
def _records() -> Select[*tuple[Any, ...]]:
    joined = core.record.join(core.document).join(core.coder)
    joined = joined.join(core.codebook, core.codebook.c.id == core.record.c.codebook_id)
    columns: list[Any] = [
        core.record,
        core.document.c.uid.label("document"),
        core.coder.c.name.label("coder"),
        core.codebook.c.version,
    ]
    there = select(*columns).select_from(joined).where(core.record.c.removed_at.is_(None))
    return there.order_by(core.record.c.type, core.record.c.number)


@cache
def _records_of_document() -> Select[*tuple[Any, ...]]:
    table = core.record.c
    return _records().where(
        table.document_id == bindparam("document_id"),
        table.coder_id == bindparam("coder_id"),
        table.layer == bindparam("layer"),
    )


@cache
def _record_called() -> Select[*tuple[Any, ...]]:
    return _records().where(core.record.c.uid == bindparam("uid"))


def _assembled(
    session: Session, found: Sequence[Row[*tuple[Any, ...]]], text: Mapping[int, str]
) -> tuple[Record, ...]:
    """Rows of records with all that they hold."""
    ids = [row.id for row in found]
    values = values_by_owner(session, "record", ids)
    passages = evidence_by_owner(session, "record", ids, text)
    links = _links_by_record(session, ids)
    return tuple(
        Record(
            uid=row.uid,
            type=row.type,
            number=row.number,
            document=row.document,
            coder=row.coder,
            layer=Layer(row.layer),
            codebook_version=row.version,
            values=values.get(row.id, {}),
            evidence=passages.get(row.id, ()),
            links=links.get(row.id, ()),
            certainty=Certainty(row.certainty) if row.certainty else None,
            note=row.note,
            cue_shown=row.cue_shown,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row in found
    )


def values_by_owner(
    session: Session, owner: str, ids: Sequence[int]
) -> dict[int, dict[str, FieldValue]]:
    """The answers that records (``owner`` is ``record``) or variable values hold."""
    values: dict[int, dict[str, FieldValue]] = {}
    rows = session.execute(_values(owner), {"ids": ids}).all() if ids else ()
    for (owner_id, field), items in groupby(rows, key=itemgetter(0, 1)):
        values.setdefault(owner_id, {})[field] = value_of(item[2:] for item in items)
    return values


@cache
def _values(owner: str) -> Select[*tuple[Any, ...]]:
    table = core.field_value.c
    key = table[f"{owner}_id"]
    columns: list[Any] = [key, table.field, table.position, table.text, table.number, table.missing]
    owned = key.in_(bindparam("ids", expanding=True))
    return select(*columns).where(owned).order_by(key, table.id)


def evidence_by_owner(
    session: Session, owner: str, ids: Sequence[int], text: Mapping[int, str]
) -> dict[int, tuple[Evidence, ...]]:
    """The passages that belong to records or variable values, in text order, with their words."""
    passages: dict[int, tuple[Evidence, ...]] = {}
    rows = session.execute(_evidence(owner), {"ids": ids}).all() if ids else ()
    for owner_id, uid, document_id, field, start, end in rows:
        passage = Evidence(uid, start, end, text[document_id][start:end], field)
        passages[owner_id] = (*passages.get(owner_id, ()), passage)
    return passages


@cache
def _evidence(owner: str) -> Select[*tuple[Any, ...]]:
    table = core.evidence.c
    key = table[f"{owner}_id"]
    columns: list[Any] = [key, table.uid, table.document_id, table.field, table.start, table.end]
    owned = key.in_(bindparam("ids", expanding=True))
    return select(*columns).where(owned).order_by(table.start, table.end, table.id)


@cache
def _links() -> Select[*tuple[Any, ...]]:
    source, target = core.record.alias("source"), core.record.alias("target")
    joined = core.link.join(source, source.c.id == core.link.c.from_record_id)
    joined = joined.join(target, target.c.id == core.link.c.to_record_id)
    columns: list[Any] = [
        core.link.c.from_record_id,
        core.link.c.uid,
        core.link.c.relation,
        source.c.uid.label("source"),
        target.c.uid.label("target"),
    ]
    there = select(*columns).select_from(joined).where(core.link.c.removed_at.is_(None))
    return there.order_by(core.link.c.id)


@cache
def _links_from() -> Select[*tuple[Any, ...]]:
    return _links().where(core.link.c.from_record_id.in_(bindparam("ids", expanding=True)))


def _links_by_record(session: Session, ids: Sequence[int]) -> dict[int, tuple[Link, ...]]:
    links: dict[int, tuple[Link, ...]] = {}
    for row in session.execute(_links_from(), {"ids": ids}).all() if ids else ():
        link = Link(row.uid, row.source, row.relation, row.target)
        links[row.from_record_id] = (*links.get(row.from_record_id, ()), link)
    return links


def links_across(session: Session, document_id: int, coder_id: int) -> tuple[Link, ...]:
    """Links between records of this document and of others, in either direction."""
    mine = {"document_id": document_id, "coder_id": coder_id}
    ids = session.execute(_ids_of_records(), mine).scalars().all()
    rows = session.execute(_links_out_of(), {"ids": ids}).all() if ids else ()
    return tuple(Link(row.uid, row.source, row.relation, row.target) for row in rows)


@cache
def _ids_of_records() -> Select[int]:
    table = core.record.c
    mine = table.document_id == bindparam("document_id")
    return select(table.id).where(mine, table.coder_id == bindparam("coder_id"))


@cache
def _links_out_of() -> Select[*tuple[Any, ...]]:
    table = core.link.c
    ids: BindParameter[int] = bindparam("ids", expanding=True)
    outwards = and_(table.from_record_id.in_(ids), table.to_record_id.not_in(ids))
    inwards = and_(table.to_record_id.in_(ids), table.from_record_id.not_in(ids))
    return _links().where(or_(outwards, inwards))


def variables(
    session: Session, document_id: int, coder_id: int, layer: Layer, text: str
) -> dict[str, VariableValue]:
    """One coder's values of one document's variables, by name."""
    mine = {"document_id": document_id, "coder_id": coder_id, "layer": layer.value}
    found = session.execute(_variables_of_coder(), mine).all()
    return {value.name: value for value in _valued(session, found, {document_id: text})}


def everybodys_variables(session: Session, text: Mapping[int, str]) -> Iterator[VariableValue]:
    """Every coder's values of some documents' variables, of both layers; ``text`` gives the texts by id."""
    here = core.variable_value.c.document_id.in_(text)
    return _valued(session, session.execute(_variables().where(here)).all(), text)


def _valued(
    session: Session, found: Sequence[Row[*tuple[Any, ...]]], text: Mapping[int, str]
) -> Iterator[VariableValue]:
    """Rows of variable values with all that they hold."""
    ids = [row.id for row in found]
    values = values_by_owner(session, "variable_value", ids)
    passages = evidence_by_owner(session, "variable_value", ids, text)
    for row in found:
        yield _variable(row, values[row.id], passages.get(row.id, ()))


@cache
def _variables_of_coder() -> Select[*tuple[Any, ...]]:
    table = core.variable_value.c
    mine = table.coder_id == bindparam("coder_id")
    here = table.document_id == bindparam("document_id")
    return _variables().where(here, mine, table.layer == bindparam("layer"))


@cache
def _variables() -> Select[*tuple[Any, ...]]:
    table = core.variable_value
    columns: list[Any] = [
        table,
        core.document.c.uid.label("document"),
        core.coder.c.name.label("coder"),
    ]
    return (
        select(*columns)
        .select_from(table.join(core.document).join(core.coder))
        .where(table.c.removed_at.is_(None))
    )


def _variable(
    row: Row[*tuple[Any, ...]], values: Mapping[str, FieldValue], evidence: tuple[Evidence, ...]
) -> VariableValue:
    return VariableValue(
        uid=row.uid,
        document=row.document,
        name=row.name,
        value=values[row.name],
        coder=row.coder,
        layer=Layer(row.layer),
        basis=Basis(row.basis),
        certainty=Certainty(row.certainty) if row.certainty else None,
        note=row.note,
        from_proposal=row.from_proposal,
        evidence=evidence,
    )


def review(session: Session, document_id: int, coder_id: int | None) -> Review:
    """One coder's state on one document."""
    mine = {"document_id": document_id, "coder_id": coder_id}
    row = session.execute(_review(), mine).first()
    if row is None:
        return Review(Status.TODO, None, None, (), None)
    return Review(
        status=Status(row.status),
        flag_reason=row.flag_reason,
        excluded_reason=row.excluded_reason,
        confirmed_none=tuple(json.loads(row.confirmed_none)),
        completed_at=row.completed_at,
        round=row.round,
    )


@cache
def _review() -> Select[*tuple[Any, ...]]:
    table = core.review.c
    mine = table.document_id == bindparam("document_id")
    return select(core.review).where(mine, table.coder_id == bindparam("coder_id"))


def memos(session: Session, condition: ColumnElement[bool]) -> tuple[Memo, ...]:
    """The memos that are there and fulfil ``condition``, oldest first."""
    return tuple(map(memo_of, session.execute(_memos().where(condition)).all()))


def memos_of(session: Session, document_id: int, coder_id: int) -> tuple[Memo, ...]:
    """One coder's memos on one document and what is in it, oldest first."""
    mine = {"document_id": document_id, "coder_id": coder_id}
    return tuple(map(memo_of, session.execute(_memos_of_document(), mine).all()))


@cache
def _memos() -> Select[*tuple[Any, ...]]:
    columns: list[Any] = [
        core.memo,
        core.coder.c.name.label("coder"),
        core.document.c.uid.label("document"),
    ]
    joined = core.memo.join(core.coder).outerjoin(core.document)
    there = core.memo.c.removed_at.is_(None), core.document.c.removed_at.is_(None)
    found = select(*columns).select_from(joined).where(*there, *target_is_there())
    return found.order_by(core.memo.c.id)


def target_is_there() -> list[ColumnElement[bool]]:
    """Conditions that the record or value is there that a memo is on, if it is on one."""
    return [
        ~select(table.c.id)
        .where(table.c.uid == core.memo.c.target, table.c.removed_at.is_not(None))
        .exists()
        for table in (core.record, core.variable_value)
    ]


@cache
def _memos_of_document() -> Select[*tuple[Any, ...]]:
    table = core.memo.c
    mine = table.document_id == bindparam("document_id")
    return _memos().where(mine, unindexed(table.coder_id) == bindparam("coder_id"))


def memo_of(row: Row[*tuple[Any, ...]]) -> Memo:
    """A row of a memo as it travels."""
    return Memo(
        uid=row.uid,
        on=row.on,
        target=row.target,
        document=row.document,
        start=row.start,
        end=row.end,
        coder=row.coder,
        text=row.text,
        created_at=row.created_at,
    )
