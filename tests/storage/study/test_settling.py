"""Disagreements and how they are settled: what is gold by itself, what somebody decides, and who may."""

import sqlite3
from dataclasses import replace

import pytest

from storage import (
    Case,
    CaseKind,
    CaseQuery,
    Certainty,
    ChangeRefused,
    Decision,
    Disagreement,
    Layer,
    NewEvidence,
    Progress,
    Reason,
    RecordEntry,
    Settled,
    ValueRefused,
)
from storage.records import Record

EVERYTHING = CaseQuery(is_open=None, with_agreed=True)


def finding(start, end, fault="silence", **more):
    return RecordEntry("finding", {"fault": fault}, (NewEvidence(start, end),), **more)


def ready(study):
    """The study, its round opened: nobody codes in it any more."""
    if not study.rounds_to_settle():
        study.open_round("main")
    return study


def cases(study, query=EVERYTHING) -> list[Case]:
    return list(ready(study).disagreements(query, limit=100).rows)


def the(study, name, query=EVERYTHING) -> Case:
    (found,) = [each for each in cases(study, query) if each.name == name]
    return found


def gold(study, document) -> list[Record]:
    return list(ready(study).coded_by_many(document).gold)


def passages(record):
    return [(each.start, each.end) for each in record.evidence]


# What needs nobody to decide


def test_what_all_coders_agree_about_is_gold_with_everybodys_passages(study, ben, lea, april):
    study.add_record(april, finding(0, 20, certainty=Certainty.HIGH, note="one"))
    ben.add_record(april, finding(5, 25, note="other"))
    ben.set_variable(april, "outcome", "upheld")
    study.set_variable(april, "outcome", "upheld")
    report = ready(lea).settle_unanimous()

    (record,) = gold(lea, april)
    assert (report.settled, dict(report.left), report.single) == (2, {}, 0)
    assert (record.layer, record.values) == (Layer.GOLD, {"fault": "silence"})
    assert (record.certainty, record.note, passages(record)) == (None, "", [(0, 25)])
    assert {each.settlement.how for each in cases(lea)} == {Settled.UNANIMOUS}
    assert the(lea, "outcome").settlement.value.value == "upheld"


def test_passages_that_overlap_by_half_are_enough_and_by_less_are_not(study, ben, lea, april, may):
    study.add_record(april, finding(0, 20))
    ben.add_record(april, finding(0, 10))
    study.add_record(may, finding(0, 20))
    ben.add_record(may, finding(0, 9))
    ready(lea).settle_unanimous()

    assert len(gold(lea, april)) == 1
    assert the(lea, "finding", CaseQuery()).difference is Disagreement.PASSAGES


def test_other_answers_and_records_that_one_alone_has_are_disagreements(study, ben, lea, april):
    study.add_record(april, finding(0, 20))
    ben.add_record(april, finding(0, 20, "mistake"))
    ben.add_record(april, finding(30, 50))
    study.set_variable(april, "topic", "letters")
    ready(lea).settle_unanimous()

    differ = [(each.name, each.difference) for each in cases(lea)]
    assert differ == [
        ("topic", Disagreement.ALONE),
        ("finding", Disagreement.ANSWERS),
        ("finding", Disagreement.ALONE),
    ]
    assert gold(lea, april) == []


def test_the_order_of_several_values_is_no_difference(study, ben, lea, april):
    study.set_variable(april, "respondent", ("Office", "Council"))
    ben.set_variable(april, "respondent", ("Council", "Office"))

    assert ready(lea).settle_unanimous().settled == 1


def test_documents_of_one_coder_go_to_gold_only_when_that_is_asked_for(study, ben, lea, april, may):
    study.add_record(may, finding(0, 20))
    report = ready(lea).settle_unanimous()

    assert (report.settled, report.single, gold(lea, may), cases(lea)) == (0, 1, [], [])

    report = ready(lea).settle_unanimous(single=True)

    assert (report.settled, report.single, len(gold(lea, may))) == (1, 1, 1)


