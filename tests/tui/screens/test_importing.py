"""The import screen: where from, what would happen, doing it, what happened."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

import seeds
from tui.app import CasecoderApp
from tui.screens.importing import ImportScreen
from tui.screens.library import LibraryScreen

Shown = Callable[[App[None]], str]


class Importer:
    """Somebody at the keyboard of a study without documents."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, shown: Shown) -> None:
        self.pilot, self.app, self._shown = pilot, app, shown

    @property
    def shown(self) -> str:
        return self._shown(self.app)

    async def until(self, words: str) -> None:
        """Wait until words are on the screen, wherever its lines end."""
        for _ in range(1500):
            if words in self.shown or words in " ".join(self.shown.split()):
                return
            await self.pilot.pause(0.01)
        pytest.fail(f"waited in vain for {words!r}:\n{self.shown}")

    async def settle(self) -> None:
        """Wait until what was queued is done and shown."""
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
        await self.pilot.pause()

    async def choose(self, path: Path) -> None:
        """Open the screen and name a path."""
        await self.pilot.press("ctrl+o")
        await self.until("Import documents")
        self.app.screen.query_one("#source").value = str(path)
        await self.pilot.press("enter")

    @property
    def documents(self) -> int:
        """How many documents the store has."""
        assert self.app.study is not None
        return self.app.study.overview().documents


Importing = Callable[..., "asyncio.Future[Importer]"]


