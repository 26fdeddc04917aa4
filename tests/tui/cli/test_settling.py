"""Settling from the command line: what all agree about, and what is left."""

import csv
import sqlite3
from contextlib import closing

import pytest

from storage import NewEvidence, RecordEntry, Study


@pytest.fixture
def coded(seen):
    """ben and cara have coded two documents, ben and anna one more each; anna leads, and the round is open."""
    first, second, third = (each.uid for each in seen.documents().rows[4:7])
    for name, fault in (("ben", "delay"), ("cara", "not_done")):
        with Study.open(seen.store, coder=name) as own:
            for document, values in (
                (first, {"conclusion": "criticism"}),
                (second, {"conclusion": "criticism", "fault_type": fault}),
            ):
                own.add_record(document, RecordEntry("finding", values, (NewEvidence(0, 40),)))
            if name == "ben":
                own.set_variable(third, "outcome", "upheld")
    with closing(sqlite3.connect(seen.store)) as connection, connection:
        connection.execute(
            "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
            "VALUES ('r', 'main', '{}', 1, '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 1)"
        )
    return seen


def test_the_only_open_round_is_settled_where_none_is_named(run, here, coded):
    with closing(sqlite3.connect(coded.store)) as connection, connection:
        connection.execute("UPDATE round SET name = 'pilot'")
        connection.execute("UPDATE review SET round = 'pilot'")
    said = run("settle")

    assert "1 case settled; 1 disagreement left to decide." in said.out


def test_what_all_agree_about_is_settled_and_the_rest_is_listed(run, here, coded):
    said = run("settle")

    assert said.status == 0
    assert "1 case settled; 1 disagreement left to decide." in said.out
    assert "2 documents that one coder alone has coded: left out; --single takes them" in said.out
    assert said.out.splitlines()[-1].startswith("Finding           other answers")
    (left,) = run("settle", "--json").objects
    assert (left["name"], left["difference"], sorted(left["sides"])) == (
        "finding",
        "answers",
        ["ben", "cara"],
    )
    assert left["sides"]["ben"]["values"] == {"conclusion": "criticism", "fault_type": "delay"}
    assert "2 cases settled" in run("settle", "--single").out


def test_an_export_of_gold_says_what_nobody_has_settled(run, here, coded):
    run("settle")
    said = run("export", "gold", "--layer", "gold")

    assert "1 document with cases that nobody has settled" in said.out
    with (here.parent / "gold" / "findings.csv").open(encoding="utf-8", newline="") as file:
        assert [row["settled"] for row in csv.DictReader(file)] == ["unanimous"]


def test_a_round_that_is_blind_is_refused_with_what_to_do(run, here, coded):
    said = run("settle", "--round", "pilot")

    assert said.status == 1
    assert "casecoder rounds open pilot" in said.err


def test_a_coder_settles_nothing(run, here, coded):
    said = run("settle", "--coder", "ben")

    assert said.status == 1
    assert "Only a lead or an adjudicator" in said.err
