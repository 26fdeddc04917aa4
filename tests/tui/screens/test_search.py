"""Search by keys: hits as one types, to a hit and back, code from hits, and one undo for all of it."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.events import Key, Paste
from textual.pilot import Pilot

from storage import Hit, Study
from tui.app import CasecoderApp
from tui.dialogs.choose import ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.dialogs.help import HelpDialog
from tui.screens import search_running
from tui.screens.library import LibraryScreen
from tui.screens.review import ReviewScreen
from tui.screens.search import SearchScreen

FAULT = '"was fault"'
GONE = "That document is not in this study any more; it may have been removed."
EXPLODES = r"/(\w+\s?)+[%]/"


class Searcher:
    """Somebody at the keyboard."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, settled, shown) -> None:  # type: ignore[no-untyped-def]
        self.pilot, self.app = pilot, app
        self._settled, self._shown = settled, shown

    async def press(self, *keys: str) -> None:
        """Press keys, then wait for what they brought about."""
        await self.pilot.press(*keys)
        await self.settle()

    async def search(self, line: str, *keys: str) -> None:
        """Open the screen, paste what to find, and press keys."""
        await self.press("F")
        self.paste(line)
        await self.press(*keys)

    def paste(self, line: str) -> None:
        """Paste in place of what is typed."""
        assert self.app._driver is not None
        self.app._driver.process_message(Key("ctrl+u", None))
        self.app._driver.process_message(Paste(line))

    async def settle(self) -> None:
        """Wait for a pause in typing, and for all that was asked for."""
        await self.pilot.pause(0.15)
        await self._settled(self.pilot)

    @property
    def shown(self) -> str:
        return self._shown(self.app)

    @property
    def header(self) -> str:
        return self.shown.splitlines()[0]

    @property
    def screen(self) -> SearchScreen:
        assert isinstance(self.app.screen, SearchScreen), self.app.screen
        return self.app.screen

    @property
    def here(self) -> Hit:
        """The hit under the cursor."""
        row = self.screen.hits.row
        assert row is not None
        return row

    @property
    def selected(self) -> str:
        """What is selected in the document that is open."""
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen), screen
        passage = screen.text.selection
        assert screen.opened is not None
        assert passage is not None
        return screen.opened.text.text[passage.start : passage.end]


Searching = Callable[..., AbstractAsyncContextManager[Searcher]]


@pytest.fixture
def searching(app: CasecoderApp, settled, shown) -> Searching:
    """The sample study, with somebody to search in it."""

    @asynccontextmanager
    async def searching(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Searcher]:
        async with app.run_test(size=size) as pilot:
            await settled(pilot)
            yield Searcher(pilot, app, settled, shown)

    return searching


# Finding


async def test_hits_come_as_one_types_with_the_words_in_one_column(searching) -> None:
    async with searching() as at:
        await at.press("F", "quotation_mark", *"was fault")
        rows = [line for line in at.shown.splitlines()[3:] if "was fault" in line]

        assert "10 hits in 2 documents" in at.header
        assert len(rows) == 10
        assert len({line.index("was fault") for line in rows}) == 1
        assert "Ardley City Council" in rows[0]


async def test_an_empty_line_says_how_to_ask_and_help_says_it_again(searching) -> None:
    async with searching() as at:
        await at.press("F")

        assert "Type what to find" in at.shown
        assert "NEAR/5" in at.shown

        await at.press("x", "enter", "question_mark")

        assert isinstance(at.app.screen, HelpDialog)
        assert "delay NEAR/5 assess*" in at.shown


async def test_enter_opens_at_the_hit_and_esc_leads_back_to_it(searching) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter", "j", "j")
        before = at.here
        await at.press("enter")

        assert "That was fault." in at.selected

        await at.press("escape")

        assert at.here.uid == before.uid


async def test_from_a_document_enter_goes_there_and_the_search_is_still_there(searching) -> None:
    async with searching() as at:
        await at.press("enter")
        document = at.app.screen
        await at.search(FAULT, "enter", "J", "j", "enter")

        assert at.app.screen is document
        assert "there was fault" in at.selected

        await at.press("F")

        assert "there was fault" in at.here.before + at.here.words
        assert "10 hits in 2 documents" in at.header

        await at.press("escape")

        assert at.app.screen is document


