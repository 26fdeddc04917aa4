"""Markdown keeps its words; front matter becomes metadata."""

import pytest

from storage.documents import read

READ = {
    "# Title\n\nWords": "Title\n\nWords",
    "## Title ##\nWords": "Title\nWords",
    "**Decision:** Upheld": "Decision: Upheld",
    "so _very_ *late*": "so very late",
    "snake_case_word and 3 * 4 * 5": "snake_case_word and 3 * 4 * 5",
    "> quoted\n> on": "quoted\non",
    "see [the report](https://example.org/r)": "see the report",
    '![A hall](hall.jpg "Hall")': "Image: A hall",
    "- one\n- two\n1. three": "- one\n- two\n1. three",
    "[redacted](no link) and [/12]": "[redacted](no link) and [/12]",
}


@pytest.mark.parametrize("source", READ)
def test_only_the_marks_go(source):
    reading = read(source.encode(), "x.md")

    assert reading.text == READ[source]
    assert reading.media_type == "text/markdown"


def test_front_matter_becomes_metadata_and_no_text():
    source = (
        b"---\r\ntitle: 'A report'\r\nRetrieved-on: 2024-05-01\r\ntags:\r\n - x\r\n---\r\n\r\nWords"
    )
    reading = read(source, "x.md")

    assert reading.text.strip() == "Words"
    assert reading.title == "A report"
    assert reading.metadata["retrieved_on"] == "2024-05-01"


def test_front_matter_tells_markdown_whatever_the_name():
    reading = read(b"---\nurl: https://example.org\n---\n# Head\n\nWords", "x.txt")

    assert reading.metadata == {"url": "https://example.org"}
    assert reading.text.split() == ["Head", "Words"]


@pytest.mark.parametrize("source", [b"---\nno entries\n---\nWords", b"---\na: b\nnever closed"])
def test_a_rule_of_dashes_is_no_front_matter(source):
    reading = read(source, "x.txt")

    assert reading.metadata == {}
    assert reading.text == source.decode()


def test_a_plain_text_keeps_its_marks():
    assert read(b"# not a heading\n**x**", "x.txt").text == "# not a heading\n**x**"
