"""Krippendorff's alpha: for any number of coders, any distance, and missing answers.

alpha = 1 - D_o / D_e. With n answers in units that two coders or more answered, n_c of them c, and
o_ck the coincidences of c and k (each pair of answers in a unit of m counts 1 / (m - 1)):
alpha = 1 - (n - 1) * sum(o_ck d_ck) / sum(n_c n_k d_ck).

Source: Krippendorff, K. (2019). Content Analysis: An Introduction to Its Methodology, 4th ed.,
chapter 12; Hayes, A. F. & Krippendorff, K. (2007). Answering the call for a standard reliability
measure for coding data. Communication Methods and Measures 1(1), 77-89.
"""

from collections.abc import Sequence
from itertools import accumulate
from operator import mul

from storage.agreement.nominal import Nominal, whole
from storage.agreement.percent import NO_UNITS

ALL_ALIKE = "all answers are the same, so nothing could differ by chance"


def alpha(n: Sequence[float], observed: float, expected: float) -> float | str:
    """Alpha of what was counted.

    Args:
        n: How often each answer was given, in units with two answers or more.
        observed: The sum over coincidences of distance.
        expected: The sum over all pairs of answers of distance.

    Returns:
        At most 1, or why there is none.
    """
    total = sum(n)
    if not total:
        return NO_UNITS
    return 1 - (total - 1) * observed / expected if expected else ALL_ALIKE


def alpha_nominal(sums: Nominal) -> float | str:
    """Alpha of answers that only are the same or not."""
    expected = sum(sums.n) ** 2 - sum(count**2 for count in sums.n)
    return alpha(sums.n, sum(sums.apart) / whole(sums.coders), expected)


def expected_by_rows(n: Sequence[float], rows: Sequence[Sequence[float]]) -> float:
    """The sum over all pairs of answers of the distance between them, which the rows hold."""
    found = 0.0
    for count, row in zip(n, rows, strict=True):
        if count:
            distance: float = sum(map(mul, n, row))
            found += count * distance
    return found


def expected_interval(n: Sequence[float], values: Sequence[float]) -> float:
    """The same for squared differences, without looking at pairs."""
    first: float = sum(map(mul, n, values))
    second: float = sum(map(mul, n, (value * value for value in values)))
    return max(0.0, 2 * (sum(n) * second - first * first))


def ordinal_rows(n: Sequence[float]) -> list[list[float]]:
    """Distances of ranked answers: how many answers lie between two, each end counted half, squared."""
    reached = [0.0, *accumulate(n)]
    middles = [before + count / 2 for before, count in zip(reached, n, strict=False)]
    return [[(a - b) ** 2 for b in middles] for a in middles]
