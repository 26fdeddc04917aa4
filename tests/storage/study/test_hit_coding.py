"""Records and values made of search hits: one change, taken back as a whole."""

from pathlib import Path

import pytest

from storage import (
    ChangeRefused,
    Hit,
    Money,
    NewEvidence,
    RecordEntry,
    Status,
    Study,
    ValueRefused,
    search_query,
)

SILENCE = {"fault": "silence"}
OFFICE, SORRY = "office kind:other", "sorry kind:other"


def hits(study: Study, line: str) -> list[Hit]:
    return [hit for some in study.hits(search_query(line)) for hit in some.hits]


def quotes(study: Study, uid: str, record_type: str = "finding") -> list[str]:
    """The words that each record of a document rests on, in the order of their numbers."""
    return [
        " + ".join(passage.quote for passage in record.evidence)
        for record in study.coding(uid).records
        if record.type == record_type
    ]


def state(study: Study, uid: str) -> tuple[object, ...]:
    """What is counted of a document and of the study, and that all of it is in order."""
    overview, document = study.overview(), study.document(uid)
    assert list(study.verify()) == []
    return document.status, dict(document.record_counts), dict(overview.records), overview.statuses


def test_every_sentence_with_hits_becomes_one_record(study: Study, april: str, may: str) -> None:
    made = study.code_hits(hits(study, "/him|nine weeks|office/ kind:other"), "finding", SILENCE)

    assert (made.made, made.sentences, made.documents, made.left_out) == (3, 3, 2, 0)
    assert quotes(study, april) == [
        "Nobody answered him for nine weeks.",
        "The office said sorry to Mr A.",
    ]
    assert quotes(study, may) == ["The office forgot to reply."]
    first, *_ = study.coding(april).records
    assert (first.number, first.values, first.coder) == (1, SILENCE, "anna")
    assert first.first_start == first.evidence[0].start
    assert state(study, april)[0] is Status.IN_PROGRESS


def test_it_is_taken_back_and_brought_again_as_a_whole(study: Study, april: str, may: str) -> None:
    before = state(study, april)
    made = study.code_hits(hits(study, OFFICE), "finding", SILENCE)
    after = state(study, april)
    undone = study.undo_change(made.change)

    assert undone.summary == "Undone: 2 findings made from search hits in 2 documents."
    assert state(study, april) == before
    assert quotes(study, may) == []

    study.undo_change(undone.uid)

    assert state(study, april) == after
    assert quotes(study, may) == ["The office forgot to reply."]


def test_a_dry_run_tells_the_same_and_makes_nothing(study: Study, april: str) -> None:
    found, before = hits(study, OFFICE), state(study, april)
    planned = study.code_hits(found, "finding", SILENCE, dry_run=True)

    assert state(study, april) == before
    assert study.code_hits(found, "finding", SILENCE).made == planned.made == 2


def test_hits_that_are_coded_so_already_are_left_out(study: Study, april: str, may: str) -> None:
    text = study.text(april).text
    spot = NewEvidence(text.index("office"), text.index("office") + 6)
    study.add_record(april, RecordEntry("finding", SILENCE | {"code": "x"}, (spot,)))
    found = hits(study, OFFICE)

    made = study.code_hits(found, "finding", SILENCE)
    assert (made.made, made.left_out) == (1, 1)
    assert [record.number for record in study.coding(april).records] == [1]

    with pytest.raises(ChangeRefused, match="coded so already"):
        study.code_hits(found, "finding", SILENCE)

    other = study.code_hits(found, "finding", {"fault": "mistake"})
    assert (other.made, other.left_out) == (2, 0)
    assert [record.number for record in study.coding(april).records] == [1, 2]
    assert study.code_hits(found, "remedy", {"amount": Money(5)}).made == 2


def test_another_coders_records_are_no_reason_to_leave_a_hit_out(
    study: Study, opened, store: Path, april: str
) -> None:
    study.code_hits(hits(study, SORRY), "finding", SILENCE)
    ben = opened(store, "ben")

    assert ben.code_hits(hits(ben, SORRY), "finding", SILENCE).made == 1
    assert len(quotes(study, april)) == len(quotes(ben, april)) == 1


