"""Many records changed at once, and taken back as one."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    ChangeRefused,
    Missing,
    NewEvidence,
    NotFound,
    Progress,
    RecordEntry,
    RecordQuery,
    Study,
    ValueRefused,
    WiderChange,
)


def answers(study: Study, field: str) -> list[object]:
    rows = study.records_page(RecordQuery("finding")).rows
    return [row.values.get(field) for row in rows]


@pytest.fixture
def three(study: Study, april: str, may: str, finding: Callable[..., RecordEntry]) -> list[str]:
    """uids of a delay with its length and a silence in April, and a mistake in May."""
    tied = NewEvidence(30, 40, "length")
    return [
        study.add_record(april, finding(0, 10, tied, fault="delay", length="long")).uid,
        study.add_record(april, finding(21, 30)).uid,
        study.add_record(may, finding(0, 10, fault="mistake")).uid,
    ]


def test_one_answer_for_many_is_one_change_and_one_undo(study: Study, three: list[str]) -> None:
    change = study.change_answers(three, "code", "slow")

    assert change.summary == "Code of 3 findings set to slow."
    assert change.document is None
    assert answers(study, "code") == ["slow"] * 3
    study.undo_change(change.uid)
    assert answers(study, "code") == [None] * 3
    assert list(study.verify()) == []


def test_a_value_is_told_as_its_label_is_written(study: Study, three: list[str]) -> None:
    change = study.change_answers(three[:2], "fault", "mistake")

    assert change.summary == "Fault of 2 findings set to Mistake."


def test_a_change_within_one_document_is_that_documents(
    study: Study, april: str, three: list[str]
) -> None:
    change = study.change_answers(three[:1], "code", "slow")

    assert (change.document, change.summary) == (april, "Code of Finding F1 set to slow.")
    study.undo(april)
    assert answers(study, "code") == [None] * 3


def test_an_undo_in_a_document_names_the_wider_change_before_it(
    study: Study, april: str, three: list[str]
) -> None:
    study.change_answers(three[:1], "code", "late")
    wide = study.change_answers(three, "code", "slow")

    with pytest.raises(WiderChange, match=r"changed since. «Code of 3 findings set to slow.» was"):
        study.undo(april)
    study.undo_change(wide.uid)
    assert study.undo(april).summary == "Undone: Code of Finding F1 set to late."


def test_an_undo_where_only_a_load_is_left_names_it(
    study: Study, april: str, tmp_path: Path
) -> None:
    line = {"type": "finding", "document": {"source_name": "april.txt"}, "values": {}}
    lines = tmp_path / "lines.jsonl"
    quote = study.text(april).text[:10]
    lines.write_text(json.dumps({**line, "evidence": [{"quote": quote}]}), encoding="utf-8")
    study.annotate(lines)

    with pytest.raises(WiderChange, match=r"nothing of yours left to undo .* «.*» was done in"):
        study.undo(april)


def test_what_is_not_asked_any_more_goes_and_its_passage_stays(
    study: Study, three: list[str]
) -> None:
    study.change_answers(three, "fault", "silence")
    record = study.record(three[0])

    assert record.values == {"fault": "silence"}
    assert [(each.start, each.field) for each in record.evidence] == [(0, None), (30, None)]


def test_who_is_not_asked_stays_as_it_was(study: Study, three: list[str]) -> None:
    change = study.change_answers(three, "length", "nine weeks")

    assert answers(study, "length") == ["nine weeks", None, None]
    assert change.summary.endswith("set to nine weeks. 2 that are not asked it stay as they were.")
    with pytest.raises(ChangeRefused, match="is not asked here"):
        study.change_answers(three[1:], "length", "nine weeks")


def test_answers_are_cleared_or_missing(study: Study, three: list[str]) -> None:
    study.change_answers(three, "fault", Missing.UNCLEAR)
    assert answers(study, "fault") == [Missing.UNCLEAR] * 3
    study.change_answers(three, "fault", None)

    assert answers(study, "fault") == [None] * 3
    with pytest.raises(ChangeRefused, match="is that already"):
        study.change_answers(three, "fault", None)


def test_a_change_that_is_stopped_changes_nothing(study: Study, three: list[str]) -> None:
    class Stopped(Exception):
        pass

    def stop(progress: Progress) -> None:
        if progress.done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        study.change_answers(three, "code", "slow", progress=stop)

    assert answers(study, "code") == [None] * 3


def test_wrong_answers_and_mixed_records_are_refused(
    study: Study, april: str, three: list[str], remedy: Callable[..., RecordEntry]
) -> None:
    other = study.add_record(april, remedy(0, 10)).uid

    with pytest.raises(ValueRefused, match="none of its values"):
        study.change_answers(three, "fault", "rudeness")
    with pytest.raises(NotFound, match="no field falt"):
        study.change_answers(three, "falt", "delay")
    with pytest.raises(ChangeRefused, match="one type"):
        study.change_answers([*three, other], "fault", "delay")
    assert answers(study, "fault") == ["delay", "silence", "mistake"]


def test_many_are_removed_with_their_links_and_come_back_as_one(
    study: Study, april: str, three: list[str], remedy: Callable[..., RecordEntry]
) -> None:
    study.add_record(april, remedy(0, 10), {"redresses": three[:2]})
    change = study.remove_records(three)

    assert change.summary == "3 findings removed. 2 links went with them."
    assert answers(study, "fault") == []
    study.undo_change(change.uid)
    assert len(answers(study, "fault")) == 3
    assert list(study.verify()) == []
