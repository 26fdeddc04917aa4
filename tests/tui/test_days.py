"""Days and times as the wall shows them, where the wall is not at Greenwich."""

import time
from collections.abc import Iterator
from datetime import date

import pytest

from tui.days import bounds, day_of, day_words, time_of


@pytest.fixture(autouse=True)
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nine hours ahead, all the year."""
    with monkeypatch.context() as zone:
        zone.setenv("TZ", "JST-9")
        time.tzset()
        yield
    time.tzset()


def test_a_moment_has_the_day_and_time_of_the_wall() -> None:
    late = "2025-01-14T15:30:00.000Z"

    assert (day_of(late), time_of(late)) == (date(2025, 1, 15), "00:30")


def test_a_day_is_between_its_own_moments_and_no_other() -> None:
    since, until = bounds(date(2025, 1, 15))

    assert (since, until) == ("2025-01-14T15:00:00.000Z", "2025-01-15T15:00:00.000Z")
    assert since <= "2025-01-14T15:30:00.000Z" < until


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (15, "Today, 15 Jan 2025"),
        (14, "Yesterday, 14 Jan 2025"),
        (13, "Monday, 13 Jan 2025"),
    ],
)
def test_a_day_is_named_from_today(day: int, words: str) -> None:
    assert day_words(date(2025, 1, day), date(2025, 1, 15)) == words
