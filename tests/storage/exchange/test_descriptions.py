"""What describes the tables: dictionary, data package and label scripts."""

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from storage.codebook import load_codebook
from storage.exchange import write_csv
from storage.exchange.columns import LONGEST_NAME, ColumnNames

HOSTILE = """
[codebook]
name = "Odd"
version = "1"

[[record]]
name = "thing"
label = "Thing"
plural = "while"
key = "t"

[[record.field]]
name = "a_name_of_thirty_two_characters_"
label = 'He said "so", `that` cost $5 \\ week: é — 😀'
type = "money"
multiple = true

[[record.field]]
name = "kind"
label = "Kind"
type = "choice"
values = [ { name = "one", label = "The same" }, { name = "two", label = "The same" } ]
"""


@pytest.fixture
def folder(tmp_path: Path, codebook, study) -> Path:
    """An export with something in every table."""
    study.document('Quoted "words",\nover lines.', title='A "title"')
    study.review()
    study.variable("outcome", "upheld", spans=[(0, 6)])
    study.record({"conclusion": "criticism", "count": 3, "words": ["a"]}, spans=[(0, 27)])
    study.record({"conclusion": "no_fault", "count": "missing:not_stated"})
    study.record({"amount": (300, "GBP")}, type="remedy")
    study.memo("memo")
    write_csv(tmp_path / "out", codebook, [study.batch()])
    return tmp_path / "out"


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of one CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_dictionary_has_every_column_of_every_file_in_order(folder: Path) -> None:
    described = [(row["file"], row["column"]) for row in rows(folder / "dictionary.csv")]

    for path in folder.glob("*.csv"):
        header = path.read_text(encoding="utf-8").partition("\n")[0].split(",")
        assert [column for file, column in described if file == path.name] == header
    assert {file for file, _ in described} == {path.name for path in folder.glob("*.csv")}


def test_the_dictionary_says_what_values_mean(folder: Path) -> None:
    columns = {(row["file"], row["column"]): row for row in rows(folder / "dictionary.csv")}

    outcome = columns["reviews.csv", "outcome"]
    assert outcome["label"] == "Outcome"
    assert outcome["type"] == "choice"
    assert outcome["values"].startswith(
        "upheld (1): Upheld | not_upheld (2): Not upheld | not_stated (.a)"
    )
    assert outcome["definition"] == "What was decided.\nupheld: A fault was found."
    assert columns["findings.csv", "affected__child"]["values"] == "0: No | 1: Yes"


