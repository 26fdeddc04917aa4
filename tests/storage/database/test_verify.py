"""Verify finds what was altered behind the program's back, and nothing else."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import NewEvidence, RecordEntry, Study


@pytest.fixture
def coded(study: Study, april: str, may: str) -> Study:
    """A study with something of everything in it."""
    passages = (NewEvidence(0, 9), NewEvidence(22, 54))
    finding = study.add_record(april, RecordEntry("finding", {"fault": "delay"}, passages))
    remedy = RecordEntry("remedy", {}, (NewEvidence(0, 4),))
    study.add_record(may, remedy, {"redresses": [finding.uid]})
    study.set_variable(april, "topic", "rooms", evidence=[NewEvidence(0, 4)])
    study.add_memo("document", april, "Look again.")
    study.flag(may, "?")
    return study


def alter(store: Path, *statements: str) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        for statement in statements:
            changed = connection.execute(statement).rowcount
            assert changed != 0, statement


def found(study: Study) -> list[str]:
    return [f"{problem.what} | {problem.where}" for problem in study.verify()]


def test_an_untouched_study_is_clean(coded: Study) -> None:
    assert found(coded) == []


ALTERED = {
    "a text": (
        "UPDATE document_text SET text = replace(text, 'April', 'March') WHERE text LIKE '%April%'",
        "the text is not the one that was imported",
    ),
    "a text and its index": (
        "UPDATE document_text SET text = '' WHERE document_id = 1",
        "the text is not the one that was imported",
    ),
    "a hash": (
        "UPDATE document SET text_sha256 = 'abc' WHERE id = 1",
        "the text is not the one that was imported",
    ),
    "a length": (
        "UPDATE document SET n_characters = 7 WHERE id = 1",
        "the text is not the one that was imported",
    ),
    "a lost text": (
        "DELETE FROM document_text WHERE document_id = 1",
        "a document has no text",
    ),
    "a segmentation past the end": (
        """UPDATE document_text SET segmentation =
        '{"v":1,"sections":[],"paragraphs":[],"sentences":[0,9999],"boilerplate":[]}'
        WHERE document_id = 1""",
        "the segmentation",
    ),
    "a segmentation out of order": (
        """UPDATE document_text SET segmentation =
        '{"v":1,"sections":[],"paragraphs":[],"sentences":[5,9,0,4],"boilerplate":[]}'
        WHERE document_id = 1""",
        "the segmentation",
    ),
    "a segmentation that is none": (
        "UPDATE document_text SET segmentation = 'x' WHERE document_id = 1",
        "the segmentation",
    ),
    "a segmentation without its parts": (
        "UPDATE document_text SET segmentation = '{}' WHERE document_id = 1",
        "the segmentation",
    ),
    "a passage": (
        'UPDATE evidence SET start = 5000, "end" = 6000 WHERE id = 1',
        "passage 5000-6000 is not in its text",
    ),
    "a passage's document": (
        "UPDATE evidence SET document_id = 2 WHERE record_id = 1",
        "a passage is of another document",
    ),
    "a record without passages": (
        "DELETE FROM evidence WHERE record_id = 1",
        "a record has no passage",
    ),
    "a value without items": (
        "DELETE FROM field_value WHERE variable_value_id IS NOT NULL",
        "a variable's value is empty",
    ),
    "a link to a removed record": (
        "UPDATE record SET removed_at = 'then' WHERE type = 'finding'",
        "a link leads to a removed record",
    ),
    "a total": (
        "UPDATE total SET n = n + 1 WHERE name = 'records'",
        "the total is 2, counted are 1",
    ),
    "a lost total": ("DELETE FROM total WHERE name = 'documents'", "the total is 0, counted are 4"),
    "a change's summary": (
        "UPDATE change SET summary = 'Nothing.' WHERE id = 2",
        "the history was altered",
    ),
    "a change's time": ("UPDATE change SET at = '2001' WHERE id = 2", "the history was altered"),
    "a change's content": (
        "UPDATE change SET payload = '{}' WHERE id = 2",
        "the history was altered",
    ),
    "a change's content taken away": (
        "UPDATE change SET payload = NULL WHERE id = 2",
        "the history was altered",
    ),
    "a lost change": ("DELETE FROM change WHERE id = 3", "the history has a gap"),
    "the first change lost": ("DELETE FROM change WHERE id = 1", "the history has a gap"),
    "the latest change lost": (
        "DELETE FROM change WHERE id = (SELECT max(id) FROM change)",
        "changes",
    ),
    "a coder's name": ("UPDATE coder SET name = 'zoe'", "the history was altered"),
    "a proposal": (
        'UPDATE proposal SET start = 90000, "end" = 90001 '
        "WHERE id = (SELECT max(id) FROM proposal WHERE start IS NOT NULL)",
        "a recognised passage 90000-90001 is not in its text",
    ),
}


@pytest.mark.parametrize(("statement", "said"), ALTERED.values(), ids=list(ALTERED))
def test_what_was_altered_is_found(coded: Study, store: Path, statement: str, said: str) -> None:
    alter(store, statement)

    assert any(said in problem for problem in found(coded)), found(coded)


REWRITTEN = {
    "a record's answer": (
        "UPDATE field_value SET text = 'silence' WHERE record_id = 1",
        "the finding 1 is not as change 2 of anna left it: code it again",
    ),
    "a record's note": ("UPDATE record SET note = 'x' WHERE id = 1", "the finding 1 is not as"),
    "a record's passage": (
        "UPDATE evidence SET start = 23 WHERE start = 22",
        "the finding 1 is not as change 2 of anna left it",
    ),
    "a variable's value": (
        "UPDATE field_value SET text = 'food' WHERE text = 'rooms'",
        "the value of topic is not as change 4 of anna left it",
    ),
    "a memo": ("UPDATE memo SET text = 'Do not look.'", "a memo is not as change 5 of anna"),
    "a link": ("UPDATE link SET removed_at = '2026'", "a link was taken away"),
    "a removed memo": ("UPDATE memo SET removed_at = '2026'", "a memo was taken away"),
    "a lost memo": ("DELETE FROM memo", "a memo is gone"),
    "a reason": (
        "UPDATE review SET flag_reason = '!' WHERE flag_reason IS NOT NULL",
        "the state is not as change 6 of anna left it",
    ),
    "a state": (
        "UPDATE review SET status = 'done' WHERE document_id = (SELECT max(id) FROM document)",
        "the state came without any change that tells of it",
    ),
    "a state undone": (
        "UPDATE review SET flag_reason = NULL, status = 'todo', codebook_id = NULL",
        "the state is not as change 6 of anna left it",
    ),
    "a memo from elsewhere": (
        """INSERT INTO memo (uid, "on", target, coder_id, text, created_at, updated_at)
        SELECT 'u', 'study', uid, 1, 'x', '', '' FROM study""",
        "a memo came without any change that tells of it: remove it",
    ),
}


@pytest.mark.parametrize(("statement", "said"), REWRITTEN.values(), ids=list(REWRITTEN))
def test_coding_that_no_change_tells_of_is_found(
    coded: Study, store: Path, statement: str, said: str
) -> None:
    alter(store, statement)

    (problem,) = [each for each in found(coded) if "total" not in each]
    assert problem.startswith(said)


def test_coding_that_was_altered_is_right_again_once_it_is_coded_again(
    coded: Study, store: Path, april: str
) -> None:
    (record,) = coded.coding(april).records
    alter(store, "UPDATE field_value SET text = 'silence' WHERE record_id = 1")
    passages = (NewEvidence(0, 9), NewEvidence(22, 54))
    coded.change_record(record.uid, RecordEntry("finding", {"fault": "delay"}, passages))

    assert found(coded) == []


def test_what_a_load_brought_is_held_against_the_history_once_it_is_changed(
    coded: Study, store: Path, april: str, tmp_path: Path
) -> None:
    passage = {"document": {"source_name": "april.txt"}, "evidence": [{"start": 0, "end": 9}]}
    lines = [
        {"type": "finding", "values": {"fault": fault}} | passage for fault in ("delay", "silence")
    ]
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    coded.annotate(file)
    _, second, third = coded.coding(april).records
    coded.change_record(third.uid, RecordEntry("finding", {"fault": "delay"}, (NewEvidence(0, 9),)))
    alter(store, f"UPDATE record SET note = 'x' WHERE uid IN ('{second.uid}', '{third.uid}')")

    assert [problem.split(" | ")[1] for problem in found(coded)] == [
        f"record {third.uid}, document {april}"
    ]
    alter(store, f"UPDATE record SET removed_at = '2026' WHERE uid = '{second.uid}'")
    assert f"the finding {second.number} was taken away" in "".join(found(coded))


def test_a_problem_names_where_it_is(coded: Study, store: Path, april: str) -> None:
    alter(store, "UPDATE document_text SET text = 'x' WHERE document_id = 1")

    assert f"document {april} (april.txt)" in found(coded)[0]


def test_a_row_that_points_nowhere_is_found(coded: Study, store: Path) -> None:
    alter(store, "UPDATE evidence SET record_id = 999 WHERE id = 1")

    assert any("points at nothing | table evidence" in problem for problem in found(coded))


def test_a_word_that_the_index_lost_is_found(coded: Study, store: Path) -> None:
    alter(
        store,
        "INSERT INTO text_search(text_search, rowid, text) "
        "SELECT 'delete', document_id, text FROM document_text WHERE document_id = 1",
    )

    assert any("search" in problem for problem in found(coded))


def test_damage_to_the_file_is_found(coded: Study, store: Path) -> None:
    coded.close()
    content = bytearray(store.read_bytes())
    start = content.index(b"Nobody answered him")
    page = start // 4096 * 4096
    content[page : page + 8] = b"\xff" * 8
    store.write_bytes(bytes(content))

    with Study.open(store, coder="anna") as damaged:
        first = next(damaged.verify())

    assert first.what == "the file is damaged"


def test_the_work_of_several_coders_is_clean(
    store: Path, opened: Callable[..., Study], april: str, finding: Callable[..., RecordEntry]
) -> None:
    for name in ("anna", "ben", "zoe"):
        opened(store, name).add_record(april, finding())

    assert found(opened(store)) == []


def test_history_is_canonical_json(coded: Study, store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection:
        payloads = [payload for (payload,) in connection.execute("SELECT payload FROM change")]

    spelled = [
        json.dumps(json.loads(each), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        for each in payloads
    ]
    assert payloads == spelled
