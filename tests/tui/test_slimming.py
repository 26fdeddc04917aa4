"""The slimmed output draws the same picture."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.style import Style

from tui.slimming import slim

COLUMNS, ROWS = 20, 6
colours = st.none() | st.sampled_from(["red", "bright_blue", "color(99)", "#102030", "default"])
styles = st.builds(
    Style,
    color=colours,
    bgcolor=colours,
    bold=st.none() | st.booleans(),
    underline=st.none() | st.booleans(),
    reverse=st.none() | st.booleans(),
)
words = st.text(st.sampled_from("ab m[;H é●"), max_size=6)
pieces = st.builds(lambda style, text: style.render(text), styles, words)
places = st.builds(
    lambda row, column, end: f"{end}\x1b[{row};{column}H",
    st.integers(1, ROWS),
    st.integers(1, COLUMNS),
    st.sampled_from(["", "\n"]),
)
pictures = st.lists(pieces | words | places, max_size=30).map("\x1b[1;1H".join)


def drawn(picture: str) -> object:
    screen = pyte.Screen(COLUMNS, ROWS)
    pyte.Stream(screen).feed(picture)
    # What comes behind must have the style that it would have had.
    pyte.Stream(screen).feed("\x1b[1;1H!")
    return [[seen(screen.buffer[row][column]) for column in range(COLUMNS)] for row in range(ROWS)]


def seen(cell: pyte.screens.Char) -> pyte.screens.Char:
    """A cell as an eye sees it: letters' colour makes no difference to a blank."""
    if cell.data == " " and not cell.reverse and not cell.underscore:
        return cell._replace(fg="", bold=False)
    return cell


@given(pictures)
def test_the_same_picture_is_drawn_in_no_more_bytes(picture: str) -> None:
    assert drawn(slim(picture)) == drawn(picture)
    assert len(slim(picture)) <= len(picture)
