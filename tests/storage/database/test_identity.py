import re
from datetime import UTC, datetime

from storage.database.identity import new_uid, now


def test_uids_are_version_seven_and_sort_by_age() -> None:
    uids = [new_uid() for _ in range(5000)]

    form = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
    assert all(form.fullmatch(uid) for uid in uids)
    assert uids == sorted(set(uids))


def test_a_uid_tells_when_it_was_made() -> None:
    before = datetime.now(UTC).timestamp() * 1000
    made = int(new_uid().replace("-", "")[:12], 16)

    assert abs(made - before) < 60_000


def test_times_are_utc_and_sort_as_text() -> None:
    first, second = now(), now()

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", first)
    assert first <= second
