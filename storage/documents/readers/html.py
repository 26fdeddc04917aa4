"""Reads HTML: the words of the page in lines, its lists and label/value pairs kept.

Tags come one after the other, so depth of nesting costs nothing.
"""

from typing import Final

from storage.documents.normalise import normalise
from storage.documents.readers.markup import attributes_of, tokens
from storage.documents.readers.source import Source
from storage.documents.readers.zones import Zones
from storage.documents.wording import words

_DROPPED: Final = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "textarea",
        "select",
        "button",
    }
)
_NAVIGATION: Final = "nav"
_CONTENT: Final = frozenset({"article", "main"})
"""Where a navigation that nobody closed ends all the same."""
_BLOCKS: Final = words(
    """
    address article aside blockquote body details dl div fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hr main ol p pre section summary table ul
    """
)
_LINES: Final = frozenset({"br", "dd", "dt", "li", "option", "tr"})
_INDENT: Final = "    "
_DEEPEST: Final = 8
"""Lists nested further are indented no further."""
_METADATA: Final = {
    "og:title": "title",
    "og:url": "url",
    "og:site_name": "site_name",
    "article:published_time": "published_on",
    "dcterms.title": "title",
    "author": "author",
    "description": "description",
}


def read_html(decoded: str) -> Source:
    """Keep what a person reads; the navigation goes, unless nothing else is there."""
    page = _Page(drops_navigation=True)
    page.read(decoded)
    if not page.text.strip():
        page = _Page(drops_navigation=False)
        page.read(decoded)
    text, warnings = normalise(page.text)
    zones = page.zones if text == page.text else ()
    metadata = {key: " ".join(value.split()) for key, value in page.metadata.items()}
    stated = {key: value for key, value in metadata.items() if value}
    return Source(text, "text/html", stated, warnings, furniture=zones)


