"""Full-text search and the counts that triggers keep, as SQLite spells them."""

from alembic import op

from storage.database.migrations import postgres

revision = "0002"
down_revision = "0001"

TEXT_SEARCH = (
    """CREATE VIRTUAL TABLE text_search USING fts5(
        text, content='document_text', content_rowid='document_id',
        tokenize='unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER text_search_changed AFTER UPDATE OF text ON document_text BEGIN
        INSERT INTO text_search(text_search, rowid, text)
            VALUES ('delete', OLD.document_id, OLD.text);
        INSERT INTO text_search(rowid, text) VALUES (NEW.document_id, NEW.text); END""",
)

TITLE_SEARCH = (
    """CREATE VIRTUAL TABLE title_search USING fts5(
        title, source_name, respondents, reference, content='document', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6 7 8')""",
    """CREATE TRIGGER title_search_changed
        AFTER UPDATE OF title, source_name, respondents, reference ON document BEGIN
        INSERT INTO title_search(title_search, rowid, title, source_name, respondents, reference)
            VALUES ('delete', OLD.id, OLD.title, OLD.source_name, OLD.respondents, OLD.reference);
        INSERT INTO title_search(rowid, title, source_name, respondents, reference)
            VALUES (NEW.id, NEW.title, NEW.source_name, NEW.respondents, NEW.reference); END""",
)

COUNTED = (
    ("documents", "document", "0, '', 'documents', ''", "{row}.removed_at IS NULL"),
    (
        "records",
        "record",
        "{row}.coder_id, {row}.layer, 'records', {row}.type",
        "{row}.removed_at IS NULL AND EXISTS (SELECT 1 FROM document AS present "
        "WHERE present.id = {row}.document_id AND present.removed_at IS NULL)",
    ),
    (
        "reviews",
        "review",
        "{row}.coder_id, '', 'reviews', {row}.status",
        "{row}.removed_at IS NULL AND {row}.in_queue",
    ),
    (
        "flagged",
        "review",
        "{row}.coder_id, '', 'flagged', ''",
        "{row}.removed_at IS NULL AND {row}.flag_reason IS NOT NULL",
    ),
)
"""Name of the count, table, key of the total and which rows count."""


def upgrade() -> None:
    """Create the search tables, fill them from what is there, and start counting."""
    if op.get_bind().dialect.name == "postgresql":
        _upgrade_postgresql()
        return
    for statement in (*TEXT_SEARCH, *TITLE_SEARCH):
        op.execute(statement)
    for name, table, key, counts in COUNTED:
        _count(name, table, key, counts)
    _count_records_with_documents()
    _count_changes()
    op.execute("INSERT INTO text_search(text_search) VALUES ('rebuild')")
    op.execute("INSERT INTO title_search(title_search) VALUES ('rebuild')")


def _upgrade_postgresql() -> None:
    """The same there, where no store is older: nothing is in it yet."""
    postgres.create_search()
    for each in COUNTED:
        postgres.create_count(*each)
    postgres.create_count_of_documents_records()
    postgres.create_count_of_changes()


def _count(name: str, table: str, key: str, counts: str) -> None:
    """Count the rows of ``table`` that are there, and keep the count by triggers."""
    new, old = key.format(row="NEW"), key.format(row="OLD")
    one_more = (
        f"INSERT INTO total SELECT {new}, 1 WHERE {counts.format(row='NEW')} "
        "ON CONFLICT DO UPDATE SET n = n + 1;"
    )
    one_less = (
        "UPDATE total SET n = n - 1 "
        f"WHERE (coder_id, layer, name, value) = ({old}) AND {counts.format(row='OLD')};"
    )
    op.execute(f"CREATE TRIGGER total_{name}_added AFTER INSERT ON {table} BEGIN {one_more} END")
    op.execute(
        f"CREATE TRIGGER total_{name}_changed AFTER UPDATE ON {table} BEGIN {one_less} {one_more} END"
    )
    op.execute(f"CREATE TRIGGER total_{name}_gone AFTER DELETE ON {table} BEGIN {one_less} END")
    here = f'"{table}"'
    op.execute(
        f"INSERT INTO total SELECT {key.format(row=here)}, count(*) FROM {here} "
        f"WHERE {counts.format(row=here)} GROUP BY 1, 2, 3, 4"
    )


def _count_records_with_documents() -> None:
    """Records come and go with their document, though their own rows stay as they are."""
    for name, sign, was, became in (
        ("removed", "-", "IS NULL", "IS NOT NULL"),
        ("returned", "", "IS NOT NULL", "IS NULL"),
    ):
        theirs = (
            f"INSERT INTO total SELECT coder_id, layer, 'records', type, {sign}count(*) "
            "FROM record WHERE document_id = NEW.id AND removed_at IS NULL "
            "GROUP BY coder_id, layer, type ON CONFLICT DO UPDATE SET n = n + excluded.n;"
        )
        op.execute(
            f"CREATE TRIGGER total_records_{name} AFTER UPDATE OF removed_at ON document "
            f"WHEN OLD.removed_at {was} AND NEW.removed_at {became} BEGIN {theirs} END"
        )


def _count_changes() -> None:
    """Count each coder's changes, upwards only, so that a change that was deleted is missed."""
    one_more = (
        "INSERT INTO total SELECT NEW.coder_id, '', 'changes', '', 1 WHERE true "
        "ON CONFLICT DO UPDATE SET n = n + 1;"
    )
    op.execute(f"CREATE TRIGGER total_changes_added AFTER INSERT ON change BEGIN {one_more} END")
    op.execute(
        "INSERT INTO total SELECT coder_id, '', 'changes', '', count(*) FROM change GROUP BY 1"
    )
