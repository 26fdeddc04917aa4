"""Pages of the ombudsman of England."""

import pytest

from storage.documents.readers.html import read_html
from storage.documents.readers.listing import entries

WHOLE = (
    "{title}\n\nCategory : Education > Other\n\nDecision : Upheld\n\n"
    "Decision date : 12 Feb 2020\n\nThe Ombudsman's final decision:\n\n"
    "Summary: The Council was late.\n\nThe complaint\n\n  1. Miss B says so.\n\n"
    "What I found\n\n  1. It was so, as in\n\nOther Council (19 000 001)\n\nwhich we decided.\n\n"
    "Final decision\n\n  1. There was fault."
)


def test_every_entry_is_its_own_words(source, page, three):
    found = entries(source(page))

    assert [entry.text for entry in found] == list(three)
    assert [entry.locator for entry in found] == ["entry 1", "entry 2", "entry 3"]
    assert not any(entry.warnings for entry in found)


@pytest.mark.parametrize("mark", ["• ", "  * ", "- ", "1. ", "### "])
def test_marks_before_a_title_belong_to_no_entry(source, three, mark):
    found = entries(source("Results\n\n" + "\n\n".join(mark + entry for entry in three)))

    assert [entry.text for entry in found] == list(three)


def test_lines_without_gaps_are_entries_too(source, three):
    compact = [entry.replace("\n\n", "\n") for entry in three]
    found = entries(source("\n".join(compact) + "\nNext\nReview your privacy settings"))

    assert [entry.text for entry in found] == compact


def test_a_status_in_parts_makes_an_entry(source, three):
    parted = [entry.replace("Statement ", "Statement\nDecision ") for entry in three]

    assert [entry.text for entry in entries(source("\n\n".join(parted)))] == parted


def test_a_page_in_html_is_cut_the_same_way(three):
    items = [entry.split("\n\n") for entry in three]
    listed = "".join(
        f"<li><h3><a href='/x'>{title}</a></h3><p>{status}</p><p>{summary}</p></li>"
        for title, status, summary in items
    )
    page = f"<html><title>Search</title><nav>Home</nav><ul>{listed}</ul><p>1 2 3 Next</p></html>"
    found = entries(read_html(page))

    assert [entry.text.split("\n")[0] for entry in found] == [title for title, _, _ in items]
    assert all(entry.text.endswith(item[2]) for entry, item in zip(found, items, strict=True))
    assert found[0].metadata == {"page_title": "Search"}


def test_a_summary_of_several_paragraphs_is_kept_whole(source, three):
    longer = [entry + "\n\nThe Council agreed." for entry in three]

    assert [entry.text for entry in entries(source("\n\n".join(longer) + "\n\nNext"))] == longer


def test_an_entry_without_reference_is_left_and_named(source, three):
    first, second, third = three
    broken = second.replace(" (21 004 118a)", "")
    found = entries(source("\n\n".join((first, broken, third))))

    assert [entry.text for entry in found] == [first, broken, third]
    assert [bool(entry.warnings) for entry in found] == [False, True, False]
    assert "no reference" in found[1].warnings[0]


def test_an_entry_that_is_only_a_title_is_left_and_named(source, three):
    first, second, third = three
    broken = second.partition("\n")[0]
    found = entries(source("\n\n".join((first, broken, third))))

    assert [entry.text for entry in found] == [first, broken, third]
    assert "neither a status nor a summary" in found[1].warnings[0]


def test_an_entry_without_title_begins_at_its_status(source, three):
    first, second, third = three
    broken = second.partition("\n\n")[2]
    found = entries(source("\n\n".join((first, broken, third))))

    assert [entry.text for entry in found] == [first, broken, third]


def test_a_decision_that_cites_others_is_never_cut(source, three):
    whole = WHOLE.format(title="Ashmoor Council (21 004 117)")
    cited = "We decided before on\n\n{}\n\nand on\n\n{}\n\nin the same way.".format(
        *(entry.partition("\n")[0] for entry in three[:2])
    )

    assert entries(source(whole)) == ()
    assert entries(source(f"{whole}\n\n{cited}")) == ()
    assert entries(source(whole + "\n\nRelated decisions\n\n" + "\n\n".join(three))) == ()


def test_whole_decisions_in_one_file_are_cut_and_keep_what_they_cite(source):
    whole = [WHOLE.format(title=f"Ashmoor Council (21 004 11{n})") for n in range(3)]
    found = entries(source("\n\n\n".join(whole)))

    assert [entry.text for entry in found] == whole


def test_a_whole_decision_without_title_is_left_and_named(source):
    whole = [WHOLE.format(title=f"Ashmoor Council (21 004 11{n})") for n in range(3)]
    whole[1] = whole[1].partition("\n\n")[2]
    found = entries(source("\n\n\n".join(whole)))

    assert [entry.text for entry in found] == whole
    assert [bool(entry.warnings) for entry in found] == [False, True, False]


def test_a_title_printed_twice_is_one_decision(source, three):
    first, second, _ = three
    again = first.partition("\n")[0] + "\n\n" + first

    assert len(entries(source(again + "\n\n" + second))) == 2


def test_one_entry_makes_no_listing(source, three):
    assert entries(source(three[0])) == ()


def test_pages_furniture_and_locator_follow_their_entry(source, page, three):
    second = page.index(three[1])
    inside = (second + 5, second + 9)
    listed = source(
        page,
        pages=(0, second + 20),
        furniture=(inside, (0, 5)),
        locator="old/page.html",
        metadata={"url": "https://x.example", "title": "Results"},
    )
    found = entries(listed)

    assert found[1].pages == (0, 20)
    assert found[2].pages == (0,)
    assert found[1].furniture == ((5, 9),)
    assert found[0].furniture == ()
    assert found[1].locator == "old/page.html, entry 2"
    assert found[1].metadata == {"url": "https://x.example", "page_title": "Results"}
