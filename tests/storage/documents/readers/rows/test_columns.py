"""Which column holds the words, and what the others are taken for."""

import pytest

from storage.documents.readers.rows import columns_of, read_rows
from storage.errors import SourceError


@pytest.mark.parametrize("header", ["Text", "full_text", "Document text", "fullText", "CONTENT"])
def test_a_column_called_text_holds_the_words(csv_of, prose, header):
    table = csv_of(["Ref", "Summary", header], ["1", prose, prose])

    assert columns_of(table, "a.csv").text == header


def test_a_column_called_text_gives_way_to_one_that_runs_on(csv_of, prose):
    table = csv_of(["Text", "Body"], ["letter.doc", prose * 3], ["other.doc", prose * 2])

    assert columns_of(table, "a.csv").text == "Body"


def test_the_longest_running_text_is_guessed_without_a_name(csv_of, prose):
    table = csv_of(["A", "B", "C"], ["1", prose, prose * 2], ["2", prose, prose * 2])
    columns = columns_of(table, "a.csv")

    assert (columns.text, columns.is_guess) == ("C", True)


def test_short_sentences_are_text_where_the_name_allows_it(csv_of):
    rows = [["Oakshire County Council", "The council did not reply to her."]] * 3

    assert columns_of(csv_of(["Authority", "Body"], *rows), "a.csv").text == "Body"
    with pytest.raises(SourceError, match="no column of running text"):
        columns_of(csv_of(["Body", "Remark"], *rows), "a.csv")


def test_a_chosen_column_is_taken_whatever_it_holds(csv_of, prose, split):
    table = csv_of(["Ref", "Summary", "Text"], ["1", "Short words.", prose])
    documents, _ = split(read_rows(table, "a.csv", "summary"))

    assert documents[0].text == "Short words."
    assert not columns_of(table, "a.csv", "summary").is_guess


def test_a_chosen_column_that_is_not_there_is_refused_with_those_that_are(csv_of, prose):
    with pytest.raises(SourceError, match=r"no column story: its columns are Ref, Text\."):
        columns_of(csv_of(["Ref", "Text"], ["1", prose]), "a.csv", "story")


def test_a_table_without_running_text_says_how_to_choose(csv_of):
    with pytest.raises(SourceError, match="Ref, Council.*name it with --text-column"):
        list(read_rows(csv_of(["Ref", "Council"], ["1", "Ashby"]), "a.csv"))


def test_a_header_without_rows_is_refused():
    with pytest.raises(SourceError, match="no rows"):
        list(read_rows("Ref,Text\n", "a.csv"))


def test_a_table_without_header_is_refused(csv_of, prose):
    with pytest.raises(SourceError, match="names of its columns"):
        list(read_rows(csv_of(["1", prose], ["2", prose]), "a.csv"))


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Council", "respondent"),
        ("Body", "respondent"),
        ("Case ref", "reference"),
        ("Ombudsman reference", "reference"),
        ("caseRef", "reference"),
        ("Decision date", "decided_on"),
        ("DATE_OF_DECISION", "decided_on"),
        ("Date", "decided_on"),
        ("Link", "url"),
        ("Outcome", "decision"),
        ("Subject", "category"),
        ("Headline", "title"),
        ("Scraped at", "retrieved_on"),
        ("Ward / area", "ward_area"),
        ("", "column_2"),
    ],
)
def test_a_header_is_understood_however_it_is_spelt(csv_of, prose, header, key):
    table = csv_of(["Case reference no", header, "Text"], ["1", "x", prose])
    if key == "reference":
        table = table.replace("Case reference no", "Number")

    assert columns_of(table, "a.csv").keys[header or "column 2"] == key


def test_a_date_is_of_publication_where_nothing_is_decided(csv_of, prose):
    columns = columns_of(csv_of(["Headline", "Date", "Text"], ["x", "y", prose]), "a.csv")

    assert columns.keys == {"Headline": "title", "Date": "published_on"}


def test_columns_of_one_name_or_meaning_are_told_apart(csv_of, prose):
    headers = ["Council", "Council", "Authority", "Note", "note", "Text"]
    columns = columns_of(csv_of(headers, ["a", "b", "c", "d", "e", prose]), "a.csv")

    assert columns.keys == {
        "Council": "respondent",
        "Council (2)": "council_2",
        "Authority": "authority",
        "Note": "note",
        "note": "note_2",
    }
    assert columns.headers["respondent"] == "Council"


def test_a_scraped_page_in_a_cell_is_read_as_a_page(csv_of, prose, split):
    page = f"<h1>Ashby Council</h1><p>{prose}</p><ul><li>one</li></ul>"
    documents, _ = split(read_rows(csv_of(["Ref", "HTML"], ["1", page]), "a.csv"))

    assert documents[0].text == f"Ashby Council\n\n{prose}\n\n• one"
    assert documents[0].media_type == "text/html"


def test_character_references_in_a_cell_are_read(csv_of, prose, split):
    table = csv_of(["Council", "Text"], ["Ash &amp; Elm", f"It&#39;s &pound;5 &c. AT&T; {prose}"])
    documents, _ = split(read_rows(table, "a.csv"))

    assert documents[0].text == f"It's £5 &c. AT&T; {prose}"
    assert documents[0].metadata["respondent"] == "Ash & Elm"
    assert documents[0].warnings == ("references such as &amp; made characters",)


def test_what_is_in_a_cell_is_normalised(csv_of, prose, split):
    table = csv_of(["Council", "Text"], ["Cafe\u0301\x07\nCouncil", f"\u0007{prose}\r\ne\u0301"])
    documents, _ = split(read_rows(table, "a.csv"))

    assert documents[0].text == f"{prose}\né"
    assert documents[0].metadata["respondent"] == "Café Council"
    assert "1 control character removed" in documents[0].warnings


def test_whole_pages_in_other_columns_are_no_metadata(csv_of, prose, split):
    table = csv_of(["Ref", "Page", "Text"], ["1", "<p>" * 2000, prose * 3])
    documents, _ = split(read_rows(table, "a.csv", "Text"))

    assert dict(documents[0].metadata) == {"reference": "1"}


def test_a_cell_that_a_spreadsheet_cut_is_warned_about(csv_of, prose, split):
    cut = (prose * 200)[:32_767]
    documents, _ = split(read_rows(csv_of(["Ref", "Text"], ["1", cut], ["2", prose]), "a.csv"))

    assert "its end may be lost" in documents[0].warnings[0]
    assert not documents[1].warnings


def test_a_row_without_text_is_refused_alone(csv_of, prose, split):
    table = csv_of(["Ref", "Text"], ["1", " "], ["2", prose], ["3", "<p></p><p></p>"])
    documents, refused = split(read_rows(table, "a.csv"))

    assert len(documents) == 1
    assert [refusal[:2] for refusal in refused] == [
        ("row 2", "There is no text in the column “Text”."),
        ("row 4", "There is no text in the column “Text”."),
    ]


def test_a_study_s_own_codings_are_no_documents(csv_of, prose):
    lines = (
        '{"type": "finding", "document": {"source_name": "a.txt"}, "evidence": [{"quote": "late"}]}\n'
        * 2
    )
    exported = csv_of(["record_id", "document_id", "coder", "layer", "quote"], ["1"] * 4 + [prose])

    for codings, name in ((lines, "records.jsonl"), (exported, "findings.csv")):
        with pytest.raises(SourceError, match="holds codings, not documents"):
            columns_of(codings, name)
