"""Records of several coders are paired off as well as can be, by the rule that is stated."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.agreement.assignment import best_pairs
from storage.agreement.coded import CodedRecord
from storage.agreement.matching import likeness, matched
from storage.agreement.spans import in_common, united


def record(uid, *spans):
    return CodedRecord(uid, "finding", {}, united(spans))


def uids(groups):
    return [{coder: each.uid for coder, each in group.items()} for group in groups]


WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 9).map(float), max_size=14
)


@settings(max_examples=60)
@given(WEIGHTS)
def test_no_other_way_of_pairing_off_has_a_greater_sum(weights):
    every_way = (
        sum(weights.get(pair, 0) for pair in enumerate(order)) for order in permutations(range(5))
    )
    pairs = best_pairs(weights)

    assert sum(weights[pair] for pair in pairs) == max(every_way)
    assert all(len(set(side)) == len(pairs) for side in zip(*pairs, strict=True))


def test_the_best_pair_is_given_up_where_two_good_ones_are_better():
    weights = {(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}

    assert best_pairs(weights) == [(0, 1), (1, 0)]


def test_likeness_is_of_characters_in_either():
    one, other = ((0, 10), (20, 30)), ((5, 10), (20, 40))

    assert in_common(one, other) == 15
    assert likeness(one, other) == 15 / 30


@settings(max_examples=60)
@given(*[st.lists(st.tuples(st.integers(0, 20), st.integers(21, 30)), max_size=4)] * 2)
def test_likeness_is_that_of_sets_of_characters(one, other):
    each = [{at for start, end in spans for at in range(start, end)} for spans in (one, other)]
    either = len(each[0] | each[1])

    assert likeness(united(one), united(other)) == (
        len(each[0] & each[1]) / either if either else 0
    )


def test_records_without_a_character_in_common_never_match():
    groups = matched([[record("a1", (0, 10))], [record("b1", (10, 20))]])

    assert uids(groups) == [{0: "a1"}, {1: "b1"}]


def test_one_record_of_each_coder_is_in_a_group_at_most():
    groups = matched([[record("a1", (0, 10)), record("a2", (8, 20))], [record("b1", (0, 20))], []])

    assert uids(groups) == [{0: "a1"}, {0: "a2", 1: "b1"}]


def test_a_third_coder_joins_the_groups_of_the_first_two():
    groups = matched(
        [
            [record("a1", (0, 10))],
            [record("b1", (0, 10)), record("b2", (50, 60))],
            [record("c1", (52, 60)), record("c2", (2, 9)), record("c3", (90, 95))],
        ]
    )

    assert uids(groups) == [{0: "a1", 1: "b1", 2: "c2"}, {1: "b2", 2: "c1"}, {2: "c3"}]


def test_a_record_without_passages_matches_none():
    assert len(matched([[record("a1")], [record("b1")]])) == 2
