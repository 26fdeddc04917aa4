"""A coder's copy: blind for real, theirs only, and for coding only."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    ChangeRefused,
    HandedOut,
    HandOut,
    NewEvidence,
    Passage,
    Progress,
    RecordEntry,
    RenameValue,
    StoreExists,
    Study,
)
from storage.database import core, tables
from storage.database.hand_out import COPIED, LEFT_OUT

SECRET = "Zyzzogeton"
"""A word that only another coder writes."""

OTHER = "quirinus"
"""Who that is."""


@pytest.fixture(scope="module")
def handed(small_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A study in which anna and ben coded, and anna's copy of it."""
    folder = tmp_path_factory.mktemp("handed")
    store = Path(shutil.copy(small_template, folder / "study.db"))
    with Study.open(store, coder=OTHER) as study:
        first, second = (each.uid for each in study.documents().rows[:2])
        entry = RecordEntry(
            "finding", {"fault": "delay", "length": SECRET, "code": SECRET}, (NewEvidence(0, 9),)
        )
        record = study.add_record(first, entry)
        study.remove_record(study.add_record(second, entry).uid)
        study.set_variable(first, "topic", SECRET, note=SECRET)
        study.add_memo("record", record.uid, SECRET)
        study.add_memo("passage", first, SECRET, passage=Passage(0, 4))
        study.flag(first, SECRET)
        study.exclude(second, SECRET)
        study.save_draft(first, SECRET)
        study.dismiss_proposal(study.find_document("ardley-21-004-117.txt").uid, "reference")
    with Study.open(store, coder="anna") as study:
        own = study.add_record(
            first, RecordEntry("finding", {"fault": "silence"}, (NewEvidence(0, 4),))
        )
        study.add_memo("record", own.uid, "Mine.")
        # A change of anna's that tells what another answered: that moved with it.
        study.edit_codebook(RenameValue("finding", "fault", "delay", "late"))
        study.hand_out(folder / "anna.db", coder="anna")
    return store, folder / "anna.db"


@pytest.fixture
def copy(handed: tuple[Path, Path], opened: Callable[..., Study], tmp_path: Path) -> Study:
    """Anna's copy, opened by her."""
    return opened(Path(shutil.copy(handed[1], tmp_path / "anna.db")))


def test_no_table_of_a_copy_has_a_row_of_anybody_else(handed: tuple[Path, Path]) -> None:
    with closing(sqlite3.connect(handed[1])) as connection:
        (coder,) = connection.execute("SELECT id FROM coder").fetchone()
        tables_ = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        words = "".join(
            repr(connection.execute(f'SELECT * FROM "{name}"').fetchall()) for name in tables_
        )
        owners = {
            name: {row[0] for row in connection.execute(f'SELECT DISTINCT coder_id FROM "{name}"')}
            for name in tables_
            if "coder_id" in getattr(core.BY_NAME.get(name), "c", ())
        }

    assert len(tables_) > 25
    assert SECRET not in words
    assert OTHER not in words
    assert all(found <= {coder, 0, None} for found in owners.values())
    assert owners["record"] == owners["memo"] == owners["change"] == {coder}


def test_no_byte_of_a_copy_is_of_anybody_else(handed: tuple[Path, Path]) -> None:
    store, copy = (path.read_bytes() for path in handed)

    for word in (SECRET, SECRET.lower(), OTHER):
        assert word.encode() not in copy
    assert SECRET.encode() in store
    assert OTHER.encode() in store
    assert b"Mine." in copy
    assert list(handed[1].parent.glob("*.db-*")) == list(handed[1].parent.glob(".*")) == []


def test_every_table_is_copied_in_part_or_left_out() -> None:
    assert {*COPIED, *LEFT_OUT} == set(tables.metadata.tables)


