"""Import, annotate and export on the command line."""

import csv
import json
import shutil
from pathlib import Path

import pytest

import seeds
from storage import Study


def table(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Path:
    """A folder with two studies: without documents, and with the sample's, one of them coded."""
    folder = tmp_path_factory.mktemp("made")
    codebook = seeds.starter_codebook()
    Study.create(folder / "empty.db", coder="anna", codebook=codebook).close()
    with Study.create(folder / "coded.db", coder="anna", codebook=codebook) as study:
        study.import_paths([seeds.sample_cases()])
        study.annotate(seeds.sample_coding())
    return folder


@pytest.fixture
def empty(made, place) -> Path:
    """A study without documents, as the study of this folder."""
    return Path(shutil.copy(made / "empty.db", place / "casecoder.db"))


@pytest.fixture
def coded(made, place) -> Path:
    """The sample documents, one of them coded by a coder called sample."""
    return Path(shutil.copy(made / "coded.db", place / "casecoder.db"))


def test_a_folder_is_imported_and_what_was_done_is_counted(run, empty):
    said = run("import", seeds.sample_cases())

    assert said.status == 0
    assert said.out.splitlines()[0] == "12 files read, 0 files skipped, 0 files refused"
    assert "casecoder undo 1 takes it back." in said.out
    assert len(run("documents").out.splitlines()) == 12


def test_what_is_there_already_is_skipped_and_named_with_its_reason(run, here):
    said = run("import", seeds.sample_cases())

    assert said.status == 0
    assert "0 files read, 12 files skipped" in said.out
    assert "\nskipped: already there\n  " in said.out
    assert "takes it back" not in said.out


def test_of_very_many_files_with_one_reason_only_some_are_named(run, here, monkeypatch):
    monkeypatch.setattr("tui.cli.importing.MOST_NAMES", 5)
    said = run("import", seeds.sample_cases())

    assert "… and 7 more" in said.out
    assert len(said.out.splitlines()) == 8


def test_a_table_imported_again_does_not_fill_the_screen(run, empty, place):
    rows = [f"{n},The council took {n} weeks to answer her letter." for n in range(60)]
    (place / "a.csv").write_text("\n".join(["ref,text", *rows]))
    (place / "b.csv").write_text("\n".join(["ref,text", *rows]))
    said = run("import", place / "a.csv", place / "b.csv")

    assert "60 documents read, 60 documents skipped" in said.out
    assert "\nskipped: the same text as a.csv#row 2, already there\n  " in said.out
    assert "… and 40 more with other reasons; --json names all" in said.out
    assert len(said.out.splitlines()) < 60


def test_a_dry_run_tells_and_stores_nothing(run, empty):
    said = run("import", seeds.sample_cases(), "--dry-run")

    assert said.status == 0
    assert said.out.startswith("12 files would be read")
    assert run("documents").out == ""


def test_what_is_refused_is_named_on_standard_error_and_the_rest_goes_on(run, empty, place):
    (place / "cases").mkdir()
    (place / "cases" / "good.txt").write_text("The council was at fault.\n")
    (place / "cases" / "empty.txt").write_text("")

    said = run("import", "cases", "--json")

    assert said.status == 1
    assert said.err == "cases/empty.txt: empty.txt is empty.\n"
    assert [(each["file"], each["result"]) for each in said.objects] == [
        ("cases/empty.txt", "refused"),
        ("cases/good.txt", "read"),
    ]
    assert said.objects[1]["document_id"] == run("documents", "--json").objects[0]["document_id"]


def test_metadata_give_titles_cases_and_variables(run, empty, place):
    (place / "one.txt").write_text("The council was at fault.\n")
    (place / "two.txt").write_text("The council was not at fault.\n")
    (place / "table.csv").write_text(
        "source_name,title,case,outcome\none.txt,First,A,upheld\ntwo.txt,Second,A,\n"
    )

    said = run("import", "one.txt", "two.txt", "--metadata", "table.csv")

    documents = run("documents", "--json").objects
    assert said.status == 0
    assert [each["title"] for each in documents] == ["First", "Second"]
    assert len({each["case_id"] for each in documents}) == 1


def test_a_coding_is_loaded_whole_and_a_second_time_changes_nothing(run, here):
    first = run("annotate", seeds.sample_coding())
    again = run("annotate", seeds.sample_coding())

    assert first.status == again.status == 0
    assert first.out.startswith("34 records and values loaded.\n")
    assert "takes it back" in first.out
    assert again.out == "0 records and values loaded, 34 were there already.\n"


def test_an_export_writes_every_table_and_lists_them(run, coded, place):
    said = run("export", "data", "--coder", "sample")

    listed = {line.split()[0] for line in said.out.splitlines()[:-1]}
    rows = table(place / "data" / "findings.csv")
    assert said.status == 0
    assert listed == {each.name for each in (place / "data").iterdir()}
    assert f"findings.csv {len(rows):>20} rows".split() == next(
        line.split() for line in said.out.splitlines() if "findings.csv" in line
    )
    assert said.out.endswith("Written to data.\n")


def test_an_export_as_json_lists_one_file_a_line(run, here):
    objects = run("export", "data", "--json").objects

    assert {"file": "data/documents.csv", "rows": 12} in objects


def test_json_lines_go_out_and_in_again(run, coded, place, monkeypatch):
    run("export", "first", "--format", "jsonl")
    monkeypatch.setenv("CASECODER_STORE", "copy.db")
    run("new")
    run("import", seeds.sample_cases())
    loaded = run("annotate", "first")
    run("export", "second", "--format", "jsonl")

    assert loaded.status == 0
    for name in ("records.jsonl", "variables.jsonl"):
        assert (place / "first" / name).read_bytes() == (place / "second" / name).read_bytes()


def test_two_coders_are_asked_for_one(run, here, place):
    run("annotate", seeds.sample_coding())
    with Study.open(here, coder="bert") as study:
        uid = study.find_document("4").uid
        study.set_variable(uid, "reference", "x")
        bert_codes(study, uid)

    both = run("export", "data")
    blind = run("export", "data", "--coder", "bert")
    with Study.open(here, coder="anna") as study:
        study.open_round("main")
    one = run("export", "data", "--coder", "bert")
    layer = run("export", "data", "--layer", "coder")

    assert both.status == 1
    assert "--coder NAME" in both.err
    assert blind.status == 1
    assert "What others code in the round main is shown to nobody" in blind.err
    assert one.status == layer.status == 0


def bert_codes(study: Study, uid: str) -> None:
    """One finding on the document's first sentence."""
    from storage import NewEvidence, RecordEntry

    sentence = study.text(uid).segmentation.sentences[0]
    evidence = (NewEvidence(sentence.start, sentence.end),)
    study.add_record(uid, RecordEntry("finding", {"conclusion": "praise"}, evidence))


@pytest.mark.parametrize(
    ("options", "column", "told"),
    [
        ((), "coder", {"sample"}),
        (("--coders", "coded"), "coder", {"coder_2"}),
        (("--quotes", "none"), "quote", {""}),
        (("--status", "done"), "coder", set()),
        (("--layer", "gold"), "coder", set()),
    ],
)
def test_an_export_holds_what_it_is_asked_for(run, coded, place, options, column, told):
    said = run("export", "data", *options)

    assert said.status == 0
    assert {row[column] for row in table(place / "data" / "evidence.csv")} == told


def test_cells_that_a_spreadsheet_would_run_are_made_safe_when_asked(run, coded, place):
    (place / "formula.txt").write_text("=1+1 was said by the council.")
    run("import", "formula.txt")
    exact, safe = run("export", "exact"), run("export", "safe", "--spreadsheet-safe")

    titles = [
        {row["title"] for row in table(place / name / "documents.csv")}
        for name in ("exact", "safe")
    ]
    assert exact.status == safe.status == 0
    assert "=1+1 was said by the council." in titles[0]
    assert "=1+1 was said by the council." not in titles[1]


def test_a_coder_who_is_none_is_named(run, here):
    said = run("export", "data", "--coder", "nobody")

    assert said.status == 1
    assert "There is no coder nobody" in said.err


def test_an_export_that_cannot_be_written_is_told(run, here, place):
    (place / "data").write_text("in the way")

    said = run("export", "data")

    assert said.status == 1
    assert "data" in said.err
    assert (place / "data").read_text() == "in the way"


def test_coding_comes_back_as_the_lines_said(run, coded, place):
    run("export", "data", "--format", "jsonl")

    lines = (place / "data" / "records.jsonl").read_text().splitlines()
    given = (seeds.sample_coding() / "records.jsonl").read_text().splitlines()
    assert {json.loads(line)["id"] for line in lines} == {json.loads(line)["id"] for line in given}
