import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlmodel import Session

from storage import (
    DocumentQuery,
    StoreError,
    StoreExists,
    StoreInvalid,
    StoreMissing,
    StoreNewer,
    Study,
)
from storage import study as study_module
from storage.database import engine, schema
from storage.database.engine import open_engine
from storage.database.migrations.comparing import is_ours
from storage.database.tables import metadata


def run_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def downgraded(path: Path) -> Path:
    """Make a store what it was at the first migration: no search, no counting."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        made = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(made).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DROP VIEW record_words")
        for table in ("text_search", "title_search", "record_search", "record_search_due"):
            connection.execute(f"DROP TABLE {table}")
        for index in ("ix_record_listed", "ix_record_latest"):
            connection.execute(f"DROP INDEX {index}")
        connection.execute("DELETE FROM total")
        connection.execute("DROP TABLE dismissal")
        for index in ("change_coder", "change_time", "memo_coder", "memo_place"):
            connection.execute(f"DROP INDEX ix_{index}")
        for index in ("review_queue", "review_todo"):
            connection.execute(f"DROP INDEX ix_{index}")
        connection.execute(
            "CREATE INDEX ix_review_todo ON review (coder_id, document_id) "
            "WHERE status = 'todo' AND in_queue AND removed_at IS NULL"
        )
        for table in ("settlement_origin", "settlement", "round"):
            connection.execute(f"DROP TABLE {table}")
        for column in ("study.handed_to", "coder.left_at", "coder.recodes", "study.cues"):
            table, _, name = column.partition(".")
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    return path


def test_migrations_and_tables_agree(store: Path) -> None:
    options = {"include_name": is_ours, "compare_type": True, "render_as_batch": True}
    with open_engine(store).connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)

    assert differences == []


def test_every_constraint_has_a_name(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        statements = [sql for (sql,) in connection.execute("SELECT sql FROM sqlite_master") if sql]
    tables = [sql for sql in statements if sql.startswith("CREATE TABLE") and "CONSTRAINT" in sql]
    lines = [line.strip() for sql in tables for line in sql.splitlines()]

    kinds = ("CHECK", "FOREIGN KEY", "UNIQUE", "PRIMARY KEY")
    assert [line for line in lines if line.startswith(kinds)] == []


def test_an_older_store_is_upgraded_and_its_documents_are_found_and_counted(
    store: Path, opened: Callable[..., Study]
) -> None:
    study = opened(downgraded(store))

    found = study.documents(DocumentQuery(filter="ardley")).rows
    assert [document.source_name for document in found] == ["ardley-21-004-117.txt"]
    assert study.search('"nine weeks"').documents == 1
    assert study.overview().documents == 4
    assert list(study.verify()) == []


@pytest.fixture
def made_before_cues(tmp_path: Path, codebook_text: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study as the migrations up to 0002 make it, with the columns of that time."""
    path = tmp_path / "older.db"

    def migrate_that_far(connection: Connection) -> None:
        config = Config()
        config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")

    def begin(session: Session) -> None:
        codebook = {"uid": "c", "version": "1.0", "sha256": "x", "source": codebook_text}
        for statement, values in (
            (
                "INSERT INTO codebook (id, uid, version, sha256, source, created_at) "
                "VALUES (1, :uid, :version, :sha256, :source, '2024')",
                codebook,
            ),
            (
                "INSERT INTO study (id, uid, store_uid, name, codebook_id, created_at) "
                "VALUES (1, 's', 'o', 'Older', 1, '2024')",
                {},
            ),
        ):
            session.execute(text(statement), values)

    with monkeypatch.context() as patch:
        patch.setattr(schema, "migrate", migrate_that_far)
        schema.create_store(path, shared=False, begin=begin).dispose()
    return path


def test_a_store_from_before_cues_is_opened_and_has_them(
    made_before_cues: Path, opened: Callable[..., Study], tmp_path: Path
) -> None:
    study = opened(made_before_cues)
    (tmp_path / "letter.txt").write_text("Nobody answered.")
    study.import_paths([tmp_path / "letter.txt"])

    assert study.overview().name == "Older"
    assert study.cues_on()
    assert list(study.verify()) == []


