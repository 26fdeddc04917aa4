"""What the migrations make by hand in PostgreSQL: full-text indexes, and counts kept by triggers.

Functions of triggers run as the owner of the tables, whoever's statement calls them: coders may read
the counts of their own work and the words of their own records, and write neither.
"""

from alembic import op

AS_OWNER = "SECURITY DEFINER SET search_path = public, pg_temp"
"""How a function runs that may do more than whoever calls it."""


def create_search() -> None:
    """The full-text indexes of texts and titles."""
    for name, table, columns in (
        ("text_search", "document_text", "text"),
        ("title_search", "document", "title, source_name, respondents, reference"),
    ):
        key = "document_id" if table == "document_text" else "id"
        _create_index(name)
        # Texts are immutable: only erasing changes one, and then its words go.
        _create_trigger(
            f"{name}_changed",
            f"AFTER UPDATE OF {columns} ON {table}",
            f"UPDATE {name} SET {name} = '' WHERE rowid = NEW.{key}; RETURN NULL;",
        )


def create_count(name: str, table: str, key: str, counts: str) -> None:
    """Count the rows of ``table`` that are there, and keep the count."""
    new, old = key.format(row="NEW"), key.format(row="OLD")
    is_new, was_old = counts.format(row="NEW"), counts.format(row="OLD")
    one_more = f"""INSERT INTO total (coder_id, layer, name, value, n)
            SELECT {new}, 1 WHERE {is_new}
            ON CONFLICT (coder_id, layer, name, value) DO UPDATE SET n = total.n + 1;"""
    one_less = f"""UPDATE total SET n = n - 1
            WHERE (coder_id, layer, name, value) = ({old}) AND {was_old};"""
    _create_trigger(
        f"total_{name}",
        f"AFTER INSERT OR UPDATE OR DELETE ON {table}",
        f"""IF TG_OP = 'UPDATE' THEN
            IF ({new}) = ({old}) AND ({is_new}) = ({was_old}) THEN RETURN NULL; END IF;
        END IF;
        IF TG_OP <> 'INSERT' THEN {one_less} END IF;
        IF TG_OP <> 'DELETE' THEN {one_more} END IF;
        RETURN NULL;""",
    )


def create_count_of_documents_records() -> None:
    """Records come and go with their document, though their own rows stay as they are."""
    _create_trigger(
        "total_records_with_document",
        "AFTER UPDATE OF removed_at ON document",
        """IF (OLD.removed_at IS NULL) <> (NEW.removed_at IS NULL) THEN
            INSERT INTO total (coder_id, layer, name, value, n)
            SELECT coder_id, layer, 'records', type,
                count(*) * CASE WHEN NEW.removed_at IS NULL THEN 1 ELSE -1 END
            FROM record WHERE document_id = NEW.id AND removed_at IS NULL
            GROUP BY coder_id, layer, type
            ON CONFLICT (coder_id, layer, name, value) DO UPDATE SET n = total.n + excluded.n;
        END IF;
        RETURN NULL;""",
    )


def create_count_of_changes() -> None:
    """Each coder's changes, upwards only, so that a change that was deleted is missed."""
    _create_trigger(
        "total_changes",
        "AFTER INSERT ON change",
        """INSERT INTO total (coder_id, layer, name, value, n)
            VALUES (NEW.coder_id, '', 'changes', '', 1)
            ON CONFLICT (coder_id, layer, name, value) DO UPDATE SET n = total.n + 1;
        RETURN NULL;""",
    )


# As in SQLite: a choice's name stands there once more as one word, by which its label finds it.
WORDS = """CREATE VIEW record_words WITH (security_invoker = true) AS
    SELECT record.id AS id, document.title || ' ' || record.note
    || coalesce((SELECT string_agg(' ' || coalesce(text || ' ' || replace(text, '_', ''), '')
        || ' ' || coalesce(number::text, '') || ' ' || coalesce(missing, ''), '')
        FROM field_value WHERE record_id = record.id), '')
    || coalesce((SELECT string_agg(' ' || substr(document_text.text, evidence.start + 1,
        evidence."end" - evidence.start), '')
        FROM evidence JOIN document_text ON document_text.document_id = evidence.document_id
        WHERE evidence.record_id = record.id), '') AS words
    FROM record JOIN document ON document.id = record.document_id"""


def create_record_search() -> None:
    """The words of records; those that are due are told when somebody looks for words."""
    op.execute(WORDS)
    _create_index("record_search")
    op.execute("CREATE TABLE record_search_due (record_id integer PRIMARY KEY)")
    for child in ("field_value", "evidence"):
        _forget(f"{child}_changed", f"AFTER UPDATE OR DELETE ON {child}", "SELECT OLD.record_id")
        _forget(f"{child}_added", f"AFTER INSERT ON {child}", "SELECT NEW.record_id")
    _forget("noted", "AFTER INSERT OR UPDATE OF note ON record", "SELECT NEW.id")
    of_document = "SELECT id FROM record WHERE document_id ="
    _forget("titled", "AFTER UPDATE OF title ON document", f"{of_document} OLD.id")
    _forget("erased", "AFTER UPDATE OF text ON document_text", f"{of_document} OLD.document_id")
    _create_trigger(
        "record_search_dropped",
        "AFTER DELETE ON record",
        """DELETE FROM record_search WHERE rowid = OLD.id;
        DELETE FROM record_search_due WHERE record_id = OLD.id;
        RETURN NULL;""",
    )


def _forget(name: str, event: str, ids: str) -> None:
    """When something changes that a record is found by, forget its words, and note it as due."""
    _create_trigger(
        f"record_search_{name}",
        event,
        f"""WITH due AS (INSERT INTO record_search_due
                SELECT id FROM record WHERE id IN ({ids})
                ON CONFLICT DO NOTHING RETURNING record_id)
            DELETE FROM record_search WHERE rowid IN (SELECT record_id FROM due);
        RETURN NULL;""",
    )


def _create_index(name: str) -> None:
    """A table of words by row, and what there is to say which rows it knows."""
    op.execute(f"CREATE TABLE {name} (rowid integer PRIMARY KEY, {name} tsvector NOT NULL)")
    op.execute(f"CREATE INDEX ix_{name} ON {name} USING gin ({name})")
    op.execute(
        f"CREATE VIEW {name}_docsize WITH (security_invoker = true) AS SELECT rowid AS id FROM {name}"
    )


def _create_trigger(name: str, event: str, body: str) -> None:
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {AS_OWNER} AS "
        f"$$ BEGIN {body} END $$"
    )
    op.execute(f"REVOKE EXECUTE ON FUNCTION {name}() FROM PUBLIC")
    op.execute(f"CREATE TRIGGER {name} {event} FOR EACH ROW EXECUTE FUNCTION {name}()")
