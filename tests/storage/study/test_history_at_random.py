"""Any actions in any order: undone to the beginning and redone to the end, all is as it was."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    Basis,
    ChangeRefused,
    Coding,
    InputError,
    Missing,
    Money,
    NewEvidence,
    Passage,
    RecordEntry,
    Study,
)

VALUES = {
    "finding": {
        "fault": ["delay", "silence", Missing.UNCLEAR],
        "affected": [("child",), ("parent", "child"), Missing.REDACTED],
        "code": ["waiting", "rooms"],
    },
    "remedy": {"amount": [Money(3.5), Money(10.0, "EUR"), Missing.NOT_STATED]},
}
VARIABLES = {
    "outcome": ["upheld", "withdrawn", Missing.UNCLEAR],
    "respondent": [("A",), ("A", "B")],
    "topic": ["rooms"],
    "weeks": [0, 9],
}


class Coder:
    """A person who does one thing after another on one document, without a plan."""

    def __init__(self, study: Study, document: str, seed: int) -> None:
        self.study = study
        self.document = document
        self.chance = random.Random(seed)
        self.length = len(study.text(document).text)

    @property
    def coding(self) -> Coding:
        return self.study.coding(self.document)

    def act(self) -> None:
        """Do one thing; what cannot be done is left."""
        names = [name for name in dir(self) if name.startswith("try_")]
        try:
            getattr(self, self.chance.choice(names))()
        except (InputError, IndexError):
            return

    def passage(self) -> tuple[int, int]:
        start = self.chance.randrange(self.length - 1)
        return start, self.chance.randint(start + 1, min(start + 40, self.length))

    def entry(self, name: str) -> RecordEntry:
        fields = VALUES[name].items()
        values = {
            field: self.chance.choice(some) for field, some in fields if self.chance.random() < 0.6
        }
        count = self.chance.randint(1, 3)
        passages = tuple(NewEvidence(*self.passage()) for _ in range(count))
        return RecordEntry(name, values, passages, None, self.chance.choice(["", "Hm."]))

    def try_add_record(self) -> None:
        self.study.add_record(self.document, self.entry(self.chance.choice(list(VALUES))))

    def try_add_linked_record(self) -> None:
        findings = [each.uid for each in self.coding.records if each.type == "finding"]
        self.study.add_record(self.document, self.entry("remedy"), {"redresses": findings[:2]})

    def try_change_record(self) -> None:
        record = self.chance.choice(self.coding.records)
        self.study.change_record(record.uid, self.entry(record.type))

    def try_remove_record(self) -> None:
        self.study.remove_record(self.chance.choice(self.coding.records).uid)

    def try_add_evidence(self) -> None:
        record = self.chance.choice(self.coding.records)
        self.study.add_evidence(record.uid, NewEvidence(*self.passage()))

    def try_remove_evidence(self) -> None:
        record = self.chance.choice(self.coding.records)
        self.study.remove_evidence(self.chance.choice(record.evidence).uid)

    def try_add_links(self) -> None:
        records = self.coding.records
        one, other = self.chance.choice(records), self.chance.choice(records)
        relation = "same_as" if one.type == other.type else "redresses"
        self.study.add_links(one.uid, relation, [other.uid])

    def try_remove_link(self) -> None:
        links = [link for record in self.coding.records for link in record.links]
        self.study.remove_link(self.chance.choice(links).uid)

    def try_set_variable(self) -> None:
        name = self.chance.choice(list(VARIABLES))
        evidence = [NewEvidence(*self.passage())] * self.chance.randint(0, 1)
        value = self.chance.choice(VARIABLES[name])
        basis = self.chance.choice(list(Basis))
        self.study.set_variable(self.document, name, value, evidence=evidence, basis=basis)

    def try_clear_variable(self) -> None:
        self.study.clear_variable(self.document, self.chance.choice(list(self.coding.variables)))

    def try_confirm_identifiers(self) -> None:
        self.study.confirm_identifiers(self.document)

    def try_add_memo(self) -> None:
        value = self.chance.choice(list(self.coding.variables.values()))
        self.study.add_memo("value", value.uid, "Why?")

    def try_add_memo_on_passage(self) -> None:
        passage = Passage(*self.passage())
        self.study.add_memo("passage", self.document, "Odd.", passage=passage)

    def try_change_memo(self) -> None:
        self.study.change_memo(self.chance.choice(self.coding.memos).uid, "Because.")

    def try_remove_memo(self) -> None:
        self.study.remove_memo(self.chance.choice(self.coding.memos).uid)

    def try_flag(self) -> None:
        self.study.flag(self.document, self.chance.choice(["Who?", "When?"]))

    def try_unflag(self) -> None:
        self.study.unflag(self.document)

    def try_exclude(self) -> None:
        self.study.exclude(self.document, "a duplicate")

    def try_finish(self) -> None:
        self.study.finish(self.document, list(VALUES))

    def try_reopen(self) -> None:
        self.study.reopen(self.document)


def undo_everything(study: Study, document: str) -> list[Coding]:
    """What the document was after each undo, until there is nothing left to undo."""
    seen = []
    with pytest.raises(ChangeRefused, match="nothing of yours left to undo"):
        while True:
            study.undo(document)
            seen.append(study.coding(document))
    return seen


@pytest.mark.parametrize("seed", range(4))
def test_undoing_and_redoing_everything_goes_through_the_same_states(
    store: Path, opened: Callable[..., Study], ardley: str, seed: int
) -> None:
    study = opened(store)
    coder = Coder(study, ardley, seed)
    states = [study.coding(ardley)]
    for _ in range(14):
        coder.act()
        if len(list(study.history(ardley))) == len(states):
            states.append(study.coding(ardley))

    assert undo_everything(study, ardley) == states[-2::-1]
    assert list(study.verify()) == []
    again = opened(store)
    for state in states[1:]:
        again.redo(ardley)
        assert again.coding(ardley) == state
    assert list(again.verify()) == []


@pytest.mark.parametrize("seed", range(10, 13))
def test_whatever_two_coders_do_and_undo_the_study_stays_whole(
    store: Path, opened: Callable[..., Study], april: str, ardley: str, seed: int
) -> None:
    chance = random.Random(seed)
    coders = [
        Coder(opened(store, name), document, seed + place)
        for place, (name, document) in enumerate(
            [("anna", april), ("ben", april), ("anna", ardley), ("ben", ardley)]
        )
    ]
    for _ in range(40):
        coder, turn = chance.choice(coders), chance.random()
        recent = coder.study.history(coder.document, limit=8)
        own = [change for change in recent if change.coder == coder.study.coder]
        try:
            if turn < 0.15:
                coder.study.undo(coder.document)
            elif turn < 0.25:
                coder.study.redo(coder.document)
            elif turn < 0.35 and own:
                coder.study.undo_change(chance.choice(own).uid)
            else:
                coder.act()
        except ChangeRefused:
            continue

    assert list(coders[0].study.verify()) == []
    assert all(coder.coding.document.uid == coder.document for coder in coders)
