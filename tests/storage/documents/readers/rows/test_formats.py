"""What is taken for a table, and what only looks like one."""

import json

import pytest

from storage.documents.readers.rows import rows_format

LISTED = "Smith, Anna\nJones, Ben\nPatel, Chetna\nBrown, David\n"
MARKDOWN = "| Council | Reference |\n| --- | --- |\n| Ashby | 21, 22 |\n| Elm | 23, 24 |\n"
HEADED = "Decision, reference and date\n" + "The Council, it seems, was late.\n" * 5
PRETTY = json.dumps({"title": "A", "text": "B"}, indent=2)


@pytest.mark.parametrize(
    ("separator", "name", "expected"),
    [
        (",", "a.csv", "csv"),
        (";", "a.csv", "csv"),
        ("\t", "a.csv", "tsv"),
        ("\t", "a.tsv", "tsv"),
        (",", "a.txt", "csv"),
        ("\t", "noname", "tsv"),
    ],
)
def test_a_table_is_known_by_its_rows(csv_of, prose, separator, name, expected):
    rows = [["Council", "Case ref", "Text"], *[["Ashby", str(n), prose] for n in range(3)]]

    assert rows_format(csv_of(*rows, separator=separator), name) == expected


@pytest.mark.parametrize("text", [LISTED, MARKDOWN, HEADED, PRETTY, "", "{not json}\n{at all}"])
def test_a_text_with_commas_or_braces_is_no_table(text):
    assert rows_format(text, "a.txt") is None


def test_prose_that_is_called_csv_is_no_table(prose):
    assert rows_format(f"{prose}\n\nYes, and: {prose}\n{prose}, {prose}", "a.csv") is None


def test_a_markdown_file_is_never_a_table(csv_of, prose):
    rows = [["Council", "Case ref", "Text"], *[["Ashby", str(n), prose] for n in range(5)]]

    assert rows_format(csv_of(*rows), "a.md") is None


def test_a_table_without_running_text_must_be_called_one(csv_of):
    rows = csv_of(["Council", "Date"], *[["Ashby", str(n)] for n in range(9)])

    assert rows_format(rows, "a.txt") is None
    assert rows_format(rows, "a.csv") == "csv"


def test_one_column_is_a_table_when_its_header_says_so(csv_of, prose):
    assert rows_format(csv_of(["text"], [prose], [prose]), "a.csv") == "csv"
    assert rows_format(csv_of(["Dear all"], ["So it was."]), "a.csv") is None


def test_json_lines_are_known_in_spite_of_a_broken_one():
    lines = "\n".join(['{"text": "a"}'] * 6 + ['{"text": ']) + "\n"

    assert rows_format(lines, "a.jsonl") == "jsonl"
    assert rows_format(lines, "a.txt") == "jsonl"


def test_a_table_with_one_ragged_row_in_many_is_still_one(csv_of, prose):
    good = [["Ashby", str(n), prose] for n in range(9)]

    assert rows_format(csv_of(["Council", "Ref", "Text"], *good, ["x"]), "a.txt") == "csv"
