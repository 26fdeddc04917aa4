"""What outlives the review screen: the place, half-filled forms, and what could not be saved."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from storage import Place, Study
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen

CODER = "anna"
NAME = "ardley-21-004-117.txt"
Notices = Callable[[App[None]], list[str]]
Shown = Callable[[App[None]], str]


class Reviewer:
    """Somebody at the keyboard of an open document."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, study: Study) -> None:
        self.pilot, self.app, self.study = pilot, app, study

    async def until(self, claim: Callable[[], object]) -> None:
        for _ in range(600):
            if claim():
                return
            await self.pilot.pause(0.01)
        pytest.fail("waited in vain")

    async def settle(self) -> None:
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    @property
    def screen(self) -> ReviewScreen:
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    async def opened(self) -> None:
        await self.until(lambda: isinstance(self.app.screen, ReviewScreen))
        await self.until(lambda: self.screen.opened is not None)
        await self.settle()


@asynccontextmanager
async def reviewing(store: Path, study: Study, name: str | None = NAME) -> AsyncIterator[Reviewer]:
    """The application on a document; where the coder was last when no name is given."""
    if name is not None:
        study.save_place(Place(study.find_document(name).uid, 0, "{}"))
    app = CasecoderApp(
        lambda: Study.open(store, coder=CODER),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )
    async with app.run_test(size=(120, 40)) as pilot:
        reviewer = Reviewer(pilot, app, study)
        await reviewer.opened()
        yield reviewer


async def test_the_document_gone_to_is_where_to_come_back_to(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        first = at.screen.uid
        await at.press("n")
        await at.until(lambda: at.screen.uid != first)
        second = at.screen.uid
        await at.until(lambda: (place := study.last_place()) and place.document == second)


async def test_the_place_is_kept_while_the_coder_never_rests(store: Path, study: Study) -> None:
    async with reviewing(store, study) as at:
        for _ in range(60):
            await at.pilot.press("j")
            await at.pilot.pause(0.05)
            if (place := study.last_place()) and place.start > 0:
                break

        assert place is not None
        assert place.start > 0
