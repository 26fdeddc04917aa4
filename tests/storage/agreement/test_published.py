"""Worked examples of the papers and books in which the statistics were published."""

import pytest

from storage.agreement.distances import jaccard, masi
from storage.agreement.estimates import nominal_tally, yes_tally
from storage.agreement.units import NO, YES, How

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Four coders, twelve units, missing answers: Krippendorff (2011), Computing Krippendorff's
Alpha-Reliability, part C; Gwet (2014) computes his own statistics from it too."""

COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""Two judges, 200 subjects, three categories: Cohen (1960), table 2."""

DIAGNOSES = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006
10050 11040 03300 10050 02031 00501 30012 51000 02040 10203
00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""
"""How many of six raters gave each of thirty patients each of five diagnoses: Fleiss (1971), table 1."""

FOURTEEN_RATERS = [
    [0, 0, 0, 0, 14],
    [0, 2, 6, 4, 2],
    [0, 0, 3, 5, 6],
    [0, 3, 9, 2, 0],
    [2, 2, 8, 1, 1],
    [7, 7, 0, 0, 0],
    [3, 2, 6, 3, 0],
    [2, 5, 3, 2, 2],
    [6, 5, 2, 1, 0],
    [0, 2, 2, 3, 7],
]
"""Ten subjects, five categories: a well-known exercise in Fleiss' kappa."""


def by_pairs(table):
    """A contingency table as two coders' units."""
    pairs = [
        (row, column)
        for row, counts in enumerate(table)
        for column, n in enumerate(counts)
        for _ in range(n)
    ]
    return list(zip(*pairs, strict=True))


def by_counts(table):
    """Counts of answers by unit as coders' units."""
    units = [[value for value, n in enumerate(row) for _ in range(n)] for row in table]
    return list(zip(*units, strict=True))


@pytest.mark.parametrize(
    ("how", "name", "published"),
    [
        (How.ORDINAL, "alpha_ordinal", 0.815),
        (How.INTERVAL, "alpha_interval", 0.849),
        (How.RATIO, "alpha_ratio", 0.797),
    ],
)
def test_alpha_of_krippendorffs_reliability_data(scaled, how, name, published):
    assert scaled(KRIPPENDORFF, how)[name] == pytest.approx(published, abs=0.0005)


def test_nominal_alpha_and_gwets_figures_of_krippendorffs_reliability_data(documents, figures):
    found = figures(nominal_tally(documents(KRIPPENDORFF), 4))

    assert found["alpha_nominal"] == pytest.approx(0.743, abs=0.0005)
    assert found["gwet_ac1"] == pytest.approx(0.775, abs=0.0005)
    assert found["percent"] == pytest.approx(0.818, abs=0.0005)


def test_cohens_own_example(documents, figures):
    found = figures(nominal_tally(documents(by_pairs(COHEN)), 2))

    assert found["percent"] == pytest.approx(0.70)
    assert found["cohen_kappa"] == pytest.approx(0.492, abs=0.0005)


def test_fleiss_own_example(documents, figures):
    table = [[int(digit) for digit in unit] for unit in DIAGNOSES.split()]

    assert figures(nominal_tally(documents(by_counts(table)), 6))["fleiss_kappa"] == pytest.approx(
        0.430, abs=0.0005
    )


def test_fleiss_kappa_of_fourteen_raters(documents, figures):
    found = figures(nominal_tally(documents(by_counts(FOURTEEN_RATERS)), 14))

    assert found["fleiss_kappa"] == pytest.approx(0.210, abs=0.0005)


def test_gwets_paradox_of_high_agreement_and_no_kappa(documents, figures):
    """Gwet (2002), Kappa statistic is not satisfactory for assessing the extent of agreement."""
    found = figures(nominal_tally(documents(by_pairs([[118, 5], [2, 0]])), 2))

    assert found["percent"] == pytest.approx(0.944)
    assert found["cohen_kappa"] == pytest.approx(-0.0234, abs=0.00005)
    assert found["gwet_ac1"] == pytest.approx(0.9408, abs=0.00005)


@pytest.mark.parametrize(
    ("each", "in_common", "kappa"), [(500, 250, 0.0), (200, 100, 0.375), (1, 1, 1.0)]
)
def test_kappa_of_the_characters_that_two_coders_mark_in_a_thousand(
    figures, each, in_common, kappa
):
    alone = each - in_common
    units = {
        (YES, YES): in_common,
        (YES, NO): alone,
        (NO, YES): alone,
        (NO, NO): 1_000 - in_common - 2 * alone,
    }

    assert figures(yes_tally([units], 2))["cohen_kappa"] == pytest.approx(kappa, abs=1e-12)


@pytest.mark.parametrize(
    ("one", "other", "by_jaccard", "by_masi"),
    [
        ("ab", "ab", 0, 0),
        ("ab", "a", 1 / 2, 1 - 1 / 2 * 2 / 3),
        ("abc", "bcd", 1 / 2, 1 - 1 / 2 * 1 / 3),
        ("ab", "cd", 1, 1),
        ("", "a", 1, 1),
    ],
)
def test_distances_of_sets_as_passonneau_defines_them(one, other, by_jaccard, by_masi):
    sets = frozenset(one), frozenset(other)

    assert jaccard(*sets) == pytest.approx(by_jaccard)
    assert masi(*sets) == pytest.approx(by_masi)
    assert masi(*reversed(sets)) == masi(*sets)