def test_a_done_document_stays_done_and_a_record_of_ones_own_keeps_it_begun(
    study: Study, april: str, may: str, finding
) -> None:
    study.set_variable(april, "outcome", "upheld")
    study.finish(april, ["finding", "remedy"])
    made = study.code_hits(hits(study, OFFICE), "finding", SILENCE)

    assert study.document(april).status is Status.DONE
    assert study.document(may).status is Status.IN_PROGRESS

    study.add_record(may, finding())
    study.undo_change(made.change)

    assert study.document(april).status is Status.DONE
    assert study.document(may).status is Status.IN_PROGRESS
    assert list(study.verify()) == []


def test_it_is_not_taken_back_once_one_of_its_records_was_changed(study: Study, april: str) -> None:
    made = study.code_hits(hits(study, SORRY), "finding", SILENCE)
    study.remove_record(study.coding(april).records[0].uid)

    with pytest.raises(ChangeRefused, match="changed since"):
        study.undo_change(made.change)


@pytest.mark.parametrize(("cues", "shown"), [(True, False), (False, None)])
def test_the_list_of_hits_shows_no_cue(study: Study, april: str, cues: bool, shown: object) -> None:
    study.set_cues(cues)
    study.code_hits(hits(study, OFFICE), "finding", SILENCE)

    assert [record.cue_shown for record in study.coding(april).records] == [shown]


def test_a_hit_that_reaches_over_sentences_makes_one_record_of_them(
    study: Study, april: str
) -> None:
    study.code_hits(hits(study, r"/april\. nobody|weeks/ kind:other"), "finding", SILENCE)

    assert quotes(study, april) == ["Mr A wrote in April. Nobody answered him for nine weeks."]


def test_hits_of_a_document_that_is_gone_are_left_out(study: Study, april: str) -> None:
    found = hits(study, OFFICE)
    study.remove_documents([april])

    made = study.code_hits(found, "finding", SILENCE)

    assert (made.made, made.documents, made.left_out) == (1, 1, 1)


def test_a_wrong_answer_makes_nothing(study: Study, april: str) -> None:
    with pytest.raises(ValueRefused):
        study.code_hits(hits(study, OFFICE), "finding", {"fault": "no such"})

    assert quotes(study, april) == []


def test_stopping_half_way_makes_nothing(study: Study, april: str) -> None:
    class Stopped(Exception):
        pass

    def stop(_progress: object) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        study.code_hits(hits(study, OFFICE), "finding", SILENCE, progress=stop)

    assert quotes(study, april) == []
    assert list(study.verify()) == []


def test_a_variable_is_answered_once_for_every_document(
    study: Study, april: str, may: str, ardley: str
) -> None:
    before = state(study, april)
    study.set_variable(may, "outcome", "withdrawn")
    found = hits(study, OFFICE) + hits(study, SORRY) + hits(study, '"upheld" kind:lgsco')
    made = study.answer_by_hits(found, "outcome", "upheld")

    assert (made.made, made.documents) == (2, 2)
    there = study.coding(april).variables["outcome"]
    assert (there.value, there.from_proposal) == ("upheld", None)
    assert [passage.quote for passage in there.evidence] == ["The office said sorry to Mr A."]
    assert study.coding(ardley).variables["outcome"].from_proposal == "accepted"
    assert study.coding(may).variables["outcome"].value == "withdrawn"
    assert study.document(april).status is Status.IN_PROGRESS

    study.undo_change(made.change)
    study.clear_variable(may, "outcome")

    assert state(study, april)[:3] == before[:3]
    assert study.coding(ardley).variables == {}


def test_a_variable_is_not_answered_for_kinds_it_is_not_asked_for(sample_study: Study) -> None:
    found = hits(sample_study, "council")
    asked = sample_study.codebook().variable("outcome")
    assert asked is not None
    assert asked.kinds
    made = sample_study.answer_by_hits(found, "outcome", "upheld")

    kinds = {
        document.kind
        for document in sample_study.documents().rows
        if "outcome" in sample_study.coding(document.uid).variables
    }
    assert made.left_out > 0
    assert kinds <= set(asked.kinds)
