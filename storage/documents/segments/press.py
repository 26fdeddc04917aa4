"""Finds what a newspaper's page puts around an article: above it, inside it and below it."""

import re
from collections import Counter
from typing import Final

from storage.documents.metadata.outlets import is_masthead
from storage.documents.segments.blocks import Block
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
    weeks month months year years read time date page created added the of est edt cest pst
    """
)
_DATE_TOKEN: Final = re.compile(r"[^\W\d_]+")
_FIGURES: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}(?:,? \d{1,2}[:.]\d{2})?$")
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
    r"(?:[-–—•|]\s?)?(?:[Bb]y|BY|Exclusive by|EXCLUSIVE|Words by|Report by|Written by|Reported by)"
    r"[: ]\s?[A-Z][\w.'’-]+(?: (?:de |van |[A-Z&])[\w.'’-]*){1,7}"
    r"(?:\s?(?:,|\||and | - |– |in |@|\d).{0,60})?$"
)
_LONE_BY: Final = frozenset({"by", "written by", "words by", "exclusive by", "reporting by"})
_PRINT_HEADER: Final = re.compile(
    r"\.\w{2,8}\b.*\b\d{1,3} (?:of|/) \d{1,3}$|^\d{1,3} (?:of|/) \d{1,3}\b"
)
_MAIL: Final = re.compile(r"\S+@\S+\.\w+")
_TRAIL: Final = re.compile(r"(?:Home|News)(?: {2,}| ?[>»/|] ?)\w.{0,80}$")
_WEATHER: Final = re.compile(r"-?\d{1,2}(?:\.\d)? ?°? ?[CF]$")
_CREDIT: Final = re.compile(
    r"(?:^|[\s.(\[])(?:Photograph|Photo|Picture|Pic|Image|Video|Illustration|Credit|Composite)s?"
    r"(?: credit| by| from| source| caption)?[:,] ?(?:[^.?!\n]|\.(?=\w)){2,70}[)\].]?$"
)
_SOURCE: Final = re.compile(r"(?:Image|Media) (?:source|caption), [^\n]{2,80}$")
_PLACE: Final = re.compile(
    r"[A-Z][^.?!\n]{0,50}(?:\b[Cc]ouncil offices|\b[Cc](?:ounty|ity|ivic) (?:[Hh]all|[Cc]entre|[Oo]ffices)|"
    r"\b[Tt]own [Hh]all|\b[Hh]eadquarters|\bHQ|\b[Ll]ogo|\b[Ss]tock (?:image|photo|picture))$|"
    r"(?:[Ff]ile|[Ss]tock|[Ll]ibrary) (?:image|photo|picture)\b.{0,120}$"
)
"""What pictures in such articles show."""
_LONGEST_PLACE: Final = 70
_CAPTION_BELOW: Final = lines(
    "image caption; image caption,; media caption; media caption,; picture caption; caption"
)
_FURNITURE: Final = re.compile(
    r"""(?:
      (?:-\ ?)?advertisements?\b.{0,40} | hide\ ad | visit\ shots!?\ now.{0,20}
    | skip\ to\ .{3,60}
    | (?:get|receive)\ (?:the\ |all\ the\ )?(?:latest|best|biggest|top|more)\b
      .{0,90}\b(?:inbox|email|newsletter|news|updates|whatsapp|phone)\b.{0,60}
    | (?:sign\ up|signup|subscribe|register|join)\b.{0,160}
      \b(?:newsletters?|emails?|inbox|updates|alerts|whatsapp|free|daily|today|briefing|now)\b
      .{0,300}
    | (?:support|help)\ (?:the|our|us|local)\b.{0,80}\b(?:subscrib|donat|journalism|newsletter|report)
      .{0,120}
    | stay\ up\ to\ date\ with\ notifications.{0,60} | notifications\ can\ be\ managed.{0,60}
    | watch\ more\ of\ our\ videos.{0,60} | and\ live\ on\ freeview.{0,60}
    | (?:do\ you\ (?:want|wish)|would\ you\ like)\ to\ (?:respond|comment|share|write|contact)\b.{0,160}
    | (?:do\ you|have\ you|got)\ (?:have\ |got\ )?(?:a|any)\ (?:story|news|comment|view|question).{0,140}
    | (?:e-?mail|contact|tweet|message|call)\ (?:our|the|us|your)\ ?(?:newsroom|newsdesk|team|reporter|news)?
      \b.{0,60}(?:@|newsdesk|newsroom).{0,80}
    | (?:follow|like|find)\ (?:us|bbc|the|our|more)\b.{0,50}
      \b(?:on|facebook|twitter|instagram|x|whatsapp|here)\b.{0,90}
    | (?:more|top)\ (?:stories|news|like\ this)\b.{0,60} | more\ (?:on|from|in)\b.{0,60}
    | (?:open|view|enlarge)\ (?:image|gallery|photo).{0,40} | (?:view|show)\ (?:all\ )?comments?.{0,20}
    | (?:removed\ from\ bookmarks|article\ bookmarked|find\ your\ bookmarks).{0,100}
    | (?:page\ )?last\ updated\b.{0,60}
    | (?:this\ article\ (?:is|was|first|originally|contains)|originally\ published).{0,120}
    | (?:reuse|republish|print|save|share|listen\ to|gift)\ this\ (?:content|article|story|page)?.{0,20}
    | (?:e-mail\ this\ to\ a\ friend|printable\ version) | the\ bbc\ is\ not\ responsible.{0,80}
    | story\ (?:saved|by).{0,60} | \(?\d{0,4}\)?\ ?comments?(?:\ \(?\d{1,4}\)?)? | comment\ (?:now|here).{0,30}
    | (?:to\ )?(?:read|see|watch|view|click)\b.{0,50}\b(?:here|full\ (?:story|report|article)|below)\b.{0,30}
    | continue\ reading.{0,10} | (?:for\ )?more\ (?:news|stories|information)\b.{0,80}\b(?:here|click|visit)\b.{0,60}
    | (?:pressreader|newspapers|press\ association|pa\ media)\b.{0,80}
    | the\ i\ newsletter\ cut\ through\ the\ noise | thank\ you\ for\ (?:signing|subscribing|registering).{0,200}
    )$""",
    re.VERBOSE | re.IGNORECASE,
)
_OPENERS: Final = words(
    """
    advertisement advertisements hide visit skip get receive sign signup subscribe register join
    support help stay notifications watch and do would have got e-mail email contact tweet message
    call follow like find more top open view enlarge show removed article page last this originally
    reuse republish print save share listen gift printable the story comment comments to read see
    click continue for pressreader pressreader.com newspapers press pa thank
    """
)
"""How these notes begin, besides with a number or a mark."""
_APPEALS: Final = (
    ("your support helps us to tell the story", "your support makes all the difference"),
)
"""How an appeal for money begins and ends, with paragraphs of prose between."""
_LONGEST_APPEAL: Final = 8
_TAIL: Final = lines(
    """
    related topics; more on this story; more on; explore more on these topics; topics; most read;
    most popular; related stories; related articles; related content; you may also like; more like
    this; more stories like this; recommended; recommended for you; read next; trending; see also;
    related internet links; related bbc links; top stories; around the web; around the bbc;
    promoted stories; sponsored; leave a reply; leave a comment; comments; view all comments;
    newspapers in english; follow us; share this article; share this; tags; latest news; up next;
    related; more stories; editor's picks; also read; related news; today's top stories
    """
)
"""Lines that open a page's foot."""
_PROSE: Final = 110
"""A block this long is the article's."""
_TOP: Final = 25
"""How many blocks from the top an article may begin."""
_SHORTEST_LEAD: Final = 60
_STOPS: Final = (".", ".”", '."', ".’")
_SHORTEST_HEADLINE: Final = 18
_FEWEST_GAPS: Final = 3
"""A headline has at least four words."""
_FOOT: Final = 40
"""How many blocks of a page's foot are looked at."""
_ENDS: Final = tuple('.!?”"’…)]')
_SENTENCE: Final = 25
_INNER_END: Final = re.compile(r"[a-z][.!?][”\"’']? [A-Z]")
_LONGEST_NOTE: Final = 420
_LONGEST_CAPTION: Final = 300
_SHORTEST_REPEATED: Final = 20
_LONGEST_REPEATED: Final = 30
_OFTEN: Final = 3


