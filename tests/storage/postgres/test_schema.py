"""Making a study on a server, meeting one, and what is said when it cannot be used."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import seeds
from storage import (
    ChangeRefused,
    RecordEntry,
    StoreError,
    StoreExists,
    StoreInvalid,
    StoreMissing,
    StoreNewer,
    StoreUnwritable,
    Study,
    add_server_coder,
    init_server,
)
from storage.database.migrations.comparing import is_ours
from storage.database.postgres.engine import open_server, server_url, shown
from storage.database.tables import metadata


def test_migrations_and_tables_agree(server_template: Any) -> None:
    engine = open_server(server_url(server_template.url("postgres")))
    options = {"include_name": is_ours, "compare_type": True}
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        differences = compare_metadata(context, metadata)
    engine.dispose()

    assert differences == []


def test_every_table_is_guarded(server_template: Any) -> None:
    bare = (
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
        "AND NOT (relrowsecurity AND relforcerowsecurity)"
    )

    assert server_template.run(bare) == [("alembic_version",)]


def test_a_study_is_made_with_its_database_and_brought_up_to_date(server: Any) -> None:
    url = server.url("breaks 'in' Ümlaut")
    made = init_server(url, codebook=seeds.starter_codebook(), name="Breaks")
    again = init_server(url, codebook=seeds.starter_codebook())
    login = add_server_coder(url, "Zoë d'Arc", "lead")
    other = add_server_coder(url, "Zoë d'Arc")

    assert made.startswith("Made a study at postgresql://")
    assert "is up to date" in again
    assert login.password
    assert other.password is None
    with Study.open(server.url("breaks 'in' Ümlaut", "Zoë d'Arc"), coder="x") as study:
        assert study.coder == "Zoë d'Arc"
        assert study.overview().name == "Breaks"


def test_a_study_is_not_made_over_another(server_template: Any, codebook_text: str) -> None:
    with pytest.raises(StoreExists, match="give another database"):
        Study.create(server_template.url("postgres"), coder="x", codebook=codebook_text)


def test_a_database_of_another_encoding_is_refused(server: Any, codebook_text: str) -> None:
    server.run("CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII'")

    with pytest.raises(StoreUnwritable, match="plain UTF-8"):
        Study.create(server.url("ascii"), coder="x", codebook=codebook_text)


def test_stores_of_other_versions_are_told_apart(server_study: Any) -> None:
    server_study.run("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreNewer, match="newer casecoder"):
        Study.open(server_study.url("ben"), coder="ben")
    server_study.run("UPDATE alembic_version SET version_num = '0001'")
    with pytest.raises(StoreInvalid, match="casecoder server init"):
        Study.open(server_study.url("ben"), coder="ben")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://", "names no database"),
        ("postgresql://ben@[::/x", "no address of a study"),
        ("postgresql://ben:secret@/", "names no database"),
    ],
)
def test_an_address_that_is_none_is_explained(url: str, said: str) -> None:
    with pytest.raises(StoreMissing, match=said) as raised:
        Study.open(url, coder="ben")

    assert "secret" not in str(raised.value)


def test_a_database_that_is_not_there_is_told_so(server: Any) -> None:
    with pytest.raises(StoreMissing, match="casecoder server init"):
        Study.open(server.url("nowhere"), coder="ben")


@pytest.mark.parametrize(
    ("store", "visible"),
    [
        ("postgresql://ben:se@cret@host:5432/x", "postgresql://ben@host:5432/x"),
        ("postgresql://ben@host/x", "postgresql://ben@host/x"),
        ("postgresql://host/x", "postgresql://host/x"),
        ("postgresql:///x?host=/tmp", "postgresql:///x?host=/tmp"),
    ],
)
def test_a_password_is_never_shown(store: str, visible: str) -> None:
    assert shown(store) == visible


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)

    with pytest.raises(StoreError, match=r"casecoder\[postgres\]"):
        Study.open("postgresql://ben@nowhere/x", coder="ben")


def test_what_a_server_does_otherwise_is_said(
    server_study: Any, opened: Callable[..., Study], tmp_path: Path
) -> None:
    anna = opened(server_study.url("anna"), "anna")
    document = anna.documents().rows[0].uid
    with pytest.raises(StoreError, match="pg_dump"):
        anna.backup(tmp_path / "copy")
    with pytest.raises(ChangeRefused, match="on a server each coder logs in"):
        anna.hand_out(tmp_path / "copy", coder="ben")
    with pytest.raises(ChangeRefused, match="whoever runs the server"):
        anna.erase(document, "because")
    postgres = opened(server_study.url("postgres"), "admin")
    postgres.erase(document, "consent withdrawn")

    assert len(anna.documents().rows) == 3
    assert anna.search("answered").hits == ()
    assert list(postgres.verify()) == []


def test_who_runs_the_server_finds_coding_that_no_change_tells_of(
    server_study: Any, opened: Callable[..., Study], finding: Callable[..., RecordEntry]
) -> None:
    ben = opened(server_study.url("ben"), "ben")
    ben.add_record(ben.documents().rows[0].uid, finding())
    postgres = opened(server_study.url("postgres"), "admin")
    before = list(postgres.verify())
    server_study.run("UPDATE field_value SET text = 'delay' WHERE record_id IS NOT NULL")

    (problem,) = postgres.verify()
    assert before == []
    assert problem.what.startswith("the finding 1 is not as change 1 of ben left it")
