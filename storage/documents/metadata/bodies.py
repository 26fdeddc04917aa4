"""Tells the public bodies that an article is about from those that it only mentions."""

import re
from typing import Final, NamedTuple

from storage.documents.metadata.mentions import Mention, counted_bodies, find_mentions
from storage.documents.wording import words

_BACKGROUND: Final = re.compile(
    r"\b(?:deaths?|died|dies|murder(?:ed)?|killed|killing|tragedy|manslaughter|in the wake of|"
    r"neighbouring|nearby|previous(?:ly)?|last year|former(?:ly)?|in contrast|unlike|"
    r"compared (?:with|to)|elsewhere|used to work|had (?:once )?lived|lived before|moved (?:to|from)|similar)\b",
    re.IGNORECASE,
)
"""Words of sentences that tell of other times or places."""
_MOVED: Final = re.compile(
    r"\b(?:mov(?:ed|ing)|relocat(?:ed|ing)|transferred|came)\b[^.\n]{0,40}?\bfrom "
    r"(?:the )?(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)
"""Where somebody lived before; its council only passed the case on."""
_EARLY: Final = 0.35
"""The part of an article in which the bodies that it is about are named."""
_FIRST_HALF: Final = 0.5
"""A list further down is an aside."""
_EARLY_WEIGHT: Final = 3
_JOINS: Final = (" and ", " and the ", ", ", " & ")
"""What stands between two bodies that are named in one breath."""
_SEVERAL: Final = 2
_SHARE: Final = 0.34
"""A body named less than this, next to the one named most, is background."""
_KINDS: Final = words(
    """
    nhs health social care partnership trust board foundation integrated children's children’s
    services service youth justice offending team university clinical commissioning group
    safeguarding housing association combined authority
    """
)
"""Words of a body's name that say what it is, and not where."""
_REACH: Final = 40_000
"""No article is longer; what comes after is not looked at."""


class Bodies(NamedTuple):
    """The bodies an article is about, and the passage that names the first of them."""

    names: tuple[str, ...]
    start: int
    end: int
    mentions: int


def find_bodies(text: str, sentences: list[int]) -> Bodies | None:
    """The bodies that ``text`` is about, in the order in which it names them.

    ``sentences`` gives start and end of one after the other; what one of them tells of another
    time or place weighs nothing. Bodies of a list are all kept, since the list is the news.
    """
    opening = text[:_REACH]
    mentions = find_mentions(opening)
    background = _background(opening, sentences)
    keys = (
        _listed(mentions, background, len(opening))
        or _counted(opening, mentions, background)
        or _weighty(opening, mentions, background)
    )
    if not keys:
        return None
    keys -= _shortened(mentions, keys)
    keys -= _left(opening, keys)
    about = [mention for mention in mentions if mention.key in keys]
    names: dict[tuple[str, ...], str] = {}
    for mention in about:
        names[mention.key] = max(names.get(mention.key, ""), mention.name, key=len)
    return Bodies(tuple(names.values()), about[0].start, about[0].end, len(about))


def _left(text: str, keys: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The bodies of places from which somebody moved away, beside that of the place moved to."""
    if len(keys) < _SEVERAL or " from " not in text:
        return set()
    places = [match["place"] for match in _MOVED.finditer(text)]
    left = {key for key in keys if any(_is_of(place, key) for place in places)}
    return left if left != keys else set()


def _is_of(place: str, key: tuple[str, ...]) -> bool:
    """Whether a body has nothing but a place's name, apart from what says what it is."""
    return tuple(place.lower().split()) == tuple(word for word in key if word not in _KINDS)


def _shortened(mentions: list[Mention], keys: set[tuple[str, ...]]) -> set[tuple[str, ...]]:
    """The names that are only the first letters of another's: "BCP Council"."""
    initials = {"".join(word[0] for word in key) for key in keys if len(key) > 1}
    names = {mention.key: mention.name.split()[0] for mention in mentions}
    return {key for key in keys if len(key) == 1 and names[key].isupper() and key[0] in initials}


def _listed(
    mentions: list[Mention], background: list[tuple[int, int]], length: int
) -> set[tuple[str, ...]]:
    """The bodies of the article's lists."""
    return {
        mention.key
        for mention in mentions
        if mention.is_listed
        and mention.start < length * _FIRST_HALF
        and not _lies_in(mention.start, background)
    }


def _counted(
    text: str, mentions: list[Mention], background: list[tuple[int, int]]
) -> set[tuple[str, ...]]:
    """All bodies, where they are as many as the article says early that it is about."""
    keys = {each.key for each in mentions if not _lies_in(each.start, background)}
    if len(keys) < _SEVERAL:
        return set()
    return keys if len(keys) in counted_bodies(text[: int(len(text) * _EARLY)]) else set()


def _weighty(
    text: str, mentions: list[Mention], background: list[tuple[int, int]]
) -> set[tuple[str, ...]]:
    """The bodies that are named early or often enough; all of them when none is."""
    weights: dict[tuple[str, ...], int] = {}
    early = int(len(text) * _EARLY)
    # A place inside a name, or told as background, is no headline's.
    names = [(mention.start, mention.end) for mention in mentions]
    opening = _without(text[:early].lower(), [*background, *names])
    headlined = {key for key in {each.key for each in mentions} if _names_place(opening, key)}
    until, was_early = 0, False
    for mention in mentions:
        is_joined = was_early and text[until : mention.start] in _JOINS
        is_early = is_joined or mention.start < early or mention.key in headlined
        until, was_early = mention.end, is_early
        weight = _EARLY_WEIGHT if is_early else 1
        weight = 0 if _lies_in(mention.start, background) else weight
        weights[mention.key] = weights.get(mention.key, 0) + weight
    most = max(weights.values(), default=0)
    return {key for key, weight in weights.items() if weight >= max(most * _SHARE, most > 0)}


def _without(words: str, spans: list[tuple[int, int]]) -> str:
    """Words with blanks in place of what lies in the spans."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(words[at:start])
        kept.append(" " * (min(end, len(words)) - max(at, start)))
        at = max(at, end)
    return "".join(kept) + words[at:]


def _names_place(opening: str, key: tuple[str, ...]) -> bool:
    """Whether an opening names a body's place: a headline says "Ashby", the text its council."""
    place = " ".join(word for word in key if word not in _KINDS)
    at = opening.find(place) if place else -1
    while at >= 0:
        beside = opening[max(at - 1, 0) : at] + opening[at + len(place) : at + len(place) + 1]
        if not any(map(str.isalnum, beside)):
            return True
        at = opening.find(place, at + 1)
    return False


def _background(text: str, sentences: list[int]) -> list[tuple[int, int]]:
    """The sentences that tell of other times or places."""
    return [
        (start, end)
        for start, end in zip(sentences[::2], sentences[1::2], strict=True)
        if start < len(text) and _BACKGROUND.search(text, start, end)
    ]


def _lies_in(position: int, spans: list[tuple[int, int]]) -> bool:
    """Whether a position is in one of the spans."""
    return any(start <= position < end for start, end in spans)
