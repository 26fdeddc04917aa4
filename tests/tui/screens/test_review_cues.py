"""Cues in the review of a document: shown, walked, explained, remembered, turned off."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.app import App
from textual.pilot import Pilot

from storage import Cue, Place, Segmentation, Study
from tests.tui.screens.reviewer import document_opened
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen

CODER = "anna"
TEXT = """What I found

1. Ms B asked for help in May. It was late, and nobody had told her why.

2. Nothing else happened. The Council was late again. It will say sorry to Ms B.

Back to top
"""
Shown = Callable[[App[None]], str]
Notices = Callable[[App[None]], list[str]]


@pytest.fixture(autouse=True)
def pointing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding wherever something is late, a remedy wherever somebody says sorry."""

    def cues(text: str, _parts: Segmentation, _kind: str) -> tuple[Cue, ...]:
        kinds = {"late": "finding", "say sorry": "remedy"}
        return tuple(
            Cue(kinds[found[0]], *found.span(), f"says '{found[0]}'")
            for found in re.finditer("late|say sorry", text)
        )

    monkeypatch.setitem(sys.modules, "storage.documents.cues", SimpleNamespace(cues=cues))


@pytest.fixture
def cued(empty_store: Path, tmp_path: Path) -> Path:
    """A study with one document, on which the coder stands at its beginning."""
    letter = tmp_path / "letter.txt"
    letter.write_text(TEXT, encoding="utf-8")
    with Study.open(empty_store, coder=CODER) as study:
        study.import_paths([letter])
        study.save_place(Place(study.find_document("letter.txt").uid, 0, "{}"))
    return empty_store


class Reviewer:
    """Somebody at the keyboard of the document."""

    def __init__(self, pilot: Pilot[None], app: CasecoderApp, study: Study) -> None:
        self.pilot, self.app, self.study = pilot, app, study

    async def press(self, *keys: str) -> None:
        """Press keys, then wait for what they brought about."""
        await self.pilot.press(*keys)
        for _ in range(3):
            await self.pilot.pause()
            await asyncio.to_thread(self.app.writer.wait)
        await self.pilot.pause()

    @property
    def screen(self) -> ReviewScreen:
        assert isinstance(self.app.screen, ReviewScreen)
        return self.app.screen

    @property
    def selected(self) -> str:
        """The words that are selected."""
        passage = self.screen.text.selection
        assert passage is not None
        return TEXT[passage.start : passage.end]

    @property
    def shown_with(self) -> list[bool | None]:
        """What the store keeps of cues, record by record."""
        return [record.cue_shown for record in self.study.coding(self.screen.uid).records]


def application(store: Path) -> CasecoderApp:
    """The application on a store, at a fixed time of day."""
    return CasecoderApp(
        lambda: Study.open(store, coder=CODER),
        coder=CODER,
        clock=lambda: datetime(2025, 1, 15, 14, 2, tzinfo=UTC),
    )


@asynccontextmanager
async def reviewing(store: Path, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Reviewer]:
    """The application, standing on the document."""
    app = application(store)
    with Study.open(store, coder=CODER) as study:
        async with app.run_test(size=size) as pilot:
            at = Reviewer(pilot, app, study)
            await document_opened(pilot, app)
            await at.press()
            yield at


async def test_cues_are_walked_on_and_back(cued: Path, notices: Notices) -> None:
    async with reviewing(cued) as at:
        seen = []
        for key in ("]", "]", "]", "]", "[", "["):
            await at.press("right_square_bracket" if key == "]" else "left_square_bracket")
            seen.append(at.selected)

        first, again, sorry = (
            "It was late, and nobody had told her why.",
            "The Council was late again.",
            "It will say sorry to Ms B.",
        )
        assert seen == [first, again, sorry, sorry, again, first]
        assert notices(at.app) == ["There is no further cue that way."]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_cue_has_a_quiet_sign_and_says_why(
    cued: Path, shown: Shown, size: tuple[int, int]
) -> None:
    async with reviewing(cued, size) as at:
        before = shown(at.app)
        await at.press("right_square_bracket")

        rows = shown(at.app).splitlines()
        margin = [row.split()[0] for row in rows if row.startswith(" ·") and "says" not in row]
        assert margin == (["·F", "·F", "·R"] if size[0] > 80 else ["·F", "·F+"])
        assert any("·F says 'late'" in row for row in rows)
        assert "says 'late'" not in before


async def test_a_cue_is_settled_by_a_record_of_its_type(cued: Path, shown: Shown) -> None:
    async with reviewing(cued) as at:
        await at.press("right_square_bracket", "f", "c", "enter")

        assert at.shown_with == [True]
        assert "·F says" not in shown(at.app)

        await at.press("g", "right_square_bracket")

        assert at.selected == "The Council was late again."

        await at.press("r", "a", "enter", "k", "right_square_bracket")

        assert at.selected == "The Council was late again."


async def test_records_keep_whether_a_cue_of_their_type_was_shown(cued: Path) -> None:
    async with reviewing(cued) as at:
        await at.press("right_square_bracket", "f", "c", "enter")
        await at.press("right_square_bracket", "r", "a", "enter")
        await at.press("right_square_bracket", "1")
        await at.press("right_curly_bracket")
        await at.press("g", "j", "f", "c", "enter")

        coding = at.study.coding(at.screen.uid)
        assert {(record.type, record.number): record.cue_shown for record in coding.records} == {
            ("finding", 1): True,
            ("remedy", 1): False,
            ("remedy", 2): True,
            ("finding", 2): None,
        }


async def test_changing_a_record_keeps_what_was_shown(cued: Path) -> None:
    async with reviewing(cued) as at:
        await at.press("right_square_bracket", "f", "c", "enter", "right_curly_bracket")
        await at.press("w", "e", "p", "enter")

        assert at.shown_with == [True]


async def test_a_key_turns_the_cues_of_the_study_off_and_on(
    cued: Path, shown: Shown, notices: Notices
) -> None:
    async with reviewing(cued) as at:
        await at.press("right_curly_bracket")

        assert not at.study.cues_on()
        assert "·F" not in shown(at.app)
        assert notices(at.app) == ["Cues turned off. } turns them back."]

        await at.press("right_square_bracket")

        assert notices(at.app)[-1] == "This study has no cues; } turns them on."

        await at.press("right_curly_bracket", "right_square_bracket")

        assert at.study.cues_on()
        assert at.selected.startswith("It was late")
        assert "·F says 'late'" in shown(at.app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_cues_look_right(cued: Path, snap_compare, size: tuple[int, int]) -> None:
    app = application(cued)

    async def look(pilot: Pilot[None]) -> None:
        await document_opened(pilot, app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()

    assert snap_compare(app, run_before=look, terminal_size=size)


async def test_a_half_filled_form_keeps_whether_a_cue_was_shown(cued: Path) -> None:
    async with reviewing(cued) as at:
        await at.press("right_square_bracket", "f", "c", "escape", "e", "enter")

        assert at.shown_with == [True]
