"""The sample study as a real store, the application on it, and how to wait for both."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.pilot import Pilot

import seeds
from storage import Study
from tui.app import CasecoderApp

CODER = "anna"
PATIENCE = 60
"""Seconds to wait for what must come: on a busy machine, it takes some."""
Settled = Callable[[Pilot[None]], Awaitable[None]]
Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A terminal that draws Unicode, outside tmux and SSH, with nothing of the user's own."""
    for name in ("NO_COLOR", "XDG_CONFIG_HOME", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name in ("TMUX", "SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")


@pytest.fixture(autouse=True)
def patient_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys wait for those before them as long as a test may: a busy machine takes its time."""
    monkeypatch.setattr("tui.key_order.LONGEST_HOLD", 100.0)


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """A style sheet is parsed once for all applications: each keeps what it parsed, and no longer."""
    parse = Stylesheet._parse_rules
    parsed: dict[object, list[RuleSet]] = {}

    def once(sheet: Stylesheet, css: str, **how: Any) -> list[RuleSet]:
        key = (css, *how.items(), *sheet._variables.items())
        if key not in parsed:
            parsed[key] = parse(sheet, css, **how)
        return parsed[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", once)
        yield


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample study: twelve documents, one coded and done, one excluded, two flagged or begun."""
    store = tmp_path_factory.mktemp("sample") / "sample.db"
    with Study.create(
        store, coder=CODER, codebook=seeds.starter_codebook(), name="Sample study"
    ) as study:
        study.import_paths([seeds.sample_cases()])
        first, second, third, *_ = study.documents().rows
        study.exclude(second.uid, "not about children")
        study.flag(third.uid, "who is the respondent?")
        study.set_variable(first.uid, "reference", first.reference or "none")
    return store


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    """A copy of the sample study to change."""
    return Path(shutil.copy(sample_store, tmp_path / "study.db"))


@pytest.fixture
def empty_store(tmp_path: Path) -> Path:
    """A study without documents."""
    store = tmp_path / "empty.db"
    Study.create(store, coder=CODER, codebook=seeds.starter_codebook(), name="Empty study").close()
    return store


@pytest.fixture
def study(store: Path) -> Iterator[Study]:
    """The same store from outside: what the interface wrote can be read here."""
    with Study.open(store, coder=CODER) as study:
        yield study


def application(store: Path) -> CasecoderApp:
    """The application on a store, at a fixed time of day."""
    return CasecoderApp(
        lambda: Study.open(store, coder=CODER),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )


@pytest.fixture
def app(store: Path) -> CasecoderApp:
    """The application on the sample study."""
    return application(store)


@pytest.fixture
def empty_app(empty_store: Path) -> CasecoderApp:
    """The application on a study without documents."""
    return application(empty_store)


@pytest.fixture
def until() -> Until:
    """Wait until something is the case, and fail when it never is."""

    async def until(pilot: Pilot[None], claim: Callable[[], object]) -> None:
        end = time.monotonic() + PATIENCE
        while not claim():
            if time.monotonic() > end:
                pytest.fail("waited in vain")
            await pilot.pause(0.01)

    return until


@pytest.fixture
def settled(until: Until) -> Settled:
    """Wait until the study is open, every change is made and every thread has answered."""

    async def settled(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, CasecoderApp)
        await until(pilot, lambda: app.study is not None)
        for _ in range(2):
            await pilot.pause()
            await asyncio.to_thread(app.writer.wait)
            threads = [worker for worker in app.workers if worker.group in THREADS]
            await until(pilot, lambda: all(worker.is_finished for worker in threads))  # noqa: B023
            await pilot.pause()

    return settled


THREADS = {
    "again",
    "clipboard",
    "codebook",
    "comparing",
    "going",
    "list",
    "next",
    "open",
    "page",
    "quit",
    "reading",
    "search",
}
"""Groups of workers that end by themselves; the others wait for an answer."""


@pytest.fixture
def shown() -> Callable[[App[None]], str]:
    """All text on the screen, line by line."""

    def shown(app: App[None]) -> str:
        strips = app.screen._compositor.render_strips()
        return "\n".join(strip.text for strip in strips)

    return shown


@pytest.fixture
def notices() -> Callable[[App[None]], list[str]]:
    """What was said in passing, oldest first; tests do not draw it."""

    def notices(app: App[None]) -> list[str]:
        return [notification.message for notification in app._notifications]

    return notices
