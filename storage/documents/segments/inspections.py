"""Knows the headings and the furniture of inspectorates' reports."""

import re
from collections import Counter
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.segments.letterheads import letterhead
from storage.documents.segments.numbering import is_numbered_heading

_GRADE: Final = (
    r"(?:outstanding|good|requires improvement(?: to be good)?|inadequate|adequate|satisfactory|"
    r"weak|unsatisfactory|excellent|very good)"
)
_AREA: Final = re.compile(
    rf"""(?:\d(?:\.\d)?\.?\ )?(?:
      (?:the\ )?(?:overall\ )?experiences?\ (?:and\ progress\ )?of\ .{{4,90}}
    | overall\ (?:effectiveness|experiences\ and\ progress)(?:\ of\ .{{4,90}})?
    | (?:the\ )?(?:impact|effectiveness|quality)\ of\ (?:leaders|the\ local|provision|leadership|
        services|help|care|arrangements|practice).{{0,90}}
    | how\ (?:well|good)\ .{{4,90}}
    | (?:leadership|management)(?:,\ |\ and\ ).{{4,60}}
    | children\ (?:who\ need|looked\ after|in\ care|in\ need).{{0,90}}
    | outcomes\ for\ .{{4,80}}
    | capacity\ (?:to|for)\ improve(?:ment)?
    | areas?\ (?:for|of)\ (?:priority\ action|improvement|development|strength).{{0,60}}
    | what\ (?:needs\ to\ improve|(?:does|do)\ .{{4,60}}\ need\ to\ do).{{0,60}}
    | record\ of\ main\ findings
    )(?:(?:\ (?:is|are|was)|\s?[:–-])\ {_GRADE})?$""",
    re.VERBOSE | re.IGNORECASE,
)
"""Headings that name what was judged, with or without the grade."""
_NUMBERED_AREA: Final = re.compile(
    r"\d\.?\s+(?:Children|Leadership|The |Overall )[^.]{5,110}$", re.M
)
"""The areas of some frameworks have numbers."""
_GRADE_LINE: Final = re.compile(rf"grade\b.{{0,20}}$|{_GRADE}(?:\s*\(.{{0,20}}\))?$", re.IGNORECASE)
"""What stands between a heading and its text."""
_BARE: Final = re.compile(rf"{_GRADE}(?: to)?[ \t]*(?:\n|$)", re.IGNORECASE)
_COLUMNS: Final = frozenset({"grade", "judgement", "judgement grade", "judgment", "rating"})
"""What stands above the first row of a table of grades."""
_NO_HEADINGS: Final = (
    "judgement",
    "grade",
    "dear ",
    "inspection of",
    "focused visit",
    "monitoring visit",
    "joint ",
    "review of",
)
"""How titles and greetings begin."""
_RECOMMENDED: Final = re.compile(r"R\d{1,2}[.:)]?\s")
"""How recommendations of some inspectorates are numbered."""
_SHAPE: Final = re.compile(r"[A-Z0-9“‘][^\n\t@|]*[^\s.,;!…|]$")
_LONGEST: Final = 150
_MOST_WORDS: Final = 22
_OWN_WORDS: Final = 13
_FOLDED: Final = 2
"""Into so many lines a heading that names what was judged may be folded, and no more."""
_CONTENT: Final = 50
_BETWEEN: Final = 3
"""So many short lines may stand between a heading and its text."""

