"""Coders at work in their copies: whatever comes back, however often and in any order, gives one study."""

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage import Coding, InputError, Missing, NewEvidence, Passage, RecordEntry, Study

Opened = Callable[..., Study]

STATE = {
    "record": """SELECT uid, type, certainty, note, first_start, created_at, updated_at,
        (SELECT group_concat(field || position || coalesce(text, '') || coalesce(missing, ''), '|')
            FROM (SELECT * FROM field_value WHERE record_id = record.id ORDER BY field, position)),
        (SELECT group_concat(uid || start, '|')
            FROM (SELECT * FROM evidence WHERE record_id = record.id ORDER BY uid))
        FROM record WHERE removed_at IS NULL""",
    "variable_value": """SELECT uid, name, basis, note, updated_at,
        (SELECT group_concat(field || position || coalesce(text, '') || coalesce(missing, ''), '|')
            FROM (SELECT * FROM field_value WHERE variable_value_id = variable_value.id
                ORDER BY position))
        FROM variable_value WHERE removed_at IS NULL""",
    "link": """SELECT link.relation, a.uid, b.uid FROM link JOIN record AS a ON a.id = from_record_id
        JOIN record AS b ON b.id = to_record_id WHERE link.removed_at IS NULL""",
    "memo": "SELECT uid, target, text, updated_at FROM memo WHERE removed_at IS NULL",
    "review": """SELECT document.uid, coder.name, status, flag_reason, excluded_reason, completed_at
        FROM review JOIN document ON document.id = document_id JOIN coder ON coder.id = coder_id""",
    "dismissal": "SELECT document_id, name FROM dismissal",
    "change": """SELECT change.uid, hash, payload FROM change JOIN coder ON coder.id = coder_id
        WHERE coder.name <> 'anna'""",
}
"""What there is of coding, by uids; numbers are labels, and anna's own chain is of what she merged."""


def state(store: Path) -> dict[str, list[Any]]:
    with closing(sqlite3.connect(store)) as connection:
        return {name: sorted(connection.execute(query), key=repr) for name, query in STATE.items()}


class Worker:
    """Somebody who does one thing after another, without a plan."""

    def __init__(self, study: Study, seed: int, documents: int) -> None:
        self.study = study
        self.chance = random.Random(seed)
        self.documents = [each.uid for each in study.documents().rows[-documents:]]

    def work(self, times: int) -> None:
        deeds = [name for name in dir(self) if name.startswith("do_")]
        for _ in range(times):
            self.document = self.chance.choice(self.documents)
            try:
                getattr(self, self.chance.choice(deeds))()
            except (InputError, IndexError):
                continue

    @property
    def coding(self) -> Coding:
        return self.study.coding(self.document)

    def entry(self, kind: str) -> RecordEntry:
        start = self.chance.randrange(40)
        passages = [NewEvidence(start, start + 5), NewEvidence(0, 3)]
        fault = self.chance.choice(["delay", "silence", Missing.UNCLEAR])
        values = {"fault": fault, "affected": ("child",)} if kind == "finding" else {}
        chosen = tuple(passages[: self.chance.randint(1, 2)])
        return RecordEntry(kind, values, chosen, None, self.chance.choice(["", "Hm."]))

    def do_add(self) -> None:
        kind = self.chance.choice(["finding", "remedy"])
        links = None
        if kind == "remedy":
            findings = [each.uid for each in self.coding.records if each.type == "finding"]
            links = {"redresses": findings[:2]}
        self.study.add_record(self.document, self.entry(kind), links)

    do_add_another = do_add

    def do_change(self) -> None:
        record = self.chance.choice(self.coding.records)
        self.study.change_record(record.uid, self.entry(record.type))

    def do_remove(self) -> None:
        self.study.remove_record(self.chance.choice(self.coding.records).uid)

    def do_link(self) -> None:
        records = self.coding.records
        one, other = self.chance.choice(records), self.chance.choice(records)
        relation = "same_as" if one.type == other.type else "redresses"
        self.study.add_links(one.uid, relation, [other.uid])

    def do_unlink(self) -> None:
        links = [link for record in self.coding.records for link in record.links]
        self.study.remove_link(self.chance.choice(links).uid)

    def do_set(self) -> None:
        name, value = self.chance.choice([("outcome", "upheld"), ("topic", "rooms")])
        self.study.set_variable(self.document, name, value, note=str(self.chance.random()))

    do_set_again = do_set

    def do_clear(self) -> None:
        self.study.clear_variable(self.document, self.chance.choice(list(self.coding.variables)))

    def do_confirm(self) -> None:
        self.study.confirm_identifiers(self.document)

    def do_dismiss(self) -> None:
        self.study.dismiss_proposal(self.document, "reference")

    def do_memo(self) -> None:
        self.study.add_memo("passage", self.document, "Odd.", passage=Passage(0, 4))

    def do_memo_again(self) -> None:
        self.study.change_memo(self.chance.choice(self.coding.memos).uid, "Because.")

    def do_forget_memo(self) -> None:
        self.study.remove_memo(self.chance.choice(self.coding.memos).uid)

    def do_flag(self) -> None:
        self.study.flag(self.document, self.chance.choice(["Who?", "When?"]))

    def do_finish(self) -> None:
        self.study.finish(self.document, ["finding", "remedy"])

    def do_reopen(self) -> None:
        self.study.reopen(self.document)

    def do_undo(self) -> None:
        self.study.undo(self.document)

    def do_redo(self) -> None:
        self.study.redo(self.document)