class _Page:
    """Collects the words of one page and what its head declares."""

    def __init__(self, *, drops_navigation: bool) -> None:
        self.metadata: dict[str, str] = {}
        self._dropped = _DROPPED | {_NAVIGATION} if drops_navigation else _DROPPED
        self._dropping: str | None = None
        self._depth = 0
        self._in_title = False
        self._is_preformatted = False
        self._lists: list[int | None] = []
        self._written: list[str] = []
        self._pending = ""
        """Line ends, indentation and list marks to write before the next word."""
        self._is_label = False
        self._length = 0
        """Of what is written."""
        self._zones = Zones()

    def read(self, page: str) -> None:
        """Take in the whole page."""
        for token in tokens(page):
            if token.kind == "words":
                self._take_words(token.value)
            elif token.kind == "open":
                self._take_opening(token.value, token.attributes)
            else:
                self._take_closing(token.value)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._written).strip()

    @property
    def zones(self) -> tuple[tuple[int, int], ...]:
        """Where in the words the site's own parts are."""
        blanks = len("".join(self._written[:2])) - len("".join(self._written[:2]).lstrip())
        last = len(self.text)
        found = (
            (max(start - blanks, 0), min(end - blanks, last))
            for start, end in self._zones.spans(self._length)
        )
        return tuple((start, end) for start, end in found if start < end)

    def _take_opening(self, tag: str, attributes: str) -> None:
        """Open a block, a line or a list, or begin to drop."""
        if self._dropping == _NAVIGATION and tag in _CONTENT:
            self._dropping = None
        if self._dropping is not None:
            self._depth += tag == self._dropping
        elif tag in self._dropped:
            if not attributes.endswith("/"):
                self._dropping, self._depth = tag, 1
        elif tag == "title":
            self._in_title = True
        elif tag in ("meta", "link"):
            self._declare(tag, attributes_of(attributes))
        else:
            self._open(tag, attributes)

    def _take_closing(self, tag: str) -> None:
        """Close a block, a line or a list, or end dropping."""
        if self._dropping is not None:
            self._depth -= tag == self._dropping
            if self._depth == 0 or tag == "body":
                self._dropping = None
        elif tag == "title":
            self._in_title = False
        else:
            self._close(tag)

    def _take_words(self, words: str) -> None:
        """Write words, white space drawn together as a browser draws it."""
        if self._dropping is not None:
            return
        if self._in_title:
            self.metadata.setdefault("title", words)
        elif self._is_preformatted:
            self._write(words)
        else:
            self._write_flowing(words)

    def _open(self, tag: str, attributes: str) -> None:
        """Begin what ``tag`` opens."""
        self._zones.open(tag, attributes)
        if tag in ("ul", "ol"):
            self._break("\n" if self._lists else "\n\n")
            self._lists.append(_first_number(attributes_of(attributes)) if tag == "ol" else None)
        elif tag == "li":
            self._pending = "\n\n" if self._pending.count("\n") > 1 else "\n"
            self._pending += self._list_mark()
        elif tag in ("td", "th"):
            self._cell(tag)
        elif tag in _BLOCKS:
            self._break("\n\n")
        elif tag in _LINES and not (tag == "dd" and self._is_label):
            self._break("\n")
        if tag in _BLOCKS or tag in _LINES:
            self._is_label = self._in_title = False
        self._is_preformatted = self._is_preformatted or tag == "pre"

    def _close(self, tag: str) -> None:
        """End what ``tag`` closes."""
        self._zones.close(tag)
        if tag in ("ul", "ol"):
            if self._lists:
                self._lists.pop()
            self._break("\n" if self._lists else "\n\n")
        elif tag == "dt":
            self._end_label()
        elif tag == "th":
            self._is_label = True
        elif tag in _BLOCKS:
            self._break("\n\n")
        elif tag in _LINES:
            self._break("\n")
        self._is_preformatted = self._is_preformatted and tag != "pre"

    def _declare(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep what the page says about itself."""
        if tag == "link":
            if attributes.get("rel", "").lower() == "canonical" and attributes.get("href"):
                self.metadata["url"] = attributes["href"]
            return
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        if name in _METADATA and attributes.get("content"):
            self.metadata.setdefault(_METADATA[name], attributes["content"])

    def _break(self, ends: str) -> None:
        """Have at least these line ends before the next word; a list mark just opened stays."""
        if self._pending.strip():
            return
        if self._pending.count("\n") < len(ends):
            self._pending = ends

    def _list_mark(self) -> str:
        """What stands before the next item: its number or a bullet, indented by depth."""
        if not self._lists:
            return "• "
        number = self._lists[-1]
        if number is not None:
            self._lists[-1] = number + 1
        return _INDENT * min(len(self._lists) - 1, _DEEPEST) + (
            "• " if number is None else f"{number}. "
        )

    def _cell(self, tag: str) -> None:
        """Keep the cells of a row on its line; a heading cell names the cell after it."""
        if "\n" in self._pending or not self._written:
            self._is_label = False
        elif tag == "td" and (self._is_label or self._written[-1].endswith(":")):
            self._end_label()
            self._is_label = False
        else:
            self._pending = " | "

    def _end_label(self) -> None:
        """Have a colon between a label and its value, which follows on the same line."""
        if self._written:
            self._is_label = True
            self._pending = " " if self._written[-1].endswith(":") else ": "

    def _write_flowing(self, data: str) -> None:
        """Write words outside ``<pre>``."""
        words = data.split()
        if not words:
            self._pending = self._pending or " "
            return
        if data[0].isspace():
            self._pending = self._pending or " "
        self._write(" ".join(words))
        self._pending = " " if data[-1].isspace() else ""

    def _write(self, words: str) -> None:
        """Write what was pending, then the words."""
        if not self._written:
            self._pending = self._pending.lstrip()
        start = self._length + len(self._pending) - len(self._pending.lstrip())
        self._length += len(self._pending) + len(words)
        self._zones.wrote(start, self._length)
        self._written += (self._pending, words)
        self._pending = ""


def _first_number(attributes: dict[str, str]) -> int:
    """Where an ordered list begins to count."""
    start = attributes.get("start", "").strip()
    return int(start) if start.isdecimal() and len(start) < 6 else 1
