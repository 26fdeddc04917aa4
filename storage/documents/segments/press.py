"""Finds what a newspaper's page puts around an article: above it, inside it and below it."""

import re
from typing import Final

from storage.documents.segments.blocks import Block
from storage.documents.segments.headline import above_article
from storage.documents.segments.notes import notes
from storage.documents.wording import lines

_TAIL: Final = lines(
    """
    related topics; more on this story; more on; explore more on these topics; topics; most read;
    most popular; related stories; related articles; related content; you may also like; more like
    this; more stories like this; recommended; recommended for you; read next; trending; see also;
    related internet links; related bbc links; top stories; around the web; around the bbc;
    promoted stories; sponsored; leave a reply; leave a comment; comments; view all comments;
    newspapers in english; follow us; share this article; share this; tags; latest news; up next;
    related; recommended reading; continue reading; more stories; further reading; you may also be interested in; you might also like;
    editor's picks; also read; related news; today's top stories; story saved
    """
)
"""Lines that open a page's foot."""
_PROSE: Final = 110
"""A block this long is the article's."""
_FOOT: Final = 40
"""How many blocks of a page's foot are looked at."""
_ENDS: Final = tuple('.!?”"’…)]')
_NOTES: Final = lines("notes to editors; notes for editors; note to editors; editor's notes; ends")
"""What opens the foot of a press release, which goes on to its end in sentences and points."""
_LISTED: Final = (".", ";", "; and")
"""How the points of a list end that belongs to the article, and links do not."""
_SPOKEN: Final = (".”", '."', "”.", '".')
"""How a paragraph ends that gives somebody's words."""
_POINT: Final = "@highlight"
"""What some papers print above each sentence that sums the article up."""
_SENTENCE: Final = 25
_LONGEST_ROW: Final = 160
_MENU_ROW: Final = re.compile(
    r"[A-Z][^\d\s.!?;:]*(?: [^\d\s.!?;:]+){0,3}(?: {2,}[A-Z&][^\d\s.!?;:]*(?: [^\d\s.!?;:]+){0,3}){2,}$"
)
_INNER_END: Final = re.compile(r"[a-z][.!?][”\"’']? [A-Z]")


def press_furniture(
    text: str, found: list[Block], keys: list[str], kind: str, known: set[int]
) -> set[int]:
    """The indexes of the blocks that belong to a newspaper's page.

    ``keys`` are the blocks' words, ``known`` the blocks that are furniture on any page.
    """
    if not kind.startswith("press"):
        return known | above_article(text, found, keys, known, is_press=False)
    known = known | notes(text, found, keys) | _menu_rows(text, found)
    marked = known | above_article(text, found, keys, known, is_press=True)
    return marked | _below(text, found, keys, marked)


def _menu_rows(text: str, found: list[Block]) -> set[int]:
    """Lines of several links side by side, far apart."""
    return {
        index
        for index, block in enumerate(found if "  " in text else ())
        if block.end - block.words <= _LONGEST_ROW
        and text.find("  ", block.words, block.end) > 0
        and _MENU_ROW.match(text, block.words, block.end) is not None
    }


def _below(text: str, found: list[Block], keys: list[str], marked: set[int]) -> set[int]:
    """The page's foot: headlines of other articles, topics and names below the last paragraph."""
    last = len(found)
    while last and (last - 1 in marked or not _is_prose(text, found[last - 1])):
        last -= 1
    foot = {
        index
        for index in range(last, len(found))
        if not found[index].is_item and keys[index - 1] != _POINT
    }
    first = next((at for at in range(last) if at not in marked and _is_prose(text, found[at])), 0)
    for index in range(max(len(found) - _FOOT, first), len(found)):
        if keys[index] in _NOTES:
            foot |= set(range(index, len(found)))
        elif keys[index] in _TAIL:
            foot |= _opened(text, found, index)
    return foot if last else set()


def _opened(text: str, found: list[Block], index: int) -> set[int]:
    """What a line that opens a page's foot has below it, up to the next paragraph."""
    end = index + 1
    while end < len(found) and found[end].end - found[end].start < _PROSE:
        block = found[end]
        if text.endswith(_LISTED if block.is_item else _SPOKEN, block.start, block.end):
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
