"""How long something took, and by when something is to be done, as printed."""

import re
from collections.abc import Iterator
from typing import Final

from storage.documents.fills.context import Context
from storage.documents.wording import any_of, one_of

_WORDS: Final = one_of(
    """
    an? one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen eighteen twenty thirty forty several
    """
)
_NUMBER: Final = rf"(?:\d[\d,]*(?:\.\d)?|{_WORDS})"
_UNIT: Final = r"(?:(?:working|calendar|school)[ -])?(?:days?|weeks?|months?|years?|terms?|hours?)"
_SPAN: Final = re.compile(
    rf"\b(?P<span>(?P<number>{_NUMBER})(?: and a half)? {_UNIT}(?: and {_NUMBER} {_UNIT})?)\b"
    r"(?![- ](?:old|of age))",
    re.IGNORECASE,
)
_NOT_TAKEN: Final = any_of(
    r"\bwithin\s*$|\bin the (?:last|past|next)\s*$|\b(?:aged?|every|per|a)\s*$",
    r"\b(?:time ?scale|target|limit|deadline|should)\b[^.;]{0,30}$",
)
_TAKEN: Final = any_of(
    r"\b(?:took|taken|takes|delays?|delayed|wait(?:ed|ing)?|lasted|late)\b[^.;]{0,25}$",
    r"\b(?:for|over|than|after|almost|nearly)\b[^.;]{0,25}$",
)
_MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_BODY: Final = r"(?:council|authority|trust|partnership|organisation|board|it|they|we)"
_DEADLINE: Final = re.compile(
    rf"""\b(?:
      within\ (?:the\ next\ )?(?:\w+\ ){{0,2}}?(?:(?:working|calendar|school)\ )?
      (?:days?|weeks?|months?)
      (?:\ (?:of|from|after)(?:\ [\w'’]+){{1,8}}?(?=[,.;:]|\ (?:the\ )?{_BODY}\b|\ (?:to|and)\b|$))?
    | by\ (?:the\ end\ of\ )?(?:\d{{1,2}}\ )?{_MONTH}(?:\ \d{{4}})?
    | by\ the\ (?:date|deadline)\ (?:indicated|we\ (?:set|have\ set|gave)|specified)
    | no\ later\ than\ [^,.;:]{{3,40}}
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def duration(context: Context) -> str | None:
    """The time that something took; limits, targets and ages do not count."""
    words = context.words
    found = [
        match for match in _SPAN.finditer(words) if not _NOT_TAKEN.search(words[: match.start()])
    ]
    if not found:
        return None

    def weight(match: re.Match[str]) -> tuple[bool, bool]:
        return match["number"][0].isdecimal(), _TAKEN.search(words[: match.start()]) is not None

    return max(found, key=weight)["span"]


def spans(words: str) -> Iterator[str]:
    """Every time that something may have taken, those in figures first."""
    found = [
        match for match in _SPAN.finditer(words) if not _NOT_TAKEN.search(words[: match.start()])
    ]
    found.sort(key=lambda match: not match["number"][0].isdecimal())
    return (match["span"] for match in found)


def deadline(context: Context) -> str | None:
    """The time set, from the passage or from the words that introduce its list."""
    for words in (context.words, context.lead_in):
        match = _DEADLINE.search(words)
        if match is not None:
            return match[0].strip()
    return None
