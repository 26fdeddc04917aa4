"""The words by which records are found: in quotations, answers, notes and titles.

Triggers forget the words of a record before it changes, and note it as due. What is due is told to
the full-text index when somebody looks for words, so that coding and loading wait for nothing.
"""

import re
from collections.abc import Iterable, Iterator

from sqlalchemy import text
from sqlmodel import Session

from storage.database.engine import is_server
from storage.database.matching import Wanted, index, words_of
from storage.records import Term

SEARCH = index("record_search")
"""The full-text index; its rows are those of the records."""

AT_ONCE = 1_000
"""Records whose words are told in one transaction: others write in between."""

_WORD = re.compile(r"[^\W_]+")


def count_due(session: Session, coder_id: int) -> int:
    """How many records of a coder the index does not know yet."""
    joined = "record_search_due JOIN record ON record.id = record_search_due.record_id"
    counted = text(f"SELECT count(*) FROM {joined} WHERE record.coder_id = :coder_id")
    return int(session.execute(counted, {"coder_id": coder_id}).scalar_one())


def tell_due(session: Session, coder_id: int) -> None:
    """Tell the index the words of some records of a coder that are due."""
    if is_server(session.connection()):
        from storage.database.postgres import words

        words.index_records(session, AT_ONCE)
        return
    joined = "record_search_due JOIN record ON record.id = record_search_due.record_id"
    mine = f"SELECT record_id FROM {joined} WHERE record.coder_id = :coder_id"
    some = f"({mine} ORDER BY record_id LIMIT :limit)"
    for statement in (
        f"INSERT INTO record_search(rowid, words) SELECT id, words FROM record_words WHERE id IN {some}",
        f"DELETE FROM record_search_due WHERE record_id IN {some}",
    ):
        session.execute(text(statement), {"limit": AT_ONCE, "coder_id": coder_id})


def unread_records(session: Session, coder_id: int | None = None) -> Iterator[str]:
    """uids of records (a coder's, if given) whose words the index does not know, although not due."""
    known = ("SELECT id FROM record_search_docsize", "SELECT record_id FROM record_search_due")
    missing = " AND ".join(f"id NOT IN ({each})" for each in known)
    theirs = "" if coder_id is None else f" AND coder_id = {coder_id:d}"
    yield from session.execute(text(f"SELECT uid FROM record WHERE {missing}{theirs}")).scalars()


def wanted_words(words: str, labels: Iterable[tuple[str, str]] = ()) -> Wanted:
    """All words of a question, each of them perhaps a beginning.

    Args:
        words: What was typed.
        labels: Label and name of each value that a record may hold: records hold names, and people
            see labels.
    """
    known = tuple(labels)
    return tuple(_ways(word.casefold(), known) for word in words_of(words))


def _ways(word: str, labels: Iterable[tuple[str, str]]) -> tuple[Term, ...]:
    """One word, or the values whose labels have a word that begins so."""
    named = (name.replace("_", "") for label, name in labels if _begins_a_word(label, word))
    return Term((word,), begins=True), *(Term((name,)) for name in named)


def _begins_a_word(label: str, beginning: str) -> bool:
    folded = label.casefold()
    return beginning in folded and any(word.startswith(beginning) for word in _WORD.findall(folded))
