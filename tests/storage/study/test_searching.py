from collections.abc import Callable
from pathlib import Path

import pytest

from storage import InputError, Study


@pytest.fixture
def letters(empty_study: Study, tmp_path: Path) -> Callable[..., Study]:
    """Imports texts, one document each, and gives the study."""

    def write(*texts: str) -> Study:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
        empty_study.import_paths([tmp_path / f"{number}.txt" for number in range(len(texts))])
        return empty_study

    return write


def words(study: Study, query: str, *, regex: bool = False) -> list[str]:
    return [hit.words for hit in study.search(query, regex=regex).hits]


def test_a_hit_stands_in_its_context(study: Study, april: str) -> None:
    (hit,) = study.search('"nobody answered"').hits

    text = study.text(april).text
    assert (hit.document, hit.words) == (april, "Nobody answered")
    assert text[hit.start : hit.end] == "Nobody answered"
    assert text[: hit.start].endswith(hit.before)
    assert text[hit.end :].startswith(hit.after)
    assert hit.before.endswith("April. ")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("wait", ["wait"]),
        ("WAIT", ["wait"]),
        ("wait*", ["wait", "waited", "waiting"]),
        ('"nine weeks"', ["nine weeks"]),
        ('"weeks nine"', []),
        ("nine weeks", ["nine", "weeks", "weeks"]),
        ("nine absent", []),
        ("child's", ["child's"]),
        ("cafe", ["café"]),
        ("café", ["café"]),
        ("21 004 117", ["21", "004", "117"]),
        ('"21 004 117"', ["21 004 117"]),
        ("foo_bar", ["foo_bar"]),
        ("bar", ["bar"]),
        ("Cafés", []),
        ("straße", ["Straße"]),
    ],
)
def test_words_phrases_and_beginnings_are_found(
    letters: Callable[..., Study], query: str, found: list[str]
) -> None:
    study = letters(
        "They wait. They waited nine weeks, waiting for weeks in a café on 21 004 117 Straße. "
        "The child's foo_bar."
    )

    assert words(study, query) == found
    assert study.search(query).documents == (1 if found else 0)


@pytest.mark.parametrize("query", ["", "  ", '"', '""', "***", "!?", "🙂", "\x00"])
def test_nothing_to_search_for_is_said_so(quiet_study: Study, query: str) -> None:
    with pytest.raises(InputError, match="nothing to search for"):
        quiet_study.search(query)


@pytest.mark.parametrize(
    "query",
    ["NOT a", "a AND", "foo: bar", "a OR", "(a", "a)", "^a", "a -b", 'a"b', "NEAR(a b)", "\ud800a"],
)
def test_whatever_is_typed_is_searched_for_as_words(quiet_study: Study, query: str) -> None:
    assert quiet_study.search(query).capped is False


def test_a_regular_expression_is_tried_on_every_text(letters: Callable[..., Study]) -> None:
    study = letters("It took 9 weeks.", "It took 41 WEEKS.", "Nothing.")

    result = study.search(r"\d+ weeks", regex=True)

    assert [hit.words for hit in result.hits] == ["9 weeks", "41 WEEKS"]
    assert (result.documents, result.capped) == (2, False)


def test_a_wrong_regular_expression_is_named(quiet_study: Study) -> None:
    with pytest.raises(InputError, match=r"\(wee is no regular expression"):
        quiet_study.search("(wee", regex=True)


def test_an_expression_that_matches_nothing_in_particular_has_no_hits(quiet_study: Study) -> None:
    assert quiet_study.search(r"\b", regex=True).hits == ()


def test_hits_stop_at_their_limit_and_say_so(letters: Callable[..., Study]) -> None:
    study = letters(*[f"Nobody came in week {number} or any week." for number in range(10)])

    result = study.search("week", limit=5)

    assert (len(result.hits), result.documents) == (5, 10)
    assert study.search("week").capped is False


def test_removed_documents_are_not_found(study: Study, april: str) -> None:
    study.remove_documents([april])

    assert study.search('"nobody answered"').documents == 0
    assert study.search("nobody answered", regex=True).hits == ()


@pytest.mark.parametrize("regex", [False, True])
def test_boilerplate_is_not_searched(letters: Callable[..., Study], regex: bool) -> None:
    study = letters(
        "Nobody came back to them.\n\nBack to top\n\nIt was back late.",
        "Nothing.\n\nBack to top\n",
    )

    found = study.search("back", regex=regex)

    text = study.text(found.hits[0].document).text
    assert [hit.start for hit in found.hits] == [text.index("back"), text.index("back late")]
    assert found.documents == 1
