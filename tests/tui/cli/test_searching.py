"""Keyword in context."""

import pytest


def test_hits_stand_in_one_column_below_the_title_of_their_document(run, here):
    said = run("search", '"41 weeks"')

    lines = said.out.splitlines()
    hits = [line for line in lines if line.startswith("  ")]
    assert said.status == 0
    assert lines[0] == "Ardley City Council (21 004 117)"
    assert len(hits) >= 2
    assert {line.index("41 weeks") for line in hits} == {34}
    assert "hits in 2 documents" in lines[-1]


def test_hits_as_json_say_where_they_are(run, here, seen):
    hit = run("search", '"41 weeks"', "--json").objects[0]

    text = seen.text(hit["document_id"]).text
    assert text[hit["start"] : hit["end"]] == hit["words"] == "41 weeks"


def test_a_regular_expression_is_searched_for(run, here):
    words = {hit["words"] for hit in run("search", r"\d+ weeks", "--regex", "--json").objects}

    assert "41 weeks" in words


def test_hits_are_limited_and_it_says_that_there_are_more(run, here):
    said = run("search", "council", "--limit", 3)

    assert said.out.splitlines()[-1].startswith("The first 3 hits; 1")
    assert "--limit shows more" in said.out


def test_nothing_found_is_told(run, here):
    said = run("search", "xylophone")

    assert said.status == 0
    assert said.out == "Nothing found for xylophone.\n"


@pytest.mark.parametrize("query", [("(", "--regex"), ("",), ('"',), ("NOT",), ("a:b",), ("*",)])
def test_no_query_ends_in_a_traceback(run, here, query):
    said = run("search", *query)

    assert said.status in (0, 1)
    assert len(said.err.splitlines()) == said.status
