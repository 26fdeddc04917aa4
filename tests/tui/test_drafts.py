from pathlib import Path

from tui.drafts import Drafts


def test_what_is_held_is_there_again_in_the_next_program(tmp_path: Path) -> None:
    first, second = Drafts(), Drafts()
    first.keep_in(tmp_path / "new")
    first.hold("doc", "half")
    first.hold("doc", "half typed “so”")
    first.hold("other", "more")
    first.let_go("other", "older")
    second.keep_in(tmp_path / "new")

    assert second.held() == {"doc": "half typed “so”", "other": "more"}


def test_what_the_store_has_is_in_no_file_any_more(tmp_path: Path) -> None:
    drafts = Drafts()
    drafts.keep_in(tmp_path)
    drafts.hold("doc", "half")
    drafts.let_go("doc", "half")

    assert list(tmp_path.iterdir()) == []


def test_files_that_cannot_be_read_or_written_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff")
    (tmp_path / "y.json").write_text("[1]")
    drafts = Drafts()
    drafts.keep_in(tmp_path)
    drafts.keep_in(tmp_path / "x.json" / "below")
    drafts.hold("doc", "half")

    assert drafts.held() == {"doc": "half"}
