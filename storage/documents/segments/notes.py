"""Finds captions, advertisements and notes to readers among an article's paragraphs."""

import re
from collections import Counter
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.wording import lines, words

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
    | skip\ to\ .{3,60} | play\ now | (?:the\ )?video\ will\ (?:auto-?play|start).{0,40}
    | (?:never|don't)\ miss\b.{0,120} | to\ get\ (?:the|all|more)\b.{0,90}\bclick\ here
    | you\ can\ find\ this\ story.{0,60} | or\ by\ navigating\ to.{0,60}
    | \d{1,2}/\d{1,2}/\d{2,4},?\ .{3,100}\ [-|–]\ .{3,40}
    | (?:https?://|www\.)\S{1,200}(?:\ \d{1,3}\ ?(?:/|of)\ ?\d{1,3})?
    | be\ part\ of\ the\ news.{0,60} | send\ (?:us\ )?your\ .{0,80} | by\ signing\ up.{0,120}
    | (?:free|daily|weekly)\ (?:\w+\ )?newsletter.{0,60} | after\ newsletter\ promotion | privacy\ notice:.{0,200}
    | commenting\ on\ this\ .{0,60} | (?:skip|end\ of)\ (?:twitter|x|instagram|facebook)\ (?:post|content).{0,60}
    | allow\ (?:twitter|x|instagram|facebook|google)\ content.{0,20} | unhappy\ (?:about|with)\ .{0,100}
    | part\ of\ this\ page\ .{0,200} | .{0,80}\bin\ your\ inbox\b.{0,60}
    | no\ comments\ yet.{0,100} | something\ went\ wrong,?\ (?:please\ )?try\ again.{0,40}
    | by\ (?:using|visiting|continuing)\b.{0,60}\byou\ (?:agree|accept|consent)\b.{0,120}
    | follow\ [^.!?]{2,50}\ on\ (?:facebook|twitter|instagram|x|whatsapp|youtube|tiktok|linkedin|bluesky)\b.{0,60}
    | (?:listen|subscribe)\ to\ (?:our|the|this|all)\b.{0,60}\b(?:podcasts?|episodes?)\b.{0,80}
    | (?:want|looking\ for|need)\b.{0,140}\?\ (?:listen|sign|subscribe|download|follow|join|read|get)\b.{0,140}
    | for\ the\ price\ of\ .{0,120} | support\ our\ .{0,40} | tags?:.{0,160} | further\ reading
    | invalid\ email.{0,60} | that\ didn't\ work.{0,60} | what\ we\ do\ with\ your\ .{0,120}
    | you\ (?:may|might)\ (?:also\ )?(?:be\ interested|like).{0,60}
    | (?:have|do|what|are)\ (?:you|do\ you)\b.{0,140}\b(?:comments?|let\ us\ know|tell\ us|say)\b.{0,80}
    | (?:this|we|our|the)\b.{0,110}\b(?:independent\ press\ standards|ipso)\b.{0,160}
    | comments\ are\ closed | (?:sorry,?\ )?we\ are\ (?:not|no\ longer)\ (?:currently\ )?accepting\ comments.{0,40}
    | (?:are|have|were)\ you\ (?:been\ )?affected\b.{0,120} | letters\ may\ be\ edited.{0,60}
    | (?:the\ )?\S{2,30}\ -\ back\ to\ home
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
    | read\ the\ (?:full\ |whole\ )?(?:letter|report|decision|story|ruling|statement|article)
      (?:\ (?:on|at|in|from|about)\b.{0,80})?
    | continue\ reading.{0,10} | (?:for\ )?more\ (?:news|stories|information)\b.{0,80}\b(?:here|click|visit)\b.{0,60}
    | (?:pressreader|newspapers|press\ association|pa\ media)\b.{0,80}
    | thank\ you\ for\ reading\b.{0,160}
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
    click continue for play something want looking need using sorry we are were letters what have tags tag tags: further invalid that you be send by free daily weekly after privacy commenting skip end
    allow unhappy part what's no video never don't you or
    pressreader pressreader.com newspapers press pa thank our
    """
)
"""How these notes begin, besides with a number or a mark."""
_ADDRESSES: Final = ("http://", "https://", "www.")
_APPEALS: Final = (
    ("your support helps us to tell the story", "your support makes all the difference"),
)
"""How an appeal for money begins and ends, with paragraphs of prose between."""
_LONGEST_APPEAL: Final = 8
_LONGEST_NOTE: Final = 420
_LONGEST_CAPTION: Final = 300
_SHORTEST_REPEATED: Final = 20
_LONGEST_REPEATED: Final = 30
_OFTEN: Final = 3


def notes(text: str, found: list[Block], keys: list[str]) -> set[int]:
    """The indexes of such blocks; ``keys`` are the blocks' words."""
    marked = {index for index in range(len(found)) if _is_note(text, found, keys, index)}
    return marked | _appeals(keys) | _repeated(keys)


def is_note(key: str) -> bool:
    """Whether a line is an advertisement, an address or a note to readers."""
    may_be = key.split(" ", 1)[0] in _OPENERS or key.startswith(_ADDRESSES)
    return (may_be or not key[:1].isalpha()) and _FURNITURE.match(key) is not None


def _is_note(text: str, found: list[Block], keys: list[str], index: int) -> bool:
    """Whether a block is a caption, an advertisement, or a note to readers."""
    block = found[index]
    length = block.end - block.words
    if length > _LONGEST_NOTE:
        return False
    key = keys[index] or text[block.words : block.end].lower()
    if index and keys[index - 1] in _CAPTION_BELOW and length <= _LONGEST_CAPTION:
        return True
    if key in _CAPTION_BELOW:
        return True
    return is_note(key) or _is_caption(text, block, length)


def _is_caption(text: str, block: Block, length: int) -> bool:
    """Whether a block says what a picture shows, or whose it is."""
    line = text[block.words : block.end]
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
