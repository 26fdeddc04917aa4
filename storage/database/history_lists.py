"""The history in lists, as one coder may see it.

Nobody sees what others code: of another's changes a coder is told those that concern everybody.
A batch is one action, though its rows may be many, so the lists tell its last row only.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from heapq import merge
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, func, or_, select, tuple_
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlmodel import Session

from storage.database import core
from storage.database.history import TURNS, things_of
from storage.database.keyset import chosen, has_words
from storage.errors import NotFound
from storage.records import Change, ChangeKind, HistoryQuery, Page, Passage

KINDS = {
    **dict.fromkeys(
        ("set variable", "clear variable", "confirm identifiers", "dismiss proposal"),
        ChangeKind.VARIABLES,
    ),
    **dict.fromkeys(("add memo", "change memo", "remove memo"), ChangeKind.MEMOS),
    **dict.fromkeys(("finish", "reopen", "exclude", "flag", "unflag"), ChangeKind.REVIEWS),
    **dict.fromkeys(
        ("import", "remove documents", "erase", "group", "ungroup", "sample", "segment"),
        ChangeKind.DOCUMENTS,
    ),
    "set kind": ChangeKind.DOCUMENTS,
    "set codebook": ChangeKind.CODEBOOK,
    "revert codebook": ChangeKind.CODEBOOK,
    "set cues": ChangeKind.CODEBOOK,
    **dict.fromkeys(
        ("add coder", "set role", "remove coder", "assign", "open round", "reopen round"),
        ChangeKind.CODERS,
    ),
}
"""What actions are about; those that are not named here are about records."""

SHARED = [
    name
    for name, kind in KINDS.items()
    if kind in (ChangeKind.DOCUMENTS, ChangeKind.CODEBOOK, ChangeKind.CODERS)
]
"""Actions that change what everybody works with, and that everybody is told of."""

OF_DOCUMENTS = ("remove documents", "group", "ungroup")
"""Actions on documents that a coder chose, and that no single document's history is of."""

SMALL = 20_000
"""Characters of a change's images that are worth reading to say what it is about."""


def page(
    session: Session,
    coder_id: int | None,
    query: HistoryQuery,
    *,
    cursor: str | None = None,
    backwards: bool = False,
    limit: int = 50,
) -> Page[Change]:
    """The changes after ``cursor`` (before it when ``backwards``), the latest first.

    Raises:
        NotFound: the query names a document or record that is not the coder's to see.
    """
    streams = _streams(session, coder_id or 0, query)
    found = chosen(
        _rows(session, streams, query, cursor, backwards, limit),
        partial(_fits, query, query.filter.casefold().split()),
        limit,
        backwards=backwards,
        goes_on=cursor is not None,
    )
    changes = tuple(as_change(row, coder_id) for row in found.rows)
    return Page(changes, _cursor(found.before), _cursor(found.after))


def page_around(
    session: Session, coder_id: int | None, query: HistoryQuery, uid: str, limit: int
) -> Page[Change]:
    """A page that has the change ``uid`` in its middle; the first one if there is no such change."""
    here = session.execute(_lines().where(core.change.c.uid == uid)).first()
    if here is None:
        return page(session, coder_id, query, limit=limit)
    place, half = _cursor(here), limit // 2
    above = page(session, coder_id, query, cursor=place, backwards=True, limit=half)
    below = page(session, coder_id, query, cursor=_just_above(here), limit=limit - half)
    return Page((*above.rows, *below.rows), above.before, below.after)


def _cursor(row: Any) -> str | None:
    return None if row is None else json.dumps([row.at, row.id])


def _just_above(row: Any) -> str:
    """A cursor after which the row comes first."""
    return json.dumps([row.at, row.id + 1])


def _fits(query: HistoryQuery, words: list[str], row: Any) -> bool:
    """What is asked of each line, where no index would find the next that fits."""
    kind = KINDS.get(row.real_action, ChangeKind.RECORDS)
    return query.kind in (None, kind) and has_words(
        f"{row.summary} {row.title or ''} {row.coder}", words
    )


def _rows(
    session: Session,
    streams: Sequence[ColumnElement[bool]],
    query: HistoryQuery,
    cursor: str | None,
    backwards: bool,
    limit: int,
) -> Iterator[Any]:
    """The lines of a list from a cursor on, each stream read from an index in the list's order."""
    key = tuple_(core.change.c.at, core.change.c.id)
    order = (core.change.c.at, core.change.c.id)
    statement = _lines().where(*_limits(query))
    if cursor is not None:
        place = tuple_(*json.loads(cursor))
        statement = statement.where(key > place if backwards else key < place)
    ordered = statement.order_by(*(each if backwards else each.desc() for each in order))
    reading = ordered.execution_options(yield_per=limit + 1)
    results = [session.execute(reading.where(stream)) for stream in streams]
    try:
        yield from merge(*results, key=lambda row: (row.at, row.id), reverse=not backwards)
    finally:
        for result in results:
            result.close()


