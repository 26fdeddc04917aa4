"""Containers that draw nothing, and that the end of a key passes over."""

from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static

from tui.key_order import KeyHandled
from tui.widgets.bare import Bare


class Said(Message):
    """Something that a widget tells."""


class Teller(Static):
    """Tells something."""


class Holder(Vertical, Bare):
    """Holds it."""


class Held(App[None]):
    """Keeps what it hears, in order."""

    CSS = "Screen { background: red; }"

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[type[Message]] = []

    def compose(self) -> ComposeResult:
        with Holder(), Holder():
            yield Teller("told")

    def on_said(self) -> None:
        self.heard.append(Said)

    def on_key_handled(self) -> None:
        self.heard.append(KeyHandled)


async def test_a_key_does_not_end_before_what_it_made_a_widget_tell() -> None:
    app = Held()
    async with app.run_test() as pilot:
        teller = app.query_one(Teller)
        for message in (Said(), KeyHandled(), Said(), KeyHandled()):
            teller.post_message(message)
        await pilot.pause()

        assert app.heard == [Said, KeyHandled] * 2


async def test_what_is_behind_a_bare_container_shows() -> None:
    app = Held()
    async with app.run_test(size=(20, 4)) as pilot:
        await pilot.pause()
        first, *others = app.screen._compositor.render_strips()

        assert first.text.strip() == "told"
        grounds = {segment.style.bgcolor for strip in others for segment in strip if segment.style}
        assert {ground.triplet.hex for ground in grounds if ground and ground.triplet} == {
            "#ff0000"
        }
