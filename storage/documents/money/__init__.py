"""Finds the sums that put something right, and tells them from all the other money in a text.

``money`` finds every sum, ``purpose`` says what each is for, ``mentions`` leaves out what is named
again and totals of what is listed.
"""

from itertools import islice
from typing import Final

from storage.records import Payment, Segmentation

__all__ = ["payments"]

_MOST_SUMS: Final = 500
"""A text with more sums than these is an account: what comes after them is not looked at."""


def payments(text: str, segmentation: Segmentation, kind: str) -> tuple[Payment, ...]:
    """The payments that ``text`` tells of, offers and orders alike, in text order.

    Args:
        text: The document's stored text.
        segmentation: Where its parts lie.
        kind: Its kind.
    """
    # What import never needs is loaded when somebody asks.
    from storage.documents.money.mentions import distinct
    from storage.documents.money.purpose import mention_of, puts_right
    from storage.documents.money.sums import sums
    from storage.documents.situated import situate

    found = list(islice(sums(text), _MOST_SUMS))
    if not found:
        return ()
    mentions = []
    waiting = iter(found)
    money = next(waiting, None)
    since = until = 0
    for sentence in situate(text, segmentation, kind):
        if text[until : sentence.start] != "\n" or text[until - 1] in ".;:!?":
            since = sentence.start
        until = sentence.end
        while money is not None and money.start < sentence.end:
            if money.start >= sentence.start:
                mention = mention_of(text, money, sentence, since)
                if puts_right(mention, kind):
                    mentions.append(mention)
            money = next(waiting, None)
    return tuple(
        Payment(each.amount, each.currency, each.start, each.end, each.basis)
        for each in distinct(mentions)
    )
