"""The history in lists: whose changes they tell, how they are limited, and what each says of before and after."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from storage import (
    Change,
    ChangeDetail,
    ChangeKind,
    ChangeRefused,
    HistoryQuery,
    Missing,
    Money,
    NewEvidence,
    NotFound,
    Progress,
    RecordEntry,
    Study,
)
from storage.database import keyset, turning

Opened = Callable[..., Study]
Entry = Callable[..., RecordEntry]


def told(study: Study, **limits: object) -> list[str]:
    """What a list tells, the latest first."""
    return [change.summary for change in study.history_page(HistoryQuery(**limits)).rows]


def latest(study: Study) -> Change:
    return study.history_page(HistoryQuery(mine=True), limit=1).rows[0]


def parts(detail: ChangeDetail) -> dict[str, tuple[object, object]]:
    """What is before and after, by label."""
    return {
        part.label: (part.before, part.after) for thing in detail.things for part in thing.parts
    }


@pytest.fixture
def anna(store: Path, opened: Opened) -> Study:
    return opened(store, "anna")


@pytest.fixture
def ben(store: Path, opened: Opened) -> Study:
    return opened(store, "ben")


# Whose


def test_of_other_coders_only_what_concerns_everybody_is_told(
    anna: Study, ben: Study, april: str, may: str, finding: Entry, tmp_path: Path
) -> None:
    ben.add_record(april, finding())
    ben.flag(april, "who wrote it?")
    ben.undo(april)
    ben.add_memo("study", ben.overview().uid, "Ben's own thoughts.")
    ben.undo_change(latest(ben).uid)
    ben.set_cues(False)
    ben.undo_change(latest(ben).uid)
    ben.group([april, may])

    shared = ["2 documents made one case.", "Undone: Cues turned off.", "Cues turned off."]
    assert told(anna) == [*shared, "4 documents imported."]
    assert told(anna, mine=True) == ["4 documents imported."]
    assert told(anna, document=april) == [shared[0], "4 documents imported."]
    assert [change.summary for change in anna.history(april)] == []
    assert len(told(ben)) == 9


def test_a_document_tells_who_else_corrected_its_kind(anna: Study, ben: Study, april: str) -> None:
    ben.set_kind(april, "press_ombudsman")

    assert told(anna, document=april)[0] == "Kind changed from other to press_ombudsman."


def test_what_another_coder_coded_cannot_be_looked_into(
    anna: Study, ben: Study, april: str, finding: Entry
) -> None:
    record = ben.add_record(april, finding())

    with pytest.raises(NotFound, match="^That change is another coder's"):
        anna.change(latest(ben).uid)
    with pytest.raises(NotFound, match="^That change is not in the history of this study.$"):
        anna.change(record.uid)
    with pytest.raises(NotFound, match="not there any more"):
        anna.history_page(HistoryQuery(record=record.uid))


def test_what_another_coder_did_for_all_is_told_but_is_theirs_to_take_back(
    anna: Study, ben: Study
) -> None:
    ben.set_cues(False)
    change = anna.history_page(limit=1).rows[0]

    assert change.why_not is not None
    assert "another coder's" in change.why_not
    assert parts(anna.change(change.uid)) == {"cues": ("on", "off")}
    with pytest.raises(ChangeRefused, match="another coder's"):
        anna.undo_change(change.uid)


def test_somebody_who_has_never_coded_sees_what_concerns_everybody(
    anna: Study, store: Path, opened: Opened, april: str
) -> None:
    anna.flag(april, "?")

    assert told(opened(store, "carol")) == ["4 documents imported."]


# Which


@pytest.fixture
def busy(study: Study, april: str, may: str, finding: Entry) -> Study:
    """Somebody who did something of every kind."""
    study.add_record(april, finding())
    study.set_variable(may, "topic", "rooms")
    study.add_memo("document", april, "Ask the office.")
    study.flag(may, "who?")
    study.undo(may)
    study.set_cues(False)
    return study


@pytest.mark.parametrize(
    ("kind", "summaries"),
    [
        (ChangeKind.RECORDS, ["Finding F1 added."]),
        (ChangeKind.VARIABLES, ["Topic set."]),
        (ChangeKind.MEMOS, ["Memo on the document added."]),
        (ChangeKind.REVIEWS, ["Undone: Document flagged.", "Document flagged."]),
        (ChangeKind.DOCUMENTS, ["4 documents imported."]),
        (ChangeKind.CODEBOOK, ["Cues turned off."]),
    ],
)
def test_a_list_of_one_kind_has_its_undos_too(
    busy: Study, kind: ChangeKind, summaries: list[str]
) -> None:
    assert told(busy, kind=kind) == summaries


@pytest.mark.parametrize(
    ("words", "count"),
    [("FLAGGED", 2), ("flag undone", 1), ("april.txt", 0), ("anna", 7), ("zebra", 0), ("%", 0)],
)
def test_every_word_of_a_filter_must_be_told(busy: Study, words: str, count: int) -> None:
    assert len(told(busy, filter=words)) == count


def test_what_is_about_no_single_document_can_be_listed_alone(busy: Study) -> None:
    assert told(busy, study_wide=True) == ["Cues turned off.", "4 documents imported."]


def test_a_day_is_all_from_one_moment_up_to_another(busy: Study) -> None:
    middle = busy.history_page().rows[3].at
    before, since = told(busy, until=middle), told(busy, since=middle)
    assert len(before) == 3
    assert [*since, *before] == told(busy)
    assert told(busy, since="2999") == told(busy, until="1999") == []


def test_a_record_tells_what_it_went_through_wherever_that_was_done(
    study: Study, april: str, may: str, finding: Entry, remedy: Entry
) -> None:
    found = study.add_record(april, finding())
    study.add_record(april, finding(5, 9))
    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])
    study.add_memo("record", found.uid, "Certain?")
    study.change_record(found.uid, finding(fault="mistake"))
    study.set_cues(False)

    assert told(study, record=found.uid) == [
        "Finding F1 changed.",
        "Memo on the record added.",
        "Remedy R1 redresses F1.",
        "Finding F1 added.",
    ]


def test_a_loaded_record_tells_of_its_load(study: Study, april: str, tmp_path: Path) -> None:
    lines = tmp_path / "coding.jsonl"
    lines.write_text(
        '{"type": "finding", "document": {"source_name": "april.txt"}, '
        '"evidence": [{"start": 0, "end": 4}]}',
        encoding="utf-8",
    )
    study.annotate(lines)

    assert told(study, record=study.coding(april).records[0].uid) == ["1 record or value loaded."]


def test_a_document_that_was_removed_still_has_its_history(study: Study, april: str) -> None:
    study.flag(april, "?")
    study.remove_documents([april])
    rows = study.history_page(HistoryQuery(document=april)).rows

    assert [change.summary for change in rows] == [
        "Document removed.",
        "Document flagged.",
        "4 documents imported.",
    ]
    assert not rows[1].document_is_there
    assert rows[1].why_not == "Its document was removed since; bring that back first."


def test_it_says_which_documents_were_removed_until_they_are_erased(
    study: Study, april: str, may: str
) -> None:
    title = study.document(april).title
    study.remove_documents([april])
    removed = next(study.history())
    study.undo_change(removed.uid)
    study.group([april, may])
    titles = [change.document_title for change in islice(study.history(), 3)]

    assert titles == [f"{title} and 1 more", title, title]
    assert list(study.changes(HistoryQuery(filter=title)))
    study.erase(april, "asked to")
    assert title not in str(list(study.history()))


# Page by page


def pages(study: Study, query: HistoryQuery, *, backwards: bool) -> Iterator[list[str]]:
    page = study.history_page(query, backwards=backwards, limit=2)
    yield [change.uid for change in page.rows]
    while cursor := (page.before if backwards else page.after):
        page = study.history_page(query, cursor=cursor, backwards=backwards, limit=2)
        yield [change.uid for change in page.rows]


@pytest.mark.parametrize(("words", "count"), [("", 7), ("document", 4)])
@pytest.mark.parametrize("looked_at", [3, 5000])
def test_pages_put_together_are_the_list_both_ways(
    busy: Study, words: str, count: int, looked_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyset, "LOOKED_AT", looked_at)
    query = HistoryQuery(filter=words)
    whole = [change.uid for change in busy.changes(query)]

    down = list(pages(busy, query, backwards=False))
    up = list(pages(busy, query, backwards=True))
    assert len(whole) == count
    assert sum(down, []) == sum(reversed(up), []) == whole


def test_a_page_around_a_change_goes_on_both_ways(busy: Study) -> None:
    uids = [change.uid for change in busy.history_page().rows]
    page = busy.history_page(around=uids[3], limit=4)

    assert [change.uid for change in page.rows] == uids[1:5]
    above = busy.history_page(cursor=page.before, backwards=True)
    below = busy.history_page(cursor=page.after)
    assert [change.uid for change in (*above.rows, *page.rows, *below.rows)] == uids


def test_a_large_import_is_one_line(empty_study: Study, tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.txt").write_text(f"Letter number {number}.", encoding="utf-8")
    empty_study.import_paths([tmp_path])

    assert told(empty_study) == ["70 documents imported."]
    detail = empty_study.change(latest(empty_study).uid)
    assert (detail.documents, detail.why_not) == (70, None)
    assert detail.things[0].name == "Letter number 0."


# Before and after


def test_a_changed_record_tells_each_answer_before_and_after(study: Study, april: str) -> None:
    entry = RecordEntry("finding", {"fault": "delay", "length": "long"}, (NewEvidence(0, 4),))
    record = study.add_record(april, entry)
    changed = RecordEntry(
        "finding",
        {"fault": "silence", "affected": ("child", "parent")},
        (NewEvidence(0, 4), NewEvidence(5, 10, "fault")),
        note="Or was it?",
    )
    study.change_record(record.uid, changed)

    detail = study.change(latest(study).uid)
    assert detail.things[0].name == "Finding F1"
    assert parts(detail) == {
        "Fault": ("delay", "silence"),
        "How long": ("long", None),
        "Affected": (None, ("child", "parent")),
        "note": (None, "Or was it?"),
        "passage for Fault": (None, "wrote"),
    }


def test_an_undo_tells_what_it_brought_back(study: Study, april: str, remedy: Entry) -> None:
    record = study.add_record(april, remedy(amount=Money(150.0)))
    study.change_record(record.uid, remedy(amount=Missing.UNCLEAR))
    study.undo(april)

    assert parts(study.change(latest(study).uid)) == {"Amount": (Missing.UNCLEAR, Money(150.0))}


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda s, d: s.flag(d, "who?"), {"flag": (None, "who?")}),
        (lambda s, d: s.exclude(d, "twice"), {"status": ("to do", "excluded")}),
        (lambda s, d: s.add_memo("document", d, "Odd."), {"text": (None, "Odd.")}),
        (lambda s, d: s.set_kind(d, "lgsco_report"), {"kind": ("other", "lgsco report")}),
        (lambda s, d: s.remove_documents([d]), {"document": ("in the study", "removed")}),
        (lambda s, d: s.set_cues(False), {"cues": ("on", "off")}),
        (
            lambda s, d: s.add_provisional_value("finding", "fault", "Refusal"),
            {"version": ("1.0", "1.1")},
        ),
    ],
)
def test_whatever_was_done_is_told_in_words(
    study: Study, april: str, act: Callable[[Study, str], object], said: dict[str, object]
) -> None:
    act(study, april)

    assert said.items() <= parts(study.change(latest(study).uid)).items()


def test_an_answer_that_the_codebook_has_no_more_is_told_by_its_name(
    study: Study, april: str, codebook_text: str
) -> None:
    study.set_variable(april, "topic", "rooms")
    uid = latest(study).uid
    before, _, rest = codebook_text.partition("[[variable]]\nid = 4")
    after = rest.partition("[[variable]]")[2]
    study.set_codebook((before + "[[variable]]" + after).replace('"1.0"', '"2.0"'))

    assert parts(study.change(uid))["topic"] == (None, "rooms")


def test_what_was_erased_is_told_no_more(study: Study, april: str, may: str) -> None:
    study.set_variable(april, "topic", "secret")
    study.add_memo("document", april, "a secret memo")
    study.group([april, may])
    study.erase(april, "asked to")

    whole = study.history_page().rows
    assert "april" not in repr([change.document_title for change in whole])
    details = [study.change(change.uid) for change in whole]
    assert "secret" not in repr(details)
    assert [bool(detail.why_not) for detail in details] == [True] * 5
    assert told(study, document=april)[0] == "Document erased: asked to"


# Taking back


def test_what_the_look_says_is_what_the_undo_does(
    study: Study, april: str, may: str, finding: Entry, remedy: Entry
) -> None:
    found = study.add_record(april, finding())
    added = latest(study).uid
    assert study.change(added).why_not is None

    put_right = study.add_record(may, remedy())
    study.add_links(put_right.uid, "redresses", [found.uid])
    why = study.change(added).why_not

    assert why is not None
    with pytest.raises(ChangeRefused) as refused:
        study.undo_change(added)
    assert (
        str(refused.value)
        == why
        == ("«Finding F1 added.» cannot be taken back: a later link rests on it.")
    )


def test_looking_into_a_change_writes_nothing(study: Study, april: str, finding: Entry) -> None:
    study.add_record(april, finding())
    before = study.coding(april), len(list(study.history()))
    study.change(latest(study).uid)

    assert (study.coding(april), len(list(study.history()))) == before


def test_back_and_forth_any_number_of_times(study: Study, april: str) -> None:
    study.flag(april, "?")
    flags = []
    for _ in range(4):
        study.undo_change(latest(study).uid)
        flags.append(study.coding(april).review.flag_reason)

    assert flags == [None, "?", None, "?"]
    assert told(study, document=april)[:5] == [
        "Redone: Document flagged.",
        "Undone: Document flagged.",
        "Redone: Document flagged.",
        "Undone: Document flagged.",
        "Document flagged.",
    ]
    able = [change.why_not is None for change in study.history_page(limit=5).rows]
    assert able == [True, False, False, False, True]
    assert list(study.verify()) == []


def test_an_undo_that_is_stopped_changes_nothing(
    empty_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "AT_ONCE", 2)
    for number in range(5):
        (tmp_path / f"{number}.txt").write_text(f"Letter number {number}.", encoding="utf-8")
    empty_study.import_paths([tmp_path])
    told_progress: list[Progress] = []

    def stop(progress: Progress) -> None:
        told_progress.append(progress)
        if progress.done == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        empty_study.undo_change(latest(empty_study).uid, progress=stop)

    assert [(each.done, each.total) for each in told_progress] == [(2, 5), (4, 5)]
    assert empty_study.overview().documents == 5
    assert told(empty_study) == ["5 documents imported."]
    empty_study.undo_change(latest(empty_study).uid)
    assert empty_study.overview().documents == 0