async def test_the_library_stands_where_it_stood_when_nothing_was_chosen(searching) -> None:
    async with searching() as at:
        await at.press("j", "j", "j")
        assert isinstance(at.app.screen, LibraryScreen)
        before = at.app.library.documents.row
        await at.press("F", "escape")

        assert isinstance(at.app.screen, LibraryScreen)
        assert at.app.library.documents.row == before


async def test_words_selected_in_a_document_are_searched_for(searching) -> None:
    async with searching() as at:
        await at.press("j", "enter", "J", "v", *["h"] * 4, "enter")
        words = " ".join(at.selected.split())
        await at.press("F")

        assert at.screen.line.words == f'"{words}"'
        assert at.here.words.split() == words.split()


async def test_filters_are_typed_beside_the_words(searching, study: Study) -> None:
    async with searching() as at:
        await at.search("council kind:press coded:no")
        kinds = {study.document(hit.document).kind for hit in at.screen.results.hits}

        assert kinds == {"press_ombudsman", "press_inspection"}


async def test_what_finds_nothing_is_told_in_the_list(searching) -> None:
    told = {
        "/(": "( is no regular expression",
        '"(': "There is nothing to search for",
        "council kind:zzz": "There is no kind of document zzz",
        "council after:may": "may is no date",
        "zebr": "zebr* finds words that begin with zebr",
    }
    async with searching() as at:
        await at.press("F")
        for typed, said in told.items():
            at.paste(typed)
            await at.settle()

            assert said in at.shown


async def test_after_a_search_without_hits_one_types_other_words_at_once(searching) -> None:
    async with searching() as at:
        await at.search("nothinglikeit", "enter", "escape")
        await at.press("F", *"delay")
        after_none = at.screen.results.line
        await at.press("enter", "slash", *"fault")

        assert (after_none, at.screen.results.line) == ("delay", "fault")


async def test_esc_stops_an_expression_that_explodes(searching, until, children) -> None:
    async with searching() as at:
        await at.press("F")
        at.paste(EXPLODES)
        await at.pilot.press("enter")
        await until(at.pilot, lambda: "12 documents · Esc stops" in at.shown)

        assert children()

        await at.press("escape")

        assert not children()
        assert "Stopped before anything was found." in at.shown
        assert "looked at 0 of 12 documents" in at.shown

        await at.press("escape", "F")

        assert not children()

        await at.press("escape")

        assert isinstance(at.app.screen, LibraryScreen)


async def test_other_words_end_what_is_under_way(searching, until, children) -> None:
    async with searching() as at:
        await at.press("F")
        at.paste(EXPLODES)
        await until(at.pilot, lambda: bool(children()))
        at.paste("delay")
        await at.settle()
        await until(at.pilot, lambda: not children())

        assert "6 hits in 4 documents" in at.header


async def test_enter_finds_the_rest_and_the_list_asks_for_more(searching, monkeypatch) -> None:
    monkeypatch.setattr(search_running, "WHILE_TYPING", 50)
    monkeypatch.setattr(search_running, "MOST", 300)
    async with searching() as at:
        await at.search("the")

        typed = len(at.screen.results.hits)
        assert f"{typed}+ hits" in at.header
        assert 50 <= typed < 300

        await at.press("enter")

        assert len(at.screen.results.hits) >= 300

        for _ in range(12):
            await at.press("G")
            if at.screen.results.is_complete:
                break
        results = at.screen.results
        assert f"{len(results.hits)} hits in {results.documents} documents" in at.header.replace(
            ",", ""
        )
        assert len({hit.uid for hit in results.hits}) == len(results.hits) > 500

        await at.press("G")

        assert at.here.uid == results.hits[-1].uid


# Coding


