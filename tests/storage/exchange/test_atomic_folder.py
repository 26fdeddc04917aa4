"""Folders that appear whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from storage.errors import ExportError
from storage.exchange import atomic_folder, write_csv, write_jsonl


def names(folder: Path) -> list[str]:
    """What a folder holds, hidden things too."""
    return sorted(path.name for path in folder.iterdir())


def test_the_folder_appears_only_when_it_is_finished(tmp_path: Path) -> None:
    target = tmp_path / "out"

    with atomic_folder(target) as partial:
        (partial / "file").write_text("content")
        seen_meanwhile = target.exists()

    assert not seen_meanwhile
    assert (names(tmp_path), names(target)) == (["out"], ["file"])


def test_folders_on_the_way_are_made_and_unmade_again(tmp_path: Path) -> None:
    with atomic_folder(tmp_path / "a" / "b"):
        pass
    with pytest.raises(KeyboardInterrupt), atomic_folder(tmp_path / "c" / "d" / "e"):
        raise KeyboardInterrupt

    assert names(tmp_path) == ["a"]
    assert names(tmp_path / "a") == ["b"]


@pytest.mark.parametrize("write", [write_csv, write_jsonl])
def test_an_earlier_export_is_replaced(tmp_path: Path, codebook, study, write) -> None:
    target = tmp_path / "out"
    study.document()
    study.record({})
    write_csv(target, codebook, [study.batch()])
    (target / ".DS_Store").write_text("")
    write_jsonl(target, codebook, [study.batch()])

    write(target, codebook, [study.batch()])

    assert names(tmp_path) == ["out"]
    assert ("findings.csv" in names(target)) == (write is write_csv)
    assert ("records.jsonl" in names(target)) == (write is write_jsonl)


def test_an_export_of_nothing_is_replaced_too(tmp_path: Path, codebook) -> None:
    write_jsonl(tmp_path / "out", codebook, [])
    write_csv(tmp_path / "out", codebook, [])
    write_csv(tmp_path / "out", codebook, [])

    assert "records.jsonl" not in names(tmp_path / "out")


@pytest.mark.parametrize("name", ["notes.txt", "findings.csv", "records.jsonl", ".secret"])
def test_a_folder_with_somebodys_file_is_refused_by_name(tmp_path: Path, codebook, name) -> None:
    target = tmp_path / "out"
    target.mkdir()
    (target / name).write_text("mine")

    with pytest.raises(ExportError, match=f"holds '{name}'"):
        write_csv(target, codebook, [])

    assert (target / name).read_text() == "mine"
    assert names(tmp_path) == ["out"]


def test_annotations_written_by_hand_are_no_export(tmp_path: Path, codebook) -> None:
    line = '{"type": "finding", "document": {"source_name": "a"}, "evidence": [{"quote": "b"}]}\n'
    for name in ("records.jsonl", "variables.jsonl"):
        (tmp_path / name).write_text(line)

    with pytest.raises(ExportError, match="not from an export"):
        write_jsonl(tmp_path, codebook, [])


def test_a_file_added_to_an_export_is_not_lost(tmp_path: Path, codebook) -> None:
    write_csv(tmp_path / "out", codebook, [])
    (tmp_path / "out" / "my-analysis.R").write_text("mine")

    with pytest.raises(ExportError, match="my-analysis.R"):
        write_csv(tmp_path / "out", codebook, [])

    assert (tmp_path / "out" / "my-analysis.R").read_text() == "mine"


def test_a_link_a_file_and_a_nonsense_name_are_refused(tmp_path: Path, codebook) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    refused = {
        tmp_path / "file": "is a file",
        tmp_path / "link": "symbolic link",
        tmp_path / "file" / "out": "could not be written",
        tmp_path / ("n" * 300): "could not be written",
        Path("a\0b"): "cannot be the name",
    }

    for target, why in refused.items():
        with pytest.raises(ExportError, match=why):
            write_csv(target, codebook, [])

    assert names(tmp_path) == ["file", "link"]


@pytest.mark.parametrize(
    ("number", "why"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EACCES, "no permission"),
        (errno.EROFS, "no permission"),
        (errno.EIO, "could not be written"),
    ],
)
def test_a_failure_in_the_middle_leaves_the_old_export(
    tmp_path: Path, codebook, study, number: int, why: str
) -> None:
    study.document()
    write_csv(tmp_path / "out", codebook, [study.batch()])
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}

    def failing():
        yield study.batch()
        raise OSError(number, os.strerror(number))

    with pytest.raises(ExportError, match=why):
        write_csv(tmp_path / "out", codebook, failing())

    assert names(tmp_path) == ["out"]
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@contextmanager
def as_somebody_without_rights() -> Iterator[None]:
    """Root may write everywhere, so root becomes nobody for a while."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_place_without_rights_is_refused(tmp_path: Path, codebook) -> None:
    tmp_path.chmod(0o500)

    with as_somebody_without_rights(), pytest.raises(ExportError, match="no permission"):
        write_csv(tmp_path / "out", codebook, [])


def test_the_current_folder_can_be_named_as_a_dot(tmp_path: Path, codebook, monkeypatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    write_csv(Path(), codebook, [])

    assert names(tmp_path) == ["here"]
    assert "documents.csv" in names(tmp_path / "here")