def press_furniture(
    text: str, found: list[Block], keys: list[str], kind: str, known: set[int]
) -> set[int]:
    """The indexes of the blocks that belong to a newspaper's page.

    ``keys`` are the blocks' words, ``known`` the blocks that are furniture on any page.
    """
    first = _first_prose(text, found)
    marked = known | _above(text, found, keys, first, kind, known)
    if not kind.startswith("press"):
        return marked
    marked |= {index for index in range(len(found)) if _is_note(text, found, keys, index)}
    marked |= _appeals(keys) | _repeated(keys)
    return marked | _below(text, found, keys, marked)


def _words(text: str, block: Block) -> str:
    return text[block.words : block.end]


def _first_prose(text: str, found: list[Block]) -> int:
    """The index of the first paragraph of the article itself."""
    for index, block in enumerate(found[:_TOP]):
        if block.end - block.start >= _PROSE and text.endswith(_ENDS, block.start, block.end):
            return index
    return min(len(found), _TOP)


def _above(
    text: str, found: list[Block], keys: list[str], first: int, kind: str, known: set[int]
) -> set[int]:
    """Mastheads, parts of the site, bylines and dates above the article."""
    tops = [_words(text, block) for block in found[:first]]
    marked = known & set(range(first)) | {
        index for index, line in enumerate(tops) if _is_top_line(line, keys[index])
    }
    for index, line in enumerate(tops):
        if index not in marked and _NAME.match(line) is not None:
            beside = {index - 1, index + 1} & marked
            if any(_is_about_writer(tops[each], keys[each]) for each in beside):
                marked.add(index)
    if kind.startswith("press"):
        marked |= _above_headline(tops, keys, marked)
    return marked


