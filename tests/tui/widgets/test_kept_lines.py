"""Lines that are kept are drawn again as soon as anything of them changes."""

from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.reactive import reactive

from tui.widgets.kept_lines import KeptLines


class Word(KeptLines):
    """One word."""

    word: reactive[str] = reactive("first")
    drawn = 0

    def render(self) -> str:
        self.drawn += 1
        return self.word


class Worded(App[None]):
    """Nothing but a word."""

    def compose(self) -> ComposeResult:
        yield Word()


def first_row(app: Worded) -> str:
    """What the word's first row shows."""
    word = app.query_one(Word)
    return word.render_lines(Region(0, 0, *word.size))[0].text.strip()


async def test_unchanged_lines_are_not_drawn_again() -> None:
    app = Worded()
    async with app.run_test() as pilot:
        await pilot.pause()
        first_row(app)
        before = app.query_one(Word).drawn
        shown = [first_row(app) for _ in range(3)]

        assert shown == ["first"] * 3
        assert app.query_one(Word).drawn == before


async def test_changed_lines_are_drawn_again() -> None:
    app = Worded()
    async with app.run_test() as pilot:
        await pilot.pause()
        first_row(app)
        app.query_one(Word).word = "second"
        await pilot.pause()

        assert first_row(app) == "second"


async def test_other_colours_and_sizes_are_drawn_again() -> None:
    app = Worded()
    async with app.run_test() as pilot:
        await pilot.pause()
        word = app.query_one(Word)
        full = Region(0, 0, *word.size)
        before = word.render_lines(full)[0]
        word.styles.background = "red"
        await pilot.pause()
        recoloured = word.render_lines(full)[0]

        assert list(recoloured) != list(before)
        assert word.render_lines(Region(0, 0, 3, 1))[0].text == "fir"
