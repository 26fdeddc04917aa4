"""Lists of documents by keyset: what a page shows, and how to find its neighbours."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Row,
    Select,
    and_,
    func,
    literal,
    or_,
    select,
    text,
    tuple_,
)
from sqlmodel import Session

from storage.database import core
from storage.database.search import match_expression
from storage.records import Document, DocumentPage, DocumentQuery, Status

SORTS: dict[str, Column[Any] | None] = {
    "position": None,
    "title": core.document.c.title,
    "kind": core.document.c.kind,
    "respondent": core.document.c.respondent,
    "reference": core.document.c.reference,
    "date": core.document.c.decision_date,
    "outcome": core.document.c.outcome,
    "status": core.review.c.status,
}
"""What a list may be sorted by; position is the order of import."""

PRESENT = core.document.c.removed_at.is_(None)


def page(
    session: Session,
    coder_id: int | None,
    query: DocumentQuery,
    *,
    cursor: str | None = None,
    backwards: bool = False,
    limit: int = 50,
) -> DocumentPage:
    """The documents after ``cursor`` (before it when ``backwards``), at most ``limit``."""
    descending = query.descending != backwards
    keys = _keys(query)
    statement = _matching(coder_id, query)
    if cursor is not None:
        edge = json.loads(cursor)
        left, right = tuple_(*keys), tuple_(*map(literal, edge))
        statement = statement.where(left < right if descending else left > right)
    statement = statement.order_by(*(key.desc() if descending else key for key in keys))
    rows = list(session.execute(statement.limit(limit + 1)))
    more = len(rows) > limit
    rows = rows[:limit]
    if backwards:
        rows.reverse()
    return DocumentPage(
        documents=_documents(session, coder_id, rows),
        before=_cursor(rows[0], query) if rows and (more if backwards else cursor) else None,
        after=_cursor(rows[-1], query) if rows and (cursor if backwards else more) else None,
    )


def page_around(
    session: Session, coder_id: int | None, query: DocumentQuery, uid: str, limit: int
) -> DocumentPage:
    """A page that has the document ``uid`` in its middle, if the list has it at all."""
    statement = _matching(coder_id, query).where(core.document.c.uid == uid)
    row = session.execute(statement).first()
    if row is None:
        return page(session, coder_id, query, limit=limit)
    cursor = _cursor(row, query)
    above = page(session, coder_id, query, cursor=cursor, backwards=True, limit=limit // 2)
    below = page(session, coder_id, query, cursor=cursor, limit=limit - limit // 2)
    here = _documents(session, coder_id, [row])
    first = above.documents[:1] or here
    return DocumentPage(
        documents=(*above.documents, *here, *below.documents),
        before=above.before if first is not here else None,
        after=below.after,
    )


def count(
    session: Session, coder_id: int | None, query: DocumentQuery, cap: int
) -> tuple[int, bool]:
    """How many documents the list has, counted up to ``cap``; whether there are more."""
    inner = _matching(coder_id, query).with_only_columns(core.document.c.id).limit(cap + 1)
    counted: int = session.execute(select(func.count()).select_from(inner.subquery())).scalar_one()
    return min(counted, cap), counted > cap


def documents(session: Session, coder_id: int | None, uids: Sequence[str]) -> list[Document]:
    """The documents called ``uids`` that are there, in study order."""
    statement = _matching(coder_id, DocumentQuery()).where(core.document.c.uid.in_(uids))
    rows = list(session.execute(statement.order_by(core.document.c.id)))
    return list(_documents(session, coder_id, rows))


def document_ids(session: Session, uids: Sequence[str]) -> dict[str, int]:
    """uid to id of the documents that are there."""
    named = select(core.document.c.uid, core.document.c.id).where(
        core.document.c.uid.in_(uids), PRESENT
    )
    return dict(tuple(row) for row in session.execute(named))


def find_uids(session: Session, name: str, limit: int = 5) -> list[str]:
    """uids of documents whose uid begins with ``name`` or whose source, number or reference it is."""
    same = [core.document.c.source_name == name, core.document.c.uid == name]
    same.append(and_(core.document.c.reference == name, core.document.c.reference != ""))
    if name.isdigit():
        same.append(core.document.c.id == int(name))
    if len(name) >= 4:
        same.append(and_(core.document.c.uid >= name, core.document.c.uid < name + "g"))
    found = select(core.document.c.uid).where(or_(*same), PRESENT).limit(limit)
    return list(session.execute(found).scalars())


def neighbour(session: Session, document_id: int, step: int) -> str | None:
    """uid of the document after (before, for a negative step) in study order."""
    key = core.document.c.id
    wanted = select(core.document.c.uid).where(
        PRESENT, key > document_id if step > 0 else key < document_id
    )
    ordered = wanted.order_by(key if step > 0 else key.desc()).limit(1)
    return session.execute(ordered).scalar()


def next_to_do(session: Session, coder_id: int | None, after: int) -> str | None:
    """uid of the first document to do after ``after``, and from the beginning when there is none."""
    if coder_id is None:
        first = select(core.document.c.uid).where(PRESENT).order_by(core.document.c.id).limit(1)
        return (
            session.execute(first.where(core.document.c.id > after)).scalar()
            or session.execute(first).scalar()
        )
    # Literal conditions, word for word as in the partial index: only then is it used.
    todo = text("status = 'todo' AND in_queue AND review.removed_at IS NULL")
    queue = select(core.review.c.document_id).where(core.review.c.coder_id == coder_id, todo)
    queue = queue.order_by(core.review.c.document_id).limit(1)
    found = session.execute(queue.where(core.review.c.document_id > after)).scalar()
    if found is None:
        found = session.execute(queue).scalar()
    named = select(core.document.c.uid).where(core.document.c.id == found)
    return None if found is None else session.execute(named).scalar()


def _matching(coder_id: int | None, query: DocumentQuery) -> Select[*tuple[Any, ...]]:
    # Everybody who is enrolled has a review of every document.
    theirs = and_(
        core.review.c.document_id == core.document.c.id, core.review.c.coder_id == coder_id
    )
    joined = core.document.join(core.review, theirs, isouter=coder_id is None)
    columns: list[Any] = [core.document, core.review.c.status, core.review.c.flag_reason]
    statement = select(*columns, _case_uid()).select_from(joined).where(PRESENT)
    statement = statement.where(*_conditions(query))
    if query.filter.strip():
        rows = text("SELECT rowid FROM title_search WHERE title_search MATCH :words")
        match = match_expression(query.filter, prefix=True)
        statement = statement.where(core.document.c.id.in_(rows.bindparams(words=match)))
    return statement


def _case_uid() -> ColumnElement[str]:
    uid = select(core.case.c.uid).where(core.case.c.id == core.document.c.case_id)
    return uid.scalar_subquery().label("case_uid")


def _conditions(query: DocumentQuery) -> list[ColumnElement[bool]]:
    conditions = []
    if query.status is not None:
        same = core.review.c.status == query.status.value
        untouched = core.review.c.status.is_(None)
        conditions.append(or_(same, untouched) if query.status is Status.TODO else same)
    if query.kind is not None:
        conditions.append(core.document.c.kind == query.kind)
    if query.flagged is not None:
        flag = core.review.c.flag_reason
        conditions.append(flag.is_not(None) if query.flagged else flag.is_(None))
    return conditions


def _keys(query: DocumentQuery) -> list[Any]:
    column = SORTS[query.sort]
    return [core.document.c.id] if column is None else [column, core.document.c.id]


def _cursor(row: Row[Any], query: DocumentQuery) -> str:
    column = SORTS[query.sort]
    key = [] if column is None else [getattr(row, column.name)]
    return json.dumps([*key, row.id])


def _documents(
    session: Session, coder_id: int | None, rows: Sequence[Row[Any]]
) -> tuple[Document, ...]:
    ids = [row.id for row in rows]
    counts = _record_counts(session, coder_id, ids)
    sizes = _case_sizes(session, {row.case_id for row in rows})
    return tuple(
        Document(
            uid=row.uid,
            position=row.id,
            case=row.case_uid,
            title=row.title,
            source_name=row.source_name,
            kind=row.kind,
            respondents=tuple(json.loads(row.respondents)),
            reference=row.reference or None,
            category=row.category,
            decision_date=row.decision_date or None,
            outcome=row.outcome or None,
            url=row.url,
            n_characters=row.n_characters,
            imported_at=row.imported_at,
            status=Status(row.status or "todo"),
            flag_reason=row.flag_reason,
            record_counts=counts.get(row.id, {}),
            case_size=sizes[row.case_id],
        )
        for row in rows
    )


def _record_counts(
    session: Session, coder_id: int | None, ids: Sequence[int]
) -> dict[int, dict[str, int]]:
    table = core.record.c
    counted = (
        select(table.document_id, table.type, func.count())
        .where(table.document_id.in_(ids), table.coder_id == coder_id)
        .where(table.layer == "coder", table.removed_at.is_(None))
        .group_by(table.document_id, table.type)
    )
    counts: dict[int, dict[str, int]] = {}
    for document_id, name, n in session.execute(counted):
        counts.setdefault(document_id, {})[name] = n
    return counts


def _case_sizes(session: Session, case_ids: set[int]) -> dict[int, int]:
    table = core.document.c
    sizes = select(table.case_id, func.count()).where(table.case_id.in_(case_ids), PRESENT)
    return dict(tuple(row) for row in session.execute(sizes.group_by(table.case_id)))
