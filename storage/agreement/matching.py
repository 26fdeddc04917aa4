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

from storage.agreement.assignment import best_pairs
from storage.agreement.coded import CodedRecord
from storage.agreement.spans import Span, in_common, length

Match = dict[int, CodedRecord]
"""Records that are the same one, by the coder's place in the comparison; one of each coder at most."""


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters in common by characters in either, of united passages."""
    if not one or not other or one[-1][1] <= other[0][0] or other[-1][1] <= one[0][0]:
        return 0.0
    common = in_common(one, other)
    return common / (length(one) + length(other) - common) if common else 0.0


def matched(records: Sequence[Sequence[CodedRecord]]) -> list[Match]:
    """Groups of records of one type on one document, each record in one.

    Args:
        records: Of each coder, in the order of the comparison.
    """
    groups: list[Match] = []
    for coder, own in enumerate(records):
        weights = {}
        for place, record in enumerate(own):
            for number, group in enumerate(groups):
                alike = sum([likeness(record.spans, each.spans) for each in group.values()])
                if alike:
                    weights[place, number] = alike / len(group)
        partners = dict(best_pairs(weights))
        for place, record in enumerate(own):
            if place in partners:
                groups[partners[place]][coder] = record
            else:
                groups.append({coder: record})
    return groups
