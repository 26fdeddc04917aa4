"""Finds what any web site puts around a page: its name and menu above, its links below."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from storage.documents.segments.blocks import Block

_BESIDE: Final = re.compile(r"\s*(?:\s[|·•]\s|\s{2,})\s*")
"""What stands between links in one line."""
_LINK: Final = re.compile(r"[A-Z][^\d.!?;:]{0,29}$")
_FEWEST_LINKS: Final = 3
_LONGEST_ROW: Final = 160
_TRAIL: Final = re.compile(r"(?:you are here\b|home ?[>/»›|] ?\S).{0,120}$", re.IGNORECASE)
_SHARES: Final = frozenset(
    {
        "share",
        "facebook",
        "twitter",
        "x",
        "linkedin",
        "whatsapp",
        "email",
        "tweet",
        "copy link",
        "print",
    }
)
"""Links that stand below a headline as well."""
_TRAILS: Final = ("home", "you are here")
_HEAD: Final = 6
"""How many lines a site's name and motto may take above its menu."""
_TOP: Final = 25
_LONGEST_NAME: Final = 90
_SENTENCE: Final = 25
_PROSE: Final = 110
_SIGNED: Final = "on behalf of"
_WITHIN: Final = frozenset({"back to top", "top of page", "table", "contents"})
"""What a site prints inside a text as well."""
_ENDS: Final = tuple('.!?:;”"’)')


def site_furniture(
    text: str,
    found: Sequence[Block],
    keys: Sequence[str],
    known: set[int],
    is_known: Callable[[str], bool],
) -> set[int]:
    """The indexes of the blocks that are a site's.

    Args:
        text: The stored text.
        found: Its blocks.
        keys: Their words, as lists of known lines have them.
        known: What is furniture by its words alone.
        is_known: Whether one link is a line that every site has.
    """
    rows = {
        index: links
        for index, key in enumerate(keys)
        if ("  " in key or " | " in key or " · " in key or " • " in key)
        and (links := _row(text, found[index]))
    }
    marked = {index for index, links in rows.items() if any(map(is_known, links))}
    marked |= {
        index
        for index, key in enumerate(keys[:_TOP])
        if key.startswith(_TRAILS) and _TRAIL.match(key)
    }
    return known | marked | _above_menu(text, found, rows, known | marked)


def _row(text: str, block: Block) -> list[str]:
    """The links that stand side by side in one line; empty where it is none of such."""
    if block.is_item or block.end - block.start > _LONGEST_ROW:
        return []
    links = _BESIDE.split(text[block.start : block.end])
    is_row = len(links) >= _FEWEST_LINKS and all(map(_LINK.match, links))
    return [link.lower() for link in links] if is_row else []


def _above_menu(
    text: str, found: Sequence[Block], rows: dict[int, list[str]], known: set[int]
) -> set[int]:
    """A site's menu at the top, and above it the site's name and motto.

    Where no title stands below the menu, what stands above it may be the title.
    """
    row = next((at for at, links in rows.items() if _SHARES.isdisjoint(links)), _HEAD)
    below = (each for each in range(row + 1, min(row + _HEAD, len(found))) if each not in known)
    title = next(below, None)
    if row >= _HEAD or title is None or not _is_line(text, found[title], _PROSE):
        return set()
    is_head = all(_is_line(text, block, _LONGEST_NAME) for block in found[:row])
    return set(range(row + 1)) if is_head else {row}


def _is_line(text: str, block: Block, longest: int) -> bool:
    """Whether a block is short and no sentence."""
    return block.end - block.start <= longest and text[block.end - 1] not in ".:"


def site_foot(text: str, found: Sequence[Block], keys: Sequence[str], known: set[int]) -> set[int]:
    """Everything below the last sentence from the first line on that only a site's foot has."""
    last = len(found)
    while last and (last - 1 in known or not _is_own(text, found[last - 1], keys[last - 1])):
        last -= 1
    below = (at for at in range(last, len(found)) if at in known and keys[at] not in _WITHIN)
    return set(range(next(below, len(found)), len(found))) if last else set()


def _is_own(text: str, block: Block, key: str) -> bool:
    """Whether a block is a sentence, a signature or an item, as the document's own text has them."""
    length = block.end - block.start
    return (
        block.is_item
        or length >= _PROSE
        or _SIGNED in key
        or length >= _SENTENCE
        and text.endswith(_ENDS, block.start, block.end)
    )
