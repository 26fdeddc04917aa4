"""The list of documents: it moves, asks for the pages it needs, and draws only what changed."""

import pytest
from textual.app import App, ComposeResult

from storage import Document, Page, Status
from tui.themes import DARK
from tui.widgets.document_list import DocumentList

PAGE = 100


def document(number: int) -> Document:
    return Document(
        uid=f"d{number}",
        position=number + 1,
        case=f"c{number}",
        title=f"Document {number}",
        source_name=f"{number}.txt",
        kind="other",
        respondents=(),
        reference=None,
        category=None,
        decision_date=None,
        outcome=None,
        url=None,
        n_characters=10,
        imported_at="2025-01-01T00:00:00Z",
        status=Status.TODO,
        flag_reason=None,
        record_counts={},
        case_size=1,
    )


def page(first: int, total: int) -> Page:
    end = min(first + PAGE, total)
    return Page(
        tuple(document(number) for number in range(first, end)),
        str(first) if first else None,
        str(end) if end < total else None,
    )


class Shelf(App[None]):
    """Answers the list from a make-believe store of any size."""

    def __init__(self, total: int) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.total = total
        self.opened: list[str] = []
        self.asked: list[str] = []

    def compose(self) -> ComposeResult:
        yield DocumentList()

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show_page(page(0, self.total))

    @property
    def list(self) -> DocumentList:
        return self.query_one(DocumentList)

    def on_paged_list_page_wanted(self, event: DocumentList.PageWanted) -> None:
        self.asked.append(event.cursor)
        first = int(event.cursor) - PAGE if event.backwards else int(event.cursor)
        self.list.add_page(page(max(0, first), self.total), backwards=event.backwards)

    def on_paged_list_edge_wanted(self, event: DocumentList.EdgeWanted) -> None:
        first = self.total - PAGE if event.last else 0
        self.list.show_page(page(first, self.total), last=event.last)

    def on_paged_list_opened(self, event: DocumentList.Opened) -> None:
        self.opened.append(event.row.uid)


def standing_on(app: Shelf) -> str | None:
    return app.list.row.uid if app.list.row else None


def lines(app: Shelf) -> list[str]:
    return [app.list.render_line(y).text.strip() for y in range(app.list.size.height)]


async def test_keys_move_the_cursor():
    app = Shelf(10)
    async with app.run_test() as pilot:
        await pilot.press("j", "j", "down", "k")

        assert standing_on(app) == "d2"


async def test_the_cursor_stays_within_the_list():
    app = Shelf(3)
    async with app.run_test() as pilot:
        await pilot.press("k", "j", "j", "j", "j")

        assert standing_on(app) == "d2"


async def test_home_and_end_reach_the_ends_of_a_million_documents():
    app = Shelf(1_000_000)
    async with app.run_test() as pilot:
        await pilot.press("G")
        assert standing_on(app) == "d999999"
        await pilot.press("g")

        assert standing_on(app) == "d0"
        assert lines(app)[0].startswith("○")


async def test_pages_are_fetched_before_they_are_needed_and_memory_stays_small():
    app = Shelf(5_000)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            await pilot.press("pagedown")

        assert standing_on(app) == f"d{30 * 23}"
        assert len(app.list.rows) <= 600
        assert app.asked == sorted(set(app.asked), key=int)


async def test_going_back_brings_back_what_was_dropped():
    app = Shelf(5_000)
    async with app.run_test(size=(80, 24)) as pilot:
        for _ in range(30):
            await pilot.press("pagedown")
        for _ in range(30):
            await pilot.press("pageup")

        assert standing_on(app) == "d0"


