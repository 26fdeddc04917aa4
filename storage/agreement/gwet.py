"""Gwet's AC1."""

from storage.agreement.nominal import Nominal
from storage.agreement.percent import NO_UNITS, percent_agreement

ONE_VALUE = "only one answer was ever given, and chance needs two"


def gwet_ac1(sums: Nominal) -> float | str:
    """Agreement beyond chance that does not fall when one answer is very common.

    AC1 = (p_a - p_e) / (1 - p_e), with p_e = sum of pi (1 - pi) / (q - 1) over the q answers that were
    given, pi being an answer's mean share of a unit's answers, units with a single answer included.
    Source: Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of
    high agreement. British Journal of Mathematical and Statistical Psychology 61(1), 29-48; with
    missing answers as in his Handbook of Inter-Rater Reliability, 4th ed. (2014), chapter 2.

    Returns:
        At most 1, or why there is none.
    """
    observed, total, q = percent_agreement(sums), sum(sums.share), len(sums.share)
    if isinstance(observed, str):
        return NO_UNITS
    if q < 2:
        return ONE_VALUE
    shares = [share / total for share in sums.share]
    expected = sum(share * (1 - share) for share in shares) / (q - 1)
    return (observed - expected) / (1 - expected)
