"""Sees to it that a sentence that names a payment has a cue for the remedy that it is."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from storage.documents.cues.model import REMEDY, Pointer
from storage.documents.cues.signs import reason
from storage.documents.situated import Situated, Zone
from storage.records import Payment

Pointed = tuple[Situated, Pointer]

_CLAIMED: Final = frozenset({Zone.COMPLAINT, Zone.METHOD, Zone.LAW})


def with_payments(
    pointed: Sequence[Pointed],
    sentences: Sequence[Situated],
    payments: Sequence[Payment],
    text: str,
) -> list[Pointed]:
    """The cues in text order, with one more for every payment in a sentence without a remedy."""
    starts = [sentence.start for sentence in sentences]
    known = {sentence.start for sentence, pointer in pointed if pointer.type == REMEDY}
    found = list(pointed)
    for payment in payments:
        sentence = sentences[bisect_right(starts, payment.start) - 1]
        if sentence.start not in known and sentence.zone not in _CLAIMED:
            known.add(sentence.start)
            words = " ".join(text[payment.start : payment.end].split())
            found.append((sentence, Pointer(REMEDY, reason("payment", words))))
    return sorted(found, key=lambda each: each[0].start)
