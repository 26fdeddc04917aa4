"""Memos in lists: whose they are, in which order, and what each is on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from storage import MemoQuery, NewEvidence, Passage, RecordEntry, Study
from storage.database import keyset

Opened = Callable[..., Study]


def texts(study: Study, **query: object) -> list[str]:
    return [line.memo.text for line in study.memo_page(MemoQuery(**query)).rows]


@pytest.fixture
def noted(study: Study, april: str, may: str, finding: Callable[..., RecordEntry]) -> Study:
    """A study with memos on everything that there is."""
    record = study.add_record(may, finding(20, 30))
    value = study.set_variable(april, "topic", "rooms", evidence=[NewEvidence(5, 10)])
    study.add_memo("record", record.uid, "on a finding")
    study.add_memo("passage", april, "on later words", passage=Passage(11, 13))
    study.add_memo("passage", april, "on words", passage=Passage(0, 4))
    study.add_memo("study", study.overview().uid, "on all")
    study.add_memo("value", value.uid, "on a topic")
    study.add_memo("document", may, "on a letter")
    study.add_memo("study", study.overview().uid, "on all again")
    return study


NEWEST = [
    "on all again",
    "on a letter",
    "on a topic",
    "on all",
    "on words",
    "on later words",
    "on a finding",
]
BY_DOCUMENT = [
    "on all",
    "on all again",
    "on a topic",
    "on words",
    "on later words",
    "on a finding",
    "on a letter",
]


def test_every_memo_says_what_it_is_on(noted: Study, april: str, may: str) -> None:
    lines = {line.memo.text: line for line in noted.memo_page().rows}
    told = {
        text: (line.about, line.memo.document, line.quote, line.passage)
        for text, line in lines.items()
    }

    assert told["on a finding"] == ("Finding F1", may, "m. The off", Passage(20, 30))
    assert told["on words"] == ("passage", april, "Mr A", Passage(0, 4))
    assert told["on all"] == ("study", None, "", None)
    assert told["on a topic"] == ("Topic", april, "wrote", Passage(5, 10))
    assert told["on a letter"] == ("document", may, "", None)
    assert lines["on a finding"].record == noted.coding(may).records[0].uid
    assert lines["on a topic"].record is None


@pytest.mark.parametrize(("by_document", "order"), [(False, NEWEST), (True, BY_DOCUMENT)])
@pytest.mark.parametrize("looked_at", [1, 5000])
def test_pages_put_together_are_the_list_both_ways(
    noted: Study,
    by_document: bool,
    order: list[str],
    looked_at: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keyset, "LOOKED_AT", looked_at)
    query = MemoQuery(by_document=by_document)
    for backwards in (False, True):
        page = noted.memo_page(query, limit=2, backwards=backwards)
        found = [page.rows]
        while cursor := (page.before if backwards else page.after):
            page = noted.memo_page(query, cursor=cursor, limit=2, backwards=backwards)
            found.append(page.rows)
        found = found[::-1] if backwards else found

        assert [line.memo.text for rows in found for line in rows] == order


@pytest.mark.parametrize("by_document", [False, True])
def test_a_page_around_a_memo_goes_on_both_ways(noted: Study, by_document: bool) -> None:
    query = MemoQuery(by_document=by_document)
    uids = [line.uid for line in noted.memo_page(query).rows]
    page = noted.memo_page(query, around=uids[3], limit=2)

    above = noted.memo_page(query, cursor=page.before, backwards=True)
    below = noted.memo_page(query, cursor=page.after)
    assert [line.uid for line in (*above.rows, *page.rows, *below.rows)] == uids
    assert uids[3] in [line.uid for line in page.rows]


def test_a_list_is_limited_by_words_by_what_memos_are_on_and_by_document(
    noted: Study, april: str
) -> None:
    assert texts(noted, filter="ALL on") == ["on all again", "on all"]
    assert texts(noted, filter="april later") == ["on later words"]
    assert texts(noted, on="passage") == ["on words", "on later words"]
    assert texts(noted, document=april) == ["on a topic", "on words", "on later words"]
    assert texts(noted, filter="zebra") == []


def test_a_memo_without_the_words_is_not_around_either(noted: Study) -> None:
    first = noted.memo_page().rows[0].uid

    found = noted.memo_page(MemoQuery(filter="topic"), around=first).rows
    assert [line.memo.text for line in found] == ["on a topic"]


def test_memos_are_their_writers_alone(noted: Study, store: Path, opened: Opened) -> None:
    ben = opened(store, "ben")
    assert texts(ben) == []

    ben.add_memo("study", ben.overview().uid, "Ben's own.")
    assert texts(ben) == ["Ben's own."]
    assert texts(noted) == NEWEST


def test_memos_go_and_come_with_what_they_are_on(noted: Study, april: str, may: str) -> None:
    noted.remove_documents([april])
    noted.remove_record(noted.coding(may).records[0].uid)
    assert texts(noted) == ["on all again", "on a letter", "on all"]

    noted.undo(may)
    noted.undo_change(noted.history_page().rows[2].uid)
    assert texts(noted) == NEWEST


def test_erased_memos_never_come_back(noted: Study, april: str) -> None:
    noted.erase(april, "asked to")

    assert texts(noted, filter="topic") == texts(noted, filter="words") == []