@pytest.fixture(scope="module")
def handed(small_template: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The study with some work of ben's, and copies handed out to ben (two) and cleo."""
    folder = tmp_path_factory.mktemp("handed")
    store = Path(shutil.copy(small_template, folder / "study.db"))
    with Study.open(store, coder="ben") as study:
        Worker(study, 1, 1).work(20)
    with Study.open(store, coder="anna") as study:
        for name, coder in (("ben", "ben"), ("again", "ben"), ("cleo", "cleo")):
            study.hand_out(folder / f"{name}.db", coder=coder)
    return {name: folder / f"{name}.db" for name in ("study", "ben", "again", "cleo")}


def copied(path: Path, to: Path) -> Path:
    return Path(shutil.copy(path, to))


def work_in(path: Path, coder: str, seed: int, documents: int = 2) -> None:
    with Study.open(path, coder=coder) as study:
        Worker(study, seed, documents).work(16)


def merged(handed: dict[str, Path], to: Path, turns: list[list[Path]]) -> dict[str, list[Any]]:
    """What the study is when copies have come back in turn."""
    store = copied(handed["study"], to)
    with Study.open(store, coder="anna") as study:
        for files in turns:
            study.merge(files)
        assert list(study.verify()) == []
    return state(store)


@pytest.mark.parametrize("seed", [3])
def test_copies_give_the_same_study_in_any_order_and_any_number_of_times(
    handed: dict[str, Path], tmp_path: Path, seed: int
) -> None:
    early, late = {}, {}
    for place, name in enumerate(("ben", "cleo")):
        late[name] = copied(handed[name], tmp_path / f"{name}.db")
        work_in(late[name], name, 10 * seed + place)
        early[name] = copied(late[name], tmp_path / f"{name}-early.db")
        work_in(late[name], name, 10 * seed + place + 5)
    turns = [[early[name]] for name in early] * 2 + [[late[name]] for name in late] * 2
    random.Random(seed).shuffle(turns)

    at_once = merged(handed, tmp_path / "once.db", [list(late.values())])
    assert merged(handed, tmp_path / "often.db", turns) == at_once
    for name, path in late.items():
        with (
            Study.open(path, coder=name) as copy,
            Study.open(tmp_path / "often.db", coder=name) as study,
        ):
            for document in copy.documents().rows:
                assert study.coding(document.uid) == copy.coding(document.uid)


@pytest.mark.parametrize("seed", range(2))
def test_a_coder_against_themselves_comes_to_the_same_whichever_copy_is_first(
    handed: dict[str, Path], tmp_path: Path, seed: int
) -> None:
    """Two copies of one coder, worked in apart from each other: numbers may differ, nothing else."""
    one, other = (copied(handed[name], tmp_path / f"{name}.db") for name in ("ben", "again"))
    work_in(one, "ben", 100 + seed, 1)
    work_in(other, "ben", 200 + seed, 1)

    first = merged(handed, tmp_path / "a.db", [[one], [other], [one]])
    assert merged(handed, tmp_path / "b.db", [[other], [one]]) == first