def test_settling_again_settles_nothing_twice(study, ben, lea, april):
    for each in (study, ben):
        each.add_record(april, finding(0, 20))
        each.add_record(april, finding(30, 50))

    assert ready(lea).settle_unanimous().settled == 2
    assert lea.settle_unanimous().change is None
    assert [each.number for each in gold(lea, april)] == [1, 2]


def test_what_is_unanimous_is_taken_back_and_brought_again_as_one(study, ben, lea, april, may):
    for document in (april, may):
        for each in (study, ben):
            each.add_record(document, finding(0, 20))
    report = ready(lea).settle_unanimous()
    undone = lea.undo_change(report.change)

    assert gold(lea, april) == []
    assert all(each.is_open for each in cases(lea))

    lea.undo_change(undone.uid)

    assert len(gold(lea, april)) == len(gold(lea, may)) == 1
    assert list(lea.verify()) == []


@pytest.mark.parametrize("after", [0, 1])
def test_a_settling_that_is_stopped_leaves_nothing(study, ben, lea, store, april, may, after):
    for each in (study, ben):
        each.add_record(april, finding(0, 20))
    study.add_record(may, finding(0, 20))
    told = []

    def stop(progress: Progress) -> None:
        told.append(progress)
        if len(told) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ready(lea).settle_unanimous(progress=stop)
    with sqlite3.connect(store) as connection:
        left = connection.execute(
            "SELECT (SELECT count(*) FROM settlement), (SELECT count(*) FROM settlement_origin), "
            "(SELECT count(*) FROM record WHERE layer = 'gold')"
        ).fetchone()
    connection.close()

    assert left == (0, 0, 0)
    assert gold(lea, april) == []
    assert all(each.is_open for each in cases(lea))
    assert ready(lea).settle_unanimous().settled == 1


# What somebody decides


@pytest.fixture
def topic(study, april):
    """anna has answered a variable that ben left open."""
    study.set_variable(april, "topic", "letters")


@pytest.fixture
def differing(study, ben, lea, april):
    """anna and ben saw the same finding, and answer otherwise."""
    study.add_record(april, finding(0, 20, note="anna's"))
    ben.add_record(april, finding(10, 30, "mistake"))
    return the(lea, "finding")


def test_one_side_is_taken_as_it_is_with_reason_and_note(differing, lea, april):
    settled = lea.settle(differing, Decision(("ben",)), Reason.GAP, " see page 3 ")

    (record,) = gold(lea, april)
    assert (record.values, passages(record)) == ({"fault": "mistake"}, [(10, 30)])
    told = settled.settlement
    assert (told.how, told.reason, told.note) == (Settled.ADJUDICATED, Reason.GAP, "see page 3")
    assert (told.coder, told.record.uid) == ("lea", record.uid)
    assert cases(lea, CaseQuery()) == []


def test_both_sides_stand_as_two_records(differing, lea, april):
    lea.settle(differing, Decision(("anna", "ben")), Reason.SLIP)

    assert [each.values["fault"] for each in gold(lea, april)] == ["silence", "mistake"]
    assert len(cases(lea, CaseQuery(is_open=False))) == 2
    assert list(lea.verify()) == []


def test_passages_are_merged_with_the_answers_of_one(differing, lea, april):
    lea.settle(differing, Decision(("anna",), merges=True), Reason.EDGE)

    (record,) = gold(lea, april)
    assert (record.values, passages(record)) == ({"fault": "silence"}, [(0, 30)])


def test_an_edited_record_is_checked_like_any_other(differing, lea, april):
    with pytest.raises(ValueRefused):
        lea.settle(differing, Decision(entry=finding(0, 5, "nonsense")), Reason.SLIP)

    lea.settle(differing, Decision(entry=finding(0, 5, "delay")), Reason.SLIP)

    assert [each.values["fault"] for each in gold(lea, april)] == ["delay"]


