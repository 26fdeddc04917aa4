"""What is exported of gold: how each thing was settled, what it rests on, and what nobody has settled."""

import csv
import json
import shutil
import sqlite3

import pytest

from storage import (
    AnnotationError,
    CaseQuery,
    Decision,
    ExportError,
    Layer,
    NewEvidence,
    Reason,
    RecordEntry,
    Status,
)


def rows(folder, name):
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def settled(study, ben, lea, april, may):
    """One finding of april is unanimous, its remedy was decided; of may nothing is settled."""
    for each, amount in ((study, 150), (ben, 200)):
        found = each.add_record(
            april, RecordEntry("finding", {"fault": "delay"}, (NewEvidence(0, 20),))
        )
        remedy = RecordEntry("remedy", {"amount": amount}, (NewEvidence(58, 90),))
        each.add_record(april, remedy, {"redresses": [found.uid]})
        each.set_variable(april, "outcome", "upheld")
        each.set_variable(may, "weeks", amount)
    lea.open_round("main")
    lea.settle_unanimous()
    (case,) = lea.disagreements(CaseQuery(name="remedy")).rows
    lea.settle(case, Decision(("ben",)), Reason.SLIP)
    return lea


def test_tables_of_gold_say_how_each_thing_was_settled_and_of_what(
    settled, study, ben, april, may, tmp_path
):
    files = settled.export(tmp_path / "out", layer=Layer.GOLD)
    origins = [{each.coding(april).records[place].uid for each in (study, ben)} for place in (0, 1)]

    (found,), (remedy,) = (
        rows(tmp_path / "out", f"{name}.csv") for name in ("findings", "remedies")
    )
    assert (found["settled"], remedy["settled"]) == ("unanimous", "adjudicated")
    assert [set(each["origin_ids"].split("|")) for each in (found, remedy)] == origins
    assert list(found)[-2:] == ["settled", "origin_ids"]
    assert remedy["linked_ids"] == found["record_id"]
    values = {each["name"]: each["settled"] for each in rows(tmp_path / "out", "values.csv")}
    assert values == {"outcome": "unanimous", "fault": "unanimous", "amount": "adjudicated"}
    reviews = {
        each["document_id"]: (each["coder"], each["status"], each["settled"], each["n_remedies"])
        for each in rows(tmp_path / "out", "reviews.csv")
    }
    assert reviews == {
        april: ("lea", "done", "adjudicated", "1"),
        may: ("lea", "in_progress", "unresolved", ""),
    }
    assert next(each.unresolved for each in files if each.name == "reviews.csv") == 1
    columns = {(row["file"], row["column"]) for row in rows(tmp_path / "out", "dictionary.csv")}
    assert {("remedies.csv", "origin_ids"), ("reviews.csv", "settled")} <= columns


def test_settlements_say_of_each_case_what_became_of_it_and_why(
    settled, study, ben, april, may, tmp_path
):
    (case,) = settled.disagreements(CaseQuery(name="weeks")).rows
    note = "Nobody can know: " + study.text(may).text[:50]
    settled.settle(case, Decision(()), Reason.AMBIGUOUS, note)
    settled.export(tmp_path / "out", layer=Layer.GOLD)
    found = {each["name"]: each for each in rows(tmp_path / "out", "settlements.csv")}
    (remedy,) = rows(tmp_path / "out", "remedies.csv")

    assert {
        name: (each["document_id"], each["kind"], each["settled"], each["result"], each["reason"])
        for name, each in found.items()
    } == {
        "finding": (april, "record", "unanimous", "kept", ""),
        "outcome": (april, "variable", "unanimous", "kept", ""),
        "remedy": (april, "record", "adjudicated", "kept", "slip"),
        "weeks": (may, "variable", "adjudicated", "rejected", "ambiguous"),
    }
    assert found["remedy"]["record_id"] == remedy["record_id"]
    assert found["remedy"]["origin_ids"] == remedy["origin_ids"]
    assert {each["coders"] for each in found.values()} == {f"{study.coder}|{ben.coder}"}
    assert found["weeks"]["note"] == note
    assert found["weeks"]["coder"] == "lea"
    columns = {row["column"] for row in rows(tmp_path / "out", "dictionary.csv")}
    assert set(found["weeks"]) <= columns

    settled.export(tmp_path / "out", layer=Layer.GOLD, quotes="none", coders="coded")
    discreet = {each["name"]: each for each in rows(tmp_path / "out", "settlements.csv")}
    assert (discreet["weeks"]["note"], discreet["weeks"]["reason"]) == ("", "ambiguous")
    assert {each["coders"] for each in discreet.values()} == {"coder_1|coder_2"}
    assert {each["coder"] for each in discreet.values()} == {"coder_3"}


def test_what_holds_no_more_is_in_no_table_of_settlements(settled, study, tmp_path):
    settled.reopen_round("main", study.coder)
    settled.export(tmp_path / "out", layer=Layer.GOLD)

    assert rows(tmp_path / "out", "settlements.csv") == []


def test_tables_of_coders_have_their_columns_as_before(settled, tmp_path):
    settled.export(tmp_path / "out", layer=Layer.CODER)

    for name in ("findings", "reviews", "values", "cases"):
        assert "settled" not in rows(tmp_path / "out", f"{name}.csv")[0]
    assert not (tmp_path / "out" / "settlements.csv").exists()


def test_gold_has_no_status_of_a_coder(settled, tmp_path):
    with pytest.raises(ExportError, match="leave --status out"):
        settled.export(tmp_path / "out", layer=Layer.GOLD, status=Status.DONE)


def test_gold_goes_out_and_in_and_out_again_as_the_same_bytes(
    settled, small_template, opened, april, tmp_path
):
    for layer in Layer:
        settled.export(tmp_path / layer, format="jsonl", layer=layer)
    other = opened(shutil.copy(small_template, tmp_path / "other.db"), "lea")
    for layer in Layer:
        other.annotate(tmp_path / layer)
    other.export(tmp_path / "again", format="jsonl", layer=Layer.GOLD)

    for name in ("records.jsonl", "variables.jsonl"):
        assert (tmp_path / "again" / name).read_bytes() == (tmp_path / "gold" / name).read_bytes()
    assert other.coding(april).review.status is Status.TODO
    assert list(other.verify()) == []


def test_gold_without_the_coding_it_rests_on_is_refused(settled, small_template, opened, tmp_path):
    settled.export(tmp_path / "gold", format="jsonl", layer=Layer.GOLD)
    other = opened(shutil.copy(small_template, tmp_path / "other.db"), "lea")

    with pytest.raises(AnnotationError, match="load the coders' own coding first"):
        other.annotate(tmp_path / "gold")
    with sqlite3.connect(tmp_path / "other.db") as connection:
        kept = connection.execute("SELECT count(*) FROM settlement, record").fetchone()
    connection.close()
    assert kept == (0,)


def test_only_gold_is_settled(settled, april, tmp_path):
    settled.export(tmp_path / "gold", format="jsonl", layer=Layer.GOLD)
    line = json.loads((tmp_path / "gold" / "records.jsonl").read_text().splitlines()[0])
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text(json.dumps(line | {"layer": "coder"}))

    with pytest.raises(AnnotationError, match="only what is gold is «settled»"):
        settled.annotate(wrong)
