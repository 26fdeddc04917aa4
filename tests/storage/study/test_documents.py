"""Lists of documents, whichever way they are sorted, filtered and paged through."""

from collections.abc import Callable, Iterator
from itertools import islice, product
from pathlib import Path

import pytest

from storage import (
    ChangeRefused,
    Document,
    DocumentQuery,
    NotFound,
    RecordEntry,
    Status,
    Study,
)

SORTS = ("position", "title", "kind", "respondent", "reference", "date", "outcome", "status")

LIMITS = {
    "none": DocumentQuery(),
    "status": DocumentQuery(status=Status.TODO),
    "another status": DocumentQuery(status=Status.IN_PROGRESS),
    "kind": DocumentQuery(kind="other"),
    "flagged": DocumentQuery(flagged=True),
    "not flagged": DocumentQuery(flagged=False),
    "words": DocumentQuery(filter="council"),
    "words and status": DocumentQuery(filter="council", status=Status.TODO),
    "words and kind and flag": DocumentQuery(filter="letter", kind="other", flagged=False),
}


@pytest.fixture(scope="session")
def varied_template(tmp_path_factory: pytest.TempPathFactory, sample_template: Path) -> Path:
    """A store in which many documents share what lists are sorted by, and many have nothing."""
    folder = tmp_path_factory.mktemp("varied")
    path = folder / "study.db"
    path.write_bytes(sample_template.read_bytes())
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"The same first line\n\nLetter {number} of nobody.")
    with Study.open(path, coder="anna") as study:
        study.import_paths([folder / f"{number}.txt" for number in range(9)])
        uids = [document.uid for document in study.documents(limit=100).rows]
        for place in (1, 5, 13):
            study.flag(uids[place], "?")
        for place in (0, 3, 14, 15):
            study.set_variable(uids[place], "respondent", ("A",))
        study.exclude(uids[7], "a duplicate")
        study.remove_documents([uids[2], uids[16]])
    return path


@pytest.fixture(scope="session")
def quiet(varied_template: Path) -> Iterator[Study]:
    """That study, for tests that only ask."""
    with Study.open(varied_template, coder="anna") as study:
        yield study


@pytest.fixture
def varied(varied_template: Path, tmp_path: Path, opened: Callable[..., Study]) -> Study:
    """A copy of that study, opened by anna."""
    path = tmp_path / "varied.db"
    path.write_bytes(varied_template.read_bytes())
    return opened(path)


def keys(document: Document, sort: str) -> object:
    return {
        "position": document.position,
        "title": document.title,
        "kind": document.kind,
        "respondent": (document.respondents or ("",))[0],
        "reference": document.reference or "",
        "date": document.decision_date or "",
        "outcome": document.outcome or "",
        "status": document.status.value,
    }[sort]


def wanted(study: Study, query: DocumentQuery) -> list[str]:
    """The list as plain Python makes it from everything."""
    everything = study.documents(DocumentQuery(filter=query.filter), limit=100).rows
    found = [
        document
        for document in everything
        if query.status in (None, document.status)
        and query.kind in (None, document.kind)
        and query.flagged in (None, document.flag_reason is not None)
    ]
    found.sort(key=lambda each: (keys(each, query.sort), each.position), reverse=query.descending)
    return [document.uid for document in found]


def pages(study: Study, query: DocumentQuery, *, backwards: bool, limit: int) -> list[str]:
    """uids of the whole list, page by page from one end."""
    uids: list[str] = []
    cursor = None
    for _ in range(100):
        page = study.documents(query, cursor=cursor, backwards=backwards, limit=limit)
        some = [document.uid for document in page.rows]
        uids = some + uids if backwards else uids + some
        cursor = page.before if backwards else page.after
        if cursor is None:
            return uids
    raise AssertionError("the list has no end")


@pytest.mark.parametrize("limits", LIMITS.values(), ids=list(LIMITS))
def test_paging_visits_every_document_once_in_order(quiet: Study, limits: DocumentQuery) -> None:
    for sort, descending in product(SORTS, (False, True)):
        query = DocumentQuery(
            limits.filter, limits.status, limits.kind, limits.flagged, sort, descending
        )
        expected = wanted(quiet, query)
        assert pages(quiet, query, backwards=False, limit=3) == expected, query
        assert pages(quiet, query, backwards=True, limit=4) == expected, query
        assert quiet.count_documents(query) == (len(expected), False), query


