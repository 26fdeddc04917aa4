"""Blindness attacked: coders log in, and try to read, forge and change what is another's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from storage import ChangeRefused, NameRefused, RecordQuery, StoreMissing, Study, check_server

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def coded(server_study: Any, opened: Callable[..., Study], finding: Callable[..., Any]) -> Any:
    """A study in which ben has coded a document."""
    ben = opened(server_study.url("ben"), "ben")
    document = ben.documents().rows[0].uid
    ben.add_record(document, finding())
    ben.save_draft(document, "half typed")
    ben.add_memo("document", document, "only mine")
    return server_study


def rows_for(study: Any, coder: str, statement: str) -> list[tuple[Any, ...]]:
    """What a statement brings to somebody who logs in with any other program."""
    with psycopg.connect(study.url(coder)) as connection:
        return connection.execute(statement).fetchall()  # type: ignore[call-overload]


def open_round(study: Any, name: str = "main") -> None:
    study.run(
        "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
        f"SELECT 'r', '{name}', '{{}}', id, '', 'now', id FROM coder WHERE name = 'anna'"
    )


def test_every_attempt_of_every_coder_fails(coded: Any) -> None:
    tried = check_server(coded.url("postgres"))

    assert {attempt.coder for attempt in tried} == {"anna", "ben", "cy", "ada"}
    assert len(tried) > 150
    assert [attempt for attempt in tried if not attempt.held] == []


def test_what_was_tried_leaves_nothing_behind_where_a_round_is_opened_either(coded: Any) -> None:
    open_round(coded)
    counted = "SELECT (SELECT count(*) FROM coder), (SELECT count(*) FROM record)"
    before = coded.run(counted)
    tried = check_server(coded.url("postgres"))

    assert [attempt for attempt in tried if not attempt.held] == []
    assert coded.run(counted) == before


def test_holes_in_the_rules_are_found(server_template: Any) -> None:
    holed = server_template.copy()
    try:
        holed.run(
            "ALTER TABLE record DISABLE ROW LEVEL SECURITY",
            "ALTER VIEW record_words SET (security_invoker = false)",
            "GRANT UPDATE ON change TO PUBLIC",
            "CREATE POLICY hole ON change USING (true)",
            "ALTER ROLE cy BYPASSRLS",
        )
        tried = check_server(holed.url("postgres"))
    finally:
        holed.run("ALTER ROLE cy NOBYPASSRLS")

    broken = {(each.coder, each.what) for each in tried if not each.held}
    assert ("cy", "stand above the rules") in broken
    assert {what for coder, what in broken if coder == "ben"} >= {
        *("read records", "read records, through COPY", "read words, through the view"),
        *("remove a record", "change the history"),
    }


def test_only_a_superuser_can_try_for_everybody(coded: Any) -> None:
    with pytest.raises(ChangeRefused, match="superuser"):
        check_server(coded.url("anna"))


@pytest.mark.parametrize("coder", ["cy", "ada"])
def test_a_coder_meets_nothing_of_another(
    coded: Any, opened: Callable[..., Study], coder: str, tmp_path: Path
) -> None:
    study = opened(coded.url(coder), coder)
    document = study.documents().rows[0].uid
    study.export(tmp_path / "out", coder=coder)

    assert study.records_page(RecordQuery("finding")).rows == ()
    assert study.draft(document) is None
    assert study.overview().records["finding"] == 0
    assert [change.coder for change in study.history() if change.coder == "ben"] == []
    assert len((tmp_path / "out" / "findings.csv").read_text().splitlines()) == 1


def test_who_codes_is_who_logs_in_whatever_they_say(
    coded: Any, opened: Callable[..., Study]
) -> None:
    assert opened(coded.url("cy"), "ben").coder == "cy"


def test_somebody_who_was_not_let_in_is_told_so(server_template: Any) -> None:
    server_template.server.knows("zoe")

    with pytest.raises(StoreMissing, match="does not let zoe in"):
        Study.open(server_template.url("zoe"), coder="zoe")


def test_a_coder_who_left_sees_nothing_any_more(coded: Any) -> None:
    coded.run("UPDATE coder SET left_at = 'now' WHERE name = 'ben'")

    assert rows_for(coded, "ben", "SELECT id FROM record") == []


def test_an_opened_round_may_be_read_and_changed_no_more(
    coded: Any, opened: Callable[..., Study], finding: Callable[..., Any]
) -> None:
    open_round(coded)
    ben = opened(coded.url("ben"), "ben")
    document = ben.documents().rows[0].uid

    assert len(rows_for(coded, "cy", "SELECT id FROM record")) == 1
    assert len(rows_for(coded, "cy", "SELECT id FROM field_value")) == 1
    assert rows_for(coded, "cy", "SELECT payload FROM draft") == []
    with pytest.raises(ChangeRefused):
        ben.add_record(document, finding())
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows_for(coded, "ben", "UPDATE review SET round = 'other' RETURNING id")


def test_another_round_stays_closed(coded: Any) -> None:
    open_round(coded, "pilot")

    assert rows_for(coded, "cy", "SELECT id FROM record") == []


def test_a_lead_may_look_before_only_where_they_do_not_code(
    coded: Any, opened: Callable[..., Study], finding: Callable[..., Any]
) -> None:
    before = rows_for(coded, "anna", "SELECT id FROM record")
    anna = opened(coded.url("anna"), "anna")
    anna.add_record(anna.documents().rows[1].uid, finding())
    ids = "SELECT name FROM record JOIN coder ON coder.id = record.coder_id"

    assert len(before) == 1
    assert rows_for(coded, "anna", ids) == [("anna",)]


def test_gold_is_made_by_adjudicators_of_opened_rounds_only(coded: Any) -> None:
    gold = (
        "INSERT INTO record (uid, document_id, coder_id, layer, type, number, codebook_id, "
        "first_start, note, created_at, updated_at) SELECT 'gold', document_id, coder_me(), 'gold', "
        "type, 1, codebook_id, 0, '', '', '' FROM record WHERE layer = 'coder' "
        "UNION SELECT 'gold', 1, coder_me(), 'gold', 'finding', 1, 1, 0, '', '', '' LIMIT 1 "
        "RETURNING id"
    )
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows_for(coded, "ada", gold)
    open_round(coded)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        rows_for(coded, "cy", gold)

    assert len(rows_for(coded, "ada", gold)) == 1


def test_what_belongs_to_the_study_is_the_leads_to_change(
    coded: Any, opened: Callable[..., Study]
) -> None:
    cy, anna = (opened(coded.url(name), name) for name in ("cy", "anna"))
    documents = [row.uid for row in cy.documents().rows]
    with pytest.raises(ChangeRefused, match="did not let cy"):
        cy.remove_documents(documents[:1])
    there = len(cy.documents().rows)
    anna.remove_documents(documents[1:2])

    assert (there, len(cy.documents().rows)) == (4, 3)


def test_nobody_is_named_like_who_runs_the_server(server_study: Any) -> None:
    from storage import add_server_coder

    with pytest.raises(NameRefused, match="runs the server"):
        add_server_coder(server_study.url("postgres"), "postgres")
