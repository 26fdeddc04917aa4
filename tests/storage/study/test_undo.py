"""Every action on a document is one change; undo gives exactly what was before, redo what was after."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    Basis,
    Certainty,
    ChangeRefused,
    Missing,
    Money,
    NewEvidence,
    NotFound,
    Passage,
    Record,
    RecordEntry,
    Study,
)

Act = Callable[[Study, str], object]
"""Something that a coder does on a document."""

FINDING = RecordEntry(
    "finding",
    {"fault": "delay", "length": "nine weeks", "affected": ("child", "parent")},
    (NewEvidence(0, 9), NewEvidence(22, 54, "fault")),
    Certainty.LOW,
    "Not sure.",
)
OTHER = RecordEntry("finding", {"fault": Missing.UNCLEAR, "code": "waiting"}, (NewEvidence(0, 9),))
REMEDY = RecordEntry("remedy", {"amount": Money(150.0, "EUR")}, (NewEvidence(60, 70),))


def first(study: Study, document: str) -> Record:
    return study.coding(document).records[0]


def prepare(study: Study, document: str) -> None:
    """Give a document something of everything, so that each action has what it needs."""
    finding = study.add_record(document, FINDING)
    study.add_record(document, OTHER)
    study.add_record(document, REMEDY, {"redresses": [finding.uid]})
    spot = [NewEvidence(0, 4)]
    study.set_variable(document, "outcome", "upheld", evidence=spot, basis=Basis.INFERRED, note="?")
    study.add_memo("record", finding.uid, "Ask Ben.")


ACTIONS: dict[str, tuple[str, Act]] = {
    "add record": ("add record", lambda s, d: s.add_record(d, FINDING)),
    "add a linked record": (
        "add record",
        lambda s, d: s.add_record(d, REMEDY, {"redresses": [first(s, d).uid]}),
    ),
    "change record": ("change record", lambda s, d: s.change_record(first(s, d).uid, OTHER)),
    "change a record's links": (
        "change record",
        lambda s, d: s.change_record(s.coding(d).records[2].uid, REMEDY, {"redresses": []}),
    ),
    "remove record": ("remove record", lambda s, d: s.remove_record(first(s, d).uid)),
    "add evidence": (
        "add evidence",
        lambda s, d: s.add_evidence(first(s, d).uid, NewEvidence(3, 5)),
    ),
    "remove evidence": (
        "remove evidence",
        lambda s, d: s.remove_evidence(first(s, d).evidence[0].uid),
    ),
    "add links": (
        "add links",
        lambda s, d: s.add_links(first(s, d).uid, "same_as", [s.coding(d).records[1].uid]),
    ),
    "remove link": (
        "remove link",
        lambda s, d: s.remove_link(s.coding(d).records[2].links[0].uid),
    ),
    "set variable": ("set variable", lambda s, d: s.set_variable(d, "respondent", ("A", "B"))),
    "replace a variable": (
        "set variable",
        lambda s, d: s.set_variable(d, "outcome", Missing.REDACTED, certainty=Certainty.HIGH),
    ),
    "clear variable": ("clear variable", lambda s, d: s.clear_variable(d, "outcome")),
    "clear a variable with its proposal": (
        "clear variable",
        lambda s, d: s.clear_variable(d, "outcome", with_proposal=True),
    ),
    "confirm identifiers": ("confirm identifiers", lambda s, d: s.confirm_identifiers(d)),
    "add memo": ("add memo", lambda s, d: s.add_memo("document", d, "Look again.")),
    "add a memo on a passage": (
        "add memo",
        lambda s, d: s.add_memo("passage", d, "Odd.", passage=Passage(0, 4)),
    ),
    "change memo": (
        "change memo",
        lambda s, d: s.change_memo(s.coding(d).memos[0].uid, "Asked."),
    ),
    "remove memo": ("remove memo", lambda s, d: s.remove_memo(s.coding(d).memos[0].uid)),
    "flag": ("flag", lambda s, d: s.flag(d, "Who is the respondent?")),
    "exclude": ("exclude", lambda s, d: s.exclude(d, "a duplicate")),
    "finish": ("finish", lambda s, d: s.finish(d)),
}


@pytest.mark.parametrize(("action", "act"), ACTIONS.values(), ids=list(ACTIONS))
def test_an_action_is_one_change_and_undo_and_redo_are_exact(
    study: Study, ardley: str, action: str, act: Act
) -> None:
    prepare(study, ardley)
    before, changes = study.coding(ardley), len(list(study.history()))
    act(study, ardley)
    after = study.coding(ardley)

    assert after != before
    assert [each.action for each in study.history(limit=1)] == [action]
    assert len(list(study.history())) == changes + 1
    study.undo(ardley)
    assert study.coding(ardley) == before
    study.redo(ardley)
    assert study.coding(ardley) == after


@pytest.mark.parametrize(
    ("prior", "action"), [("finish", "reopen"), ("exclude", "reopen"), ("flag", "unflag")]
)
def test_going_back_on_a_decision_is_one_change_and_undo_and_redo_are_exact(
    study: Study, ardley: str, prior: str, action: str
) -> None:
    prepare(study, ardley)
    ACTIONS[prior][1](study, ardley)
    before = study.coding(ardley)
    getattr(study, action)(ardley)
    after = study.coding(ardley)

    study.undo(ardley)
    assert study.coding(ardley) == before
    study.redo(ardley)
    assert study.coding(ardley) == after


def test_undo_goes_on_where_it_was_after_reopening(
    store: Path, opened: Callable[..., Study], ardley: str
) -> None:
    with Study.open(store, coder="anna") as study:
        untouched = study.coding(ardley)
        prepare(study, ardley)
        whole = study.coding(ardley)

    for _ in range(5):
        opened(store).undo(ardley)
    assert opened(store).coding(ardley) == untouched
    for _ in range(5):
        opened(store).redo(ardley)
    assert opened(store).coding(ardley) == whole


def test_undo_takes_back_the_documents_own_latest_change(
    study: Study, april: str, may: str
) -> None:
    study.flag(april, "first")
    study.flag(may, "second")

    study.undo(april)

    assert study.coding(april).review.flag_reason is None
    assert study.coding(may).review.flag_reason == "second"


def test_undo_leaves_what_another_coder_did(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.flag(april, "anna's")
    ben.flag(april, "ben's")

    anna.undo(april)

    assert anna.coding(april).review.flag_reason is None
    assert ben.coding(april).review.flag_reason == "ben's"


def test_there_is_nothing_of_anothers_to_undo(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    opened(store, "anna").flag(april, "anna's")

    with pytest.raises(ChangeRefused, match="nothing of yours"):
        opened(store, "ben").undo(april)


def test_an_import_is_not_undone_from_a_document(study: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="nothing of yours left to undo"):
        study.undo(april)


def test_there_is_nothing_to_redo_before_an_undo(study: Study, april: str) -> None:
    study.flag(april, "first")

    with pytest.raises(ChangeRefused, match="nothing to redo"):
        study.redo(april)


def test_redo_vanishes_when_something_new_is_done(study: Study, april: str) -> None:
    study.flag(april, "first")
    study.undo(april)
    study.add_memo("document", april, "New.")

    with pytest.raises(ChangeRefused, match="nothing to redo"):
        study.redo(april)


def test_redo_stays_when_something_new_is_done_elsewhere(
    study: Study, april: str, may: str
) -> None:
    study.flag(april, "first")
    study.undo(april)
    study.flag(may, "second")

    study.redo(april)

    assert study.coding(april).review.flag_reason == "first"


def test_an_undo_in_between_is_redone_before_a_later_one(study: Study, april: str) -> None:
    for reason in ("one", "two", "three"):
        study.flag(april, reason)
    study.undo(april)
    study.undo(april)
    study.redo(april)
    study.undo(april)

    study.redo(april)
    study.redo(april)

    assert study.coding(april).review.flag_reason == "three"


def test_undo_in_a_removed_document_is_refused(study: Study, april: str) -> None:
    study.flag(april, "first")
    study.remove_documents([april])

    with pytest.raises(NotFound, match="may have been removed"):
        study.undo(april)


def test_a_records_number_is_never_given_again(study: Study, april: str) -> None:
    study.add_record(april, OTHER)
    study.undo(april)

    assert study.add_record(april, OTHER).number == 2


def test_evidence_keeps_its_uid_through_undo_and_redo(study: Study, april: str) -> None:
    record = study.add_record(april, OTHER)
    study.undo(april)
    study.redo(april)

    assert study.coding(april).records[0].evidence == record.evidence
