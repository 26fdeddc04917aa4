"""Finds boilerplate: words of the page around a document, not of the document."""

import re
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.wording import lines, words

_LINES: Final = lines(
    """
    back to top; top of page; print this page; print page; print; lgo logogram; lgsco logogram;
    logogram; review your privacy settings; required cookies; view required cookies;
    analytical cookies; view analytical cookies; privacy settings; cookie settings; cookies;
    cookie policy; cookie preferences; manage cookies; accept all cookies; accept all; accept;
    accept cookies; reject all cookies; reject all; reject; accept additional cookies;
    reject additional cookies; view cookies; hide this message; privacy policy; privacy notice;
    terms and conditions; accessibility; accessibility statement; skip to main content;
    skip to content; skip to navigation; menu; search; home; close; next; previous; back; share;
    share this; share this page; share this article; share this story; share on facebook;
    share on twitter; share on x; share on linkedin; share via email; copy link; tweet; facebook;
    twitter; whatsapp; linkedin; email; bookmark; save; comment; comments; add comment;
    view comments; post a comment; leave a comment; have your say; join the conversation;
    advertisement; advertisement - continue reading below; article continues below;
    click to follow; follow us; follow; subscribe; sign up; sign in; log in; register;
    newsletter; most read; most popular; trending; related articles; related stories;
    related content; more on this story; more like this; you may also like; read next;
    recommended for you; read more; read the full report here; read the full report;
    read the full decision here; read the report here; full report here; newspapers in english;
    contact us; download; download pdf; download this page; page contents; on this page; contents
    """
)
_OPENERS: Final = words(
    """
    newspapers page published updated last posted first image picture photo photograph
    pictured credit caption @highlight read sign subscribe © copyright all we this by share
    follow click pressreader advertisement download getty related your
    """
)
_PHRASES: Final = re.compile(
    r"""(?:
      newspapers\ from\ .{3,40}
    | page\ \d{1,4}(?:\ (?:of|/)\ \d{1,4})?
    | (?:first\ )?(?:published|posted|updated)(?:\ (?:on|at))?\s*:?\s.{0,12}\d.{0,40}
    | last\ (?:updated|modified|reviewed)\b.{0,60}
    | (?:image|picture|photo|photograph)s?\ ?(?:source|caption|credit|by|:).{0,110}
    | (?:credit|caption|pictured)\s?:.{1,110}
    | @highlight.*
    | getty\ images
    | read\ (?:more|also|next|the\ (?:full\ )?(?:report|story|decision))\b
      (?:(?:\ (?:about|on|at|from|here|online)\b|\s?:).{0,120}|\s*[»>→.]*)
    | (?:sign\ up|subscribe)\ (?:to|for|now|here|today).{0,100}
    | (?:©|copyright\ (?:©|\d)).{0,100}
    | all\ rights\ reserved.{0,40}
    | (?:we|this\ (?:site|website|page))\ (?:also\ )?(?:use|uses)\ cookies.{0,160}
    | share\ (?:this|on|via|by)\ .{0,40}
    | follow\ us\ .{0,60}
    | click\ (?:here|to)\ (?:to\ )?(?:follow|share|subscribe|read|view|download|sign)\b.{0,60}
    | pressreader\.com.{0,80}
    | related\s?:.{0,120}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_PAGE_COUNT: Final = re.compile(r"\d{1,4} (?:of|/) \d{1,4}$")
_SITE: Final = re.compile(
    r"\bcookies?\b.{0,200}\b(?:website|site|browser|analytics|preferences|page|device|banner)|"
    r"\b(?:website|site|browser|analytics|preferences|device|banner)\b.{0,200}\bcookies?\b",
    re.IGNORECASE | re.DOTALL,
)
_TAIL: Final = frozenset(
    {
        "review your privacy settings",
        "lgo logogram",
        "lgsco logogram",
        "privacy settings",
        "required cookies",
        "cookie settings",
        "newspapers in english",
    }
)
"""After these nothing of the document follows, unless it is numbered."""
_BYLINE: Final = re.compile(
    r"(?:[-–—•|]\s*)?(?:(?:[Bb]y|BY|Exclusive by|EXCLUSIVE|Words by|Report by)[: ]\s*)"
    r"[A-Z][\w.'’-]+(?: (?:de |van |[A-Z])[\w.'’-]*){1,4}(?:\s*(?:,|\||and | - |in ).{0,60})?$"
)
_AUTHOR: Final = re.compile(
    r"(?:[-–—•|]\s*)?[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){1,3}(?:,? .{0,60})?$"
)
_PRINT_HEADER: Final = re.compile(
    r"\.\w{2,8}\b.*\b\d{1,3} (?:of|/) \d{1,3}$|^\d{1,3} (?:of|/) \d{1,3}\b"
)
_MAIL: Final = re.compile(r"\S+@\S+\.\w+")
_TEASING: Final = frozenset({"read more", "related articles", "related stories", "read next"})
_LONGEST_LINE: Final = 180
_BYLINE_REACH: Final = 9
"""How many blocks from the top a masthead or byline may stand."""


def key_of(text: str, block: Block) -> str:
    """A short block's words as lists of known lines have them."""
    return text[block.words : block.end].lower().replace("’", "'").rstrip(" :.»>→")


def find_furniture(text: str, found: list[Block], kind: str) -> set[int]:
    """The indexes of the blocks that are boilerplate."""
    marked = {
        index
        for index, block in enumerate(found)
        if block.end - block.words <= _LONGEST_LINE and _is_furniture(text, block)
    }
    if "ookie" in text:
        marked |= _site_notices(text, found)
    if kind.startswith("press"):
        marked |= _press_lines(text, found)
    if kind == "spso_decision":
        marked |= _above_heading(text, found)
    return marked | _tail(text, found, marked)


def _is_furniture(text: str, block: Block) -> bool:
    """Whether a short block is a line of the page's own."""
    key = key_of(text, block)
    if key in _LINES:
        return True
    first = key.split(" ", 1)[0].rstrip(":")
    if first in _OPENERS:
        return _PHRASES.match(key) is not None
    return first.isdecimal() and _PAGE_COUNT.match(key) is not None


def _site_notices(text: str, found: list[Block]) -> set[int]:
    """Sentences about the page's cookies."""
    return {
        index
        for index, block in enumerate(found)
        if not block.number
        and "ookie" in text[block.start : block.end]
        and _SITE.search(text, block.start, min(block.end, block.start + 2000))
    }


def _press_lines(text: str, found: list[Block]) -> set[int]:
    """Mastheads, bylines and addresses at the top; an author's address at the end."""
    from storage.documents.metadata.outlets import is_masthead

    teasers = {
        index + 1
        for index, block in enumerate(found[:-1])
        if key_of(text, block) in _TEASING and _is_teaser(text, found[index + 1])
    }
    top = range(min(_BYLINE_REACH, len(found)))
    end = range(max(len(found) - 4, 0), len(found))
    lines = ((index, text[found[index].start : found[index].end]) for index in {*top, *end})
    return teasers | {index for index, line in lines if is_masthead(line) or _is_press_line(line)}


def _is_teaser(text: str, block: Block) -> bool:
    """Whether a line right below "Read more" is another article's headline."""
    return not block.gap and block.end - block.start <= _LONGEST_LINE and text[block.end - 1] != "."


def _is_press_line(line: str) -> bool:
    """Whether a line says who wrote the article."""
    if len(line) > 110 or line.endswith((".”", '."', "?", "!")):
        return False
    if _PRINT_HEADER.search(line):
        return True
    has_mail = _MAIL.search(line) is not None and not line.endswith(".")
    return has_mail or _BYLINE.match(line) is not None and not line.endswith(".")


def _above_heading(text: str, found: list[Block]) -> set[int]:
    """What a site puts above the heading of a decision report."""
    for index, block in enumerate(found[:40]):
        if key_of(text, block) in ("spso decision report", "decision report"):
            return set(range(index))
    return set()


def _tail(text: str, found: list[Block], marked: set[int]) -> set[int]:
    """Everything from the line that opens a page's foot, if no numbered paragraph follows it."""
    first = len(found)
    for index in range(len(found) - 1, -1, -1):
        if found[index].number is not None:
            break
        if index in marked and key_of(text, found[index]) in _TAIL:
            first = index
    return set(range(first, len(found)))