_FURNITURE: Final = re.compile(
    r"""(?:
      (?:©|\(c\)|crown\ copyright|copyright\ ©).{0,120}
    | (?:web(?:site|:)|w|e|t|f|tel|telephone|textphone|minicom|fax|email|e-mail)\s?:\s.{3,80}
    | (?:t|tel|telephone|f|fax|textphone|minicom)\s?:?\s?0\d[\d\ ()]{6,20}
    | (?:https?://|www\.)\S{4,80}
    | [\w.+-]{1,40}@[\w.-]{3,60}
    | 0\d{2,4}\ [\d\ ]{6,10}
    | official(?:\ ?[-–]\ ?sensitive)?
    | arolygiaeth\ .{3,90}
    | h(?:is|er)\ majesty['’]s\ (?:chief\ )?inspect\w+\ (?:for|of)\ .{3,60}
    | we\ welcome\ correspondence\ in\ welsh.{0,200}
    | this\ document\ may\ be\ reproduced.{0,400}
    | (?:further|additional)\ copies\ of\ this\ (?:report|publication|document).{0,200}
    | you\ may\ (?:re-?use|copy|use\ and\ re-?use)\ this\ (?:information|document|publication).{0,500}
    | to\ view\ this\ licence.{0,300}
    | this\ (?:publication|report|document|licence)\ is\ (?:also\ )?(?:available|licensed|published).{0,300}
    | (?:this\ (?:publication|report)\ is\ )?(?:also\ )?available\ (?:in\ (?:welsh|alternative|other)|on\ request).{0,200}
    | mae.{0,12}\ (?:adroddiad|ddogfen|cyhoeddiad).{0,200}
    | tha\ am\ foillseachadh.{0,200}
    | if\ you\ would\ like\ (?:a\ copy\ of\ )?this\ (?:document|report|information).{0,400}
    | interested\ in\ our\ work\?.{0,300}
    | where\ (?:we\ have\ )?(?:identified\ )?any\ third[ -]party\ copyright.{0,200}
    | any\ enquiries\ (?:regarding|about)\ this\ (?:publication|document).{0,200}
    | (?:digital\ )?isbn.{0,40}
    | (?:ofsted\ )?parent\ view
    | you\ can\ (?:also\ )?use\ (?:ofsted\ )?parent\ view.{0,200}
    | if\ you\ are\ not\ happy\ with\ the\ inspection.{0,200}
    | you\ can\ search\ for\ published\ .{0,100}
    )$""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_LAST_PAGE: Final = re.compile(
    r"""(?:
      the\ office\ for\ standards\ in\ education,\ children
    | ofsted\ (?:is\ the|inspects|regulates\ and\ inspects)
    | if\ you\ would\ like\ a\ copy\ of\ this
    | you\ may\ (?:re-?use|copy|use\ and\ re-?use)\ this
    | to\ find\ out\ more\ about\ our\ work
    | (?:©\ )?(?:crown\ copyright|care\ inspectorate)\ (?:20\d\d|and\b)
    | ©\s
    )""",
    re.VERBOSE | re.IGNORECASE,
)
"""What opens the page that says who printed the report; nothing of the report follows it."""
_TAIL: Final = 0.6
"""Such a page lies in the last part of a report."""
_LONGEST_TAIL: Final = 45
_RUNNING: Final = re.compile(r"\b(?:inspections?|report|visit|council|review|services|page)\b")
_DIGITS: Final = re.compile(r"\d+")
_OFTEN: Final = 3
_LONGEST_HEAD: Final = 140
_CONTENTS_REACH: Final = 150
_CONTENTS: Final = re.compile(r"\S.{2,120}?(?:\t|\s?\.{2,}|\s{2,})\s*\d{1,3}$")


def inspection_headings(
    text: str, found: list[Block], furniture: set[int], known: frozenset[str]
) -> list[int]:
    """The indexes of the blocks that open a section of a report.

    Args:
        text: The report.
        found: Its blocks.
        furniture: The indexes of the page's own blocks.
        known: Headings that are always headings, in small letters.
    """
    return [
        index
        for index, block in enumerate(found)
        if index > 0
        and index not in furniture
        and block.end - block.start <= _LONGEST
        and (
            not block.is_item
            or _NUMBERED_AREA.match(text, block.start) is not None
            or is_numbered_heading(text, found, index)
        )
        and _is_heading(text, found, index, furniture, known)
    ]


def _is_heading(
    text: str, found: list[Block], index: int, furniture: set[int], known: frozenset[str]
) -> bool:
    """Whether a short block is a heading, by its words or by its looks."""
    if is_numbered_heading(text, found, index):
        return True
    block = found[index]
    words = text[block.start : block.end]
    key = " ".join(words.lower().replace("’", "'").rstrip(" :.").split())
    if key.startswith(_NO_HEADINGS) or _is_row(text, found, index) or _RECOMMENDED.match(words):
        return False
    if key in known:
        return True
    if _SHAPE.match(" ".join(words.split())) is None or _GRADE_LINE.match(key):
        return False
    if _AREA.match(key) is not None:
        return words.count(" ") < _MOST_WORDS and words.count("\n") < _FOLDED
    if (
        "\n" in words
        or not block.gap
        or words.count(" ") >= _OWN_WORDS
        or ":" in words
        or words.count(",") > 1
    ):
        return False
    return _has_text_below(text, found, index, furniture)


def _is_row(text: str, found: list[Block], index: int) -> bool:
    """Whether a block with its grade below is a row of a table of such rows."""
    if not _is_grade(text, found, index + 1):
        return False
    above = found[index - 1]
    opens = text[above.start : above.end].strip(" :").lower() in _COLUMNS
    return opens or _is_grade(text, found, index - 1) or _is_grade(text, found, index + 3)


def _is_grade(text: str, found: list[Block], index: int) -> bool:
    """Whether a block is a grade alone."""
    return index < len(found) and _BARE.match(text, found[index].start) is not None


def _has_text_below(text: str, found: list[Block], index: int, furniture: set[int]) -> bool:
    """Whether text follows, with no more than a grade or another heading between."""
    below = [each for each in range(index + 1, index + 8) if each not in furniture]
    for each in below[:_BETWEEN]:
        if each >= len(found):
            return False
        block = found[each]
        if block.is_item or block.end - block.start >= _CONTENT:
            return block.gap or block.is_item
        if not _GRADE_LINE.match(text[block.start : block.end]):
            return False
    return False


def inspection_furniture(text: str, found: list[Block]) -> set[int]:
    """The indexes of the blocks of a report that are its printer's."""
    marked = {
        index
        for index, block in enumerate(found)
        if block.number is None and _FURNITURE.match(text[block.start : block.end])
    }
    marked |= letterhead(text, found)
    return marked | _last_page(text, found) | _running(text, found) | _contents(text, found)


def _last_page(text: str, found: list[Block]) -> set[int]:
    """The page that says who printed the report, to its end."""
    first = len(found)
    earliest = max(int(len(found) * _TAIL), len(found) - _LONGEST_TAIL)
    for index in range(len(found) - 1, earliest - 1, -1):
        if found[index].number is not None:
            break
        if _LAST_PAGE.match(text, found[index].start):
            first = index
    return set(range(first, len(found)))


def _running(text: str, found: list[Block]) -> set[int]:
    """Running heads that a reader of plain text could not tell, with the numbers beside them."""
    keys = {
        index: _DIGITS.sub("#", " ".join(text[block.start : block.end].lower().split()))
        for index, block in enumerate(found)
        if block.end - block.start <= _LONGEST_HEAD
    }
    counts = Counter(keys.values())
    heads = {
        index
        for index, key in keys.items()
        if counts[key] >= _OFTEN and _RUNNING.search(key) and key.count(" ") > 2
    }
    return heads | {
        index
        for index, key in keys.items()
        if key == "#" and (index - 1 in heads or index + 1 in heads)
    }


def _contents(text: str, found: list[Block]) -> set[int]:
    """The lines of a table of contents, where there is one."""
    for index, block in enumerate(found[:_CONTENTS_REACH]):
        if text[block.start : block.end].strip().lower() == "contents":
            last = index
            while last + 1 < len(found) and _CONTENTS.match(
                text[found[last + 1].start : found[last + 1].end]
            ):
                last += 1
            return set(range(index, last + 1)) if last > index + 1 else set()
    return set()
