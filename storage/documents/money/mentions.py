"""Which mentions are one payment, and which sums are only totals of others."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from storage.documents.money import wording
from storage.documents.money.purpose import Mention
from storage.documents.money.sums import Sum

_ROUGHLY: Final = 0.05
_ROUGH_TOTAL: Final = 0.1
"""How far a sum that is called a total, and "more than" so much, may be from one."""
_MOST_PARTS: Final = 8
"""With more sums than these no total is looked for."""


def distinct(mentions: Sequence[Mention]) -> list[Sum]:
    """Each payment once, by its first mention, in text order."""
    by_sum: dict[tuple[float, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_sum[mention.sum.amount, mention.sum.currency].append(mention)
    found = [each for same in by_sum.values() for each in _apart(same)]
    kept = [_reckoned(mention, found) for mention in found if not _is_total(mention, found)]
    return sorted(kept, key=lambda money: money.start)


def _apart(same: list[Mention]) -> list[Mention]:
    """Of the mentions of one sum those that are payments of their own.

    Two people may get the same: then one list, or one sentence, names the sum more than once.
    """
    groups: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for mention in same:
        if not wording.AGAIN.search(mention.before):
            sentence = mention.sentence
            listed = mention.is_ordered and sentence.is_item and sentence.lead
            groups[(sentence.lead, -1) if listed else ("", sentence.start)].append(mention)
    most = max(groups.values(), key=len, default=same[:1])
    return most if len(most) > 1 else same[:1]


def _is_total(mention: Mention, found: Sequence[Mention]) -> bool:
    """Whether a sum only adds up others that are listed too, or is one by the month of such."""
    others = [each for each in found if each is not mention]
    amount = mention.sum.amount
    if mention.sum.basis == "per_unit" and _has_total(mention, others):
        return True
    if _is_called_total(mention):
        is_rough = wording.ROUGHLY.search(mention.before) is not None
        return _adds_up(amount, others, _ROUGH_TOTAL if is_rough else 0.0) or any(
            _is_for_each(amount, each) and each.sum.start < mention.sum.start for each in others
        )
    if wording.BROKEN_DOWN.search(mention.before) and mention.sum.basis == "per_unit":
        return any(each.sum.amount % amount == 0 for each in others)
    if wording.ROUGHLY.search(mention.before) and _adds_up(amount, others, _ROUGHLY):
        return True
    # A headline adds up what the article gives one by one.
    if all(mention.sentence.end <= each.sum.start for each in others) and _adds_up(amount, others):
        return True
    ordered = [each.sum.amount for each in others if each.is_ordered]
    return not mention.is_ordered and len(ordered) > 1 and round(sum(ordered), 2) == amount


def _is_called_total(mention: Mention) -> bool:
    """Whether the words around a sum call it a total."""
    return bool(
        wording.TOTAL_BEFORE.search(mention.before) or wording.TOTAL_AFTER.search(mention.after)
    )


def _has_total(rate: Mention, others: Iterable[Mention]) -> bool:
    """Whether the sentence of a sum by the month goes on to say what it comes to.

    What is paid then is that total; of what each of several people gets it is the part.
    """
    return any(
        _is_called_total(each)
        and each.sentence.start == rate.sentence.start
        and each.sum.start > rate.sum.start
        and each.sum.amount % rate.sum.amount == 0
        for each in others
    )


def _reckoned(mention: Mention, found: Sequence[Mention]) -> Sum:
    """A sum, told to be reckoned by the month where it is what such a rate comes to."""
    rates = (each for each in found if each.sum.basis == "per_unit" and each is not mention)
    is_reckoned = any(_has_total(rate, [mention]) for rate in rates)
    return mention.sum._replace(basis="per_unit") if is_reckoned else mention.sum


def _adds_up(total: float, parts: Iterable[Mention], tolerance: float = 0.0) -> bool:
    """Whether two or more of the parts make the total; what both or each get counts twice."""
    reached: set[tuple[float, bool]] = set()
    smaller = [each for each in parts if each.sum.amount < total]
    for part in smaller[:_MOST_PARTS]:
        for amount in _shares(part):
            reached |= {(round(so_far + amount, 2), True) for so_far, _ in reached}
            reached.add((amount, False))
    return any(many and abs(made - total) <= tolerance * total for made, many in reached)


def _shares(part: Mention) -> tuple[float, ...]:
    """A sum as often as it is paid."""
    is_for_both = wording.BOTH.search(part.before) or wording.EACH.search(part.after)
    return (part.sum.amount,) * (2 if is_for_both else 1)


def _is_for_each(total: float, part: Mention) -> bool:
    """Whether a total is so and so many times what each person gets."""
    is_shared = wording.EACH.search(part.after) or wording.BOTH.search(part.before)
    return bool(is_shared) and part.sum.amount < total and total % part.sum.amount == 0
