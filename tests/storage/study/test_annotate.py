"""Loading codings: all of a file or nothing, and twice is once."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import seeds
from storage import (
    AnnotationError,
    Basis,
    Certainty,
    ChangeRefused,
    InputError,
    Layer,
    NotFound,
    Progress,
    RecordEntry,
    Study,
)

Write = Callable[..., Path]


def line(*, quote: str | None = None, **more: object) -> dict[str, Any]:
    passage = {"start": 0, "end": 4} if quote is None else {"quote": quote}
    document = {"source_name": "april.txt"}
    return {"type": "finding", "document": document, "evidence": [passage]} | more


def value(name: str = "topic", value: object = "rooms", **more: object) -> dict[str, Any]:
    return {"document": {"source_name": "april.txt"}, "name": name, "value": value} | more


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines to a file of annotations."""

    def lines(*content: dict[str, Any] | str, name: str = "coding.jsonl") -> Path:
        path = tmp_path / name
        spelled = [each if isinstance(each, str) else json.dumps(each) for each in content]
        path.write_text("".join(f"{each}\n" for each in spelled), encoding="utf-8")
        return path

    return lines


def everything(study: Study) -> object:
    """All that anybody can see of a study."""
    documents = study.documents().rows
    return (
        study.overview(),
        study.coders(),
        documents,
        [study.coding(document.uid) for document in documents],
        list(study.history()),
        study.earlier_answers("code"),
        study.memos(),
    )


def test_the_least_that_a_line_needs_is_enough(study: Study, april: str, write: Write) -> None:
    report = study.annotate(write(line(quote="in April")))

    (record,) = study.coding(april).records
    assert (report.added, report.unchanged) == (1, 0)
    assert record.evidence[0].quote == "in April"
    assert (record.coder, record.layer, record.codebook_version) == ("anna", "coder", "1.0")
    assert study.document(april).status == "in_progress"
    assert study.overview().records["finding"] == 1


def test_a_line_with_everything_is_kept_whole(study: Study, april: str, write: Write) -> None:
    whole = line(
        id="F-1",
        values={"fault": "delay", "affected": ["parent", "child"], "length": "not_stated"},
        certainty="low",
        note="Look again.",
        layer="gold",
        evidence=[
            {"start": 21, "end": 27, "quote": "Nobody", "field": "fault"},
            {"start": 0, "end": 4},
        ],
    )

    study.annotate(write(whole))

    record = study.record("F-1")
    assert record.values == {
        "fault": "delay",
        "length": "not_stated",
        "affected": ("parent", "child"),
    }
    assert [(spot.quote, spot.field) for spot in record.evidence] == [
        ("Mr A", None),
        ("Nobody", "fault"),
    ]
    assert (record.layer, record.certainty, record.note) == (
        Layer.GOLD,
        Certainty.LOW,
        "Look again.",
    )


def test_a_variables_value_may_stand_without_evidence(
    study: Study, april: str, write: Write
) -> None:
    study.annotate(write(value("weeks", 9, basis="inferred", certainty="high", note="n")))

    kept = study.coding(april).variables["weeks"]
    assert (kept.value, kept.basis, kept.certainty, kept.note) == (
        9,
        Basis.INFERRED,
        Certainty.HIGH,
        "n",
    )


def test_a_load_is_one_change(study: Study, write: Write) -> None:
    before = len(list(study.history()))

    report = study.annotate(write(line(), value(), line(values={"fault": "delay"})))

    (change, *_) = study.history()
    assert len(list(study.history())) == before + 1
    assert (change.uid, change.action, change.summary) == (
        report.change,
        "annotate",
        "3 records and values loaded.",
    )


def test_loading_twice_changes_nothing(study: Study, write: Write) -> None:
    path = write(
        line(id="a"),
        line(type="remedy", links=[{"relation": "redresses", "to": "a"}]),
        line(values={"fault": "delay"}),
        line(values={"fault": "delay"}),
        value(evidence=[{"quote": "in April"}]),
    )
    study.annotate(path)
    before = everything(study)

    report = study.annotate(path)

    assert (report.added, report.unchanged, report.change) == (0, 5, None)
    assert everything(study) == before