async def test_marked_hits_become_records_and_one_key_takes_them_back(
    searching, study: Study, notices
) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter", "a", "space")
        assert "9 marked" in at.header
        await at.pilot.press("c", "f", "c")
        await at.settle()

        assert isinstance(at.app.screen, ConfirmDialog)
        assert "Make 9 findings: Criticism?" in at.shown
        assert "On 9 sentences in 2 documents." in at.shown

        await at.press("y")

        made = [each for one in study.documents().rows for each in study.coding(one.uid).records]
        assert len(made) == 9
        assert {tuple(record.values.items()) for record in made} == {(("conclusion", "criticism"),)}
        assert notices(at.app)[-1] == "Made: 9 findings. u takes that back as a whole."
        assert "marked" not in at.header
        assert at.shown.count("  F  ") == 9

        await at.press("u")

        assert sum(study.overview().records.values()) == 0
        assert at.shown.count("  F  ") == 0
        assert list(study.verify()) == []


async def test_hits_that_are_coded_so_already_make_nothing(
    searching, study: Study, notices
) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter")
        await at.press("c", "f", "c", "y")
        await at.press("c", "f", "c")

        assert sum(study.overview().records.values()) == 1
        assert "coded so already" in notices(at.app)[-1]
        assert isinstance(at.app.screen, SearchScreen)


async def test_esc_makes_nothing_at_any_question(searching, study: Study) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter")
        for keys in (("c",), ("c", "f"), ("c", "f", "c")):
            await at.press(*keys)
            assert isinstance(at.app.screen, ChooseDialog | ConfirmDialog)
            await at.press("escape")

            assert isinstance(at.app.screen, SearchScreen)
        assert sum(study.overview().records.values()) == 0


async def test_a_variable_is_set_in_the_documents_of_the_marked_hits(
    searching, study: Study
) -> None:
    async with searching() as at:
        await at.search("upheld kind:lgsco", "enter", "d", "c", "1", "u")

        assert "Set outcome of 1 document: Upheld?" in " ".join(at.shown.split())

        await at.press("y")
        value = study.coding(at.here.document).variables["outcome"]

        assert value.value == "upheld"
        assert value.evidence


async def test_marks_of_a_document_and_of_all_are_turned_round(searching) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter", "d")
        assert "7 marked" in at.header
        await at.press("K", "J", "d")
        assert "10 marked" in at.header
        await at.press("K", "d")
        assert "3 marked" in at.header
        await at.press("a", "a")

        assert "marked" not in at.header


async def test_what_is_coded_meanwhile_is_seen_when_one_comes_back(searching) -> None:
    async with searching() as at:
        await at.search(FAULT, "enter", "j")
        await at.press("enter")
        await at.press("f", "c", "enter")
        await at.press("escape")
        await at.press("escape")

        assert at.here.coded == ("finding",)
        assert "coded: finding" in at.shown


@pytest.mark.parametrize("begin", [(), ("enter",)])
async def test_a_hit_in_a_document_somebody_removed_leads_nowhere_and_goes(
    searching, study: Study, notices, begin
) -> None:
    async with searching() as at:
        await at.press(*begin)
        await at.search(FAULT, "enter", "J")
        gone, hits = at.here.document, len(at.screen.results.hits)
        study.remove_documents([gone])
        await at.press("enter")
        await at.settle()

        assert gone not in {hit.document for hit in at.screen.results.hits}
        assert at.here.uid == at.screen.results.at
        assert 0 < len(at.screen.results.hits) < hits
        assert "in 1 document" in at.header
        assert notices(at.app) == [GONE]


# Pictures


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_hits_look_right(app: CasecoderApp, snap_compare, settled, size) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("F", "quotation_mark", *"was fault", "quotation_mark", "enter")
        await pilot.press("space", "space", "c", "f", "c", "y")
        await pilot.pause(0.3)
        await settled(pilot)
        app.clear_notifications()
        await pilot.press("j", "j", "space", "space", "k")
        await settled(pilot)

    assert snap_compare(app, terminal_size=size, run_before=look)


def test_the_empty_line_looks_right(app: CasecoderApp, snap_compare, settled) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await settled(pilot)
        await pilot.press("F")
        await settled(pilot)

    assert snap_compare(app, terminal_size=(80, 24), run_before=look)
