"""The text pane, driven as a screen drives it, and looked at."""

from collections.abc import Callable

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.strip import Strip

from storage import Passage
from storage.documents import segment
from tui.themes import DARK, theme_defaults
from tui.widgets.document_paint import Painter, Palette
from tui.widgets.document_view import DocumentView, Mark

TEXT = """Fenmoor Borough Council (21 000 001)

Decision : Upheld

The complaint

  1. Mr C complains that the Council:
    • took too long to decide whether his grandson could live with him;
    • paid him less than other carers.

Back to top

What I found

  1. The boy came to stay in March. The Council did not assess Mr C until December, which is 39 weeks later. It should have done so within 16 weeks. This was fault.
  2. Nobody told Mr C that he could ask for an allowance. The Council says it [sent] a leaflet “to all carers”, but it has no record of this. That was fault too, and it caused Mr C worry and a loss of money that he could not make good.

Back to top

Agreed action

  1. Within one month the Council will say sorry to Mr C and pay him £1,250 for the allowance that he missed.
  2. Within three months the Council will tell all its officers when an allowance is due.
"""


def mark(first: str, last: str, label: str, focused: bool = False, field: bool = False) -> Mark:
    """A passage from the beginning of some words to the end of others."""
    hue = "FRC".index(label[0]) + 1
    start = TEXT.index(first)
    return Mark(start, TEXT.index(last, start) + len(last), label, hue, focused, field)


MARKS = (
    mark("The Council did not", "fault.", "F1"),
    mark("39 weeks", "16 weeks", "F2"),
    mark("39 weeks", "later", "F1", field=True),
    mark("Nobody told", "allowance.", "F3", focused=True),
    mark("That was fault", "make good.", "F3", focused=True),
    mark("it caused", "worry", "F4"),
    mark("say sorry", "Mr C", "R1"),
    mark("pay him", "missed.", "R2"),
    mark("tell all", "is due.", "C1"),
)


class Reading(App[None]):
    """Shows one text, and keeps the sentences that its cursor comes to."""

    def __init__(self, text: str = TEXT, marks: tuple[Mark, ...] = MARKS) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.walked: list[int] = []
        self._text, self._marks = text, marks

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return theme_defaults(DARK)

    def compose(self) -> ComposeResult:
        yield DocumentView(id="text")

    def on_mount(self) -> None:
        self.view.show(self._text, segment(self._text, "lgsco_decision"))
        self.view.marks = self._marks
        self.view.focus()
        self.watch(self.view, "cursor", lambda cursor: self.walked.append(cursor), init=False)

    @property
    def view(self) -> DocumentView:
        return self.query_one(DocumentView)

    @property
    def selected(self) -> str:
        passage = self.view.selection
        return "" if passage is None else self._text[passage.start : passage.end]

    def rows(self) -> list[str]:
        """What the pane's rows say."""
        return [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]

    def row_of(self, words: str) -> int:
        """The row in which some words are seen."""
        return next(number for number, row in enumerate(self.rows()) if words in row)


async def test_the_number_of_a_paragraph_is_seen_once_in_the_margin() -> None:
    app = Reading(marks=())
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()

        row = app.rows()[app.row_of("Nobody told Mr C")]
        assert (
            row == "      2  Nobody told Mr C that he could ask for an allowance. The Council says"
        )


async def test_labels_stand_beside_the_lines_on_which_passages_begin() -> None:
    app = Reading()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()

        assert app.rows()[app.row_of("say sorry")].startswith(" R1   1  Within one month")
        app.view.marks = ()
        await pilot.pause()

        assert app.rows()[app.row_of("say sorry")].startswith("      1  Within one month")


async def test_brackets_and_escape_sequences_are_drawn_and_never_sent() -> None:
    app = Reading("[bold]One[/12] \x1b[2J\x1b]52;c;aGk=\x07 two.\n\u202eThree.\n", ())
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()

        assert app.rows()[0] == "     ▌[bold]One[/12] ␛[2J␛]52;c;aGk=␇ two."
        assert app.rows()[1].strip() == "◦Three."


async def test_a_step_leads_to_the_next_sentence() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.go_to_sentence_at(TEXT.index("The boy came"))
        app.view.move_sentence(1)
        await pilot.pause()

        start = TEXT.index("The Council did not")
        assert app.view.sentence == Passage(start, TEXT.index("It should") - 1)
        assert app.walked[-1] == app.view.cursor
        assert app.view.place() == start