def test_an_upgrade_keeps_a_copy_of_the_store_as_it_was(
    store: Path, opened: Callable[..., Study]
) -> None:
    opened(downgraded(store))

    (copy,) = store.parent.glob("study.db.before-*")
    with closing(sqlite3.connect(copy)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version == ("0001",)
    assert copy.stat().st_mode & 0o777 == 0o600


def test_a_second_upgrade_keeps_a_copy_of_its_own(
    store: Path, opened: Callable[..., Study]
) -> None:
    opened(downgraded(store)).close()
    run_sql(store, "UPDATE study SET name = 'Later'")

    opened(downgraded(store))

    names = set()
    for copy in store.parent.glob("study.db.before-*"):
        with closing(sqlite3.connect(copy)) as connection:
            names |= set(connection.execute("SELECT name FROM study").fetchall())
    assert names == {("Letters",), ("Later",)}


def test_an_upgrade_says_where_the_copy_is(store: Path) -> None:
    told: list[str] = []

    schema.open_store(downgraded(store), told=told.append).dispose()

    assert "upgraded from version 0001 to" in told[0]
    assert str(store.parent) in told[0]


def test_a_study_says_when_opening_it_upgraded_its_store(store: Path) -> None:
    with Study.open(downgraded(store), coder="anna") as upgraded:
        told = upgraded.upgraded
    with Study.open(store, coder="anna") as current:
        later = current.upgraded

    assert told is not None
    assert f"{store}.before-" in told
    assert later is None


def test_foreign_keys_rest_while_an_upgrade_rebuilds_tables(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    migrate = schema.migrate

    def looked_at(connection) -> None:
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one())
        migrate(connection)

    monkeypatch.setattr(schema, "migrate", looked_at)
    upgraded = schema.open_store(downgraded(store))
    with upgraded.connect() as connection:
        seen.append(connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one())
    upgraded.dispose()

    assert seen == [0, 1]


def test_a_failed_upgrade_leaves_the_store_as_it_was(store: Path) -> None:
    downgraded(store)
    run_sql(store, "PRAGMA foreign_keys=OFF", "UPDATE document SET case_id = 999 WHERE id = 1")

    with pytest.raises(StoreInvalid, match="rows of document point nowhere.*as it was"):
        schema.open_store(store)

    with closing(sqlite3.connect(store)) as connection:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    assert version == ("0001",)


def test_a_newer_store_is_refused_and_not_touched(store: Path) -> None:
    run_sql(store, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreNewer, match="made by a newer casecoder.*Nothing was changed"):
        Study.open(store, coder="anna")


def test_a_store_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing, match="casecoder new"):
        Study.open(tmp_path / "none.db", coder="anna")


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"Dear Sir,\n" * 200, b"\0" * 5000])
def test_a_file_that_is_no_store_is_refused_and_not_touched(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.db"
    path.write_bytes(content)

    with pytest.raises(StoreInvalid, match="letter.db is not a casecoder store"):
        Study.open(path, coder="anna")

    assert path.read_bytes() == content
    assert [each.name for each in tmp_path.iterdir()] == ["letter.db"]


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    run_sql(tmp_path / "other.db", "CREATE TABLE study (id INTEGER)")

    with pytest.raises(StoreInvalid, match="not a casecoder store"):
        Study.open(tmp_path / "other.db", coder="anna")


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreInvalid, match="cannot be read"):
        Study.open(tmp_path, coder="anna")


def test_a_store_without_tables_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bare.db"
    run_sql(path, f"PRAGMA application_id = {schema.APPLICATION_ID}", "CREATE TABLE t (a)")

    with pytest.raises(StoreInvalid, match="bare.db"):
        Study.open(path, coder="anna")


def test_a_store_without_a_version_is_refused(store: Path) -> None:
    run_sql(store, "DELETE FROM alembic_version")

    with pytest.raises(StoreInvalid, match="study.db"):
        Study.open(store, coder="anna")


@pytest.mark.parametrize("kept", [0.02, 0.1, 0.5, 0.9])
def test_a_truncated_store_is_refused_in_a_sentence(store: Path, kept: float) -> None:
    with store.open("r+b") as file:
        file.truncate(int(store.stat().st_size * kept))

    def use() -> None:
        with Study.open(store, coder="anna") as study:
            study.coding(study.documents().rows[0].uid)
            list(study.verify())

    with pytest.raises(StoreInvalid, match="study.db"):
        use()


def test_a_store_half_made_is_refused(store: Path) -> None:
    run_sql(store, "DELETE FROM study")

    with pytest.raises(StoreInvalid, match="never finished"):
        Study.open(store, coder="anna")


def test_a_new_store_is_its_owners_alone(empty_template: Path) -> None:
    assert empty_template.stat().st_mode & 0o777 == 0o600


