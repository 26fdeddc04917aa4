"""Records of one type across the study: their order, their groups, what limits them."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from storage import (
    Held,
    Missing,
    Money,
    NewEvidence,
    NotFound,
    RecordEntry,
    RecordGroup,
    RecordQuery,
    RecordRow,
    Study,
)
from storage.database import record_lists, record_runs

FINDINGS = RecordQuery("finding")


def everything(study: Study, query: RecordQuery, limit: int, *, backwards: bool = False) -> list:
    """Every line of a list, read page by page."""
    page = study.records_page(query, backwards=backwards, limit=limit)
    rows = list(page.rows)
    while (cursor := page.before if backwards else page.after) is not None:
        page = study.records_page(query, cursor=cursor, backwards=backwards, limit=limit)
        rows = [*page.rows, *rows] if backwards else [*rows, *page.rows]
    return rows


@pytest.fixture(scope="session")
def coded_template(
    small_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    april: str,
    may: str,
    finding: Callable[..., RecordEntry],
) -> Path:
    """Six findings in two documents, made in another order than they stand in the text."""
    path = Path(shutil.copy(small_template, tmp_path_factory.mktemp("coded") / "study.db"))
    with Study.open(path, coder="anna") as study:
        study.add_record(may, finding(21, 48, fault="silence", affected=["child", "parent"]))
        study.add_record(april, finding(54, 81, fault="mistake", code="sums of money"))
        study.add_record(april, finding(0, 20, fault="delay", length="nine weeks"))
        study.add_record(april, finding(21, 53, fault="silence", affected=["child"]))
        study.add_record(may, finding(0, 20, code="rooms"))
        study.add_record(may, finding(49, 80, fault=Missing.UNCLEAR))
    return path


@pytest.fixture
def store(coded_template: Path, tmp_path: Path) -> Path:
    """A copy of that store, to be changed."""
    return Path(shutil.copy(coded_template, tmp_path / "study.db"))


@pytest.fixture
def coded(study: Study) -> Study:
    """The study in it."""
    return study


@pytest.fixture(scope="session")
def asked(coded_template: Path) -> Iterator[Study]:
    """The same for tests that only ask."""
    with Study.open(coded_template, coder="anna") as study:
        yield study


FEW_AND_MANY = pytest.mark.parametrize("few", [10_000, 0], ids=["few", "many"])
"""Records are gathered and sorted where they are few, and read in order where they are many."""

QUERIES = {
    "document": FINDINGS,
    "turned": RecordQuery("finding", descending=True),
    "date": RecordQuery("finding", sort="date"),
    "updated": RecordQuery("finding", sort="updated", descending=True),
    "by choice": RecordQuery("finding", by="fault"),
    "by several": RecordQuery("finding", by="affected"),
    "grouped by choice": RecordQuery("finding", by="fault", grouped=True),
    "grouped by several": RecordQuery("finding", by="affected", grouped=True),
    "grouped by text": RecordQuery("finding", by="code", grouped=True),
    "grouped, turned": RecordQuery("finding", by="fault", grouped=True, descending=True),
}


@FEW_AND_MANY
@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_pages_of_any_size_in_either_direction_hold_the_same_lines(
    asked: Study, query: RecordQuery, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_runs, "FEW", few)
    whole = everything(asked, query, 50)

    assert len({row.uid for row in whole}) == len(whole)
    assert {row.record for row in whole if isinstance(row, RecordRow)} == {
        row.record for row in everything(asked, FINDINGS, 50)
    }
    for limit in (1, 2, 5):
        assert everything(asked, query, limit) == whole
        assert everything(asked, query, limit, backwards=True) == whole


@FEW_AND_MANY
@pytest.mark.parametrize("query", QUERIES.values(), ids=list(QUERIES))
def test_a_page_around_a_line_joins_its_neighbours(
    asked: Study, query: RecordQuery, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_runs, "FEW", few)
    whole = [row.uid for row in everything(asked, query, 50)]

    for uid in whole:
        page = asked.records_page(query, around=uid, limit=3)
        shown = [row.uid for row in page.rows]
        assert uid in shown
        start = whole.index(shown[0])
        assert shown == whole[start : start + len(shown)]


@FEW_AND_MANY
def test_a_page_around_what_the_list_leaves_out_is_the_first(
    asked: Study, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_runs, "FEW", few)
    first, *_ = everything(asked, FINDINGS, 50)

    for limits in ({"filter": "mistake"}, {"where": (Held("fault", "mistake"),)}):
        query = RecordQuery("finding", **limits)
        (row,) = asked.records_page(query, around=first.uid).rows
        assert row.values["fault"] == "mistake"
        assert asked.records_page(query, around="gone").rows == (row,)


def test_records_stand_in_the_order_of_the_text(coded: Study, april: str, may: str) -> None:
    rows = coded.records_page(FINDINGS).rows

    assert [(row.document, row.evidence[0].start) for row in rows] == [
        *((april, start) for start in (0, 21, 54)),
        *((may, start) for start in (0, 21, 49)),
    ]
    assert rows[1].evidence[0].quote == "Nobody answered him for nine wee"


def test_values_come_in_the_codebooks_order_and_no_answer_last(coded: Study) -> None:
    rows = coded.records_page(RecordQuery("finding", by="fault", grouped=True)).rows

    assert [row.value for row in rows if isinstance(row, RecordGroup)] == [
        "delay",
        "silence",
        "mistake",
        Missing.UNCLEAR,
        None,
    ]
    assert [row.count for row in rows if isinstance(row, RecordGroup)] == [1, 2, 1, 1, 1]


def test_a_record_stands_under_each_of_its_values(coded: Study) -> None:
    rows = coded.records_page(RecordQuery("finding", by="affected", grouped=True)).rows
    groups = {row.value: row.count for row in rows if isinstance(row, RecordGroup)}
    both = [row for row in rows if isinstance(row, RecordRow) and len(row.values) == 2]

    assert groups == {"child": 2, "parent": 1, None: 4}
    assert len([row for row in rows if isinstance(row, RecordRow)]) == 7
    assert both


def test_amounts_are_ordered_within_their_currency(study: Study, april: str, remedy) -> None:
    for amount in (Money(300.0), Money(50.0, "EUR"), Money(1000.0), Money(40.5)):
        study.add_record(april, remedy(0, 10, amount=amount))
    study.add_record(april, remedy(0, 10, amount=Missing.NOT_STATED))
    study.add_record(april, remedy(0, 10))
    listed = study.records_page(RecordQuery("remedy", by="amount", descending=True)).rows

    assert [row.values.get("amount") for row in listed] == [
        Money(1000.0),
        Money(300.0),
        Money(40.5),
        Money(50.0, "EUR"),
        Missing.NOT_STATED,
        None,
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("nine weeks", ["nine weeks"]),
        ("WEEK", ["nine weeks"]),
        ("mist", ["mistake"]),
        ("zebra", []),
        ("eeks", []),
        ('"(', []),
        ("NOT OR *", []),
    ],
)
def test_words_are_found_in_answers(coded: Study, words: str, found: list[str]) -> None:
    rows = coded.records_page(RecordQuery("finding", filter=words)).rows
    told = [row.values.get("length") or row.values.get("fault") for row in rows]

    assert told[: len(found)] == found
    assert coded.count_records(RecordQuery("finding", filter=words)) == (len(rows), False)
    assert bool(rows) == bool(found)


def test_words_are_found_in_quotations_together_with_titles(
    study: Study, ardley: str, finding: Callable[..., RecordEntry]
) -> None:
    start = study.text(ardley).text.index("41 weeks")
    study.add_record(ardley, finding(start, start + 8))
    study.add_record(ardley, finding(start + 9, start + 12))

    assert len(study.records_page(RecordQuery("finding", filter="week 41 ardl")).rows) == 1
    assert len(study.records_page(RecordQuery("finding", filter="ardl")).rows) == 2


@FEW_AND_MANY
def test_what_changes_is_found_anew(
    coded: Study, few: int, monkeypatch: pytest.MonkeyPatch, finding: Callable[..., RecordEntry]
) -> None:
    monkeypatch.setattr(record_runs, "FEW", few)
    rooms = RecordQuery("finding", filter="rooms")
    (row,) = coded.records_page(rooms).rows
    entry = RecordEntry("finding", {"code": "flats"}, (NewEvidence(0, 20),), note="épée")
    coded.change_record(row.record, entry)

    assert coded.records_page(rooms).rows == ()
    assert len(coded.records_page(RecordQuery("finding", filter="flat epee")).rows) == 1
    coded.undo(row.document)
    assert len(coded.records_page(rooms).rows) == 1
    coded.remove_record(row.record)
    assert coded.records_page(rooms).rows == ()


def test_a_label_finds_the_records_that_hold_its_value(coded: Study, codebook_text: str) -> None:
    relabelled = codebook_text.replace('label = "Silence"', 'label = "Never answered"')
    coded.set_codebook(relabelled.replace('version = "1.0"', 'version = "1.1"'))

    assert len(coded.records_page(RecordQuery("finding", filter="never")).rows) == 2


def test_what_a_load_brought_is_read_some_at_a_time(
    coded: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert coded.records_to_read() == 6
    monkeypatch.setattr("storage.database.record_words.AT_ONCE", 4)

    assert coded.read_records() == 2
    assert coded.read_records() == 0
    assert len(coded.records_page(RecordQuery("finding", filter="o")).rows) > 0


def test_erased_words_are_found_no_more(coded: Study, april: str) -> None:
    asked = RecordQuery("finding", filter="nobody")
    assert coded.records_page(asked).rows
    coded.erase(april, "asked for")

    assert coded.records_page(asked).rows == ()
    assert list(coded.verify()) == []


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"where": (Held("fault", "silence"),)}, 2),
        ({"where": (Held("fault", "silence"), Held("affected", "parent"))}, 1),
        ({"where": (Held("fault", Missing.UNCLEAR),)}, 1),
        ({"where": (Held("fault", None),)}, 1),
        ({"kind": "lgsco_decision"}, 0),
        ({"kind": "other"}, 6),
        ({"variables": (Held("outcome", "upheld"),)}, 3),
        ({"variables": (Held("outcome", None),)}, 3),
        ({"variables": (Held("weeks", 9),)}, 3),
        ({"decided": "2021"}, 0),
    ],
)
@FEW_AND_MANY
def test_lists_are_limited_by_answers_and_documents(
    coded: Study, april: str, limits: dict, found: int, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_runs, "FEW", few)
    coded.set_variable(april, "outcome", "upheld")
    coded.set_variable(april, "weeks", 9)
    query = RecordQuery("finding", **limits)

    assert len(coded.records_page(query).rows) == found
    assert coded.count_records(query) == (found, False)


def test_a_list_of_one_document_and_of_a_month(
    study: Study, ardley: str, april: str, finding: Callable[..., RecordEntry]
) -> None:
    study.add_record(ardley, finding(0, 10))
    study.add_record(april, finding(0, 10))
    document = study.document(ardley)

    assert len(study.records_page(RecordQuery("finding", document=april)).rows) == 4
    month = RecordQuery("finding", decided=document.decision_date[:7])
    assert [row.document for row in study.records_page(month).rows] == [ardley]


def test_the_values_of_a_field_are_counted(coded: Study) -> None:
    counts = coded.record_values(FINDINGS, "affected")

    assert [(each.value, each.count) for each in counts] == [
        ("child", 2),
        ("parent", 1),
        (None, 4),
    ]


def test_counts_stop_at_a_cap(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_lists, "CAP", 2)

    assert coded.count_records(FINDINGS) == (2, True)


def test_only_ones_own_records_that_are_there_are_listed(
    coded: Study, store: Path, april: str, opened: Callable[..., Study], finding
) -> None:
    other = opened(store, "ben")
    other.add_record(april, finding(0, 10))
    coded.remove_documents([april])

    assert [row.number for row in coded.records_page(FINDINGS).rows] == [2, 1, 3]
    assert other.records_page(FINDINGS).rows == ()
    assert opened(store, "nobody").records_page(FINDINGS).rows == ()


def test_a_row_tells_links_memos_and_what_is_not_in_the_codebook_any_more(
    coded: Study, april: str, remedy, codebook_text: str
) -> None:
    row = coded.records_page(FINDINGS).rows[0]
    made = coded.add_record(april, remedy(0, 10), {"redresses": [row.record]})
    coded.add_memo("record", row.record, "compare with May")
    shorter = codebook_text.replace('name = "length"', 'name = "how_long"')
    coded.set_codebook(shorter.replace('version = "1.0"', 'version = "1.1"'))
    (row,) = coded.records_page(RecordQuery("finding", where=(Held("fault", "delay"),))).rows

    (link,) = row.links
    assert (link.relation, link.type, link.number) == ("redresses", "remedy", made.number)
    assert not link.is_outward
    assert row.memo == "compare with May"


def test_an_unknown_type_or_field_is_told(study: Study) -> None:
    with pytest.raises(NotFound, match="no record type fining"):
        study.records_page(RecordQuery("fining"))
    with pytest.raises(NotFound, match="no field falt"):
        study.records_page(RecordQuery("finding", by="falt"))


def test_verify_misses_a_record_whose_words_were_lost(coded: Study, store: Path) -> None:
    with closing(sqlite3.connect(store, isolation_level=None)) as connection:
        connection.execute("DELETE FROM record_search_due WHERE record_id = 1")

    (problem,) = coded.verify()
    assert problem.what == "the list of records does not find its words"