@pytest.fixture
def importing(empty_app: CasecoderApp, shown: Shown):
    """The application on an empty study, with somebody to import."""

    @asynccontextmanager
    async def importing(size: tuple[int, int] = (120, 40)) -> AsyncIterator[Importer]:
        async with empty_app.run_test(size=size) as pilot:
            at = Importer(pilot, empty_app, shown)
            await at.until("This study has no documents yet.")
            yield at

    return importing


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three letters, two of them alike, and an empty file."""
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "a.txt").write_text("Nobody came in May.\n")
    (folder / "b.txt").write_text("Nobody came in June.\n")
    (folder / "c.txt").write_text("Nobody came in June.\n")
    (folder / "empty.txt").write_text("")
    return folder


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_what_would_happen_is_shown_before_anything_does(importing, folder, size) -> None:
    async with importing(size) as at:
        await at.choose(folder)
        await at.until("2 documents to read, 1 skipped, 1 refused.")

        assert at.documents == 0
        assert "other\xa02" in at.shown
        rows = [row.split() for row in at.shown.splitlines()]
        assert [row[:2] for row in rows if row[:1] in (["refused"], ["skipped"])] == [
            ["refused", "empty.txt"],
            ["skipped", "c.txt"],
        ]
        assert [row[2] for row in rows if row[:2] == ["to", "read"]] == ["a.txt", "b.txt"]


async def test_one_key_imports_and_tells_what_happened(importing) -> None:
    async with importing() as at:
        await at.choose(seeds.sample_cases())
        await at.until("12 documents to read")
        await at.pilot.press("i")
        await at.until("12 documents read, 0 skipped, 0 refused.")

        assert at.documents == 12

        await at.pilot.press("i")
        await at.settle()

        assert "12 documents read, 0 skipped" in at.shown

        await at.pilot.press("escape")
        await at.until("Ardley City Council")

        assert isinstance(at.app.screen, LibraryScreen)


async def test_one_key_leads_from_a_refused_file_to_its_reason(importing, folder) -> None:
    async with importing() as at:
        await at.choose(folder)
        await at.until("1 refused")

        assert "empty.txt is empty." in at.shown.splitlines()[-2]

        await at.pilot.press("j", "n", "enter")
        await at.until(str(folder / "empty.txt")[-30:])

        assert "empty.txt" in at.shown


async def test_leaving_before_importing_brings_in_nothing(importing, folder) -> None:
    async with importing() as at:
        await at.choose(folder)
        await at.until("2 documents to read")
        await at.pilot.press("escape")
        await at.settle()

        assert isinstance(at.app.screen, LibraryScreen)
        assert at.documents == 0


async def test_leaving_the_question_leaves_the_screen(importing) -> None:
    async with importing() as at:
        await at.pilot.press("ctrl+o")
        await at.until("Import documents")
        await at.pilot.press("escape")
        await at.settle()

        assert isinstance(at.app.screen, LibraryScreen)


async def test_another_path_can_be_chosen(importing, folder, tmp_path: Path) -> None:
    async with importing() as at:
        await at.choose(folder)
        await at.until("2 documents to read")
        await at.pilot.press("p")
        await at.until("Import documents")
        line = at.app.screen.query_one("#source")

        assert line.value == str(folder)

        line.value = str(folder / "a.txt")
        await at.pilot.press("enter")
        await at.until("1 document to read, 0 skipped, 0 refused.")

        await at.pilot.press("p")
        await at.until("Import documents")
        await at.pilot.press("escape")
        await at.settle()

        assert isinstance(at.app.screen, ImportScreen)


async def test_a_metadata_table_that_cannot_be_used_is_told(importing, folder, tmp_path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("nothing\n1\n")
    async with importing() as at:
        await at.pilot.press("ctrl+o")
        await at.until("Import documents")
        at.app.screen.query_one("#source").value = str(folder)
        at.app.screen.query_one("#metadata").value = str(table)
        await at.pilot.press("enter")
        await at.until("has no column source_name")

        assert at.documents == 0


async def test_so_many_files_that_every_core_reads_some(importing, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    for number in range(210):
        (tmp_path / "cases" / f"{number}.txt").write_text(f"Document number {number}.")
    async with importing() as at:
        await at.choose(tmp_path / "cases")
        await at.until("210 documents to read")
        await at.pilot.press("i")
        await at.until("210 documents read")


async def test_files_of_other_peoples_names_and_words_are_safe_to_show(
    importing, tmp_path: Path
) -> None:
    folder = tmp_path / "[red]x"
    folder.mkdir()
    (folder / "[b]a.txt").write_text("[/12] Nobody \u202e came.\n")
    async with importing() as at:
        await at.choose(folder)
        await at.until("1 document to read")

        assert "[b]a" in at.shown
        assert "[/12] Nobody" in at.shown
        assert "\u202e" not in at.shown


async def test_the_columns_of_a_table_are_told(importing, tmp_path: Path) -> None:
    rows = "".join(
        f'Ardley Council,R{n},"Nobody came in week {n} of May, or later."\n' for n in "12"
    )
    (tmp_path / "all.csv").write_text(f"Council,Reference,Body\n{rows}")
    async with importing() as at:
        await at.choose(tmp_path / "all.csv")
        await at.until("2 documents to read")

        assert "all.csv: texts in Body, a guess" in at.shown
        assert "Council → respondent" in at.shown

        await at.pilot.press("p")
        await at.until("Import documents")
        at.app.screen.query_one("#column").value = "Reference"
        await at.pilot.press("enter")
        await at.until("all.csv: texts in Reference;")
        await at.pilot.press("i")
        await at.until("2 documents read")

        assert at.documents == 2


def test_the_screen_looks_right(empty_app: CasecoderApp, folder: Path, snap_compare, until) -> None:
    async def look(pilot: Pilot[None]) -> None:
        await until(pilot, lambda: empty_app.study is not None)
        await pilot.press("ctrl+o")
        await until(pilot, lambda: empty_app.screen.query("#source"))
        empty_app.screen.query_one("#source").value = str(folder)
        await pilot.press("enter")
        await until(
            pilot,
            lambda: isinstance(empty_app.screen, ImportScreen) and empty_app.screen._listed,
        )
        await pilot.pause()

    assert snap_compare(empty_app, run_before=look, terminal_size=(80, 24))


async def test_a_long_title_keeps_to_its_line(importing, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "a.txt").write_text("Nobody " * 20 + "came.\n\nIn May.\n")
    async with importing((80, 24)) as at:
        await at.choose(tmp_path / "cases")
        await at.until("1 document to read")

        rows = at.shown.splitlines()
        place = next(row for row, line in enumerate(rows) if "to read " in line and "a.txt" in line)
        assert rows[place + 1].strip() == ""
