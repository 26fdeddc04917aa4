"""Figures as lines: whatever the room, every bar can be reached and says what it is."""

import pytest
from textual.app import App, ComposeResult

from storage import Bar, BarKind, Figure, Group, Period, Question, Spread, View
from tui.widgets.figure_columns import column_layout
from tui.widgets.figure_layout import ASCII, BLOCKS, bar_layout, found, table_layout
from tui.widgets.figure_view import FigureView
from tui.widgets.figure_words import bar_words, spread_words, time_words, title_words
from tui.widgets.spans import line_text, line_width

UNIT = ("finding", "findings")


def bars(*counts: int, names: str = "value") -> tuple[Bar, ...]:
    return tuple(
        Bar(BarKind.VALUE, f"{names}{at}", f"{names} {at}", n) for at, n in enumerate(counts)
    )


def figure(*groups: Group, by: str | None = None, **more: object) -> Figure:
    base = sum(group.base for group in groups)
    asked = Question(View.COUNTS, "finding.fault", by)
    return Figure(asked, "Fault", "Outcome" if by else "", UNIT, base, groups, (), **more)


ALONE = figure(Group(BarKind.OTHERS, "all", "", 10, bars(5, 0, 3, 2)))
SPLIT = figure(
    Group(BarKind.VALUE, "upheld", "Upheld", 8, bars(5, 0, 3)),
    Group(BarKind.UNANSWERED, "", "not answered", 2, bars(0, 2, 0)),
    by="outcome",
)
MONTHS = tuple(
    Bar(BarKind.VALUE, f"{2000 + at // 12}-{at % 12 + 1:02}", "", at % 5) for at in range(240)
)
TIME = Figure(
    Question(View.TIME, "decided_on", period=Period.MONTH),
    *("Date", "", ("document", "documents"), 480),
    (Group(BarKind.OTHERS, "all", "", 480, MONTHS),),
    (),
    is_ordered=True,
)
AMOUNTS = figure(
    Group(
        *(BarKind.OTHERS, "all", "", 3),
        (Bar(BarKind.VALUE, "0/500", "", 2), Bar(BarKind.VALUE, "500/1000", "", 1)),
        Spread(3, 150, 175.5, 200, 600, 1000),
        "GBP",
    )
)


def test_bars_of_one_group_name_the_values_that_nobody_chose():
    lines = [line_text(line).split() for line in bar_layout(ALONE, {}, 60, BLOCKS).lines]

    assert [line[:4] for line in lines] == [
        ["value", "0", "5", "50.0%"],
        ["value", "1", "0", "0.0%"],
        ["value", "2", "3", "30.0%"],
        ["value", "3", "2", "20.0%"],
    ]


def test_bars_of_several_groups_are_as_long_as_their_shares():
    lines = [line_text(line) for line in bar_layout(SPLIT, {}, 60, ASCII).lines]

    assert lines[0] == " Upheld · n 8"
    assert "(not answered) · n 2" in lines[4]
    assert lines[5].count("#") > lines[1].count("#") > lines[2].count("#")


def test_the_smallest_bar_can_be_seen():
    assert BLOCKS.bar(0.0001, 40) == "▏"
    assert ASCII.bar(0.0001, 40) == "#"
    assert BLOCKS.bar(0, 40) == ""
    assert BLOCKS.bar(1, 40) == "█" * 40


@pytest.mark.parametrize("shown", [ALONE, SPLIT, TIME, AMOUNTS])
@pytest.mark.parametrize("width", [1, 20, 80, 200])
def test_everything_that_is_pointed_at_is_there_whatever_the_width(shown, width):
    layouts = [
        bar_layout(shown, {}, width, BLOCKS),
        table_layout(shown, {}, width, first=500),
        table_layout(shown, {}, width, first=0),
    ]
    if shown is TIME:
        layouts.append(column_layout(shown, width, 12, 900, 3, BLOCKS))

    for layout in layouts:
        targets = {each for row in layout.grid for each in row}
        assert targets
        assert all(found(shown, each)[0] in shown.groups for each in targets)
        assert {s.target for line in layout.lines for s in line if s.target} <= targets
        assert width < 80 or all(line_width(line) <= width for line in layout.lines)


