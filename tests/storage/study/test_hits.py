"""Hits as they are found, limited by what is known of documents and by what was made of them."""

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from storage import Hit, Hits, InputError, NewEvidence, RecordEntry, Study, search_query
from storage.study import searching

ARDLEY = {"ardley-21-004-117.txt", "ardley-courier-short-breaks.txt"}


@pytest.fixture(scope="module")
def library(sample_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The sample study for tests that only ask."""
    path = Path(shutil.copy(sample_template, tmp_path_factory.mktemp("hits") / "study.db"))
    with Study.open(path, coder="anna") as study:
        yield study


def hits(study: Study, line: str, cursor: str | None = None) -> list[Hit]:
    return [hit for some in study.hits(search_query(line), cursor=cursor) for hit in some.hits]


def sources(study: Study, line: str) -> set[str]:
    """The source names of the documents with hits."""
    return {study.document(hit.document).source_name for hit in hits(study, line)}


def kinds(study: Study, line: str) -> set[str]:
    return {study.document(hit.document).kind for hit in hits(study, line)}


@pytest.mark.parametrize("words", ["the", r"/\bthe\b/"])
@pytest.mark.parametrize(
    ("limit", "found"),
    [
        ("kind:press", {"press_ombudsman", "press_inspection"}),
        ("kind:decision", {"lgsco_decision", "spso_decision"}),
        ("kind:LGSCO", {"lgsco_decision"}),
        ("kind:press_omb", {"press_ombudsman"}),
    ],
)
def test_a_kind_is_known_by_the_beginning_of_a_word(library, words, limit, found):
    assert kinds(library, f"{words} {limit}") == found


def test_an_unknown_kind_is_told_with_those_there_are(library):
    with pytest.raises(InputError, match=r"no kind of document pres5; there are lgsco_decision,"):
        hits(library, "council kind:pres5")


@pytest.mark.parametrize("words", ["council", "/council/"])
def test_a_respondent_is_known_by_the_beginnings_of_its_words(library, words):
    assert sources(library, f"{words} respondent:ardl") == ARDLEY
    assert sources(library, f'{words} respondent:"council ardley"') == ARDLEY
    assert sources(library, f"{words} respondent:xylophone") == set()


def test_dates_limit_from_a_day_on_and_to_before_one(library):
    dates = {
        hit.document: library.document(hit.document).decision_date or ""
        for hit in hits(library, "the")
    }

    def dated(line: str) -> set[str]:
        return {hit.document for hit in hits(library, f"the {line}")}

    assert dated("after:2021-08 before:2022") == {
        uid for uid, date in dates.items() if "2021-08" <= date < "2022"
    }
    assert dated("before:2022") == {uid for uid, date in dates.items() if "" < date < "2022"}
    assert dated("before:2022")
    assert "" in dates.values()


def test_status_is_the_current_coders(study, opened, store, april):
    study.exclude(april, "no")

    assert sources(study, "nobody status:excluded") == {"april.txt"}
    assert sources(study, "/nobody/ kind:other status:todo") == set()
    assert sources(opened(store, "ben"), "/nobody/ kind:other status:todo") == {"april.txt"}


def test_hits_know_what_they_are_coded_as_and_can_be_limited_to_that(study, opened, store, april):
    text = study.text(april).text
    nobody = text.index("Nobody")
    entry = RecordEntry("finding", {"fault": "silence"}, (NewEvidence(nobody, nobody + 30),))
    finding = study.add_record(april, entry)
    study.set_variable(april, "topic", "post", evidence=[NewEvidence(nobody, nobody + 6)])

    assert [hit.coded for hit in hits(study, "nobody kind:other")] == [("finding", "topic")]
    assert [hit.coded for hit in hits(opened(store, "ben"), "nobody kind:other")] == [()]
    assert [hit.words for hit in hits(study, "answered kind:other coded:yes")] == ["answered"]
    assert hits(study, "answered kind:other coded:no") == []
    assert [hit.words for hit in hits(study, "/sorry/ kind:other coded:no")] == ["sorry"]

    before = hits(study, "answered kind:other")
    study.remove_record(finding.uid)

    assert [hit.coded for hit in before] == [("finding",)]
    assert [hit.coded for hit in study.coded_again(before)] == [()]

    study.remove_documents([before[0].document])

    assert study.coded_again(before) == ()


def test_a_search_can_be_taken_up_where_it_was_left(
    empty_study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "TOGETHER", 3)
    monkeypatch.setattr(searching, "FIRST", 2)
    for number in range(5):
        text = f"Paper {number}: " + ", ".join(f"week {n}" for n in range(5))
        (tmp_path / f"{number}.txt").write_text(text)
    empty_study.import_paths([tmp_path])
    batches = list(empty_study.hits(search_query("week")))
    all_hits = [hit for batch in batches for hit in batch.hits]

    assert len(all_hits) == len({hit.uid for hit in all_hits}) == 25
    assert all(len(batch.hits) <= 3 for batch in batches)
    assert (batches[-1].done, batches[-1].cursor) == (5, None)
    told = 0
    for batch in batches[:-1]:
        told += len(batch.hits)
        assert hits(empty_study, "week", batch.cursor) == all_hits[told:]
    assert hits(empty_study, "/week/", batches[3].cursor) == hits(
        empty_study, "week", batches[3].cursor
    )


def test_a_search_tells_how_far_it_has_come_while_it_finds_nothing(library):
    with closing(library.hits(search_query("/xylophone/"))) as found:
        told = [some for some in found if not some.hits]

    assert told[-1] == Hits((), 12, 12, None)


@pytest.mark.parametrize("line", ["xylophone", "/^/", "council respondent:_"])
def test_nothing_found_is_no_error(library, line):
    assert hits(library, line) == []


def test_a_wrong_expression_is_told_before_anything_is_read(library):
    with pytest.raises(InputError, match="no regular expression"):
        next(library.hits(search_query("/(/")))


def test_a_hit_of_any_size_is_told(empty_study: Study, letters: Callable[..., None]) -> None:
    letters("word " * 5000)

    (whole,) = hits(empty_study, r"/[\s\S]+/")
    assert len(hits(empty_study, "word")) == 5000
    assert len(whole.words) == len(empty_study.text(whole.document).text)


@pytest.fixture
def letters(empty_study: Study, tmp_path: Path) -> Callable[..., None]:
    """Imports texts, one document each."""

    def write(*texts: str) -> None:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        empty_study.import_paths([tmp_path / f"{number}.txt" for number in range(len(texts))])

    return write
