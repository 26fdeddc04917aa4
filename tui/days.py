"""Days and times as the wall shows them, of moments as the store tells them."""

from datetime import UTC, date, datetime, timedelta

from tui.display import date_text

_STORED = "%Y-%m-%dT%H:%M:%S.000Z"


def day_of(at: str) -> date:
    """The day of a moment."""
    return datetime.fromisoformat(at).astimezone().date()


def time_of(at: str) -> str:
    """The time of a moment: ``14:02``."""
    return f"{datetime.fromisoformat(at).astimezone():%H:%M}"


def bounds(day: date) -> tuple[str, str]:
    """The moments at which a day begins and at which it is over, in the store's words."""
    return _begin(day), _begin(day + timedelta(days=1))


def _begin(day: date) -> str:
    return datetime(day.year, day.month, day.day).astimezone().astimezone(UTC).strftime(_STORED)


def day_words(day: date, today: date) -> str:
    """A day as people say it: ``Today, 15 Jan 2025``, ``Monday, 13 Jan 2025``."""
    names = {today: "Today", today - timedelta(days=1): "Yesterday"}
    return f"{names.get(day) or f'{day:%A}'}, {date_text(day.isoformat())}"
