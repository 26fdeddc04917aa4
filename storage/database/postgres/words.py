"""Tell PostgreSQL's full-text indexes their words, which SQLite's read by themselves."""

from collections.abc import Iterator
from itertools import count
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from storage.database.matching import LABELS, folded_words

LONGEST = 500
"""Letters of a word that are kept: the index takes no more than 2,046 bytes."""

TITLED = ("title", "source_name", "respondents", "reference")
"""Columns of documents by whose words lists find them."""

LAST_POSITION = 16_000
"""Places in a text that the index can tell apart, about."""


def index_documents(session: Session, first: int, last: int) -> None:
    """Make the new documents ``first`` to ``last`` findable."""
    span = {"first": first, "last": last}
    rows = session.execute(
        text(
            "SELECT document_id, text FROM document_text WHERE document_id BETWEEN :first AND :last"
        ),
        span,
    ).all()
    texts = [(row.document_id, _set_of(row.text)) for row in rows]
    columns = ", ".join(TITLED)
    rows = session.execute(
        text(f"SELECT id, {columns} FROM document WHERE id BETWEEN :first AND :last"), span
    ).all()
    titles = [(row.id, _vector(row[1:])) for row in rows]
    _insert(session, "text_search", "array_to_tsvector(%s::text[])", texts)
    _insert(session, "title_search", "%s::tsvector", titles)


def index_records(session: Session, limit: int) -> None:
    """Make some records findable that are due."""
    rows = session.execute(
        text(
            "SELECT id, words FROM record_words WHERE id IN "
            "(SELECT record_id FROM record_search_due ORDER BY record_id LIMIT :limit)"
        ),
        {"limit": limit},
    ).all()
    told = [(row.id, _set_of(row.words)) for row in rows]
    _insert(session, "record_search", "array_to_tsvector(%s::text[])", told)
    ids = [record_id for record_id, _ in told]
    session.execute(text("DELETE FROM record_search_due WHERE record_id = ANY(:ids)"), {"ids": ids})


def _insert(session: Session, index: str, spelled: str, rows: list[Any]) -> None:
    if rows:
        statement = f"INSERT INTO {index} VALUES (%s, {spelled}) ON CONFLICT DO NOTHING"
        session.connection().exec_driver_sql(statement, rows)


def _set_of(words: str) -> list[str]:
    """The words of a text, each once: where they stand is looked up in the text itself."""
    return sorted({word[:LONGEST] for word in folded_words(words)})


def _vector(columns: tuple[str, ...]) -> str:
    """The words of some columns with their places, as PostgreSQL writes such a list."""
    numbers = count(1)
    return " ".join(
        f"'{word[:LONGEST]}':{number}{label}"
        for label, words in _labelled(columns)
        for word, number in zip(words, numbers, strict=False)
        if number <= LAST_POSITION
    )


def _labelled(columns: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    """The words of each column; ``zip`` skips a number between two, which keeps phrases in one."""
    for name, words in zip(TITLED, columns, strict=True):
        yield LABELS.get(name, ""), folded_words(words)