def test_rejecting_all_settles_without_gold(differing, lea, april):
    settled = lea.settle(differing, Decision(), Reason.AMBIGUOUS)

    assert settled.settlement.is_rejection
    assert gold(lea, april) == []
    assert cases(lea, CaseQuery()) == []


def test_undo_lists_the_disagreement_again_and_redo_settles_it(differing, lea, april):
    lea.settle(differing, Decision(("ben",)), Reason.GAP)
    lea.undo(april)

    assert gold(lea, april) == []
    assert the(lea, "finding", CaseQuery()).uid == differing.uid

    lea.redo(april)

    assert len(gold(lea, april)) == 1
    assert list(lea.verify()) == []


def test_a_settled_case_is_decided_anew_by_who_has_seen_it(differing, lea, april):
    settled = lea.settle(differing, Decision(("ben",)), Reason.GAP)
    again = lea.settle(settled, Decision(("anna",)), Reason.SLIP)

    assert [each.values["fault"] for each in gold(lea, april)] == ["silence"]
    lea.undo(april)
    assert the(lea, "finding").settlement.uid == settled.settlement.uid
    assert again.settlement.uid != settled.settlement.uid


def test_editing_what_is_gold_keeps_its_number(differing, lea, april):
    settled = lea.settle(differing, Decision(("ben",)), Reason.GAP)
    lea.settle(settled, Decision(entry=finding(0, 5, "delay")), Reason.GAP)

    (record,) = gold(lea, april)
    assert (record.number, record.values) == (1, {"fault": "delay"})
    lea.undo(april)
    assert gold(lea, april)[0].values == {"fault": "mistake"}


def test_several_values_of_two_coders_are_put_together(study, ben, lea, april):
    study.set_variable(april, "respondent", ("Office",))
    ben.set_variable(april, "respondent", ("Council",))
    study.set_variable(april, "weeks", 9)
    ben.set_variable(april, "weeks", 8)
    both = Decision(("anna", "ben"))
    settled = lea.settle(the(lea, "respondent"), both, Reason.SLIP)
    lea.settle(settled, Decision(("ben",)), Reason.SLIP)
    lea.undo(april)

    assert the(lea, "respondent").settlement == settled.settlement
    assert settled.settlement.value.value == ("Office", "Council")
    with pytest.raises(ChangeRefused, match="cannot be two"):
        lea.settle(the(lea, "weeks"), both, Reason.SLIP)
    edited = RecordEntry("weeks", {"weeks": 7}, (NewEvidence(0, 5),))
    assert lea.settle(the(lea, "weeks"), Decision(entry=edited), None).settlement.value.value == 7


def test_the_second_of_two_adjudicators_is_refused_and_sees_the_first(differing, lea, kim):
    kim.settle(differing, Decision(("ben",)), Reason.GAP)

    with pytest.raises(ChangeRefused, match=r"kim settled this meanwhile \(gap\)"):
        lea.settle(differing, Decision(("anna",)), Reason.SLIP)
    assert the(lea, "finding").settlement.coder == "kim"


def test_what_was_settled_otherwise_is_not_brought_again(differing, lea, kim, april):
    kim.settle(differing, Decision(("ben",)), Reason.GAP)
    kim.undo(april)
    lea.settle(the(lea, "finding"), Decision(("anna",)), Reason.SLIP)

    with pytest.raises(ChangeRefused, match="settled otherwise since"):
        kim.redo(april)


def test_gold_records_of_two_adjudicators_are_numbered_together(study, ben, lea, kim, april):
    study.add_record(april, finding(0, 20))
    study.add_record(april, finding(30, 50))
    ben.set_variable(april, "weeks", 9)
    first, second = (each for each in cases(lea) if each.kind is CaseKind.RECORD)
    lea.settle(first, Decision(("anna",)), Reason.SLIP)
    kim.settle(second, Decision(("anna",)), Reason.SLIP)

    assert [each.number for each in gold(lea, april)] == [1, 2]


