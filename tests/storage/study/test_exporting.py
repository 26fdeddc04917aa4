import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

import seeds
from storage import (
    Assignment,
    ChangeRefused,
    ExportError,
    Layer,
    NotFound,
    Progress,
    RecordEntry,
    Status,
    Study,
)


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_entered_record_comes_out_with_its_words(
    study: Study, april: str, finding: Callable[..., RecordEntry], tmp_path: Path
) -> None:
    record = study.add_record(april, finding(22, 54, fault="delay", length="nine weeks"))

    study.export(tmp_path / "out")

    (row,) = rows(tmp_path / "out", "findings.csv")
    assert (row["record_id"], row["fault"], row["length"]) == (record.uid, "delay", "nine weeks")
    assert row["quote"] == study.text(april).text[22:54]


def test_a_removed_document_between_others_is_left_out(
    study: Study,
    april: str,
    may: str,
    ardley: str,
    finding: Callable[..., RecordEntry],
    tmp_path: Path,
) -> None:
    for uid in (april, may, ardley):
        study.add_record(uid, finding())
    study.remove_documents([april])

    study.export(tmp_path / "out")

    assert {row["document_id"] for row in rows(tmp_path / "out", "findings.csv")} == {may, ardley}
    assert april not in (tmp_path / "out" / "reviews.csv").read_text(encoding="utf-8")


def test_a_review_is_one_row_however_many_codebooks_there_were(
    study: Study, april: str, tmp_path: Path
) -> None:
    study.exclude(april, "about something else")
    study.add_provisional_value("finding", "fault", "Rudeness")
    study.add_provisional_value("finding", "fault", "Theft")

    study.export(tmp_path / "out")

    reviews = {row["document_id"]: row for row in rows(tmp_path / "out", "reviews.csv")}
    assert len(reviews) == len(rows(tmp_path / "out", "reviews.csv")) == 4
    assert reviews[april]["codebook_version"] == "1.0"


def test_a_status_leaves_out_the_other_documents(
    study: Study, april: str, may: str, finding: Callable[..., RecordEntry], tmp_path: Path
) -> None:
    study.add_record(april, finding())
    study.exclude(may, "about something else")

    study.export(tmp_path / "out", status=Status.EXCLUDED)

    assert [row["document_id"] for row in rows(tmp_path / "out", "documents.csv")] == [may]
    assert rows(tmp_path / "out", "findings.csv") == []


def test_a_status_leaves_out_the_reviews_of_coders_who_are_elsewhere(
    study: Study, store: Path, opened: Callable[..., Study], tmp_path: Path, april: str
) -> None:
    study.exclude(april, "not about this")
    opened(store, "ben").flag(april, "unclear")
    study.open_round("main")
    study.export(tmp_path / "out", layer=Layer.CODER, status=Status.EXCLUDED)

    assert [row["coder"] for row in rows(tmp_path / "out", "reviews.csv")] == ["anna"]


def test_what_was_only_recognised_is_not_exported_as_data(study: Study, tmp_path: Path) -> None:
    study.export(tmp_path / "out")

    assert rows(tmp_path / "out", "values.csv") == []


def test_several_coders_are_asked_apart(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Callable[..., RecordEntry],
    tmp_path: Path,
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.add_record(april, finding())
    ben.add_record(april, finding())

    with pytest.raises(ExportError, match=r"--coder NAME \(anna, ben\)"):
        anna.export(tmp_path / "out")
    with pytest.raises(ChangeRefused, match="What others code in the round main"):
        anna.export(tmp_path / "out", coder="ben")
    anna.open_round("main")
    anna.export(tmp_path / "out", coder="ben")

    assert {row["coder"] for row in rows(tmp_path / "out", "findings.csv")} == {"ben"}


def test_an_untouched_queue_doubles_no_rows(
    store: Path,
    opened: Callable[..., Study],
    april: str,
    finding: Callable[..., RecordEntry],
    tmp_path: Path,
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    ben.join()
    anna.add_record(april, finding())

    anna.export(tmp_path / "out")

    assert {row["coder"] for row in rows(tmp_path / "out", "reviews.csv")} == {"anna"}
    assert {row["coder"] for row in rows(tmp_path / "out", "cases.csv")} == {"anna"}


def test_who_was_not_given_a_document_has_no_review_of_it(
    study: Study, ben: Study, tmp_path: Path
) -> None:
    study.add_coder("cara")
    study.assign(Assignment("pilot", coders=("cara",), size=2, seed=1))
    begun = study.documents().rows[-1].uid
    ben.set_variable(begun, "outcome", "upheld")

    study.export(tmp_path / "out", layer=Layer.CODER)

    reviews = rows(tmp_path / "out", "reviews.csv")
    assert Counter(row["coder"] for row in reviews) == {"ben": 1, "cara": 2}
    assert {row["document_id"] for row in reviews if row["coder"] == "ben"} == {begun}


def test_the_adjudicated_layer_has_no_reviews_of_coders(
    study: Study, april: str, finding: Callable[..., RecordEntry], tmp_path: Path
) -> None:
    study.add_record(april, finding())

    study.export(tmp_path / "out", layer=Layer.GOLD)

    assert rows(tmp_path / "out", "reviews.csv") == []


def test_an_unknown_coder_is_refused(study: Study, tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no coder zoe"):
        study.export(tmp_path / "out", coder="zoe")


def test_an_unknown_format_is_refused(study: Study, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="no format xlsx"):
        study.export(tmp_path / "out", format="xlsx")


def test_progress_ends_at_the_number_of_documents(study: Study, tmp_path: Path) -> None:
    heard: list[Progress] = []

    study.export(tmp_path / "out", progress=heard.append)

    assert (heard[-1].done, heard[-1].total) == (4, 4)


def test_out_and_in_and_out_again_is_the_same_bytes(
    sample_store: Path, opened: Callable[..., Study], sample_template: Path, tmp_path: Path
) -> None:
    full = opened(sample_store)
    full.annotate(seeds.sample_coding())
    full.export(tmp_path / "one", format="jsonl")
    copy = tmp_path / "copy.db"
    copy.write_bytes(sample_template.read_bytes())
    again = opened(copy)
    again.annotate(tmp_path / "one")

    again.export(tmp_path / "two", format="jsonl")

    first = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert first == second
    assert all(json.loads(line) for line in first["records.jsonl"].splitlines())
