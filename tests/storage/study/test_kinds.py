"""A person corrects what kind a document is."""

from pathlib import Path

import pytest

from storage import ChangeRefused, NewEvidence, NotFound, RecordEntry, Study

TEXT = """Site notice of the week

Decision report

Nobody came. The council was late.
"""


@pytest.fixture
def uid(empty_study: Study, tmp_path: Path) -> str:
    (tmp_path / "page.txt").write_text(TEXT, encoding="utf-8")
    (file,) = empty_study.import_paths([tmp_path / "page.txt"]).files
    return file.document or ""


def test_a_corrected_kind_cuts_the_text_anew_and_moves_no_passage(
    empty_study: Study, uid: str
) -> None:
    record = empty_study.add_record(uid, RecordEntry("finding", {}, (NewEvidence(3, 9),)))
    before = empty_study.text(uid).segmentation

    empty_study.set_kind(uid, "spso_decision")

    after = empty_study.text(uid)
    assert empty_study.document(uid).kind == "spso_decision"
    assert before.boilerplate == ()
    assert [after.text[one.start : one.end] for one in after.segmentation.boilerplate] == [
        "Site notice of the week"
    ]
    assert empty_study.record(record.uid) == record
    assert next(empty_study.history()).summary == "Kind changed from other to spso_decision."
    assert list(empty_study.verify()) == []


def test_a_corrected_kind_is_taken_back_and_made_again(empty_study: Study, uid: str) -> None:
    before = empty_study.text(uid)
    empty_study.set_kind(uid, "spso_decision")
    after = empty_study.text(uid)

    empty_study.undo(uid)
    undone = (empty_study.document(uid).kind, empty_study.text(uid))
    empty_study.redo(uid)

    assert undone == ("other", before)
    assert (empty_study.document(uid).kind, empty_study.text(uid)) == ("spso_decision", after)


def test_unknown_kinds_and_the_same_one_are_refused(empty_study: Study, uid: str) -> None:
    with pytest.raises(NotFound, match="no kind novel"):
        empty_study.set_kind(uid, "novel")
    with pytest.raises(ChangeRefused, match="of the kind other already"):
        empty_study.set_kind(uid, "other")
