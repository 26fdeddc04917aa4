"""Texts cut anew: with later rules, and without what a publisher repeats."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import ChangeRefused, NewEvidence, NotFound, Progress, RecordEntry, Study
from storage.documents import SEGMENTATION_VERSION
from storage.study import segmenting

FURNITURE = "Kept by the county archive at Ardley"
Imported = Callable[..., list[str]]


def letter(number: int, furniture: str = FURNITURE) -> str:
    return f"Letter {number}\n\nNobody came on day {number} of May.\n\n{furniture}\n"


@pytest.fixture
def imported(empty_study: Study, tmp_path: Path) -> Imported:
    """Imports texts, one document each, and gives their uids in study order."""

    def write(*texts: str) -> list[str]:
        before = len(list(tmp_path.glob("*.txt")))
        files = [tmp_path / f"{before + place}.txt" for place in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        report = empty_study.import_paths(files)
        return [file.document or "" for file in report.files]

    return write


def boilerplate(study: Study, uid: str) -> list[str]:
    text = study.text(uid)
    return [text.text[part.start : part.end] for part in text.segmentation.boilerplate]


def age(study: Study, uid: str, **changes: object) -> None:
    """Make a document's stored cut one of an older version."""
    with closing(sqlite3.connect(study.store)) as connection:
        mine = "document_id = (SELECT id FROM document WHERE uid = ?)"
        (stored,) = connection.execute(
            f"SELECT segmentation FROM document_text WHERE {mine}", (uid,)
        ).fetchone()
        older = json.dumps({**json.loads(stored), "v": 0, **changes}, separators=(",", ":"))
        connection.execute(
            f"UPDATE document_text SET segmentation = ?, segmentation_version = 0 WHERE {mine}",
            (older, uid),
        )
        connection.commit()


def test_an_import_leaves_out_what_its_publisher_repeats(
    empty_study: Study, imported: Imported
) -> None:
    uids = imported(*map(letter, range(6)), letter(7, "Something else entirely"))

    assert [boilerplate(empty_study, uid) for uid in uids] == [[FURNITURE]] * 6 + [[]]
    assert list(empty_study.verify()) == []


def test_four_documents_repeat_nothing_until_a_fifth_comes(
    empty_study: Study, imported: Imported
) -> None:
    uids = imported(*map(letter, range(4)))
    before = [boilerplate(empty_study, uid) for uid in uids]

    uids += imported(letter(5))

    assert before == [[]] * 4
    assert [boilerplate(empty_study, uid) for uid in uids] == [[FURNITURE]] * 5


def test_a_later_import_knows_what_was_left_out_before(
    empty_study: Study, imported: Imported
) -> None:
    imported(*map(letter, range(6)))

    (uid,) = imported(letter(8))

    assert boilerplate(empty_study, uid) == [FURNITURE]


def test_a_line_of_fewer_than_a_third_stays(empty_study: Study, imported: Imported) -> None:
    others = [letter(number, f"Nobody else says {number}") for number in range(5, 16)]
    uids = imported(*map(letter, range(5)), *others)

    assert boilerplate(empty_study, uids[0]) == []


def test_an_older_cut_is_opened_and_made_anew(empty_study: Study, imported: Imported) -> None:
    first, second = imported(letter(1), letter(2))
    age(empty_study, first, sentences=[0, 8], pages=[0, 10], given=[0, 8])
    opened = empty_study.open_document(first).text.segmentation

    report = empty_study.segment()

    cut = empty_study.text(first).segmentation
    assert (opened.version, len(opened.sentences)) == (0, 1)
    assert (report.documents, report.cut) == (2, 1)
    assert (cut.version, len(cut.sentences)) == (SEGMENTATION_VERSION, 3)
    assert cut.pages == (0, 10)
    assert boilerplate(empty_study, first) == ["Letter 1"]


def test_cutting_anew_moves_no_passage_and_is_one_change(
    empty_study: Study, imported: Imported
) -> None:
    uids = imported(*map(letter, range(3)))
    entry = RecordEntry("finding", {}, (NewEvidence(10, 20), NewEvidence(0, 5)))
    record = empty_study.add_record(uids[0], entry)
    for uid in uids:
        age(empty_study, uid)
    before = len(list(empty_study.history()))

    report = empty_study.segment()

    assert empty_study.record(record.uid) == record
    history = list(empty_study.history())
    assert (len(history), history[0].uid, history[0].summary) == (
        before + 1,
        report.change,
        "3 documents cut anew.",
    )
    assert list(empty_study.verify()) == []


def test_what_is_cut_as_it_should_be_stays_and_is_no_change(
    empty_study: Study, imported: Imported
) -> None:
    uids = imported(*map(letter, range(6)))
    before = list(empty_study.history())

    again, named = empty_study.segment(), empty_study.segment([uids[0]])

    assert (again.documents, again.cut, again.change) == (6, 0, None)
    assert (named.documents, named.cut) == (1, 0)
    assert list(empty_study.history()) == before


def test_only_the_documents_named_are_cut_anew(empty_study: Study, imported: Imported) -> None:
    uids = imported(letter(1), letter(2))
    for uid in uids:
        age(empty_study, uid)

    assert empty_study.segment([uids[1]]).cut == 1
    versions = [empty_study.text(uid).segmentation.version for uid in uids]
    assert versions == [0, SEGMENTATION_VERSION]


def test_an_unknown_document_is_refused(empty_study: Study) -> None:
    with pytest.raises(NotFound):
        empty_study.segment(["nothing"])


def test_cutting_anew_is_not_taken_back(empty_study: Study, imported: Imported) -> None:
    (uid,) = imported(letter(1))
    age(empty_study, uid)
    change = empty_study.segment().change

    assert change is not None
    with pytest.raises(ChangeRefused, match="stay so; no passage moved"):
        empty_study.undo_change(change)


def test_an_import_can_still_be_taken_back(empty_study: Study, imported: Imported) -> None:
    imported(*map(letter, range(6)))
    change = next(empty_study.history())

    empty_study.undo_change(change.uid)

    assert empty_study.overview().documents == 0


def test_what_was_done_before_an_interruption_is_told(
    empty_study: Study, imported: Imported, monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = imported(*map(letter, range(60)))
    for uid in uids:
        age(empty_study, uid)

    def stop(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty_study.segment(progress=stop)

    done = [uid for uid in uids if empty_study.text(uid).segmentation.version]
    assert 0 < len(done) < 60
    assert next(empty_study.history()).summary == f"{len(done)} documents cut anew."


def test_a_large_publisher_is_judged_by_a_sample(
    empty_study: Study, imported: Imported, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segmenting, "SAMPLE", 6)
    uids = imported(*map(letter, range(20)))

    assert [boilerplate(empty_study, uid) for uid in uids] == [[FURNITURE]] * 20
