"""Somebody at the keyboard of the sample study."""

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.app import CasecoderApp

Sitting = Callable[..., AbstractAsyncContextManager["Desk"]]


class Desk:
    """Presses keys, and sees what comes of them."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, fixtures: dict[str, Any]) -> None:
        self.pilot, self.app, self._fixtures = pilot, app, fixtures

    @property
    def screen(self) -> Any:
        """The screen on top."""
        return self.app.screen

    @property
    def shown(self) -> str:
        """All text on the screen."""
        return str(self._fixtures["shown"](self.app))

    async def press(self, *keys: str) -> None:
        """Press keys, and wait until all of them are done with."""
        for key in keys:
            await self.pilot.press(key)
        await self._fixtures["settled"](self.pilot)

    async def until(self, claim: Callable[[], object]) -> None:
        """Wait until something is the case."""
        await self._fixtures["until"](self.pilot, claim)

    async def until_shown(self, words: str) -> None:
        """Wait until words are on the screen, wherever its lines end."""
        await self.until(lambda: words in self.shown or words in " ".join(self.shown.split()))

    async def until_said(self, words: str) -> None:
        """Wait until a notice has the words."""
        said = self._fixtures["notices"]
        await self.until(lambda: any(words in each for each in said(self.app)))


@pytest.fixture
def sitting(app: CasecoderApp, shown, settled, until, notices) -> Sitting:  # type: ignore[no-untyped-def]
    """Opens the application, presses the first keys and waits for words."""
    fixtures = {"shown": shown, "settled": settled, "until": until, "notices": notices}

    @asynccontextmanager
    async def sitting(
        *keys: str, words: str, size: tuple[int, int] = (80, 24)
    ) -> AsyncIterator[Desk]:
        async with app.run_test(size=size) as pilot:
            desk = Desk(pilot, app, fixtures)
            await settled(pilot)
            await desk.press(*keys)
            await desk.until_shown(words)
            yield desk

    return sitting


@pytest.fixture
def universal_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Days begin at the same moment wherever the tests run."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()
