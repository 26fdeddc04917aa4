"""The package for an archive: what is in it, that it is whole, and that nothing leaks from it."""

import csv
import hashlib
import io
import json
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    CaseQuery,
    Decision,
    NewEvidence,
    Reason,
    RecordEntry,
    Study,
    load_codebook,
)
from tui.__main__ import main

NAMES = ("anna", "bartholomew", "marguerite")
RUN = 40
"""Characters in a row that are a quotation."""


def _finish(study, document):
    none = [each.name for each in study.missing(document) if each.what == "record_type"]
    for each in study.missing(document):
        if each.what == "variable":
            study.set_variable(document, each.name, "not_stated")
    study.finish(document, none_of=none)


def _code(store, coder, documents, conclusions):
    with Study.open(store, coder=coder) as study:
        for uid, conclusion in zip(documents, conclusions, strict=True):
            words = study.text(uid).text[100:190]
            values = {"conclusion": conclusion}
            if conclusion == "criticism":
                values |= {"fault_type": "delay", "duration": words}
            entry = RecordEntry(
                "finding", values, (NewEvidence(100, 190),), note=f"Marguerite saw it: {words}"
            )
            record = study.add_record(uid, entry)
            study.add_memo("record", record.uid, f"as Bartholomew says: {words}")
            _finish(study, uid)
        study.add_memo("study", study.overview().uid, f"ask anna about “{words}”")


@pytest.fixture(scope="module")
def template(sample_store, tmp_path_factory) -> Path:
    """A study that two people have coded, with words of documents and names of coders everywhere."""
    store = Path(shutil.copy(sample_store, tmp_path_factory.mktemp("coded") / "study.db"))
    with Study.open(store, coder="anna") as study:
        study.sample(4, by="kind", seed=7)
        documents = [each.uid for each in study.documents().rows if study.text(each.uid).text]
        quote = study.text(documents[0]).text[100:190].replace('"', "'").replace("\n", " ")
        source = study.codebook().source.replace('version = "1.0"', 'version = "1.1"')
        source = re.sub(r'example = ".*?"', f'example = "{quote}"', source, count=1)
        source = source.replace('definition = "', f'definition = "anna: {quote} ', 1)
        source = f"# anna chose this: {quote}\n" + source.replace(
            'label = "Outcome"', 'label = "Outcome, as Marguerite has it"'
        )
        study.set_codebook(source)
    _code(store, "bartholomew", documents[:3], ("criticism", "praise", "criticism"))
    _code(store, "marguerite", documents[:3], ("criticism", "criticism", "criticism"))
    plan = json.dumps({"coders": {"bartholomew": 3, "marguerite": 3}, "why": f"anna read {quote}"})
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute(
            "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_at, opened_by) "
            "VALUES ('r1', 'main', ?, 1, '2024-01-02', '2024-03-04', 1)",
            (plan,),
        )
    with Study.open(store, coder="anna") as study:
        case = study.disagreements(CaseQuery(name="finding")).rows[0]
        study.settle(case, Decision(()), Reason.GAP, f"Bartholomew says: {quote}")
    return store


def packed(template: Path, folder: Path, *options: str) -> Path:
    """A package of it, written by the command."""
    assert main(["export", str(folder), "--package", "--store", str(template), *options]) == 0
    return folder


@pytest.fixture(scope="module")
def whole(template, tmp_path_factory) -> Path:
    """A package with everything."""
    return packed(template, tmp_path_factory.mktemp("whole") / "deposit")


@pytest.fixture(scope="module")
def discreet(template, tmp_path_factory) -> Path:
    """A package without quotes and names."""
    folder = tmp_path_factory.mktemp("discreet") / "deposit"
    return packed(template, folder, "--quotes", "none", "--coders", "coded")


@pytest.fixture
def coded(place, template) -> Path:
    """That study as the study of this folder."""
    return Path(shutil.copy(template, place / "casecoder.db"))


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / name).read_text(encoding="utf-8"))))


def runs_of_documents(store: Path) -> set[str]:
    """Pieces of the documents such that every quotation of them holds one, titles left out."""
    with Study.open(store, coder="anna") as study:
        documents = study.documents().rows
        texts = [" ".join(study.text(each.uid).text.split()) for each in documents]
        titles = " ".join(each.title for each in documents)
    half = RUN // 2
    pieces = {text[at : at + RUN] for text in texts for at in range(0, len(text) - RUN, half)}
    return {piece for piece in pieces if piece not in titles}


