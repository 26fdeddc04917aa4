"""Cohen's kappa."""

from storage.agreement.nominal import Nominal, whole
from storage.agreement.percent import NO_UNITS

ALL_ALIKE = (
    "both coders gave one and the same answer to every unit, so nothing could differ by chance"
)


def cohen_kappa(sums: Nominal) -> float | str:
    """Agreement of two coders beyond what their own frequencies make likely.

    kappa = (p_o - p_e) / (1 - p_e), with p_e the sum over values of the product of the two coders'
    shares. Source: Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and
    Psychological Measurement 20(1), 37-46. Units that one of them did not answer are left out.

    Returns:
        At most 1, or why there is none.
    """
    n = sums.all_units
    if not n:
        return NO_UNITS
    observed = 1 - sum(sums.all_apart) / whole(2) / (2 * n)
    expected = sum(a * b for a, b in zip(sums.first, sums.second, strict=True)) / n**2
    return ALL_ALIKE if expected == 1 else (observed - expected) / (1 - expected)
