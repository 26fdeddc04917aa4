"""Percent agreement."""

from storage.agreement.nominal import Nominal, whole

NO_UNITS = "no unit was answered by two coders"


def percent_agreement(sums: Nominal) -> float | str:
    """The share of pairs of answers that are the same, averaged over units with two answers or more.

    Source: Gwet, K. L. (2014). Handbook of Inter-Rater Reliability, 4th ed., p_a of chapter 2 for two
    coders and chapter 3 for more.

    Returns:
        From 0 to 1, or why there is none.
    """
    if not sums.units:
        return NO_UNITS
    return 1 - sum(sums.split) / whole(sums.coders) / sums.units
