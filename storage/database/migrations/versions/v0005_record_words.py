"""Lists of records across documents: their orders, and the words by which they are found."""

import sqlalchemy as sa
from alembic import op

from storage.database.migrations import postgres

revision = "0005"
down_revision = "0004"

ORDERS = {
    "ix_record_listed": ("coder_id", "layer", "type", "document_id", "first_start", "id"),
    "ix_record_latest": ("coder_id", "layer", "type", "updated_at", "id"),
}
"""Indexes of the records that are there, each in the order of a list."""

# A choice's name stands there once more as one word, by which its label finds it.
WORDS = """CREATE VIEW record_words AS SELECT record.id AS id, document.title || ' ' || record.note
    || coalesce((SELECT group_concat(' ' || coalesce(text || ' ' || replace(text, '_', ''), '')
        || ' ' || coalesce(number, '') || ' ' || coalesce(missing, ''), '')
        FROM field_value WHERE record_id = record.id), '')
    || coalesce((SELECT group_concat(' ' || substr(document_text.text, evidence.start + 1,
        evidence."end" - evidence.start), '')
        FROM evidence JOIN document_text ON document_text.document_id = evidence.document_id
        WHERE evidence.record_id = record.id), '') AS words
    FROM record JOIN document ON document.id = record.document_id"""

# It keeps no words itself. So what it was told has to be told again to make it forget, and that is
# done before anything changes. What is due is told when somebody looks for words: a load does not
# wait for it.
SEARCH = (
    """CREATE VIRTUAL TABLE record_search USING fts5(words, content='', detail=none,
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6 7 8')""",
    "CREATE TABLE record_search_due (record_id INTEGER PRIMARY KEY)",
)

FORGET = """INSERT INTO record_search(record_search, rowid, words)
        SELECT 'delete', id, words FROM record_words
        WHERE id IN ({ids}) AND id NOT IN (SELECT record_id FROM record_search_due);
    INSERT OR IGNORE INTO record_search_due {ids};"""

CHILDREN = ("field_value", "evidence")
EVENTS = {"INSERT": "NEW", "UPDATE": "NEW", "DELETE": "OLD"}


def upgrade() -> None:
    """Make the indexes; the words of what is there are due."""
    for name, columns in ORDERS.items():
        there = sa.text("removed_at IS NULL")
        op.create_index(name, "record", list(columns), sqlite_where=there, postgresql_where=there)
    if op.get_bind().dialect.name == "postgresql":
        postgres.create_record_search()
        return
    for statement in (WORDS, *SEARCH):
        op.execute(statement)
    for child in CHILDREN:
        for event, row in EVENTS.items():
            _forget(f"{child}_{event.lower()}", f"{event} ON {child}", f"{row}.record_id")
    _forget("noted", "UPDATE OF note ON record", "OLD.id")
    _forget("gone", "DELETE ON record", "OLD.id")
    of_document = "id FROM record WHERE document_id = "
    _forget("titled", "UPDATE OF title ON document", f"{of_document}OLD.id")
    _forget("erased", "UPDATE OF text ON document_text", f"{of_document}OLD.document_id")
    op.execute(
        "CREATE TRIGGER record_search_made AFTER INSERT ON record "
        "BEGIN INSERT INTO record_search_due VALUES (NEW.id); END"
    )
    op.execute(
        "CREATE TRIGGER record_search_dropped AFTER DELETE ON record "
        "BEGIN DELETE FROM record_search_due WHERE record_id = OLD.id; END"
    )
    op.execute("INSERT INTO record_search_due SELECT id FROM record")


def _forget(name: str, event: str, ids: str) -> None:
    """Before something changes that a record is found by, forget its words."""
    one = " FROM " not in ids
    when = (
        f"WHEN {ids} IS NOT NULL AND NOT EXISTS "
        f"(SELECT 1 FROM record_search_due WHERE record_id = {ids})"
    )
    op.execute(
        f"CREATE TRIGGER record_search_{name} BEFORE {event} {when if one else ''} "
        f"BEGIN {FORGET.format(ids=f'SELECT {ids}')} END"
    )
