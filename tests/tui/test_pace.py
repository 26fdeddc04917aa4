"""Pictures while keys pour in: no more than a slow line carries, and the last one is right."""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pexpect
import pyte
import pytest

import tui
from storage import Place, Study
from tui.pace import CARRIED, LULL, Pace

ROOT = Path(tui.__file__).parents[1]


def pouring(pace: Pace, *, until: float) -> None:
    for stroke in range(10):
        pace.key(until - stroke / 30, until)


def test_a_picture_waits_until_the_line_has_carried_those_before_it() -> None:
    pace = Pace()
    pouring(pace, until=100.0)
    pace.sent(CARRIED // 10, 100.0)

    assert pace.wait(100.0) == pytest.approx(0.1)
    assert pace.wait(100.2) == 0


def test_a_single_key_is_answered_at_once_however_much_is_on_its_way() -> None:
    pace = Pace()
    pace.key(99.0, 99.0)
    pace.key(100.0, 100.0)
    pace.sent(CARRIED, 100.0)

    assert pace.wait(100.0) == 0


def test_when_the_key_is_let_go_the_last_picture_waits_no_longer_than_a_lull() -> None:
    pace = Pace()
    pouring(pace, until=100.0)
    pace.sent(100 * CARRIED, 100.0)

    assert pace.wait(100.0) == pytest.approx(LULL)


def test_a_terminal_that_is_near_gets_every_picture() -> None:
    pace = Pace()
    pace.is_near = True
    pouring(pace, until=100.0)
    pace.sent(CARRIED, 100.0)

    assert pace.wait(100.0) == 0


@pytest.fixture
def child(store: Path, study: Study) -> Iterator[pexpect.spawn]:
    uid = study.find_document("ardley-21-004-117.txt").uid
    study.save_place(Place(uid, 0, "{}"))
    child = pexpect.spawn(
        sys.executable,
        ["-m", "tui", "-s", str(store), "--coder", "anna"],
        cwd=str(ROOT),
        dimensions=(24, 80),
        timeout=20,
    )
    yield child
    child.close(force=True)


def test_after_a_held_key_the_screen_shows_all_of_where_it_led(child) -> None:
    screen = pyte.Screen(80, 24)
    stream = pyte.ByteStream(screen)

    def look(*, silence: float) -> list[str]:
        """The screen when nothing more comes."""
        with suppress(pexpect.TIMEOUT):
            while True:
                stream.feed(child.read_nonblocking(65536, timeout=silence))
        return list(screen.display)

    while "f finding" not in screen.display[-1]:
        look(silence=0.1)
    before = look(silence=0.5)
    for _ in range(40):
        child.send("j")
        time.sleep(1 / 40)
    held = look(silence=0.5)
    # With another size, and then this one again, everything is drawn anew.
    child.setwinsize(24, 70)
    look(silence=0.3)
    screen.reset()
    child.setwinsize(24, 80)

    assert look(silence=0.5) == held != before
