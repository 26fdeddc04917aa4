"""Workbooks: values as they read, the right sheet, and archives that are not what they seem."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from storage.documents.readers.rows import columns_of, read_workbook
from storage.documents.readers.rows.workbook import MAX_UNPACKED
from storage.errors import SourceError


@pytest.fixture
def book_of():
    """The bytes of a workbook, a sheet for each list of rows."""

    def written(*sheets, hidden=()) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.active)
        for index, rows in enumerate(sheets):
            sheet = book.create_sheet(f"Sheet {index}")
            sheet.sheet_state = "hidden" if index in hidden else "visible"
            for row in rows:
                sheet.append(row)
        into = io.BytesIO()
        book.save(into)
        return into.getvalue()

    return written


@pytest.fixture
def repacked():
    """A workbook with some of its parts changed."""

    def changed(book: bytes, changes: dict[str, bytes]) -> bytes:
        into = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(into, "w", 8) as new:
            for part in old.namelist():
                new.writestr(part, changes.get(part, old.read(part)))
        return into.getvalue()

    return changed


def test_values_read_as_a_person_would_write_them(book_of, prose, split):
    book = book_of(
        [
            ["Case ref", "Decision date", "Seen", "Share", "Urgent", "Text"],
            [
                201901683.0,
                datetime.datetime.fromisoformat("2021-02-03"),
                datetime.datetime.fromisoformat("2021-02-03T10:30:00"),
                0.5,
                True,
                prose + "_x000D_\nEnd",
            ],
        ]
    )
    documents, _ = split(read_workbook(book, "a.xlsx"))

    assert documents[0].text == prose + "\nEnd"
    assert documents[0].metadata == {
        "reference": "201901683",
        "decided_on": "2021-02-03",
        "seen": "2021-02-03T10:30:00",
        "share": "0.5",
        "urgent": "true",
    }


def test_rows_keep_the_numbers_of_the_sheet(book_of, prose, split):
    book = book_of([[], ["Cases of 2021"], [], ["Ref", "Text"], ["1", prose], [], ["2", prose]])
    documents, _ = split(read_workbook(book, "a.xlsx"))

    assert [document.locator for document in documents] == ["row 5", "row 7"]


def test_the_first_visible_sheet_with_running_text_is_read(book_of, prose, split):
    notes = [["Made by", "Team"], ["x", "y"]]
    cases = [["Body", "Text"], ["Ashby", prose]]
    book = book_of([["Text"], [prose]], notes, cases, hidden=(0,))
    documents, _ = split(read_workbook(book, "a.xlsx"))

    assert documents[0].metadata == {"respondent": "Ashby"}
    assert columns_of(book, "a.xlsx").sheet == "Sheet 2"


def test_a_formula_counts_as_what_it_came_to(book_of, prose, repacked, split):
    book = book_of([["Ref", "Text"], ["=1+1", prose]])
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read(name)
    assert b"<f>1+1</f><v />" in sheet or b"<f>1+1</f><v/>" in sheet
    valued = sheet.replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    documents, _ = split(read_workbook(repacked(book, {name: valued}), "a.xlsx"))

    assert documents[0].metadata == {"reference": "2"}


def test_rows_without_text_and_with_too_much_are_refused_alone(book_of, prose, split):
    book = book_of([["Ref", "Text"], ["1", None], ["2", prose]])
    documents, refused = split(read_workbook(book, "a.xlsx"))

    assert [document.locator for document in documents] == ["row 3"]
    assert [each.locator for each in refused] == ["row 2"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_refused(book_of, prose, repacked, encoding):
    bomb = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE s [<!ENTITY a "aaaa">'
        '<!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>'
    ).encode(encoding)
    book = repacked(book_of([["Ref", "Text"], ["1", prose]]), {"xl/worksheets/sheet1.xml": bomb})

    with pytest.raises(SourceError, match="declares XML entities"):
        list(read_workbook(book, "a.xlsx"))


def test_a_workbook_that_unpacks_to_too_much_is_refused_unread(book_of, prose):
    into = io.BytesIO(book_of([["Ref", "Text"], ["1", prose]]))
    with zipfile.ZipFile(into, "a", 8) as archive, archive.open("xl/media/big", "w") as part:
        for _ in range(MAX_UNPACKED // 10_000_000 + 1):
            part.write(b"\0" * 10_000_000)

    with pytest.raises(SourceError, match="too large"):
        list(read_workbook(into.getvalue(), "a.xlsx"))


def test_a_cell_at_the_end_of_all_rows_and_columns_costs_nothing(book_of, prose, repacked, split):
    name = "xl/worksheets/sheet1.xml"
    book = book_of([["Ref", "Text"], ["1", prose]])
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read(name)
    far = b'<row r="9999999999"><c r="XFD9999999999"><v>1</v></c></row></sheetData>'
    book = repacked(book, {name: sheet.replace(b"</sheetData>", far)})
    documents, refused = split(read_workbook(book, "a.xlsx"))

    assert len(documents) == 1
    assert not refused


@pytest.mark.parametrize("cut", [0, 4, 300, -30, -400])
def test_a_damaged_workbook_is_refused(book_of, prose, cut):
    with pytest.raises(SourceError, match=r"^a\.xlsx is no workbook"):
        list(read_workbook(book_of([["Text"], [prose]])[:cut], "a.xlsx"))


def test_an_archive_that_is_no_workbook_is_refused():
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        archive.writestr("letter.txt", "Dear all")

    with pytest.raises(SourceError, match="no workbook"):
        list(read_workbook(into.getvalue(), "a.xlsx"))


def test_a_workbook_without_rows_is_refused(book_of):
    with pytest.raises(SourceError, match="no sheet with rows"):
        list(read_workbook(book_of([]), "a.xlsx"))
