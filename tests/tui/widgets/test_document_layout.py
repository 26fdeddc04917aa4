"""Every character that is shown stands in one place, and the place leads back to it."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from storage import Paragraph
from tui.display import display_safe
from tui.widgets.document_layout import (
    COMFORTABLE,
    NARROWEST,
    Layout,
    gutter_width,
    lay_out,
    printed_numbers,
)

PIECES = [
    "a", "word ", "longerword", " ", "\n", "\n\n\n", "\t", "1. ", "• ", "  6. ", "漢字。", "e\u0301",
    "\U0001f469\u200d\U0001f466", "\U0001f1ec\U0001f1e7", "שלום ", "\x1b[2J", "\u202e", "’",
]  # fmt: skip
DOCUMENTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join).map(display_safe)
DECISION = (
    "What I found\n\n\n\n  6. Ms B asked for help in May 2020 and then again in June of that year.\n"
    "    • It took 41 weeks, which is longer than anybody should have to wait for it.\n"
    "  7) The Council said sorry.\n"
)


def paragraphs(text: str) -> list[Paragraph]:
    """One paragraph a line, labelled when it begins with a number."""
    found, start = [], 0
    for line in text.split("\n"):
        words = line.strip()
        begin = start + len(line) - len(line.lstrip())
        label = words[:1] if words[:1].isascii() and words[:1].isdigit() else None
        if words:
            found.append(Paragraph(label, None, begin, begin + len(words)))
        start += len(line) + 1
    return found


def laid_out(text: str, width: int) -> Layout:
    """A text as it stands in a pane."""
    return lay_out(text, printed_numbers(text, paragraphs(text)), width)


def drawn(layout: Layout) -> list[str]:
    """The lines as they are read: number, indentation, text."""
    return [
        f"{line.number or '':>2} {' ' * line.indent}{layout.text[line.start : line.end]}".rstrip()
        for line in layout.lines
    ]


@given(DOCUMENTS, st.integers(20, 130))
def test_every_character_is_shown_once_or_is_space_or_a_number_in_the_margin(
    text: str, width: int
) -> None:
    layout = laid_out(text, width)
    shown = [0] * len(text)
    for line in layout.lines:
        for offset in range(line.start, line.end):
            shown[offset] += 1
    numbers = printed_numbers(text, paragraphs(text))
    for begin, number in numbers.items():
        shown[begin : number.start] = [1] * (number.start - begin)

    assert all(count == 1 or text[offset].isspace() for offset, count in enumerate(shown))
    assert max(shown, default=0) <= 1


@given(DOCUMENTS, st.integers(10, 130))
def test_no_line_is_wider_than_the_pane(text: str, width: int) -> None:
    layout = laid_out(text, width)
    room = max(NARROWEST, min(COMFORTABLE, width - layout.gutter - 1))

    assert all(line.indent + cell_len(text[line.start : line.end]) <= room for line in layout.lines)


@given(DOCUMENTS, st.integers(20, 130))
def test_offsets_lead_to_cells_and_back(text: str, width: int) -> None:
    layout = laid_out(text, width)
    for number, line in enumerate(layout.lines):
        for offset in range(line.start, line.end):
            column = layout.column_of(offset)
            there = layout.offset_at(number, column)

            assert layout.line_of(offset) == number
            assert line.start <= there < line.end
            assert layout.column_of(there) == column


def test_numbers_move_into_the_margin_and_sub_points_hang() -> None:
    layout = laid_out(DECISION, 66)

    assert drawn(layout) == [
        "   What I found",
        "",
        " 6 Ms B asked for help in May 2020 and then again in June",
        "   of that year.",
        "       • It took 41 weeks, which is longer than anybody",
        "         should have to wait for it.",
        " 7 The Council said sorry.",
    ]


def test_a_character_that_is_not_shown_belongs_to_the_line_it_precedes() -> None:
    layout = laid_out(DECISION, 66)
    number = DECISION.index("6.")

    assert layout.lines_of(number, number + 2) == range(2, 3)
    assert layout.column_of(number) == 0


def test_a_label_that_the_text_does_not_print_stays_out_of_the_margin() -> None:
    numbers = printed_numbers("Seven words", [Paragraph("7", None, 0, 11)])

    assert numbers == {}


def test_a_passage_that_begins_in_the_space_between_lines_is_on_the_second() -> None:
    layout = laid_out("one two three four five six seven eight", 30)
    edge = layout.lines[0].end

    assert layout.lines_of(edge, edge + 5) == range(1, 2)


def test_a_pane_wider_than_comfortable_leaves_the_rest_empty() -> None:
    layout = laid_out("word " * 200, 300)

    assert max(line.end - line.start for line in layout.lines) <= COMFORTABLE
    assert layout.gutter == gutter_width(0)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("The Council took 41 weeks. " * 300, 0.015),
        ("The Council took “41” weeks. " * 6_900, 0.3),
        ("漢字、" * 66_000, 0.3),
        ("e\u0301\u0302" * 66_000, 0.3),
        ("\U0001f469\u200d\U0001f466 " * 50_000, 0.3),
        ("x" * 200_000, 0.3),
    ],
    ids=["1,500 words", "one line", "wide", "accents", "emoji", "no spaces"],
)
def test_long_texts_are_wrapped_at_once(text: str, limit: float) -> None:
    times = []
    for _ in range(5):
        begun = time.process_time()
        lay_out(text, {}, 100)
        times.append(time.process_time() - begun)

    assert min(times) < 4 * limit
