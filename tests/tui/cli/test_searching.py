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


def test_filters_stand_in_the_query(run, here, seen):
    found = run("search", "council kind:press respondent:ardley coded:no", "--json").objects

    kinds = {seen.document(hit["document_id"]).kind for hit in found}
    assert kinds == {"press_ombudsman"}
    assert {tuple(hit["coded"]) for hit in found} == {()}


def test_words_near_each_other_are_one_hit(run, here):
    words = {hit["words"] for hit in run("search", "council NEAR/2 weeks", "--json").objects}

    assert words == {"Council took 41 weeks", "council takes 41 weeks"}


def test_an_expression_that_explodes_ends_in_a_sentence(run, here, monkeypatch):
    monkeypatch.setattr("storage.documents.concordance.expressions.SECONDS", 1)
    said = run("search", r"/(\w+\s?)+[%]/")

    assert said.status == 1
    assert "takes longer than 1 seconds" in said.err


def test_nothing_found_is_told(run, here):
    said = run("search", "xylophone")

    assert said.status == 0
    assert said.out == "Nothing found for xylophone.\n"


@pytest.mark.parametrize(
    "query", [("(", "--regex"), ("",), ('"',), ("NOT",), ("a:b",), ("*",), ('"(',), ("/(",)]
)
def test_no_query_ends_in_a_traceback(run, here, query):
    said = run("search", *query)

    assert said.status in (0, 1)
    assert len(said.err.splitlines()) == said.status
