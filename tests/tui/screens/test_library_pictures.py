"""Pictures of the library and its questions, at both sizes; look at each before updating it."""

from collections.abc import Callable

import pytest

from tui.app import CasecoderApp

KEYS = {
    "front": [],
    "marked": ["j", "space", "space", "space", "k"],
    "filter": ["slash", *"council"],
    "no_match": ["slash", *"zebra"],
    "flagged": ["t", "f"],
    "by_date": ["s", "d"],
    "order": ["s"],
    "show": ["t"],
    "help": ["question_mark"],
    "palette": ["ctrl+p", *"doc"],
    "group": ["space", "space", "equals_sign"],
    "remove": ["delete"],
    "import": ["ctrl+o"],
    "export": ["ctrl+e"],
}
"""What is pressed before each picture."""
WIDE = ["front", "filter", "flagged", "help", "palette", "remove"]
"""States that look different where there is room."""


@pytest.fixture
def photographed(snap_compare, settled, until) -> Callable[..., bool]:
    """Press keys, wait, and compare with the picture that was looked at."""

    def photographed(app: CasecoderApp, keys: list[str], size: tuple[int, int]) -> bool:
        async def press(pilot) -> None:
            await settled(pilot)
            for key in keys:
                await pilot.press(key)
            await pilot.pause(0.3)
            await settled(pilot)

        return snap_compare(app, terminal_size=size, run_before=press)

    return photographed


@pytest.mark.parametrize("state", KEYS)
def test_the_library_looks_as_it_did(app, photographed, state: str):
    assert photographed(app, KEYS[state], (80, 24))


@pytest.mark.parametrize("state", WIDE)
def test_the_library_looks_as_it_did_where_there_is_room(app, photographed, state: str):
    assert photographed(app, KEYS[state], (120, 40))


def test_an_empty_library_looks_as_it_did(empty_app, photographed):
    assert photographed(empty_app, [], (80, 24))