def _above_headline(tops: list[str], keys: list[str], marked: set[int]) -> set[int]:
    """What stands above the headline; nothing where there is no line that looks like one."""
    for index, line in enumerate(tops):
        if len(line) >= _SHORTEST_LEAD and line.endswith(_STOPS) and index not in marked:
            return set()
        if (
            index not in marked
            and len(line) >= _SHORTEST_HEADLINE
            and line.count(" ") >= _FEWEST_GAPS
            and not line.endswith((".", ":"))
            and _FURNITURE.match(keys[index]) is None
        ):
            return set(range(index))
    return set()


def _is_top_line(line: str, key: str) -> bool:
    """Whether a line above an article says who wrote it, when, or where on the site it is."""
    if len(line) > _PROSE or line.endswith((".”", '."', "?", "!")):
        return False
    if key in _SECTIONS or is_masthead(line) or _is_date(key) or _PRINT_HEADER.search(line):
        return True
    if line.endswith("."):
        return False
    return (
        key in _LONE_BY
        or _MAIL.search(line) is not None
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


def _is_note(text: str, found: list[Block], keys: list[str], index: int) -> bool:
    """Whether a block is a caption, an advertisement, or a note to readers."""
    block = found[index]
    length = block.end - block.words
    if length > _LONGEST_NOTE:
        return False
    key = keys[index] or _words(text, block).lower()
    if index and keys[index - 1] in _CAPTION_BELOW and length <= _LONGEST_CAPTION:
        return True
    if key in _CAPTION_BELOW:
        return True
    if key.split(" ", 1)[0] in _OPENERS or not key[:1].isalpha():
        return _FURNITURE.match(key) is not None or _is_caption(text, block, length)
    return _is_caption(text, block, length)


def _is_caption(text: str, block: Block, length: int) -> bool:
    """Whether a block says what a picture shows, or whose it is."""
    line = _words(text, block)
    if length > _LONGEST_CAPTION or line[:1] in "“\"‘'":
        return False
    if length <= _LONGEST_PLACE and _PLACE.match(line) is not None:
        return True
    if ":" in line and _CREDIT.search(line) is not None:
        return True
    return ("source, " in line or "caption, " in line) and _SOURCE.search(line) is not None


def _appeals(keys: list[str]) -> set[int]:
    """The paragraphs of an appeal for money."""
    marked: set[int] = set()
    for begins, ends in _APPEALS:
        if begins in keys:
            first = keys.index(begins)
            for index in range(first, min(first + _LONGEST_APPEAL, len(keys))):
                if keys[index].startswith(ends):
                    marked.update(range(first, index + 1))
    return marked


def _repeated(keys: list[str]) -> set[int]:
    """Captions that a page has twice, one right below the other or in one line; lines all over."""
    marked = set()
    for index, key in enumerate(keys):
        half = len(key) // 2
        if half >= _SHORTEST_REPEATED and key[:half] == key[half:]:
            marked.add(index)
            if keys[index + 1 : index + 2] == [key[:half]]:
                marked.add(index + 1)
        elif len(key) >= _SHORTEST_REPEATED and keys[index + 1 : index + 2] == [key]:
            marked |= {index, index + 1}
    counts = Counter(key for key in keys if 0 < len(key) <= _LONGEST_REPEATED)
    often = {key for key, count in counts.items() if count >= _OFTEN and key[-1].isalpha()}
    return marked | {index for index, key in enumerate(keys) if key in often}


def _below(text: str, found: list[Block], keys: list[str], marked: set[int]) -> set[int]:
    """The page's foot: headlines of other articles, topics and names below the last paragraph."""
    last = len(found)
    while last and (last - 1 in marked or not _is_prose(text, found[last - 1])):
        last -= 1
    foot = {index for index in range(last, len(found)) if not found[index].is_item}
    for index in range(max(len(found) - _FOOT, 0), len(found)):
        if keys[index] in _TAIL:
            foot |= _opened(text, found, index)
    return foot if last else set()


def _opened(text: str, found: list[Block], index: int) -> set[int]:
    """What a line that opens a page's foot has below it, up to the next paragraph."""
    end = index + 1
    while end < len(found) and found[end].end - found[end].start < _PROSE:
        if not found[end].is_item and text.endswith((".”", '."'), found[end].start, found[end].end):
            break
        end += 1
    return set(range(index, end))


def _is_prose(text: str, block: Block) -> bool:
    """Whether a block reads like a sentence of the article, perhaps one that was cut off."""
    length = block.end - block.start
    return (
        length >= _PROSE
        or length >= _SENTENCE
        and text.endswith(_ENDS, block.start, block.end)
        or length >= 2 * _SENTENCE
        and _INNER_END.search(text, block.start, block.end) is not None
    )