def test_equal_lines_are_two_records(study: Study, april: str, write: Write) -> None:
    study.annotate(write(line(), line()))

    assert len(study.coding(april).records) == 2


def test_derived_ids_do_not_depend_on_the_order_of_keys(
    study: Study, april: str, write: Write
) -> None:
    study.annotate(write(line(note="n")))

    study.annotate(write(dict(reversed(line(note="n").items())), name="again.jsonl"))

    assert len(study.coding(april).records) == 1


def test_links_lead_forwards_backwards_and_to_what_is_there(
    study: Study, april: str, may: str, finding: Callable[..., RecordEntry], write: Write
) -> None:
    there = study.add_record(may, finding())
    linked = [{"relation": "redresses", "to": to} for to in ("before", "after", there.uid)]

    study.annotate(write(line(id="before"), line(type="remedy", links=linked), line(id="after")))

    remedy = study.coding(april).records[-1]
    assert [link.to_record for link in remedy.links] == ["before", "after", there.uid]
    assert list(study.verify()) == []


def test_an_asked_link_is_made_once(study: Study, april: str, write: Write) -> None:
    twice = [{"relation": "redresses", "to": "a"}] * 2

    study.annotate(write(line(id="a"), line(type="remedy", links=twice)))

    assert len(study.coding(april).records[1].links) == 1


WRONG = {
    "cut in half": ('{"type": "finding", "docum', "cut short"),
    "no object": ("[1]", "no JSON object"),
    "neither record nor variable": ('{"document": {"source_name": "april.txt"}}', "neither"),
    "unknown key": (line(colour="red"), "colour"),
    "unknown type": (line(type="praise"), "no record type «praise»"),
    "unknown field": (line(values={"colour": "red"}), "no field «colour»"),
    "unknown value": (line(values={"fault": "late"}), "«fault»: «late»"),
    "null value": (line(values={"fault": None}), "no value"),
    "unknown document": (line(document={"source_name": "x.txt"}), "no document x.txt"),
    "another text": (
        line(document={"source_name": "april.txt", "text_sha256": "0" * 64}),
        "another text",
    ),
    "no evidence": (line(evidence=[]), "at least one passage"),
    "quote absent": (line(quote="in December"), "«in December» is not in the text"),
    "quote twice": (line(quote="Mr A"), "more than once; add «start» and «end»"),
    "quote elsewhere": (
        line(evidence=[{"start": 0, "end": 4, "quote": "Ms B"}]),
        "reads «Mr A», not «Ms B»",
    ),
    "past the end": (line(evidence=[{"start": 0, "end": 9999}]), "past the end"),
    "backwards": (line(evidence=[{"start": 4, "end": 4}]), "empty or backwards"),
    "only a start": (line(evidence=[{"start": 4}]), "both «start» and «end»"),
    "passage of an unknown field": (
        line(evidence=[{"start": 0, "end": 4, "field": "colour"}]),
        "no field «colour»",
    ),
    "certainty": (line(certainty="sure"), "sure"),
    "layer": (line(layer="silver"), "silver"),
    "coder": (line(coder="an\nna"), "cannot be seen"),
    "id": (line(id="a b"), "other characters"),
    "id used before": (line(id="first"), "used by an earlier line"),
    "link to nothing": (line(links=[{"relation": "same_as", "to": "zzz"}]), "leads|links to zzz"),
    "link to itself": (line(id="me", links=[{"relation": "same_as", "to": "me"}]), "itself"),
    "unknown relation": (
        line(coder="newcomer", links=[{"relation": "redresses", "to": "first"}]),
        "no relation «redresses» from a finding to a finding",
    ),
    "unknown variable": (value("colour"), "no variable «colour»"),
    "variable's value": (value("outcome", "lost"), "«outcome»: «lost»"),
    "variable twice": (value("topic", "letters"), "given by an earlier line"),
    "variable's passage has a field": (
        value("weeks", 9, evidence=[{"start": 0, "end": 4, "field": "topic"}]),
        "no «field»",
    ),
}


