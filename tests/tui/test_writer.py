"""The writer's queue: in order, to the end, and never silent about a failure."""

import asyncio
import threading
import time
from dataclasses import dataclass

from textual.app import App
from textual.message import Message
from textual.screen import Screen

from tui.messages import ChangeFailed
from tui.writer import Writer


@dataclass
class Saved(Message):
    number: int


class Saver(Screen[None]):
    def on_saved(self, event: Saved) -> None:
        self.app.heard.append(event.number)


class Notebook(App[None]):
    def __init__(self, writer: Writer) -> None:
        super().__init__()
        self.writer = writer
        self.kept: list[int] = []
        self.heard: list[int] = []
        self.failures: list[BaseException] = []

    def keep(self, number: int) -> int:
        time.sleep(0.01)
        self.kept.append(number)
        return number

    def on_change_failed(self, event: ChangeFailed) -> None:
        self.failures.append(event.error)


async def test_20_quick_changes_survive_closing_the_screen_and_quitting():
    with Writer() as writer:
        app = Notebook(writer)
        async with app.run_test() as pilot:
            screen = Saver()
            await app.push_screen(screen)
            for number in range(20):
                writer.submit(screen, lambda number=number: app.keep(number), Saved)
            app.pop_screen()
            await pilot.pause()
            app.exit()

    assert app.kept == list(range(20))


async def test_the_sender_hears_of_each_success_in_order():
    with Writer() as writer:
        app = Notebook(writer)
        async with app.run_test() as pilot:
            screen = Saver()
            await app.push_screen(screen)
            for number in range(5):
                writer.submit(screen, lambda number=number: app.keep(number), Saved)
            await asyncio.to_thread(writer.wait)
            await pilot.pause()

            assert app.heard == list(range(5))


async def test_a_failure_is_told_to_the_application_and_the_queue_goes_on():
    def fail() -> int:
        raise ValueError("no")

    with Writer() as writer:
        app = Notebook(writer)
        async with app.run_test() as pilot:
            writer.submit(app.screen, fail, Saved)
            writer.submit(app.screen, lambda: app.keep(1))
            await asyncio.to_thread(writer.wait)
            await pilot.pause()

            assert [str(error) for error in app.failures] == ["no"]
            assert app.kept == [1]


async def test_changes_are_made_in_one_thread_that_is_not_the_loops():
    threads: list[str] = []
    with Writer() as writer:
        app = Notebook(writer)
        async with app.run_test():
            for _ in range(3):
                writer.submit(app, lambda: threads.append(threading.current_thread().name))

    assert len(set(threads)) == 1
    assert threads[0].startswith("writer")
