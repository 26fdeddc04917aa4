"""Dates that may be less precise than a day, and periods between two of them, as ISO text."""

import datetime
import re
from functools import lru_cache

_DATE = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")


@lru_cache(maxsize=8192)
def exact_date(text: str) -> str | None:
    """``text`` when it is a real ``2021``, ``2021-07`` or ``2021-07-14``, else None."""
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    try:
        datetime.date(int(found["year"]), int(found["month"] or 1), int(found["day"] or 1))
    except ValueError:
        return None
    return text


@lru_cache(maxsize=8192)
def exact_period(text: str) -> str | None:
    """``text`` when it is two real dates joined by ``/``, the end not before the start, else None."""
    start, slash, end = text.partition("/")
    if not slash or exact_date(start) is None or exact_date(end) is None:
        return None
    shared = min(len(start), len(end))
    return text if start[:shared] <= end[:shared] else None
