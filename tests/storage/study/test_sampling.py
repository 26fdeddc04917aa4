import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import ChangeRefused, DocumentQuery, NotFound, RecordEntry, Status, Study
from storage.study.sampling import proportional


def queue(study: Study) -> list[str]:
    found: list[str] = []
    uid = study.next_to_do()
    while uid is not None and uid not in found:
        found.append(uid)
        uid = study.next_to_do(uid)
    return found


def test_the_drawn_documents_are_what_is_to_do(sample_study: Study) -> None:
    report = sample_study.sample(5, by=None, seed=7)

    assert (report.frame, report.drawn, report.seed) == (12, 5, 7)
    assert len(queue(sample_study)) == sample_study.overview().statuses[Status.TODO] == 5
    assert list(sample_study.verify()) == []


def test_the_same_seed_draws_the_same_documents(
    sample_template: Path, opened: Callable[..., Study], tmp_path: Path
) -> None:
    drawn = []
    for number, seed in enumerate((7, 7, 8)):
        path = tmp_path / f"{number}.db"
        path.write_bytes(sample_template.read_bytes())
        study = opened(path)
        study.sample(5, by="kind", seed=seed)
        drawn.append(queue(study))

    assert drawn[0] == drawn[1] != drawn[2]


def test_strata_are_drawn_in_proportion_and_told(sample_study: Study, tmp_path: Path) -> None:
    report = sample_study.sample(6, by="kind", seed=1)

    assert sum(drawn for _, drawn in report.strata.values()) == 6
    sample_study.export(tmp_path / "out")
    with (tmp_path / "out" / "documents.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["probability"]]
    assert len(rows) == 6
    for row in rows:
        size, drawn = report.strata[row["stratum"]]
        assert row["stratum"] == row["kind"]
        assert float(row["probability"]) == pytest.approx(drawn / size)


def test_a_draw_is_one_change(sample_study: Study) -> None:
    before = len(list(sample_study.history()))

    sample_study.sample(5, by=None, seed=7)

    (change, *_) = sample_study.history()
    assert len(list(sample_study.history())) == before + 1
    assert (change.action, change.summary) == ("sample", "5 of 12 documents drawn.")


def test_a_second_draw_is_refused(sample_study: Study) -> None:
    sample_study.sample(5, by=None, seed=7)

    with pytest.raises(ChangeRefused, match="drawn already"):
        sample_study.sample(5, by=None, seed=7)


@pytest.mark.parametrize("size", [0, -1, 5])
def test_more_than_there_are_cannot_be_drawn(study: Study, size: int) -> None:
    with pytest.raises(ChangeRefused, match="draw between 1 and 4"):
        study.sample(size, by=None, seed=1)


def test_nothing_can_be_drawn_from_nothing(empty_study: Study) -> None:
    with pytest.raises(ChangeRefused, match="no documents"):
        empty_study.sample(1, by=None, seed=1)


def test_an_unknown_stratum_is_refused(study: Study) -> None:
    with pytest.raises(NotFound, match="by colour; by kind"):
        study.sample(1, by="colour", seed=1)


def test_removed_documents_are_not_drawn(study: Study, april: str) -> None:
    study.remove_documents([april])

    report = study.sample(3, by=None, seed=1)

    assert report.frame == 3
    assert april not in queue(study)


def test_what_was_left_out_is_still_listed_and_can_be_coded(
    study: Study, uids: dict[str, str], finding: Callable[..., RecordEntry]
) -> None:
    study.sample(1, by=None, seed=1)
    (left_out, *_) = set(uids.values()) - set(queue(study))

    study.add_record(left_out, finding())

    assert study.count_documents(DocumentQuery()) == (4, False)
    assert study.document(left_out).status is Status.IN_PROGRESS
    assert list(study.verify()) == []


@given(
    st.dictionaries(st.text(max_size=3), st.integers(1, 1000), min_size=1, max_size=8), st.data()
)
def test_shares_add_up_and_no_stratum_gives_more_than_it_has(
    sizes: dict[str, int], data: st.DataObject
) -> None:
    total = data.draw(st.integers(0, sum(sizes.values())))

    shares = proportional(sizes, total)

    assert sum(shares.values()) == total
    assert all(0 <= shares[name] <= size for name, size in sizes.items())
    exact = {name: total * size / sum(sizes.values()) for name, size in sizes.items()}
    assert all(abs(shares[name] - exact[name]) < 1 for name in sizes)
