"""Quantiles of type 7 and bins of a round width."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.insights.quantiles import MOST_BINS, bin_edges, bin_of, quantile, spread

NUMBERS = st.floats(-1e9, 1e9, allow_nan=False).map(lambda each: round(each, 2))
SOME = st.lists(NUMBERS, min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("numbers", "five"),
    [
        # R: quantile(c(50, 100, 300, 500)) gives 50, 87.5, 200, 350, 500.
        ([500, 50, 300, 100], (50, 87.5, 200, 350, 500)),
        ([1, 2, 3, 4, 5], (1, 2, 3, 4, 5)),
        ([7], (7, 7, 7, 7, 7)),
        ([1, 3], (1, 1.5, 2, 2.5, 3)),
    ],
)
def test_quartiles_are_those_worked_out_by_hand(numbers, five):
    found = spread(numbers)

    assert (found.least, found.lower, found.median, found.upper, found.greatest) == five
    assert found.n == len(numbers)


@given(st.lists(NUMBERS, min_size=2, max_size=40))
def test_quartiles_agree_with_the_standard_library(numbers):
    expected = statistics.quantiles(numbers, n=4, method="inclusive")

    assert [quantile(sorted(numbers), part) for part in (0.25, 0.5, 0.75)] == pytest.approx(
        expected, abs=1e-6
    )


def test_bins_have_round_edges():
    assert bin_edges([50, 120, 300, 499, 1500]) == (0, 500, 1000, 1500)
    assert bin_edges([0.1, 0.2, 0.3, 0.4]) == (0.1, 0.2, 0.3, 0.4)
    assert bin_edges([300, 300]) == (300, 300)


def test_an_amount_on_an_edge_falls_into_the_bin_that_begins_there():
    edges = (0.0, 100.0, 200.0)

    assert [bin_of(edges, each) for each in (0, 99.99, 100, 200)] == [0, 0, 1, 1]


@given(SOME)
def test_every_number_falls_into_exactly_one_bin(numbers):
    edges = bin_edges(numbers)

    assert list(edges) == sorted(edges)
    assert edges[0] <= min(numbers)
    assert edges[-1] >= max(numbers)
    assert len(edges) <= 2 * MOST_BINS + 2
    for number in numbers:
        place = bin_of(edges, number)
        assert edges[place] <= number
        assert number < edges[place + 1] or place == len(edges) - 2


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=10))
def test_bins_of_any_numbers_come_to_an_end(numbers):
    edges = bin_edges(numbers)

    assert edges[0] <= min(numbers)
    assert edges[-1] >= max(numbers)
