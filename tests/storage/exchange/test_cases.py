"""What a case's documents say together."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.exchange.cases import count_distinct


def grouped(study, answers: list[str | None], *, statuses: list[str] | None = None) -> None:
    """One case of documents with those outcomes, and a finding in each."""
    for outcome, status in zip(answers, statuses or ["done"] * len(answers), strict=True):
        study.document(case="k", case_size=len(answers))
        study.review(status)
        if outcome:
            study.variable("outcome", outcome)
        study.record({})


@pytest.mark.parametrize(
    ("answers", "together"),
    [
        (["upheld", "upheld"], "upheld"),
        (["upheld", None], "upheld"),
        ([None, "upheld"], "upheld"),
        (["upheld", "not_upheld"], ""),
        (["upheld", "not_upheld", "upheld"], ""),
        (["upheld", "missing:not_stated"], ""),
        (["missing:unclear", "missing:unclear"], "unclear"),
        ([None, None], ""),
    ],
)
def test_a_case_has_the_value_that_its_documents_agree_on(
    study, exported, answers: list[str | None], together: str
) -> None:
    grouped(study, answers)

    (row,) = exported(study)["cases"]

    assert (row["case_id"], row["n_documents"]) == ("k", str(len(answers)))
    assert row["outcome"] == together


def test_a_document_that_is_not_asked_contradicts_no_other(study, exported) -> None:
    study.document(case="k", case_size=2, kind="press_ombudsman")
    study.review()
    study.document(case="k", case_size=2)
    study.review()
    study.variable("outcome", "upheld")
    study.document(kind="press_ombudsman")
    study.review()

    assert [row["outcome"] for row in exported(study)["cases"]] == ["upheld", "not_applicable"]


def test_records_joined_by_same_as_count_once(study, exported) -> None:
    study.document(case="k", case_size=3)
    study.review()
    first, _ = study.record({}), study.record({})
    study.document(case="k", case_size=3)
    study.review()
    second = study.record({})
    study.document(case="k", case_size=3)
    study.review()
    third = study.record({})
    study.link("same_as", second, first)
    study.link("same_as", third, second)
    study.link("same_as", third, first)

    assert [row["n_findings"] for row in exported(study.batches())["cases"]] == ["2"]


@pytest.mark.parametrize(
    ("statuses", "count"),
    [
        (["done", "done"], "2"),
        (["done", "in_progress"], ""),
        (["done", "excluded"], "1"),
        (["excluded", "excluded"], ""),
    ],
)
def test_a_case_is_counted_once_all_its_documents_are_done_or_excluded(
    study, exported, statuses: list[str], count: str
) -> None:
    grouped(study, [None, None], statuses=statuses)

    assert [row["n_findings"] for row in exported(study)["cases"]] == [count]


def test_a_case_that_the_coder_has_only_begun_is_not_counted(study, exported) -> None:
    study.document(case="k", case_size=2)
    study.review()
    study.record({})
    study.document(case="k", case_size=2)

    (row,) = exported(study)["cases"]

    assert (row["n_documents"], row["n_findings"]) == ("2", "")


def test_each_coder_and_layer_of_a_case_has_a_row(study, exported) -> None:
    study.document(case="k", case_size=2)
    study.review(coder="bob")
    study.variable("outcome", "upheld", coder="bob")
    study.document(case="k", case_size=2)
    study.review(coder="ann")
    study.variable("outcome", "not_upheld", coder="ann")
    study.variable("outcome", "upheld", coder="bob", layer="gold")

    rows = exported(study)["cases"]

    assert [(row["coder"], row["layer"], row["outcome"]) for row in rows] == [
        ("ann", "coder", "not_upheld"),
        ("bob", "coder", "upheld"),
        ("bob", "gold", "upheld"),
    ]


def test_cases_stand_in_the_order_of_their_first_documents_however_far_apart(
    study, exported
) -> None:
    cases = [f"k{number}" for number in range(30)]
    members = random.Random(4).choices(cases, k=90)
    for case in members:
        study.document(case=case, case_size=members.count(case))
        study.review()
        study.variable("respondent", [f"Body of\n{case}"])

    rows = exported(study.batches())["cases"]

    assert [row["case_id"] for row in rows] == list(dict.fromkeys(members))
    assert all(row["respondent"] == f"Body of\n{row['case_id']}" for row in rows)


def test_a_case_some_of_whose_documents_never_come_is_written_in_its_place(study, exported) -> None:
    study.document()
    study.review()
    study.document(case="k", case_size=5)
    study.review()
    study.document()
    study.review()

    rows = exported(study.batches())["cases"]

    assert [(row["case_id"], row["n_documents"]) for row in rows] == [
        ("case1", "1"),
        ("k", "1"),
        ("case3", "1"),
    ]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_distinct_records_are_the_groups_that_links_connect(pairs: list[tuple[int, int]]) -> None:
    groups = [{number} for number in range(10)]
    for one, other in pairs:
        joined = {member for group in groups if group & {one, other} for member in group}
        groups = [group for group in groups if not group & joined] + [joined]

    counts = count_distinct(
        {str(number): "finding" for number in range(10)},
        [(str(one), str(other)) for one, other in pairs],
    )

    assert counts["finding"] == len(groups)


def test_a_link_out_of_the_case_or_to_another_type_joins_nothing() -> None:
    counts = count_distinct({"a": "finding", "b": "remedy"}, [("a", "b"), ("a", "elsewhere")])

    assert counts == {"finding": 1, "remedy": 1}