def test_a_package_has_every_part_and_says_what_each_file_is(whole):
    found = contents(whole)

    assert {name.partition("/")[0] for name in found} == {
        "README.md",
        "agreement",
        "changes",
        "codebook",
        "data",
        "datapackage.json",
        "manifest-sha256.txt",
        "rounds",
        "sampling",
    }
    assert "data/coder/findings.csv" in found
    (settled,) = rows(whole, "data/gold/settlements.csv")
    assert (settled["result"], settled["reason"], settled["coder"]) == ("rejected", "gap", "anna")
    assert settled["note"].startswith("Bartholomew says")
    patterns = re.findall(r"^\| `([^`]+)`", found["README.md"], re.MULTILINE)
    unsaid = [
        name
        for name in found
        if name != "README.md"
        and not any(
            name.startswith(each.rstrip("*.toml"))
            if each.endswith(("/", "*.toml"))
            else name == each
            for each in patterns
        )
    ]
    assert unsaid == []


def test_codebooks_sample_and_rounds_are_those_of_the_study(whole):
    folder = whole
    versions = rows(folder, "codebook/versions.csv")

    assert [each["in_force"] for each in versions] == ["0", "1"]
    for each in versions:
        text = (folder / "codebook" / each["file"]).read_bytes()
        assert hashlib.sha256(text).hexdigest() == each["sha256"] == each["sha256_in_study"]
    strata = rows(folder, "sampling/sample.csv")
    assert sum(int(each["n_drawn"]) for each in strata) == 4
    assert sum(int(each["n_frame"]) for each in strata) == int(strata[0]["n_frame_all"])
    assert {each["seed"] for each in strata} == {"7"}
    assert [each["round"] for each in rows(folder, "rounds/rounds.csv")] == ["main"]
    done = {each["coder"]: each["done"] for each in rows(folder, "rounds/assignments.csv")}
    assert done["anna"] == "0"


def test_figures_and_changes_are_those_of_the_study(whole):
    folder = whole
    figures = rows(folder, "agreement/figures.csv")
    assert {each["unit"] for each in figures} == {"document", "record", "character"}
    assert {each["round"] for each in figures} == {"main"}
    (percent,) = (
        each
        for each in figures
        if (each["subject"], each["value"], each["statistic"])
        == ("finding.conclusion", "", "percent")
    )
    assert (percent["estimate"], percent["n_units"]) == (f"{1 - 1 / 3}", "3")
    assert "alpha (nominal)" in (folder / "agreement" / "methods.txt").read_text()
    added = [
        each for each in rows(folder, "changes/changes.csv") if each["action"] == "add finding"
    ]
    assert {(each["coder"], each["n"]) for each in added} <= {
        ("bartholomew", "3"),
        ("marguerite", "3"),
    }


def test_checksums_hold_and_the_zip_has_the_same_files(whole):
    folder = whole
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (folder / "manifest-sha256.txt").read_text().splitlines()
    )
    names = set(contents(folder))

    assert set(listed) == names - {"manifest-sha256.txt"}
    for name, checksum in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == checksum
    with zipfile.ZipFile(f"{folder}.zip") as archive:
        assert archive.testzip() is None
        assert {name.removeprefix("deposit/") for name in archive.namelist()} == names
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("deposit/README.md") == (folder / "README.md").read_bytes()


def test_no_file_of_a_discreet_package_has_a_name_of_a_coder(discreet):
    named = re.compile(rf"(?<!\w)(?:{'|'.join(NAMES)})(?!\w)", re.IGNORECASE)
    found = contents(discreet)

    assert {name for name, text in found.items() if named.search(text)} == set()
    assert "as coder_3 has it" in found["codebook/02_1.1.toml"]
    assert {each["coder"] for each in rows(discreet, "agreement/units.csv")} == {
        "coder_2",
        "coder_3",
    }


def test_no_file_of_a_discreet_package_quotes_a_document(discreet, template):
    pieces = runs_of_documents(template)
    found = {name: " ".join(text.split()) for name, text in contents(discreet).items()}

    leaks = {name for name, text in found.items() for piece in pieces if piece in text}
    assert leaks == set()
    assert not re.search(r"^\s*example = ", found["codebook/01_1.0.toml"])


def test_the_same_words_are_there_when_nothing_is_left_out(whole, template):
    found = {name: " ".join(text.split()) for name, text in contents(whole).items()}
    pieces = runs_of_documents(template)

    quoting = {name for name, text in found.items() if any(piece in text for piece in pieces)}
    assert quoting >= {
        "agreement/units.csv",
        "codebook/02_1.1.toml",
        "data/coder/dictionary.csv",
        "data/coder/findings.csv",
        "data/coder/memos.csv",
        "data/gold/settlements.csv",
        "rounds/rounds.csv",
    }