@pytest.mark.parametrize(("wrong", "said"), WRONG.values(), ids=list(WRONG))
def test_a_wrong_line_is_named_and_nothing_is_loaded(
    quiet_study: Study, write: Write, wrong: dict[str, Any] | str, said: str
) -> None:
    before = everything(quiet_study)
    path = write(line(id="first", coder="newcomer"), value("topic", "rooms"), wrong, line())

    with pytest.raises(AnnotationError, match=rf"coding\.jsonl, line 3: .*({said})"):
        quiet_study.annotate(path)

    assert everything(quiet_study) == before
    assert list(quiet_study.verify()) == []


def test_a_known_id_with_other_content_is_named(study: Study, write: Write) -> None:
    study.annotate(write(line(id="a", values={"fault": "delay"})))
    before = everything(study)

    with pytest.raises(AnnotationError, match=r"other\.jsonl, line 2: the id a is in the study"):
        study.annotate(write(line(), line(id="a"), name="other.jsonl"))

    assert everything(study) == before


@pytest.mark.parametrize(
    "other",
    [
        {"note": "n"},
        {"certainty": "low"},
        {"layer": "gold"},
        {"coder": "ben"},
        {"type": "remedy"},
        {"evidence": [{"start": 0, "end": 5}]},
        {"evidence": [{"start": 0, "end": 4, "field": "fault"}]},
        {"document": {"source_name": "may.txt"}},
        {"links": [{"relation": "same_as", "to": "b"}]},
    ],
)
def test_any_difference_from_a_known_record_is_other_content(
    study: Study, write: Write, other: dict[str, Any]
) -> None:
    study.annotate(write(line(id="a"), line(id="b", note="another")))

    with pytest.raises(AnnotationError, match="other content"):
        study.annotate(write(line(id="a") | other))


def test_another_value_of_a_variable_is_named(study: Study, april: str, write: Write) -> None:
    study.set_variable(april, "topic", "letters")

    with pytest.raises(AnnotationError, match="line 1: «topic» of april.txt has another value"):
        study.annotate(write(value("topic", "rooms")))


def test_a_second_file_of_a_folder_is_named(study: Study, tmp_path: Path, write: Write) -> None:
    (tmp_path / "in").mkdir()
    write(line(id="a"), name="in/records.jsonl")
    write(value("colour"), name="in/variables.jsonl")

    with pytest.raises(AnnotationError, match=r"variables\.jsonl, line 1"):
        study.annotate(tmp_path / "in")


def test_what_was_removed_is_not_brought_back(study: Study, april: str, write: Write) -> None:
    path = write(line(id="a"), value())
    study.annotate(path)
    study.remove_record("a")
    study.clear_variable(april, "topic")

    report = study.annotate(path)

    assert (report.added, report.unchanged) == (0, 2)
    assert study.coding(april).records == ()
    assert study.coding(april).variables == {}


def test_a_value_cleared_by_hand_does_not_keep_a_load_out(
    study: Study, april: str, write: Write
) -> None:
    study.set_variable(april, "topic", "rooms")
    study.clear_variable(april, "topic")

    assert study.annotate(write(value())).added == 1


def test_numbers_go_on_from_those_that_are_there(
    study: Study, april: str, finding: Callable[..., RecordEntry], write: Write
) -> None:
    study.add_record(april, finding())

    study.annotate(write(line(), line()))

    assert [record.number for record in study.coding(april).records] == [1, 2, 3]


def test_several_coders_are_enrolled_with_their_work(
    store: Path, opened: Callable[..., Study], april: str, may: str, write: Write
) -> None:
    opened(store).annotate(write(line(coder="ben"), line(coder="zoe"), value(coder="zoe")))

    zoe = opened(store, "zoe")
    assert zoe.coders() == ("anna", "ben", "zoe")
    assert len(zoe.coding(april).records) == len(zoe.coding(april).variables) == 1
    assert zoe.document(may).status == "todo"
    assert zoe.overview().statuses["todo"] == 3
    assert list(zoe.verify()) == []


def test_a_file_may_be_loaded_as_somebody_elses_coding(
    study: Study, store: Path, opened: Callable[..., Study], april: str, write: Write
) -> None:
    study.annotate(write(line(coder="ben"), value(coder="ben")), coder="zoe")

    assert study.coders() == ("anna", "zoe")
    assert len(opened(store, "zoe").coding(april).records) == 1


