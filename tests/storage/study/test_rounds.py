"""Rounds are blind until they are opened; what was coded in an opened one is frozen."""

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from storage import (
    Assignment,
    ChangeRefused,
    DocumentQuery,
    Layer,
    NewEvidence,
    NotFound,
    Passage,
    RecordEntry,
    Role,
    Status,
    Study,
)
from storage.database import core
from storage.database.engine import reading, unit_of_work

Entry = Callable[..., RecordEntry]
Opened = Callable[..., Study]


@pytest.fixture
def ben(study: Study, opened: Opened) -> Study:
    """Somebody who codes in the study that anna leads."""
    study.add_coder("ben")
    return opened(Path(study.store), "ben")


@pytest.fixture
def coded(ben: Study, april: str, may: str, finding: Entry) -> dict[str, str]:
    """uids of what ben has coded: records, a value, a memo, evidence and a link."""
    first = ben.add_record(april, finding(0, 10, NewEvidence(12, 20)))
    other = ben.add_record(may, finding())
    linked = ben.add_links(first.uid, "same_as", [other.uid])
    ben.set_variable(april, "outcome", "upheld")
    memo = ben.add_memo("document", april, "Look again.")
    return {
        "record": first.uid,
        "evidence": linked.evidence[0].uid,
        "link": linked.links[0].uid,
        "memo": memo.uid,
    }


def test_an_opened_round_can_be_exported_while_another_is_blind(
    study: Study, ben: Study, opened: Opened, finding: Entry, tmp_path: Path
) -> None:
    study.add_coder("cara")
    cara = opened(Path(study.store), "cara")
    for name in ("pilot", "main"):
        study.assign(Assignment(name, coders=("ben", "cara"), size=2, seed=3))
    given = [each.uid for each in ben.documents(DocumentQuery(sort="queue")).rows if each.in_queue]
    for uid in given:
        record = ben.add_record(uid, finding())
        ben.set_variable(uid, "topic", "rooms")
        ben.add_memo("document", uid, "Hm.")
    # From the pilot into the blind round: even that there is such a record is not told.
    ben.add_links(ben.coding(given[0]).records[0].uid, "same_as", [record.uid])
    ben.add_memo("study", ben.overview().uid, "Of no round.")
    study.open_round("pilot")

    with pytest.raises(ChangeRefused, match="round main .* open: --round pilot --layer coder"):
        cara.export(tmp_path / "all", layer=Layer.CODER)
    with pytest.raises(ChangeRefused, match="in the round main"):
        cara.export(tmp_path / "main", layer=Layer.CODER, round="main")
    with pytest.raises(NotFound, match="no round pylot; there is main, pilot"):
        cara.export(tmp_path / "none", layer=Layer.CODER, round="pylot")
    cara.export(tmp_path / "pilot", layer=Layer.CODER, round="pilot")
    told = {
        name: list(csv.DictReader((tmp_path / "pilot" / f"{name}.csv").read_text().splitlines()))
        for name in ("documents", "reviews", "findings", "values", "evidence", "memos", "links")
    }
    assert sorted(each["document_id"] for each in told["documents"]) == sorted(given[:2])
    assert {(each["coder"], each["round"]) for each in told["reviews"]} == {
        ("ben", "pilot"),
        ("cara", "pilot"),
    }
    for name in ("findings", "values", "evidence"):
        assert {each["document_id"] for each in told[name]} == set(given[:2])
    assert [each["text"] for each in told["memos"]] == ["Hm.", "Hm."]
    assert told["links"] == []
    assert {each["n_links"] for each in told["findings"]} == {"0"}


def test_an_opened_round_tells_who_opened_it_and_when(study: Study, coded: object) -> None:
    assert study.open_round("main") == "Round main opened: its coding is frozen, and may be seen."
    (main,) = study.rounds()

    assert (main.name, main.opened_by) == ("main", "anna")
    assert main.opened_at is not None
    assert main.coders["ben"][Status.IN_PROGRESS] == 2
    with pytest.raises(ChangeRefused, match="open already"):
        study.open_round("main")


