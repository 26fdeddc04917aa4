"""Half-typed memos without a document: kept for their owner, let go when they are saved."""

import stat
from pathlib import Path

import pytest

from tui.kept_memos import KeptMemos


def test_each_coder_and_study_has_its_own(tmp_path: Path) -> None:
    anna, bert, other = (
        KeptMemos(store, coder, tmp_path / "state")
        for store, coder in (("a.db", "anna"), ("a.db", "bert"), ("b.db", "anna"))
    )
    anna.keep("", "A thought.")
    anna.keep("uid", "Another.")
    bert.keep("", "His own.")
    anna.let_go("uid")

    assert [each.read() for each in (anna, bert, other)] == [
        {"": "A thought."},
        {"": "His own."},
        {},
    ]
    assert stat.S_IMODE(anna.file.stat().st_mode) == 0o600


def test_nothing_stays_when_all_is_saved(tmp_path: Path) -> None:
    kept = KeptMemos("a.db", "anna", tmp_path / "state")
    kept.keep("", "A thought.")
    kept.let_go("")

    assert list((tmp_path / "state").iterdir()) == []


@pytest.mark.parametrize("content", ["", "[1]", '{"a": 1}', "\udcff"])
def test_a_damaged_file_is_no_file(tmp_path: Path, content: str) -> None:
    kept = KeptMemos("a.db", "anna", tmp_path)
    kept.file.write_bytes(content.encode("utf-8", "surrogateescape"))

    assert kept.read() == {}


def test_where_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = KeptMemos("a.db", "anna", tmp_path / "file")
    kept.keep("", "A thought.")

    assert kept.read() == {}
