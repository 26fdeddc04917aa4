"""Precision, recall and F1 of one coder against another."""

from storage.agreement.nominal import Nominal, whole

NONE_OF_EITHER = "neither coder has any"


def both_gave(sums: Nominal) -> float:
    """Units to which both of two coders gave the first value."""
    return (sums.all_n[0] - sums.all_apart[0] / whole(2)) / 2


def precision(sums: Nominal) -> float | str:
    """Of what the second coder gave the first value, the share to which the first coder gave it too.

    Source: van Rijsbergen, C. J. (1979). Information Retrieval, 2nd ed., chapter 7.
    """
    given = sums.second[0]
    return both_gave(sums) / given if given else "the second coder has none"


def recall(sums: Nominal) -> float | str:
    """Of what the first coder gave the first value, the share to which the second coder gave it too.

    Source: as for precision.
    """
    given = sums.first[0]
    return both_gave(sums) / given if given else "the first coder has none"


def f1(sums: Nominal) -> float | str:
    """The harmonic mean of precision and recall; the same whichever coder comes first.

    Of more than two coders it is the share of the coders' givings of the value that another coder,
    taken at random from the same unit, shares. Sources: Hripcsak, G. & Rothschild, A. S. (2005).
    Agreement, the F-measure, and reliability in information retrieval. JAMIA 12(3), 296-298; for more
    coders, Spitzer, R. L. & Fleiss, J. L. (1974). A re-analysis of the reliability of psychiatric
    diagnosis. British Journal of Psychiatry 125, 341-347.
    """
    given = sums.n[0]
    return 1 - sums.apart[0] / whole(sums.coders) / given if given else NONE_OF_EITHER
