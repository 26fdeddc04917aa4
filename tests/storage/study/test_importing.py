import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import seeds
from storage import Basis, ImportReport, Progress, SourceError, Study

Letter = Callable[..., Path]


@pytest.fixture
def letter(tmp_path: Path) -> Letter:
    """Writes a file in the folder to import."""

    def write(name: str, content: str | bytes = "Dear Sir, nobody came.") -> Path:
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


def results(report: ImportReport) -> dict[str, str]:
    return {Path(file.path).name: file.result for file in report.files}


def reason(report: ImportReport, name: str) -> str:
    return next(file.reason for file in report.files if Path(file.path).name == name)


def test_the_sample_cases_are_read_recognised_and_findable(sample_study: Study) -> None:
    decision = sample_study.find_document("ardley-21-004-117.txt")

    assert sample_study.overview().documents == len(list(seeds.sample_cases().iterdir()))
    assert (decision.kind, decision.reference, decision.outcome) == (
        "lgsco_decision",
        "21 004 117",
        "upheld",
    )
    assert set(sample_study.coding(decision.uid).proposals) >= {"respondent", "reference"}
    assert sample_study.coding(decision.uid).variables == {}
    assert list(sample_study.verify()) == []


def test_an_import_is_one_change_and_every_document_is_to_do(
    empty_study: Study, letter: Letter
) -> None:
    folder = letter("a.txt", "One letter.").parent
    letter("b.txt", "Another letter.")

    report = empty_study.import_paths([folder])

    (change,) = empty_study.history()
    assert (change.uid, change.summary) == (report.change, "2 documents imported.")
    assert empty_study.overview().statuses["todo"] == 2


def test_files_are_named_by_their_place_in_the_folder(empty_study: Study, letter: Letter) -> None:
    letter("2021/b.txt", "One letter.")
    letter("2020/a.txt", "Another letter.")
    single = letter("c.txt", "A third one.")

    empty_study.import_paths([single.parent, single])

    names = [document.source_name for document in empty_study.documents().rows]
    assert names == ["c.txt", "2020/a.txt", "2021/b.txt"]


def test_the_stored_text_is_normal_and_what_was_done_is_told(
    empty_study: Study, letter: Letter
) -> None:
    path = letter("a.txt", "\ufeffCafe\u0301\r\nopen\rtoday \x1b[2J[/bold]\x07\tnow".encode())

    report = empty_study.import_paths([path])

    text = empty_study.text(report.files[0].document or "").text
    assert text == unicodedata.normalize("NFC", text)
    assert text == "Café\nopen\ntoday [2J[/bold]\tnow"
    assert "control characters" in report.files[0].reason


def test_a_text_that_is_there_is_not_doubled(study: Study, letter: Letter, april: str) -> None:
    again = letter("april.txt", study.text(april).text)
    renamed = letter("copy.txt", study.text(april).text)

    report = study.import_paths([again, renamed])

    assert results(report) == {"april.txt": "skipped", "copy.txt": "skipped"}
    assert [file.document for file in report.files] == [april, april]
    assert reason(report, "copy.txt") == "the same text as april.txt, already there"
    assert (report.change, study.overview().documents) == (None, 4)


def test_equal_texts_of_one_import_are_one_document(empty_study: Study, letter: Letter) -> None:
    folder = letter("a.txt").parent
    letter("b.txt")

    report = empty_study.import_paths([folder])

    assert results(report) == {"a.txt": "read", "b.txt": "skipped"}
    assert reason(report, "b.txt") == "the same text as a.txt, already there"


def test_a_removed_text_stays_removed(study: Study, letter: Letter, april: str) -> None:
    path = letter("april.txt", study.text(april).text)
    study.remove_documents([april])

    report = study.import_paths([path])

    assert "undo that in the history" in reason(report, "april.txt")
    assert study.overview().documents == 3


def test_an_erased_text_stays_erased(study: Study, letter: Letter, april: str) -> None:
    path = letter("april.txt", study.text(april).text)
    study.erase(april, "asked to")

    report = study.import_paths([path])

    assert reason(report, "april.txt") == "erased from the study earlier, for good"
    assert study.overview().documents == 3


