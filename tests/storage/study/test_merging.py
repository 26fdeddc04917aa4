"""Work that comes back from coders' copies: once, whole, and able to be taken back."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    AddValue,
    ChangeRefused,
    Coding,
    Kept,
    Merged,
    MergeError,
    MergeReport,
    Progress,
    RecordEntry,
    RenameValue,
    Study,
    search_query,
)

Opened = Callable[..., Study]
Finding = Callable[..., RecordEntry]


@pytest.fixture(scope="module")
def handed(
    small_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    april: str,
    finding: Finding,
) -> Path:
    """A folder with a study in which ben has one finding, and copies for ben and cleo."""
    folder = tmp_path_factory.mktemp("handed")
    store = Path(shutil.copy(small_template, folder / "study.db"))
    with Study.open(store, coder="ben") as study:
        study.add_record(april, finding())
    with Study.open(store, coder="anna") as study:
        for name in ("ben", "cleo"):
            study.hand_out(folder / f"{name}.db", coder=name)
    return folder


@pytest.fixture
def folder(handed: Path, tmp_path: Path) -> Path:
    """A copy of that folder."""
    return Path(shutil.copytree(handed, tmp_path / "handed"))


@pytest.fixture
def study(folder: Path, opened: Opened) -> Study:
    """The study, opened by anna."""
    return opened(folder / "study.db")


@pytest.fixture
def ben(folder: Path, opened: Opened) -> Study:
    """Ben's copy."""
    return opened(folder / "ben.db", "ben")


@pytest.fixture
def cleo(folder: Path, opened: Opened) -> Study:
    """Cleo's copy."""
    return opened(folder / "cleo.db", "cleo")


@pytest.fixture
def ben_here(folder: Path, opened: Opened) -> Study:
    """The study, opened by ben."""
    return opened(folder / "study.db", "ben")


def merge(study: Study, *copies: Study, dry_run: bool = False) -> MergeReport:
    return study.merge([Path(copy.store) for copy in copies], dry_run=dry_run)


def codings(study: Study) -> list[Coding]:
    return [study.coding(each.uid) for each in study.documents().rows]


def test_all_that_was_done_in_a_copy_comes_back(
    study: Study, ben: Study, ben_here: Study, april: str, may: str, finding: Finding
) -> None:
    (old,) = ben.coding(april).records
    ben.change_record(old.uid, finding(0, 5, fault="mistake"))
    new = ben.add_record(april, finding(6, 12))
    ben.add_links(new.uid, "same_as", [old.uid])
    ben.add_memo("record", new.uid, "Sure?")
    ben.set_variable(may, "outcome", "upheld")
    ben.exclude(may, "a duplicate")
    report = merge(study, ben)

    assert codings(ben_here) == codings(ben)
    (file,) = report.files
    assert {noun: file.count(noun, Merged.NEW) for noun in file.counts} == {
        **dict.fromkeys(("record", "variable_value", "link", "memo"), 1),
        "review": 0,
    }
    assert file.count("record", Merged.CHANGED) == 1
    assert (file.changes, file.conflicts) == (6, ())
    assert list(study.verify()) == []
    own = [[each for each in side.history() if each.coder == "ben"] for side in (ben_here, ben)]
    assert own[0] == own[1]


def test_a_copy_itself_stays_as_it_is(study: Study, ben: Study, may: str, finding: Finding) -> None:
    ben.add_record(may, finding())
    ben.close()
    before = Path(ben.store).read_bytes()
    merge(study, ben)

    assert Path(ben.store).read_bytes() == before


def test_the_same_copy_again_changes_nothing(
    study: Study, ben: Study, april: str, finding: Finding
) -> None:
    ben.add_record(april, finding())
    merge(study, ben)
    history = list(study.history())
    again = merge(study, ben)

    assert (again.change, again.copy) == (None, None)
    assert again.files[0].counts == {"record": {Merged.UNCHANGED: 2}}
    assert list(study.history()) == history


def test_a_dry_run_tells_what_a_merge_does_and_changes_nothing(
    study: Study, ben: Study, cleo: Study, april: str, finding: Finding, folder: Path
) -> None:
    ben.remove_record(ben.coding(april).records[0].uid)
    added = cleo.add_record(april, finding())
    cleo.add_links(cleo.add_record(april, finding()).uid, "same_as", [added.uid])
    before = (folder / "study.db").read_bytes()
    told = merge(study, ben, cleo, dry_run=True)

    assert (folder / "study.db").read_bytes() == before
    assert told.files[0].count("record", Merged.REMOVED) == 1
    assert told.files[1].count("link", Merged.NEW) == 1
    assert merge(study, ben, cleo).files == told.files


