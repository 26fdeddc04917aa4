"""Files of many documents on the command line: each document has its line, what was done its count."""

import csv
import zipfile
from pathlib import Path

import pytest

import seeds
from storage import Study

PROSE = (
    "The office waited {} weeks before it answered. It did not say why, and nobody told her son."
)


@pytest.fixture
def table(place: Path) -> Path:
    """A table of 30 documents, two of whose rows are none."""
    path = place / "all.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["Council", "summary", "text"])
        for number in range(30):
            writer.writerow(
                [f"Ash {number} Council", f"Waited {number} weeks.", PROSE.format(number)]
            )
        writer.writerows([["Elm Council", "", ""], ["Elm Council", "", " "]])
    return path


@pytest.fixture
def archive(place: Path) -> Path:
    """Three documents, one of them a page, and two members that are none."""
    path = place / "all.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for case in sorted(seeds.sample_cases().iterdir())[:3]:
            packed.write(case, f"cases/{case.name}")
        packed.writestr("../up.txt", PROSE)
        packed.writestr("picture.png", b"\x89PNG")
    return path


@pytest.fixture
def empty(place: Path) -> Path:
    store = place / "casecoder.db"
    with Study.create(store, coder="anna", codebook=seeds.starter_codebook()):
        return store


def test_a_file_of_many_is_one_line_and_what_was_refused_is_named(run, empty, table):
    said = run("import", "all.csv")

    assert said.status == 1
    assert said.out.splitlines()[:2] == [
        "30 documents read, 0 documents skipped, 2 documents refused",
        "  all.csv  30 documents, 2 refused",
    ]
    assert said.err.splitlines() == [
        "all.csv#row 32: There is no text in the column “text”.",
        "all.csv#row 33: There is no text in the column “text”.",
    ]


def test_of_very_many_refused_in_one_file_only_some_are_named(run, empty, table, monkeypatch):
    monkeypatch.setattr("tui.cli.importing.MOST_NAMES", 1)
    said = run("import", "all.csv")

    assert said.err.splitlines()[1] == "all.csv: 1 more were refused; --json names all."
    assert len(run("import", "all.csv", "--json").objects) == 32


def test_a_dry_run_shows_what_the_columns_are_taken_for(run, empty, table):
    said = run("import", "all.csv", "--dry-run")

    assert "30 documents would be read" in said.out
    assert (
        "  all.csv: texts from “text” (--text-column names another); "
        "Council as respondent, summary" in said.out
    )
    assert run("documents").out == ""


def test_another_column_holds_the_texts(run, empty, table):
    said = run("import", "all.csv", "--text-column", "summary", "--json")

    assert [each["result"] for each in said.objects].count("read") == 30
    assert run("search", "answered").out.startswith("Nothing found")


def test_a_column_that_is_not_there_is_named(run, empty, table):
    said = run("import", "all.csv", "--text-column", "words")

    assert said.status == 1
    assert "all.csv has no column words: its columns are Council, summary, text." in said.err


def test_every_member_of_an_archive_has_its_line_in_json(run, empty, archive):
    said = run("import", "all.zip", "--json")

    assert [(each["file"], each["result"]) for each in said.objects][-2:] == [
        ("all.zip/../up.txt", "refused"),
        ("all.zip/picture.png", "skipped"),
    ]
    assert "leads out of the archive" in said.err
    documents = run("documents", "--json").objects
    assert all(str(each["source_name"]).startswith("all.zip/cases/") for each in documents)


def test_inspect_tells_of_every_document_and_needs_no_study(run, archive, table):
    said = run("inspect", "all.zip", "all.csv", "--json")

    files = [each["file"] for each in said.objects]
    assert (said.status, len(files)) == (1, 33)
    assert files[0].startswith("all.zip/cases/")
    assert files[-1] == "all.csv#row 31"
    assert "all.csv#row 32: There is no text" in said.err


def test_inspect_takes_the_column_that_is_named(run, table):
    said = run("inspect", "all.csv", "--text-column", "summary", "--json")

    assert said.objects[7]["text"] == "Waited 7 weeks."


def test_inspect_tells_documents_apart_by_an_empty_line(run, archive):
    said = run("inspect", "all.zip")

    assert said.out.count("\n\nfile  ") == 2


def test_originals_are_kept_and_erasing_says_that_they_are_gone(run, empty, table, place):
    run("import", "all.csv", "--keep-originals")
    (kept,) = (place / "casecoder.db.originals").iterdir()

    assert kept.read_bytes() == table.read_bytes()
    said = run("erase", 1, "--reason", "asked to", "--yes")
    assert "in which 29 other documents of the study stood too, was deleted." in said.out
    assert not kept.exists()
