"""The best way of pairing things off, each with at most one of the others."""

from collections.abc import Mapping, Sequence

Weights = Mapping[tuple[int, int], float]
"""How well a thing on the left and one on the right go together; what is not there does not."""


def best_pairs(weights: Weights) -> list[tuple[int, int]]:
    """Pairs whose weights add up to the most there can be; of several best ways always the same one.

    Taking the best pair first, then the best of those left (greedily) can end with less.

    Args:
        weights: Above 0 for every pair that may be made.

    Source: Kuhn, H. W. (1955). The Hungarian method for the assignment problem. Naval Research Logistics
    Quarterly 2, 83-97, in the form by shortest paths that takes the cube of the smaller side's number.
    """
    lefts = sorted({left for left, _ in weights})
    rights = sorted({right for _, right in weights})
    if len(weights) == len(lefts) == len(rights):
        return sorted(weights)
    swapped = len(lefts) > len(rights)
    rows, columns = (rights, lefts) if swapped else (lefts, rights)
    costs = [
        [-weights.get((column, row) if swapped else (row, column), 0.0) for column in columns]
        for row in rows
    ]
    pairs = [(rows[row], columns[column]) for row, column in _least(costs)]
    found = [(right, left) for left, right in pairs] if swapped else pairs
    return sorted(pair for pair in found if pair in weights)


def _least(costs: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """A column of its own for each row at the least cost; there are at least as many columns as rows."""
    n_rows, n_columns = len(costs), len(costs[0])
    row_prices, column_prices = [0.0] * (n_rows + 1), [0.0] * (n_columns + 1)
    # Row and column 0 stand for nothing: taken[0] is the row that is looking for a column.
    taken = [0] * (n_columns + 1)
    for row in range(1, n_rows + 1):
        taken[0] = row
        came_from, column = _shortest_path(costs, row_prices, column_prices, taken)
        while column:
            taken[column] = taken[came_from[column]]
            column = came_from[column]
    return [(taken[column] - 1, column - 1) for column in range(1, n_columns + 1) if taken[column]]


def _shortest_path(
    costs: Sequence[Sequence[float]],
    row_prices: list[float],
    column_prices: list[float],
    taken: Sequence[int],
) -> tuple[list[int], int]:
    """The cheapest chain of changes that ends at a free column, as steps back, and that column."""
    n = len(column_prices)
    least, came_from, seen = [float("inf")] * n, [0] * n, [False] * n
    column = 0
    while taken[column]:
        seen[column] = True
        row, ahead, nearest = taken[column], 0, float("inf")
        for other in range(1, n):
            if seen[other]:
                continue
            cost = costs[row - 1][other - 1] - row_prices[row] - column_prices[other]
            if cost < least[other]:
                least[other], came_from[other] = cost, column
            if least[other] < nearest:
                nearest, ahead = least[other], other
        for other in range(n):
            if seen[other]:
                row_prices[taken[other]] += nearest
                column_prices[other] -= nearest
            else:
                least[other] -= nearest
        column = ahead
    return came_from, column
