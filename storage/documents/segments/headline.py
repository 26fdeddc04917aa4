"""Finds what stands above an article: mastheads, parts of the site, bylines, dates, captions.

What is above the headline is the site's. So is what follows the writer's name before the first
paragraph; between headline and name stands what the paper says the article is about.
"""

import re
from collections.abc import Sequence
from typing import Final

from storage.documents.metadata.outlets import is_masthead
from storage.documents.segments.blocks import Block
from storage.documents.segments.notes import is_note
from storage.documents.wording import lines, words

_SECTIONS: Final = lines(
    """
    home; news; article; uk; uk news; local; local news; council; councils; politics; society;
    education; crime; children; social care; health; england; scotland; wales; northern ireland;
    family; families; schools; court; courts; regional news; latest; latest news; live; video;
    local government; local council; your area; opinion; in your area; exclusive; breaking;
    bbc home; bbc news channel; explore the bbc; launch console; launch consolebbc news channel;
    print edition; premium; subscribe now; article bookmarked; uk & world; in depth
    """
)
"""Names of a site's parts, which stand alone above a headline."""
_DATE_WORDS: Final = words(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri
    sat sun january february march april may june july august september october november december
    jan feb mar apr jun jul aug sep sept oct nov dec at on am pm gmt bst utc updated published
    last first modified posted edited uk ago hour hours minute minutes min mins day days week
    weeks month months year years read time date page created added the of est edt cest pst news
    """
)
_DATE_TOKEN: Final = re.compile(r"[^\W\d_]+")
_FIGURES: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:,? \d{1,2}[:.]\d{2})?$")
_DATED: Final = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4},? (?=.*[A-Za-z]{3})")
"""A print of a page has the day and the page's title above each sheet,"""
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+(?: \d{1,3} ?(?:/|of) ?\d{1,3})?$")
"""and its address below or above it."""
_ORDINALS: Final = frozenset({"st", "nd", "rd", "th"})
_LONGEST_DATE: Final = 90
_JOB: Final = re.compile(
    r"\b(?:[Rr]eporter|[Cc]orrespondent|[Jj]ournalist|[Ee]ditor|[Cc]olumnist|[Ww]riter|REPORTER|"
    r"EDITOR|CORRESPONDENT|Press Association|Newsdesk|Staff)\b"
)
_NAME: Final = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20}|[A-Z]\.)(?: (?:de |van |Mc|Mac|O['’])?[A-Z][\w.'’-]{1,24}){1,2}"
    r"(?:(?:,| and| &) [A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,24}){1,2})?$"
)
_NAME_AND_DATE: Final = re.compile(
    r"(?:[A-Z][\w.'’-]{1,20} ){2,3}[|,–-]? ?\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8},? \d{4}\b.{0,20}$"
)
_BYLINE: Final = re.compile(
    r"(?:[-–—•|]\s?)?(?:[Bb]y|BY|Exclusive by|EXCLUSIVE|Words by|Report by|Written by|Reported by|Posted by)"
    r"[: ]\s?[A-Z][\w.'’-]+(?: (?:de |van |[A-Z&])[\w.'’-]*){1,7}"
    r"(?:\s?(?:,|\||and | - |– |in |on |for |@|\d).{0,60})?$"
)
_LONE_BY: Final = frozenset({"by", "written by", "words by", "exclusive by", "reporting by"})
_PRINT_HEADER: Final = re.compile(
    r"\.\w{2,8}\b.*\b\d{1,3} (?:of|/) \d{1,3}$|^\d{1,3} (?:of|/) \d{1,3}\b"
)
_MAIL: Final = re.compile(r"\S+@\S+\.\w+")
_HANDLE: Final = re.compile(r"@\w{2,30}$")
_TRAIL: Final = re.compile(r"(?:Home|News)(?: {2,}| *[>»/|] *)\w.{0,80}$")
_WEATHER: Final = re.compile(r"-?\d{1,2}(?:\.\d)? ?°? ?[CF]$")
_PROSE: Final = 110
"""A block this long is the article's."""
_TOP: Final = 25
"""How many blocks from the top an article may begin."""
_SHORTEST_LEAD: Final = 60
_STOPS: Final = (".", ".”", '."', ".’")
_SHORTEST_HEADLINE: Final = 18
_FEWEST_GAPS: Final = 3
"""A headline has at least four words."""
_SENTENCE: Final = 25
_ENDS: Final = tuple('.!?”"’…)]')
_CONTENT: Final = re.compile(r"[a-z]{4,}")
_LEAD: Final = 1500
"""So much of an article shares words with its headline."""
_FEWEST_SHARED: Final = 2


def above_article(
    text: str, found: list[Block], keys: list[str], known: set[int], *, is_press: bool
) -> set[int]:
    """The indexes of such blocks.

    Args:
        text: The stored text.
        found: Its blocks.
        keys: Their words, as lists of known lines have them.
        known: What is furniture wherever it stands.
        is_press: Whether the text is known to be an article.
    """
    first = _first_prose(text, found, known)
    tops = [text[block.words : block.end] for block in found[:first]]
    if not is_press:
        named = _bylines(tops, keys)
        return named | ({0} if named and is_masthead(tops[0]) else set())
    marked = known & set(range(first))
    marked |= {index for index, line in enumerate(tops) if _is_top_line(line, keys[index])}
    marked |= _names(tops, keys, marked)
    headline = _headline(text, found, tops, keys, marked)
    if headline is None:
        return marked
    return marked | set(range(headline)) | _captions(found, tops, keys, headline)