def test_a_shared_store_is_its_groups_too(tmp_path: Path, codebook_text: str) -> None:
    path = tmp_path / "shared.db"

    with Study.create(path, coder="anna", codebook=codebook_text, shared=True) as study:
        study.join()
        modes = {each.name: each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}

    assert modes == {"shared.db": 0o660, "shared.db-wal": 0o660, "shared.db-shm": 0o660}


@pytest.mark.parametrize("name", ["a?b=c.db", "100%.db", "ä #1.db", "file:x.db", ":memory:"])
def test_a_stores_name_may_have_any_character(
    tmp_path: Path, codebook_text: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Study.create(Path(name), coder="anna", codebook=codebook_text, name="Odd").close()

    assert [each.name for each in tmp_path.iterdir()] == [name]
    with Study.open(Path(name), coder="anna") as study:
        assert study.overview().name == "Odd"


def test_a_relative_store_stays_where_it_was_opened(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(store.parent)
    with Study.open("study.db", coder="anna") as study:
        (tmp_path / "elsewhere").mkdir()
        monkeypatch.chdir(tmp_path / "elsewhere")

        assert study.overview().documents == 4


def test_a_store_just_made_can_be_opened_by_others(tmp_path: Path, codebook_text: str) -> None:
    path = tmp_path / "study.db"

    with (
        Study.create(path, coder="anna", codebook=codebook_text),
        Study.open(path, coder="ben") as theirs,
    ):
        assert theirs.overview().name == "Letters"


def test_making_a_store_over_something_is_refused(tmp_path: Path, codebook_text: str) -> None:
    path = tmp_path / "thesis.txt"
    path.write_text("forty years of work")

    with pytest.raises(StoreExists, match="thesis.txt already"):
        Study.create(path, coder="anna", codebook=codebook_text)

    assert path.read_text() == "forty years of work"


def test_a_store_in_a_folder_that_takes_no_writing_is_refused(
    tmp_path: Path, codebook_text: str
) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match="No store can be made"):
        Study.create(tmp_path / "file" / "study.db", coder="anna", codebook=codebook_text)


def test_a_failed_creation_leaves_nothing(
    tmp_path: Path, codebook_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_connection: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(schema, "migrate", fail)
    with pytest.raises(StoreError, match="no room left"):
        Study.create(tmp_path / "study.db", coder="anna", codebook=codebook_text)

    assert list(tmp_path.iterdir()) == []


def test_a_creation_that_fails_after_its_tables_leaves_nothing(
    tmp_path: Path, codebook_text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_given: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(study_module, "put_in_force", fail)
    with pytest.raises(StoreError, match="no room left"):
        Study.create(tmp_path / "study.db", coder="anna", codebook=codebook_text)

    assert list(tmp_path.iterdir()) == []


def test_a_codebook_that_is_none_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="[Ll]ine 1"):
        Study.create(tmp_path / "study.db", coder="anna", codebook="name = ")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs"])
def test_a_network_file_system_is_refused(
    tmp_path: Path, codebook_text: str, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/home {tmp_path} {kind} rw 0 0\n")
    monkeypatch.setattr(engine, "MOUNTS", mounts)

    with pytest.raises(StoreError, match=rf"network file system \({kind}\)"):
        Study.create(tmp_path / "new" / "study.db", coder="anna", codebook=codebook_text)

    assert [each.name for each in tmp_path.iterdir()] == ["mounts"]


def test_a_mounted_folder_with_a_space_in_its_name_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    place = tmp_path / "our share"
    place.mkdir()
    spelled = str(place).replace(" ", "\\040")
    mounts.write_text(f"disk / ext4 rw 0 0\nserver:/x {spelled} nfs rw 0 0\n")
    monkeypatch.setattr(engine, "MOUNTS", mounts)

    assert engine.file_system_of(place) == "nfs"
    assert engine.file_system_of(tmp_path) == "ext4"


def test_a_backup_is_a_whole_store(study: Study, april: str, tmp_path: Path) -> None:
    study.flag(april, "who wrote it?")

    study.backup(tmp_path / "copy.db")

    with Study.open(tmp_path / "copy.db", coder="anna") as copy:
        assert copy.coding(april) == study.coding(april)
        assert list(copy.verify()) == []


def test_a_backup_over_something_is_refused(study: Study, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("kept")

    with pytest.raises(StoreExists, match="copy.db already"):
        study.backup(tmp_path / "copy.db")

    assert (tmp_path / "copy.db").read_text() == "kept"


def test_a_backup_that_cannot_be_written_leaves_nothing(study: Study, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        study.backup(tmp_path / "nowhere" / "copy.db")

    assert [each.name for each in tmp_path.iterdir() if "copy" in each.name] == []
