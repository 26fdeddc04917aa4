"""What stands around a passage that does not tell itself: offered to be chosen, never filled in."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from storage.documents.fills.beneficiary import people
from storage.documents.fills.context import Context
from storage.documents.fills.times import spans
from storage.records import Passage

NEAR: Final = 40
"""Sentences that are looked at before a passage and after it."""
MOST: Final = 6
"""Answers that are offered."""

FOUND: Final[dict[str, Callable[[str], Iterator[str]]]] = {
    "beneficiary": people,
    "duration": spans,
}
"""What words hold that a rule of this name might answer."""

_ARTICLE: Final = re.compile(r"(?i:the|a|an|his|her|their|both) ")


def nearby(rule: str, context: Context) -> tuple[str, ...]:
    """The answers around a passage, those of the nearest sentence first, then the commonest."""
    find, sentences = FOUND.get(rule), context.segmentation.sentences
    if find is None:
        return ()
    here = bisect_left(sentences, context.passage.start, key=lambda sentence: sentence.end)
    around = sentences[max(0, here - NEAR) : here + NEAR]
    nearest = sorted(around, key=lambda sentence: _distance(sentence, context.passage))
    found: Counter[str] = Counter()
    for sentence in nearest:
        words = " ".join(context.text[sentence.start : sentence.end].split())
        found.update(_plain(answer) for answer in find(words))
    first = {answer: place for place, answer in enumerate(found)}
    few = sorted(found, key=lambda answer: (first[answer] > 1, -found[answer], first[answer]))
    return tuple(few[:MOST])


def _plain(answer: str) -> str:
    """The answer as it stands within a sentence."""
    return answer[0].lower() + answer[1:] if _ARTICLE.match(answer) else answer


def _distance(sentence: Passage, passage: Passage) -> int:
    return max(sentence.start - passage.end, passage.start - sentence.end, 0)
