from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    Basis,
    Certainty,
    ChangeRefused,
    EvidenceError,
    FieldValue,
    Missing,
    NewEvidence,
    NotFound,
    Status,
    Study,
    ValueRefused,
)


def test_a_value_is_kept_as_it_was_given(study: Study, april: str) -> None:
    given = study.set_variable(
        april,
        "topic",
        " rooms ",
        evidence=[NewEvidence(5, 9), NewEvidence(0, 4)],
        basis=Basis.INFERRED,
        certainty=Certainty.LOW,
        note=" n ",
    )

    kept = study.coding(april).variables["topic"]
    assert kept == given
    assert (kept.value, kept.basis, kept.certainty, kept.note) == (
        "rooms",
        Basis.INFERRED,
        Certainty.LOW,
        "n",
    )
    assert [spot.start for spot in kept.evidence] == [0, 5]
    assert study.document(april).status == "in_progress"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("outcome", "withdrawn"),
        ("outcome", Missing.NOT_STATED),
        ("respondent", ("B Council", "A Council")),
        ("respondent", Missing.REDACTED),
        ("weeks", 0),
        ("weeks", -(2**53)),
        ("reference", "true"),
        ("reference", "9"),
    ],
)
def test_every_type_of_value_comes_back_as_it_went_in(
    study: Study, april: str, name: str, value: FieldValue
) -> None:
    study.set_variable(april, name, value)

    kept = study.coding(april).variables[name].value
    assert (kept, type(kept)) == (value, type(value))


def test_a_second_value_replaces_the_first(study: Study, april: str) -> None:
    first = study.set_variable(april, "topic", "rooms", evidence=[NewEvidence(0, 4)])

    second = study.set_variable(april, "topic", "letters")

    assert second.uid == first.uid
    assert (second.value, second.evidence) == ("letters", ())
    assert len(study.coding(april).variables) == 1


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("outcome", "lost", "lost"),
        ("weeks", "nine", "whole number"),
        ("weeks", 2**53 + 1, "too large"),
        ("respondent", (), "empty list"),
        ("topic", "", "empty text"),
        ("topic", "a\x1b[2Jb", "no text"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    study: Study, april: str, name: str, value: FieldValue, said: str
) -> None:
    with pytest.raises(ValueRefused, match=f"{name}: .*{said}"):
        study.set_variable(april, name, value)

    assert study.coding(april).variables == {}


def test_an_unknown_variable_is_not_found(study: Study, april: str) -> None:
    with pytest.raises(NotFound, match="no variable colour; it has outcome"):
        study.set_variable(april, "colour", "red")


def test_a_passage_outside_the_text_is_refused(study: Study, april: str) -> None:
    with pytest.raises(EvidenceError, match="does not lie in the text"):
        study.set_variable(april, "topic", "rooms", evidence=[NewEvidence(0, 9999)])


def test_a_cleared_value_is_gone(study: Study, april: str) -> None:
    study.set_variable(april, "topic", "rooms")

    study.clear_variable(april, "topic")

    assert study.coding(april).variables == {}
    with pytest.raises(ChangeRefused, match="no value of yours"):
        study.clear_variable(april, "topic")


def test_values_are_each_coders_own(store: Path, opened: Callable[..., Study], april: str) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.set_variable(april, "outcome", "upheld")
    ben.set_variable(april, "outcome", "withdrawn")

    assert anna.coding(april).variables["outcome"].value == "upheld"
    assert ben.coding(april).variables["outcome"].value == "withdrawn"


def test_what_was_recognised_is_no_value(study: Study, ardley: str) -> None:
    coding = study.coding(ardley)

    assert coding.proposals["respondent"].value == ("Ardley City Council",)
    assert coding.variables == {}


def test_a_value_remembers_whether_it_was_proposed(study: Study, ardley: str, april: str) -> None:
    accepted = study.set_variable(ardley, "respondent", ("Ardley City Council",))
    corrected = study.set_variable(ardley, "reference", "21 004 118")
    neither = study.set_variable(april, "topic", "rooms")

    assert [each.from_proposal for each in (accepted, corrected, neither)] == [
        "accepted",
        "corrected",
        None,
    ]


