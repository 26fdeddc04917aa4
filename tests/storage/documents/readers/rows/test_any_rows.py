"""Whatever a table holds: documents that are fit to be stored, or a refusal."""

import csv
import io
import json
import zipfile

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents.normalise import normalise
from storage.documents.readers.rows import read_rows, read_workbook, rows_format
from storage.documents.readers.source import Refused
from storage.errors import SourceError

RUNNING = "it was late and nobody at the council could say why it had been " * 2
PIECES = [
    "Council",
    "text",
    "Ref",
    RUNNING,
    ",",
    ";",
    "\t",
    '"',
    '""',
    "\n",
    "\r\n",
    "\r",
    "sep=;",
    "<p>",
    "</p>",
    "\0",
    "\u2028",
    "{",
    "}",
    ":",
    '{"text": "a b"}',
]
texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=40).map("".join)
names = st.sampled_from(["a.csv", "a.tsv", "a.jsonl", "a.txt", "a"])
chosen = st.sampled_from([None, "text", "Ref", ""])
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
cells = st.text(max_size=30) | st.integers() | st.floats() | st.booleans() | st.datetimes()


def check(found) -> None:
    """Every promise about what a table gives; a refusal of the whole is one of them."""
    try:
        parts = list(found)
    except SourceError:
        return
    locators = [part.locator for part in parts]
    assert len(set(locators)) == len(locators)
    for part in parts:
        if isinstance(part, Refused):
            assert part.reason.endswith(".")
        else:
            assert part.text.strip()
            assert normalise(part.text) == (part.text, ())
            assert all(
                value and normalise(value) == (value, ()) for value in part.metadata.values()
            )


@settings(max_examples=200)
@given(texts, names, chosen)
def test_any_characters_are_read_or_refused(text, name, column):
    assert rows_format(text, name) in (None, "csv", "tsv", "jsonl")
    check(read_rows(text, name, column))


@given(st.lists(st.dictionaries(st.sampled_from(["text", "Ref", "x y"]), values), min_size=1))
def test_any_objects_are_read_or_refused(objects):
    check(read_rows("\n".join(map(json.dumps, objects)), "a.jsonl", "text"))


@given(
    st.lists(st.lists(st.text(), min_size=2, max_size=2), min_size=1, max_size=5),
    st.sampled_from(",;\t"),
)
def test_what_a_program_wrote_is_read_cell_for_cell(rows, separator):
    into = io.StringIO(newline="")
    csv.writer(into, delimiter=separator, quoting=csv.QUOTE_ALL).writerows([["Ref", "text"], *rows])
    try:
        found = list(read_rows(into.getvalue(), "a.csv", "text"))
    except SourceError:
        assert not any(cell.strip() for row in rows for cell in row)
        return
    expected = [normalise(text.strip())[0] for _, text in rows]

    assert [part.text for part in found if not isinstance(part, Refused)] == [
        text for text in expected if text.strip()
    ]


@settings(max_examples=25)
@given(st.lists(st.lists(cells, max_size=4), max_size=5), st.integers(0, 9999), st.integers(0, 255))
def test_any_workbook_is_read_or_refused(rows, place, byte):
    book = openpyxl.Workbook()
    for row in [["Ref", "text"], *rows]:
        book.active.append(["" if isinstance(c, str) and not c.isprintable() else c for c in row])
    into = io.BytesIO()
    book.save(into)
    whole = into.getvalue()
    at = len(whole) * place // 10_000
    damaged = whole[:at] + bytes([byte]) + whole[at + 1 :]

    check(read_workbook(whole, "a.xlsx", "text"))
    check(read_workbook(damaged, "a.xlsx", "text"))


@settings(max_examples=50)
@given(st.binary(max_size=200), st.sampled_from(["xl/workbook.xml", "[Content_Types].xml"]))
def test_any_archive_is_read_or_refused(content, part):
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr(part, content)

    check(read_workbook(into.getvalue(), "a.xlsx"))
