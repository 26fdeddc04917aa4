"""Full-text search: the one place that knows how the database spells it."""

import re
from collections.abc import Iterator

from sqlalchemy import bindparam, text
from sqlmodel import Session

AT_ONCE = 50
"""Texts asked for at once; they come one by one."""

_TERM = re.compile(r'"([^"]*)"?|(\S+)')


def match_expression(words: str, *, prefix: bool) -> str:
    """An FTS5 expression that finds all ``words``: each quoted, phrases in ``"…"`` kept together.

    With ``prefix`` the last word may be the beginning of one, and ``word*`` always may.
    """
    terms = [(phrase or word, bool(phrase)) for phrase, word in _TERM.findall(words)]
    spelled = []
    for term, is_phrase in terms:
        begins = not is_phrase and (term.endswith("*") or prefix)
        bare = re.sub(r"[^\w\s]+", " ", term).strip()
        if bare:
            spelled.append(f'"{bare}"' + (" *" if begins else ""))
    return " ".join(spelled) or '""'


def index_documents(session: Session, first: int, last: int) -> None:
    """Make the new documents ``first`` to ``last`` findable.

    One statement for all of them: a trigger would make FTS5 flush after every row, which
    costs five times as much.
    """
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


def unindexed_documents(session: Session) -> Iterator[str]:
    """uids of documents whose text or title search does not know."""
    for index in ("text_search", "title_search"):
        missing = text(f"SELECT uid FROM document WHERE id NOT IN (SELECT id FROM {index}_docsize)")
        yield from session.execute(missing).scalars()


def matching_document_ids(session: Session, match: str, limit: int) -> list[int]:
    """Ids of documents whose text matches, in study order, at most ``limit``."""
    found = text(
        "SELECT text_search.rowid FROM text_search "
        "JOIN document ON document.id = text_search.rowid AND document.removed_at IS NULL "
        "WHERE text_search MATCH :match ORDER BY text_search.rowid LIMIT :limit"
    )
    return list(session.execute(found, {"match": match, "limit": limit}).scalars())


def texts_of(session: Session, ids: list[int]) -> Iterator[tuple[str, str, str, str]]:
    """uid, title, text and segmentation of the documents ``ids``, one at a time, in that order."""
    some = text(
        "SELECT document.uid, document.title, document_text.text, document_text.segmentation "
        "FROM document "
        "JOIN document_text ON document_text.document_id = document.id "
        "WHERE document.id IN :ids ORDER BY document.id"
    ).bindparams(bindparam("ids", expanding=True))
    for start in range(0, len(ids), AT_ONCE):
        yield from map(tuple, session.execute(some, {"ids": ids[start : start + AT_ONCE]}))


def document_count(session: Session) -> int:
    """How many texts there are to look through."""
    counted = text("SELECT count(*) FROM document WHERE removed_at IS NULL")
    return int(session.execute(counted).scalar_one())


def all_texts(session: Session) -> Iterator[tuple[str, str, str, str]]:
    """uid, title, text and segmentation of every document, in study order, one at a time."""
    every = text(
        "SELECT document.uid, document.title, document_text.text, document_text.segmentation "
        "FROM document "
        "JOIN document_text ON document_text.document_id = document.id "
        "WHERE document.removed_at IS NULL ORDER BY document.id"
    ).execution_options(yield_per=50)
    yield from map(tuple, session.execute(every))
