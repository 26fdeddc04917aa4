"""Read all that one coder has made of one document."""

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlmodel import Session

from storage.database import core
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
    Money,
    Passage,
    Proposal,
    Record,
    Review,
    Status,
    VariableValue,
)


def text_of(session: Session, document_id: int) -> tuple[str, str]:
    """The document's text and its segmentation as JSON."""
    table = core.document_text.c
    row = session.execute(
        select(table.text, table.segmentation).where(table.document_id == document_id)
    ).one()
    return row.text, row.segmentation


def records(
    session: Session, where: ColumnElement[bool], text: Mapping[int, str]
) -> tuple[Record, ...]:
    """The records that are there and fulfil ``where``; ``text`` gives the documents' texts by id."""
    table = core.record
    found = list(session.execute(_records().where(where, table.c.removed_at.is_(None))))
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


def record(session: Session, uid: str) -> Record:
    """The record called ``uid``.

    Raises:
        NotFound: there is none, or it was removed.
    """
    where = core.record.c.uid == uid
    row = session.execute(select(core.record.c.document_id).where(where)).first()
    if row is not None:
        text, _ = text_of(session, row.document_id)
        for found in records(session, where, {row.document_id: text}):
            return found
    raise NotFound(f"There is no record {uid} any more; somebody removed it.")


def _records() -> Select[*tuple[Any, ...]]:
    joined = core.record.join(core.document).join(core.coder)
    joined = joined.join(core.codebook, core.codebook.c.id == core.record.c.codebook_id)
    columns: list[Any] = [
        core.record,
        core.document.c.uid.label("document"),
        core.coder.c.name.label("coder"),
        core.codebook.c.version,
    ]
    ordered = (core.record.c.type, core.record.c.number)
    return select(*columns).select_from(joined).order_by(*ordered)


def values_by_owner(
    session: Session, owner: str, ids: Iterable[int]
) -> dict[int, dict[str, FieldValue]]:
    """The answers that records (``owner`` is ``record``) or variable values hold."""
    table = core.field_value.c
    key = table[f"{owner}_id"]
    rows = session.execute(
        select(key, table.field, table.position, table.text, table.number, table.missing)
        .where(key.in_(list(ids)))
        .order_by(key, table.id)
    )
    values: dict[int, dict[str, FieldValue]] = {}
    for (owner_id, field), items in groupby(rows, key=itemgetter(0, 1)):
        values.setdefault(owner_id, {})[field] = value_of(item[2:] for item in items)
    return values


def evidence_by_owner(
    session: Session, owner: str, ids: Iterable[int], text: Mapping[int, str]
) -> dict[int, tuple[Evidence, ...]]:
    """The passages that belong to records or variable values, in text order, with their words."""
    table = core.evidence.c
    key = table[f"{owner}_id"]
    rows = session.execute(
        select(key, table.uid, table.document_id, table.field, table.start, table.end)
        .where(key.in_(list(ids)))
        .order_by(table.start, table.end, table.id)
    )
    passages: dict[int, tuple[Evidence, ...]] = {}
    for owner_id, uid, document_id, field, start, end in rows:
        passage = Evidence(uid, start, end, text[document_id][start:end], field)
        passages[owner_id] = (*passages.get(owner_id, ()), passage)
    return passages


def _links(condition: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    source, target = core.record.alias("source"), core.record.alias("target")
    joined = core.link.join(source, source.c.id == core.link.c.from_record_id)
    joined = joined.join(target, target.c.id == core.link.c.to_record_id)
    columns: list[Any] = [
        core.link.c.from_record_id,
        core.link.c.to_record_id,
        core.link.c.uid,
        core.link.c.relation,
        source.c.uid.label("source"),
        target.c.uid.label("target"),
    ]
    there = core.link.c.removed_at.is_(None)
    return select(*columns).select_from(joined).where(there, condition).order_by(core.link.c.id)


def _links_by_record(session: Session, ids: list[int]) -> dict[int, tuple[Link, ...]]:
    links: dict[int, tuple[Link, ...]] = {}
    for row in session.execute(_links(core.link.c.from_record_id.in_(ids))):
        link = Link(row.uid, row.source, row.relation, row.target)
        links[row.from_record_id] = (*links.get(row.from_record_id, ()), link)
    return links


def links_across(session: Session, document_id: int, coder_id: int) -> tuple[Link, ...]:
    """Links between records of this document and of others, in either direction."""
    ours = select(core.record.c.id).where(
        core.record.c.document_id == document_id, core.record.c.coder_id == coder_id
    )
    ids = list(session.execute(ours).scalars())
    outwards = and_(core.link.c.from_record_id.in_(ids), core.link.c.to_record_id.not_in(ids))
    inwards = and_(core.link.c.to_record_id.in_(ids), core.link.c.from_record_id.not_in(ids))
    rows = session.execute(_links(or_(outwards, inwards)))
    return tuple(Link(row.uid, row.source, row.relation, row.target) for row in rows)


def variables(
    session: Session, document_id: int, coder_id: int, layer: Layer, text: str
) -> dict[str, VariableValue]:
    """One coder's values of one document's variables, by name."""
    table = core.variable_value
    joined = table.join(core.document).join(core.coder)
    columns: list[Any] = [
        table,
        core.document.c.uid.label("document"),
        core.coder.c.name.label("coder"),
    ]
    found = list(
        session.execute(
            select(*columns)
            .select_from(joined)
            .where(table.c.document_id == document_id, table.c.coder_id == coder_id)
            .where(table.c.layer == layer, table.c.removed_at.is_(None))
        )
    )
    ids = [row.id for row in found]
    values = values_by_owner(session, "variable_value", ids)
    passages = evidence_by_owner(session, "variable_value", ids, {document_id: text})
    return {row.name: _variable(row, values[row.id], passages.get(row.id, ())) for row in found}


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
    table = core.review.c
    row = session.execute(
        select(core.review).where(table.document_id == document_id, table.coder_id == coder_id)
    ).first()
    if row is None:
        return Review(Status.TODO, None, None, (), None)
    return Review(
        status=Status(row.status),
        flag_reason=row.flag_reason,
        excluded_reason=row.excluded_reason,
        confirmed_none=tuple(json.loads(row.confirmed_none)),
        completed_at=row.completed_at,
    )


def proposals(session: Session, document_id: int) -> dict[str, Proposal]:
    """What was recognised in the document, by variable."""
    table = core.proposal.c
    rows = session.execute(
        select(core.proposal).where(table.document_id == document_id).order_by(table.id)
    )
    return {
        row.name: Proposal(
            name=row.name,
            value=value_from_json(json.loads(row.value)),
            passage=None if row.start is None else Passage(row.start, row.end),
            rule=row.rule,
        )
        for row in rows
    }


def value_from_json(value: Any) -> FieldValue:
    """A stored proposal's value: text, number, list, or an amount with its currency."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return Money(value["amount"], value["currency"])
    plain: FieldValue = value
    return plain


def memos(session: Session, condition: ColumnElement[bool]) -> tuple[Memo, ...]:
    """The memos that are there and fulfil ``condition``, oldest first."""
    joined = core.memo.join(core.coder).outerjoin(core.document)
    columns: list[Any] = [
        core.memo,
        core.coder.c.name.label("coder"),
        core.document.c.uid.label("document"),
    ]
    found = select(*columns).select_from(joined).where(core.memo.c.removed_at.is_(None), condition)
    return tuple(
        Memo(
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
        for row in session.execute(found.order_by(core.memo.c.id))
    )
