"""What is there where search hits stand: documents, records and values; read for many documents at once."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from storage.database import coding, core
from storage.records import FieldValue, Layer


class HitDocument(NamedTuple):
    """A document that has hits."""

    id: int
    uid: str
    kind: str
    segmentation: str


class CodedPassage(NamedTuple):
    """A passage of a record, and what that record says."""

    start: int
    end: int
    values: dict[str, FieldValue]


def document_ids(session: Session, uids: Collection[str]) -> dict[str, int]:
    """The ids of those documents of some that are there, by uid."""
    table = core.document.c
    some = select(table.uid, table.id).where(table.uid.in_(uids), table.removed_at.is_(None))
    return {row.uid: row.id for row in session.execute(some)}


def hit_documents(session: Session, uids: Sequence[str]) -> list[HitDocument]:
    """The documents called ``uids`` that are there, in study order."""
    table = core.document.c
    columns = (table.id, table.uid, table.kind, core.document_text.c.segmentation)
    both = core.document.join(core.document_text)
    some = select(*columns).select_from(both).where(table.uid.in_(uids), table.removed_at.is_(None))
    return [HitDocument(*row) for row in session.execute(some.order_by(table.id))]


def passages_of_records(
    session: Session, coder_id: int, ids: Sequence[int], record_type: str
) -> dict[int, list[CodedPassage]]:
    """The passages of a coder's records of one type, by document."""
    record, passage = core.record.c, core.evidence.c
    columns = (record.document_id, record.id, passage.start, passage.end)
    joined = core.record.join(core.evidence, passage.record_id == record.id)
    mine = (record.coder_id == coder_id) & (record.layer == Layer.CODER.value)
    some = select(*columns).select_from(joined).where(record.document_id.in_(ids), mine)
    there = some.where(record.type == record_type, record.removed_at.is_(None))
    rows = session.execute(there).all()
    values = coding.values_by_owner(session, "record", list({row.id for row in rows}))
    found: dict[int, list[CodedPassage]] = {}
    for document_id, record_id, start, end in rows:
        coded = CodedPassage(start, end, values.get(record_id, {}))
        found.setdefault(document_id, []).append(coded)
    return found


def answered(session: Session, coder_id: int, ids: Sequence[int], variable: str) -> set[int]:
    """Those of some documents of which a coder has answered a variable."""
    table = core.variable_value.c
    mine = (table.coder_id == coder_id) & (table.layer == Layer.CODER.value)
    same = (table.name == variable) & table.removed_at.is_(None)
    some = select(table.document_id).where(table.document_id.in_(ids), mine, same)
    return set(session.execute(some).scalars())