async def test_the_last_rows_can_be_walked_back_from_the_end():
    app = Shelf(1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G")
        for _ in range(10):
            await pilot.press("pageup")

        assert standing_on(app) == f"d{999_999 - 230}"


async def test_a_page_that_arrives_does_not_move_what_is_seen():
    app = Shelf(1_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("G", "k", "k")
        before = lines(app)
        app.list.add_page(page(800, 1_000), backwards=True)
        await pilot.pause()

        assert lines(app) == before


async def test_showing_a_page_again_keeps_the_document_on_its_line():
    app = Shelf(300)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 40)
        before = lines(app)
        app.list.show_page(page(0, 300), uid="d40")
        await pilot.pause()

        assert standing_on(app) == "d40"
        assert lines(app) == before


async def test_a_step_draws_two_lines_again(monkeypatch: pytest.MonkeyPatch):
    app = Shelf(300)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        drawn: list[int] = []
        render_line = app.list.render_line
        monkeypatch.setattr(app.list, "render_line", lambda y: (drawn.append(y), render_line(y))[1])
        await pilot.press("j")

        assert set(drawn) == {0, 1}


async def test_leaving_the_view_scrolls_by_a_third_of_a_page():
    app = Shelf(300)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 24)

        assert lines(app)[24 - 1 - 8].endswith("—")
        assert "Document 24" in lines(app)[24 - 1 - 8]


async def test_marks_are_shown():
    app = Shelf(3)
    async with app.run_test() as pilot:
        app.list.marked = frozenset({"d1"})
        await pilot.pause()

        assert [line[0] for line in lines(app)[:3]] == ["○", "✓", "○"]


async def test_an_empty_list_says_what_to_do():
    app = Shelf(0)
    async with app.run_test() as pilot:
        app.list.empty = ("Nothing here.", "", "Ctrl+O brings something in.")
        await pilot.pause()

        assert [line for line in lines(app) if line] == [
            "Nothing here.",
            "Ctrl+O brings something in.",
        ]
        assert app.list.row is None


async def test_what_an_empty_list_says_is_told_in_full_however_narrow_it_is():
    app = Shelf(0)
    sentence = "The round main is not open yet: until it is, nobody sees what others coded in it."
    async with app.run_test(size=(40, 24)) as pilot:
        app.list.empty = (sentence, "Esc goes back.")
        await pilot.pause()

        said = [line for line in lines(app) if line]
        assert " ".join(said) == f"{sentence} Esc goes back."
        assert len(said) == 4


async def test_moving_in_an_empty_list_does_nothing():
    app = Shelf(0)
    async with app.run_test() as pilot:
        await pilot.press("j", "k", "G", "g", "pagedown", "pageup")

        assert app.list.row is None


async def test_a_click_chooses_and_a_double_click_opens():
    app = Shelf(10)
    async with app.run_test() as pilot:
        await pilot.click(DocumentList, offset=(10, 3))
        assert standing_on(app) == "d3"
        await pilot.click(DocumentList, offset=(10, 5), times=2)

        assert app.opened == ["d5"]


async def test_the_wheel_moves_the_view_and_not_the_cursor():
    app = Shelf(300)
    async with app.run_test(size=(80, 24)) as pilot:
        app.list._scroll_view(3)
        await pilot.pause()

        assert "Document 3" in lines(app)[0]
        assert standing_on(app) == "d0"


async def test_a_resize_keeps_the_cursor_in_view():
    app = Shelf(300)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*["j"] * 20)
        await pilot.resize_terminal(80, 8)
        await pilot.pause()

        assert any("Document 20" in line for line in lines(app))


@pytest.mark.parametrize("size", [(1, 1), (2, 30), (300, 5)])
async def test_any_size_can_be_drawn(size: tuple[int, int]):
    app = Shelf(300)
    async with app.run_test(size=size) as pilot:
        await pilot.press("j", "pagedown", "G", "g")

        assert all(len(line) <= size[0] for line in lines(app))


async def test_the_neighbour_outside_a_choice_is_the_next_below():
    app = Shelf(5)
    async with app.run_test() as pilot:
        await pilot.press("j", "j")

        assert app.list.neighbour_outside({"d2", "d3"}) == "d4"
        assert app.list.neighbour_outside({"d2", "d3", "d4"}) == "d1"
