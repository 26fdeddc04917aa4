"""Somebody at the keyboard of a document under review."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from storage import Coding, Place, Record, Study
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen

CODER = "anna"
NAME = "ardley-21-004-117.txt"
THREADS = {"open", "list", "page", "next", "clipboard", "document", "offers"}

PATIENCE = 60
"""Seconds for a document to open: on a busy machine, it takes some."""


class Reviewer:
    """Somebody at the keyboard of an open document."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, study: Study) -> None:
        self.pilot, self.app, self.study = pilot, app, study

    async def settle(self) -> None:
        """Wait until every change is made and shown."""
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
            running = [worker for worker in self.app.workers if worker.group in THREADS]
            if running:
                await self.app.workers.wait_for_complete(running)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys as fast as they come, then wait for what they brought about."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            letter = key if len(key) == 1 else {"space": " "}.get(key)
            name = _character_to_key(key) if len(key) == 1 else key
            driver.process_message(Key(name, letter))
        while self.app.has_keys_to_do:
            await self.pilot.pause(0.01)
        await self.settle()

    @property
    def screen(self) -> ReviewScreen:
        screen = self.app.screen
        assert isinstance(screen, ReviewScreen)
        return screen

    @property
    def uid(self) -> str:
        return self.screen.uid

    @property
    def coding(self) -> Coding:
        """What the store has of the document on screen."""
        return self.study.coding(self.uid)

    @property
    def records(self) -> tuple[Record, ...]:
        return self.coding.records

    @property
    def said(self) -> list[str]:
        """All notices so far."""
        return [notice.message for notice in self.app._notifications]

    @property
    def selected(self) -> str:
        """The words that are selected."""
        passage = self.screen.text.selection
        assert passage is not None
        return self.study.text(self.uid).text[passage.start : passage.end]


def application(store: Path) -> CasecoderApp:
    return CasecoderApp(
        lambda: Study.open(store, coder=CODER),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )


async def document_opened(pilot: Pilot[None], app: CasecoderApp) -> None:
    """Wait until a document is there."""
    async with asyncio.timeout(PATIENCE):
        while not isinstance(app.screen, ReviewScreen) or app.screen.opened is None:
            await pilot.pause(0.01)


@asynccontextmanager
async def reviewing(
    store: Path, study: Study, size: tuple[int, int] = (120, 40), name: str | None = NAME
) -> AsyncIterator[Reviewer]:
    """The application, standing on a document; where the coder was last when no name is given."""
    if name is not None:
        study.save_place(Place(study.find_document(name).uid, 0, "{}"))
    app = application(store)
    async with app.run_test(size=size) as pilot:
        reviewer = Reviewer(pilot, app, study)
        await document_opened(pilot, app)
        await reviewer.settle()
        yield reviewer
