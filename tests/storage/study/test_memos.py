from collections.abc import Callable
from pathlib import Path

import pytest

from storage import ChangeRefused, EvidenceError, NotFound, Passage, RecordEntry, Study


def test_a_memo_may_be_on_anything(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    record = study.add_record(april, finding())
    value = study.set_variable(april, "topic", "rooms")
    whole = study.overview().uid

    made = [
        study.add_memo("study", whole, "On all."),
        study.add_memo("document", april, "On one."),
        study.add_memo("passage", april, " On four letters. ", passage=Passage(0, 4)),
        study.add_memo("record", record.uid, "On a finding."),
        study.add_memo("value", value.uid, "On a topic."),
    ]

    assert study.memos() == tuple(made)
    assert study.coding(april).memos == tuple(made[1:])
    passage = made[2]
    assert (passage.target, passage.start, passage.end, passage.text) == (
        april,
        0,
        4,
        "On four letters.",
    )
    assert made[0].document is None
    assert list(study.verify()) == []


def test_a_memo_is_changed_and_removed(study: Study, april: str) -> None:
    memo = study.add_memo("document", april, "First.")

    changed = study.change_memo(memo.uid, "Second.")
    assert study.memos() == (changed,)
    assert (changed.uid, changed.text) == (memo.uid, "Second.")
    assert study.remove_memo(memo.uid) == changed

    assert study.memos() == ()
    with pytest.raises(NotFound, match="not there any more"):
        study.change_memo(memo.uid, "Third.")


def test_an_empty_memo_is_not_kept(study: Study, april: str) -> None:
    with pytest.raises(ChangeRefused, match="empty memo"):
        study.add_memo("document", april, " \n ")


@pytest.mark.parametrize("on", ["document", "record", "value", "passage", "study"])
def test_a_memo_on_nothing_is_refused(study: Study, on: str) -> None:
    passage = Passage(0, 1) if on == "passage" else None

    with pytest.raises(NotFound, match=f"That {on} is not there any more"):
        study.add_memo(on, "nowhere", "?", passage=passage)


def test_a_memo_on_what_was_removed_is_refused(
    study: Study, april: str, may: str, finding: Callable[..., RecordEntry]
) -> None:
    record = study.add_record(april, finding())
    study.remove_record(record.uid)
    study.remove_documents([may])

    for on, target in (("record", record.uid), ("document", may)):
        with pytest.raises(NotFound, match=f"That {on} is not there any more"):
            study.add_memo(on, target, "?")


def test_a_memo_on_anothers_record_is_refused(
    store: Path, opened: Callable[..., Study], april: str, finding: Callable[..., RecordEntry]
) -> None:
    record = opened(store, "anna").add_record(april, finding())

    with pytest.raises(NotFound, match="not there any more"):
        opened(store, "ben").add_memo("record", record.uid, "?")


def test_a_memo_on_a_taste_is_refused(study: Study, april: str) -> None:
    with pytest.raises(NotFound, match="cannot be on a taste"):
        study.add_memo("taste", april, "?")


def test_a_passage_belongs_to_a_memo_on_a_passage_only(study: Study, april: str) -> None:
    with pytest.raises(EvidenceError, match="needs the passage"):
        study.add_memo("passage", april, "?")
    with pytest.raises(EvidenceError, match="no other memo has one"):
        study.add_memo("document", april, "?", passage=Passage(0, 4))


def test_a_passage_outside_the_text_is_refused(study: Study, april: str) -> None:
    with pytest.raises(EvidenceError, match="does not lie in the text"):
        study.add_memo("passage", april, "?", passage=Passage(0, 9999))


def test_another_coders_memo_is_theirs(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    memo = opened(store, "anna").add_memo("document", april, "Mine.")

    with pytest.raises(NotFound):
        opened(store, "ben").remove_memo(memo.uid)


def test_memos_on_a_removed_document_are_not_shown(study: Study, april: str) -> None:
    study.add_memo("document", april, "Look again.")

    study.remove_documents([april])

    assert study.memos() == ()


def test_memos_go_and_come_with_their_record(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    record = study.add_record(april, finding())
    memo = study.add_memo("record", record.uid, "Ask Ben.")

    study.remove_record(record.uid)
    assert study.coding(april).memos == study.memos() == ()
    study.undo(april)

    assert study.coding(april).memos == study.memos() == (memo,)