def _bylines(tops: Sequence[str], keys: list[str]) -> set[int]:
    """A writer's name, and the job or date right below it."""
    named = {index for index, line in enumerate(tops) if _BYLINE.match(line) is not None}
    below = {index + 1 for index in named if index + 1 < len(tops)}
    return named | {index for index in below if _is_about_writer(tops[index], keys[index])}


def _names(tops: Sequence[str], keys: list[str], marked: set[int]) -> set[int]:
    """Names beside what says that they are a writer's."""
    return {
        index
        for index, line in enumerate(tops)
        if index not in marked
        and _NAME.match(line) is not None
        and any(
            _is_about_writer(tops[each], keys[each]) for each in {index - 1, index + 1} & marked
        )
    }


def _headline(
    text: str, found: list[Block], tops: Sequence[str], keys: list[str], marked: set[int]
) -> int | None:
    """The first line that looks like a headline and says what the article says, else the first."""
    candidates = []
    for index, line in enumerate(tops):
        if index in marked:
            continue
        if len(line) >= _SHORTEST_LEAD and line.endswith(_STOPS):
            break
        if _is_shaped(line, keys[index]):
            candidates.append(index)
    candidates = [at for at in candidates if not _is_page_title(tops, at)] or candidates
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    start = found[candidates[-1] + 1].start if candidates[-1] + 1 < len(found) else 0
    said = _stems(text[start : start + _LEAD])
    shared = (index for index in candidates if len(_stems(tops[index]) & said) >= _FEWEST_SHARED)
    return next(shared, candidates[0])


def _is_page_title(tops: Sequence[str], index: int) -> bool:
    """Whether a line is a headline that stands below it as well, with the site's name after it."""
    headline = re.split(r" [-–—|] (?=[^-–—|]*$)", tops[index])[0]
    return headline != tops[index] and headline in tops[index + 1 :]


def _is_shaped(line: str, key: str) -> bool:
    """Whether a line has as many words as headlines have, and ends like one."""
    return (
        len(line) >= _SHORTEST_HEADLINE
        and line.count(" ") >= _FEWEST_GAPS
        and not line.endswith((".", ":"))
        and not is_note(key)
    )


def _stems(line: str) -> set[str]:
    """The longer words of a line, each by its beginning."""
    return {word[:6] for word in _CONTENT.findall(line.lower())}


def _captions(found: list[Block], tops: Sequence[str], keys: list[str], headline: int) -> set[int]:
    """What stands between the writer below a headline and the first paragraph."""
    writers = [
        index
        for index in range(headline + 1, len(tops))
        if _is_about_writer(tops[index], keys[index]) or _BYLINE.match(tops[index]) is not None
    ]
    if not writers:
        return set()
    captions: set[int] = set()
    for index in range(writers[-1] + 1, len(tops)):
        if len(tops[index]) >= _SENTENCE and tops[index].endswith(_STOPS) or found[index].is_item:
            break
        captions.add(index)
    return captions


def _first_prose(text: str, found: list[Block], known: set[int]) -> int:
    """The index of the first paragraph of the article itself."""
    for index, block in enumerate(found[:_TOP]):
        if (
            index not in known
            and block.end - block.start >= _PROSE
            and text.endswith(_ENDS, block.start, block.end)
        ):
            return index
    return min(len(found), _TOP)


def _is_top_line(line: str, key: str) -> bool:
    """Whether a line above an article says who wrote it, when, or where on the site it is."""
    if len(line) > _PROSE or line.endswith((".”", '."', "?", "!")):
        return False
    if _DATED.match(line) is not None or _ADDRESS.match(line) is not None:
        return True
    if key in _SECTIONS or is_masthead(line) or _is_date(key) or _PRINT_HEADER.search(line):
        return True
    if line.endswith("."):
        return False
    return (
        key in _LONE_BY
        or _MAIL.search(line) is not None
        or _HANDLE.match(line) is not None
        or _BYLINE.match(line) is not None
        or _is_job(line)
        or _NAME_AND_DATE.match(line) is not None
        or _TRAIL.match(line) is not None
        or _WEATHER.match(line) is not None
    )


def _is_about_writer(line: str, key: str) -> bool:
    """Whether a line beside a name makes it a writer's."""
    return key in _LONE_BY or _is_date(key) or _is_job(line) or _MAIL.search(line) is not None


def _is_job(line: str) -> bool:
    """Whether a line is a writer's job, with or without the name."""
    return len(line) <= 60 and line.count(" ") < 8 and _JOB.search(line) is not None


def _is_date(key: str) -> bool:
    """Whether a line is dates and times and nothing else."""
    if len(key) > _LONGEST_DATE or not any(mark.isdecimal() for mark in key):
        return key in ("published", "updated", "last updated")
    found = _DATE_TOKEN.findall(key)
    if not found:
        return _FIGURES.match(key) is not None
    return all(word in _DATE_WORDS or word in _ORDINALS for word in found)
