"""Passages as plain numbers: start and end of each."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter

Span = tuple[int, int]


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Passages in order; those that overlap are one, those that only touch stay two."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


def length(spans: Iterable[Span]) -> int:
    """Characters in passages that do not overlap."""
    return sum([end - start for start, end in spans])


def in_common(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Characters that both of two united sets of passages have."""
    if len(one) == len(other) == 1:
        (start, end), (begins, ends) = one[0], other[0]
        return max(0, min(end, ends) - max(start, begins))
    common = i = j = 0
    while i < len(one) and j < len(other):
        common += max(0, min(one[i][1], other[j][1]) - max(one[i][0], other[j][0]))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return common


def stretches(
    units: Sequence[Sequence[Span]], n_characters: int
) -> Iterator[tuple[int, int, tuple[bool, ...]]]:
    """The text cut where anybody's passage begins or ends: start, end, and who has a passage there."""
    edges: dict[int, list[tuple[int, int]]] = {0: [], n_characters: []}
    for coder, spans in enumerate(units):
        for start, end in spans:
            edges.setdefault(start, []).append((coder, 1))
            edges.setdefault(end, []).append((coder, -1))
    open_passages = [0] * len(units)
    before = 0
    for position in sorted(edges):
        if position > before:
            yield before, position, tuple(map(bool, open_passages))
        for coder, step in edges[position]:
            open_passages[coder] += step
        before = position


def coverage(units: Sequence[Sequence[Span]], n_characters: int) -> Iterator[tuple[int, int]]:
    """How many coders have a passage at a stretch of text, and how long it is."""
    for start, end, there in stretches(units, n_characters):
        yield sum(there), end - start


def span_at(spans: Sequence[Span], position: int) -> str:
    """The united passage that holds a position, as ``start-end``; empty where there is none."""
    index = bisect_right(spans, position, key=itemgetter(0)) - 1
    if index < 0 or spans[index][1] <= position:
        return ""
    return f"{spans[index][0]}-{spans[index][1]}"
