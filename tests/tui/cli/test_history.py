"""The change log, undo, verify and backup."""

import sqlite3

import pytest

from storage import Study


def test_the_history_tells_latest_first_who_did_what_to_which_document(run, here, seen):
    said = run("history")

    newest = said.out.splitlines()[0]
    first = seen.documents().rows[0]
    assert said.status == 0
    assert newest.endswith(f"anna          {first.title}: Reference set.")
    assert said.out.splitlines()[-1].endswith("12 documents imported.")


def test_the_history_of_one_document_is_only_that(run, here, seen):
    changes = run("history", "--document", "3", "--json").objects

    assert [each["summary"] for each in changes] == ["Document flagged.", "12 documents imported."]
    assert changes[0]["document_id"] == seen.find_document("3").uid


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["--day", "today"], 4),
        (["--day", "yesterday"], 0),
        (["--day", "2020-02-29"], 0),
        (["--kind", "reviews"], 2),
        (["--filter", "flagged"], 1),
        (["--mine"], 4),
    ],
)
def test_the_history_is_limited_to_what_is_asked_for(run, here, options, lines):
    assert len(run("history", *options, "--json").objects) == lines


def test_the_history_of_what_is_no_day_is_wrong_use(run, here):
    said = run("history", "--day", "thursday")

    assert said.status == 2
    assert "“thursday” is no day" in said.err


def test_of_another_coder_the_history_tells_what_concerns_everybody(run, here):
    said = run("history", "--coder", "bert")

    assert said.out.split("anna")[1:] == ["          12 documents imported.\n"]
    assert run("history", "--coder", "bert", "--mine").out == ""


@pytest.mark.parametrize(("limit", "lines"), [(2, 2), (0, 4)])
def test_the_history_is_as_long_as_asked_for(run, here, limit, lines):
    assert len(run("history", "--limit", limit).out.splitlines()) == lines


def test_what_was_undone_is_marked(run, here):
    run("group", 1, 2)
    number = run("history", "--json").objects[0]["number"]
    said = run("undo", number)

    assert said.status == 0
    assert "Undone: 2 documents made one case." in said.out
    assert "(undone) A Council and 1 more: 2 documents made one case." in run("history").out
    assert run("history", "--json").objects[1]["undone"] is True


def test_a_change_is_undone_by_its_id_too(run, here, seen):
    run("group", 1, 2)

    said = run("undo", next(seen.history()).uid)

    assert said.status == 0
    assert seen.find_document("1").case != seen.find_document("2").case


@pytest.mark.parametrize("change", ["999", "no-such-change"])
def test_a_change_that_is_none_is_named(run, here, change):
    said = run("undo", change)

    assert said.status == 1
    assert change in said.err


def test_undoing_twice_is_refused_with_the_reason(run, here):
    run("group", 1, 2)
    number = run("history", "--json").objects[0]["number"]
    run("undo", number)
    said = run("undo", number)

    assert said.status == 1
    assert "taken back already" in said.err


def test_a_study_in_order_is_told_so(run, here):
    said = run("verify")

    assert said.status == 0
    assert said.out.startswith("Everything is as it should be: 12 documents")
    assert run("verify", "--json").out == ""


def test_what_is_not_in_order_is_named_with_status_1(run, here, seen):
    seen.close()
    with sqlite3.connect(here) as connection:
        connection.execute("UPDATE total SET n = n + 5 WHERE name = 'documents'")
    connection.close()

    said = run("verify")

    assert said.status == 1
    assert said.out == ""
    assert "the total is 17, counted are 12" in said.err
    assert "1 thing" in said.err
    assert run("verify", "--json").objects[0]["what"] == "the total is 17, counted are 12"


def test_a_backup_is_a_whole_study(run, here, place):
    said = run("backup", "copy.db")

    assert said.status == 0
    assert "copy.db was written" in said.out
    with Study.open(place / "copy.db", coder="anna") as copy:
        assert copy.overview().documents == 12
        assert list(copy.verify()) == []


def test_a_backup_overwrites_nothing(run, here, place):
    (place / "copy.db").write_text("mine")

    said = run("backup", "copy.db")

    assert said.status == 3
    assert (place / "copy.db").read_text() == "mine"


def test_of_very_many_problems_a_hundred_are_named(run, here):
    connection = sqlite3.connect(here)
    with connection:
        odd = [(f"odd {n}",) for n in range(120)]
        connection.executemany("INSERT INTO total VALUES (1, 'coder', 'records', ?, 1)", odd)
    connection.close()

    said = run("verify")
    all_of_them = run("verify", "--json")

    assert len(said.err.splitlines()) == 102
    assert "And 20 more; --json names all." in said.err
    assert len(all_of_them.objects) == 120