def _limits(query: HistoryQuery) -> list[ColumnElement[bool]]:
    """What limits every stream of a list."""
    table, later = core.change.c, core.change.alias("of_batch")
    in_batch = (later.c.batch == table.batch) & (later.c.id > table.id) & later.c.target.is_(None)
    is_last = or_(
        table.batch.is_(None), table.target.is_not(None), ~select(later).where(in_batch).exists()
    )
    limits = [table.at >= (query.since or ""), is_last]
    if query.until is not None:
        limits.append(table.at < query.until)
    return limits


def _streams(session: Session, coder_id: int, query: HistoryQuery) -> Sequence[ColumnElement[bool]]:
    """What a list is of, in parts that have no row in common and an index each."""
    table = core.change.c
    mine, is_wide = table.coder_id == coder_id, table.document_id.is_(None)
    others = and_(table.coder_id != coder_id, _action().in_(SHARED))
    streams: Sequence[ColumnElement[bool]]
    if query.record is not None:
        streams = _of_record(session, coder_id, query.record)
    elif query.document is not None:
        streams = _of_document(session, query.document, or_(mine, others))
    elif query.study_wide:
        streams = [and_(is_wide, or_(mine, others))]
    else:
        streams = [mine, and_(is_wide, others)]
    return [stream & mine for stream in streams] if query.mine else streams


def _of_document(
    session: Session, uid: str, may_see: ColumnElement[bool]
) -> Sequence[ColumnElement[bool]]:
    """What was done in a document, and what of the whole study had to do with it."""
    document, table = core.document.c, core.change.c
    row = session.execute(select(document.id, document.batch).where(document.uid == uid)).first()
    if row is None:
        raise NotFound("That document is not in this study any more.")
    here = table.document_id == row.id
    names_it = or_(table.batch == row.batch, table.payload.contains(uid, autoescape=True))
    about = and_(table.document_id.is_(None), names_it)
    return [and_(stream, may_see) for stream in (here, about)]


def _of_record(session: Session, coder_id: int, uid: str) -> Sequence[ColumnElement[bool]]:
    """What was done with a record, here and from the documents of the records it was linked to."""
    record, table = core.record.c, core.change.c
    mine = (record.uid == uid) & (record.coder_id == coder_id)
    row = session.execute(select(record.id, record.document_id, record.batch).where(mine)).first()
    if row is None:
        raise NotFound("That record is not there any more.")
    link = core.link.c
    outwards = select(link.to_record_id).where(link.from_record_id == row.id)
    inwards = select(link.from_record_id).where(link.to_record_id == row.id)
    documents = select(record.document_id).where(record.id.in_(outwards.union_all(inwards)))
    ids = {row.document_id, *session.execute(documents).scalars()}
    names_it = table.payload.contains(uid, autoescape=True)
    with_others = names_it if row.batch is None else or_(names_it, table.batch == row.batch)
    streams = (
        and_(table.document_id.in_(sorted(ids)), names_it),
        and_(table.document_id.is_(None), with_others),
    )
    return [and_(stream, table.coder_id == coder_id) for stream in streams]


def listed_change(session: Session, coder_id: int, uid: str) -> Change:
    """One change as the history lists it, whoever's it is.

    Raises:
        NotFound: there is none.
    """
    return as_change(_line(session, uid), coder_id)


def visible_change(session: Session, coder_id: int | None, uid: str) -> Change:
    """One change as the history lists it, if the coder may see it.

    Raises:
        NotFound: there is none, or it is what another coder coded.
    """
    row = _line(session, uid)
    if row.coder_id != coder_id and row.real_action not in SHARED:
        raise NotFound("That change is another coder's, and theirs to see.")
    return as_change(row, coder_id)


def _line(session: Session, uid: str) -> Any:
    row = session.execute(_lines().where(core.change.c.uid == uid)).first()
    if row is None:
        raise NotFound("That change is not in the history of this study.")
    return row


@cache
def _about() -> Any:
    """The change that an undo or redo is about."""
    return core.change.alias("about")


