"""The sample documents have the shapes and the mess of real ones, and none of their names."""

import re

import pytest

import seeds

FEWEST_CASES = 10
SPSO_HEADINGS = (
    "What we asked the organisation to do in this case:",
    "What we said should change to put things right in future:",
)
LAST_LINE = "Privacy settings"


def starting(cases: dict[str, str], *stems: str) -> list[str]:
    return [text for name, text in cases.items() if name.startswith(stems)]


def test_there_are_at_least_ten(cases):
    assert len(cases) >= FEWEST_CASES


def test_they_come_in_every_format_that_is_read(cases):
    suffixes = {name.rpartition(".")[2] for name in cases}

    assert suffixes == {"txt", "md", "html"}


def test_each_is_about_as_long_as_a_real_one(cases):
    lengths = {name: len(text.split()) for name, text in cases.items()}

    assert {name: n for name, n in lengths.items() if not 300 <= n <= 1400} == {}


def test_they_are_stored_as_import_would_store_them():
    for path in seeds.sample_cases().iterdir():
        source = path.read_bytes()

        assert b"\r" not in source, path.name
        assert not source.startswith(b"\xef\xbb\xbf"), path.name
        assert re.search(rb"[\x00-\x08\x0b-\x1f\x7f]", source) is None, path.name


def test_a_decision_numbers_its_paragraphs_anew_in_every_section(cases):
    text = cases["ardley-21-004-117.txt"]
    labels = [int(n) for n in re.findall(r"^  (\d+)\. ", text, flags=re.MULTILINE)]
    restarts = sum(after <= before for before, after in zip(labels, labels[1:], strict=False))

    assert restarts > text.count("\nBack to top\n")


@pytest.mark.parametrize("name", ["ardley-21-004-117.txt", "merrowdale-20-013-562.txt"])
def test_a_web_decision_carries_its_furniture(cases, name):
    text = cases[name]

    assert re.match(r".+ Council \(\d\d \d{3} \d{3}\)\n\nCategory : .+ > ", text)
    assert text.count("\nBack to top\n") >= 5
    assert text.rstrip().endswith(LAST_LINE)
    assert "'" in text
    assert "’" in text


def test_decisions_end_in_different_ways(cases):
    printed = {
        found[1]
        for text in cases.values()
        if (found := re.search(r"^Decision : (.+)$", text, re.M))
    }

    assert printed == {"Upheld", "Not upheld", "Closed after initial enquiries"}
    assert "I have discontinued my investigation" in cases["haldonvale-19-017-208.txt"]


@pytest.mark.parametrize("heading", SPSO_HEADINGS)
@pytest.mark.parametrize("stem", ["strathmore", "glenorrin"])
def test_scottish_decisions_have_both_recommendation_headings(cases, stem, heading):
    (text,) = starting(cases, stem)

    assert f"\n{heading}\n" in text


def test_scottish_headers_come_plain_and_bulleted(cases):
    assert re.search(r"^Case: \d{9}, \S.+$", cases["strathmore-202103418.txt"], re.M)
    assert "  * Case ref:\n    202006740\n" in cases["glenorrin-202006740.txt"]


def test_one_article_names_several_councils_without_the_word(cases):
    text = cases["three-councils-unannounced.txt"]

    assert "into Pellbridge, Carrow and the Isles, and Kestering" in text


def test_articles_have_mastheads_bylines_and_furniture(cases):
    articles = starting(cases, "ardley-courier", "wexmoor", "northmere")

    assert [text for text in articles if not re.search(r"\S+@\S+\.example", text)] == []
    assert any("Click to follow" in text for text in articles)
    assert any("READ MORE" in text for text in articles)


def test_mail_addresses_and_sites_are_invented(cases):
    addresses = [found for text in cases.values() for found in re.findall(r"@([\w.-]+\w)", text)]

    assert [name for name in addresses if "." in name and not name.endswith(".example")] == []


def test_two_documents_tell_the_same_matter(cases):
    decision = cases["ardley-21-004-117.txt"]
    article = cases["ardley-courier-short-breaks.txt"]
    sums = {"£1,560", "£780", "£300", "£200", "£150"}

    assert sums <= set(re.findall(r"£[\d,]+\d", decision))
    assert sums <= set(re.findall(r"£[\d,]+\d", article))
