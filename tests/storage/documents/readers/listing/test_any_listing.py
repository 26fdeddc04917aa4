"""Whatever a page holds: no entries, or two and more that lie in it one after the other."""

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents.readers.listing import entries
from storage.documents.readers.source import Source

PIECES = [
    "Oakley Council (20 001 222)",
    "Elm Council (20 001 223)",
    "Statement Upheld Fostering 12-Feb-2020",
    "Category : A > B",
    "Summary: It was late.",
    "Summary",
    "The complaint",
    "Case ref:",
    "Case: 202001230, A Council",
    "202001231",
    "Sector: Health",
    "Outcome: Upheld",
    "SPSO decision report",
    "• ",
    "1. ",
    "---",
    "\n",
    "\n\n",
    "and so it was. ",
]
pages = st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=60).map("".join)


@settings(max_examples=300)
@given(pages, st.lists(st.integers(0, 300), max_size=4), st.data())
def test_entries_are_slices_in_their_order(text, starts, data):
    listed = Source(text, "text/plain", {}, (), tuple(sorted(starts)), ((0, 3), (9, 12)))
    found = entries(listed)
    at = 0
    for entry in found:
        begun = text.find(entry.text, at)
        assert begun >= at
        at = begun + len(entry.text)
        assert entry.text.strip()
        assert all(0 <= start < stop <= len(entry.text) for start, stop in entry.furniture)
        assert all(0 <= page < len(entry.text) for page in entry.pages)

    assert len(found) != 1


def test_long_pages_are_cut_in_one_pass(source, page, three):
    monotony = ["(20 001 222)\n", "Case: 1\n", "• ", "Statement Upheld ", "a(" * 50 + "\n", "\n"]
    begun = time.perf_counter()
    for piece in monotony:
        entries(source(page + piece * 20_000 + page))

    assert time.perf_counter() - begun < 5
