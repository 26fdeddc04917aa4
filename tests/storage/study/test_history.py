"""Taking changes back from the history: one by one, in any order, and only where nothing rests on them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import ChangeRefused, NotFound, RecordEntry, Study


def latest(study: Study, action: str) -> str:
    """uid of the latest change of that kind."""
    return next(change.uid for change in study.history() if change.action == action)


def load(study: Study, folder: Path, *lines: dict) -> None:
    path = folder / "coding.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    study.annotate(path)


def line(source_name: str = "april.txt", **more: object) -> dict:
    return {
        "type": "finding",
        "document": {"source_name": source_name},
        "evidence": [{"start": 0, "end": 4}],
    } | more


def test_the_history_is_told_latest_first(study: Study, april: str) -> None:
    study.flag(april, "first")
    study.unflag(april)

    told = [(change.action, change.coder, change.document) for change in study.history(limit=2)]
    assert told == [("unflag", "anna", april), ("flag", "anna", april)]


def test_the_history_of_one_document_is_its_own(study: Study, april: str, may: str) -> None:
    study.flag(april, "first")
    study.flag(may, "second")

    assert [change.document for change in study.history(april)] == [april]


def test_a_change_says_whether_it_was_taken_back(study: Study, april: str) -> None:
    study.flag(april, "first")
    study.undo(april)

    assert [change.undone for change in study.history(limit=2)] == [False, True]


def test_an_earlier_change_is_taken_back_alone(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    study.flag(april, "who wrote it?")
    flagged = latest(study, "flag")
    memo = study.add_memo("document", april, "Ask the office.")

    study.undo_change(flagged)

    assert study.coding(april).review.flag_reason is None
    assert study.coding(april).memos == (memo,)


def test_a_change_is_taken_back_once(study: Study, april: str) -> None:
    study.flag(april, "who wrote it?")
    flagged = latest(study, "flag")
    study.undo_change(flagged)

    with pytest.raises(ChangeRefused, match="already"):
        study.undo_change(flagged)


def test_an_unknown_change_is_not_found(study: Study) -> None:
    with pytest.raises(NotFound, match="not in the history"):
        study.undo_change("abc")


def test_another_coders_change_is_theirs(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.flag(april, "who wrote it?")

    with pytest.raises(ChangeRefused, match="another coder"):
        ben.undo_change(latest(anna, "flag"))


def test_a_change_whose_thing_was_changed_since_stays(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    record = study.add_record(april, finding())
    added = latest(study, "add record")
    study.change_record(record.uid, finding(fault="mistake"))

    with pytest.raises(ChangeRefused, match="Finding F1 added.* its record was changed since"):
        study.undo_change(added)

    assert study.coding(april).records[0].values == {"fault": "mistake"}


def test_a_record_that_a_later_link_rests_on_stays(
    study: Study,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found = study.add_record(april, finding())
    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])

    with pytest.raises(ChangeRefused, match="a later link rests on it"):
        study.undo_change(latest_added(study, april))

    assert study.coding(may).records[0].links[0].to_record == found.uid


def latest_added(study: Study, document: str) -> str:
    return next(each.uid for each in study.history(document) if each.action == "add record")


def test_a_removal_stays_when_the_links_other_end_is_gone(
    study: Study,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found = study.add_record(april, finding())
    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])
    study.remove_record(put_right.uid)
    removed = latest(study, "remove record")
    study.remove_record(found.uid)

    with pytest.raises(ChangeRefused, match="a record that it links was removed since"):
        study.undo_change(removed)

    assert list(study.verify()) == []


def test_a_redone_removal_stays_undone_when_a_link_came_to_rest_on_the_record(
    study: Study,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found = study.add_record(april, finding())
    study.remove_record(found.uid)
    study.undo(april)
    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])

    with pytest.raises(ChangeRefused, match="a later link rests on it"):
        study.redo(april)

    assert list(study.verify()) == []


def test_a_cleared_value_stays_cleared_when_another_took_its_place(
    study: Study, april: str
) -> None:
    study.set_variable(april, "topic", "rooms")
    study.clear_variable(april, "topic")
    cleared = latest(study, "clear variable")
    study.set_variable(april, "topic", "letters")

    with pytest.raises(ChangeRefused, match="something else took its place"):
        study.undo_change(cleared)

    assert study.coding(april).variables["topic"].value == "letters"


def test_a_removed_link_stays_removed_when_another_took_its_place(
    study: Study,
    april: str,
    finding: Callable[..., RecordEntry],
    remedy: Callable[..., RecordEntry],
) -> None:
    found, put_right = study.add_record(april, finding()), study.add_record(april, remedy())
    linked = study.add_links(put_right.uid, "redresses", [found.uid])
    study.remove_link(linked.links[0].uid)
    removed = latest(study, "remove link")
    study.add_links(put_right.uid, "redresses", [found.uid])

    with pytest.raises(ChangeRefused, match="something else took its place"):
        study.undo_change(removed)

    assert len(study.coding(april).records[1].links) == 1


def test_an_import_is_taken_back_with_its_documents(empty_study: Study, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir, nobody came.", encoding="utf-8")
    report = empty_study.import_paths([tmp_path / "letter.txt"])

    empty_study.undo_change(report.change or "")

    assert empty_study.documents().rows == ()
    assert empty_study.overview().documents == 0
    assert list(empty_study.verify()) == []


def test_an_import_taken_back_can_be_brought_again(empty_study: Study, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir, nobody came.", encoding="utf-8")
    report = empty_study.import_paths([tmp_path / "letter.txt"])
    before = empty_study.documents()
    undone = empty_study.undo_change(report.change or "")

    empty_study.undo_change(undone.uid)

    assert empty_study.documents() == before
    assert list(empty_study.verify()) == []


def test_an_import_stays_when_a_document_of_it_was_coded(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    title = study.document(april).title
    study.add_record(april, finding())

    with pytest.raises(ChangeRefused, match=f"its document “{title}” has been coded since"):
        study.undo_change(latest(study, "import"))


def test_what_keeps_an_import_is_named_and_counted(
    study: Study, uids: dict[str, str], finding: Callable[..., RecordEntry]
) -> None:
    for uid in uids.values():
        study.add_record(uid, finding(0, 5))
    title = study.document(next(iter(uids.values()))).title
    told = f"“{title}” and 3 more of its documents have been coded since"

    assert told in (study.change(latest(study, "import")).why_not or "")


@pytest.mark.parametrize("touch", ["flag", "exclude", "memo", "remove", "erase"])
def test_an_import_stays_when_a_document_of_it_was_touched(
    study: Study, april: str, touch: str
) -> None:
    {
        "flag": lambda: study.flag(april, "?"),
        "exclude": lambda: study.exclude(april, "a duplicate"),
        "memo": lambda: study.add_memo("document", april, "Look again."),
        "remove": lambda: study.remove_documents([april]),
        "erase": lambda: study.erase(april, "asked to"),
    }[touch]()

    with pytest.raises(ChangeRefused, match="since"):
        study.undo_change(latest(study, "import"))

    assert list(study.verify()) == []


def test_a_load_is_taken_back_and_nothing_is_left_of_it(
    study: Study, april: str, tmp_path: Path
) -> None:
    before = study.coding(april)
    load(study, tmp_path, line(), line(values={"fault": "delay"}))

    study.undo_change(latest(study, "annotate"))

    assert study.coding(april) == before
    assert list(study.verify()) == []


def test_a_load_taken_back_can_be_brought_again(study: Study, april: str, tmp_path: Path) -> None:
    load(study, tmp_path, line(), line(values={"fault": "delay"}))
    loaded = study.coding(april)
    undone = study.undo_change(latest(study, "annotate"))

    study.undo_change(undone.uid)

    assert study.coding(april) == loaded
    assert list(study.verify()) == []


def test_a_load_taken_back_leaves_what_was_coded_by_hand_in_progress(
    study: Study, april: str, tmp_path: Path, finding: Callable[..., RecordEntry]
) -> None:
    load(study, tmp_path, line())
    study.add_record(april, finding())

    study.undo_change(latest(study, "annotate"))

    assert study.coding(april).review.status == "in_progress"


def test_a_load_stays_when_a_record_of_it_was_changed(
    study: Study, april: str, tmp_path: Path, finding: Callable[..., RecordEntry]
) -> None:
    load(study, tmp_path, line())
    study.change_record(study.coding(april).records[0].uid, finding(fault="delay"))

    with pytest.raises(ChangeRefused, match="changed since"):
        study.undo_change(latest(study, "annotate"))


def test_a_load_stays_when_a_link_of_it_was_removed(
    study: Study, april: str, tmp_path: Path
) -> None:
    linked = line(type="remedy", links=[{"relation": "redresses", "to": "a"}])
    load(study, tmp_path, line(id="a"), linked)
    study.remove_link(study.coding(april).records[1].links[0].uid)

    with pytest.raises(ChangeRefused, match="changed since"):
        study.undo_change(latest(study, "annotate"))


def test_a_load_taken_back_stays_so_when_its_place_was_taken(
    study: Study, april: str, tmp_path: Path
) -> None:
    value = {"document": {"source_name": "april.txt"}, "name": "topic", "value": "rooms"}
    load(study, tmp_path, value)
    undone = study.undo_change(latest(study, "annotate"))
    study.set_variable(april, "topic", "letters")

    with pytest.raises(ChangeRefused, match="something else took its place"):
        study.undo_change(undone.uid)


def test_a_load_taken_back_stays_so_when_a_document_of_it_was_erased(
    study: Study, april: str, tmp_path: Path
) -> None:
    load(study, tmp_path, line())
    undone = study.undo_change(latest(study, "annotate"))
    study.erase(april, "asked to")

    with pytest.raises(ChangeRefused, match="erased"):
        study.undo_change(undone.uid)

    assert list(study.verify()) == []


def test_a_load_taken_back_stays_so_when_a_record_that_it_links_is_gone(
    study: Study, april: str, tmp_path: Path, finding: Callable[..., RecordEntry]
) -> None:
    found = study.add_record(april, finding())
    load(study, tmp_path, line(type="remedy", links=[{"relation": "redresses", "to": found.uid}]))
    undone = study.undo_change(latest(study, "annotate"))
    study.remove_record(found.uid)

    with pytest.raises(ChangeRefused, match="links was removed since"):
        study.undo_change(undone.uid)

    assert list(study.verify()) == []


def test_grouping_is_taken_back_and_brought_again(study: Study, april: str, may: str) -> None:
    alone = study.document(april).case
    study.group([april, may])
    together = study.document(may).case

    undone = study.undo_change(latest(study, "group"))
    assert study.document(april).case == alone != study.document(may).case
    study.undo_change(undone.uid)

    assert study.document(april).case == study.document(may).case == together


def test_removed_documents_come_back_with_all_that_was_coded(
    study: Study, april: str, may: str, finding: Callable[..., RecordEntry]
) -> None:
    study.add_record(april, finding())
    study.flag(april, "?")
    before = study.coding(april), study.coding(may), study.overview()
    study.remove_documents([april, may])

    study.undo_change(latest(study, "remove documents"))

    assert (study.coding(april), study.coding(may), study.overview()) == before


def test_a_provisional_value_is_taken_back_while_nobody_used_it(study: Study) -> None:
    study.add_provisional_value("finding", "fault", "Rudeness")

    study.undo_change(latest(study, "set codebook"))

    assert study.codebook().version == "1.0"


def test_a_provisional_value_in_use_stays(
    study: Study, april: str, finding: Callable[..., RecordEntry]
) -> None:
    value = study.add_provisional_value("finding", "fault", "Rudeness")
    study.add_record(april, finding(fault=value.name))

    with pytest.raises(ChangeRefused, match="rudeness.*in use"):
        study.undo_change(latest(study, "set codebook"))


def test_a_codebook_stays_when_another_came_after_it(study: Study) -> None:
    study.add_provisional_value("finding", "fault", "Rudeness")
    first = latest(study, "set codebook")
    study.add_provisional_value("finding", "fault", "Theft")

    with pytest.raises(ChangeRefused, match="codebook was changed since"):
        study.undo_change(first)


def test_a_codebook_that_moved_answers_goes_back_by_a_further_version_only(
    study: Study, april: str, finding: Callable[..., RecordEntry], codebook_text: str
) -> None:
    study.add_record(april, finding(fault="silence"))
    new = codebook_text.replace('"silence"', '"no_answer"').replace('"1.0"', '"2.0"')
    study.set_codebook(new)

    with pytest.raises(ChangeRefused, match="a further version"):
        study.undo_change(latest(study, "set codebook"))


def test_what_was_removed_before_answers_moved_does_not_come_back_with_old_ones(
    study: Study, april: str, finding: Callable[..., RecordEntry], codebook_text: str
) -> None:
    study.remove_record(study.add_record(april, finding(fault="silence")).uid)
    study.add_record(april, finding(fault="silence"))
    new = codebook_text.replace('"silence"', '"no_answer"').replace('"1.0"', '"2.0"')
    study.set_codebook(new)

    with pytest.raises(ChangeRefused, match="the codebook has changed since"):
        study.undo_change(latest(study, "remove record"))


def test_a_sample_is_taken_back_and_everything_is_to_do_again(study: Study) -> None:
    before = study.overview()
    study.sample(1, by=None, seed=3)

    study.undo_change(latest(study, "sample"))

    assert study.overview() == before
    assert list(study.verify()) == []


def test_a_sample_taken_back_is_drawn_anew_instead_of_brought_again(study: Study) -> None:
    study.sample(1, by=None, seed=3)
    undone = study.undo_change(latest(study, "sample"))

    with pytest.raises(ChangeRefused, match="[Dd]raw it again"):
        study.undo_change(undone.uid)


def test_an_undo_and_a_redo_on_a_document_are_taken_back_from_the_history(
    study: Study, april: str
) -> None:
    study.flag(april, "?")
    undone = study.undo(april)
    redone = study.undo_change(undone.uid)

    assert study.coding(april).review.flag_reason == "?"
    with pytest.raises(ChangeRefused, match="redone once more since"):
        study.undo_change(undone.uid)
    study.undo_change(redone.uid)
    assert study.coding(april).review.flag_reason is None
    assert study.redo(april).summary == "Redone: Document flagged."


def test_erasing_cannot_be_taken_back(study: Study, april: str) -> None:
    study.erase(april, "asked to")

    with pytest.raises(ChangeRefused, match="nothing brings that back"):
        study.undo_change(latest(study, "erase"))