def test_written_answers_can_still_be_told_apart_without_their_words(discreet):
    answers = [
        each["value"]
        for each in rows(discreet, "agreement/units.csv")
        if each["subject"] == "finding.duration" and each["value"]
    ]

    assert answers == ["text_1", "text_1", "text_2", "text_3", "text_3"]


def test_a_codebook_told_again_is_the_same_one_but_for_words(discreet, template):
    with Study.open(template, coder="anna") as study:
        before = study.codebook()
    after = load_codebook((discreet / "codebook" / "02_1.1.toml").read_text(encoding="utf-8"))

    def shape(codebook):
        fields = [*codebook.variables, *(f for each in codebook.record_types for f in each.fields)]
        return [
            (
                f.name,
                f.type,
                f.kinds,
                f.asked_when,
                [(v.name, v.code, v.key) for v in f.all_values()],
            )
            for f in fields
        ]

    assert shape(after) == shape(before)
    assert [each.name for each in after.kinds] == [each.name for each in before.kinds]
    assert not any(v.example for f in after.variables for v in f.all_values())


def test_the_same_study_gives_the_same_bytes_over_an_earlier_package(run, coded, place, whole):
    shutil.copytree(whole, place / "deposit")
    (place / "deposit" / "README.md").write_text("of an earlier state")
    said = run("export", "deposit", "--package")

    assert said.status == 0
    assert f"The same as one file: {place / 'deposit.zip'}.\n" in said.out
    assert contents(place / "deposit") == contents(whole)
    assert (place / "deposit.zip").read_bytes() == Path(f"{whole}.zip").read_bytes()


def test_what_is_there_and_is_no_package_is_left_alone(run, coded, place):
    (place / "deposit.zip").write_text("my own")
    said = run("export", "deposit", "--package")

    assert (said.status, (place / "deposit.zip").read_text()) == (1, "my own")
    assert f"{place / 'deposit.zip'} is there already, and is not from an export" in said.err
    assert sorted(each.name for each in place.iterdir()) == ["casecoder.db", "deposit.zip"]


def test_a_package_that_is_stopped_leaves_the_one_before_and_nothing_else(coded, place, whole):
    class Stopped(Exception):  # noqa: N818
        pass

    shutil.copytree(whole, place / "deposit")
    shutil.copy(f"{whole}.zip", place / "deposit.zip")
    before, packed = contents(place / "deposit"), (place / "deposit.zip").read_bytes()
    there = {each.name for each in place.iterdir()}
    with Study.open(coded, coder="anna") as study:
        study.add_memo("study", study.overview().uid, "something new")
        for at in (0, 1, 5):
            told = iter(range(at))

            def stop(_progress, told=told):
                if next(told, None) is None:
                    raise Stopped

            with pytest.raises(Stopped):
                study.export_package(place / "deposit", program="casecoder", progress=stop)

    assert contents(place / "deposit") == before
    assert (place / "deposit.zip").read_bytes() == packed
    assert {each.name for each in place.iterdir()} - {
        "casecoder.db-wal",
        "casecoder.db-shm",
    } == there


def test_with_one_coder_there_are_no_figures_and_the_reason_is_told(run, here, place):
    said = run("export", "deposit", "--package")

    readme = (place / "deposit" / "README.md").read_text()
    assert said.status == 0
    assert "There are no figures of agreement. Agreement needs two coders" in readme
    assert "No sample was drawn" in readme
    assert not (place / "deposit" / "agreement").exists()


def test_where_nobody_is_done_what_is_begun_is_compared_and_called_so(run, coded, place):
    with closing(sqlite3.connect(coded)) as connection, connection:
        connection.execute("UPDATE review SET status = 'in_progress' WHERE status = 'done'")
    said = run("export", "deposit", "--package")

    methods = (place / "deposit" / "agreement" / "methods.txt").read_text()
    assert said.status == 0
    assert "on 3 documents that at least two of them had begun or done in round main" in methods


@pytest.mark.parametrize("option", [("--layer", "gold"), ("--coder", "anna"), ("--format", "csv")])
def test_a_package_is_of_everything(run, coded, place, option):
    said = run("export", "deposit", "--package", *option)

    assert (said.status, said.err) == (
        2,
        "--package writes everything: leave --format, --layer, --coder and --round out.\n",
    )
    assert not (place / "deposit").exists()
