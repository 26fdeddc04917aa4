"""Fleiss' kappa."""

from storage.agreement.nominal import Nominal, whole

NO_UNITS = "no unit was answered by every coder"
ALL_ALIKE = (
    "every coder gave one and the same answer to every unit, so nothing could differ by chance"
)


def fleiss_kappa(sums: Nominal) -> float | str:
    """Agreement of any number of coders beyond what the frequencies of all of them together make likely.

    Source: Fleiss, J. L. (1971). Measuring nominal scale agreement among many raters. Psychological
    Bulletin 76(5), 378-382. It is defined for units that have the same number of answers: those that
    a coder did not answer are left out. For two coders it is Scott's pi.

    Returns:
        At most 1, or why there is none.
    """
    k, n = sums.coders, sums.all_units
    if not n:
        return NO_UNITS
    observed = 1 - sum(sums.all_apart) / whole(k) / (n * k)
    expected = sum(count**2 for count in sums.all_n) / (n * k) ** 2
    return ALL_ALIKE if expected == 1 else (observed - expected) / (1 - expected)
