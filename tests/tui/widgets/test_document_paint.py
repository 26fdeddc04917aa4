"""Drawn lines are as wide as the pane, and only the cells that differ are sent again."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from storage.documents import segment
from tui.widgets.document_paint import changed_cells
from tui.widgets.document_places import places

STYLES = (Style(bold=True), Style(underline=True), Style())
PIECES = st.tuples(st.sampled_from(["one", "two  ", " ", "漢字", "   "]), st.sampled_from(STYLES))
STRIPS = st.lists(PIECES, max_size=6).map(
    lambda pieces: Strip(
        [Segment(text, style) for text, style in [*pieces, (" " * 40, STYLES[2])]]
    ).crop(0, 30)
)


@given(STRIPS, STRIPS)
def test_cells_outside_the_change_are_the_same(old: Strip, new: Strip) -> None:
    start, end = changed_cells(old, new) or (0, 0)

    assert old.crop(0, start).simplify() == new.crop(0, start).simplify()
    assert old.crop(end, 30).simplify() == new.crop(end, 30).simplify()


def test_equal_lines_need_nothing() -> None:
    strip = Strip([Segment("one", STYLES[0])])

    assert changed_cells(strip, Strip([Segment("one", STYLES[0])])) is None


def test_headings_and_boilerplate_have_their_places() -> None:
    text = "What I found\n\n  1. It was late.\n\nBack to top\n\nFinal decision\n\n  1. Upheld.\n"
    found = [
        (text[start:end], place)
        for start, end, place in places(text, segment(text, "lgsco_decision")).between(0, len(text))
    ]

    assert found == [
        ("What I found", "heading"),
        ("Back to top", "boilerplate"),
        ("Final decision", "heading"),
    ]
