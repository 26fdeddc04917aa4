"""How far two answers are apart, squared, as Krippendorff's alpha takes it.

Source of nominal, ordinal, interval and ratio: Krippendorff, K. (2019). Content Analysis, 4th ed.,
section 12.3.4.
"""


def interval(a: float, b: float) -> float:
    """The square of the difference."""
    return (a - b) ** 2


def ratio(a: float, b: float) -> float:
    """The square of the difference by the sum; 0 where both are 0."""
    return ((a - b) / (a + b)) ** 2 if a + b else float(a != b)


def jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    """The share of values in either set that are not in both.

    Source: Jaccard, P. (1912). The distribution of the flora in the alpine zone. New Phytologist 11(2),
    37-50.
    """
    either = len(a | b)
    return 1 - len(a & b) / either if either else 0.0


def masi(a: frozenset[str], b: frozenset[str]) -> float:
    """One less likeness by Jaccard times 1 for equal sets, 2/3 for one in the other, 1/3 for overlap.

    Source: Passonneau, R. (2006). Measuring agreement on set-valued items (MASI) for semantic and
    pragmatic annotation. LREC 2006, 831-836.
    """
    if a == b:
        return 0.0
    nested = 2 / 3 if a <= b or b <= a else 1 / 3
    return 1 - (1 - jaccard(a, b)) * nested