FROZEN: dict[str, Callable[[Study, str, str, dict[str, str], Entry], object]] = {
    "add_record": lambda ben, april, may, coded, finding: ben.add_record(april, finding()),
    "change_record": lambda ben, april, may, coded, finding: ben.change_record(
        coded["record"], finding()
    ),
    "remove_record": lambda ben, april, may, coded, finding: ben.remove_record(coded["record"]),
    "add_evidence": lambda ben, april, may, coded, finding: ben.add_evidence(
        coded["record"], NewEvidence(30, 40)
    ),
    "remove_evidence": lambda ben, april, may, coded, finding: ben.remove_evidence(
        coded["evidence"]
    ),
    "remove_link": lambda ben, april, may, coded, finding: ben.remove_link(coded["link"]),
    "add_links": lambda ben, april, may, coded, finding: ben.add_links(
        ben.coding(may).records[0].uid, "same_as", [coded["record"]]
    ),
    "change_answers": lambda ben, april, may, coded, finding: ben.change_answers(
        [coded["record"]], "fault", "mistake"
    ),
    "remove_records": lambda ben, april, may, coded, finding: ben.remove_records([coded["record"]]),
    "set_variable": lambda ben, april, may, coded, finding: ben.set_variable(
        april, "outcome", "not_upheld"
    ),
    "clear_variable": lambda ben, april, may, coded, finding: ben.clear_variable(april, "outcome"),
    "add_memo": lambda ben, april, may, coded, finding: ben.add_memo(
        "passage", april, "Hm.", passage=Passage(0, 5)
    ),
    "change_memo": lambda ben, april, may, coded, finding: ben.change_memo(coded["memo"], "Hm."),
    "remove_memo": lambda ben, april, may, coded, finding: ben.remove_memo(coded["memo"]),
    "finish": lambda ben, april, may, coded, finding: ben.finish(april, ["remedy"]),
    "exclude": lambda ben, april, may, coded, finding: ben.exclude(april, "no case"),
    "flag": lambda ben, april, may, coded, finding: ben.flag(april, "?"),
    "undo": lambda ben, april, may, coded, finding: ben.undo(april),
}


def test_nothing_that_is_frozen_can_be_changed(
    study: Study, ben: Study, april: str, may: str, coded: dict[str, str], finding: Entry
) -> None:
    study.open_round("main")
    before = (ben.coding(april), ben.coding(may))
    for name, change in FROZEN.items():
        with pytest.raises(ChangeRefused, match="anna has opened the round main") as refused:
            change(ben, april, may, coded, finding)
        assert str(refused.value).count(".") == 1, name

    assert (ben.coding(april), ben.coding(may)) == before
    assert list(study.verify()) == []


def test_recognised_values_of_a_frozen_document_stay_as_they_are(
    study: Study, ben: Study, ardley: str
) -> None:
    ben.set_variable(ardley, "outcome", "upheld")
    study.open_round("main")

    with pytest.raises(ChangeRefused, match="frozen"):
        ben.confirm_identifiers(ardley)
    with pytest.raises(ChangeRefused, match="frozen"):
        ben.dismiss_proposal(ardley, "reference")


def test_loads_and_searches_code_nothing_that_is_frozen(
    study: Study, ben: Study, coded: dict[str, str], tmp_path: Path
) -> None:
    study.open_round("main")
    (tmp_path / "more.jsonl").write_text(
        '{"type":"finding","document":{"source_name":"june.txt"},"coder":"ben",'
        '"evidence":[{"quote":"lost a file"}],"values":{"fault":"mistake"}}\n',
        encoding="utf-8",
    )

    with pytest.raises(ChangeRefused, match="frozen"):
        study.annotate(tmp_path / "more.jsonl")
    hits = ben.search("office").hits
    with pytest.raises(ChangeRefused, match="frozen"):
        ben.code_hits(hits, "finding", {"fault": "silence"})
    assert len(ben.memos()) == 1


def test_a_draft_and_a_memo_on_the_study_are_still_kept(
    study: Study, ben: Study, april: str, coded: object
) -> None:
    study.open_round("main")
    ben.save_draft(april, "{}")
    ben.add_memo("study", study.overview().uid, "On the whole.")

    assert ben.draft(april) is not None


def test_another_round_is_not_frozen(study: Study, ben: Study, april: str, finding: Entry) -> None:
    study.assign(Assignment("pilot", size=2, coders=("ben",)))
    study.assign(Assignment("main", coders=("ben",)))
    pilot, main = (
        [each.uid for each in ben.documents().rows if ben.coding(each.uid).review.round == name]
        for name in ("pilot", "main")
    )
    ben.add_record(pilot[0], finding())
    study.open_round("pilot")
    ben.add_record(main[0], finding())

    with pytest.raises(ChangeRefused, match="opened the round pilot"):
        ben.add_record(pilot[1], finding())
    with pytest.raises(ChangeRefused, match="takes no more documents"):
        study.assign(Assignment("pilot"))


