"""The same figures from two independent programs, and from the definitions written out slowly."""

from itertools import permutations

import agreement.metrics
import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from storage.agreement.distances import jaccard, masi
from storage.agreement.estimates import nominal_tally, value_tally
from storage.agreement.nominal import whole
from storage.agreement.spans import united
from storage.agreement.unitizing import unitizing_alpha, unitizing_cells
from storage.agreement.units import How

FEW = settings(max_examples=30)
"""Every example asks two programs."""


NUMBERS = st.integers(1, 4)


@st.composite
def tables(draw, answers=NUMBERS, most_coders=5, *, complete=False):
    """Answers of some coders to some units, of which at least two differ."""
    coders = draw(st.integers(2, most_coders))
    one = answers if complete else st.none() | answers
    units = draw(st.lists(st.lists(one, min_size=coders, max_size=coders), min_size=2, max_size=9))
    pairable = [[each for each in unit if each is not None] for unit in units]
    assume(len({each for unit in pairable if len(unit) > 1 for each in unit}) > 1)
    return list(zip(*units, strict=True))


def counts_of(table):
    """How often each unit was given each answer."""
    values = sorted({each for row in table for each in row if each is not None})
    units = zip(*table, strict=True)
    return np.array([[unit.count(value) for value in values] for unit in units])


@FEW
@given(tables())
def test_nominal_alpha_is_that_of_the_krippendorff_package(documents, figures, table):
    data = np.array(table, dtype=float)

    assert figures(nominal_tally(documents(table), len(table)))["alpha_nominal"] == pytest.approx(
        krippendorff.alpha(reliability_data=data, level_of_measurement="nominal"), abs=1e-9
    )


@pytest.mark.parametrize("how", [How.ORDINAL, How.INTERVAL, How.RATIO])
@FEW
@given(table=tables())
def test_other_alphas_are_those_of_the_krippendorff_package(scaled, how, table):
    data = np.array(table, dtype=float)
    expected = krippendorff.alpha(reliability_data=data, level_of_measurement=how.value)

    assert scaled(table, how)[f"alpha_{how.value}"] == pytest.approx(expected, abs=1e-6)


@FEW
@given(tables())
def test_percent_and_ac1_are_those_of_the_agreement_package(documents, figures, table):
    counts = counts_of(table)
    rated = counts[counts.sum(axis=1) > 0]
    found = figures(nominal_tally(documents(table), len(table)))

    assert found["percent"] == pytest.approx(agreement.metrics.observed_agreement(counts))
    assert found["gwet_ac1"] == pytest.approx(agreement.metrics.gwets_gamma(rated))


@FEW
@given(tables(most_coders=2, complete=True))
def test_cohens_kappa_is_that_of_the_agreement_package(documents, figures, table):
    values = sorted({each for row in table for each in row})
    users = np.array([[row.count(value) for value in values] for row in table])
    found = figures(nominal_tally(documents(table), 2))["cohen_kappa"]
    assume(not isinstance(found, str))

    assert found == pytest.approx(agreement.metrics.cohens_kappa(counts_of(table), users))


@FEW
@given(tables(complete=True))
def test_fleiss_kappa_is_scotts_pi_of_many_coders(documents, figures, table):
    assume(len(table) > 2)

    assert figures(nominal_tally(documents(table), len(table)))["fleiss_kappa"] == pytest.approx(
        agreement.metrics.scotts_pi(counts_of(table))
    )


@FEW
@given(tables())
def test_a_value_against_the_rest_is_the_statistic_of_yes_and_no(documents, figures, table):
    values = sorted({str(each) for row in table for each in row if each is not None})
    named = [[None if each is None else str(each) for each in row] for row in table]
    tally = value_tally(documents(named), len(table), values)
    found = {
        (each.value, each.name): figure
        for each, figure in zip(tally.estimators, tally.figures(), strict=True)
    }

    for value in values:
        binary = [[None if each is None else str(each == value) for each in row] for row in named]
        for name, figure in figures(nominal_tally(documents(binary), len(table))).items():
            if not isinstance(figure, str) and not isinstance(found[value, name], str):
                assert found[value, name] == pytest.approx(figure), name


SETS = st.frozensets(st.sampled_from("abcd"), max_size=3)


def slow_alpha(table, distance):
    """Alpha as it is defined: the mean distance within units by that between any two answers."""
    units = [[each for each in unit if each is not None] for unit in zip(*table, strict=True)]
    units = [unit for unit in units if len(unit) > 1]
    everything = [each for unit in units for each in unit]
    n = len(everything)
    within = sum(
        sum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    between = sum(distance(a, b) for a, b in permutations(everything, 2)) / (n - 1)
    return 1 - within / between


@pytest.mark.parametrize("distance", [masi, jaccard])
@FEW
@given(table=tables(SETS))
def test_alpha_of_sets_is_the_definition(scaled, distance, table):
    found = scaled(table, How.SETS)[f"alpha_{distance.__name__}"]

    assert found == pytest.approx(slow_alpha(table, distance), abs=1e-6)


PASSAGES = st.lists(
    st.tuples(st.integers(0, 25), st.integers(1, 6)).map(lambda each: (each[0], sum(each))),
    max_size=4,
).map(united)
LENGTH = 32


def slow_unitizing_alpha(coders):
    """Equations 1, 4 and 5 of Krippendorff et al. (2016), character by character and unit by unit."""
    m = len(coders)
    marked = [{at for start, end in units for at in range(start, end)} for units in coders]
    apart = sum(len(a - b) + len(b - a) for a, b in permutations(marked, 2)) / (m - 1)
    total, covered = m * LENGTH, sum(map(len, marked))
    gaps = total - covered
    squares = sum((end - start) ** 2 for units in coders for start, end in units)
    all_pairs = total**2 - squares - gaps
    expected = 2 * total * covered * gaps / all_pairs
    return 1 - apart / expected


@FEW
@given(st.lists(PASSAGES, min_size=2, max_size=4))
def test_unitizing_alpha_is_the_definition(coders):
    covered = sum(end - start for units in coders for start, end in units)
    assume(0 < covered < len(coders) * LENGTH)
    sums = unitizing_cells(coders, LENGTH, len(coders))

    assert unitizing_alpha(sums, len(coders)) == pytest.approx(slow_unitizing_alpha(coders))


@FEW
@given(st.lists(st.sets(st.integers(0, LENGTH - 1)), min_size=2, max_size=4))
def test_unitizing_alpha_of_passages_of_one_character_is_nominal_alpha(documents, figures, marks):
    coders = [united((at, at + 1) for at in each) for each in marks]
    table = [[str(at in each) for at in range(LENGTH)] for each in marks]
    nominal = figures(nominal_tally(documents(table), len(marks)))["alpha_nominal"]
    assume(not isinstance(nominal, str))
    sums = unitizing_cells(coders, LENGTH, len(coders))

    assert unitizing_alpha(sums, len(coders)) == pytest.approx(nominal)


def test_fractions_of_any_number_of_coders_are_whole_numbers():
    assert all(whole(9) % (m * (m - 1)) == 0 for m in range(2, 10))
