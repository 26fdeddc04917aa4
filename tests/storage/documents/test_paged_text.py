"""Plain text that was taken from a paged document keeps its pages and knows their furniture."""

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.documents import read
from storage.documents.normalise import normalise
from storage.documents.readers.paged import read_paged

HEAD = "Care in Elmford: a report"
PAGES = [
    f"{HEAD}\n\nServices for children in Elmford\nare better than they were.\n\n1\n",
    f"{HEAD}\nWhat needs to improve\n• Plans for children.\n\n2\n",
    f"{HEAD}\n• Visits to children.\n1. {HEAD} was read by all.\n\n3\n",
]


def furniture(source):
    return [source.text[start:end] for start, end in source.furniture]


def test_each_form_feed_begins_a_page():
    source = read_paged("\f".join(PAGES))

    assert [source.text[start:].split("\n")[0] for start in source.pages] == [HEAD] * 3
    assert source.warnings == ("2 page breaks made a new line",)


def test_a_form_feed_at_the_end_begins_no_page():
    assert len(read_paged("\f".join([*PAGES, ""])).pages) == 3


def test_running_heads_and_page_numbers_are_furniture():
    assert furniture(read_paged("\f".join(PAGES))) == [HEAD, "1", HEAD, "2", HEAD, "3"]


def test_what_only_the_body_repeats_is_no_furniture():
    pages = [f"Of {word}\nHeading\nwords\nand {word}\n" for word in ("one", "two", "six")]

    assert furniture(read_paged("\f".join(pages))) == []


def test_the_front_door_keeps_the_pages():
    parts = read("\f".join(PAGES).encode(), "report.txt").segmentation

    assert len(parts.pages) == 3
    assert len(parts.given) == 6


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab1. \n\r\f\u0301é\x00"), max_size=60).map(lambda text: text + "\f.")
)
def test_the_text_is_that_of_any_other_and_the_pages_lie_in_it(decoded):
    source = read_paged(decoded)

    assert (source.text, source.warnings) == normalise(decoded)
    assert list(source.pages) == sorted(source.pages)
    assert all(start <= len(source.text) for start in source.pages)
    assert all(0 <= start < end <= len(source.text) for start, end in source.furniture)
