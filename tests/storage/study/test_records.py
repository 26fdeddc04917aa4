from collections.abc import Callable
from pathlib import Path

import pytest

from storage import (
    Certainty,
    ChangeRefused,
    EvidenceError,
    Layer,
    Missing,
    Money,
    NewEvidence,
    NotFound,
    RecordEntry,
    Study,
    ValueRefused,
)

Entry = Callable[..., RecordEntry]


def test_a_record_is_kept_as_it_was_entered(study: Study, april: str) -> None:
    passages = (NewEvidence(22, 54), NewEvidence(45, 54, "length"))
    values = {"affected": ("parent", "child"), "fault": "delay", "length": " nine weeks "}
    entry = RecordEntry("finding", values, passages, Certainty.HIGH, " Clear. ", cue_shown=True)

    record = study.add_record(april, entry)

    (kept,) = study.coding(april).records
    assert kept == record
    assert kept.values == {
        "fault": "delay",
        "length": "nine weeks",
        "affected": ("parent", "child"),
    }
    assert [(spot.start, spot.end, spot.field) for spot in kept.evidence] == [
        (22, 54, None),
        (45, 54, "length"),
    ]
    assert kept.evidence[1].quote == study.text(april).text[45:54]
    assert (kept.certainty, kept.note, kept.cue_shown) == (Certainty.HIGH, "Clear.", True)
    assert (kept.coder, kept.layer, kept.number, kept.codebook_version) == (
        "anna",
        Layer.CODER,
        1,
        "1.0",
    )


@pytest.mark.parametrize(
    "value", [Money(150.0), Money(99.99, "EUR"), Money(0.0), Missing.REDACTED, Missing.UNCLEAR]
)
def test_an_amount_comes_back_as_it_went_in(
    study: Study, april: str, remedy: Entry, value: object
) -> None:
    study.add_record(april, remedy(amount=value))

    assert study.coding(april).records[0].values == {"amount": value}


def test_numbers_count_by_type_document_and_coder(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    may: str,
    finding: Entry,
    remedy: Entry,
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    made = [
        anna.add_record(april, finding()),
        anna.add_record(april, finding()),
        anna.add_record(april, remedy()),
        anna.add_record(may, finding()),
        ben.add_record(april, finding()),
    ]

    assert [record.number for record in made] == [1, 2, 1, 1, 1]


def test_records_are_told_in_the_codebooks_order(
    study: Study, april: str, finding: Entry, remedy: Entry
) -> None:
    study.add_record(april, remedy())
    study.add_record(april, finding())

    assert [record.type for record in study.coding(april).records] == ["finding", "remedy"]


def test_the_first_record_begins_the_document(study: Study, april: str, finding: Entry) -> None:
    study.add_record(april, finding())

    assert study.document(april).status == "in_progress"
    assert study.document(april).record_counts == {"finding": 1}


def test_a_record_needs_a_passage(study: Study, april: str) -> None:
    with pytest.raises(EvidenceError, match="at least one passage"):
        study.add_record(april, RecordEntry("finding", {}, ()))


@pytest.mark.parametrize(("start", "end"), [(0, 10_000), (-1, 5), (5, 5), (9, 3)])
def test_a_passage_outside_the_text_is_refused(
    study: Study, april: str, finding: Entry, start: int, end: int
) -> None:
    with pytest.raises(EvidenceError, match=f"{start}-{end} does not lie in the text"):
        study.add_record(april, finding(start, end))

    assert study.coding(april).records == ()


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"fault": "late"}, "late"),
        ({"fault": ("delay", "silence")}, "one answer"),
        ({"affected": ("child", "child")}, "twice"),
        ({"colour": "red"}, "no field colour"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    study: Study, april: str, finding: Entry, values: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueRefused, match=said):
        study.add_record(april, finding(**values))

    assert study.coding(april).records == ()


def test_an_unknown_type_is_refused(study: Study, april: str) -> None:
    with pytest.raises(NotFound, match="no record type praise; it has finding, remedy"):
        study.add_record(april, RecordEntry("praise", {}, (NewEvidence(0, 4),)))


def test_a_passage_of_an_unknown_field_is_refused(study: Study, april: str, finding: Entry) -> None:
    with pytest.raises(ValueRefused, match="no field colour"):
        study.add_record(april, finding(0, 5, NewEvidence(0, 5, "colour")))


def test_the_same_passage_twice_is_one(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding(0, 5, NewEvidence(0, 5), NewEvidence(0, 5, "fault")))

    assert [(spot.start, spot.field) for spot in record.evidence] == [(0, None), (0, "fault")]


def test_a_changed_record_keeps_the_passages_that_stay(
    study: Study, april: str, finding: Entry
) -> None:
    record = study.add_record(april, finding(0, 5, NewEvidence(10, 14)))

    changed = study.change_record(record.uid, finding(10, 14, NewEvidence(20, 24)))

    assert changed.evidence[0] == record.evidence[1]
    assert [spot.start for spot in changed.evidence] == [10, 20]
    assert changed.uid == record.uid
    assert changed.first_start == 10