def test_the_data_package_has_every_table_with_keys_and_types(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))

    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {resource["path"] for resource in package["resources"]} == {
        path.name for path in folder.glob("*.csv")
    }
    schema = resources["findings"]["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    assert schema["primaryKey"] == ["record_id"]
    assert schema["missingValues"] == [""]
    assert schema["foreignKeys"][0]["reference"] == {
        "resource": "documents",
        "fields": "document_id",
    }
    assert fields["count"]["type"] == "integer"
    assert fields["affected__child"]["trueValues"] == ["1"]
    assert fields["conclusion"]["constraints"]["enum"][:2] == ["criticism", "grave"]
    assert package["casecoder"]["codebook"]["version"] == "1.2"


def test_the_description_of_an_export_depends_on_the_codebook_only(
    tmp_path: Path, codebook, folder: Path
) -> None:
    write_csv(tmp_path / "empty", codebook, [])

    for name in ("dictionary.csv", "datapackage.json", "labels.R", "labels.do"):
        assert (tmp_path / "empty" / name).read_bytes() == (folder / name).read_bytes()


def test_no_column_name_is_too_long_for_stata_and_a_cut_one_is_explained(tmp_path: Path) -> None:
    write_csv(tmp_path / "out", load_codebook(HOSTILE), [])

    columns = rows(tmp_path / "out" / "dictionary.csv")
    names = [(row["file"], row["column"]) for row in columns]
    cut = [row for row in columns if "The full name" in row["definition"]]
    assert all(len(name) <= LONGEST_NAME for _, name in names)
    assert len(set(names)) == len(names)
    assert [row["column"] for row in cut] == [
        "a_name_of_thirty_two__1_currency",
        "a_name_of_thirty_two__1__missing",
    ]
    assert "a_name_of_thirty_two_characters___missing" in cut[1]["definition"]


def test_names_that_meet_are_told_apart() -> None:
    names = ColumnNames(["start", "a" * 32])

    assert names.take("start", "", 3) == "start_3"
    assert names.take("start", "", 3) == "start_3_1"
    assert names.take("a" * 32, "", 4) == "a" * 30 + "_4"
    assert names.take("b" * 20, "__" + "c" * 20, 5) == "b" * 8 + "_5" + "__" + "c" * 20
    assert names.take("b" * 20, "__" + "c" * 30, 6) == "b" * 20 + "__" + "c" * 8 + "_6"


def run_r(folder: Path, code: str) -> list[str]:
    """What R prints after labels.R, any warning being an error."""
    script = f'options(warn = 2); source("labels.R"); {code}'
    done = subprocess.run(
        ["Rscript", "--vanilla", "-e", script],  # noqa: S607 - found on the path
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


# Nobody needs R to work on casecoder; where it is installed, it has the last word on labels.R.
if shutil.which("Rscript"):

    def test_r_reads_numbers_levels_and_quotes(folder: Path) -> None:
        code = (
            "cat(nrow(findings), sum(findings$count, na.rm = TRUE), '\\n');"
            "cat(as.character(findings$conclusion), sep = '\\n');"
            "cat(as.character(findings$count__missing[2]), '\\n');"
            "cat(attr(findings$count, 'label'), findings$quote[1])"
        )

        assert run_r(folder, code) == [
            "2 3 ",
            "A criticism",
            "No fault",
            "Not stated ",
            'Count Quoted "words",',
            "over lines.",
        ]

    def test_r_reads_hostile_names_and_labels(tmp_path: Path) -> None:
        write_csv(tmp_path / "out", load_codebook(HOSTILE), [])
        code = "cat(dim(`while`)[1], levels(`while`$kind)[1:2], sep = '\\n')"

        assert run_r(tmp_path / "out", code) == ["0", "The same (one)", "The same (two)"]


def test_labels_for_r_are_plain_ascii(tmp_path: Path) -> None:
    write_csv(tmp_path / "out", load_codebook(HOSTILE), [])

    assert (tmp_path / "out" / "labels.R").read_bytes().isascii()


def test_stata_gets_codes_missing_values_and_every_column_by_its_type(folder: Path) -> None:
    script = (folder / "labels.do").read_text(encoding="utf-8")
    findings = script.partition("frame change findings\n")[2].partition("frame change default")[0]

    assert 'bindquote(strict) maxquotedrows(unlimited) encoding("utf-8")' in findings
    assert 'quietly replace casecoder_code = 4 if conclusion == "grave"' in findings
    assert 'quietly replace casecoder_code = .b if conclusion == "not_applicable"' in findings
    assert 'quietly replace count = .a if count__missing == "not_stated"' in findings
    strings, numbers = re.findall(r"cols\(([\d ]+)\)", findings)
    header = (folder / "findings.csv").read_text(encoding="utf-8").partition("\n")[0].split(",")
    numeric = [header[int(position) - 1] for position in numbers.split()]
    assert {"count", "share", "affected__child", "n_evidence"} <= set(numeric)
    assert {"quote", "conclusion", "record_id", "words"}.isdisjoint(numeric)
    assert len(strings.split()) + len(numbers.split()) == len(header)


def test_stata_expands_no_macro_in_a_label(tmp_path: Path) -> None:
    write_csv(tmp_path / "out", load_codebook(HOSTILE), [])

    script = (tmp_path / "out" / "labels.do").read_text(encoding="utf-8")
    label = re.search(r'label variable a_name_of_thirty_two_characters_ "(.*)"', script)
    assert label is not None
    assert label[1] == "He said 'so', 'that' cost \\$5 \\ week: é — 😀"