def _action() -> ColumnElement[str]:
    """What was done; of an undo or redo, what was undone or redone."""
    return func.coalesce(_about().c.action, core.change.c.action)


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    table, about, turn = core.change.c, _about(), core.change.alias("turn")
    later = core.change.alias("later").c
    of_same = or_(
        later.target == func.coalesce(table.target, table.uid),
        and_(later.batch == table.batch, later.target.is_not(None)),
    )
    last_turn = select(func.max(later.id)).where(of_same).scalar_subquery()
    joined = core.change.join(core.coder).outerjoin(core.document)
    joined = joined.outerjoin(about, about.c.uid == table.target)
    joined = joined.outerjoin(turn, turn.c.id == last_turn)
    told = [column for column in core.change.c if column.name != "payload"]
    columns: list[Any] = [
        *told,
        core.coder.c.name.label("coder"),
        core.document.c.uid.label("document"),
        func.coalesce(core.document.c.title, _first_title()).label("title"),
        core.document.c.removed_at.label("document_removed_at"),
        table.payload.is_(None).label("is_erased"),
        case((func.length(table.payload) <= SMALL, table.payload)).label("payload"),
        _action().label("real_action"),
        turn.c.id.label("turn_id"),
        turn.c.action.label("turn_action"),
    ]
    return select(*columns).select_from(joined)


class _FirstKey(FunctionElement[str]):
    """The uid of the first thing that a payload names."""

    name = "first_key"
    type = String()
    inherit_cache = True


@compiles(_FirstKey)
def _first_key(element: Any, compiler: Any, **options: Any) -> str:
    return f"json_extract({compiler.process(element.clauses, **options)}, '$.things[0][1]')"


@compiles(_FirstKey, "postgresql")
def _first_key_there(element: Any, compiler: Any, **options: Any) -> str:
    payload = compiler.process(element.clauses, **options)
    return f"(CAST({payload} AS jsonb) #>> '{{things,0,1}}')"


def _first_title() -> ColumnElement[str]:
    """The title of the first document that a change of the study's documents names.

    It is looked up and never written into the summary: that stands in the chain, where erasing
    a document could not take its title out.
    """
    payload, named = core.change.c.payload, core.document.alias("named").c
    uid = _FirstKey(payload)
    title = select(named.title).where(named.uid == uid).scalar_subquery()
    return case((_action().in_(OF_DOCUMENTS) & (func.length(payload) <= SMALL), title))


def as_change(row: Any, coder_id: int | None) -> Change:
    """A line of the history as it travels."""
    record, passage = _subject(row)
    return Change(
        uid=row.uid,
        # How many changes others have made tells how much they have coded.
        number=row.number if row.coder_id == coder_id else None,
        at=row.at,
        coder=row.coder,
        action=row.action,
        summary=row.summary,
        document=row.document,
        document_title=_title(row),
        undone=_is_undone(row),
        document_is_there=row.document is not None and row.document_removed_at is None,
        record=record,
        passage=passage,
        why_not=_why_not(row, coder_id),
    )


def _title(row: Any) -> str | None:
    """Of the document, or of the first of several and how many more there are."""
    if row.document is None and row.title and (more := len(things_of(row)) - 1):
        return f"{row.title} and {more:,} more"
    return row.title or None


def _is_undone(row: Any) -> bool:
    return row.target is None and row.turn_action not in (None, "redo")


def _why_not(row: Any, coder_id: int | None) -> str | None:
    """Why a change cannot be taken back, as far as its line tells."""
    if row.coder_id != coder_id:
        return "It is another coder's change; only they can take it back."
    if row.is_erased or row.action == "erase":
        return "What it changed was erased; nothing brings that back."
    if row.action in TURNS and row.turn_id != row.id:
        return "It was undone or redone once more since; take back the latest of these."
    if _is_undone(row):
        return "It was taken back already."
    if row.document_removed_at is not None:
        return "Its document was removed since; bring that back first."
    return None


def _subject(row: Any) -> tuple[str | None, Passage | None]:
    """The record and the words that a change is about first of all."""
    images = [(noun, key, after or before) for noun, key, before, after in things_of(row)]
    record = next((key for noun, key, _ in images if noun == "record"), None)
    if record is None:
        record = next(
            (at["from_record_id"] for noun, _, at in images if noun == "link" and at), None
        )
    for _, _, image in images:
        for place in (image or {}).get("evidence", ()):
            return record, Passage(place[2], place[3])
        if image and image.get("start") is not None:
            return record, Passage(image["start"], image["end"])
    return record, None