# Links


@pytest.fixture
def linked(study, ben, lea, april):
    """anna and ben agree about a finding, and differ about the remedy that redresses it."""
    for each, amount in ((study, 150), (ben, 200)):
        found = each.add_record(april, finding(0, 20))
        remedy = RecordEntry("remedy", {"amount": amount}, (NewEvidence(58, 90),))
        links = {"redresses": [found.uid]} if each is study else None
        each.add_record(april, remedy, links)
    return lea


@pytest.mark.parametrize("unanimous_first", [True, False])
def test_gold_is_linked_as_what_it_was_made_of(linked, april, unanimous_first):
    if unanimous_first:
        ready(linked).settle_unanimous()
    linked.settle(the(linked, "remedy"), Decision(("anna",)), Reason.SLIP)
    if not unanimous_first:
        ready(linked).settle_unanimous()

    found, remedy = gold(linked, april)
    assert [(link.relation, link.to_record) for link in remedy.links] == [("redresses", found.uid)]
    assert list(linked.verify()) == []


def test_the_links_of_a_side_that_was_not_taken_are_left_out(linked, april):
    ready(linked).settle_unanimous()
    linked.settle(the(linked, "remedy"), Decision(("ben",)), Reason.SLIP)

    assert gold(linked, april)[1].links == ()


def test_an_edited_record_has_the_links_that_were_entered(linked, april):
    ready(linked).settle_unanimous()
    (found,) = gold(linked, april)
    entry = RecordEntry("remedy", {}, (NewEvidence(58, 90),))
    none = Decision(entry=entry, links={"redresses": ()})
    case = linked.settle(the(linked, "remedy"), none, Reason.SLIP)
    assert case.settlement.record.links == ()

    case = linked.settle(case, replace(none, links={"redresses": (found.uid,)}), Reason.SLIP)
    assert [link.to_record for link in case.settlement.record.links] == [found.uid]


# Who may, and when


def test_a_coder_settles_nothing_and_sees_nothing(differing, ben, april):
    for ask in (
        lambda: ben.disagreements(),
        lambda: ben.coded_by_many(april),
        lambda: ben.settle(differing, Decision(("ben",)), Reason.SLIP),
        lambda: ben.settle_unanimous(),
    ):
        with pytest.raises(ChangeRefused, match="Only a lead or an adjudicator"):
            ask()
    assert ben.unclear_values() == ()


def test_nothing_is_settled_in_a_round_that_is_still_blind(lea, study, april):
    with pytest.raises(ChangeRefused, match="not open yet"):
        lea.disagreements(CaseQuery(round="pilot"))
    with pytest.raises(ChangeRefused, match="not open yet"):
        lea.settle_unanimous("pilot")


def test_only_the_coding_of_the_round_is_compared(study, ben, lea, store, april):
    study.add_record(april, finding(0, 20))
    ben.add_record(april, finding(30, 50))
    with sqlite3.connect(store) as connection:
        connection.execute(
            "UPDATE review SET round = 'recode' WHERE coder_id = "
            "(SELECT id FROM coder WHERE name = 'ben')"
        )
    connection.close()

    assert cases(lea) == []


# Voiding


@pytest.fixture
def agreed(study, ben, april):
    """anna and ben agree about a variable."""
    for each in (study, ben):
        each.set_variable(april, "outcome", "upheld")


def test_gold_that_rests_on_a_reopened_layer_is_void_and_listed_again(
    agreed, differing, lea, april
):
    lea.settle_unanimous()
    lea.settle(the(lea, "finding"), Decision(("ben",)), Reason.GAP)

    said = lea.reopen_round("main", "ben")

    assert "2 settlements that rest on it are void" in said
    assert gold(lea, april) == []
    assert all(each.is_open for each in cases(lea))
    assert list(lea.verify()) == []


