"""The line in which a search is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.documents import search_query
from storage.errors import InputError
from storage.records import Near, SearchQuery, Status, Term

DELAY, HELP = Term(("delay",)), Term(("help",))


@pytest.mark.parametrize(
    ("line", "terms"),
    [
        ("delay", (DELAY,)),
        ("Délay*", (Term(("delay",), begins=True),)),
        ('"short breaks" delay', (Term(("short", "breaks")), DELAY)),
        ('"short break*', (Term(("short", "break"), begins=True),)),
        ("child's", (Term(("child", "s")),)),
        ("delay NEAR/5 help", (Near(DELAY, HELP, 5),)),
        ("delay near/5 help", (Near(DELAY, HELP, 5),)),
        ("delay NEAR help", (Near(DELAY, HELP, 10),)),
        ("delay near help", (DELAY, Term(("near",)), HELP)),
        (
            "a NEAR/1 b NEAR/2 c",
            (Near(Term(("a",)), Term(("b",)), 1), Near(Term(("b",)), Term(("c",)), 2)),
        ),
        ("delay NEAR/5", (DELAY,)),
        ("NEAR delay", (Term(("near",)), DELAY)),
        ("delay NEAR/500 help", (DELAY, Term(("near", "500")), HELP)),
        ('"kindness:great"', (Term(("kindness", "great")),)),
        ("at 10:30", (Term(("at",)), Term(("10", "30")))),
        ("https://council", (Term(("https", "council")),)),
        ("kindness:", (Term(("kindness",)),)),
        ('"(', None),
    ],
)
def test_words_phrases_and_neighbours_are_told_apart(line, terms):
    if terms is None:
        with pytest.raises(InputError, match="nothing to search for"):
            search_query(line)
    else:
        assert search_query(line) == SearchQuery(terms=terms)


def test_filters_stand_anywhere_between_the_words():
    found = search_query(
        'kind:press delay respondent:"ardley city" status:do after:2021 before:2022-06 coded:n'
    )

    assert found == SearchQuery(
        terms=(DELAY,),
        kind="press",
        respondent="ardley city",
        status=Status.DONE,
        after="2021",
        before="2022-06",
        coded=False,
    )


def test_a_filter_that_is_only_begun_limits_nothing():
    assert search_query("delay kind: coded: respondent:") == SearchQuery(terms=(DELAY,))


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("in-progress", "in_progress"),
        ('"in progress"', "in_progress"),
        ("to_do", "todo"),
        ("x", None),
        ("-", None),
    ],
)
def test_a_status_is_known_by_its_beginning(value, status):
    if status is None:
        with pytest.raises(InputError, match="there are todo, in_progress, done, excluded"):
            search_query(f"delay status:{value}")
    else:
        assert search_query(f"delay status:{value}").status == status


@pytest.mark.parametrize("wrong", ["after:may", "before:2021-13", "after:20", "coded:perhaps"])
def test_a_filter_with_an_impossible_value_is_told(wrong):
    with pytest.raises(InputError, match=wrong.partition(":")[2]):
        search_query(f"delay {wrong}")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("kind:press", "give a word or a phrase beside them"),
        ("kind: ***", "give a word or a phrase beside them"),
        ("after:xyz", "xyz is no date"),
        ("delay colour:red", "There is no filter colour: among kind:, respondent:, status:"),
        ('colour:"dark red" delay', "There is no filter colour:"),
    ],
)
def test_what_is_wrong_with_filters_is_told_first(line, told):
    with pytest.raises(InputError, match=told):
        search_query(line)


@pytest.mark.parametrize(
    ("line", "expression", "kind"),
    [
        (r"/\d+ weeks/", r"\d+ weeks", None),
        (r"/\d+ weeks", r"\d+ weeks", None),
        (r"/a\/b/", r"a\/b", None),
        ("/and/or/ kind:press", "and/or", "press"),
        ("/kind:press/", "kind:press", None),
        ("/a/ kind:press b/", "a/ kind:press b", None),
        (" /a b/  ", "a b", None),
    ],
)
def test_an_expression_stands_between_strokes(line, expression, kind):
    assert search_query(line) == SearchQuery(expression=expression, kind=kind)


def test_a_whole_line_may_be_an_expression():
    assert search_query("a kind:b", regex=True) == SearchQuery(expression="a kind:b")


@given(
    st.text(st.characters(max_codepoint=591), max_size=40)
    | st.text('"(/*: \\kindearNR5', max_size=40)
)
def test_whatever_is_typed_asks_for_something_or_is_told_to_be_wrong(line):
    try:
        query = search_query(line)
    except InputError:
        return

    assert bool(query.terms) != bool(query.expression)