def test_identifiers_are_confirmed_together_and_never_a_judgement(
    study: Study, ardley: str
) -> None:
    study.set_variable(ardley, "reference", "21 004 118")

    confirmed = study.confirm_identifiers(ardley)

    variables = study.coding(ardley).variables
    assert confirmed == ("respondent",)
    assert (variables["respondent"].value, variables["respondent"].from_proposal) == (
        ("Ardley City Council",),
        "accepted",
    )
    assert variables["respondent"].evidence[0].quote == "Ardley City Council"
    assert variables["reference"].value == "21 004 118"
    assert "outcome" in study.coding(ardley).proposals
    assert "outcome" not in variables


def test_confirming_again_changes_nothing(study: Study, ardley: str) -> None:
    study.confirm_identifiers(ardley)
    before = len(list(study.history()))

    assert study.confirm_identifiers(ardley) == ()
    assert len(list(study.history())) == before


def test_all_identifiers_of_the_sample_cases_can_be_confirmed(sample_study: Study) -> None:
    for document in sample_study.documents().rows:
        names = sample_study.confirm_identifiers(document.uid)
        proposals = sample_study.coding(document.uid).proposals
        assert set(names) <= set(proposals)

    assert list(sample_study.verify()) == []


def test_a_dismissed_proposal_is_proposed_no_more(study: Study, ardley: str) -> None:
    (name, *_) = study.coding(ardley).proposals

    study.dismiss_proposal(ardley, name)

    assert name not in study.coding(ardley).proposals
    assert name not in study.open_document(ardley).coding.proposals
    assert study.coding(ardley).review.status is Status.IN_PROGRESS
    with pytest.raises(ChangeRefused, match="Nothing is proposed"):
        study.dismiss_proposal(ardley, name)


def test_a_dismissed_identifier_is_not_confirmed_with_the_others(study: Study, ardley: str) -> None:
    study.dismiss_proposal(ardley, "reference")

    confirmed = study.confirm_identifiers(ardley)

    assert "reference" not in confirmed
    assert "reference" not in study.coding(ardley).variables


def test_a_dismissal_is_taken_back_and_made_again(study: Study, ardley: str) -> None:
    study.dismiss_proposal(ardley, "reference")

    study.undo(ardley)
    undone = "reference" in study.coding(ardley).proposals
    study.redo(ardley)

    assert undone
    assert "reference" not in study.coding(ardley).proposals
    assert list(study.verify()) == []


def test_a_value_cleared_with_its_proposal_comes_back_by_one_undo(
    study: Study, ardley: str
) -> None:
    study.confirm_identifiers(ardley)

    study.clear_variable(ardley, "reference", with_proposal=True)
    cleared = study.coding(ardley)
    study.undo(ardley)
    back = study.coding(ardley)

    assert "reference" not in cleared.variables.keys() | cleared.proposals.keys()
    assert "reference" in back.variables
    assert list(study.verify()) == []


def test_clearing_without_a_proposal_clears_all_the_same(study: Study, ardley: str) -> None:
    study.dismiss_proposal(ardley, "reference")
    study.set_variable(ardley, "reference", "21 999 999")

    study.clear_variable(ardley, "reference", with_proposal=True)

    assert "reference" not in study.coding(ardley).variables


def test_a_dismissal_is_one_coders_own(study: Study, ardley: str) -> None:
    study.dismiss_proposal(ardley, "reference")

    with Study.open(study.store, coder="ben") as theirs:
        assert "reference" in theirs.coding(ardley).proposals


def test_what_is_answered_after_a_dismissal_is_a_correction(study: Study, ardley: str) -> None:
    study.dismiss_proposal(ardley, "reference")

    value = study.set_variable(ardley, "reference", "21 999 999")

    assert value.from_proposal == "corrected"