async def test_a_step_that_leads_nowhere_says_nothing() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)) as pilot:
        app.view.move_sentence(-1)
        app.view.top()
        await pilot.pause()

        assert app.walked == []


async def test_extending_selects_the_next_sentence_too() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.go_to_sentence_at(TEXT.index("The boy came"))
        app.view.extend()

        assert app.selected.startswith("The boy came")
        assert app.selected.endswith("39 weeks later.")


async def test_words_are_kept_until_the_cursor_moves_on() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.go_to_sentence_at(TEXT.index("This was fault"))
        app.view.start_words()
        app.view.swap_edge()
        app.view.move_edge(2)
        app.view.stop_words(keep=True)

        assert app.selected == "fault."
        assert not app.view.selects_words
        app.view.move_sentence(1)

        assert app.selected.startswith("Nobody told")


async def test_words_that_are_not_kept_give_back_what_was_selected() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.go_to_sentence_at(TEXT.index("The boy came"))
        app.view.extend()
        before = app.selected
        app.view.start_words()
        app.view.move_edge(-3)
        app.view.stop_words(keep=False)

        assert app.selected == before


async def test_finding_goes_to_the_first_hit_from_here_and_round() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.go_to_sentence_at(TEXT.index("Within one month"))

        assert app.view.find("allow") == 3
        assert app.view.hit == 1
        app.view.next_hit(2)

        assert app.view.hit == 0
        assert app.selected.startswith("Nobody told")
        app.view.clear_find(back=True)

        assert app.selected.startswith("Within one month")
        assert app.view.hits == 0


async def test_finding_nothing_leaves_the_cursor_where_it_was() -> None:
    app = Reading()
    async with app.run_test(size=(80, 24)):
        app.view.go_to_sentence_at(TEXT.index("Within one month"))
        app.view.find("allowance")

        assert app.view.find("allowances") == 0
        assert app.selected.startswith("Within one month")


async def test_a_click_brings_the_cursor() -> None:
    app = Reading()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        row = app.row_of("Nobody told Mr C")
        await pilot.click(DocumentView, offset=(9, row))
        await pilot.pause()

        assert app.selected.startswith("Nobody told")


async def test_drawing_the_mouse_over_words_selects_them() -> None:
    app = Reading()
    async with app.run_test(size=(80, 40)) as pilot:
        await pilot.pause()
        row = app.row_of("Nobody told Mr C")
        await pilot.mouse_down(DocumentView, offset=(17, row))
        await pilot.hover(DocumentView, offset=(22, row))
        await pilot.mouse_up(DocumentView, offset=(22, row))
        await pilot.pause()

        assert app.selected == "told Mr"


@pytest.mark.parametrize("size", [(80, 24), (40, 8), (24, 3)])
async def test_the_cursor_never_leaves_the_pane(size: tuple[int, int]) -> None:
    app = Reading()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        view = app.view
        for step in (1, -1):
            for _ in range(30):
                view.move_sentence(step)
                sentence = view.sentence
                assert sentence is not None
                top = round(view.scroll_y)
                line = view._painter.layout.line_of(sentence.start)
                assert top <= line < top + size[1]


async def test_another_width_leaves_the_cursor_on_its_row() -> None:
    app = Reading()
    async with app.run_test(size=(80, 14)) as pilot:
        app.view.go_to_sentence_at(TEXT.index("Nobody told"))
        await pilot.pause()
        before = app.row_of("Nobody told")
        await pilot.resize_terminal(50, 14)
        await pilot.pause()

        assert app.row_of("Nobody told") == before


async def test_a_lower_pane_keeps_the_cursor_in_view() -> None:
    app = Reading()
    async with app.run_test(size=(80, 40)) as pilot:
        app.view.bottom()
        await pilot.pause()
        await pilot.resize_terminal(80, 12)
        await pilot.pause()

        assert app.row_of("Within three months") < 12


async def test_a_passage_is_brought_into_view_without_the_cursor() -> None:
    app = Reading()
    async with app.run_test(size=(60, 10)) as pilot:
        start = TEXT.index("Within three")
        app.view.reveal(Passage(start, start + 20))
        await pilot.pause()

        assert any("Within three" in row for row in app.rows())
        assert app.view.cursor == 0