@pytest.mark.parametrize("sort", SORTS)
def test_somebody_new_sees_everything_as_to_do(
    quiet: Study, opened: Callable[..., Study], sort: str
) -> None:
    zoe = opened(Path(quiet.store), "zoe")
    query = DocumentQuery(sort=sort, status=Status.TODO)

    assert pages(zoe, query, backwards=False, limit=4) == wanted(zoe, query)
    assert len(wanted(zoe, query)) == 19
    assert zoe.count_documents(DocumentQuery(flagged=True)) == (0, False)
    assert zoe.count_documents(DocumentQuery(status=Status.DONE)) == (0, False)


@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_a_page_around_a_document_has_it_and_leads_on_both_ways(quiet: Study, limit: int) -> None:
    query = DocumentQuery(sort="title")
    everything = wanted(quiet, query)
    for uid in everything:
        page = quiet.documents(query, around=uid, limit=limit)
        shown = [document.uid for document in page.rows]
        first, last = everything.index(shown[0]), everything.index(shown[-1])

        assert uid in shown
        assert shown == everything[first : last + 1]
        assert (page.before is None, page.after is None) == (
            first == 0,
            last == len(everything) - 1,
        )


def test_a_page_around_what_the_list_has_not_is_the_first(quiet: Study) -> None:
    query = DocumentQuery(flagged=True)
    unflagged = wanted(quiet, DocumentQuery(flagged=False))[0]

    page = quiet.documents(query, around=unflagged)

    assert [document.uid for document in page.rows] == wanted(quiet, query)


def test_a_cursor_holds_when_its_document_is_removed(varied: Study) -> None:
    everything = wanted(varied, DocumentQuery())
    page = varied.documents(limit=3)
    varied.remove_documents([everything[2]])

    after = varied.documents(cursor=page.after, limit=3)

    assert [document.uid for document in after.rows] == everything[3:6]


def test_counting_stops_at_its_cap(quiet: Study) -> None:
    assert quiet.count_documents(DocumentQuery(), cap=5) == (5, True)
    assert quiet.count_documents(DocumentQuery(), cap=19) == (19, False)


@pytest.mark.parametrize(
    "typed",
    ['"', '""', "'", "NOT", "AND OR", "foo:bar", "*", "a*", "(", ")", "^x", "{", "-", "\\", "🙂",
     "a AND", 'title : "x', "NEAR(a b)", "\x00", "\ud800", "%", "_", ";--", " ", "\t\n", "é", "日本"],
)  # fmt: skip
def test_whatever_is_typed_filters_without_an_error(quiet_study: Study, typed: str) -> None:
    shown = quiet_study.documents(DocumentQuery(filter=typed)).rows

    assert quiet_study.count_documents(DocumentQuery(filter=typed))[0] == len(shown)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ard", ["ardley-21-004-117.txt"]),
        ("ARDLEY council", ["ardley-21-004-117.txt"]),
        ("21 004 117", ["ardley-21-004-117.txt"]),
        ('"city council"', ["ardley-21-004-117.txt"]),
        ('"council city"', []),
        ("ardley april", []),
        ("april.t", ["april.txt"]),
        ("mr a", ["april.txt"]),
        ("  ", ["april.txt", "june.txt", "may.txt", "ardley-21-004-117.txt"]),
    ],
)
def test_a_filter_finds_by_title_name_respondent_and_reference(
    quiet_study: Study, typed: str, found: list[str]
) -> None:
    page = quiet_study.documents(DocumentQuery(filter=typed))

    assert [document.source_name for document in page.rows] == found


def test_an_unknown_sort_is_refused(quiet_study: Study) -> None:
    with pytest.raises(NotFound, match="cannot be sorted by colour"):
        quiet_study.documents(DocumentQuery(sort="colour"))


def test_a_line_counts_the_coders_own_records(
    store: Path, opened: Callable[..., Study], april: str, finding: Callable[..., RecordEntry]
) -> None:
    anna, ben = opened(store, "anna"), opened(store, "ben")
    anna.add_record(april, finding())
    anna.remove_record(anna.add_record(april, finding()).uid)
    ben.add_record(april, finding())

    assert anna.documents().rows[0].record_counts == {"finding": 1}


def test_documents_are_found_by_any_of_their_names(quiet_study: Study, ardley: str) -> None:
    names = [ardley, ardley[:-4], "ardley-21-004-117.txt", "21 004 117", "4"]

    assert {quiet_study.find_document(name).uid for name in names} == {ardley}


@pytest.mark.parametrize("name", ["none.txt", "²", "99", "9" * 30, "", "%", "\ud800"])
def test_a_name_that_nothing_has_is_not_found(quiet_study: Study, name: str) -> None:
    with pytest.raises(NotFound, match="no document"):
        quiet_study.find_document(name)


