"""Which records of several coders are the same one.

The rule: two records can match when they are of one type, on one document, and their passages have a
character in common. How well they match is the characters in common by those in either (Jaccard). Of two
coders, the records are paired off so that the sum of this over all pairs is as great as it can be. With
more, coders come one after the other, in the order of the comparison: each one's records are paired off
in the same way with the groups made before, a group matching as well as its records do on average; what
matches none begins a group of its own. A record's own passages count, those that show a single field of
it only where it has no others.
"""

from collections.abc import Sequence
from sys import maxsize

from storage.agreement.assignment import best_pairs
from storage.agreement.coded import CodedRecord
from storage.agreement.spans import Span, in_common, length

Match = dict[int, CodedRecord]
"""Records that are the same one, by the coder's place in the comparison; one of each coder at most."""


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters in common by characters in either, of united passages."""
    if len(one) == len(other) == 1:
        # Most records have one passage, and this is asked of most pairs of records.
        (start, end), (begins, ends) = one[0], other[0]
        common = (end if end < ends else ends) - (start if start > begins else begins)
        return common / (end - start + ends - begins - common) if common > 0 else 0.0
    common = in_common(one, other)
    return common / (length(one) + length(other) - common) if common else 0.0


def matched(records: Sequence[Sequence[CodedRecord]]) -> list[Match]:
    """Groups of records of one type on one document, each record in one.

    Args:
        records: Of each coder, in the order of the comparison.
    """
    groups: list[_Group] = []
    for coder, own in enumerate(records):
        weights = {
            (place, number): weight
            for place, record in enumerate(own)
            if record.spans
            for number, group in enumerate(groups)
            if (weight := group.likeness(record.spans))
        }
        partners = dict(best_pairs(weights)) if weights else {}
        for place, record in enumerate(own):
            if place in partners:
                groups[partners[place]].add(coder, record)
            else:
                groups.append(_Group(coder, record))
    return [group.records for group in groups]


class _Group:
    """Records that are taken for the same one."""

    def __init__(self, coder: int, record: CodedRecord) -> None:
        self.records: Match = {}
        self._start, self._end = maxsize, 0
        self.add(coder, record)

    def add(self, coder: int, record: CodedRecord) -> None:
        """Take in one more."""
        self.records[coder] = record
        if record.spans:
            self._start = min(record.spans[0][0], self._start)
            self._end = max(record.spans[-1][1], self._end)

    def likeness(self, spans: Sequence[Span]) -> float:
        """How well passages match the group's, on average."""
        # Most lie far apart: that is seen without looking at each.
        if spans[0][0] >= self._end or spans[-1][1] <= self._start:
            return 0.0
        alike = sum([likeness(spans, each.spans) for each in self.records.values()])
        return alike / len(self.records)
