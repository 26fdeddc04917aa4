"""CSV and TSV: quoting, separators, numbers of rows, and rows that are broken."""

import pytest

from storage.documents.readers import read_sources
from storage.documents.readers.rows import read_rows
from storage.errors import SourceError


def test_a_row_is_named_by_the_number_that_a_spreadsheet_shows(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", prose + "\r\nand more"], [], ["2", prose])
    documents, _ = split(read_rows(table, "a.csv"))

    assert [document.locator for document in documents] == ["row 2", "row 4"]


def test_quotes_line_ends_and_separators_belong_to_their_cell(csv_of, prose, split):
    words = f'She said "no", twice;\n\n{prose}'
    for separator in ",;\t":
        table = csv_of(["Ref", "Text"], ["1", words], ["2", words], separator=separator)
        documents, refused = split(read_rows(table, "a.csv"))

        assert [document.text for document in documents] == [words, words]
        assert not refused


def test_marks_in_a_file_without_quoting_stay_in_the_text(prose, split):
    table = f'Ref\tText\n1\t"No," she said. {prose}\n2\t{prose}\n'
    documents, _ = split(read_rows(table, "a.tsv"))

    assert documents[0].text == f'"No," she said. {prose}'


def test_the_separator_may_be_declared_in_a_line_that_does_not_count(prose, split):
    documents, _ = split(read_rows(f"sep=;\r\nRef;Text\r\n1;{prose}\r\n", "a.csv"))

    assert (documents[0].locator, documents[0].text) == ("row 2", prose)


def test_a_title_above_the_header_is_passed_over(csv_of, prose, split):
    table = csv_of(["Decisions about schools", ""], ["", ""], ["Ref", "Text"], ["1", prose])
    documents, _ = split(read_rows(table, "a.csv"))

    assert documents[0].locator == "row 4"
    assert documents[0].metadata == {"reference": "1"}


def test_a_row_with_too_many_cells_is_refused_alone(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", prose], ["2", "broken", "off"], ["3", prose])
    documents, refused = split(read_rows(table, "a.csv"))

    assert [document.metadata["reference"] for document in documents] == ["1", "3"]
    assert refused[0].locator == "row 3"
    assert "3 cells where the header has 2" in refused[0].reason


def test_missing_and_empty_cells_at_the_end_do_no_harm(prose, split):
    documents, refused = split(read_rows(f'Text,Ref\n"{prose}"\n"{prose}",2,,\n', "a.csv"))

    assert [dict(document.metadata) for document in documents] == [{}, {"reference": "2"}]
    assert not refused


def test_a_mark_that_nothing_closes_costs_one_row(csv_of, prose, split):
    above = csv_of(["Ref", "Text"], ["1", prose])
    below = csv_of(["3", prose], ["4", prose.replace(",", " ")])
    documents, refused = split(read_rows(f'{above}2,"never closed\r\n{below}', "a.csv"))

    assert [document.metadata["reference"] for document in documents] == ["1", "3", "4"]
    assert [each.locator for each in refused] == ["row 3"]
    assert "quotation mark" in refused[0].reason


def test_a_cell_beyond_the_limit_is_refused_and_the_next_row_read(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", "word " * 400_000], ["2", prose])
    documents, refused = split(read_rows(table, "a.csv"))

    assert [document.text for document in documents] == [prose]
    assert refused[0].locator == "row 2"
    assert "2,000,000 characters" in refused[0].reason


def test_a_long_cell_within_the_limit_is_read(csv_of, split):
    words = "word " * 100_000
    documents, _ = split(read_rows(csv_of(["Ref", "Text"], ["1", words]), "a.csv"))

    assert documents[0].text == words.strip()


def test_a_line_that_breaks_in_a_bare_cell_is_refused_alone(prose, split):
    text = prose.replace(",", " ")
    documents, refused = split(read_rows(f"Ref,Text\n1,{text}\n2,one\rtwo\n3,{text}\n", "a.csv"))

    assert [document.metadata["reference"] for document in documents] == ["1", "3"]
    assert [each.locator for each in refused] == ["row 3"]


def test_marks_with_a_backslash_belong_to_their_cell(prose, split):
    words = f'She said \\"no, never\\" to them; {prose}'
    documents, refused = split(read_rows(f'Ref,Text\n1,"{words}"\n2,"{words}"\n', "a.csv"))

    assert [document.text for document in documents] == [words.replace("\\", "")] * 2
    assert not refused


def test_rows_may_end_as_on_old_machines(prose, split):
    table = f'Ref,Text\r1,"{prose}"\r2,"never closed\r3,{prose.replace(",", "")}\r'
    documents, refused = split(read_rows(table, "a.csv"))

    assert [document.locator for document in documents] == ["row 2", "row 4"]
    assert [each.locator for each in refused] == ["row 3"]


def test_a_stray_mark_does_not_put_one_row_into_another(csv_of, prose, split):
    below = csv_of(["3", prose], ["4", prose])
    table = f'Ref,Text\r\n1,"{prose}"\r\n2,"He said "no\r\nto her.\r\n{below}'
    documents, refused = split(read_rows(table, "a.csv"))

    assert [document.metadata["reference"] for document in documents] == ["1", "3", "4"]
    assert all(document.text == prose for document in documents)
    assert [each.locator for each in refused] == ["row 3"]


def test_a_cell_that_begins_with_a_quoted_word_is_read(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", prose]) + '2,"No" was all he said\r\n'
    documents, refused = split(read_rows(table, "a.csv"))

    assert documents[1].text == "No was all he said"
    assert not refused


def test_zero_bytes_in_a_cell_do_not_cost_the_table(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", prose.replace("Council", "Coun\0cil")], ["2", prose])
    documents, _ = split(read_sources(table.encode(), "a.csv"))

    assert [document.text for document in documents] == [prose, prose]
    assert documents[0].warnings == ("1 control character removed",)
    with pytest.raises(SourceError, match="binary"):
        list(read_sources(bytes(range(200)) + table.encode(), "a.txt"))