def test_a_copy_has_the_documents_the_queue_and_the_own_work(
    handed: tuple[Path, Path], copy: Study, opened: Callable[..., Study]
) -> None:
    study = opened(handed[0])
    documents = study.documents().rows

    assert copy.documents().rows == documents
    for document in documents:
        assert copy.coding(document.uid) == study.coding(document.uid)
        assert copy.text(document.uid) == study.text(document.uid)
    assert copy.codebook() == study.codebook()
    assert list(copy.verify()) == []
    copy.undo(documents[0].uid)
    assert copy.coding(documents[0].uid).memos == ()


def test_a_copy_opens_as_its_coder_only(handed: tuple[Path, Path]) -> None:
    with pytest.raises(HandedOut, match="was handed out to anna") as refused:
        Study.open(handed[1], coder="ben")

    assert refused.value.coder == "anna"


DEEDS: tuple[Callable[[Study], object], ...] = (
    lambda study: study.import_paths([Path(study.store).parent]),
    lambda study: study.erase(study.documents().rows[0].uid, "because"),
    lambda study: study.remove_documents([study.documents().rows[0].uid]),
    lambda study: study.group([each.uid for each in study.documents().rows]),
    lambda study: study.ungroup([study.documents().rows[0].uid]),
    lambda study: study.sample(1),
    lambda study: study.segment(),
    lambda study: study.set_kind(study.documents().rows[0].uid, "other"),
    lambda study: study.set_cues(on=False),
    lambda study: study.set_codebook(study.codebook().source),
    lambda study: study.edit_codebook(RenameValue("finding", "fault", "late", "delay")),
    lambda study: study.revert_codebook(),
    lambda study: study.hand_out(Path(study.store).with_name("x.db"), coder="anna"),
    lambda study: study.merge([Path(study.store)]),
    lambda study: study.add_coder("cleo"),
    lambda study: study.open_round("main"),
    lambda study: study.undo_change(
        next(each.uid for each in study.history() if each.action == "import")
    ),
)


def test_what_concerns_everybody_is_not_done_in_a_copy(copy: Study) -> None:
    before = list(copy.history())

    for deed in DEEDS:
        with pytest.raises(ChangeRefused, match="anna's copy; .* the study that it was handed out"):
            deed(copy)
    assert list(copy.history()) == before


def test_nobody_elses_coding_is_loaded_into_a_copy(copy: Study, tmp_path: Path) -> None:
    lines = tmp_path / "lines.jsonl"
    lines.write_text(
        '{"type": "finding", "coder": "ben", "document": {"source_name": "april.txt"}, '
        '"evidence": [{"start": 0, "end": 4}]}\n',
        encoding="utf-8",
    )

    with pytest.raises(Exception, match="takes their own coding only"):
        copy.annotate(lines)
    assert copy.annotate(lines, coder="anna").added == 1


def test_somebody_new_joins_the_study_with_their_copy(
    study: Study, opened: Callable[..., Study], tmp_path: Path
) -> None:
    told = study.hand_out(tmp_path / "cleo.db", coder="cleo")

    assert told == HandOut("cleo", documents=4, records=0, is_new=True)
    assert "cleo" in study.coders()
    assert opened(tmp_path / "cleo.db", "cleo").next_to_do() is not None
    assert next(iter(study.history())).summary == "Copy handed out to cleo."


def test_a_copy_never_overwrites_a_file(study: Study, tmp_path: Path) -> None:
    there = tmp_path / "there.db"
    there.write_text("mine")

    with pytest.raises(StoreExists, match="something at"):
        study.hand_out(there, coder="anna")
    assert there.read_text() == "mine"


def test_a_copy_that_is_stopped_leaves_nothing(study: Study, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()

    def stop(_progress: Progress) -> None:
        raise KeyboardInterrupt

    history = list(study.history())
    with pytest.raises(KeyboardInterrupt):
        study.hand_out(folder / "anna.db", coder="anna", progress=stop)
    assert list(folder.iterdir()) == []
    assert list(study.history()) == history
