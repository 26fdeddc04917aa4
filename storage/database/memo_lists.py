"""A coder's memos in lists, each with what it is on."""

import json
from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select
from sqlmodel import Session

from storage.database import coding, core
from storage.database.keyset import Found, chosen, has_words
from storage.records import MemoQuery


def rows(
    session: Session,
    coder_id: int,
    query: MemoQuery,
    *,
    cursor: str | None,
    backwards: bool,
    limit: int,
) -> Found:
    """The rows of a list after ``cursor``, before it when ``backwards``."""
    read = _by_document if query.by_document else _newest_first
    place = json.loads(cursor) if cursor else None
    return chosen(
        read(session, _lines().where(*_limits(coder_id, query)), place, backwards, limit),
        partial(_fits, query.filter.casefold().split()),
        limit,
        backwards=backwards,
        goes_on=cursor is not None,
    )


def row(session: Session, coder_id: int, query: MemoQuery, uid: str) -> Any:
    """The row of one memo of a list, None when the list does not have it."""
    limits = _limits(coder_id, query)
    found = session.execute(_lines().where(core.memo.c.uid == uid, *limits)).first()
    return found if found and _fits(query.filter.casefold().split(), found) else None


def _fits(words: list[str], row: Any) -> bool:
    return has_words(f"{row.text} {row.title or ''}", words)


def cursor_of(row: Any) -> str | None:
    """Where a row stands in any order."""
    return None if row is None else json.dumps([row.document_id, row.start, row.id])


def _limits(coder_id: int, query: MemoQuery) -> list[ColumnElement[bool]]:
    memo, document = core.memo.c, core.document.c
    there = (memo.removed_at.is_(None), document.removed_at.is_(None))
    limits = [memo.coder_id == coder_id, *there, *coding.target_is_there()]
    if query.on is not None:
        limits.append(memo.on == query.on)
    if query.document is not None:
        limits.append(document.uid == query.document)
    return limits


def _newest_first(
    session: Session,
    lines: Select[*tuple[Any, ...]],
    place: list[Any] | None,
    backwards: bool,
    limit: int,
) -> Iterator[Any]:
    by = core.memo.c.id
    if place is not None:
        lines = lines.where(by > place[-1] if backwards else by < place[-1])
    return _read(session, lines.order_by(by if backwards else by.desc()), limit)


def _by_document(
    session: Session,
    lines: Select[*tuple[Any, ...]],
    place: list[Any] | None,
    backwards: bool,
    limit: int,
) -> Iterator[Any]:
    """Memos on the study, then those of each document; one on no passage before those on one."""
    memo = core.memo.c
    order = (memo.document_id, memo.start, memo.id)
    if backwards:
        ordered = lines.order_by(*(each.desc().nulls_last() for each in order))
    else:
        ordered = lines.order_by(*(each.asc().nulls_first() for each in order))
    if place is None:
        return _read(session, ordered, limit)
    steps = _steps(*place, backwards=backwards)
    return chain.from_iterable(_read(session, ordered.where(step), limit) for step in steps)


def _steps(
    document_id: int | None, start: int | None, last: int, *, backwards: bool
) -> Iterator[ColumnElement[bool]]:
    """What follows a place, in parts: an index finds its place in a run of equal values by equality only."""
    memo = core.memo.c
    here = _is(memo.document_id, document_id)
    yield and_(here, _is(memo.start, start), memo.id < last if backwards else memo.id > last)
    yield from (and_(here, beyond) for beyond in _beyond(memo.start, start, backwards))
    yield from _beyond(memo.document_id, document_id, backwards)


def _is(column: ColumnElement[Any], value: int | None) -> ColumnElement[bool]:
    return column.is_(None) if value is None else column == value


def _beyond(
    column: ColumnElement[Any], value: int | None, backwards: bool
) -> Sequence[ColumnElement[bool]]:
    """What comes after a value, or before it; nothing comes before no value at all."""
    if not backwards:
        return [column.is_not(None) if value is None else column > value]
    return [] if value is None else [column < value, column.is_(None)]


def _read(session: Session, lines: Select[*tuple[Any, ...]], limit: int) -> Iterator[Any]:
    result = session.execute(lines.execution_options(yield_per=limit + 1))
    try:
        yield from result
    finally:
        result.close()


@cache
def _lines() -> Select[*tuple[Any, ...]]:
    memo = core.memo
    joined = memo.join(core.coder).outerjoin(core.document)
    columns: list[Any] = [
        memo,
        core.coder.c.name.label("coder"),
        core.document.c.uid.label("document"),
        core.document.c.title,
    ]
    return select(*columns).select_from(joined)