def test_what_cannot_be_read_is_refused_by_name_and_the_rest_goes_on(
    empty_study: Study, letter: Letter, tmp_path: Path
) -> None:
    folder = letter("fine.txt").parent
    letter("empty.txt", "")
    letter("binary.txt", b"abc\0def")
    letter("paper.txt", b"%PDF-1.7 ...")
    letter("huge.txt", b"word " * 10_100_000)
    letter("picture.png", b"\x89PNG")
    letter(".hidden.txt")
    (folder / "dangling.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "new\nline.txt").write_text("A letter with an odd name.")
    with open(os.fsencode(folder) + b"/caf\xe9.txt", "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("A letter with an old name.")

    report = empty_study.import_paths([folder, tmp_path / "none.txt"])

    assert results(report) == {
        "fine.txt": "read",
        "empty.txt": "refused",
        "binary.txt": "refused",
        "paper.txt": "refused",
        "huge.txt": "refused",
        "picture.png": "skipped",
        "dangling.txt": "refused",
        "pipe.txt": "refused",
        "none.txt": "refused",
        "new\nline.txt": "refused",
        "caf?.txt": "refused",
    }
    assert "empty.txt is empty" in reason(report, "empty.txt")
    assert "too large" in reason(report, "huge.txt")
    assert "a pipe" in reason(report, "pipe.txt")
    assert [document.source_name for document in empty_study.documents().rows] == ["fine.txt"]


def test_a_dry_run_says_the_same_and_changes_nothing(
    empty_study: Study, letter: Letter, empty_store: Path
) -> None:
    folder = letter("a.txt").parent
    for number in range(40):
        letter(f"b{number:02}.txt", f"Letter {number}.")
    letter("z.txt")
    before = list(empty_study.history()), empty_study.overview()

    dry = empty_study.import_paths([folder], dry_run=True)

    assert (list(empty_study.history()), empty_study.overview()) == before
    assert dry.change is None
    real = empty_study.import_paths([folder])
    told = [(file.path, file.result, file.reason, file.title) for file in dry.files]
    assert told == [(file.path, file.result, file.reason, file.title) for file in real.files]
    assert results(dry)["z.txt"] == "skipped"


def test_progress_is_told_in_files(empty_study: Study, letter: Letter) -> None:
    heard: list[Progress] = []
    folder = letter("a.txt").parent
    letter("b.txt", "Another.")

    empty_study.import_paths([folder], progress=heard.append)

    assert heard == [Progress(1, 2, "files"), Progress(2, 2, "files")]


def test_many_files_are_read_by_several_processes_in_their_order(
    empty_study: Study, letter: Letter
) -> None:
    for number in range(210):
        letter(f"{number:03}.txt", f"Letter {number} to the office.")
    folder = letter("x.txt", "").parent

    report = empty_study.import_paths([folder])

    assert (report.count("read"), report.count("refused")) == (210, 1)
    documents = empty_study.documents(limit=210).rows
    assert [document.source_name for document in documents] == [f"{n:03}.txt" for n in range(210)]
    assert len(list(empty_study.history())) == len({c.uid for c in empty_study.history()})
    assert list(empty_study.verify()) == []
    empty_study.undo_change(report.change or "")
    assert empty_study.overview().documents == 0


def test_new_documents_are_to_do_for_everybody(
    store: Path, opened: Callable[..., Study], letter: Letter
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    ben.join()

    anna.import_paths([letter("new.txt")])

    assert anna.overview().statuses["todo"] == ben.overview().statuses["todo"] == 5


def test_after_a_draw_new_documents_are_no_part_of_it(study: Study, letter: Letter) -> None:
    study.sample(2, by=None, seed=1)

    study.import_paths([letter("new.txt")])

    assert study.overview().statuses["todo"] == 2


def table(folder: Path, text: str) -> Path:
    path = folder / "about.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def test_metadata_name_variables_case_title_kind_and_source(
    empty_study: Study, letter: Letter, tmp_path: Path
) -> None:
    folder = letter("a.txt", "One letter.").parent
    letter("b.txt", "Another letter.")
    about = table(
        tmp_path,
        "source_name,outcome,respondent,weeks,case,title,kind,url,retrieved_on\n"
        'a.txt,Upheld,A | B,9,K1,"First, of two",press_ombudsman,https://a.example,2022-01-02\n'
        "b.txt,,,,K1,,,,\n",
    )

    empty_study.import_paths([folder], metadata=about)

    first, second = empty_study.documents().rows
    variables = empty_study.coding(first.uid).variables
    assert {name: value.value for name, value in variables.items()} == {
        "outcome": "upheld",
        "respondent": ("A", "B"),
        "weeks": 9,
    }
    assert {value.basis for value in variables.values()} == {Basis.STATED}
    assert (first.title, first.kind, first.url) == (
        "First, of two",
        "press_ombudsman",
        "https://a.example",
    )
    assert first.case == second.case
    assert first.case_size == 2
    assert empty_study.coding(second.uid).variables == {}


def test_an_import_with_metadata_is_taken_back_and_brought_again(
    empty_study: Study, letter: Letter, tmp_path: Path
) -> None:
    about = table(tmp_path, "source_name,outcome\na.txt,upheld\n")
    report = empty_study.import_paths([letter("a.txt")], metadata=about)
    (document,) = empty_study.documents().rows
    before = empty_study.coding(document.uid)

    undone = empty_study.undo_change(report.change or "")
    assert empty_study.overview().documents == 0
    empty_study.undo_change(undone.uid)

    assert empty_study.coding(document.uid) == before


def test_a_case_of_an_earlier_import_goes_on(
    empty_study: Study, letter: Letter, tmp_path: Path
) -> None:
    about = table(tmp_path, "file,case\na.txt,K1\nb.txt,K1\n")
    empty_study.import_paths([letter("a.txt", "One letter.")], metadata=about)

    empty_study.import_paths([letter("b.txt", "Another letter.")], metadata=about)

    first, second = empty_study.documents().rows
    assert first.case == second.case


def test_a_row_without_a_file_is_told(empty_study: Study, letter: Letter, tmp_path: Path) -> None:
    about = table(tmp_path, "source_name,title\nz.txt,Zed\n")

    report = empty_study.import_paths([letter("a.txt")], metadata=about)

    assert "not among the files" in reason(report, "z.txt")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,outcome\na.txt,upheld\n", "no column source_name"),
        ("source_name,colour\na.txt,red\n", "column colour, which is no variable"),
        ("source_name,outcome\na.txt,lost\n", "line 2, column outcome: «lost»"),
        ("source_name,title\na.txt,A\na.txt,B\n", "line 3: an earlier row is about a.txt"),
        ("source_name,title\na.txt,A, and B\n", "line 2: there are more cells than columns"),
        ("source_name,title,title\na.txt,A,B\n", "two columns of one name"),
        ("source_name,kind\na.txt,letter\n", "line 2: there is no kind letter; there are lgsco"),
        ('source_name,title\na.txt,"A\n', "no UTF-8 CSV"),
        ("", "no column source_name"),
    ],
)
def test_wrong_metadata_are_named_and_nothing_is_imported(
    empty_study: Study, letter: Letter, tmp_path: Path, content: str, said: str
) -> None:
    with pytest.raises(SourceError, match=said):
        empty_study.import_paths([letter("a.txt")], metadata=table(tmp_path, content))

    assert empty_study.overview().documents == 0


def test_metadata_that_are_no_text_are_refused(
    empty_study: Study, letter: Letter, tmp_path: Path
) -> None:
    (tmp_path / "about.csv").write_bytes(b"source_name,title\na.txt,caf\xe9\n")

    with pytest.raises(SourceError, match="no UTF-8 CSV"):
        empty_study.import_paths([letter("a.txt")], metadata=tmp_path / "about.csv")