def test_a_record_keeps_its_type(study: Study, april: str, finding: Entry, remedy: Entry) -> None:
    record = study.add_record(april, finding())

    with pytest.raises(ChangeRefused, match="A finding cannot become a remedy"):
        study.change_record(record.uid, remedy())


def test_a_passage_is_added_and_taken_away(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding(10, 14))

    more = study.add_evidence(record.uid, NewEvidence(0, 4))
    assert [spot.start for spot in more.evidence] == [0, 10]
    less = study.remove_evidence(more.evidence[1].uid)

    assert [spot.start for spot in less.evidence] == [0]


def test_a_passage_that_is_tied_already_is_not_tied_twice(
    study: Study, april: str, finding: Entry
) -> None:
    record = study.add_record(april, finding(10, 14))

    with pytest.raises(ChangeRefused, match="F1 has this passage already"):
        study.add_evidence(record.uid, NewEvidence(10, 14))


def test_the_last_passage_stays(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding())

    with pytest.raises(ChangeRefused, match="only passage of F1; remove the record"):
        study.remove_evidence(record.evidence[0].uid)


def test_a_record_is_linked_to_several_at_once(
    study: Study, april: str, may: str, finding: Entry, remedy: Entry
) -> None:
    found = [study.add_record(april, finding()), study.add_record(may, finding())]
    put_right = study.add_record(april, remedy())

    linked = study.add_links(put_right.uid, "redresses", [each.uid for each in found])

    assert [link.to_record for link in linked.links] == [each.uid for each in found]
    assert study.coding(may).incoming[0].from_record == put_right.uid


def test_a_link_that_is_there_is_not_made_twice(
    study: Study, april: str, finding: Entry, remedy: Entry
) -> None:
    found, put_right = study.add_record(april, finding()), study.add_record(april, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])

    with pytest.raises(ChangeRefused, match="R1 is linked like that already"):
        study.add_links(put_right.uid, "redresses", [found.uid])


@pytest.mark.parametrize("relation", ["redresses", "addresses", "same_as"])
def test_a_relation_that_the_codebook_does_not_know_is_refused(
    study: Study, april: str, finding: Entry, remedy: Entry, relation: str
) -> None:
    found, put_right = study.add_record(april, finding()), study.add_record(april, remedy())

    with pytest.raises(ChangeRefused, match=f"no relation {relation} from a finding to a remedy"):
        study.add_links(found.uid, relation, [put_right.uid])


def test_a_record_is_not_linked_to_itself(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding())

    with pytest.raises(ChangeRefused, match="to itself"):
        study.add_links(record.uid, "same_as", [record.uid])


def test_a_removed_record_takes_its_links_along(
    study: Study, april: str, finding: Entry, remedy: Entry
) -> None:
    found, put_right = study.add_record(april, finding()), study.add_record(april, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])

    study.remove_record(found.uid)

    assert [record.links for record in study.coding(april).records] == [()]
    assert study.history(limit=1).__next__().summary == "Finding F1 removed. A link went with it."


def test_a_removed_record_cannot_be_changed(study: Study, april: str, finding: Entry) -> None:
    record = study.add_record(april, finding())
    study.remove_record(record.uid)

    with pytest.raises(NotFound, match="may have been removed"):
        study.change_record(record.uid, finding())


def test_another_coders_record_is_theirs(
    store: Path, opened: Callable[..., Study], april: str, finding: Entry
) -> None:
    record = opened(store, "anna").add_record(april, finding())

    with pytest.raises(NotFound, match="not there any more"):
        opened(store, "ben").remove_record(record.uid)


def test_a_coder_sees_nothing_of_what_another_made(
    store: Path, opened: Callable[..., Study], april: str, finding: Entry
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    ben.join()
    before = ben.coding(april), ben.overview(), ben.documents()
    record = anna.add_record(april, finding(code="waiting"))
    anna.set_variable(april, "topic", "rooms")
    anna.add_memo("record", record.uid, "Ask Ben.")
    anna.flag(april, "?")
    anna.save_draft(april, "{}")

    assert (ben.coding(april), ben.overview(), ben.documents()) == before
    assert ben.memos() == ()
    assert ben.draft(april) is None
    with pytest.raises(NotFound, match="not there any more"):
        ben.record(record.uid)
    assert ben.earlier_answers("code") == ben.earlier_answers("topic") == ()


def test_earlier_answers_are_suggested_once_and_in_order(
    study: Study, april: str, finding: Entry
) -> None:
    for code in ("waiting", "rooms", "waiting", "weather"):
        study.add_record(april, finding(code=code))

    assert study.earlier_answers("code") == ("rooms", "waiting", "weather")
    assert study.earlier_answers("code", "w", "finding") == ("waiting", "weather")
    assert study.earlier_answers("code", "w", "remedy") == ()
    assert study.earlier_answers("code", limit=1) == ("rooms",)


def test_a_variables_earlier_answers_are_suggested_too(study: Study, april: str) -> None:
    study.set_variable(april, "topic", "rooms")

    assert study.earlier_answers("topic", "r") == ("rooms",)


def test_what_was_removed_is_not_suggested(study: Study, april: str, finding: Entry) -> None:
    study.remove_record(study.add_record(april, finding(code="waiting")).uid)

    assert study.earlier_answers("code") == ()
