"""Edits of the codebook on coded data: what moves, what is told, what comes back, what is in doubt."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from storage import (
    AddField,
    AddValue,
    AnswerPlace,
    ChangeRefused,
    ChangeValue,
    CodebookError,
    Counted,
    Edit,
    FieldType,
    MergeValues,
    Missing,
    MoveValues,
    NewEvidence,
    OpenToChoice,
    RecordEntry,
    RenameField,
    RenameValue,
    RetireValue,
    SplitValue,
    Study,
    ValueRefused,
)

Entry = Callable[..., RecordEntry]
Opened = Callable[..., Study]
FAULT = ("finding", "fault")
AFFECTED = ("finding", "affected")
MERGE = MergeValues(*FAULT, ("mistake",), "silence")
REDEFINED = ChangeValue(*FAULT, "silence", {"definition": "Nobody answered."})


def faults(study: Study, document: str) -> list[object]:
    return [record.values.get("fault") for record in study.coding(document).records]


def test_an_edit_is_a_new_version_and_told_before_it_is_done(
    study: Study, april: str, finding: Entry
) -> None:
    for fault in ("silence", "mistake", "mistake", Missing.UNCLEAR):
        study.add_record(april, finding(fault=fault))

    told = study.edit_codebook(MERGE, dry_run=True)
    assert (study.codebook().version, faults(study, april)[1]) == ("1.0", "mistake")
    done = study.edit_codebook(MERGE)

    assert (
        told.effects
        == done.effects
        == (
            "2 findings move from «Mistake» to «Silence».",
            "Afterwards they cannot be told from the 1 that had «Silence» before, "
            "unless this edit is taken back.",
        )
    )
    assert (done.version, done.moved, study.codebook().version) == ("1.1", 2, "1.1")
    assert faults(study, april) == ["silence", "silence", "silence", Missing.UNCLEAR]
    assert list(study.verify()) == []


def test_merged_values_come_apart_again(study: Study, april: str, finding: Entry) -> None:
    records = [study.add_record(april, finding(fault=each)) for each in ("silence", "mistake")]
    several = study.add_record(april, finding(affected=("parent", "child")))
    study.edit_codebook(MERGE)
    study.edit_codebook(MergeValues(*AFFECTED, ("parent",), "child"))
    assert study.record(several.uid).values["affected"] == ("child",)

    first, second = study.revert_codebook(), study.revert_codebook()

    assert (first.version, second.version) == ("1.3", "1.4")
    assert [study.record(record.uid).values["fault"] for record in records] == [
        "silence",
        "mistake",
    ]
    assert study.record(several.uid).values["affected"] == ("parent", "child")
    assert study.codebook().source == study.codebook_versions()[0][1].replace('"1.0"', '"1.4"')
    assert list(study.verify()) == []
    with pytest.raises(ChangeRefused, match="nothing to take back"):
        study.revert_codebook()


def test_what_was_coded_since_stays_as_it_was_coded(
    study: Study, april: str, finding: Entry
) -> None:
    merged = study.add_record(april, finding(fault="mistake"))
    study.edit_codebook(MERGE)
    later = study.add_record(april, finding(fault="silence"))
    study.change_record(merged.uid, finding(fault="delay"))

    study.revert_codebook()

    assert [study.record(each.uid).values["fault"] for each in (merged, later)] == [
        "delay",
        "silence",
    ]


def test_a_merge_of_everybody_is_taken_back_for_everybody(
    study: Study, store: Path, april: str, finding: Entry, opened: Opened
) -> None:
    ben = opened(store, "ben")
    his = ben.add_record(april, finding(fault="mistake"))
    study.edit_codebook(MERGE)
    assert ben.record(his.uid).values == {"fault": "silence"}

    ben.revert_codebook()

    assert ben.record(his.uid).values == {"fault": "mistake"}


def test_renamed_things_without_numbers_find_back(
    store: Path, opened: Opened, finding: Entry, codebook_text: str
) -> None:
    bare = "\n".join(line for line in codebook_text.split("\n") if not line.startswith("id = "))
    bare = bare.replace(", code = 2 }", " }").replace(", code = 3 }", " }")
    study = opened(store)
    study.set_codebook(bare.replace('"1.0"', '"2.0"'))
    document = study.documents().rows[0].uid
    record = study.add_record(document, finding(0, 4, NewEvidence(5, 9, "fault"), fault="silence"))
    study.edit_codebook(RenameField(*FAULT, "flaw"))
    study.edit_codebook(RenameValue("finding", "flaw", "silence", "no_answer"))
    assert study.record(record.uid).values == {"flaw": "no_answer"}

    study.revert_codebook()
    study.revert_codebook()

    back = study.record(record.uid)
    assert back.values == {"fault": "silence"}
    assert [passage.field for passage in back.evidence] == [None, "fault"]


def test_open_answers_become_values_and_are_their_own_words_again(
    study: Study, april: str, finding: Entry
) -> None:
    words = ("Long wait", "long  wait", "Rude | letter", Missing.NOT_STATED)
    records = [study.add_record(april, finding(code=each)) for each in words]

    done = study.edit_codebook(OpenToChoice("finding", "code"))
    assert [study.record(each.uid).values["code"] for each in records] == [
        "long_wait",
        "long_wait",
        "rude_letter",
        Missing.NOT_STATED,
    ]
    assert "3 answers to «Code» become choice." in done.effects
    study.revert_codebook()

    assert [study.record(each.uid).values["code"] for each in records] == list(words)


def test_a_value_in_use_is_not_taken_back(study: Study, april: str, finding: Entry) -> None:
    study.edit_codebook(AddValue(*FAULT, "Lost papers"))
    study.add_record(april, finding(fault="lost_papers"))

    with pytest.raises(ChangeRefused, match=r"«lost_papers» of .* is in use \(1 answer\)"):
        study.revert_codebook(dry_run=True)


def test_a_field_in_use_is_not_taken_back(study: Study, april: str, finding: Entry) -> None:
    study.edit_codebook(AddField("finding", "Weeks", FieldType.INTEGER))
    study.add_record(april, finding(weeks=3))

    with pytest.raises(ChangeRefused, match="is in use"):
        study.revert_codebook()


def test_a_refused_edit_changes_nothing(study: Study) -> None:
    with pytest.raises(ValueRefused, match="already a value"):
        study.edit_codebook(AddValue(*FAULT, "Silence"))

    assert [version for version, _ in study.codebook_versions()] == ["1.0"]


def test_a_codebook_that_somebody_else_changed_meanwhile_is_not_changed_unseen(
    study: Study,
) -> None:
    seen = study.codebook()
    study.edit_codebook(REDEFINED)
    again = ChangeValue(*FAULT, "silence", {"definition": "No letter came."})

    for change in (partial(study.edit_codebook, again), study.revert_codebook):
        with pytest.raises(ChangeRefused, match="was changed meanwhile: version 1.1 is in force"):
            change(seen=seen, dry_run=True)
    assert study.edit_codebook(again, seen=study.codebook()).version == "1.2"


def test_the_history_says_what_was_done_and_that_it_was_taken_back(study: Study) -> None:
    study.edit_codebook(RetireValue(*FAULT, "silence", retired=True))
    study.revert_codebook()
    back, edit, *_ = study.history()

    assert edit.summary == "Codebook 1.1: «silence» retired."
    assert (edit.undone, back.undone) == (True, False)
    for change in (back, edit):
        with pytest.raises(ChangeRefused):
            study.undo_change(change.uid)


def test_an_edit_undone_from_the_history_is_not_taken_back_twice(study: Study) -> None:
    study.edit_codebook(RetireValue(*FAULT, "silence", retired=True))
    study.undo_change(next(study.history(limit=1)).uid)

    with pytest.raises(ChangeRefused, match="nothing to take back"):
        study.revert_codebook()


def test_erasing_a_document_empties_what_an_edit_kept_of_it(
    study: Study, april: str, finding: Entry
) -> None:
    other = study.documents().rows[1].uid
    kept = study.add_record(other, finding(fault="mistake"))
    study.add_record(april, finding(fault="mistake"))
    study.edit_codebook(MERGE)
    study.erase(april, "asked for")

    with pytest.raises(ChangeRefused, match="erased"):
        study.revert_codebook()
    assert study.record(kept.uid).values == {"fault": "silence"}


VALUES = {
    FAULT: ("delay", "silence", "mistake"),
    AFFECTED: ("child", "parent"),
    (None, "outcome"): ("upheld", "not_upheld", "withdrawn"),
}


@st.composite
def any_edit(draw: st.DrawFn) -> Edit:
    """An edit that may be possible."""
    place = draw(st.sampled_from(sorted(VALUES, key=str)))
    name, other = (draw(st.sampled_from(VALUES[place])) for _ in range(2))
    return draw(
        st.sampled_from(
            [
                MergeValues(*place, (name,), other),
                RenameValue(*place, name, f"{name}_2"),
                MoveValues(*place, (name,), other),
                SplitValue(*place, name, (f"{name} a", f"{name} b")),
                RetireValue(*place, name, retired=True),
                RenameField(*place, f"{place[1]}_2"),
                OpenToChoice("finding", "code"),
            ]
        )
    )


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(any_edit(), min_size=1, max_size=5))
def test_whatever_was_edited_data_are_the_same_when_all_is_taken_back(
    study: Study, april: str, finding: Entry, edits: list[Edit]
) -> None:
    # Everything is taken back at the end, so that one study does for all examples.
    if not study.coding(april).records:
        for fault in ("delay", "silence", "mistake", Missing.UNCLEAR):
            tied = NewEvidence(1, 2, "fault")
            study.add_record(april, finding(0, 9, tied, fault=fault, affected=("parent", "child")))
        study.add_record(april, finding(code="Long  wait"))
        study.set_variable(april, "outcome", "withdrawn")
    before = [(each.values, each.evidence) for each in study.coding(april).records]
    done = 0
    for edit in edits:
        with suppress(ValueRefused, CodebookError):
            study.edit_codebook(edit)
            done += 1
    for _ in range(done):
        study.revert_codebook()

    assert [(each.values, each.evidence) for each in study.coding(april).records] == before
    assert study.coding(april).variables["outcome"].value == "withdrawn"
    assert list(study.verify()) == []


# In doubt


def doubtful(study: Study) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.name, each.values) for each in study.doubtful_answers().rows]


def test_what_an_edit_puts_in_doubt_is_listed_with_its_reason(
    study: Study, april: str, finding: Entry
) -> None:
    for fault in ("silence", "mistake"):
        study.add_record(april, finding(fault=fault))
    study.set_variable(april, "outcome", "upheld")
    study.edit_codebook(REDEFINED)
    study.edit_codebook(ChangeValue(None, "outcome", "upheld", {"exclude": "Half upheld."}))
    variable, record = study.doubtful_answers().rows

    assert (variable.name, variable.is_record, variable.values) == ("Outcome", False, ("Upheld",))
    assert (record.name, record.values, record.version) == ("F1", ("Silence",), "1.0")
    assert record.why == ("Value «silence» of field «fault» of finding is defined differently.",)
    assert record.quote == study.text(april).text[record.passage.start : record.passage.end]
    assert study.count_doubtful_answers() == Counted(2, more=False)


def test_what_is_coded_again_or_confirmed_is_in_doubt_no_more(
    study: Study, april: str, finding: Entry
) -> None:
    first, second = (study.add_record(april, finding(fault="silence")) for _ in range(2))
    study.edit_codebook(REDEFINED)

    study.change_record(first.uid, finding(fault="silence"))
    assert study.confirm_answer(second.uid) == "Finding F2 confirmed under version 1.1."

    assert doubtful(study) == []
    study.undo(april)
    assert doubtful(study) == [("F2", ("Silence",))]


def test_a_split_value_is_in_doubt_and_a_rename_takes_doubt_along(
    study: Study, april: str, finding: Entry
) -> None:
    study.add_record(april, finding(fault="silence"))
    study.edit_codebook(SplitValue(*FAULT, "silence", ("Never", "Late")))
    study.edit_codebook(RenameValue(*FAULT, "silence", "hush"))

    assert doubtful(study) == [("F1", ("Silence",))]


def test_doubt_goes_when_the_edit_is_taken_back(study: Study, april: str, finding: Entry) -> None:
    study.add_record(april, finding(fault="silence"))
    study.edit_codebook(REDEFINED)
    study.revert_codebook()

    assert doubtful(study) == []


def test_others_work_and_what_was_removed_is_not_in_doubt(
    study: Study, store: Path, april: str, finding: Entry, opened: Opened
) -> None:
    opened(store, "ben").add_record(april, finding(fault="silence"))
    study.remove_record(study.add_record(april, finding(fault="silence")).uid)
    other = study.documents().rows[1].uid
    study.add_record(other, finding(0, 4, fault="silence"))
    study.remove_documents([other])
    study.edit_codebook(REDEFINED)

    assert doubtful(study) == []


def test_the_list_goes_on_page_by_page_in_both_directions(
    study: Study, april: str, finding: Entry
) -> None:
    for start in range(7):
        study.add_record(april, finding(start, start + 3, fault="silence"))
    study.edit_codebook(REDEFINED)
    first = study.doubtful_answers(limit=3)
    second = study.doubtful_answers(cursor=first.after, limit=3)
    last = study.doubtful_answers(backwards=True, limit=3)

    assert [row.name for row in (*first.rows, *second.rows)] == [f"F{n}" for n in range(1, 7)]
    assert [row.name for row in last.rows] == ["F5", "F6", "F7"]
    assert study.doubtful_answers(cursor=second.before, backwards=True, limit=3).rows == first.rows
    assert (first.before, last.after) == (None, None)
    assert study.doubtful_answers(cursor=second.after, limit=3).after is None


def test_an_answer_that_the_codebook_does_not_have_is_not_confirmed(
    study: Study, april: str, finding: Entry, codebook_text: str
) -> None:
    record = study.add_record(april, finding(fault="silence"))
    without = codebook_text.replace('  { name = "silence", label = "Silence", code = 2 },\n', "")
    study.set_codebook(without.replace('"1.0"', '"2.0"'))

    assert doubtful(study) == [("F1", ("silence",))]
    with pytest.raises(ValueRefused, match="silence"):
        study.confirm_answer(record.uid)


# Counted


def test_answers_are_counted_for_the_coder_and_no_further_than_is_shown(
    study: Study, store: Path, april: str, finding: Entry, opened: Opened
) -> None:
    for fault in ("silence", "silence", "delay"):
        study.add_record(april, finding(fault=fault, affected=("child", "parent")))
    opened(store, "ben").add_record(april, finding(fault="silence"))
    study.set_variable(april, "outcome", "upheld")
    silence, fault = AnswerPlace(*FAULT, "silence"), AnswerPlace(*FAULT)
    several, outcome = AnswerPlace(*AFFECTED), AnswerPlace(None, "outcome", "upheld")

    assert study.count_answers([silence, fault, several, outcome]) == {
        silence: Counted(2, more=False),
        fault: Counted(3, more=False),
        several: Counted(3, more=False),
        outcome: Counted(1, more=False),
    }
    assert study.count_answers([fault], cap=2) == {fault: Counted(2, more=True)}


def test_quotations_of_a_value_are_its_evidence(study: Study, april: str, finding: Entry) -> None:
    study.add_record(april, finding(0, 4, fault="silence"))
    study.add_record(april, finding(5, 9, fault="delay"))
    (quotation,) = study.quotations(AnswerPlace(*FAULT, "silence"))

    assert quotation.quote == study.text(april).text[0:4]
    assert quotation.document == april
