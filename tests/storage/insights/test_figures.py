"""Figures, against small tables counted by hand and against what must hold of any."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import BarKind, Field, FieldType, Period, Question, Value, View
from storage.insights.answers import Amount, heard
from storage.insights.counting import MOST_VALUES, counts, together
from storage.insights.distribution import distribution
from storage.insights.figures import About, Split
from storage.insights.labels import Labels
from storage.insights.subjects import Asked
from storage.insights.tallies import UNANSWERED, Told, gathered
from storage.insights.timing import over_time

VALUES = ("delay", "silence", "mistake")
FAULT = Field(
    "fault",
    "Fault",
    1,
    FieldType.CHOICE,
    values=tuple(Value(name, name.title(), code, "") for code, name in enumerate(VALUES)),
)


def value(key: str) -> Told:
    return Told(BarKind.VALUE, key)


def about(view: View = View.COUNTS, split: Split | None = None) -> About:
    return About(Question(view), "Fault", ("finding", "findings"), Labels(FAULT), split)


def table(figure) -> dict[str, dict[str, int]]:
    """Counts by the labels of groups and bars."""
    return {group.label: {bar.label: bar.count for bar in group.bars} for group in figure.groups}


ANSWERS = {
    1: (value("delay"),),
    2: (value("delay"), value("silence")),
    3: (Told(BarKind.MISSING, "not_stated"),),
    4: (UNANSWERED,),
}


def test_values_missing_values_and_no_answers_are_counted_in_this_order():
    figure, cells = counts(about(), ANSWERS)

    assert table(figure) == {
        "": {"Delay": 2, "Silence": 1, "Mistake": 0, "not stated": 1, "not answered": 1}
    }
    (group,) = figure.groups
    assert [group.share(bar) for bar in group.bars] == [0.5, 0.25, 0, 0.25, 0.25]
    assert figure.base == group.base == 4
    assert "may add up to more than 100%" in figure.notes[0]
    assert [units for row in cells.values() for units in row.values()] == [[1, 2], [2], [3], [4]]


def test_a_split_figure_has_shares_of_each_group_and_says_who_is_in_none():
    kinds = {1: (value("press"),), 2: (value("decision"),), 3: (value("decision"),)}
    figure, _ = counts(about(split=Split("Kind", Labels(None), kinds)), ANSWERS)

    assert [(group.label, group.base) for group in figure.groups] == [
        ("decision", 2),
        ("press", 1),
    ]
    assert table(figure)["decision"] == {"Delay": 1, "Silence": 1, "Mistake": 0, "not stated": 1}
    assert "Left out: 1 finding not asked for Kind." in figure.notes


def test_rare_values_are_put_together_and_counted_once_each():
    many = {unit: (value(f"v{unit:03}"), value("all")) for unit in range(400)}
    figure, _ = counts(about(), many)
    (group,) = figure.groups
    last = group.bars[-1]

    assert (last.kind, last.label, last.count) == (BarKind.OTHERS, "101 other values", 101)
    assert sum(bar.count for bar in group.bars) == 800


ANY_ANSWERS = st.dictionaries(
    st.integers(0, 50),
    st.lists(st.sampled_from("abcdef").map(value), min_size=1, max_size=3, unique=True).map(tuple),
)
SINGLE = st.dictionaries(st.integers(0, 50), st.sampled_from("abc").map(lambda key: (value(key),)))


@given(SINGLE, SINGLE)
def test_shares_of_single_answers_add_up_to_one_in_every_group(answers, places):
    figure, _ = counts(about(split=Split("Place", Labels(None), places)), answers)

    assert all(sum(map(group.share, group.bars)) == pytest.approx(1) for group in figure.groups)
    assert sum(group.base for group in figure.groups) == len(answers.keys() & places.keys())


@given(ANY_ANSWERS)
def test_counts_are_those_of_a_counter(answers):
    figure, cells = counts(about(), answers)
    expected = Counter(told for each in answers.values() for told in each)

    found = {(bar.kind, bar.key): bar.count for g in figure.groups for bar in g.bars if bar.count}
    assert found == {tuple(told): n for told, n in expected.items()}
    assert all(len(units) == len(set(units)) for row in cells.values() for units in row.values())


def pairs(figure) -> dict[tuple[str, str], int]:
    return {(group.key, bar.key): bar.count for group in figure.groups for bar in group.bars}


def test_values_of_one_question_are_found_together_in_the_same_unit():
    split = Split("Fault", Labels(FAULT), ANSWERS)
    figure, _ = together(about(View.TOGETHER, split), ANSWERS, same=True)

    assert pairs(figure) == {("delay", "silence"): 1, ("silence", "delay"): 1}
    assert figure.base == 2
    assert "Left out: 2 findings without a value of both." in figure.notes


@given(ANY_ANSWERS)
def test_being_together_goes_both_ways(answers):
    split = Split("Fault", Labels(None), answers)
    figure, _ = together(about(View.TOGETHER, split), answers, same=True)
    found = pairs(figure)

    assert all(found[second, first] == n for (first, second), n in found.items())
    expected = Counter(
        (one.key, other.key) for told in answers.values() for one in told for other in told
    )
    assert all(found[pair] == expected[pair] for pair in found)


@given(ANY_ANSWERS, ANY_ANSWERS)
def test_two_questions_are_found_together_either_way_round(first, second):
    one, _ = together(about(View.TOGETHER, Split("B", Labels(None), second)), first, same=False)
    other, _ = together(about(View.TOGETHER, Split("A", Labels(None), first)), second, same=False)

    assert pairs(one) == {(b, a): n for (a, b), n in pairs(other).items()}
    assert one.base == other.base


def test_records_of_a_document_answer_for_it_once():
    owners = {1: 10, 2: 10, 3: 20}
    told = gathered({1: (value("delay"),), 2: (value("delay"),), 3: (UNANSWERED,)}, owners)

    assert told == {10: (value("delay"),), 20: (UNANSWERED,)}


def test_amounts_of_different_currencies_are_never_put_together():
    amounts = [Amount(1, "GBP", 100), Amount(2, "GBP", 300), Amount(3, "EUR", 5)]
    figure, cells = distribution(about(View.AMOUNTS), amounts, asked=5)

    assert [(g.currency, g.base, g.spread.median) for g in figure.groups] == [
        ("GBP", 2, 200),
        ("EUR", 1, 5),
    ]
    assert [bar.key for bar in figure.groups[0].bars] == ["100/200", "200/300"]
    assert "Left out: 2 findings without an amount." in figure.notes
    assert len(cells) == 2


def test_a_date_known_to_the_year_counts_in_the_view_by_year_only():
    dates = {1: ("2021",), 2: ("2021-03",), 3: ("2022-08-01",)}
    by_year, _ = over_time(about(View.TIME), dates, Period.YEAR)
    by_quarter, _ = over_time(about(View.TIME), dates, Period.QUARTER)

    assert table(by_year) == {"": {"2021": 2, "2022": 1}}
    assert sum(table(by_quarter)[""].values()) == by_quarter.base == 2
    assert len(by_quarter.groups[0].bars) == 7
    assert by_quarter.notes == (
        "Left out: 1 finding dated by year only; longer periods count them.",
    )


def test_who_is_not_asked_is_not_counted_as_unanswered():
    kind = Field("how", "How", 2, FieldType.TEXT, asked_when={"fault": ("delay",)})
    rows = [(1, "fault", "delay", None, None), (2, "fault", "silence", None, None)]
    found = heard(Asked(kind, None), rows, {1: "press", 2: "press", 3: "press"})

    assert found.answers == {1: (UNANSWERED,)}
    assert found.unasked == 2


def test_an_answer_counts_even_where_it_would_not_be_asked_any_more():
    kind = Field("how", "How", 2, FieldType.TEXT, kinds=("decision",))
    found = heard(Asked(kind, None), [(1, "how", "x", None, None)], {1: "press", 2: "press"})

    assert found.answers == {1: (value("x"),)}
    assert found.unasked == 1


@pytest.mark.parametrize(
    ("kind", "text", "number", "key"),
    [
        (FieldType.MONEY, "GBP", 300.0, "300.00 GBP"),
        (FieldType.INTEGER, None, 12.0, "12"),
        (FieldType.NUMBER, None, 0.25, "0.25"),
        (FieldType.DATE, "2021-07", None, "2021"),
        (FieldType.BOOLEAN, "true", 1.0, "true"),
    ],
)
def test_values_of_every_type_have_a_key(kind, text, number, key):
    field = Field("x", "X", 1, kind)
    found = heard(Asked(field, None), [(1, "x", text, number, None)], {1: "press"})

    assert found.answers == {1: (value(key),)}


def test_numbers_stand_in_order_and_yes_before_no():
    numbers = {unit: (value(str(unit)),) for unit in (10, 9, 100)}
    figure, _ = counts(
        About(
            Question(View.COUNTS),
            "N",
            ("document", "documents"),
            Labels(Field("n", "N", 1, FieldType.NUMBER)),
        ),
        numbers,
    )

    assert list(table(figure)[""]) == ["9", "10", "100"]


def test_groups_name_at_most_so_many_values():
    many = {unit: (value(f"v{unit:03}"),) for unit in range(100)}
    places = dict.fromkeys(many, (value("here"),))
    figure, _ = counts(about(split=Split("Place", Labels(None), places)), many)

    named = [bar for bar in figure.groups[0].bars if bar.kind is BarKind.VALUE and bar.count]
    assert len(named) == MOST_VALUES
