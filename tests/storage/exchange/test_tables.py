"""What stands in each table of the CSV dataset."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage.exchange import MemoRow, write_csv

NOW = "2024-05-01T10:00:00Z"


def only(rows: list[dict[str, str]], *names: str) -> list[tuple[str, ...]]:
    """The cells of those columns."""
    return [tuple(row[name] for name in names) for row in rows]


def test_documents_has_a_row_for_each_document_in_order(study, exported) -> None:
    study.document(title='A "fair" decision, at last', url="https://example.org/1")
    study.document(stratum="press", probability=0.125, retrieved_on="2024-04-30")

    rows = exported(study)["documents"]

    assert rows == [
        {
            "document_id": "d1",
            "case_id": "case1",
            "title": 'A "fair" decision, at last',
            "source_name": "1.txt",
            "kind": "lgsco_decision",
            "url": "https://example.org/1",
            "retrieved_on": "",
            "stratum": "",
            "probability": "",
            "imported_at": NOW,
            "n_characters": "24",
            "text_sha256": f"{1:064x}",
        },
        {
            "document_id": "d2",
            "case_id": "case2",
            "title": "A decision",
            "source_name": "2.txt",
            "kind": "lgsco_decision",
            "url": "",
            "retrieved_on": "2024-04-30",
            "stratum": "press",
            "probability": "0.125",
            "imported_at": NOW,
            "n_characters": "24",
            "text_sha256": f"{2:064x}",
        },
    ]


def test_reviews_has_the_variables_and_counts_of_each_coder(study, exported) -> None:
    study.document()
    study.review("done", flag_reason="who is it?")
    study.variable("outcome", "upheld")
    study.variable("respondent", ["Ardley", "Bray"])
    study.variable("decided_on", "2021-07")
    study.record({})
    study.record({})

    assert exported(study)["reviews"] == [
        {
            "document_id": "d1",
            "case_id": "case1",
            "coder": "ann",
            "layer": "coder",
            "round": "main",
            "status": "done",
            "flag_reason": "who is it?",
            "excluded_reason": "",
            "codebook_version": "1.2",
            "completed_at": NOW,
            "outcome": "upheld",
            "respondent": "Ardley|Bray",
            "respondent__missing": "",
            "decided_on": "2021-07",
            "decided_on_precision": "month",
            "decided_on__missing": "",
            "n_findings": "2",
            "n_remedies": "0",
        }
    ]


@pytest.mark.parametrize("status", ["todo", "in_progress", "excluded"])
def test_counts_are_empty_until_the_review_is_done(study, exported, status: str) -> None:
    study.document()
    study.review(status)
    study.record({})

    assert only(exported(study)["reviews"], "n_findings", "n_remedies") == [("", "")]


def test_coding_without_a_review_has_a_row_in_progress(study, exported) -> None:
    study.document()
    study.record({}, coder="bob")
    study.variable("outcome", "upheld", coder="ann", layer="gold")
    study.document()

    rows = exported(study)["reviews"]

    assert only(rows, "document_id", "coder", "layer", "status", "codebook_version") == [
        ("d1", "ann", "gold", "in_progress", "1.2"),
        ("d1", "bob", "coder", "in_progress", "1.2"),
    ]


def test_each_round_of_a_review_has_its_own_row(study, exported) -> None:
    study.document()
    study.review("done", round="pilot")
    study.review("in_progress", round="main", completed_at=None)
    study.record({})

    rows = exported(study)["reviews"]

    assert only(rows, "round", "status", "n_findings") == [
        ("pilot", "done", "1"),
        ("main", "in_progress", ""),
    ]


def test_a_record_stands_in_the_table_of_its_type_with_every_field(study, exported) -> None:
    study.document()
    study.record(
        {
            "conclusion": "criticism",
            "fault_type": "delay",
            "duration": "41 weeks",
            "affected": ["child", "siblings"],
            "respondent": "Ardley",
            "in_complaint_handling": False,
            "count": 3,
            "share": 0.25,
            "lasted": "2020/2021-02",
            "words": ["one", "two, three"],
        },
        certainty="high",
        note="a\nb",
        cue_shown=True,
    )

    tables = exported(study)

    assert tables["remedies"] == []
    assert tables["findings"] == [
        {
            "record_id": "r100",
            "number": "1",
            "document_id": "d1",
            "case_id": "case1",
            "coder": "ann",
            "layer": "coder",
            "codebook_version": "1.2",
            "first_start": "0",
            "conclusion": "criticism",
            "fault_type": "delay",
            "duration": "41 weeks",
            "duration__missing": "",
            "affected": "child|siblings",
            "affected__child": "1",
            "affected__family": "0",
            "affected__siblings": "1",
            "respondent": "Ardley",
            "respondent__missing": "",
            "in_complaint_handling": "0",
            "in_complaint_handling__missing": "",
            "count": "3",
            "count__missing": "",
            "share": "0.25",
            "share__missing": "",
            "lasted_start": "2020",
            "lasted_end": "2021-02",
            "lasted__missing": "",
            "words": "one|two, three",
            "words__missing": "",
            "certainty": "high",
            "note": "a\nb",
            "cue_shown": "1",
            "n_links": "0",
            "linked_ids": "",
            "n_evidence": "1",
            "quote": "Alpha",
            "created_at": NOW,
            "updated_at": NOW,
        }
    ]


def test_money_and_dates_spread_over_their_columns(study, exported) -> None:
    study.document()
    study.record({"amount": (300, "EUR"), "deadline": "2021"}, type="remedy")
    study.record({"amount": "missing:not_stated", "deadline": "2021-07-14"}, type="remedy")

    rows = exported(study)["remedies"]

    assert only(rows, "amount", "amount_currency", "amount__missing") == [
        ("300.00", "EUR", ""),
        ("", "", "not_stated"),
    ]
    assert only(rows, "deadline", "deadline_precision", "deadline__missing") == [
        ("2021", "year", ""),
        ("2021-07-14", "day", ""),
    ]


def test_a_missing_value_is_named_in_a_choice_and_beside_everything_else(study, exported) -> None:
    study.document()
    fields = [
        "conclusion",
        "affected",
        "count",
        "in_complaint_handling",
        "lasted",
        "words",
        "duration",
    ]
    study.record(dict.fromkeys(fields, "missing:unclear"))

    (row,) = exported(study)["findings"]

    assert (row["conclusion"], row["affected"], row["affected__child"]) == (
        "unclear",
        "unclear",
        "",
    )
    for name in ("count", "in_complaint_handling", "words", "duration"):
        assert (row[name], row[f"{name}__missing"]) == ("", "unclear")
    assert (row["lasted_start"], row["lasted_end"], row["lasted__missing"]) == ("", "", "unclear")


def test_what_is_not_asked_is_not_applicable_once_the_deciding_field_is_answered(
    study, exported
) -> None:
    study.document()
    study.record({"conclusion": "no_fault"})
    study.record({})
    study.record({"conclusion": "grave"})
    study.record({"conclusion": "grave", "fault_type": "other"})

    rows = exported(study)["findings"]

    assert only(rows, "conclusion", "fault_type", "duration", "duration__missing") == [
        ("no_fault", "not_applicable", "", "not_applicable"),
        ("", "", "", ""),
        ("grave", "", "", ""),
        ("grave", "other", "", "not_applicable"),
    ]


def test_an_answer_stays_even_where_it_is_not_asked(study, exported) -> None:
    study.document()
    study.record({"conclusion": "no_fault", "fault_type": "delay"})

    assert only(exported(study)["findings"], "fault_type") == [("delay",)]


def test_a_variable_is_not_applicable_in_documents_of_other_kinds(study, exported) -> None:
    study.document(kind="press_ombudsman")
    study.review()

    assert only(exported(study)["reviews"], "outcome", "decided_on") == [("not_applicable", "")]


def test_evidence_says_what_it_shows_and_where(study, exported) -> None:
    study.document(
        "First one. Second one.",
        sections=[["What I found", 0, 22]],
        paragraphs=[["7", 0, 0, 10], [None, None, 11, 22]],
    )
    study.variable("outcome", "upheld", spans=[(0, 5)])
    study.record({"count": 1}, spans=[(6, 10), (11, 17, "count")])

    rows = exported(study)["evidence"]

    shown = ("record_id", "record_type", "field", "variable", "section", "paragraph", "quote")
    assert only(rows, *shown) == [
        ("", "", "", "outcome", "What I found", "7", "First"),
        ("r100", "finding", "", "", "What I found", "7", "one."),
        ("r100", "finding", "count", "", "", "", "Second"),
    ]
    assert only(rows, "evidence_id", "document_id", "case_id", "coder", "layer") == [
        (f"e{number}", "d1", "case1", "ann", "coder") for number in range(3)
    ]
    assert only(rows, "start", "end", "page") == [("0", "5", ""), ("6", "10", ""), ("11", "17", "")]


def test_evidence_names_the_page_on_which_its_passage_begins(study, exported) -> None:
    study.document("First one. Second one.", pages=[0, 11, 15])
    study.record({}, spans=[(0, 5), (9, 17), (11, 17), (15, 17)])
    study.document("Before the first page. On it.", pages=[23])
    study.record({}, spans=[(0, 6)])

    pages = [row["page"] for row in exported(study)["evidence"]]

    assert pages == ["1", "1", "2", "3", "1"]


def test_a_passage_between_paragraphs_is_placed_by_what_it_runs_into(study, exported) -> None:
    study.document(
        "Head\n\nAlpha beta.",
        sections=[["Head", 0, 17]],
        paragraphs=[["1", 0, 6, 17]],
    )
    study.record({}, spans=[(4, 11), (0, 4)])

    rows = exported(study)["evidence"]

    assert only(rows, "quote", "section", "paragraph") == [
        ("Head", "Head", ""),
        ("\n\nAlpha", "Head", "1"),
    ]


def test_a_records_quote_joins_its_passages_in_text_order(study, exported) -> None:
    study.document("One two three four.")
    study.record({}, spans=[(14, 18), (0, 7), (4, 7, "count"), (0, 3)])

    (row,) = exported(study)["findings"]

    assert (row["quote"], row["n_evidence"]) == ("One two … four", "4")


def test_values_has_a_row_for_each_item_of_each_answer(study, exported) -> None:
    study.document()
    study.record(
        {"words": ["a, b", "c"], "in_complaint_handling": True, "conclusion": "missing:redacted"},
        certainty="low",
    )
    study.record({"amount": (12.5, "GBP")}, type="remedy")
    study.variable("outcome", "upheld", certainty="high", from_proposal="accepted")
    study.document()
    study.variable("decided_on", "2021-07", basis="inferred")

    rows = exported(study)["values"]

    assert [tuple(row.values()) for row in rows] == [
        ("document", "d1", "d1", "ann", "coder", "outcome", "1", "upheld", "stated", "high", "accepted"),
        ("record", "r100", "d1", "ann", "coder", "conclusion", "1", "redacted", "", "low", ""),
        ("record", "r100", "d1", "ann", "coder", "in_complaint_handling", "1", "1", "", "low", ""),
        ("record", "r100", "d1", "ann", "coder", "words", "1", "a, b", "", "low", ""),
        ("record", "r100", "d1", "ann", "coder", "words", "2", "c", "", "low", ""),
        ("record", "r101", "d1", "ann", "coder", "amount", "1", "12.50", "", "", ""),
        ("document", "d2", "d2", "ann", "coder", "decided_on", "1", "2021-07", "inferred", "", ""),
    ]  # fmt: skip


def test_links_name_both_ends_and_records_the_links_that_start_at_them(study, exported) -> None:
    study.document()
    first, second = study.record({}), study.record({})
    remedy = study.record({}, type="remedy")
    study.link("redresses", remedy, first)
    study.link("redresses", remedy, second)

    tables = exported(study)

    assert [tuple(row.values()) for row in tables["links"]] == [
        ("l0", "r102", "redresses", "r100", "d1", "d1", "ann", "coder"),
        ("l1", "r102", "redresses", "r101", "d1", "d1", "ann", "coder"),
    ]
    assert only(tables["remedies"], "n_links", "linked_ids") == [("2", "r100|r101")]
    assert only(tables["findings"], "n_links", "linked_ids") == [("0", ""), ("0", "")]


def test_memos_on_the_study_come_first(study, exported) -> None:
    study.document()
    study.memo("on the document, first")
    on_study = MemoRow("m9", "study", "s1", None, None, None, "bob", "in all", NOW)

    rows = exported(study, study_memos=[on_study])["memos"]

    assert [tuple(row.values()) for row in rows] == [
        ("m9", "study", "s1", "", "", "bob", "in all", NOW),
        ("m0", "document", "d1", "", "", "ann", "on the document, first", NOW),
    ]


def test_answers_that_the_codebook_lacks_stay_among_the_values(study, exported) -> None:
    study.document()
    study.record({"gone": (5, "GBP"), "away": "text, old", "conclusion": "criticism"})
    study.record({"size": 3}, type="lost_type")

    tables = exported(study)

    assert only(tables["values"], "unit_id", "name", "value") == [
        ("r100", "conclusion", "criticism"),
        ("r100", "gone", "5.00"),
        ("r100", "away", "text, old"),
        ("r101", "size", "3"),
    ]
    assert only(tables["evidence"], "record_id", "record_type")[1] == ("r101", "lost_type")
    assert len(tables["findings"]) == 1


def test_batches_of_any_size_give_the_same_files(study, exported) -> None:
    for number in range(4):
        study.document(
            f"Text {number}.",
            case="k" if number in (0, 2) else "",
            case_size=1 + (number in (0, 2)),
        )
        study.review()
        study.variable("outcome", "upheld")
        study.record({"count": number})
        study.record({"amount": (number, "GBP")}, type="remedy")
        study.memo(f"memo {number}")

    whole = exported(study)

    assert exported(study.batches()) == whole


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(words=ANY_TEXT, name=ANY_TEXT)
@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_read_back_as_they_were(new_study, exported, words: str, name: str) -> None:
    study = new_study()
    study.document(
        words,
        title=name,
        source_name=words,
        paragraphs=[[words, 0, 0, len(words)]],
        sections=[[name, 0, len(words)]],
    )
    study.review(coder=name, flag_reason=words)
    study.record({"duration": words}, coder=name, note=words, spans=[(0, len(words))])
    study.memo(words, coder=name)

    tables = exported(study)

    assert only(tables["documents"], "title", "source_name") == [(name, words)]
    assert only(tables["reviews"], "coder", "flag_reason") == [(name, words)]
    assert only(tables["findings"], "coder", "duration", "note", "quote") == [(name, *[words] * 3)]
    assert only(tables["evidence"], "section", "paragraph", "quote") == [(name, words, words)]
    assert only(tables["values"], "coder", "value") == [(name, words)]
    assert only(tables["memos"], "coder", "text") == [(name, words)]
    assert only(tables["cases"], "coder") == [(name,)]


def test_memory_does_not_grow_with_the_rows(tmp_path: Path, codebook, study) -> None:
    study.document("word " * 400)
    study.review()
    for number in range(20):
        study.record({"count": number, "words": ["a", "b"]}, spans=[(0, 1000)])
    batch = study.batch()

    def many(count: int):
        for number in range(count):
            (document,) = batch.documents
            yield batch._replace(documents=[document._replace(case_uid=f"c{number}")])

    peaks = []
    for count in (20, 20, 200):
        tracemalloc.start()
        write_csv(tmp_path / "out", codebook, many(count))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[2] < 1.2 * peaks[1]
