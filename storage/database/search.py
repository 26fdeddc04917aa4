"""Full-text search: the one place that knows how the database spells it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, func, select, text
from sqlmodel import Session

from storage.database import core
from storage.database.engine import is_server
from storage.database.lookups import unindexed
from storage.database.matching import Wanted, index, matches, words_of
from storage.records import Layer, SearchQuery, Status, Term

AT_ONCE = 50
"""Texts asked for at once; they come one by one."""

FOUND = index("text_search")
"""The full-text index of the documents' texts."""

TITLES = index("title_search")
"""The full-text index of what lists show."""

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def wanted_words(words: str, *, prefix: bool) -> Wanted:
    """All ``words``, phrases in ``"…"`` kept together.

    With ``prefix`` every word may be the beginning of one, and ``word*`` always may.
    """
    terms = [(phrase or word, bool(phrase)) for phrase, word in _TERM.findall(words)]
    found = (
        Term(words_of(term), begins=not is_phrase and (term.endswith("*") or prefix))
        for term, is_phrase in terms
    )
    return tuple((term,) for term in found if term.words)


def index_documents(session: Session, first: int, last: int) -> None:
    """Make the new documents ``first`` to ``last`` findable.

    One statement for all of them: a trigger would make FTS5 flush after every row, which
    costs five times as much.
    """
    if is_server(session.connection()):
        from storage.database.postgres import words

        words.index_documents(session, first, last)
        return
    span = {"first": first, "last": last}
    session.execute(
        text(
            "INSERT INTO text_search(rowid, text) SELECT document_id, text FROM document_text "
            "WHERE document_id BETWEEN :first AND :last"
        ),
        span,
    )
    session.execute(
        text(
            "INSERT INTO title_search(rowid, title, source_name, respondents, reference) "
            "SELECT id, title, source_name, respondents, reference FROM document "
            "WHERE id BETWEEN :first AND :last"
        ),
        span,
    )


def forget_words(session: Session) -> None:
    """Leave no words in the indexes that no text has any more."""
    if is_server(session.connection()):
        return
    for known in ("text_search", "title_search"):
        session.execute(text(f"INSERT INTO {known}({known}) VALUES ('optimize')"))


def unindexed_documents(session: Session) -> Iterator[str]:
    """uids of documents whose text or title search does not know."""
    for known in ("text_search", "title_search"):
        missing = text(f"SELECT uid FROM document WHERE id NOT IN (SELECT id FROM {known}_docsize)")
        yield from session.execute(missing).scalars()


class Candidate(NamedTuple):
    """A document that a search has to look at."""

    id: int
    uid: str
    title: str
    text: str


def candidates(
    session: Session,
    coder_id: int | None,
    query: SearchQuery,
    kinds: Sequence[str] | None,
    first: int = 0,
) -> Iterator[Candidate]:
    """The documents that may have hits, in study order, one at a time.

    Args:
        session: The caller's.
        coder_id: Whose state on documents counts.
        query: What is searched for.
        kinds: The kinds of documents, None for all.
        first: The id to begin with.
    """
    key, joined, conditions = _where(coder_id, query, kinds)
    joined = joined.outerjoin(core.document_text, core.document_text.c.document_id == key)
    document = core.document.c
    columns = (document.id, document.uid, document.title, core.document_text.c.text)
    some = select(*columns).select_from(joined).where(*conditions, key >= first).order_by(key)
    with session.execute(some.execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            yield Candidate(*row)


def count_candidates(
    session: Session,
    coder_id: int | None,
    query: SearchQuery,
    kinds: Sequence[str] | None,
    limit: int,
) -> int:
    """How many documents may have hits, at most ``limit``."""
    key, joined, conditions = _where(coder_id, query, kinds)
    some = select(key).select_from(joined).where(*conditions).limit(limit).subquery()
    counted: int = session.execute(select(func.count()).select_from(some)).scalar_one()
    return counted


def last_position(session: Session) -> int:
    """The position of the study's last document."""
    return session.execute(select(func.max(core.document.c.id))).scalar() or 0


def segmentations(session: Session, ids: Sequence[int]) -> dict[int, str]:
    """How the texts of some documents are cut, by document."""
    rows = session.execute(_cuts(), {"ids": ids}).all() if ids else ()
    return {row.document_id: row.segmentation for row in rows}


@cache
def _cuts() -> Select[int, str]:
    table = core.document_text.c
    some = table.document_id.in_(bindparam("ids", expanding=True))
    return select(table.document_id, table.segmentation).where(some)


def coded_passages(
    session: Session, coder_id: int | None, ids: Sequence[int]
) -> dict[int, list[tuple[int, int, str]]]:
    """Start and end of the passages in some documents on which something of a coder's rests, and what."""
    found: dict[int, list[tuple[int, int, str]]] = {}
    if coder_id is None or not ids:
        return found
    for owner in ("record", "variable_value"):
        asked = {"ids": ids, "coder_id": coder_id, "layer": Layer.CODER.value}
        for document_id, start, end, what in session.execute(_coded(owner), asked).all():
            found.setdefault(document_id, []).append((start, end, what))
    return found


@cache
def _coded(name: str) -> Select[int, int, int, str]:
    owner, passage = core.BY_NAME[name].c, core.evidence.c
    what = owner.type if name == "record" else owner.name
    joined = core.evidence.join(core.BY_NAME[name], owner.id == passage[f"{name}_id"])
    some = select(passage.document_id, passage.start, passage.end, what).select_from(joined)
    return some.where(
        passage.document_id.in_(bindparam("ids", expanding=True)),
        unindexed(owner.coder_id) == bindparam("coder_id"),
        owner.layer == bindparam("layer"),
        owner.removed_at.is_(None),
    )


def _where(
    coder_id: int | None, query: SearchQuery, kinds: Sequence[str] | None
) -> tuple[ColumnElement[int], FromClause, list[ColumnElement[bool]]]:
    """Where a search reads: the column that orders it, its tables, and its conditions.

    It is read from the index that knows its words, or from one end of the study to the other, since
    hits are told in study order. What else limits it is asked of each document that comes by, in
    words that no other index understands.
    """
    document, review = core.document.c, core.review.c
    key: ColumnElement[int] = document.id
    joined: FromClause = core.document
    conditions: list[ColumnElement[bool]] = [func.coalesce(document.removed_at, "") == ""]
    if query.terms:
        key = FOUND.c.rowid
        joined = FOUND.outerjoin(core.document, document.id == key)
        conditions.insert(0, matches(FOUND, tuple((term,) for term in query.terms)))
    if kinds is not None:
        conditions.append(func.coalesce(document.kind, "").in_(kinds))
    if query.respondent:
        conditions.append(_respondent(query.respondent))
    if query.status is not None:
        # Of a document's few reviews, not of all reviews of a coder.
        mine = (review.document_id == document.id) & (func.coalesce(review.coder_id, 0) == coder_id)
        joined = joined.outerjoin(core.review, mine)
        status = func.coalesce(review.status, Status.TODO.value)
        conditions.append(status == query.status.value)
    date = func.coalesce(document.decision_date, "")
    if query.after is not None:
        conditions.append(date >= query.after)
    if query.before is not None:
        conditions += [date < query.before, date != ""]
    return key, joined, conditions


def _respondent(names: str) -> ColumnElement[bool]:
    """Whether the names of a document's respondents have words that begin so."""
    named = matches(TITLES, wanted_words(names, prefix=True), phrases=True, only="respondents")
    # All of them at once: to ask the index for each document takes ten times as long.
    return func.coalesce(core.document.c.id, 0).in_(select(TITLES.c.rowid).where(named))
