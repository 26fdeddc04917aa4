"""A server that goes away: in the midst of a save, and for a while."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from storage import RecordQuery, StoreUnreachable, Study

PATIENCE = 60


@pytest.fixture
def ben(server_study: Any, opened: Callable[..., Study]) -> Study:
    """Somebody who codes."""
    return opened(server_study.url("ben"), "ben")


def until(claim: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not claim():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_line_that_drops_in_the_midst_of_a_save_leaves_nothing_half_done(
    server_study: Any, ben: Study, finding: Callable[..., Any]
) -> None:
    document = ben.documents().rows[0].uid
    ben.save_draft(document, "half typed")
    waiting = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    server_study.run(
        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_sleep(600); RETURN NEW; END $$",
        "CREATE TRIGGER wait BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION wait()",
    )
    raised: list[Exception] = []

    def save() -> None:
        try:
            ben.add_record(document, finding())
        except StoreUnreachable as error:
            raised.append(error)

    saving = threading.Thread(target=save)
    saving.start()
    until(lambda: bool(server_study.run(waiting)))
    server_study.run(f"SELECT pg_terminate_backend(pid) FROM ({waiting}) AS pids")
    saving.join(PATIENCE)
    server_study.run("DROP TRIGGER wait ON evidence", "DROP FUNCTION wait()")

    assert "saved whole or not at all" in str(raised[0])
    assert ben.records_page(RecordQuery("finding")).rows == ()
    assert ben.draft(document).payload == "half typed"  # type: ignore[union-attr]
    ben.add_record(document, finding())
    assert len(ben.records_page(RecordQuery("finding")).rows) == 1


def test_a_server_that_comes_back_is_used_again(
    server_study: Any, ben: Study, finding: Callable[..., Any]
) -> None:
    document = ben.documents().rows[0].uid
    server_study.server.stop()
    with pytest.raises(StoreUnreachable, match="does not answer"):
        ben.add_record(document, finding())
    server_study.server.start()
    ben.add_record(document, finding())

    assert len(ben.records_page(RecordQuery("finding")).rows) == 1


def test_many_coders_save_at_once_and_nothing_is_lost(
    server_study: Any,
    opened: Callable[..., Study],
    finding: Callable[..., Any],
    together: Callable[..., list[object]],
) -> None:
    studies = [opened(server_study.url(name), name) for name in ("anna", "ben", "cy", "ada") * 4]
    document = studies[0].documents().rows[0].uid

    def code(study: Study) -> None:
        for _ in range(2):
            study.add_record(document, finding())

    outcomes = together(*(lambda study=study: code(study) for study in studies))

    assert outcomes == [None] * 16
    for study in studies[:4]:
        numbers = [row.number for row in study.records_page(RecordQuery("finding")).rows]  # type: ignore[union-attr]
        assert sorted(numbers) == list(range(1, 9))
        assert list(study.verify()) == []