def test_a_merge_is_taken_back_by_one_undo_and_brought_again_by_another(
    study: Study, ben: Study, ben_here: Study, april: str, may: str, finding: Finding
) -> None:
    before = codings(ben_here)
    ben.remove_record(ben.coding(april).records[0].uid)
    ben.add_record(may, finding())
    ben.remove_record(ben.add_record(may, finding()).uid)
    ben.add_memo("document", may, "Odd.")
    ben.set_variable(may, "outcome", "upheld")
    report = merge(study, ben)
    assert report.change is not None
    undone = study.undo_change(report.change)

    assert codings(ben_here) == before
    assert list(study.verify()) == []
    with pytest.raises(MergeError, match="was merged before, and that was taken back"):
        merge(study, ben)
    study.undo_change(undone.uid)
    assert codings(ben_here) == codings(ben)
    assert list(study.verify()) == []
    ben.flag(may, "Who?")
    merge(study, ben)
    assert codings(ben_here) == codings(ben)


def test_merges_are_taken_back_one_after_the_other_the_latest_first(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    before = codings(ben_here)
    ben.add_record(may, finding())
    first = merge(study, ben).change
    ben.add_record(may, finding())
    second = merge(study, ben).change
    assert first is not None
    assert second is not None

    with pytest.raises(ChangeRefused, match="more of ben's work was merged since"):
        study.undo_change(first)
    study.undo_change(second)
    study.undo_change(first)
    assert codings(ben_here) == before


def test_a_merge_on_which_its_coder_went_on_is_not_taken_back(
    study: Study, ben: Study, ben_here: Study, april: str, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    change = merge(study, ben).change
    assert change is not None
    ben_here.flag(april, "Who?")

    with pytest.raises(ChangeRefused, match="ben has worked in the study since"):
        study.undo_change(change)


def test_a_coder_takes_back_here_what_they_did_in_their_copy(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    removed = ben.add_record(may, finding())
    ben.remove_record(removed.uid)
    merge(study, ben)
    ben_here.undo(may)

    assert [each.uid for each in ben_here.coding(may).records][-1] == removed.uid
    assert list(study.verify()) == []


def test_a_copy_of_the_store_is_kept_before(
    study: Study, ben: Study, may: str, opened: Opened
) -> None:
    ben.flag(may, "Who?")
    report = merge(study, ben)
    assert report.copy is not None

    before = opened(Path(report.copy), "ben")
    assert before.document(may).flag_reason is None
    assert [each.action for each in before.history(may)] == []


def test_what_was_removed_here_stays_removed(
    study: Study, ben: Study, ben_here: Study, april: str, finding: Finding
) -> None:
    (record,) = ben.coding(april).records
    other = ben.add_record(april, finding(4, 8))
    ben.add_links(other.uid, "same_as", [record.uid])
    ben.change_record(record.uid, finding(2, 4))
    ben_here.remove_record(record.uid)
    (file,) = merge(study, ben).files

    assert [each.uid for each in ben_here.coding(april).records] == [other.uid]
    assert ben_here.coding(april).records[0].links == ()
    (conflict,) = file.conflicts
    assert (conflict.uid, conflict.kept) == (record.uid, Kept.STUDY)
    assert conflict.what == "finding 1"
    assert list(study.verify()) == []


def test_what_was_removed_in_the_copy_is_removed_here(
    study: Study, ben: Study, ben_here: Study, april: str, finding: Finding
) -> None:
    (record,) = ben.coding(april).records
    later = ben_here.add_record(april, finding(4, 8), {"same_as": [record.uid]})
    ben_here.change_record(record.uid, finding(2, 4))
    ben.remove_record(record.uid)
    (file,) = merge(study, ben).files

    assert [each.uid for each in ben_here.coding(april).records] == [later.uid]
    assert file.conflicts[0].kept is Kept.COPY
    assert list(study.verify()) == []


@pytest.mark.parametrize("copy_is_later", [True, False])
def test_of_two_changes_of_one_thing_the_later_stands_and_the_other_is_in_the_history(
    study: Study,
    ben: Study,
    ben_here: Study,
    april: str,
    finding: Finding,
    copy_is_later: bool,
) -> None:
    (record,) = ben.coding(april).records
    sides = [(ben_here, "mistake"), (ben, "silence")]
    for side, fault in sides if copy_is_later else sides[::-1]:
        side.change_record(record.uid, finding(fault=fault))
    (file,) = merge(study, ben).files

    (there,) = ben_here.coding(april).records
    assert there.values["fault"] == ("silence" if copy_is_later else "mistake")
    assert file.conflicts[0].kept is (Kept.COPY if copy_is_later else Kept.STUDY)
    changes = [each for each in ben_here.history(april) if each.action == "change record"]
    told = {str(ben_here.change(each.uid).things) for each in changes}
    assert all(any(fault in words for words in told) for _, fault in sides)
    assert list(study.verify()) == []


def test_of_two_answers_to_one_variable_the_later_stands(
    study: Study, ben: Study, ben_here: Study, may: str
) -> None:
    ben.set_variable(may, "outcome", "upheld")
    ben_here.set_variable(may, "outcome", "withdrawn")
    (file,) = merge(study, ben).files

    assert ben_here.coding(may).variables["outcome"].value == "withdrawn"
    assert [(each.what, each.kept) for each in file.conflicts] == [("outcome", Kept.STUDY)]
    assert list(study.verify()) == []


def test_records_that_got_the_same_number_keep_apart(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    here = ben_here.add_record(may, finding())
    there = ben.add_record(may, finding())
    merge(study, ben)

    numbers = {each.uid: each.number for each in ben_here.coding(may).records}
    assert numbers == {here.uid: 1, there.uid: 2}
    assert merge(study, ben).change is None


def test_records_made_of_hits_come_back_and_are_still_one_batch(
    study: Study, ben: Study, ben_here: Study
) -> None:
    hits = [hit for some in ben.hits(search_query("the")) for hit in some.hits]
    ben.code_hits(hits, "finding", {"fault": "silence"})
    change = merge(study, ben).change

    assert codings(ben_here) == codings(ben)
    batch = next(each.uid for each in ben_here.history() if each.action == "code hits")
    assert change is not None
    undone = study.undo_change(change)
    assert [each.records for each in codings(ben_here)[1:]] == [()] * 3
    study.undo_change(undone.uid)
    ben_here.undo_change(batch)
    assert [each.records for each in codings(ben_here)[1:]] == [()] * 3
    assert list(study.verify()) == []


def test_nothing_comes_back_to_a_document_that_was_erased(
    study: Study, ben: Study, ben_here: Study, april: str, may: str, finding: Finding
) -> None:
    ben.add_record(april, finding(), None)
    ben.add_memo("document", april, "About it.")
    ben.add_record(may, finding())
    study.erase(april, "asked for")
    (file,) = merge(study, ben).files

    assert file.count("record", Merged.LEFT_OUT) == file.count("memo", Merged.LEFT_OUT) == 1
    assert file.count("record", Merged.NEW) == 1
    assert [each.text for each in ben_here.memos()] == []
    assert list(study.verify()) == []
    assert b"About it." not in Path(study.store).read_bytes()


def test_work_on_a_document_that_was_removed_comes_back_with_it(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    study.remove_documents([may])
    removal = next(iter(study.history())).uid
    merge(study, ben)
    assert list(study.verify()) == []
    study.undo_change(removal)

    assert ben_here.coding(may) == ben.coding(may)
    assert list(study.verify()) == []


def test_values_that_coders_added_become_values_of_the_codebook_once(
    study: Study,
    ben: Study,
    cleo: Study,
    ben_here: Study,
    folder: Path,
    opened: Opened,
    may: str,
    finding: Finding,
) -> None:
    for copy, labels in ((ben, ("Bad faith", "Lost file")), (cleo, ("Lost file", "Rude"))):
        for label in labels:
            name = copy.add_provisional_value("finding", "fault", label).name
            copy.add_record(may, finding(fault=name))
    before = study.codebook().version
    report = merge(study, ben, cleo)

    field = study.codebook().record_type("finding").field("fault")  # type: ignore[union-attr]
    assert field is not None
    added = [value.label for value in field.all_values() if value.provisional]
    assert added == ["Bad faith", "Lost file", "Rude"]
    assert report.codebook_version == study.codebook().version != before
    assert report.files[1].provisional == ("Rude (fault)",)
    cleo_here = opened(folder / "study.db", "cleo")
    for here in (ben_here, cleo_here):
        assert {each.codebook_version for each in here.coding(may).records} == {
            study.codebook().version
        }
    versions = {version for version, _ in study.codebook_versions()}
    assert {"1.1-ben", "1.2-ben", "1.1-cleo", "1.2-cleo"} <= versions
    assert merge(study, ben, cleo).change is None
    assert list(study.verify()) == []


def test_a_merge_that_brought_values_is_taken_back_with_them(
    study: Study, ben: Study, may: str, finding: Finding
) -> None:
    name = ben.add_provisional_value("finding", "fault", "Lost file").name
    ben.add_record(may, finding(fault=name))
    before = study.codebook()
    change = merge(study, ben).change
    assert change is not None
    study.undo_change(change)

    assert study.codebook() == before
    assert list(study.verify()) == []


def test_answers_follow_what_became_of_the_codebook_meanwhile(
    study: Study, ben: Study, ben_here: Study, april: str, may: str, finding: Finding
) -> None:
    name = ben.add_provisional_value("finding", "fault", "Lost file").name
    ben.add_record(may, finding(fault="mistake"))
    ben.add_record(may, finding(fault=name))
    study.edit_codebook(AddValue("finding", "fault", "Rude"))
    study.edit_codebook(RenameValue("finding", "fault", "mistake", "error"))
    study.edit_codebook(RenameValue("finding", "fault", "silence", "no_answer"))
    merge(study, ben)

    assert [each.values["fault"] for each in ben_here.coding(may).records] == ["error", name]
    assert [each.values["fault"] for each in ben_here.coding(april).records] == ["no_answer"]
    fields = study.codebook().record_type("finding").field("fault")  # type: ignore[union-attr]
    assert fields is not None
    assert {"rude", "lost_file"} <= {value.name for value in fields.all_values()}
    assert list(study.verify()) == []
    assert merge(study, ben).change is None


@pytest.mark.parametrize("after", [1, 8])
def test_a_merge_that_is_stopped_leaves_the_study_as_it_was(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding, folder: Path, after: int
) -> None:
    ben.add_record(may, finding())
    before, history = codings(ben_here), list(study.history())
    heard: list[Progress] = []

    def stop(progress: Progress) -> None:
        heard.append(progress)
        if len(heard) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        study.merge([Path(ben.store)], progress=stop)
    assert (codings(ben_here), list(study.history())) == (before, history)
    assert sorted(each.name for each in folder.glob("*before*")) == []
    assert list(study.verify()) == []
    with closing(sqlite3.connect(study.store)) as connection:
        waiting = "SELECT count(*) FROM record WHERE removed_at = 'pending'"
        assert connection.execute(waiting).fetchone() == (0,)
    assert merge(study, ben).change is not None


def test_a_round_that_was_opened_takes_nothing_more(
    study: Study, ben: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    with closing(sqlite3.connect(study.store)) as connection:
        connection.execute(
            "INSERT INTO round (uid, name, plan, coder_id, created_at, opened_by, opened_at) "
            "VALUES ('u', 'main', '{}', 1, '2026', 1, '2026')"
        )
        connection.commit()

    with pytest.raises(
        MergeError, match="the round main was opened since; .* reopen main --coder ben"
    ):
        merge(study, ben)


def alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


ALTERED = {
    "text": (
        "UPDATE document_text SET text = replace(text, 'April', 'March')",
        "the text of “.*” is not the one that was handed out",
    ),
    "payload": ("UPDATE change SET payload = replace(payload, 'silence', 'delay')", "change 1 of"),
    "who did it when": ("UPDATE change SET at = '2020'", "history is not as it was written"),
    "a change gone": ("DELETE FROM change WHERE number = 2", "history is not as it was written"),
    "a record gone": (
        "UPDATE record SET uid = 'x' WHERE id = (SELECT max(id) FROM record)",
        "1 thing in it is not as ben's history left it, first a record",
    ),
    "another coder": (
        "INSERT INTO coder (uid, name, role, created_at) VALUES ('u', 'anna', 'coder', '')",
        "it holds more than the coding of ben",
    ),
    "gold": ("UPDATE record SET layer = 'gold'", "it holds more than the coding of ben"),
}


def test_a_copy_that_was_altered_is_refused(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding, tmp_path: Path
) -> None:
    ben.add_record(may, finding())
    ben.flag(may, "Who?")
    ben.close()
    before = codings(ben_here)

    for statement, sentence in ALTERED.values():
        altered = Path(shutil.copy(ben.store, tmp_path / "altered.db"))
        alter(altered, statement)
        with pytest.raises(MergeError, match=f"altered.db was altered.*: .*{sentence}"):
            study.merge([altered])
    assert codings(ben_here) == before
    assert list(study.verify()) == []


REWRITTEN = {
    "an answer": (
        "UPDATE field_value SET text = 'delay' WHERE text = 'silence'",
        "1 thing in it is not as ben's history left it, first finding 1 of “Ms B",
    ),
    "a passage": ('UPDATE evidence SET "end" = "end" - 1', "first finding 1 of"),
    "a value": (
        "UPDATE field_value SET text = 'food' WHERE text = 'rooms'",
        "first the value of topic",
    ),
    "a memo": ("UPDATE memo SET text = 'Fine.'", "first a memo of “Ms B"),
    "a state": (
        "UPDATE review SET flag_reason = 'Why?', status = 'done'",
        "first the state of “Ms B",
    ),
    "more than one": (
        "UPDATE memo SET removed_at = '2026'; UPDATE record SET note = 'x'",
        "2 things in it are not as ben's history left them, first finding 1 of",
    ),
}


def test_coding_that_was_altered_in_a_copy_is_not_merged(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding, tmp_path: Path
) -> None:
    ben.add_record(may, finding())
    ben.set_variable(may, "topic", "rooms")
    ben.add_memo("document", may, "Odd.")
    ben.flag(may, "Who?")
    ben.close()
    before = codings(ben_here)

    for statements, sentence in REWRITTEN.values():
        altered = Path(shutil.copy(ben.store, tmp_path / "altered.db"))
        alter(altered, *statements.split(";"))
        with pytest.raises(MergeError, match=sentence):
            study.merge([altered], dry_run=True)
    with pytest.raises(MergeError, match=sentence):
        study.merge([altered])
    assert codings(ben_here) == before


def test_a_copy_that_was_altered_comes_back_once_it_is_coded_again(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    record = ben.add_record(may, finding())
    alter(Path(ben.store), "UPDATE record SET note = 'x'")
    ben.change_record(record.uid, finding(fault="delay"))
    merge(study, ben)

    assert [each.note for each in ben_here.coding(may).records] == [""]
    assert list(study.verify()) == []


def test_what_a_load_brought_to_a_copy_and_was_taken_back_is_nothing_altered(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding, tmp_path: Path
) -> None:
    line = {"type": "finding", "document": {"source_name": "may.txt"}}
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(line | {"evidence": [{"start": 0, "end": 5}]}))
    load = ben.annotate(file)
    assert load.change is not None
    (record,) = ben.coding(may).records
    ben.change_record(record.uid, finding())
    ben.undo(may)
    ben.undo_change(load.change)
    merge(study, ben)
    assert ben_here.coding(may).records == ()
    ben.undo_change(next(iter(ben.history())).uid)
    merge(study, ben)

    assert len(ben_here.coding(may).records) == 1
    assert list(study.verify()) == []


MERGED = {
    "an answer": (
        "UPDATE field_value SET text = 'delay'",
        "the finding 3 is not as change 1 of ben",
    ),
    "a note": (
        "UPDATE record SET note = 'x' WHERE number = 3",
        "the finding 3 is not as change 1 of",
    ),
    "a removal": (
        "UPDATE record SET removed_at = '2026' WHERE number = 3",
        "the finding 3 was taken",
    ),
    "a loss": ("UPDATE record SET uid = 'u' WHERE number = 3", "a record is gone"),
}


def test_what_was_merged_is_held_against_the_history_of_its_coder(
    study: Study,
    ben: Study,
    ben_here: Study,
    april: str,
    finding: Finding,
    opened: Opened,
    tmp_path: Path,
) -> None:
    ben.add_record(april, finding())
    ben_here.add_record(april, finding())
    merge(study, ben)
    assert list(study.verify()) == []

    for number, (statement, said) in enumerate(MERGED.values()):
        study.backup(tmp_path / f"{number}.db")
        alter(tmp_path / f"{number}.db", statement)
        told = [problem.what for problem in opened(tmp_path / f"{number}.db").verify()]
        assert any(what.startswith(said) for what in told), told


def test_a_text_and_its_hash_altered_together_are_found_out(study: Study, ben: Study) -> None:
    alter(
        Path(ben.store),
        "UPDATE document_text SET text = 'x'",
        "UPDATE document SET text_sha256 = "
        "'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881'",
    )

    with pytest.raises(MergeError, match="has another text here"):
        merge(study, ben)


def test_each_file_that_cannot_be_merged_is_named(
    study: Study, ben: Study, folder: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    with Study.create(other, coder="anna", codebook=study.codebook().source) as another:
        another.hand_out(tmp_path / "theirs.db", coder="ben")
    study.backup(folder / "backup.db")
    files = [
        Path(ben.store),
        Path(study.store),
        folder / "backup.db",
        other,
        tmp_path / "theirs.db",
        tmp_path / "nothing.db",
        Path(ben.store),
    ]

    with pytest.raises(MergeError) as refused:
        study.merge(files)
    sentences = str(refused.value).splitlines()
    assert len(sentences) == len(files)
    for place, words in enumerate(
        (
            "study.db is this study itself",
            "backup.db is this study itself",
            "other.db is of another study",
            "theirs.db is of another study",
            "There is no file at",
            "ben.db is named twice",
            "Nothing was changed.",
        )
    ):
        assert words in sentences[place]


def test_what_is_no_store_or_of_a_newer_casecoder_is_named_among_the_others(
    study: Study, ben: Study, tmp_path: Path
) -> None:
    none = tmp_path / "none.db"
    none.write_text("Not a store.")
    ben.close()
    alter(Path(ben.store), "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(MergeError) as refused:
        study.merge([none, Path(ben.store)])

    no_store, newer, last = str(refused.value).splitlines()
    assert no_store == (
        f"{none} is not a casecoder store; only what casecoder hand-out wrote comes back."
    )
    assert "made by a newer casecoder" in newer
    assert newer.endswith("install the newer one.")
    assert last == "Nothing was changed."


def test_two_copies_of_one_coder_are_merged_one_after_the_other(
    study: Study, ben: Study, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    study.hand_out(other, coder="ben")

    with pytest.raises(MergeError, match="were both handed out to ben"):
        study.merge([Path(ben.store), other])


def test_copies_of_a_copy_that_went_different_ways_are_refused(
    study: Study, ben: Study, tmp_path: Path, may: str, finding: Finding, opened: Opened
) -> None:
    ben.close()
    twin = opened(Path(shutil.copy(ben.store, tmp_path / "twin.db")), "ben")
    twin.flag(may, "Who?")
    merge(study, twin)
    ben.add_record(may, finding())

    with pytest.raises(MergeError, match="went another way than what was merged of ben before"):
        merge(study, ben)


def test_a_coder_who_is_not_in_the_study_any_more_is_refused(
    study: Study, ben: Study, cleo: Study
) -> None:
    alter(
        Path(study.store),
        "UPDATE coder SET left_at = '2026-03-12T09:00:00.000Z' WHERE name = 'ben'",
        "UPDATE coder SET uid = 'x' WHERE name = 'cleo'",
    )

    with pytest.raises(MergeError, match="handed out to ben, who left the study on 2026-03-12"):
        merge(study, ben)
    with pytest.raises(MergeError, match="handed out to cleo, who is not in this study"):
        merge(study, cleo)


def test_work_on_a_document_that_is_not_here_is_refused(
    study: Study, ben: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    alter(Path(study.store), f"UPDATE document SET uid = 'x' WHERE uid = '{may}'")

    with pytest.raises(MergeError, match="has work on a document that is not in this study"):
        merge(study, ben)
    assert list(study.verify()) == []


def test_a_copy_of_an_older_casecoder_is_brought_up_to_date_beside_it(
    study: Study, ben: Study, may: str
) -> None:
    ben.flag(may, "Who?")
    ben.close()
    alter(
        Path(ben.store),
        "DROP INDEX ix_review_queue",
        "UPDATE alembic_version SET version_num = '0007'",
    )
    before = Path(ben.store).read_bytes()
    report = merge(study, ben)

    assert report.change is not None
    assert Path(ben.store).read_bytes() == before


def test_work_that_goes_on_meanwhile_ends_the_merge(
    study: Study, ben: Study, ben_here: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    heard: list[Progress] = []

    def interfere(progress: Progress) -> None:
        heard.append(progress)
        if progress.unit == "things" and progress.done and not ben_here.document(may).flag_reason:
            ben_here.flag(may, "Who?")

    with pytest.raises(ChangeRefused, match="was changed while the copies were merged"):
        study.merge([Path(ben.store)], progress=interfere)
    assert ben_here.coding(may).records == ()
    assert merge(study, ben).change is not None


def test_a_merge_tells_nobody_in_the_history_what_others_coded(
    study: Study, ben: Study, may: str, finding: Finding
) -> None:
    ben.add_record(may, finding())
    change = merge(study, ben).change
    assert change is not None

    detail = study.change(change)
    assert detail.change.summary == "Work of ben merged."
    assert detail.things == ()
    assert "finding" not in str(detail)
