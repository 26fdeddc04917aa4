"""An HTML page becomes the words a person reads, its lists and label lines kept."""

import time

import pytest

from storage.documents import read


def words(body: str) -> str:
    return read(f"<html><body>{body}</body></html>".encode(), "page.html").text


READ = {
    "<p>One</p><p>Two <b>bold</b>, three</p>": "One\n\nTwo bold, three",
    "<p>a<br>b<br/>c</p>": "a\nb\nc",
    "<ul><li>one<li>two</ul>": "• one\n• two",
    "<ol start=4><li>one</li><li><p>two</p></li></ol>": "4. one\n5. two",
    "<ol><li>one<ul><li>in</li></ul></li><li>two</li></ol>": "1. one\n    • in\n2. two",
    "<p>a &amp; b &pound;5 &#8217;n</p>": "a & b £5 ’n",
    "<dl><dt>Body</dt><dd>A Council</dd><dt>Date:</dt><dd>May</dd></dl>": "Body: A Council\nDate: May",
    "<table><tr><th>Body</th><td>A Council</td></tr><tr><td>x</td><td>y</td></tr></table>": (
        "Body: A Council\nx | y"
    ),
    "<p>Decision :</p><script>if (a<b) {}</script><style>p</style><p>Upheld</p>": (
        "Decision :\n\nUpheld"
    ),
    "<nav><a>Home</a></nav><p>Words</p>": "Words",
    "<nav><a>Home</a><main><p>Words</p></main>": "Words",
    "<nav><p>Only a menu</p></nav>": "Only a menu",
    "<pre>a\n  b</pre>": "a\n  b",
    "<p>3 < 4 <!-- not this --> and</p><![CDATA[ x ]]><p>5</p>": "3 < 4 and\n\n5",
    "<p title='a > b'>kept</p>": "kept",
    "<div>\n  spaced\n   out\n</div>": "spaced out",
}


@pytest.mark.parametrize("page", READ)
def test_a_page_is_read_as_it_is_seen(page):
    assert words(page) == READ[page]


def test_the_head_becomes_metadata():
    page = """<!doctype html><html><head><title> A  decision </title>
    <link rel="canonical" href="https://example.org/d/1"><meta name="author" content="P. Okoro">
    <meta property="og:site_name" content="The Comet"></head><body>Words</body></html>"""

    assert read(page.encode(), "x.html").metadata == {
        "title": "A decision",
        "url": "https://example.org/d/1",
        "author": "P. Okoro",
        "site_name": "The Comet",
    }


@pytest.mark.parametrize(
    "tag", ["<div>", "<ol><li>", "<table><tr><td>", "<a ", "<b x='", "<!--", "<"]
)
def test_a_hundred_thousand_tags_are_read_in_no_time(tag):
    page = "<html><p>before</p>" + tag * 100_000 + "after"
    began = time.process_time()
    reading = read(page.encode(), "deep.html")

    assert "before" in reading.text
    assert time.process_time() - began < 20


def test_a_decision_page_reads_like_a_decision():
    page = """<html><head><title>x</title></head><body><h1>Oakley Council (20 001 222)</h1>
    <ul><li><strong>Category :</strong> <a>Education</a> &gt; <a>School transport</a></li>
    <li><strong>Decision :</strong> Not upheld</li><li>Decision date : 02 Jun 2021</li></ul>
    <h2>The Ombudsman's final decision:</h2><p>Summary: No fault.</p>
    <h2>The complaint</h2><ol><li>Mr V complains.</li><li>He wants more.</li></ol>
    <p><a href="#top">Back to top</a></p></body></html>"""
    reading = read(page.encode(), "20-001-222.html")

    assert reading.kind == "lgsco_decision"
    assert reading.title == "Oakley Council (20 001 222)"
    assert (reading.category, reading.outcome) == ("Education > School transport", "not_upheld")
    assert [p.label for p in reading.segmentation.paragraphs if p.label] == ["1", "2"]


def test_a_tag_that_never_ends_is_only_words():
    assert read(b"<html><p>so <b attr='", "x.html").text == "so <b attr='"
