"""New versions of the codebook: what they do to coded data is declared, shown first, and no more."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    ChangeRefused,
    CodebookError,
    Missing,
    NewEvidence,
    RecordEntry,
    Study,
    ValueRefused,
)

Entry = Callable[..., RecordEntry]


def edited(text: str, *changes: tuple[str, str], version: str = "2.0") -> str:
    for old, new in (('version = "1.0"', f'version = "{version}"'), *changes):
        assert old in text, old
        text = text.replace(old, new)
    return text


def migration(action: str, field: str, source: str, target: str = "") -> str:
    to = f'to = ["{target}"]\n' if target else ""
    return f'\n[[migration]]\nin = "{field}"\naction = "{action}"\nfrom = ["{source}"]\n{to}'


SILENCE = '{ name = "silence", label = "Silence", code = 2 }'
MISTAKE = '{ name = "mistake", label = "Mistake", code = 3 }'


def contents(store: Path) -> list[object]:
    """Every row of the store."""
    with closing(sqlite3.connect(store)) as connection:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        return [connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]


def test_a_new_version_is_in_force_and_records_keep_theirs(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    first = study.add_record(april, finding())

    change = study.set_codebook(edited(codebook_text))

    second = study.add_record(april, finding())
    assert (change.version, change.moved, study.codebook().version) == ("2.0", 0, "2.0")
    assert study.record(first.uid).codebook_version == "1.0"
    assert second.codebook_version == "2.0"
    assert [version for version, _ in study.codebook_versions()] == ["1.0", "2.0"]


def test_a_value_that_keeps_its_code_takes_its_data_along(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    moved = study.add_record(april, finding(fault="silence"))
    other = study.add_record(april, finding(fault="mistake"))
    new = edited(codebook_text, (SILENCE, SILENCE.replace('"silence"', '"no_answer"')))

    change = study.set_codebook(new)

    assert change.moved == 1
    assert any("no_answer" in step for step in change.steps)
    assert study.record(moved.uid).values == {"fault": "no_answer"}
    assert study.record(other.uid).values == {"fault": "mistake"}
    assert list(study.verify()) == []


def test_merged_values_keep_every_record(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    for fault in ("silence", "mistake", "delay", Missing.UNCLEAR):
        study.add_record(april, finding(fault=fault))
    new = edited(codebook_text, (f"  {MISTAKE},\n", ""))
    new += migration("merge", "finding.fault", "mistake", "silence")

    change = study.set_codebook(new)

    faults = [record.values["fault"] for record in study.coding(april).records]
    assert change.moved == 1
    assert faults == ["silence", "silence", "delay", Missing.UNCLEAR]


def test_a_retired_value_stays_in_the_data_and_takes_no_new_answers(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    record = study.add_record(april, finding(fault="silence"))
    new = edited(codebook_text, (SILENCE, SILENCE.replace(" }", ", retired = true }")))

    study.set_codebook(new)

    assert study.record(record.uid).values == {"fault": "silence"}
    with pytest.raises(ValueRefused, match="retired"):
        study.add_record(april, finding(fault="silence"))
    assert study.change_record(record.uid, finding(0, 4, fault="silence")).values == {
        "fault": "silence"
    }


def test_a_split_value_is_listed_to_look_at_again(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    study.add_record(april, finding(fault="silence"))
    study.add_record(april, finding(fault="delay"))
    parts = (
        '{ name = "never", label = "Never", code = 8 }, { name = "late", label = "Late", code = 9 }'
    )
    new = edited(codebook_text, (SILENCE, SILENCE.replace(" }", f", values = [ {parts} ] }}")))
    new += migration("split", "finding.fault", "silence", 'never", "late')

    change = study.set_codebook(new)

    assert (change.moved, change.in_doubt) == (0, 1)


def test_an_open_field_becomes_a_choice_with_its_data(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    record = study.add_record(april, finding(code="Long wait"))
    new = edited(
        codebook_text,
        (
            'label = "Code"\ntype = "open"',
            'label = "Code"\ntype = "choice"\n'
            'values = [ { name = "long_wait", label = "Long wait", code = 1 } ]',
        ),
    )

    assert study.set_codebook(new).moved == 1
    assert study.record(record.uid).values == {"code": "long_wait"}


def test_an_answer_that_cannot_follow_changes_nothing(
    study: Study, store: Path, april: str, finding: Entry, codebook_text: str
) -> None:
    study.add_record(april, finding(code="Long wait"))
    before = contents(store)
    new = edited(codebook_text, ('label = "Code"\ntype = "open"', 'label = "Code"\ntype = "date"'))

    with pytest.raises(ValueRefused, match="Long wait"):
        study.set_codebook(new)

    assert contents(store) == before


def test_a_renamed_field_takes_answers_and_passages_along(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    answered = study.add_record(april, finding(0, 4, NewEvidence(5, 9, "code"), code="x"))
    only_tied = study.add_record(april, finding(0, 4, NewEvidence(5, 9, "code")))
    new = edited(codebook_text, ('name = "code"', 'name = "theme"'))

    study.set_codebook(new)

    assert study.record(answered.uid).values == {"theme": "x"}
    for uid in (answered.uid, only_tied.uid):
        assert [spot.field for spot in study.record(uid).evidence] == [None, "theme"]


def test_a_renamed_variable_takes_its_values_along(
    study: Study, april: str, codebook_text: str
) -> None:
    study.set_variable(april, "topic", "rooms", evidence=[NewEvidence(0, 4)])
    new = edited(codebook_text, ('name = "topic"', 'name = "subject"'))

    study.set_codebook(new)

    value = study.coding(april).variables["subject"]
    assert (value.value, value.evidence[0].start) == ("rooms", 0)


def test_a_dry_run_says_everything_and_changes_nothing(
    study: Study, store: Path, april: str, finding: Entry, codebook_text: str
) -> None:
    study.add_record(april, finding(fault="silence"))
    before = contents(store)
    new = edited(codebook_text, (SILENCE, SILENCE.replace('"silence"', '"no_answer"')))

    told = study.set_codebook(new, dry_run=True)

    assert contents(store) == before
    assert study.codebook().version == "1.0"
    done = study.set_codebook(new)
    assert (told.version, told.differences, told.steps, told.moved) == (
        done.version,
        done.differences,
        done.steps,
        done.moved,
    )
    assert (told.change is None, done.change is None) == (True, False)


def test_the_codebook_in_force_is_not_set_again(study: Study, codebook_text: str) -> None:
    with pytest.raises(ChangeRefused, match="in force already"):
        study.set_codebook(codebook_text)


@pytest.mark.parametrize("later", [False, True])
def test_a_version_is_one_codebook_for_ever(study: Study, codebook_text: str, later: bool) -> None:
    if later:
        study.set_codebook(edited(codebook_text))
    other = edited(codebook_text, ('label = "Silence"', 'label = "No reply"'), version="1.0")

    with pytest.raises(ChangeRefused, match="version 1.0, which this study has had"):
        study.set_codebook(other)


def test_an_earlier_codebook_may_come_back(study: Study, codebook_text: str) -> None:
    study.set_codebook(edited(codebook_text))

    study.set_codebook(codebook_text)

    assert study.codebook().version == "1.0"
    assert len(study.codebook_versions()) == 2


def test_a_text_that_is_no_codebook_changes_nothing(study: Study, store: Path) -> None:
    before = contents(store)

    with pytest.raises(CodebookError, match="[Ll]ine 1"):
        study.set_codebook("[codebook")

    assert contents(store) == before


def test_a_provisional_value_can_be_chosen_at_once(
    study: Study, april: str, finding: Entry
) -> None:
    value = study.add_provisional_value("finding", "fault", "Lost papers")

    record = study.add_record(april, finding(fault=value.name))
    assert (value.name, value.provisional, study.codebook().version) == ("lost_papers", True, "1.1")
    assert record.codebook_version == "1.1"


def test_a_provisional_value_may_be_a_variables(study: Study, april: str) -> None:
    value = study.add_provisional_value(None, "outcome", "Sent back")

    assert study.set_variable(april, "outcome", value.name).value == "sent_back"


def test_a_provisional_value_that_is_there_is_refused(study: Study) -> None:
    with pytest.raises(ValueRefused, match="already a value"):
        study.add_provisional_value("finding", "fault", "silence")


def test_after_one_was_taken_back_the_next_has_a_version_of_its_own(study: Study) -> None:
    study.add_provisional_value("finding", "fault", "Lost papers")
    study.undo_change(next(study.history(limit=1)).uid)

    study.add_provisional_value("finding", "fault", "Rude letter")

    versions = [version for version, _ in study.codebook_versions()]
    assert len(set(versions)) == len(versions) == 3
    assert study.codebook().record_type("finding").field("fault").value("lost_papers") is None


def test_what_the_codebook_requires_is_listed_and_keeps_a_document_open(
    study: Study, april: str, finding: Entry
) -> None:
    record = study.add_record(april, finding(fault="delay"))

    missing = study.missing(april)

    assert [(answer.what, answer.name, answer.record) for answer in missing] == [
        ("variable", "outcome", None),
        ("field", "length", record.uid),
        ("record_type", "remedy", None),
    ]
    with pytest.raises(ChangeRefused, match="cannot be done yet: Outcome is required"):
        study.finish(april)
    assert study.document(april).status == "in_progress"


def test_a_field_that_is_not_asked_is_not_missed(study: Study, april: str, finding: Entry) -> None:
    study.add_record(april, finding(fault="silence"))

    assert "length" not in [answer.name for answer in study.missing(april)]


def test_a_missing_value_is_an_answer(study: Study, april: str, finding: Entry) -> None:
    study.set_variable(april, "outcome", Missing.NOT_STATED)
    study.add_record(april, finding(fault=Missing.UNCLEAR))

    assert [answer.name for answer in study.missing(april)] == ["remedy"]


def test_a_variable_is_required_of_the_kinds_that_it_is_asked_for(
    study: Study, april: str, ardley: str, codebook_text: str
) -> None:
    study.set_codebook(
        edited(
            codebook_text, ("required = true\nvalues = [\n  { name = \"upheld\"",
                            "required = true\nkinds = [\"lgsco_decision\"]\nvalues = [\n  { name = \"upheld\"")
        )
    )  # fmt: skip

    assert "outcome" not in [answer.name for answer in study.missing(april)]
    assert "outcome" in [answer.name for answer in study.missing(ardley)]
