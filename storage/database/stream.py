"""Read a whole study in batches of documents, as plain rows in the order that exports want."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import Any, NamedTuple

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    false,
    func,
    literal,
    or_,
    select,
)
from sqlmodel import Session

from storage.database import core
from storage.database.coding import target_is_there

Rows = Sequence[tuple[Any, ...]]
"""The driver's own tuples: SQLAlchemy's rows cost as much again, and nobody asks them by name."""

AT_ONCE = 500
"""Documents of one chunk: more is not faster, and each brings its text."""


class Chunk(NamedTuple):
    """Some whole documents and all that was coded on them, each list in export order."""

    documents: Rows
    reviews: Rows
    records: Rows
    record_values: Rows
    variables: Rows
    variable_values: Rows
    evidence: Rows
    links: Rows
    memos: Rows


class Wanted(NamedTuple):
    """Which coding to read."""

    layer: str | None
    coder_id: int | None
    status: str | None
    memos_of: int | None = None
    """Whose memos, where not everybody's may be seen."""
    round: str | None = None
    """Only what coders made of documents that they had in this round."""


def chunks(session: Session, wanted: Wanted, size: int = AT_ONCE) -> Iterator[Chunk]:
    """The study's documents that are there, ``size`` at a time, with the wanted coding."""
    last = 0
    while True:
        documents = _fetched(session, _documents(wanted), last=last, size=size)
        if not documents:
            return
        ids = [row[0] for row in documents]
        last = ids[-1]
        yield _chunk(session, wanted, documents, ids)


def chunk_of(session: Session, wanted: Wanted, ids: Sequence[int]) -> Chunk:
    """Some documents by id, with the wanted coding; those that were removed are left out."""
    documents = _fetched(session, _named_documents(wanted), ids=ids)
    return _chunk(session, wanted, documents, [row[0] for row in documents])


def document_count(session: Session, wanted: Wanted) -> int:
    """How many documents ``chunks`` will give."""
    table = core.document.c
    counted = select(func.count()).where(table.removed_at.is_(None), *_reviewed(wanted, table.id))
    found: int = session.execute(counted).scalar_one()
    return found


# Each statement is put together once for an export: an export sweeps no garbage, and some
# thousand statements would be a lot of it.


