"""A user's own keys in a document: record types give way, and what is told names the keys in force."""

import pytest

from storage import Study
from tui.app import CasecoderApp
from tui.screens.review import ReviewScreen
from tui.settings import Settings


@pytest.fixture
def mapped_app(store) -> CasecoderApp:
    """The application with a memo on f, variables on b and the next sentence on z."""
    keys = {"review.memo": "f", "review.variables": "b", "review.next_sentence": "z"}
    settings = Settings(keymap=keys)
    return CasecoderApp(lambda: Study.open(store, coder="anna"), coder="anna", settings=settings)


async def test_a_record_type_takes_another_letter_of_its_name(mapped_app, settled, until, shown):
    app = mapped_app
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        await pilot.pause()
        lines = shown(app)
        await pilot.press("i")
        await pilot.pause()

        assert "z k go by sentence, J by paragraph; x takes" in lines
        assert "in the next, i makes a finding." in lines
        assert "b edit" in lines
        assert " i finding" in lines.splitlines()[-1]
        assert app.screen.record_form.display
