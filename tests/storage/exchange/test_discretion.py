"""Exports without quotes, without names, and for spreadsheets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.errors import ExportError
from storage.exchange import MemoRow, write_csv
from storage.exchange.discretion import QUOTED, repeats

SENTENCE = "The heron stood by the weir all morning, saying nothing."


@pytest.fixture
def coded(study):
    """A study in which the coder copied the document's words into everything."""
    study.document(f"Heading\n\n{SENTENCE} Then it left.", title=SENTENCE)
    study.review(flag_reason=f"odd: {SENTENCE}", excluded_reason="my own words, and plenty of them")
    study.variable("respondent", [SENTENCE], spans=[(9, 20)])
    study.record(
        {"duration": SENTENCE, "respondent": SENTENCE, "words": ["heron", SENTENCE]},
        spans=[(9, 9 + len(SENTENCE))],
        note=SENTENCE.replace("weir all", "weir\n all"),
    )
    study.memo(f"as it says: {SENTENCE[4:48]}")
    study.memo("my own thought")
    return study


def test_without_quotes_no_cell_repeats_the_document_but_names_do(coded, exported) -> None:
    tables = exported(coded, quotes="none")

    (finding,) = tables["findings"]
    (review,) = tables["reviews"]
    assert (finding["quote"], finding["note"], finding["duration"]) == ("", "", "")
    assert finding["words"] == "heron"
    assert {row["quote"] for row in tables["evidence"]} == {""}
    assert [row["text"] for row in tables["memos"]] == ["", "my own thought"]
    assert (review["flag_reason"], review["excluded_reason"]) == (
        "",
        "my own words, and plenty of them",
    )
    assert (tables["documents"][0]["title"], review["respondent"]) == (SENTENCE, SENTENCE)
    assert finding["respondent"] == SENTENCE


def test_without_quotes_positions_and_lengths_stay(coded, exported) -> None:
    whole, bare = exported(coded), exported(coded, quotes="none")

    assert [row["end"] for row in bare["evidence"]] == [row["end"] for row in whole["evidence"]]
    assert bare["documents"] == whole["documents"]


@given(st.text("ab", min_size=50, max_size=200), st.data())
def test_a_run_of_forty_characters_is_a_quotation_wherever_it_stands(text: str, data) -> None:
    start = data.draw(st.integers(0, len(text) - QUOTED))
    before, after = data.draw(st.text("xy")), data.draw(st.text("xy"))

    assert repeats(before + text[start : start + QUOTED] + after, text)
    assert not repeats(before + text[start : start + QUOTED - 1] + after, text)


def test_coded_coders_have_one_number_in_every_table(study, exported) -> None:
    study.document()
    study.review(coder="zoe")
    study.record({}, coder="zoe")
    study.review(coder="bea")
    study.document()
    study.variable("outcome", "upheld", coder="ann")
    record = study.record({}, coder="bea")
    study.link("same_as", record, record)
    study.memo("hm", coder="zoe")
    memo = MemoRow("m9", "study", "s1", None, None, None, "bea", "in all", "2024")

    tables = exported(study.batches(), coders="coded", study_memos=[memo])

    assert [row["coder"] for row in tables["reviews"]] == [
        "coder_1",
        "coder_2",
        "coder_1",
        "coder_3",
    ]
    assert [row["coder"] for row in tables["findings"]] == ["coder_2", "coder_1"]
    assert [row["coder"] for row in tables["memos"]] == ["coder_1", "coder_2"]
    assert [row["coder"] for row in tables["links"]] == ["coder_1"]
    assert tables == exported(study, coders="coded", study_memos=[memo])


def test_coders_that_are_named_beforehand_are_numbered_by_name(study, exported) -> None:
    study.document()
    study.review(coder="zoe")

    rows = exported(study, coders="coded", coder_names=["zoe", "ann"])["reviews"]

    assert [row["coder"] for row in rows] == ["coder_2"]


def test_spreadsheet_safe_texts_start_no_formula_and_numbers_stay_numbers(study, exported) -> None:
    study.document("=1+1 is a sum", title="=cmd|' /C calc'!A0")
    study.record({"count": -5, "share": -0.5, "words": ["-1", "+2"]}, note="@me", spans=[(0, 4)])

    tables = exported(study, spreadsheet_safe=True)

    (finding,) = tables["findings"]
    assert tables["documents"][0]["title"] == "'=cmd|' /C calc'!A0"
    assert (finding["quote"], finding["note"], finding["words"]) == ("'=1+1", "'@me", "'-1|+2")
    assert (finding["count"], finding["share"]) == ("-5", "-0.5")
    assert [row["value"] for row in tables["values"]] == ["-5", "-0.5", "'-1", "'+2"]


@pytest.mark.parametrize("option", [{"quotes": "some"}, {"coders": "initials"}])
def test_an_unknown_option_is_refused(tmp_path: Path, codebook, option: dict[str, str]) -> None:
    with pytest.raises(ExportError, match="can be"):
        write_csv(tmp_path / "out", codebook, [], **option)

    assert not (tmp_path / "out").exists()