def test_a_load_that_fails_enrols_nobody(
    store: Path, opened: Callable[..., Study], write: Write
) -> None:
    guest = opened(store, "guest")

    with pytest.raises(AnnotationError):
        guest.annotate(write(line(coder="ben"), line(type="praise")))

    assert guest.coders() == ("anna",)


def test_a_link_to_another_coders_record_is_refused(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Callable[..., RecordEntry],
    write: Write,
) -> None:
    theirs = opened(store, "ben").add_record(april, finding())
    linked = line(links=[{"relation": "same_as", "to": theirs.uid}])

    with pytest.raises(AnnotationError, match="not the same coder's"):
        opened(store).annotate(write(linked))


def test_two_documents_of_one_name_are_told_apart_by_their_text(
    study: Study, tmp_path: Path, write: Write
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "april.txt").write_text("Another letter altogether.", encoding="utf-8")
    study.import_paths([tmp_path / "other" / "april.txt"])

    with pytest.raises(AnnotationError, match="2 documents are called april.txt; add «text_sha256"):
        study.annotate(write(line()))


def test_nothing_of_a_load_is_seen_before_it_is_whole(
    store: Path, opened: Callable[..., Study], april: str, tmp_path: Path, write: Write
) -> None:
    study, other = opened(store), opened(store)
    before, seen = everything(other), []
    path = write(
        line(id="first", coder="anna", values={"code": "waiting"}),
        value("weeks", 9),
        *[line(coder="newcomer", note=str(number)) for number in range(300)],
    )

    def look(progress: Progress) -> None:
        if progress.done < 300:
            seen.append(everything(other))
            assert list(other.verify()) == []
            other.export(tmp_path / "out", format="jsonl")
            assert (tmp_path / "out" / "records.jsonl").read_bytes() == b""
            with pytest.raises(NotFound):
                other.record("first")

    study.annotate(path, progress=look)

    assert seen == [before]
    assert len(other.coding(april).records) == 1
    assert other.coders() == ("anna", "newcomer")


def test_coding_by_hand_goes_on_during_a_load(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Callable[..., RecordEntry],
    write: Write,
) -> None:
    study, other = opened(store), opened(store)

    def code(progress: Progress) -> None:
        other.add_record(april, finding())

    study.annotate(write(*[line(note=str(number)) for number in range(400)]), progress=code)

    numbers = [record.number for record in study.coding(april).records]
    assert len(numbers) == len(set(numbers)) > 401
    assert list(study.verify()) == []


def test_a_load_whose_place_another_took_says_so(
    store: Path, opened: Callable[..., Study], april: str, write: Write
) -> None:
    study, other = opened(store), opened(store, "ben")
    second = write(line(note="second"), name="second.jsonl")

    def interfere(progress: Progress) -> None:
        if progress.done < 300:
            other.annotate(second)

    with pytest.raises(ChangeRefused, match="Another load began"):
        study.annotate(
            write(*[line(note=str(number)) for number in range(300)]), progress=interfere
        )

    assert study.coding(april).records == ()
    assert len(other.coding(april).records) == 1
    assert list(study.verify()) == []


def test_progress_is_told_in_lines(study: Study, write: Write) -> None:
    heard: list[Progress] = []

    study.annotate(write(line(), value()), progress=heard.append)

    assert heard[-1] == Progress(2, 2, "lines")


def test_the_sample_coding_is_taken_whole(sample_study: Study) -> None:
    report = sample_study.annotate(seeds.sample_coding())

    assert report.added > 20
    assert report.unchanged == 0
    assert list(sample_study.verify()) == []


def test_a_file_that_is_not_there_is_said_so(study: Study, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="nothing at .*none.jsonl"):
        study.annotate(tmp_path / "none.jsonl")


def test_a_folder_without_codings_is_said_so(study: Study, tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="no .jsonl file"):
        study.annotate(tmp_path)


def test_a_file_that_is_no_text_is_said_so(study: Study, tmp_path: Path) -> None:
    (tmp_path / "coding.jsonl").write_bytes(b'{"type": "\xff\xfe"}\n')

    with pytest.raises(InputError, match="not UTF-8"):
        study.annotate(tmp_path / "coding.jsonl")


def test_an_empty_file_loads_nothing(study: Study, write: Write) -> None:
    report = study.annotate(write())

    assert (report.added, report.unchanged, report.change) == (0, 0, None)
