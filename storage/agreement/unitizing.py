"""Krippendorff's unitizing alpha: whether coders find the same passages in a running text.

Of the family of four coefficients this is the one that tells units from gaps, written with a bar before
the u (|uα): here of the passages of one record type at a time, for which it is the same as uα itself. A
unit's own length enters: chance cannot split a passage, so agreeing on few long ones counts for less
than agreeing on as many characters in many short ones. Characters of gaps are counted one by one.

Source: Krippendorff, K., Mathet, Y., Bouvry, S. & Widlöcher, A. (2016). On the reliability of unitizing
textual continua: further developments. Quality & Quantity 50(6), 2347-2364, sections 5.1 and 5.2.
"""

from collections.abc import Sequence

from storage.agreement.nominal import whole
from storage.agreement.spans import Span, coverage, length

CHARACTERS, COVERED, SQUARES, APART = range(4)
N_CELLS = 4

NO_TEXT = "no text was coded by two coders"
ALL_ALIKE = "nobody marked anything, or everybody everything, so nothing could differ by chance"


def unitizing_cells(units: Sequence[Sequence[Span]], n_characters: int, coders: int) -> list[int]:
    """What one document adds up to.

    Args:
        units: The united passages of each coder who coded it.
        n_characters: Of the document.
        coders: How many coders are compared in all.

    Returns:
        Characters and marked characters of all coders, the squared lengths of their passages, and
        (times ``whole``) the coincidences of marked and unmatched characters.
    """
    m = len(units)
    if m < 2:
        return [0] * N_CELLS
    apart = sum(n * marked * (m - marked) for marked, n in coverage(units, n_characters))
    return [
        m * n_characters,
        sum(map(length, units)),
        sum((end - start) ** 2 for each in units for start, end in each),
        apart * whole(coders) // (m - 1),
    ]


def unitizing_alpha(sums: Sequence[float], coders: int) -> float | str:
    """The alpha of what documents add up to: their texts one after the other are the continuum.

    Returns:
        At most 1, or why there is none.
    """
    total, marked = sums[CHARACTERS], sums[COVERED]
    gaps = total - marked
    if not total:
        return NO_TEXT
    if not marked or not gaps:
        return ALL_ALIKE
    pairs = total**2 - sums[SQUARES] - gaps
    return 1 - sums[APART] / whole(coders) * pairs / (total * marked * gaps)