@cache
def _documents(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.document.c
    there = _present_documents(wanted).where(table.id > bindparam("last"))
    return there.limit(bindparam("size"))


@cache
def _named_documents(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    return _present_documents(wanted).where(core.document.c.id.in_(_ids()))


def _present_documents(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.document.c
    sizes = core.document.alias("sizes").c
    case_size = select(func.count()).where(
        sizes.case_id == table.case_id, sizes.removed_at.is_(None), *_reviewed(wanted, sizes.id)
    )
    columns: list[Any] = [table.id, table.uid, core.case.c.uid, case_size.scalar_subquery()]
    columns += [table.title, table.source_name, table.kind, table.url, table.retrieved_on]
    columns += [table.stratum, table.probability, table.imported_at, table.n_characters]
    columns += [table.text_sha256, core.document_text.c.text, core.document_text.c.segmentation]
    joined = core.document.join(core.case).join(core.document_text)
    statement = select(*columns).select_from(joined).where(*_reviewed(wanted, table.id))
    return statement.where(table.removed_at.is_(None)).order_by(table.id)


def _reviewed(wanted: Wanted, document_id: ColumnElement[int]) -> list[ColumnElement[bool]]:
    """Whether a document has the wanted status and round, for the wanted coder or for anybody."""
    if wanted.status is None and wanted.round is None:
        return []
    table = core.review.c
    reviewed = [table.document_id == document_id, *_at(wanted, table)]
    if wanted.round is not None:
        reviewed.append(_is_theirs_to_code(table))
    if wanted.coder_id is not None:
        reviewed.append(table.coder_id == wanted.coder_id)
    return [select(table.id).where(*reviewed).exists()]


def _chunk(session: Session, wanted: Wanted, documents: Rows, ids: Sequence[int]) -> Chunk:
    rows = partial(_fetched, session, ids=ids)
    return Chunk(
        documents=documents,
        reviews=rows(_reviews(wanted)),
        records=rows(_records(wanted)),
        record_values=rows(_values(wanted, "record")),
        variables=rows(_variables(wanted)),
        variable_values=rows(_values(wanted, "variable_value")),
        evidence=rows(_evidence(wanted)),
        links=rows(_links(wanted)),
        memos=rows(_memos(wanted)),
    )


def _ids() -> BindParameter[int]:
    """The chunk's documents."""
    return bindparam("ids", expanding=True)


def _fetched(session: Session, statement: Select[*tuple[Any, ...]], **values: object) -> Rows:
    result = session.connection().execute(statement, values)
    rows: Rows = result.cursor.fetchall()
    result.close()
    return rows


def _mine(wanted: Wanted, table: Any) -> ColumnElement[bool]:
    """Rows of the wanted coder and layer on the wanted documents, tombstones left out."""
    conditions = [table.c.document_id.in_(_ids()), table.c.removed_at.is_(None)]
    if wanted.coder_id is not None:
        conditions.append(table.c.coder_id == wanted.coder_id)
    if wanted.layer is not None and "layer" in table.c:
        conditions.append(table.c.layer == wanted.layer)
    conditions += _of_review(wanted, table)
    return and_(*conditions)


def _of_review(wanted: Wanted, table: Any) -> list[ColumnElement[bool]]:
    """Whether the coder's review of a row's document has the wanted status and round."""
    # By another name: the rows may be reviews themselves.
    review = core.review.alias("state_of").c
    at = _at(wanted, review)
    if not at:
        return []
    same = (review.document_id == table.c.document_id, review.coder_id == table.c.coder_id)
    return [select(review.id).where(*same, *at).exists()]


def _at(wanted: Wanted, review: Any) -> list[ColumnElement[bool]]:
    """What is wanted of a review."""
    return [
        review[name] == value
        for name, value in (("status", wanted.status), ("round", wanted.round))
        if value is not None
    ]


@cache
def _reviews(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.review.c
    columns: list[Any] = [table.document_id, core.coder.c.name, literal("coder"), table.round]
    columns += [table.status, table.flag_reason, table.excluded_reason]
    columns += [core.codebook.c.version, table.completed_at]
    version = core.codebook.c.id == table.codebook_id
    joined = core.review.join(core.coder).outerjoin(core.codebook, version)
    # Reviews are the coders'; the adjudicated layer has none.
    theirs = false() if wanted.layer == "gold" else _mine(wanted, core.review)
    return (
        select(*columns)
        .select_from(joined)
        .where(theirs, _is_theirs_to_code(core.review.c))
        .order_by(table.document_id, core.coder.c.name)
    )


def _is_theirs_to_code(review: Any) -> ColumnElement[bool]:
    """Whether a coder was asked to code the document, or has something there all the same."""
    answer = core.variable_value.c
    answered = select(answer.id).where(
        answer.document_id == review.document_id, answer.coder_id == review.coder_id
    )
    begun = or_(review.status != "todo", review.flag_reason.is_not(None))
    return or_(review.in_queue, begun, answered.exists())


@cache
def _records(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.record.c
    columns: list[Any] = [table.id, table.uid, table.type, table.number, table.document_id]
    columns += [core.coder.c.name, table.layer, core.codebook.c.version, table.first_start]
    columns += [table.certainty, table.note, table.cue_shown, table.created_at, table.updated_at]
    joined = core.record.join(core.coder, core.coder.c.id == table.coder_id)
    joined = joined.join(core.codebook, core.codebook.c.id == table.codebook_id)
    ordered = (table.document_id, table.first_start, table.uid)
    return select(*columns).select_from(joined).where(_mine(wanted, core.record)).order_by(*ordered)


@cache
def _variables(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.variable_value.c
    columns: list[Any] = [table.id, table.uid, table.document_id, core.coder.c.name, table.layer]
    columns += [core.codebook.c.version, table.name, table.basis, table.certainty]
    columns += [table.note, table.from_proposal]
    joined = core.variable_value.join(core.coder, core.coder.c.id == table.coder_id)
    joined = joined.join(core.codebook, core.codebook.c.id == table.codebook_id)
    theirs = _mine(wanted, core.variable_value)
    ordered = (table.document_id, core.coder.c.name, table.layer, table.name)
    return select(*columns).select_from(joined).where(theirs).order_by(*ordered)


@cache
def _values(wanted: Wanted, owner: str) -> Select[*tuple[Any, ...]]:
    table, owners = core.field_value.c, core.BY_NAME[owner]
    columns: list[Any] = [table[f"{owner}_id"], table.field, table.position]
    columns += [table.text, table.number, table.missing]
    joined = core.field_value.join(owners, owners.c.id == table[f"{owner}_id"])
    theirs = _mine(wanted, owners)
    return (
        select(*columns).select_from(joined).where(theirs).order_by(table[f"{owner}_id"], table.id)
    )


@cache
def _evidence(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    table = core.evidence.c
    columns: list[Any] = [table.uid, table.record_id, table.variable_value_id, table.document_id]
    columns += [table.field, table.start, table.end]
    by_record = select(core.record.c.id).where(_mine(wanted, core.record))
    by_value = select(core.variable_value.c.id).where(_mine(wanted, core.variable_value))
    owned = table.record_id.in_(by_record) | table.variable_value_id.in_(by_value)
    here = table.document_id.in_(_ids())
    ordered = (table.document_id, table.start, table.end, table.id)
    return select(*columns).where(here, owned).order_by(*ordered)


@cache
def _links(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    source, target = core.record.alias("source"), core.record.alias("target")
    sources, targets = core.document.alias("sources"), core.document.alias("targets")
    table = core.link.c
    columns: list[Any] = [table.uid, table.from_record_id, source.c.uid, table.relation]
    columns += [target.c.uid, sources.c.uid, targets.c.uid, core.coder.c.name, table.layer]
    joined = core.link.join(source, source.c.id == table.from_record_id)
    joined = joined.join(target, target.c.id == table.to_record_id)
    joined = joined.join(sources, sources.c.id == source.c.document_id)
    joined = joined.join(targets, targets.c.id == target.c.document_id)
    joined = joined.join(core.coder, core.coder.c.id == table.coder_id)
    conditions = [_mine(wanted, source), table.removed_at.is_(None)]
    conditions.append(targets.c.removed_at.is_(None))
    if wanted.round is not None:
        conditions += _of_review(Wanted(None, None, None, round=wanted.round), target)
    ordered = (source.c.document_id, source.c.first_start, source.c.uid, table.id)
    return select(*columns).select_from(joined).where(*conditions).order_by(*ordered)


@cache
def _memos(wanted: Wanted) -> Select[*tuple[Any, ...]]:
    return (
        _memo_rows()
        .where(_mine(wanted, core.memo), *_told_memos(wanted))
        .order_by(core.memo.c.document_id, core.memo.c.start.nulls_first(), core.memo.c.id)
    )


def study_memos(session: Session, wanted: Wanted) -> Rows:
    """Memos that are on no document."""
    table = core.memo.c
    loose = _memo_rows().where(table.document_id.is_(None), table.removed_at.is_(None))
    if wanted.coder_id is not None:
        loose = loose.where(table.coder_id == wanted.coder_id)
    return _fetched(session, loose.where(*_told_memos(wanted)).order_by(table.id))


def _told_memos(wanted: Wanted) -> list[ColumnElement[bool]]:
    whose = wanted.memos_of
    return [] if whose is None else [core.memo.c.coder_id == whose]


def _memo_rows() -> Select[*tuple[Any, ...]]:
    table = core.memo.c
    columns: list[Any] = [table.uid, table.on, table.target, table.document_id, table.start]
    columns += [table.end, core.coder.c.name, table.text, table.created_at]
    there = select(*columns).select_from(core.memo.join(core.coder))
    return there.where(*target_is_there())


def coders_with_coding(session: Session) -> list[int]:
    """Ids of coders who have made records, values or memos; two are enough."""
    found: list[int] = []
    for coder_id in session.execute(select(core.coder.c.id)).scalars():
        for table in (core.record, core.variable_value, core.memo):
            mine = (table.c.coder_id == coder_id) & table.c.removed_at.is_(None)
            if session.execute(select(table.c.id).where(mine).limit(1)).first() is not None:
                found.append(coder_id)
                break
        if len(found) > 1:
            break
    return found
