"""What a terminal cannot draw is drawn otherwise, cell for cell."""

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from tui.display import ASCII_MARKS, UNICODE_MARKS
from tui.line_filters import PlainSigns

OWN_SIGNS = "○◐●×⚑✓▸▾…·•–—→─━│▏╭╮╰╯▌▎¶“”‘’"


def plain(text: str) -> str:
    """The text as a simple terminal gets it."""
    (segment,) = PlainSigns().apply([Segment(text)], Color(0, 0, 0))
    return segment.text


def test_every_sign_of_ours_becomes_a_plain_one_of_its_width():
    drawn = plain(OWN_SIGNS)

    assert drawn.isascii()
    assert cell_len(drawn) == cell_len(OWN_SIGNS)


def test_states_have_the_same_letters_everywhere():
    for name in UNICODE_MARKS.__slots__:
        assert plain(getattr(UNICODE_MARKS, name)) == getattr(ASCII_MARKS, name)


def test_words_of_documents_stay():
    assert plain("Café, 日本 – £5") == "Café, 日本 - £5"
