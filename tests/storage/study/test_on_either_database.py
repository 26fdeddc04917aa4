"""The core of what a study does, in a file and on a server: the same, whatever keeps it."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from storage import (
    DocumentQuery,
    HistoryQuery,
    NewEvidence,
    Passage,
    Place,
    RecordQuery,
    Status,
    Study,
)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(
    request: pytest.FixtureRequest, tmp_path: Path, opened: Callable[..., Study]
) -> Callable[..., Study]:
    """Opens the small study, in a file or on a server, as some coder."""
    if request.param == "postgresql":
        there = request.getfixturevalue("server_study")
        return lambda coder="anna": opened(there.url(coder), coder)
    template = request.getfixturevalue("small_template")
    path = Path(shutil.copy(template, tmp_path / "study.db"))
    return lambda coder="anna": opened(path, coder)


@pytest.fixture
def study(either: Callable[..., Study]) -> Study:
    """The small study, opened by anna."""
    return either()


@pytest.fixture
def april(study: Study) -> str:
    """The first of its documents."""
    return study.find_document("april.txt").uid


def findings(study: Study, **limits: Any) -> list[int]:
    """The numbers of the findings in a list."""
    page = study.records_page(RecordQuery("finding", **limits))
    return [row.number for row in page.rows]  # type: ignore[union-attr]


def test_a_record_is_saved_undone_and_redone(
    study: Study, april: str, finding: Callable[..., Any]
) -> None:
    made = study.add_record(april, finding(0, 10, NewEvidence(20, 30, "fault")))
    study.undo(april)
    gone = study.coding(april).records
    study.redo(april)

    assert gone == ()
    assert study.coding(april).records[0].evidence == made.evidence
    assert study.coding(april).records[0].values == {"fault": "silence"}
    assert list(study.verify()) == []


def test_a_record_is_changed_linked_and_removed(
    study: Study, april: str, finding: Callable[..., Any], remedy: Callable[..., Any]
) -> None:
    first = study.add_record(april, finding())
    second = study.add_record(april, remedy(5, 20))
    study.add_links(second.uid, "redresses", [first.uid])
    study.change_record(first.uid, finding(3, 9, fault="delay", affected=("child", "parent")))
    changed = study.coding(april).records[0]
    study.remove_record(first.uid)

    assert changed.values == {"fault": "delay", "affected": ("child", "parent")}
    assert [record.type for record in study.coding(april).records] == ["remedy"]
    assert [change.action for change in study.history()][0] == "remove record"


def test_variables_states_and_memos_are_kept(study: Study, april: str) -> None:
    study.set_variable(april, "outcome", "upheld")
    study.set_variable(april, "weeks", 9)
    study.flag(april, "Who is Mr A?")
    study.add_memo("document", april, "A memo")
    study.add_memo("passage", april, "Another", passage=Passage(3, 9))
    following = study.finish(april, ["finding", "remedy"])

    assert study.overview().statuses[Status.DONE] == 1
    assert study.overview().flagged == 1
    assert following == study.next_to_do(april)
    assert [memo.text for memo in study.memos()] == ["A memo", "Another"]
    assert dict(study.coding(april).variables)["weeks"].value == 9


def test_places_and_drafts_are_kept_and_overwritten(study: Study, april: str) -> None:
    for start in (3, 7):
        study.save_place(Place(april, start, "state"))
        study.save_draft(april, f"half {start}")

    assert study.last_place() == Place(april, 7, "state")
    assert study.draft(april).payload == "half 7"  # type: ignore[union-attr]
    study.drop_draft(april)
    assert study.draft(april) is None


def test_lists_are_walked_both_ways_in_one_order(study: Study, tmp_path: Path) -> None:
    for name in ("Zebra", "apple", "Émile", "Apple", "_x", "zebra"):
        (tmp_path / f"{name}.txt").write_text(f"{name}\n\nAbout {name}.", encoding="utf-8")
    study.import_paths(sorted(tmp_path.glob("*.txt")))
    for sort in ("position", "title", "date", "status"):
        query = DocumentQuery(sort=sort)
        page = study.documents(query, limit=4)
        walked = list(page.rows)
        while page.after:
            page = study.documents(query, cursor=page.after, limit=4)
            walked += page.rows
        back = list(page.rows)
        while page.before:
            page = study.documents(query, cursor=page.before, backwards=True, limit=4)
            back = [*page.rows, *back]

        assert len(walked) == 10
        assert back == walked
    titles = [row.title for row in study.documents(DocumentQuery(sort="title")).rows]
    assert titles == sorted(titles)


FILTERS = {
    "ardl": ["ardley-21-004-117.txt"],
    "ÁRDLEY": ["ardley-21-004-117.txt"],
    '"21 004"': ["ardley-21-004-117.txt"],
    '"004 21"': [],
    "may.txt": ["may.txt"],
    "council city": ["ardley-21-004-117.txt"],
    "'; DROP & | ! <-> :* \\ \"": [],
    "!!!": [],
}


def test_lists_are_filtered_by_words(study: Study) -> None:
    found = {
        words: [row.source_name for row in study.documents(DocumentQuery(filter=words)).rows]
        for words in FILTERS
    }

    assert found == FILTERS


SEARCHES = {
    "office": 2,
    "offic*": 2,
    '"office forgot"': 1,
    '"forgot office"': 0,
    "gave NEAR/3 room": 1,
    "gave NEAR/1 july": 0,
    "RÓOM": 2,
    "respondent:ardley 160": 0,
    "respondent:ardley carried": 0,
    "office status:todo": 2,
    "office status:done": 0,
    "/nine +weeks/": 1,
}


def test_texts_are_searched(study: Study) -> None:
    assert {line: len(study.search(line).hits) for line in SEARCHES} == SEARCHES


def test_records_are_found_by_their_words_and_labels(
    study: Study, april: str, finding: Callable[..., Any]
) -> None:
    study.add_record(april, finding(0, 10))
    study.add_record(april, finding(20, 41, fault="delay", length="nine weeks"))
    before = findings(study, filter="nine wee"), findings(study, filter="silen"), findings(study)
    study.change_record(study.coding(april).records[0].uid, finding(0, 10, fault="mistake"))

    assert before == ([1, 2], [1], [1, 2])
    assert findings(study, filter="silence") == []
    assert findings(study, filter="mistake") == [1]
    assert findings(study, by="fault", grouped=False) == [2, 1]


def test_a_dataset_goes_out_and_comes_back_the_same(
    either: Callable[..., Study],
    study: Study,
    april: str,
    finding: Callable[..., Any],
    tmp_path: Path,
) -> None:
    study.add_record(april, finding())
    study.add_record(april, finding(11, 20, fault="delay", affected=("child",)))
    study.set_variable(april, "outcome", "upheld")
    study.export(tmp_path / "out", format="jsonl")
    study.export(tmp_path / "tables")
    uids = [record.uid for record in study.coding(april).records]
    for uid in uids:
        study.remove_record(uid)
    lines = (
        (tmp_path / "out" / "records.jsonl")
        .read_text()
        .replace(uids[0], "one")
        .replace(uids[1], "two")
    )
    (tmp_path / "again.jsonl").write_text(lines)
    report = study.annotate(tmp_path / "again.jsonl")
    loaded = study.annotate(tmp_path / "again.jsonl")
    study.undo_change(next(iter(study.history())).uid)

    assert (report.added, loaded.added) == (2, 0)
    assert study.coding(april).records == ()
    assert study.add_record(april, finding()).number == 5
    assert list(study.verify()) == []
    with (tmp_path / "tables" / "findings.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["fault"] for row in rows] == ["silence", "delay"]
    assert [row["affected__child"] for row in rows] == ["", "1"]


def test_an_import_is_taken_back_whole(study: Study, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text("A new text about nothing.", encoding="utf-8")
    study.import_paths([tmp_path / "new.txt"])
    there = study.overview().documents
    study.undo_change(next(iter(study.history())).uid)

    assert (there, study.overview().documents) == (5, 4)
    assert study.search('"text about nothing"').hits == ()
    assert study.documents(DocumentQuery(filter="new")).rows == ()


def test_the_history_names_what_was_removed(study: Study, april: str) -> None:
    study.remove_documents([april])

    page = study.history_page(HistoryQuery())
    assert page.rows[0].document_title is not None
    assert len(page.rows) == 2


def test_a_coder_is_shown_their_own_work_only(
    either: Callable[..., Study], study: Study, april: str, finding: Callable[..., Any]
) -> None:
    study.add_record(april, finding())
    ben = either("ben")

    assert ben.coding(april).records == ()
    assert ben.overview().records["finding"] == 0
    assert findings(ben) == []
    assert ben.coders() == study.coders()
