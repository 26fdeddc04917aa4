"""Whole files of many documents, in the shapes in which they are scraped and saved."""

from pathlib import Path

import pytest

from storage.documents.readers.html import read_html
from storage.documents.readers.listing import entries
from storage.documents.readers.rows import read_rows
from storage.documents.readers.source import Refused
from storage.documents.readers.text import read_text
from storage.documents.reading import reading_of

CORPORA = Path(__file__).parent / "corpora"
READERS = {
    "search-results.html": lambda text: entries(read_html(text)),
    "scottish-findings.txt": lambda text: entries(read_text(text)),
    "decisions.csv": lambda text: read_rows(text, "decisions.csv"),
    "articles.jsonl": lambda text: read_rows(text, "articles.jsonl"),
}


@pytest.fixture
def corpus():
    """What is recognised in every document of a file, by locator; reasons for what is refused."""

    def read(name: str) -> dict:
        found = READERS[name]((CORPORA / name).read_text("utf-8"))
        return {
            each.locator: each.reason if isinstance(each, Refused) else reading_of(each, name, "")
            for each in found
        }

    return read


def test_search_results_become_decisions(corpus):
    found = corpus("search-results.html")

    assert [(each.reference, each.outcome, each.decision_date) for each in found.values()] == [
        ("21 007 310", "upheld", "2022-03-14"),
        ("21 011 902", "not_upheld", "2022-02-02"),
        (None, None, None),
        ("20 013 778a", "upheld", "2022-01-11"),
    ]
    assert [bool(each.warnings) for each in found.values()] == [False, False, True, False]
    assert found["entry 4"].respondents == ("Ousefleet Council", "Fleet Community Trust")
    assert found["entry 4"].text.endswith("waited for both.")
    assert found["entry 1"].metadata["url"] == "https://decisions.example/search?q=short+breaks"


def test_findings_of_a_month_become_decisions(corpus):
    found = corpus("scottish-findings.txt")

    assert [each.kind for each in found.values()] == ["spso_decision"] * 2
    assert [each.reference for each in found.values()] == ["202104410", "202104523"]
    assert [each.outcome for each in found.values()] == ["partly_upheld", "not_upheld"]
    assert found["entry 1"].text.startswith("SPSO decision report")
    assert found["entry 1"].text.endswith("not asking.")


def test_scraped_decisions_become_documents_and_two_rows_are_refused(corpus):
    found = corpus("decisions.csv")

    assert [found[row].reference for row in ("row 2", "row 3")] == ["21 007 310", "21 011 902"]
    assert found["row 2"].kind == found["row 3"].kind == "lgsco_decision"
    assert found["row 3"].text.endswith("wrote down why, & told him. There was no fault.")
    assert "no text" in found["row 4"]
    assert "semicolon" in found["row 5"]


def test_scraped_articles_keep_their_outlet_and_a_broken_line_is_refused(corpus):
    found = corpus("articles.jsonl")

    assert "no JSON" in found["line 2"]
    article = found["line 1"]
    assert (article.kind, article.title) == (
        "press_ombudsman",
        "Nights out promised, nights in delivered",
    )
    assert article.metadata["published_on"] == "2022-03-16"
    assert ("outlet", "The Fellmoor Gazette") in [(e.name, e.value) for e in article.proposals]
