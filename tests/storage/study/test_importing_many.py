"""Files of many documents, and files that mean harm: what comes into the study, and what is told."""

import csv
import errno
import io
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage import ImportedFile, ImportReport, Progress, Study

PROSE = (
    "The office waited {} weeks before it answered her letter. It did not say why, nobody told her "
    "what would happen next, and her son had no place at a school all that time."
)
Write = Callable[[str, str | bytes], Path]
Children = Callable[[], set[int]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "in"


@pytest.fixture
def write(folder: Path) -> Write:
    """Writes a file into the folder to import."""

    def written(name: str, content: str | bytes) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return written


def table(rows: list[list[str]]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def packed(**members: str | bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_", "."), content)
    return file.getvalue()


def corpus(n: int) -> str:
    rows = [[f"Ash {number} Council", PROSE.format(number)] for number in range(1, n + 1)]
    return table([["council", "text"], *rows])


def lines(report: ImportReport, folder: Path) -> dict[str, ImportedFile]:
    """What is told, by the path below the folder."""
    return {file.path.removeprefix(f"{folder}/"): file for file in report.files}


def sources(study: Study) -> list[str]:
    return [document.source_name for document in study.documents(limit=500).rows]


def test_every_document_of_a_file_has_its_name_and_its_line(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.csv", corpus(3))
    write("b.zip", packed(x_txt=PROSE.format(40), y_txt=PROSE.format(50)))
    write("c.txt", PROSE.format(60))

    told = lines(empty_study.import_paths([folder]), folder)

    names = ["a.csv#row 2", "a.csv#row 3", "a.csv#row 4", "b.zip/x.txt", "b.zip/y.txt", "c.txt"]
    assert sources(empty_study) == list(told) == names
    assert told["a.csv#row 2"].within == str(folder / "a.csv")
    assert told["b.zip/x.txt"].within == str(folder / "b.zip")
    assert told["c.txt"].within is None
    assert list(empty_study.verify()) == []


def test_all_that_a_folder_holds_comes_back_after_an_undo(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.csv", corpus(30))
    report = empty_study.import_paths([folder])
    undone = empty_study.undo_change(report.change or "")

    assert sources(empty_study) == []
    empty_study.undo_change(undone.uid)
    assert len(sources(empty_study)) == 30


def test_a_row_that_is_no_document_is_refused_and_the_rest_goes_on(
    empty_study: Study, write: Write, folder: Path
) -> None:
    long = "word " * 400_000
    rows = [["council", "text"], ["A", PROSE.format(1)], ["B", ""], ["C", long]]
    write("a.csv", table([*rows, ["D", PROSE.format(2)]]))

    told = lines(empty_study.import_paths([folder]), folder)

    results = {name: file.result for name, file in told.items()}
    assert results == {
        "a.csv#row 2": "read",
        "a.csv#row 3": "refused",
        "a.csv#row 4": "refused",
        "a.csv#row 5": "read",
    }
    assert "2,000,000 characters" in told["a.csv#row 4"].reason


def test_what_the_columns_are_taken_for_is_told_before_anything_is_stored(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.csv", corpus(3))

    (dry,) = empty_study.import_paths([folder], dry_run=True).tables

    assert (dry.path, dry.text, dry.is_guess) == (str(folder / "a.csv"), "text", True)
    assert dict(dry.keys) == {"council": "respondent"}
    assert sources(empty_study) == []


def test_the_column_of_the_texts_can_be_chosen(
    empty_study: Study, write: Write, folder: Path
) -> None:
    rows = [["text", "summary"], [PROSE.format(1), "It was a short tale."]]
    write("a.csv", table([*rows, [PROSE.format(2), "So was this one."]]))

    report = empty_study.import_paths([folder], text_column="Summary")

    assert empty_study.text(report.files[0].document or "").text == "It was a short tale."
    assert not report.tables[0].is_guess


def test_columns_that_the_codebook_knows_are_proposed_and_never_data(
    empty_study: Study, write: Write, folder: Path
) -> None:
    rows = [["weeks", "case", "text"], ["9", "K1", PROSE.format(1)], ["lots", "K1", "Short. " * 30]]
    write("a.csv", table(rows))

    empty_study.import_paths([folder])

    first, second = empty_study.documents().rows
    assert empty_study.coding(first.uid).proposals["weeks"].value == 9
    assert "weeks" not in empty_study.coding(second.uid).proposals
    assert empty_study.coding(first.uid).variables == {}


def test_a_metadata_file_may_name_a_document_of_a_file(
    empty_study: Study, write: Write, folder: Path, tmp_path: Path
) -> None:
    write("a.csv", corpus(2))
    about = tmp_path / "about.csv"
    about.write_text("source_name,title\na.csv#row 3,The third line\na.csv#row 9,None\n")

    report = empty_study.import_paths([folder], metadata=about)

    titles = [document.title for document in empty_study.documents().rows]
    assert titles[1] == "The third line"
    assert report.files[-1].path == "a.csv#row 9"
    assert "not among the files" in report.files[-1].reason


def test_a_document_that_is_in_two_files_is_there_once(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.txt", PROSE.format(1))
    write("b.zip", packed(a_txt=PROSE.format(1), b_txt=PROSE.format(2)))

    told = lines(empty_study.import_paths([folder]), folder)

    assert told["b.zip/a.txt"].result == "skipped"
    assert told["b.zip/a.txt"].reason == "the same text as a.txt, already there"
    assert sources(empty_study) == ["a.txt", "b.zip/b.txt"]


def test_progress_is_told_within_a_file_of_many(
    empty_study: Study, write: Write, folder: Path
) -> None:
    heard: list[Progress] = []
    write("a.csv", corpus(120))

    empty_study.import_paths([folder], progress=heard.append)

    assert heard[-1] == Progress(1, 1, "files")
    assert Progress(0, 1, "files, 100 documents of a.csv") in heard


class Stopped(Exception):  # noqa: N818
    """The user stops an import."""


def test_an_import_that_is_stopped_leaves_no_process_behind(
    empty_study: Study, write: Write, folder: Path, children: Children
) -> None:
    write("a.zip", packed(**{f"{n}_txt": PROSE.format(n) for n in range(300)}))
    write("b.zip", packed(**{f"{n}_txt": PROSE.format(-n) for n in range(300)}))

    def stop(_progress: Progress) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        empty_study.import_paths([folder], progress=stop)

    assert not children()


HARM = {
    "truncated.zip": packed(a_txt=PROSE * 20)[:-60],
    "bomb.zip": packed(a_txt=b"0" * 30_000_000),
    "letter.docx": packed(a_txt=PROSE),
    "torn.docx": packed(**{"[Content_Types]_xml": "<Types/>", "word/document_xml": "<w:document"}),
    "pretending.pdf": b"%PDF-1.7\n" + b"\0\1\2" * 1000,
    "pretending.xlsx": b"PK\x03\x04" + b"\0" * 300,
    "no_text_column.csv": "a,b\n1,2\n3,4\n5,6\n",
    "binary.txt": bytes(range(256)) * 10,
    "empty.csv": "",
    "odd.jsonl": '{"text": ' + "[" * 100_000,
    "page.html": "<html><body>" + "<script>" * 1000,
}
"""Files that cannot be read, by name."""


def test_every_file_that_means_harm_costs_a_sentence_and_nothing_else(
    empty_study: Study, write: Write, folder: Path
) -> None:
    for name, content in HARM.items():
        write(name, content)
    write("fine.txt", PROSE.format(1))

    report = empty_study.import_paths([folder])

    refused = [file for file in report.files if file.result == "refused"]
    assert sources(empty_study) == ["fine.txt"]
    assert len(refused) == len(HARM) == len(report.files) - 1
    for file in refused:
        assert file.reason.endswith(".")
        assert "\n" not in file.reason
        assert len(file.reason) < 300


def test_any_depth_of_tags_is_only_a_page(empty_study: Study, write: Write, folder: Path) -> None:
    write("a.html", "<html><body>" + "<div>" * 100_000 + PROSE + "</div>" * 100_000)

    report = empty_study.import_paths([folder])

    assert report.count("read") == 1


def test_a_name_says_nothing_about_a_file(empty_study: Study, write: Write, folder: Path) -> None:
    write("archive.txt", packed(a_txt=PROSE.format(1)))
    write("page.pdf", f"<!doctype html><html><body><p>{PROSE.format(2)}</p></body></html>")
    write("lines.txt", "".join(json.dumps({"text": PROSE.format(n)}) + "\n" for n in (3, 4)))

    empty_study.import_paths([folder])

    assert sources(empty_study) == [
        "archive.txt/a.txt",
        "lines.txt#line 1",
        "lines.txt#line 2",
        "page.pdf",
    ]


def test_what_may_not_be_read_is_refused(
    empty_study: Study, write: Write, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("shut/a.txt", PROSE)
    write("b.txt", PROSE)
    write("c.txt", PROSE)
    shut, scandir, opened = folder / "shut", os.scandir, Path.open

    # The superuser, as whom these tests may run, is refused nothing: so the system is spoken for.
    def listed(path: str) -> Iterator[os.DirEntry[str]]:
        if Path(path) == shut:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    def opening(path: Path, *arguments: object, **options: object) -> object:
        if path.name == "b.txt":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(os, "scandir", listed)
    monkeypatch.setattr(Path, "open", opening)
    report = empty_study.import_paths([folder])

    told = {name: file.result for name, file in lines(report, folder).items()}
    assert told == {"b.txt": "refused", "c.txt": "read", "shut": "refused"}
    assert all(
        "Permission denied" in file.reason for file in report.files if file.result == "refused"
    )


def test_a_place_that_cannot_be_looked_at_is_refused(empty_study: Study, folder: Path) -> None:
    folder.mkdir()
    (folder / "loop").symlink_to("loop")

    report = empty_study.import_paths([folder / ("long" * 100), folder / "loop" / "a.txt"])

    assert [file.result for file in report.files] == ["refused"] * 2
    assert "File name too long" in report.files[0].reason


def test_a_file_of_one_object_that_is_refused_has_its_own_name(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.jsonl", json.dumps({"text": "word " * 400_000}))

    (file,) = empty_study.import_paths([folder]).files

    assert (file.path, file.result, file.within) == (str(folder / "a.jsonl"), "refused", None)


def originals(study: Study) -> list[Path]:
    place = Path(f"{study.store}.originals")
    return sorted(place.iterdir()) if place.exists() else []


def test_originals_are_kept_once_for_each_file_and_for_nobody_else(
    empty_study: Study, write: Write, folder: Path
) -> None:
    table_file = write("a.csv", corpus(3))
    write("b.txt", PROSE)
    write("copy.txt", PROSE)
    write("empty.txt", "")

    empty_study.import_paths([folder], keep_originals=True)

    kept = originals(empty_study)
    assert sorted(path.suffix for path in kept) == [".csv", ".txt"]
    assert table_file.read_bytes() in [path.read_bytes() for path in kept]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert kept[0].parent.stat().st_mode & 0o777 == 0o700


def test_originals_are_kept_later_too_but_not_by_a_dry_run(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("b.txt", PROSE)
    empty_study.import_paths([folder])
    empty_study.import_paths([folder], keep_originals=True, dry_run=True)

    assert originals(empty_study) == []
    empty_study.import_paths([folder], keep_originals=True)
    assert len(originals(empty_study)) == 1


def test_what_was_erased_is_not_kept_again(empty_study: Study, write: Write, folder: Path) -> None:
    write("b.txt", PROSE)
    report = empty_study.import_paths([folder], keep_originals=True)
    erased = empty_study.erase(report.files[0].document or "", "asked to")

    assert (erased.original, erased.others) == (True, 0)
    empty_study.import_paths([folder], keep_originals=True)
    assert originals(empty_study) == []


def test_erasing_one_of_many_takes_the_original_of_all(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("a.csv", corpus(3))
    write("b.txt", PROSE)
    report = empty_study.import_paths([folder], keep_originals=True)

    erased = empty_study.erase(report.files[0].document or "", "asked to")

    assert (erased.original, erased.others) == (True, 2)
    assert [path.suffix for path in originals(empty_study)] == [".txt"]
    assert empty_study.overview().documents == 3


def test_a_study_without_originals_erases_as_before(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("b.txt", PROSE)
    report = empty_study.import_paths([folder])

    assert not empty_study.erase(report.files[0].document or "", "asked to").original


def test_the_studys_own_copies_and_tables_are_no_documents(
    empty_study: Study, write: Write, folder: Path
) -> None:
    write("b.txt", PROSE)
    about = write("about.csv", "source_name,title\nb.txt,A letter\n")
    store = Path(empty_study.store)
    empty_study.import_paths([folder], metadata=about, keep_originals=True)

    assert sources(empty_study) == ["b.txt"]
    report = empty_study.import_paths([folder, store.parent], metadata=about)
    assert not [file for file in report.files if ".originals" in file.path]
    assert report.count("refused") == 0


def test_json_lines_in_a_folder_are_read_where_a_field_is_called_text(
    empty_study: Study, tmp_path: Path
) -> None:
    words = "The council had not told the family of their right to complain about it. " * 3
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "corpus.jsonl").write_text(json.dumps({"text": words}) + "\n")
    (folder / "labels.jsonl").write_text(json.dumps({"file": "a.txt", "notes": words + "!"}) + "\n")
    report = empty_study.import_paths([folder])

    assert report.count("read") == 1
    assert [file.path for file in report.files if file.result == "skipped"] == [
        str(folder / "labels.jsonl")
    ]
    assert empty_study.import_paths([folder / "labels.jsonl"]).count("read") == 1
