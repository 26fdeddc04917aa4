"""hand-out and merge, from the command line."""

import json
import shutil
from pathlib import Path

import pytest

from storage import NewEvidence, RecordEntry, Study


@pytest.fixture(scope="module")
def handed(sample_store, tmp_path_factory):
    """A folder with a study, and ben's copy of it in which he found something."""
    folder = tmp_path_factory.mktemp("handed")
    shutil.copy(sample_store, folder / "casecoder.db")
    with Study.open(folder / "casecoder.db", coder="anna") as study:
        study.hand_out(folder / "ben.db", coder="ben")
    with Study.open(folder / "ben.db", coder="ben") as study:
        found = RecordEntry("finding", {"conclusion": "criticism"}, (NewEvidence(0, 20),))
        study.add_record(study.documents().rows[0].uid, found)
    return folder


@pytest.fixture
def ben(run, place, handed):
    """The path of ben's copy, beside the study."""
    shutil.copytree(handed, place, dirs_exist_ok=True)
    return Path("ben.db")


def test_a_copy_is_handed_out_and_its_work_brought_back(run, ben):
    dry = run("merge", ben, "--dry-run")
    assert "ben.db, ben's copy: 1 change of the history" in dry.out
    assert "records: 1 new" in dry.out
    assert "Nothing was changed: this is what casecoder merge would do." in dry.out

    said = run("merge", ben)
    assert (said.status, said.err) == (0, "")
    assert "Merged. The study as it was before is" in said.out
    assert Path("casecoder.db.before-merge").is_file()
    undo = said.out.splitlines()[-1].removesuffix(" takes it back.").removeprefix("casecoder ")
    assert "Undone: Work of ben merged." in run(*undo.split()).out
    assert run("verify").status == 0


def test_a_line_tells_whose_a_copy_is_and_how_it_comes_back(run, ben):
    said = run("hand-out", "--coder", "cleo", "cleo.db")

    assert "cleo.db is the copy of cleo, who is new to the study: 12 documents to code" in said.out
    assert "casecoder merge cleo.db brings the work back" in said.out


def test_who_leads_can_be_named_before_the_command(run, ben, monkeypatch):
    monkeypatch.setenv("CASECODER_CODER", "somebody")

    assert run("merge", ben, "--dry-run").status == 1
    assert run("--coder", "anna", "merge", ben, "--dry-run").status == 0
    assert run("--coder", "anna", "hand-out", "--coder", "cleo", "cleo.db").status == 0


def test_what_was_merged_is_not_merged_again(run, ben):
    run("merge", ben)
    again = run("merge", ben)

    assert again.status == 0
    assert "ben.db, ben's copy: nothing that is not here already" in again.out
    assert "Everything was here already; nothing was changed." in again.out


def test_what_is_merged_is_told_in_json(run, ben):
    (told,) = run("merge", ben, "--json").objects

    assert told == {
        "file": "ben.db",
        "coder": "ben",
        "changes": 1,
        "things": {"record": {"new": 1}, "review": {"changed": 1}},
        "provisional": [],
        "conflicts": [],
    }


def test_what_was_changed_in_both_is_told(run, ben):
    run("merge", ben)
    for store, note in (("casecoder.db", "here"), (ben, "there")):
        with Study.open(store, coder="ben") as study:
            (record,) = study.coding(study.documents().rows[0].uid).records
            passage = (NewEvidence(0, 20),)
            study.change_record(
                record.uid, RecordEntry("finding", {"conclusion": "criticism"}, passage, None, note)
            )
    (conflict,) = run("merge", ben, "--dry-run", "--json").objects[0]["conflicts"]
    said = run("merge", ben)

    assert (conflict["name"], conflict["kept"]) == ("finding 1", "copy")
    assert "changed in both: finding 1 of" in said.out
    assert "the copy's stands, since it was changed later" in said.out


def test_files_that_cannot_be_merged_are_named_and_nothing_is_changed(run, ben):
    Path("none.txt").write_text("no store")
    before = Path("casecoder.db").read_bytes()
    refused = run("merge", ben, "casecoder.db", "nowhere.db", "none.txt")

    assert refused.status == 1
    assert [line.split(";")[0] for line in refused.err.splitlines()] == [
        "casecoder.db is this study itself",
        "There is no file at nowhere.db",
        "none.txt is not a casecoder store",
        "Nothing was changed.",
    ]
    assert "--store" not in refused.err
    assert Path("casecoder.db").read_bytes() == before


def test_a_copy_opens_as_its_coder_when_nobody_says_who_codes(run, ben, monkeypatch):
    assert run("documents", "--store", ben).status == 1
    refused = run("documents", "--store", ben, "--coder", "cleo")
    assert "was handed out to ben, and is theirs to code, not cleo's" in refused.err

    monkeypatch.delenv("CASECODER_CODER")
    monkeypatch.setenv("LOGNAME", "somebody")
    history = run("history", "--store", ben, "--json").objects
    assert [each["coder"] for each in history] == ["ben"]


def test_in_a_copy_is_only_coded(run, ben):
    said = run("group", "1", "2", "--store", ben, "--coder", "ben")

    assert said.status == 1
    assert said.err.startswith("This is ben's copy; documents are grouped in the study")
    assert json.dumps(said.out) == '""'
