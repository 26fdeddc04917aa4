"""Finds the sums that put something right, and tells them from all the other money in a text.

``money`` finds every sum, ``purpose`` says what each is for, ``mentions`` leaves out what is named
again and totals of what is listed.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from storage.records import Payment, Segmentation

if TYPE_CHECKING:
    from storage.documents.money.purpose import Mention
    from storage.documents.money.sums import Sum
    from storage.documents.situated import Situated

__all__ = ["payments", "payments_in"]


def payments(text: str, segmentation: Segmentation, kind: str) -> tuple[Payment, ...]:
    """The payments that ``text`` tells of, offers and orders alike, in text order.

    Args:
        text: The document's stored text.
        segmentation: Where its parts lie.
        kind: Its kind.
    """
    # What import never needs is loaded when somebody asks.
    from storage.documents.situated import situate

    return payments_in(text, situate(text, segmentation, kind), kind)


def payments_in(text: str, sentences: "Iterable[Situated]", kind: str) -> tuple[Payment, ...]:
    """Like ``payments``, for a text whose sentences are known in their places."""
    from storage.documents.money.sums import sums

    found = sums(text)
    if not found:
        return ()
    from storage.documents.money.mentions import distinct
    from storage.documents.money.purpose import (
        is_called_redress,
        is_deducted,
        mention_of,
        puts_right,
    )

    mentions: list[Mention] = []
    deducted: dict[float, bool] = {}
    waiting = iter(found)
    money = next(waiting, None)
    since = until = 0
    for sentence in sentences:
        if text[until : sentence.start] != "\n" or text[until - 1] in ".;:!?":
            since = sentence.start
        until = sentence.end
        while money is not None and money.start < sentence.end:
            if money.start >= sentence.start:
                mention = mention_of(text, money, sentence, since)
                if is_deducted(mention):
                    deducted[money.amount] = _is_alone(money, found, sentence)
                elif puts_right(mention, kind):
                    mentions.append(mention)
            money = next(waiting, None)
    kept = [
        each
        for each in mentions
        if each.sum.amount not in deducted or deducted[each.sum.amount] and is_called_redress(each)
    ]
    return tuple(
        Payment(each.amount, each.currency, each.start, each.end, each.basis)
        for each in distinct(kept)
    )


def _is_alone(money: "Sum", found: "list[Sum]", sentence: "Situated") -> bool:
    """Whether a sentence names no other sum, from which this one could be taken off."""
    return not any(
        each.start != money.start and sentence.start <= each.start < sentence.end for each in found
    )
