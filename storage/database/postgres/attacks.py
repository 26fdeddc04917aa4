"""Prove that coders are blind: try, as each of them, to read, forge and change another's work.

All of it happens in one transaction that is taken back, with a coder made for it whose work is there to
be attacked. Every attempt is a statement that a coder could send; it fails its purpose when the server
refuses it, or when it finds nothing.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
from sqlalchemy import Connection, text

from storage.database.identity import new_uid, now
from storage.database.postgres.coders import coders
from storage.database.postgres.guarding import quoted
from storage.records import Attempt

VICTIM = "casecoder check"
"""The coder who is attacked, and the round they code in, which is not opened."""

COPY = "COPY: "
"""What stands before a statement whose rows are copied out."""

READS = {
    "records": "SELECT id FROM record WHERE coder_id = {victim}",
    "values of variables": "SELECT id FROM variable_value WHERE coder_id = {victim}",
    "answers": "SELECT id FROM field_value WHERE record_id = {record}",
    "passages": "SELECT id FROM evidence WHERE record_id = {record}",
    "memos": "SELECT id FROM memo WHERE coder_id = {victim}",
    "states of documents": "SELECT id FROM review WHERE coder_id = {victim}",
    "drafts": "SELECT payload FROM draft WHERE coder_id = {victim}",
    "places": "SELECT start FROM place WHERE coder_id = {victim}",
    "dismissals": "SELECT name FROM dismissal WHERE coder_id = {victim}",
    "changes": "SELECT payload FROM change WHERE coder_id = {victim}",
    "totals": "SELECT n FROM total WHERE coder_id = {victim}",
    "words, through the view": "SELECT words FROM record_words WHERE id = {record}",
    "words, through the index": "SELECT rowid FROM record_search WHERE rowid = {record}",
    "what is still to be indexed": "SELECT * FROM record_search_due WHERE record_id = {record}",
    "records, through COPY": f"{COPY}SELECT * FROM record WHERE coder_id = {{victim}}",
    "records, through a function that fails on them": (
        "SELECT id FROM record WHERE 1 / (CASE WHEN coder_id = {victim} THEN 0 ELSE 1 END) = 0"
    ),
    "the statistics of columns": (
        "SELECT 1 FROM pg_stats WHERE schemaname = 'public' AND tablename = 'record'"
    ),
}
"""What another coder has, and how it is asked for."""

CHANGES = {
    "change a record": "UPDATE record SET note = 'x' WHERE id = {record} RETURNING id",
    "take over a record": "UPDATE record SET coder_id = {me} WHERE id = {record} RETURNING id",
    "remove a record": "DELETE FROM record WHERE id = {record} RETURNING id",
    "change an answer": "UPDATE field_value SET text = 'x' WHERE record_id = {record} RETURNING id",
    "remove a passage": "DELETE FROM evidence WHERE record_id = {record} RETURNING id",
    "change a memo": "UPDATE memo SET text = 'x' WHERE coder_id = {victim} RETURNING id",
    "change a draft": "UPDATE draft SET payload = 'x' WHERE coder_id = {victim} RETURNING payload",
    "change a total": "UPDATE total SET n = 0 WHERE coder_id = {victim} RETURNING n",
    "change the history": "UPDATE change SET payload = 'x' RETURNING id",
    "remove from the history": "DELETE FROM change RETURNING id",
    "forge a record": (
        "INSERT INTO record (uid, document_id, coder_id, layer, type, number, codebook_id, "
        "first_start, note, created_at, updated_at) SELECT 'forged', document_id, {victim}, layer, "
        "type, 999, codebook_id, 0, '', '', '' FROM (VALUES ({document}, 'coder', 'finding', "
        "{codebook})) AS forged (document_id, layer, type, codebook_id) RETURNING id"
    ),
    "forge a gold record": (
        "INSERT INTO record (uid, document_id, coder_id, layer, type, number, codebook_id, "
        "first_start, note, created_at, updated_at) VALUES ('forged', {document}, {me}, 'gold', "
        "'finding', 999, {codebook}, 0, '', '', '') RETURNING id"
    ),
    "forge an answer": (
        "INSERT INTO field_value (record_id, field, position, text) "
        "VALUES ({record}, 'forged', 0, 'x') RETURNING id"
    ),
    "forge a passage": (
        'INSERT INTO evidence (uid, record_id, document_id, start, "end") '
        "VALUES ('forged', {record}, {document}, 0, 1) RETURNING id"
    ),
    "forge a memo": (
        'INSERT INTO memo (uid, "on", target, coder_id, text, created_at, updated_at) '
        "VALUES ('forged', 'study', '', {victim}, 'x', '', '') RETURNING id"
    ),
    "forge a change": (
        "INSERT INTO change (uid, coder_id, origin, number, at, action, summary, payload_sha256, "
        "previous, hash) VALUES ('forged', {victim}, '', 999, '', '', '', '', '', '') RETURNING id"
    ),
    "forge a total": "INSERT INTO total VALUES ({me}, '', 'forged', '', 1) RETURNING n",
    "link to a record": (
        "INSERT INTO link (uid, from_record_id, relation, to_record_id, coder_id, layer) "
        "VALUES ('forged', {record}, 'x', {record} + 1, {me}, 'coder') RETURNING id"
    ),
    "switch the rules off": "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
    "look past the rules": "SET LOCAL row_security = off; SELECT id FROM record",
    "drop a rule": "DROP POLICY coder_select ON record",
    "run as the other coder": 'SET ROLE "{name}"',
    "run as the owner": "SET ROLE {owner}",
    "pose by a setting": (
        "SELECT set_config('casecoder.coder', '{name}', true); "
        "SELECT id FROM record WHERE coder_id = {victim}"
    ),
    "leave a function for others to run": (
        "CREATE FUNCTION public.trap() RETURNS integer LANGUAGE sql AS 'SELECT 1'"
    ),
    "empty a table": "TRUNCATE record CASCADE",
}
"""What is another's or everybody's, and how somebody would meddle with it."""

OF_CODERS = {
    "become the lead": "UPDATE coder SET role = 'lead' WHERE id = {me} RETURNING id",
    "open a round": (
        "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at) "
        "VALUES ('forged', 'main', '{{}}', {me}, '', 'now') RETURNING id"
    ),
    "move a document between rounds": (
        "UPDATE review SET round = 'other' WHERE coder_id = {me} RETURNING id"
    ),
    "remove a document": "UPDATE document SET removed_at = 'now' RETURNING id",
    "change a text": "UPDATE document_text SET text = 'x' RETURNING document_id",
}
"""What only the lead may do."""

LEAD_READS = ("states of documents",)
"""What the lead may read of others: how far they are."""


class _Marks(NamedTuple):
    """The ids that statements need."""

    victim: int
    record: int
    document: int
    codebook: int
    owner: str
    name: str = VICTIM


def attempts(connection: Connection) -> Iterator[Attempt]:
    """What each coder tried, and whether the server held; nothing of it stays.

    To be run by a superuser, in a transaction that is taken back.
    """
    marks = _make_victim(connection)
    leads = {
        name for (name,) in connection.execute(text("SELECT name FROM coder WHERE role = 'lead'"))
    }
    for me, name in coders(connection):
        if name == VICTIM or not _logs_in(connection, name):
            continue
        yield Attempt(name, "stand above the rules", _is_bound(connection, name))
        for what, statement in _statements(is_lead=name in leads):
            held = _holds(connection, name, statement.format(**marks._asdict(), me=me))
            yield Attempt(name, what, held)


def _statements(*, is_lead: bool) -> Iterator[tuple[str, str]]:
    for what, statement in READS.items():
        if not (is_lead and what in LEAD_READS):
            yield f"read {what}", statement
    yield from CHANGES.items()
    if not is_lead:
        yield from OF_CODERS.items()


def _holds(connection: Connection, name: str, statement: str) -> bool:
    """Whether a statement that somebody sends is refused, or finds nothing."""
    point = connection.begin_nested()
    try:
        connection.exec_driver_sql(f"SET LOCAL SESSION AUTHORIZATION {quoted(connection, name)}")
        return not _rows_of(connection, statement)
    except psycopg.errors.InsufficientPrivilege:
        return True
    except (psycopg.errors.DivisionByZero, psycopg.IntegrityError):
        # It fell over a row that it was not to reach.
        return False
    finally:
        point.rollback()
        connection.exec_driver_sql("RESET SESSION AUTHORIZATION")


def _rows_of(connection: Connection, statement: str) -> list[Any]:
    """What a statement brings; that it went through, where it is none that brings rows."""
    cursor: Any = connection.connection.cursor()
    if statement.startswith(COPY):
        with cursor.copy(f"COPY ({statement.removeprefix(COPY)}) TO STDOUT") as copy:
            return list(copy.rows())
    cursor.execute(statement)
    while cursor.nextset():
        pass
    return cursor.fetchall() if cursor.description else [statement]


def _logs_in(connection: Connection, name: str) -> bool:
    known = text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :name")
    return bool(connection.execute(known, {"name": name}).scalar())


def _is_bound(connection: Connection, name: str) -> bool:
    """Whether somebody is neither superuser nor owner, nor may become one."""
    above = text(
        "SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolreplication OR pg_has_role(oid, "
        "(SELECT relowner FROM pg_class WHERE oid = 'public.record'::regclass), 'MEMBER') "
        "FROM pg_roles WHERE rolname = :name"
    )
    return not connection.execute(above, {"name": name}).scalar()


def _make_victim(connection: Connection) -> _Marks:
    """A coder with one of everything, on a document of their own."""
    run, at = connection.exec_driver_sql, now()
    owner = run(
        "SELECT relowner::regrole::text FROM pg_class WHERE oid = 'public.record'::regclass"
    ).scalar_one()
    codebook = run("SELECT max(id) FROM codebook").scalar_one()
    victim = connection.execute(
        text(
            "INSERT INTO coder (uid, name, role, created_at) VALUES (:uid, :name, 'coder', :at) RETURNING id"
        ),
        {"uid": new_uid(), "name": VICTIM, "at": at},
    ).scalar_one()
    run(f'CREATE ROLE "{VICTIM}"')
    case = run(f"INSERT INTO \"case\" (uid) VALUES ('{new_uid()}') RETURNING id").scalar_one()
    document = run(
        "INSERT INTO document (uid, case_id, title, source_name, media_type, kind, text_sha256, "
        "source_sha256, n_characters, respondent, respondents, reference, decision_date, outcome, "
        f"imported_at, batch) VALUES ('{new_uid()}', {case}, '', '', '', '', '', '', 9, '', '[]', "
        f"'', '', '', '{at}', '') RETURNING id"
    ).scalar_one()
    run(f"INSERT INTO document_text VALUES ({document}, 'some words', '', 0)")
    record = _make_coding(connection, victim, document, codebook)
    return _Marks(victim, record, document, codebook, owner)


def _make_coding(connection: Connection, victim: int, document: int, codebook: int) -> int:
    run, at = connection.exec_driver_sql, now()
    coding = f"'{{uid}}', {document}, {victim}, 'coder', '{{name}}', {codebook}"
    record: int = run(
        "INSERT INTO record (uid, document_id, coder_id, layer, type, codebook_id, number, first_start, "
        f"note, created_at, updated_at) VALUES ({coding.format(uid=new_uid(), name='finding')}, 1, 0, "
        f"'secret', '{at}', '{at}') RETURNING id"
    ).scalar_one()
    run(
        "INSERT INTO variable_value (uid, document_id, coder_id, layer, name, codebook_id, basis, note, "
        f"created_at, updated_at) VALUES ({coding.format(uid=new_uid(), name='outcome')}, 'stated', '', "
        f"'{at}', '{at}')"
    )
    run(f"INSERT INTO field_value (record_id, field, position) VALUES ({record}, 'secret', 0)")
    run(
        'INSERT INTO evidence (uid, record_id, document_id, start, "end") '
        f"VALUES ('{new_uid()}', {record}, {document}, 0, 4)"
    )
    run(
        'INSERT INTO memo (uid, "on", target, document_id, coder_id, text, created_at, updated_at) '
        f"VALUES ('{new_uid()}', 'document', '', {document}, {victim}, 'secret', '{at}', '{at}')"
    )
    run(
        "INSERT INTO review (document_id, coder_id, round, status, in_queue, confirmed_none) "
        f"VALUES ({document}, {victim}, '{VICTIM}', 'in_progress', true, '[]')"
    )
    # Who leads and codes, too, is as blind as anybody.
    run(
        "INSERT INTO review (document_id, coder_id, round, status, in_queue, confirmed_none) "
        f"SELECT {document}, id, '{VICTIM}', 'in_progress', true, '[]' FROM coder "
        "WHERE role = 'lead'"
    )
    run(f"INSERT INTO draft VALUES ({victim}, {document}, 'secret', '{at}')")
    run(f"INSERT INTO place VALUES ({victim}, {document}, 0, '', '{at}')")
    run(f"INSERT INTO dismissal VALUES ({victim}, {document}, 'secret')")
    run(
        "INSERT INTO change (uid, coder_id, origin, number, at, action, summary, payload, "
        f"payload_sha256, previous, hash) VALUES ('{new_uid()}', {victim}, '', 1, '{at}', 'add record', "
        "'', 'secret', '', '', '')"
    )
    run(f"INSERT INTO record_search VALUES ({record}, 'secret')")
    return record
