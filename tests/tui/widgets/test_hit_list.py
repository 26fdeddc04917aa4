"""How a hit reads as one line, at any width."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage import Hit
from tui.screens.search_results import SearchResults
from tui.widgets.hit_list import GAP, LEAD, before_text, columns

TEXT = st.text("ab \n\tü漢字e\u0301🙂\x1b\u202e", max_size=80)


@given(st.integers(0, 250))
def test_the_columns_fill_the_line_and_no_more(width: int) -> None:
    parted = columns(width)
    gap = GAP if parted.title else 0

    assert parted.title + gap + parted.before + parted.rest == max(0, width - LEAD)


@given(TEXT, st.integers(0, 40))
def test_what_stands_before_ends_at_the_hit(text: str, width: int) -> None:
    shown = before_text(text, width)

    assert cell_len(shown) == width
    assert "\x1b" not in shown
    assert "\n" not in shown


def test_of_much_the_end_is_shown() -> None:
    assert before_text("one two three", 5) == "three"
    assert before_text("three", 7) == "  three"


def found(*documents: str) -> SearchResults:
    """A search with hits in these documents."""
    results = SearchResults("x")
    hits = [Hit(name, name, place, place + 1, "", "x", "") for place, name in enumerate(documents)]
    results.add(hits, 1, 1, None)
    return results


def test_documents_are_walked_by_their_first_hits() -> None:
    results = found("a", "a", "b", "b", "c")
    walked = []
    for step in (1, 1, 1, -1, -1, -1):
        results.at = results.document_from(step) or results.at
        walked.append(results.place)

    assert results.documents == 3
    assert walked == [None, None, None, None, None, None]
    results.at = results.hits[1].uid
    walked = []
    for step in (1, 1, 1, -1, -1, -1):
        results.at = results.document_from(step) or results.at
        walked.append(results.place)
    assert walked == [2, 4, 4, 2, 0, 0]
    results.at = results.hits[3].uid
    assert results.document_from(-1) == results.hits[2].uid


def test_pages_follow_each_other_and_the_last_has_no_end_while_more_may_come() -> None:
    results = found(*"abc" * 80)
    first, second = results.page(), results.page(100)

    assert (first.before, first.after, second.before, second.after) == (None, "100", "100", "200")
    assert results.page_before(200).rows == second.rows
    assert results.last_page().rows == tuple(results.hits[-100:])
    assert results.last_page().after is None
    assert results.hits[150] in results.page_around(results.hits[150].uid).rows

    results.is_complete = False

    assert results.last_page().after == "240"