def test_a_table_has_a_column_for_every_value_and_shares_of_its_lines():
    layout = table_layout(SPLIT, {}, 100, 0)

    assert line_text(layout.head[0]).split() == [
        *("Outcome", "n", "value", "0", "value", "1", "value", "2")
    ]
    assert line_text(layout.lines[1]).split() == [
        *("(not", "answered)", "2", "0", "0.0%", "2", "100.0%", "0", "0.0%")
    ]


def test_amounts_say_where_their_bins_end():
    (group,) = AMOUNTS.groups

    assert [bar_words(group, bar) for bar in group.bars] == ["£0 to under £500", "£500 to £1,000"]
    assert spread_words(group) == "from £150 to £1,000; median £200, quartiles £175.50 and £600"


def test_words_from_outside_reach_no_terminal():
    group = Group(BarKind.OTHERS, "all", "", 1, (Bar(BarKind.VALUE, "x", "\x1b[2J\nx", 1),))
    hostile = Figure(Question(View.COUNTS), "\x1b]52;", "", UNIT, 1, (group,), ())
    lines = bar_layout(hostile, {}, 80, BLOCKS).lines

    assert not {"\x1b", "\n"} & set("".join(map(line_text, lines)) + title_words(hostile))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("2021", "2021"),
        ("2021-Q3", "2021 Q3"),
        ("2021-07", "Jul 2021"),
        ("2021-07-04", "4 Jul 2021"),
    ],
)
def test_periods_are_written_as_people_write_them(key, words):
    assert time_words(key) == words


class Shown(App[None]):
    """A figure and nothing else."""

    def __init__(self, shown: Figure) -> None:
        super().__init__()
        self.view = FigureView()
        self._shown = shown

    def compose(self) -> ComposeResult:
        yield self.view

    def on_mount(self) -> None:
        self.view.focus()
        self.view.figure = self._shown


def lines_of(app: Shown) -> list[str]:
    return [line_text(app.view.line_at(at)) for at in range(app.view.size.height)]


async def test_columns_begin_at_the_latest_and_move_both_ways():
    app = Shown(TIME)
    async with app.run_test(size=(60, 12)) as pilot:
        assert app.view.pointed[1].key == "2019-12"
        assert "Dec 2019: 4 documents" in "".join(lines_of(app))

        await pilot.press("h", "k")
        assert app.view.pointed[1].key == "2019-10"

        await pilot.press("g")
        assert app.view.pointed[1].key == "2000-01"
        assert "▲" in "".join(lines_of(app))

        await pilot.click(FigureView, offset=(5, 2))
        assert app.view.pointed[1].key == "2000-03"


async def test_the_cursor_of_a_list_stays_in_view():
    many = figure(Group(BarKind.OTHERS, "all", "", 100, bars(*range(1, 60))))
    app = Shown(many)
    async with app.run_test(size=(60, 10)) as pilot:
        for keys, place in ((["G"], 58), (["pageup"], 49), (["g"], 0), (["j"] * 12, 12)):
            await pilot.press(*keys)

            assert app.view.pointed[1].key == f"value{place}"
            assert sum("▸" in line for line in lines_of(app)) == 1


async def test_a_wide_table_scrolls_with_the_cursor():
    wide = figure(
        *(Group(BarKind.VALUE, f"g{at}", f"Group {at}", 50, bars(*range(20))) for at in range(3)),
        by="outcome",
    )
    app = Shown(wide)
    async with app.run_test(size=(60, 12)) as pilot:
        app.view.is_table = True
        await pilot.press("j", "l", "h", *["l"] * 14)

        assert [each.key for each in app.view.pointed] == ["g1", "value15"]
        assert "value 15" in lines_of(app)[0]
        assert "▸" in lines_of(app)[2]


async def test_a_resize_storm_and_one_column_do_no_harm():
    app = Shown(SPLIT)
    async with app.run_test(size=(1, 1)) as pilot:
        for size in ((80, 24), (1, 1), (5, 3), (200, 2), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("j")
            await pilot.press("l")

        assert app.view.pointed is not None