def test_nothing_is_settled_while_a_layer_is_reopened(differing, lea, april):
    lea.reopen_round("main", "ben")
    for settle in (lambda: lea.settle(differing, Decision(), Reason.SLIP), lea.settle_unanimous):
        with pytest.raises(ChangeRefused, match="reopened to a coder"):
            settle()
    lea.open_round("main")
    lea.settle(differing, Decision(("ben",)), Reason.SLIP)

    assert len(gold(lea, april)) == 1


# Lists


def test_a_list_is_the_same_whichever_way_it_is_paged(study, ben, lea, april, may, ardley):
    for document in (april, may, ardley):
        study.set_variable(document, "topic", "letters")
        for start in (0, 20, 40):
            ben.add_record(document, finding(start, start + 10))
            study.set_variable(document, "weeks", start)
    whole = [each.uid for each in cases(lea, CaseQuery())]
    forwards, cursor = [], None
    while True:
        page = lea.disagreements(cursor=cursor, limit=2)
        forwards += [each.uid for each in page.rows]
        cursor = page.after
        if cursor is None:
            break
    backwards, cursor = [], None
    while True:
        page = lea.disagreements(cursor=cursor, backwards=True, limit=4)
        backwards = [*(each.uid for each in page.rows), *backwards]
        cursor = page.before
        if cursor is None:
            break
    around = lea.disagreements(around=whole[7], limit=4)

    assert len(whole) == 15
    assert forwards == backwards == whole
    assert [each.uid for each in around.rows] == whole[5:9]
    assert around.before is not None
    assert around.after is not None


def test_lists_are_limited_by_name_document_and_reason(topic, differing, lea, may):
    lea.settle(the(lea, "topic"), Decision(), Reason.EDGE)

    assert [each.name for each in cases(lea, CaseQuery(name="finding"))] == ["finding"]
    assert cases(lea, CaseQuery(document=may)) == []
    by_reason = CaseQuery(is_open=None, reason=Reason.EDGE)
    assert [each.name for each in cases(lea, by_reason)] == ["topic"]
    assert cases(lea, replace(by_reason, reason=Reason.GAP)) == []


def test_values_that_coders_differ_about_are_told_by_reason_gaps_first(topic, differing, lea):
    lea.settle(the(lea, "topic"), Decision(), Reason.SLIP)
    lea.settle(differing, Decision(("ben",)), Reason.GAP)

    told = [
        (each.record_type, each.field, each.value, dict(each.reasons))
        for each in lea.unclear_values()
    ]
    assert told == [
        ("finding", "fault", "mistake", {Reason.GAP: 1}),
        ("finding", "fault", "silence", {Reason.GAP: 1}),
        (None, "topic", None, {Reason.SLIP: 1}),
    ]


# What must hold


def test_verify_finds_gold_that_is_none_and_what_was_settled_twice(differing, lea, store):
    lea.settle(differing, Decision(("ben",)), Reason.GAP)
    with sqlite3.connect(store) as connection:
        connection.execute("UPDATE record SET layer = 'coder' WHERE layer = 'gold'")
        connection.execute(
            "INSERT INTO settlement_origin (settlement_id, record_id) "
            "SELECT settlement_id, record_id FROM settlement_origin LIMIT 1"
        )
    connection.close()

    told = {problem.what for problem in lea.verify()}
    assert {"what was settled is not gold", "it was settled twice"} <= told


def test_erasing_a_document_takes_what_was_said_of_its_cases(differing, lea, store, april):
    lea.settle(differing, Decision(("ben",)), Reason.GAP, "anna misread it")
    lea.erase(april, "ethics")

    with sqlite3.connect(store) as connection:
        notes = connection.execute("SELECT note FROM settlement").fetchall()
    connection.close()
    assert notes == [("",)]
    assert cases(lea) == []