def test_gold_is_written_while_coders_are_frozen(
    study: Study, ben: Study, april: str, coded: dict[str, str]
) -> None:
    study.open_round("main")
    with unit_of_work(study._engine) as session:
        for table in (core.record, core.link):
            session.execute(update(table).values(layer="gold"))

    assert ben.remove_record(coded["record"])


def test_a_round_reopened_to_a_coder_can_be_changed_by_them_only(
    study: Study, ben: Study, april: str, may: str, coded: dict[str, str], finding: Entry
) -> None:
    study.set_variable(april, "outcome", "upheld")
    study.open_round("main")
    assert study.reopen_round("main", "ben") == "Round main reopened to ben."
    ben.change_record(coded["record"], finding())
    with pytest.raises(ChangeRefused, match="anna's coding in it is frozen"):
        study.clear_variable(april, "outcome")

    assert study.rounds()[0].reopened == ("ben",)
    assert study.open_round("main") == "Round main is frozen again, as a whole."
    with pytest.raises(ChangeRefused, match="frozen"):
        ben.change_record(coded["record"], finding())


def test_reopening_voids_the_gold_that_rests_on_the_layer(
    study: Study, ben: Study, april: str, coded: dict[str, str]
) -> None:
    study.set_variable(april, "outcome", "upheld")
    study.open_round("main")
    with unit_of_work(study._engine) as session:
        for owner, uid in (
            (core.record, coded["record"]),
            (core.variable_value, study.coding(april).variables["outcome"].uid),
        ):
            row = session.execute(select(owner).where(owner.c.uid == uid)).one()
            settled = {
                "uid": f"settled-{owner.name}",
                "document_id": row.document_id,
                "round": "main",
                "kind": "record" if owner is core.record else "variable",
                "name": "finding",
                "how": "adjudicated",
                "note": "",
                "coder_id": 1,
                "created_at": "2026-01-01T00:00:00.000Z",
            }
            new = insert(core.settlement).values(settled).returning(core.settlement.c.id)
            origin = {
                "settlement_id": session.execute(new).scalar_one(),
                f"{owner.name}_id": row.id,
            }
            session.execute(insert(core.settlement_origin).values(origin))

    said = study.reopen_round("main", "ben")
    with reading(study._engine) as session:
        voided = session.execute(
            select(core.settlement.c.uid).where(core.settlement.c.voided_at.is_not(None))
        ).scalars()
        assert list(voided) == ["settled-record"]
    assert said == "Round main reopened to ben; 1 settlement that rests on it is void."


def test_opening_and_reopening_are_not_taken_back(study: Study, ben: Study, coded: object) -> None:
    study.open_round("main")
    opening = next(iter(study.history()))
    study.reopen_round("main", "ben")
    reopening = next(iter(study.history()))

    assert "what was shown stays seen" in (study.change(opening.uid).why_not or "")
    for change in (opening, reopening):
        with pytest.raises(ChangeRefused, match="cannot be taken back"):
            study.undo_change(change.uid)
    assert opening.uid in [each.uid for each in ben.history()]


def test_what_is_no_round_is_not_opened(study: Study, ben: Study, coded: object) -> None:
    with pytest.raises(NotFound, match="no round pilot"):
        study.open_round("pilot")
    with pytest.raises(ChangeRefused, match="was not opened"):
        study.reopen_round("main", "ben")
    with pytest.raises(ChangeRefused, match="Only who leads"):
        ben.open_round("main")


def test_nobody_sees_anothers_coding_before_its_round_is_opened(
    study: Study, ben: Study, opened: Opened, april: str, coded: object, finding: Entry
) -> None:
    study.add_coder("carl", Role.ADJUDICATOR)
    carl = opened(Path(study.store), "carl")
    assert ben.may_see("ben")
    assert not ben.may_see("anna")
    assert not carl.may_see("ben")
    assert study.may_see("ben")

    study.add_record(april, finding())
    assert not study.may_see("ben")
    study.open_round("main")
    assert study.may_see("ben")
    assert ben.may_see("anna")
    assert carl.may_see("ben")
    assert not carl.may_see("ben", "pilot")


def test_an_interface_that_stands_open_is_refused_as_soon_as_the_round_is_opened(
    study: Study, ben: Study, april: str, coded: object, finding: Entry
) -> None:
    form_opened_before = ben.open_document(april)
    study.open_round("main")

    with pytest.raises(ChangeRefused, match="frozen"):
        ben.add_record(form_opened_before.coding.document.uid, finding())
