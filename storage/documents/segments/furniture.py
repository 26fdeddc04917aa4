"""Finds boilerplate: words of the page around a document, not of the document."""

import re
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.segments.running import running_lines
from storage.documents.wording import lines, words

_LINES: Final = lines(
    """
    back to top; top of page; print this page; print this decision; print this report; privacy; print page; print; lgo logogram; lgsco logogram;
    logogram; review your privacy settings; required cookies; view required cookies;
    essential cookies; necessary cookies; strictly necessary cookies; functional cookies; analytics cookies;
    marketing cookies; save and close; save preferences; save choices; off on; on off;
    analytical cookies; view analytical cookies; privacy settings; cookie settings; cookies;
    cookie policy; privacy and cookies; cookies and privacy; cookie preferences; manage cookies; accept all cookies; accept all; accept;
    accept cookies; reject all cookies; reject all; reject; accept additional cookies;
    reject additional cookies; view cookies; hide this message; privacy policy; privacy notice;
    terms and conditions; accessibility; accessibility statement; skip to main content;
    skip to content; skip to navigation; menu; search; home; close; next; previous; back; share;
    share this; share this page; share this article; share this story; share on facebook;
    share on twitter; share on x; share on linkedin; share via email; copy link; tweet; facebook;
    twitter; whatsapp; linkedin; email; bookmark; save; comment; comments; add comment;
    view comments; post a comment; leave a comment; leave a reply; share or comment; share or comment on this article;
    print this article; email a colleague; email this article; email this; e-mail; e-mail a friend;
    log in with one of these icons; like this; loading; loading..; have your say; join the conversation;
    advertisement; advertisement - continue reading below; article continues below;
    click to follow; follow us; follow; subscribe; sign up; sign in; log in; register;
    newsletter; most read; most popular; trending; related articles; related stories;
    related content; more on this story; more like this; you may also like; read next;
    recommended for you; read more; read the full report here; read the full report;
    read the full decision here; read the report here; full report here; newspapers in english;
    advert; advertising; enter your email; support now; scroll down for video; comments are closed on this article;
    no comments yet; sign me up; send now; more menu; your account; weather; watch; accessibility links;
    accessibility help; accept and continue; change my choices; show more comments; end of twitter post;
    recommended reading; enter your email address; contact us; cymraeg; english; did this page help you?; was this page helpful?; did you find this helpful?;
    download; download pdf; download this page; page contents; on this page; contents;
    freedom of information; site map; sitemap; careers; publication scheme; modern slavery statement; about; contact;
    about this site; terms of use; manage settings; previous decision; next decision; previous report;
    next report; previous page; next page; newsletter sign-up; ipso; table
    """
)
_OPENERS: Final = words(
    """
    newspapers page published updated last posted first image picture photo photograph
    pictured credit caption @highlight read sign subscribe © copyright all we this by share
    follow click pressreader advertisement download getty related your back contact
    text designed find search if was did rate report is worried concerned
    give leave send
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
    | share\ (?:this\ (?:page|article|story|post|content|link|decision|report|review|case|document|on|via)
      |on|via|by)\b.{0,40}
    | share\s?:\ .{2,60}
    | text\ size\b.{0,20}
    | (?:site\ |website\ )?designed\ (?:and\ (?:built|developed|hosted)\ )?by\ .{2,60}
    | (?:find|search)(?:\ for)?\ (?:an?|our|all)\ (?:\w+\ )?(?:reports?|decisions?|findings|publications|inspections?)
    | download\ (?:this|the)\ (?:\w+\ )?(?:page|report|review|decision|document|summary|letter)\b.{0,40}
    | if\ you\ are\ (?:worried|concerned)\ about\ an?\ (?:child|adult|young\ person)\b.{0,120}
    | (?:was\ this\ page\ helpful|did\ you\ find\ this\ (?:page\ )?(?:helpful|useful)|did\ this\ page\ help\ you)\?
      (?:\ (?:yes|no|partly|/))+
    | follow\ us[\ :].{0,60}
    | (?:give|leave|send)\ (?:us\ )?(?:your\ )?feedback\b.{0,40}
    | rate\ this\ (?:page|content)\b.{0,80}
    | report\ a\ problem\b.{0,40} | is\ there\ anything\ wrong\ with\ this\ page\b.{0,20}
    | (?:worried|concerned)\ about\ an?\ (?:child|adult|young\ person)\b.{0,120}
    | click\ (?:here|to)\ (?:to\ )?(?:follow|share|subscribe|read|view|download|sign)\b.{0,60}
    | pressreader\.com.{0,80}
    | related\s?:.{0,120}
    | related\ (?:cases|decisions|reports|documents|pages|links|information|publications|news|items)
    | back\ to\ (?:all\ |our\ |the\ )?(?:findings|decisions|reports|news|results|search|list|index)\b.{0,20}
    | contact\ us\s?:\ .{0,40}
    | subscribe\ from\ [£€$]\d.{0,40}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_ASKED: Final = frozenset(
    {"was this page helpful?", "did you find this helpful?", "did this page help you?"}
)
_ANSWERS: Final = frozenset({"yes", "no", "yes no", "partly"})
_LISTED_PAGE: Final = re.compile(r"\S.{1,100}?[ \t.]+(?P<page>\d{1,3})$")
"""A line of a table of contents."""
_BESIDE: Final = re.compile(r"\s*(?:[|·•]|\s{2,})\s*")
"""What stands between links in one line."""
_PAGE_COUNT: Final = re.compile(r"\d{1,4} (?:of|/) \d{1,4}$")
_DAYS: Final = ("published", "updated", "last ", "first published", "posted", "author")
"""What stands beside a title rather than among links."""
_LOGOS: Final = ("logo", "logogram")
_LOGO: Final = re.compile(r"(?:[\w&’'-]+ ){1,6}logo(?:gram)?$")
"""What is read out in the place of a picture."""
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
        "essential cookies",
        "necessary cookies",
        "strictly necessary cookies",
        "cookie settings",
        "newspapers in english",
    }
)
"""After these nothing of the document follows, unless it is numbered."""
_SITE_VOICE: Final = re.compile(
    r"\b(?:we|us|our|you|your|these cookies|this (?:site|website|page)|google)\b", re.IGNORECASE
)
"""An article on cookies does not speak to its reader like this."""
_OTHER: Final = "other"
_SCOTTISH: Final = "spso_decision"
_WITH_LETTERHEADS: Final = frozenset({"lgsco_report", "ombudsman_other", _SCOTTISH})
"""Kinds of documents on whose cover the ombudsman prints an address."""
_REACHED: Final = ("www.", "@", "Tel", "Freephone", "Ombwdsmon")
"""Without one of these no letterhead says how to reach its sender."""
_TITLE_REACH: Final = 40
"""How many blocks a site may put above a title."""
_CONTENTS_REACH: Final = 8
"""How many blocks from the top a list of sections may begin."""
_LONGEST_TITLE: Final = 60
_NUMBERED_TITLE: Final = (
    r"[^\n()]{3,160}\((?:\d{2}[ \xa0-]\d{3}[ \xa0-]\d{3}[a-z]?|\d{9}|P-\d{6})\)$"
)
_NAMED_TITLE: Final = (
    r"(?!(?i:case against|relevant body|complaint against|listed authority|public body|body|organisation)\b)"
    r"[^\n:]{5,90} ?: [^\n:]{5,90}(?:Council|Board|Trust|Authority|Association|Partnership)$"
)
"""A title of the Welsh ombudsman's: the subject and the body."""
_OPENING_OF: Final = {
    "lgsco_decision": re.compile(_NUMBERED_TITLE),
    "ombudsman_other": re.compile(rf"{_NUMBERED_TITLE}|{_NAMED_TITLE}"),
    _SCOTTISH: re.compile(
        r"(?:SPSO )?decision report\b.{0,20}$|(?P<entry>(?:[•*-][ \t]*)?case ref(?:erence)?[ \t]*:)",
        re.IGNORECASE,
    ),
}
"""How the first line of a decision's own looks."""
_ENTRY: Final = re.compile(r"^[ \t]*case ref(?:erence)?[ \t]*:", re.MULTILINE | re.IGNORECASE)
"""The first label of a Scottish decision, where it may stand within a block."""
_BRACKETED: Final = frozenset({"lgsco_decision"})
"""Kinds whose title ends with the reference in brackets."""
_LABELLED: Final = "ombudsman_other"
"""The kind whose pages may begin with a header and have no title above it."""
_FIRST_LABELS: Final = frozenset(
    {"report date", "case against", "case reference number", "case ref"}
)
_TEASING: Final = frozenset({"read more", "related articles", "related stories", "read next"})
_LONGEST_LINE: Final = 180
_LONGEST_LINK: Final = 45
_LINK_WORDS: Final = 7
_PROSE: Final = 80
"""A block this long is no heading or link."""


def key_of(text: str, block: Block) -> str:
    """A short block's words as lists of known lines have them."""
    return text[block.words : block.end].lower().replace("’", "'").rstrip(" :.»>→")


def find_furniture(text: str, found: list[Block], kind: str) -> set[int]:
    """The indexes of the blocks that are boilerplate."""
    keys = [
        key_of(text, block) if block.end - block.words <= _LONGEST_LINE else "" for block in found
    ]
    marked = {index for index, key in enumerate(keys) if key and _is_furniture(key)}
    marked |= _answers(keys, marked)
    if "ookie" in text:
        marked |= _site_notices(text, found)
    marked |= {index for index, key in enumerate(keys) if key.endswith(_LOGOS) and _LOGO.match(key)}
    if kind.startswith("press") or kind == _OTHER:
        alone = marked
        marked = marked | _of_the_site(text, found, keys, kind, marked)
        marked |= _menus(found, keys, alone, marked) if kind == _OTHER else set()
        marked |= _press_lines(text, found, keys, kind, marked)
    else:
        marked |= _above_heading(text, found, keys, kind) | _contents(found, keys, kind)
        marked |= _of_the_site(text, found, keys, kind, marked)
        if kind == _LABELLED:
            marked |= _above_labels(found, keys, marked)
        marked |= running_lines(keys) | _listed_pages(keys)
        if kind in _WITH_LETTERHEADS and any(mark in text for mark in _REACHED):
            from storage.documents.segments.letterheads import letterhead

            marked |= letterhead(text, found)
    if kind == "inspection_report":
        from storage.documents.segments.inspections import inspection_furniture

        marked = {index for index in marked if not keys[index].startswith("published")}
        marked |= inspection_furniture(text, found)
    return marked | _tail(found, keys, marked)


def _is_furniture(key: str) -> bool:
    """Whether a short block is a line of the page's own, or several of them side by side."""
    parts = _BESIDE.split(key)
    return all(map(_is_known, filter(None, parts))) if len(parts) > 1 else _is_known(key)


def _is_known(key: str) -> bool:
    """Whether words are a line of the page's own."""
    if key in _LINES:
        return True
    first = key.split(" ", 1)[0].rstrip(":")
    if first in _OPENERS:
        return _PHRASES.match(key) is not None
    return first.isdecimal() and _PAGE_COUNT.match(key) is not None


def _of_the_site(
    text: str, found: list[Block], keys: list[str], kind: str, marked: set[int]
) -> set[int]:
    """The site's name and menu above a page, and its links below."""
    from storage.documents.segments.site import site_foot, site_furniture

    marked = site_furniture(text, found, keys, marked, _is_known)
    return marked if kind.startswith("press") else marked | site_foot(text, found, keys, marked)


def _site_notices(text: str, found: list[Block]) -> set[int]:
    """Sentences in which a site speaks of its cookies."""
    return {
        index
        for index, block in enumerate(found)
        if not block.number
        and "ookie" in text[block.start : block.end]
        and text[block.words] not in '“"‘'
        and _SITE.search(text, block.start, min(block.end, block.start + 2000))
        and _SITE_VOICE.search(text, block.start, min(block.end, block.start + 2000))
    }


def _press_lines(
    text: str, found: list[Block], keys: list[str], kind: str, marked: set[int]
) -> set[int]:
    """What a newspaper puts around an article, and the headlines that it teases with."""
    from storage.documents.segments.press import press_furniture

    teasers = {
        index + 1
        for index, key in enumerate(keys[:-1])
        if key in _TEASING and _is_teaser(text, found[index + 1])
    }
    teasers |= _more_teasers(text, found, keys, teasers)
    return teasers | press_furniture(text, found, keys, kind, marked | teasers)


def _more_teasers(text: str, found: list[Block], keys: list[str], first: set[int]) -> set[int]:
    """The headlines of other articles right below the first one under "Read more"."""
    more: set[int] = set()
    for index in first:
        at = index + 1
        while at < len(found) and keys[at] and _is_teaser(text, found[at]):
            more.add(at)
            at += 1
    return more


def _is_teaser(text: str, block: Block) -> bool:
    """Whether a line right below "Read more" is another article's headline."""
    return not block.gap and block.end - block.start <= _LONGEST_LINE and text[block.end - 1] != "."


def _above_heading(text: str, found: list[Block], keys: list[str], kind: str) -> set[int]:
    """What a site puts above the title of a decision."""
    opening = _OPENING_OF.get(kind)
    if opening is None or not found or opening.match(text, found[0].start, found[0].end):
        return set()
    for index, block in enumerate(found[:_TITLE_REACH]):
        if text[block.end - 1] != ")" and kind in _BRACKETED:
            continue
        match = opening.match(text, block.start, block.end)
        if match is not None:
            has_title = "entry" in match.groupdict() and match["entry"] and index
            if has_title and _ENTRY.search(text, 0, block.start):
                # The head of a later page: what is above has begun long ago.
                return set()
            if has_title and _is_title(text, found[index - 1], keys[index - 1]):
                index -= 1
            return set(range(index))
    return set()


def _contents(found: list[Block], keys: list[str], kind: str) -> set[int]:
    """A page's list of its own sections, above the first of them."""
    if not any(
        block.number is None and block.words > block.start for block in found[1:_CONTENTS_REACH]
    ):
        return set()
    from storage.documents.segments.headings import known_headings

    known = known_headings(kind)
    listed = set()
    for index, block in enumerate(found[:_TITLE_REACH]):
        if keys[index] in known:
            if not block.is_item:
                break
            if block.number is None:
                listed.add(index)
    return listed if len(listed) > 1 else set()


def _answers(keys: list[str], marked: set[int]) -> set[int]:
    """What a page offers its reader to answer its own question with."""
    below = [at for index in marked if keys[index] in _ASKED for at in (index + 1, index + 2)]
    return {at for at in below if at < len(keys) and keys[at] in _ANSWERS}


def _listed_pages(keys: list[str]) -> set[int]:
    """A table of contents: the line that says so, and those below it that end with pages."""
    if "contents" not in keys[:_TITLE_REACH]:
        return set()
    first = last = keys.index("contents")
    page = 0
    while last + 1 < len(keys) and (line := _LISTED_PAGE.match(keys[last + 1])):
        if int(line["page"]) < page:
            break
        last, page = last + 1, int(line["page"])
    return set(range(first, last + 1)) if last > first + 1 else set()


def _menus(found: list[Block], keys: list[str], known: set[int], marked: set[int]) -> set[int]:
    """The links of a site in lines of few words, one right below the other, about a known one."""
    links: set[int] = set()
    for index in known:
        if keys[index].startswith(_DAYS):
            continue
        for step in (-1, 1):
            at = index + step
            while _goes_on(found, keys, at, step) and at not in marked:
                links.add(at)
                at += step
    return links


def _above_labels(found: list[Block], keys: list[str], marked: set[int]) -> set[int]:
    """The links of a site above the first label of a decision's header."""
    top = next((at for at, key in enumerate(keys[:_TITLE_REACH]) if key in _FIRST_LABELS), 0)
    known = {index for index in marked if index < top}
    return _menus(found[:top], keys, known, known)


def _goes_on(found: list[Block], keys: list[str], at: int, step: int) -> bool:
    """Whether the line that is one step on is a link right beside the one before."""
    return 0 <= at < len(found) and not found[max(at, at - step)].gap and _is_link(keys[at])


def _is_link(key: str) -> bool:
    """Whether a line is as short as a link's."""
    return 0 < len(key) <= _LONGEST_LINK and key.count(" ") < _LINK_WORDS and key[-1] not in ".,;"


def _is_title(text: str, block: Block, key: str) -> bool:
    """Whether a line above an entry names the page rather than belonging to the site."""
    is_short = block.end - block.start <= _LONGEST_TITLE
    return is_short and key not in _LINES and not text.endswith(".", block.start, block.end)


def _is_prose(block: Block, index: int, marked: set[int]) -> bool:
    """Whether a block is a paragraph of the document's own."""
    return index not in marked and block.end - block.start >= _PROSE


def _tail(found: list[Block], keys: list[str], marked: set[int]) -> set[int]:
    """Everything from the line that opens a page's foot, if no numbered paragraph follows it."""
    first = len(found)
    # A site's cookie settings may also stand above everything: a foot has a text before it.
    begun = next((at for at, block in enumerate(found) if _is_prose(block, at, marked)), first)
    for index in range(len(found) - 1, begun, -1):
        if found[index].number is not None:
            break
        if index in marked and keys[index] in _TAIL:
            first = index
    return set(range(first, len(found)))
