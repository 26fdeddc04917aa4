"""A half-filled form waits until its record is saved, and goes in the same moment."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.exc import DatabaseError

from storage import NotFound, RecordEntry, Study

Entry = Callable[..., RecordEntry]


def test_a_draft_goes_with_the_record_that_it_became(
    study: Study, april: str, finding: Entry
) -> None:
    study.save_draft(april, "half a finding")
    record = study.add_record(april, finding(), ends_draft=True)
    after_adding = study.draft(april)
    study.save_draft(april, "half a change")
    study.change_record(record.uid, finding(), ends_draft=True)

    assert after_adding is None
    assert study.draft(april) is None


def test_another_forms_draft_is_left_alone(study: Study, april: str, finding: Entry) -> None:
    study.save_draft(april, "half a finding")
    record = study.add_record(april, finding())
    study.change_record(record.uid, finding())

    draft = study.draft(april)
    assert draft is not None
    assert draft.payload == "half a finding"


def test_a_refused_record_leaves_its_draft(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding())
    study.remove_record(record.uid)
    study.save_draft(april, "half a change")

    with pytest.raises(NotFound):
        study.change_record(record.uid, finding(), ends_draft=True)

    assert study.draft(april) is not None


def test_record_and_draft_change_together_or_not_at_all(
    store: Path, opened: Callable[..., Study], april: str, finding: Entry
) -> None:
    study = opened(store)
    study.save_draft(april, "half a finding")
    with closing(sqlite3.connect(store)) as raw:
        raw.execute(
            "CREATE TRIGGER keep_drafts BEFORE DELETE ON draft "
            "BEGIN SELECT RAISE(ABORT, 'drafts are kept'); END"
        )

    with pytest.raises(DatabaseError, match="drafts are kept"):
        study.add_record(april, finding(), ends_draft=True)

    assert study.coding(april).records == ()