async def test_a_step_draws_only_the_lines_it_leaves_and_enters(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = Reading()
    async with app.run_test(size=(80, 40)) as pilot:
        app.view.go_to_sentence_at(TEXT.index("The boy came"))
        await pilot.pause()
        first = app.row_of("The boy came")
        drawn: set[int] = set()
        draw = Painter.strip

        def drawn_again(painter: Painter, number: int, width: int, palette: Palette) -> Strip:
            drawn.add(number)
            return draw(painter, number, width, palette)

        monkeypatch.setattr(Painter, "strip", drawn_again)
        app.view.move_sentence(1)
        await pilot.pause()

        assert drawn == {first, first + 1}


@pytest.mark.parametrize("size", [(80, 24), (50, 9)])
async def test_what_was_redrawn_in_part_is_what_would_be_drawn_anew(size: tuple[int, int]) -> None:
    app = Reading()
    async with app.run_test(size=size) as pilot:
        view = app.view
        actions: list[Callable[[], object]] = [
            *[lambda: view.move_sentence(1)] * 9,
            view.extend,
            view.extend,
            view.start_words,
            lambda: view.move_edge(-4),
            lambda: view.stop_words(keep=True),
            lambda: setattr(view, "marks", MARKS[3:]),
            lambda: view.find("the"),
            lambda: view.next_hit(4),
            view.clear_find,
            lambda: view.move_page(1),
            lambda: view.move_paragraph(-2),
            view.bottom,
            lambda: view.scroll_to(y=3, animate=False),
            lambda: setattr(view, "marks", MARKS),
            view.top,
        ]
        for action in actions:
            action()
            await pilot.pause()
            partly = app.screen._compositor.render_strips()
            view._strips.clear()
            view.refresh()
            await pilot.pause()

            assert partly == app.screen._compositor.render_strips()


async def test_another_theme_is_drawn_with_its_own_colours() -> None:
    app = Reading()
    async with app.run_test(size=(80, 10)) as pilot:
        await pilot.pause()
        before = app.screen._compositor.render_strips()
        app.theme = "textual-light"
        await pilot.pause()
        after = app.screen._compositor.render_strips()

        assert [strip.text for strip in before] == [strip.text for strip in after]
        assert all(old != new for old, new in zip(before, after, strict=True))


async def test_an_empty_document_does_nothing() -> None:
    app = Reading("", ())
    async with app.run_test(size=(80, 24)) as pilot:
        view = app.view
        for action in (view.top, view.bottom, view.extend, view.start_words, view.swap_edge):
            action()
        view.move_sentence(1)
        view.move_page(1)
        view.move_edge(1)
        await pilot.pause()

        assert view.selection is None
        assert view.find("x") == 0
        assert app.walked == []


async def test_another_document_begins_at_its_top_without_marks() -> None:
    app = Reading()
    async with app.run_test(size=(60, 10)) as pilot:
        app.view.bottom()
        app.view.find("the")
        await pilot.pause()
        other = "Another text. It is short."
        app.view.show(other, segment(other, "other"))
        await pilot.pause()

        assert app.rows()[0].strip() == "▌Another text. It is short."
        assert app.view.marks == ()
        assert app.view.hits == 0


async def test_a_place_is_gone_back_to_before_the_pane_has_a_size() -> None:
    app = Reading()
    async with app.run_test(size=(60, 10)) as pilot:
        view = DocumentView(id="other")
        view.show(TEXT, segment(TEXT, "lgsco_decision"))
        view.go_to_sentence_at(TEXT.index("Within three"))
        await app.view.remove()
        await app.mount(view)
        await pilot.pause()

        assert any("▌Within three" in row for row in app.rows())


async def look(pilot: Pilot[None]) -> None:
    """Stand on a sentence with overlaps."""
    app = pilot.app
    assert isinstance(app, Reading)
    app.view.go_to_sentence_at(TEXT.index("It should have"))
    await pilot.pause()


async def look_at_words(pilot: Pilot[None]) -> None:
    """Choose words, and look for others."""
    app = pilot.app
    assert isinstance(app, Reading)
    app.view.find("allowance")
    app.view.go_to_sentence_at(TEXT.index("That was fault"))
    app.view.start_words()
    app.view.move_edge(-12)
    await pilot.pause()


def test_it_looks_right_on_80_columns(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(Reading(), terminal_size=(80, 24), run_before=look)


def test_it_looks_right_on_120_columns(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(Reading(), terminal_size=(120, 40), run_before=look)


def test_words_and_hits_look_right(snap_compare: Callable[..., bool]) -> None:
    assert snap_compare(Reading(), terminal_size=(80, 24), run_before=look_at_words)
