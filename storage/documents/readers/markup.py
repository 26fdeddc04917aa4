"""Takes a page apart into tags and words, in time that grows with its length and no faster.

The standard library's parser needs quadratic time for tags that never close: 20 KB of them take it
ten seconds. A page that an import meets may be anything, so this one never looks back.
"""

import re
from collections.abc import Generator, Iterator
from html import unescape
from typing import Final, NamedTuple

_TAG: Final = re.compile(
    r"</?(?P<name>[a-zA-Z][^\s/>]{0,60}+)"
    r"""(?P<attributes>(?:[^>"']|"[^"]{0,3000}+"|'[^']{0,3000}+'){0,3000}+)>"""
)
_NAME: Final = re.compile(r"</?(?P<name>[a-zA-Z][^\s/>]{0,60})")
_ATTRIBUTE: Final = re.compile(
    r"""([^\s"'>/=]{1,60}+)\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)'|([^\s"'>]{1,3000}))"""
)
_RAW: Final = frozenset({"script", "style", "textarea", "title"})
"""Elements whose content is no markup."""
_CLOSING: Final = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}


class Token(NamedTuple):
    """One piece of a page."""

    kind: str
    """``open``, ``close`` or ``words``."""
    value: str
    """The tag's name in small letters, or the words."""
    attributes: str = ""
    """As written; see ``attributes_of``."""


def tokens(page: str) -> Iterator[Token]:
    """Every tag and every run of words in order; comments and declarations are passed over."""
    at = 0
    while at < len(page):
        bracket = page.find("<", at)
        bracket = len(page) if bracket < 0 else bracket
        if bracket > at:
            yield Token("words", unescape(page[at:bracket]))
        if bracket == len(page):
            return
        following = page[bracket + 1 : bracket + 3]
        if following[:1] in ("!", "?"):
            at = _after_declaration(page, bracket)
        elif following.lstrip("/")[:1].isascii() and following.lstrip("/")[:1].isalpha():
            at = yield from _tag(page, bracket)
        else:
            yield Token("words", "<")
            at = bracket + 1


def attributes_of(written: str) -> dict[str, str]:
    """The attributes of a tag, names in small letters."""
    return {
        name.lower(): unescape(double or single or bare)
        for name, double, single, bare in _ATTRIBUTE.findall(written)
    }


def _tag(page: str, at: int) -> Generator[Token, None, int]:
    """Yield the tag at ``at``, with its content where that is no markup; return where it ends."""
    tag = _TAG.match(page, at)
    if tag is not None:
        name, attributes, end = tag["name"], tag["attributes"], tag.end()
    else:
        end = page.find(">", at) + 1
        begun = _NAME.match(page, at)
        if not end or begun is None:
            yield Token("words", unescape(page[at:]))
            return len(page)
        name, attributes = begun["name"], ""
    name = name.lower()
    is_open = page[at + 1] != "/"
    yield Token("open" if is_open else "close", name, attributes)
    if not is_open or name not in _RAW:
        return end
    close = _CLOSING[name].search(page, end)
    stop = close.start() if close is not None else len(page)
    if stop > end:
        yield Token("words", unescape(page[end:stop]))
    return stop


def _after_declaration(page: str, at: int) -> int:
    """Where a comment or declaration ends; one that never ends takes the rest of the page."""
    mark = "-->" if page.startswith("<!--", at) else ">"
    end = page.find(mark, at + 2)
    return end + len(mark) if end >= 0 else len(page)
