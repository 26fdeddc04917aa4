"""One document as a line: what is shown at which width."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from storage import Document, Status
from tui.display import ASCII_MARKS, UNICODE_MARKS
from tui.widgets.document_row import LEAD, RowWords, cells, columns, lead

WORDS = RowWords(UNICODE_MARKS, (("F", "finding"), ("R", "remedy"), ("C", "recommendation")))
DOCUMENT = Document(
    uid="d",
    position=1,
    case="c",
    title="Ardley City Council (21 004 117)",
    source_name="ardley.txt",
    kind="lgsco_decision",
    respondents=(),
    reference=None,
    category=None,
    decision_date="2022-03-14",
    outcome="partly_upheld",
    url=None,
    n_characters=10,
    imported_at="2025-01-01T00:00:00Z",
    status=Status.DONE,
    flag_reason=None,
    record_counts={"finding": 2, "remedy": 1},
    case_size=1,
)


def texts(document: Document, width: int, words: RowWords = WORDS) -> dict[str, str]:
    return {name: text.rstrip() for name, text in cells(document, columns(width), words)}


@pytest.mark.parametrize("width", [1, 20, 40, 60, 80, 100, 120, 160, 300])
def test_the_columns_never_take_more_than_the_line(width: int):
    used = sum(column.width + 2 for column in columns(width))

    assert LEAD + used - 2 <= max(width, LEAD + 30)


def test_80_columns_show_kind_title_date_and_counts():
    assert [column.name for column in columns(80)] == ["kind", "title", "date", "counts"]


def test_120_columns_show_everything():
    names = [column.name for column in columns(120)]

    assert names == ["kind", "title", "date", "outcome", "counts"]


def test_values_read_as_words():
    assert texts(DOCUMENT, 120) == {
        "kind": "LGSCO decision",
        "title": "Ardley City Council (21 004 117)",
        "date": "14 Mar 2022",
        "outcome": "partly upheld",
        "counts": "F2 R1 C0",
    }


def test_a_document_to_do_has_no_counts():
    assert texts(replace(DOCUMENT, status=Status.TODO), 120)["counts"] == ""


def test_large_counts_leave_out_what_there_is_none_of():
    many = replace(DOCUMENT, record_counts={"finding": 12, "remedy": 10})

    assert texts(many, 78)["counts"] == "F12 R10"


@pytest.mark.parametrize("width", [120, 300])
def test_a_flag_s_reason_stands_at_the_end_of_the_title_s_column(width: int):
    flagged = replace(DOCUMENT, flag_reason="who is the respondent?")
    plain = "".join(text for _name, text in cells(DOCUMENT, columns(width), WORDS))
    told = "".join(text for _name, text in cells(flagged, columns(width), WORDS))

    assert cell_len(told) == cell_len(plain)
    assert "Ardley" in told
    assert "who is t" in told


def test_wide_titles_are_whole_at_120_columns():
    longest = replace(DOCUMENT, title="Merrowdale Metropolitan Borough Council (20 001 119)")

    assert texts(longest, 120)["title"].startswith(
        "Merrowdale Metropolitan Borough Council (20 001"
    )


def test_the_sign_of_a_flag_stands_beside_the_status():
    flagged = replace(DOCUMENT, flag_reason="who is it?")

    assert lead(flagged, True, UNICODE_MARKS) == ("✓", "●", "⚑")
    assert lead(DOCUMENT, False, ASCII_MARKS) == (" ", "*", " ")


def test_a_long_title_is_cut_with_a_sign():
    title = texts(replace(DOCUMENT, title="word " * 40), 80)["title"]

    assert title.endswith("…")


@pytest.mark.parametrize("title", ["監査報告書" * 20, "e\u0301" * 60, "👩‍👧" * 30, "[/12] [red]"])
def test_any_title_fills_its_column_exactly(title: str):
    shown = columns(80)
    made = dict(cells(replace(DOCUMENT, title=title), shown, WORDS))

    assert cell_len(made["title"]) == next(c.width for c in shown if c.name == "title") + 2


def test_an_escape_sequence_in_a_title_stays_a_picture():
    title = texts(replace(DOCUMENT, title="a\x1b[2J\nb"), 80)["title"]

    assert title == "a␛[2J b"
