"""Motions over sentences and words."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Passage
from storage.documents import segment
from tui.widgets.document_layout import printed_numbers
from tui.widgets.document_walk import Standing, Walk

TEXT = (
    "What I found\n\n"
    "  1. Ms B asked for help (in May). The Council took 41 weeks. This was fault.\n"
    "  2. Nobody told her of “her right” to appeal. She was not told.\n\n"
    "Agreed action\n\n"
    "  1. The Council will pay £300 to Ms B, and will say sorry.\n"
)
SEGMENTATION = segment(TEXT, "lgsco_decision")
WALK = Walk(TEXT, SEGMENTATION, printed_numbers(TEXT, SEGMENTATION.paragraphs))
LAST = len(WALK) - 1


def words(standing: Standing) -> str:
    """What is selected, as text."""
    passage = WALK.selected(standing)
    return "" if passage is None else TEXT[passage.start : passage.end]


def on(quote: str) -> Standing:
    """Standing on the sentence that begins with a quotation."""
    return WALK.stand_on(WALK.sentence_at(TEXT.index(quote)))


def by_word(quote: str) -> Standing:
    """Selecting word by word from such a sentence."""
    return WALK.begin_words(on(quote))


def test_the_sentence_is_selected_without_the_number_of_its_paragraph() -> None:
    assert words(on("Ms B asked")) == "Ms B asked for help (in May)."


@given(st.lists(st.integers(-3, 3), max_size=30))
def test_steps_stay_in_the_document(steps: list[int]) -> None:
    standing = Standing()
    for step in steps:
        standing = WALK.move_sentence(standing, step)

        assert 0 <= standing.sentence <= LAST
        assert standing.sentence == standing.reach


def test_extending_adds_sentences_and_takes_them_off_again() -> None:
    twice = WALK.extend(WALK.extend(on("Ms B asked"), 1), 1)

    assert (
        words(twice) == "Ms B asked for help (in May). The Council took 41 weeks. This was fault."
    )
    assert words(WALK.extend(twice, -2)) == "Ms B asked for help (in May)."


def test_a_step_on_leaves_an_extended_selection_behind_its_end() -> None:
    standing = WALK.extend(on("Ms B asked"), 1)

    assert words(WALK.move_sentence(standing, 1)) == "This was fault."


def test_a_step_back_collapses_an_extended_selection_to_its_beginning() -> None:
    standing = WALK.extend(on("Ms B asked"), 2)

    assert words(WALK.move_sentence(standing, -1)) == "Ms B asked for help (in May)."


def test_paragraphs_are_left_and_entered_at_their_first_sentence() -> None:
    middle = on("The Council took")

    assert words(WALK.move_paragraph(middle, 1)).startswith("Nobody told her")
    assert words(WALK.move_paragraph(middle, -1)).startswith("Ms B asked")
    assert words(WALK.move_paragraph(WALK.move_paragraph(middle, -1), -1)) == "What I found"


def test_a_paragraph_on_from_the_last_one_is_its_last_sentence() -> None:
    assert WALK.move_paragraph(WALK.stand_on(LAST), 1).sentence == LAST


@pytest.mark.parametrize(
    ("steps", "selected"),
    [
        ("", "The Council took 41 weeks."),
        ("h", "The Council took 41"),
        ("hhhhhhhh", "The"),
        ("hl", "The Council took 41 weeks"),
        ("hll", "The Council took 41 weeks."),
        ("l", "The Council took 41 weeks. This"),
        ("ol", "Council took 41 weeks."),
        ("olllllll", "weeks."),
        ("oh", "May). The Council took 41 weeks."),
        ("hol", "Council took 41"),
    ],
)
def test_edges_move_by_words_and_leave_at_least_one(steps: str, selected: str) -> None:
    motions: dict[str, Callable[[Standing], Standing]] = {
        "h": lambda standing: WALK.move_edge(standing, -1),
        "l": lambda standing: WALK.move_edge(standing, 1),
        "o": WALK.swap_edge,
    }
    standing = by_word("The Council took")
    for step in steps:
        standing = motions[step](standing)

    assert words(standing) == selected


def test_edges_move_by_sentences() -> None:
    standing = by_word("The Council took")

    assert words(WALK.move_edge_sentence(standing, 1)).endswith("This was fault.")
    assert words(WALK.move_edge_sentence(standing, -1)) == "The Council took 41 weeks."
    back = WALK.move_edge_sentence(WALK.swap_edge(standing), -1)

    assert words(back).startswith("Ms B asked")


@given(st.text("hlojk", max_size=40))
def test_something_inside_the_document_is_always_selected(steps: str) -> None:
    standing = by_word("Nobody told")
    for step in steps:
        standing = {
            "h": lambda now: WALK.move_edge(now, -1),
            "l": lambda now: WALK.move_edge(now, 1),
            "j": lambda now: WALK.move_edge_sentence(now, 1),
            "k": lambda now: WALK.move_edge_sentence(now, -1),
            "o": WALK.swap_edge,
        }[step](standing)

        assert words(standing).strip() == words(standing) != ""


def test_words_drawn_over_are_whole_in_either_direction() -> None:
    first, last = TEXT.index("ouncil took"), TEXT.index("eeks. This")

    assert WALK.words_between(first, last) == WALK.words_between(last, first)
    passage = WALK.words_between(first, last)

    assert TEXT[passage.start : passage.end] == "Council took 41 weeks"


def test_chosen_words_become_whole_sentences_when_extended() -> None:
    standing = WALK.select(Passage(TEXT.index("took"), TEXT.index(" weeks")))

    assert words(standing) == "took 41"
    assert words(WALK.extend(standing, 1)) == "The Council took 41 weeks."


def test_emoji_are_never_cut() -> None:
    text = "Good \U0001f469\u200d\U0001f466 work."
    walk = Walk(text, segment(text, "other"), {})
    passage = walk.words_between(6, 6)

    assert text[passage.start : passage.end] == "\U0001f469\u200d\U0001f466"


def test_an_empty_document_can_be_walked_through() -> None:
    walk = Walk("", segment("", "other"), {})
    standing = walk.move_paragraph(walk.extend(walk.move_sentence(Standing(), 1), 1), -1)

    assert walk.selected(walk.move_edge(walk.begin_words(standing), 1)) is None


FURNISHED = (
    "Menu\n\nOne sentence. Two sentences.\n\nBack to top\n\nThree of them.\n\nPrint this page\n"
)
PAGE = segment(FURNISHED, "lgsco_decision")


def furnished(*, boilerplate: bool = False) -> Walk:
    """The motions over a document with furniture above, between and below its words."""
    return Walk(FURNISHED, PAGE, {}, boilerplate=boilerplate)


def walked(walk: Walk, standing: Standing, *steps: int) -> list[str]:
    """The sentences stood on, one after each step."""
    found = []
    for step in steps:
        standing = walk.move_sentence(standing, step)
        passage = walk.passage(standing.sentence)
        found.append(FURNISHED[passage.start : passage.end])
    return found


def test_steps_pass_over_boilerplate() -> None:
    walk = furnished()

    on = walked(walk, walk.stand_on(walk.first), 1, 1, 1, -1, -5)

    assert on == [
        "Two sentences.",
        "Three of them.",
        "Three of them.",
        "Two sentences.",
        "One sentence.",
    ]


def test_steps_lead_into_boilerplate_that_is_walked() -> None:
    walk = furnished(boilerplate=True)

    on = walked(walk, walk.stand_on(walk.first), 1, 1, 1, 5, -9)

    assert on == ["One sentence.", "Two sentences.", "Back to top", "Print this page", "Menu"]


def test_a_step_leads_out_of_boilerplate_that_a_search_stood_on() -> None:
    walk = furnished()
    there = walk.stand_on(walk.sentence_at(FURNISHED.index("Back to")))
    below = walk.stand_on(walk.sentence_at(FURNISHED.index("Print this")))

    assert walked(walk, there, 1) == ["Three of them."]
    assert walked(walk, there, -1) == ["Two sentences."]
    assert walked(walk, below, 1) == ["Print this page"]


def test_paragraphs_of_boilerplate_are_passed_over() -> None:
    walk = furnished()
    standing = walk.move_paragraph(walk.stand_on(walk.first), 1)

    assert FURNISHED[walk.passage(standing.sentence).start :].startswith("Three")
    assert walk.move_paragraph(standing, 1).sentence == walk.last
    assert walk.move_paragraph(standing, -1).sentence == walk.first


def test_a_document_of_boilerplate_alone_can_be_walked() -> None:
    text = "Menu\n\nBack to top\n"
    walk = Walk(text, segment(text, "lgsco_decision"), {})

    assert walk.move_sentence(walk.stand_on(walk.first), 1).sentence == 1


@given(st.lists(st.sampled_from(["Menu", "One. Two.", "Back to top", "\n", "Last"])), st.data())
def test_steps_come_to_rest_where_they_may_whatever_is_boilerplate(
    blocks: list[str], data: st.DataObject
) -> None:
    text = "\n\n".join(blocks)
    walk = Walk(text, segment(text, "lgsco_decision"), {})
    standing = walk.stand_on(data.draw(st.integers(0, 20)))
    for step in data.draw(st.lists(st.integers(-3, 3), max_size=8)):
        there = walk.move_sentence(standing, step)

        assert 0 <= there.sentence <= max(0, len(walk) - 1)
        assert (there.sentence - standing.sentence) * step >= 0
        standing = there