def test_a_name_that_several_documents_have_is_not_enough(quiet_study: Study, april: str) -> None:
    with pytest.raises(NotFound, match="could be 4 documents"):
        quiet_study.find_document(april[:8])


def test_neighbours_are_the_documents_that_are_there(study: Study, uids: dict[str, str]) -> None:
    april, june, may, ardley = uids.values()
    study.remove_documents([june])

    assert study.neighbour(april, 1) == may
    assert study.neighbour(may, -1) == april
    assert study.neighbour(april, -1) is None
    assert study.neighbour(ardley, 1) is None


def test_the_next_to_do_goes_round(study: Study, uids: dict[str, str]) -> None:
    april, june, may, ardley = uids.values()
    study.exclude(june, "a duplicate")
    study.remove_documents([may])

    assert study.next_to_do() == april
    assert study.next_to_do(april) == ardley
    assert study.next_to_do(ardley) == april
    assert study.next_to_do(june) == ardley


def test_when_all_is_done_nothing_is_next(study: Study, uids: dict[str, str]) -> None:
    for uid in uids.values():
        study.exclude(uid, "about something else")

    assert study.next_to_do() is None


def test_the_next_to_do_is_one_that_was_drawn(study: Study) -> None:
    study.sample(1, by=None, seed=4)
    (drawn,) = (uid for uid in islice(walk(study), 4))

    assert study.next_to_do() == study.next_to_do(drawn) == drawn


def walk(study: Study) -> list[str]:
    found: list[str] = []
    uid = study.next_to_do()
    while uid is not None and uid not in found:
        found.append(uid)
        uid = study.next_to_do(uid)
    return found


def test_somebody_new_begins_at_the_beginning(
    store: Path, opened: Callable[..., Study], april: str, uids: dict[str, str]
) -> None:
    assert walk(opened(store, "zoe")) == list(uids.values())


def test_a_documents_case_is_all_that_were_grouped(study: Study, april: str, may: str) -> None:
    said = study.group([may, april])

    assert said == "2 documents made one case."
    assert [document.uid for document in study.case(april)] == [april, may]
    assert study.document(may).case_size == 2


def test_ungrouped_documents_are_cases_of_their_own(study: Study, uids: dict[str, str]) -> None:
    april, june, may, _ = uids.values()
    study.group([april, june, may])

    study.ungroup([june])

    assert [study.document(uid).case_size for uid in (april, june, may)] == [2, 1, 2]


@pytest.mark.parametrize("few", [0, 1])
def test_one_document_makes_no_group(study: Study, april: str, few: int) -> None:
    with pytest.raises(ChangeRefused, match="two documents"):
        study.group([april] * few * 2)


@pytest.mark.parametrize("do", ["ungroup", "remove_documents"])
def test_nothing_is_done_to_no_documents(study: Study, do: str) -> None:
    with pytest.raises(ChangeRefused, match="[Nn]o document"):
        getattr(study, do)([])


def test_removed_documents_are_not_there(study: Study, april: str) -> None:
    study.remove_documents([april])

    assert april not in [document.uid for document in study.documents().rows]
    assert study.overview().documents == 3
    assert study.search('"nine weeks"').documents == 0
    with pytest.raises(NotFound, match="may have been removed"):
        study.document(april)


def test_an_overview_counts_only_what_is_there(
    study: Study, april: str, may: str, finding: Callable[..., RecordEntry]
) -> None:
    study.add_record(april, finding())
    study.add_record(may, finding())
    study.flag(april, "?")

    study.remove_documents([april])

    overview = study.overview()
    assert (overview.flagged, overview.records["finding"]) == (0, 1)
    assert overview.statuses[Status.IN_PROGRESS] == 1
    assert list(study.verify()) == []


def test_all_that_a_review_begins_with_is_read_at_once(study: Study, april: str, may: str) -> None:
    study.save_draft(april, "{}")

    whole = study.open_document(april)

    assert (whole.text, whole.coding) == (study.text(april), study.coding(april))
    assert (whole.place, whole.draft) == (study.place(april), study.draft(april))
    assert (whole.previous, whole.next) == (None, study.neighbour(april, 1))


def test_a_document_read_ahead_opens_as_any_other(study: Study, april: str) -> None:
    plain = study.open_document(april)
    with Study.open(study.store, coder=study.coder) as other:
        other.read_ahead(april)
        ahead = other.open_document(april)

    assert ahead == plain


def test_what_was_read_ahead_is_read_again_when_it_changed(study: Study, april: str) -> None:
    study.read_ahead(april)
    study.set_kind(april, "press_ombudsman")
    with Study.open(study.store, coder=study.coder) as other:
        fresh = other.open_document(april)

    assert study.open_document(april) == fresh
