"""Reads what a review of practice says of itself: the agencies that it looks at, when it was agreed.

Such reviews (after a child was harmed, say) have no header. The agencies stand in the sentence that
tells who sent reports or took part.
"""

import re
from typing import Final

from storage.documents.metadata.dates import find_date
from storage.documents.metadata.facts import Fact
from storage.documents.metadata.mentions import find_mentions
from storage.documents.segments import Structure
from storage.documents.wording import any_of

_REVIEW: Final = any_of(
    r"\b(?:practice|serious case|significant case|case management|learning|homicide|adults?) review\b"
)
_TITLE_REACH: Final = 600
_CONTRIBUTE: Final = any_of(
    r"\b(?:reports?|chronolog(?:y|ies)|information|submissions?|evidence|contributions?|reviews?|"
    r"representatives?|practitioners) (?:\w+ ){0,3}?(?:from|by)\b",
    r"\bagencies\b|\b(?:took|taking|take) part\b|\bcontribut(?:ed|ors?)\b",
)
_POLICE: Final = re.compile(
    r"\b(?P<name>(?!The )(?:(?!Council|Trust|Board|Partnership|Authority|NHS)[A-Z][\w’'-]+(?: and | & | )){1,4}"
    r"(?:Police|Constabulary))\b"
)
_REACH: Final = 10_000
_SEVERAL: Final = 2
_AGREED: Final = re.compile(
    r"^[ \t]*(?:(?:report|review) )?(?:agreed|approved|adopted|ratified|endorsed|accepted|signed off|issued)\b"
    r"[^\n.]{0,80}?\bon (?P<date>\d[^\n.]{5,30})[ \t.]*$",
    re.MULTILINE | re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(
    r"^[ \t]*(?:(?:report|review) )?(?:published|publication date|date of (?:report|publication))\b"
    r"(?: on| in)?[ \t]*:?[ \t]*(?P<date>[^\n.]{6,30})$",
    re.MULTILINE | re.IGNORECASE,
)


def is_review(text: str) -> bool:
    """Whether a text calls itself such a review at its top."""
    return _REVIEW.search(text, 0, _TITLE_REACH) is not None


def reviewed_bodies(text: str, structure: Structure) -> Fact | None:
    """The agencies of the first sentence that says who contributed and names several."""
    for start, end in zip(structure.sentences[::2], structure.sentences[1::2], strict=True):
        if start > _REACH:
            break
        if _CONTRIBUTE.search(text, start, end) is None:
            continue
        forces = list(_POLICE.finditer(text, start, end))
        named = {match.start() - start: (match["name"], match.end() - start) for match in forces}
        # Without the forces no other name runs on into theirs.
        rest = _POLICE.sub(lambda match: ";" * len(match[0]), text[start:end])
        named |= {each.start: (each.name, each.end) for each in find_mentions(rest)}
        if len(named) >= _SEVERAL:
            first = min(named)
            names = dict.fromkeys(named[at][0] for at in sorted(named))
            where = (start + first, start + named[first][1])
            return Fact(tuple(names), *where, "an agency that took part in the review")
    return None


def agreed_on(text: str) -> Fact | None:
    """The day on which the top of a review says that it was agreed, else published."""
    reach = _TITLE_REACH * 2
    said = _AGREED.search(text, 0, reach) or _PUBLISHED.search(text, 0, reach)
    date = find_date(text, said.start("date"), said.end("date")) if said is not None else None
    return Fact(date.iso, date.start, date.end, "when the review was agreed") if date else None
