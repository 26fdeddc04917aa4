"""Knows which parts of a web page are the site's: its head and foot, notices, links to share."""

import re
from typing import Final

_ALWAYS: Final = frozenset({"header", "footer", "aside", "figcaption"})
_NAMED: Final = frozenset({"div", "section", "ul", "form", "nav", "figure", "dialog"})
"""Elements whose class or id says what they are for."""
_CONTENT: Final = frozenset({"article", "main", "h1"})
"""Where a part of the site ends, and what it never holds."""
_NAME: Final = re.compile(
    r"\b(?:class|id)\s{0,5}=\s{0,5}[\"']?[^\"'>]{0,300}?(?<![a-z])(?:cookies?|consent|gdpr|breadcrumbs?|"
    r"skip|share|sharing|social-(?:share|links|media|icons|bar)|newsletter|related|promos?|"
    r"adverts?|advertisement|ads?|comments|site-?footer|footer|site-?header|masthead|menu|navbar|"
    r"sidebar|most-?read|most-?popular|recommended|byline|timestamp|topics|pagination|"
    r"print-?(?:link|page|button)|back-?to-?top|feedback|subscribe|signup|sign-up|donat\w{0,5})"
    r"(?![a-z])",
    re.IGNORECASE,
)
_MOST: Final = 0.6
"""Parts that hold more of the page than this are not only the site's."""


_GAP: Final = 40
"""Line ends and list marks between the words of one part."""


class Zones:
    """Follows a page's tags and remembers where the words of such parts were written."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int]] = []
        self._tag: str | None = None
        self._depth = 0
        self._first = 0

    def open(self, tag: str, attributes: str) -> None:
        """Enter such a part, go deeper into it, or find that it is none."""
        if self._tag is None:
            if tag in _ALWAYS or tag in _NAMED and _NAME.search(attributes) is not None:
                self._tag, self._depth, self._first = tag, 1, len(self._spans)
        elif tag in _CONTENT:
            if tag == "h1":
                del self._spans[self._first :]
            self._tag = None
        elif tag == self._tag:
            self._depth += 1

    def close(self, tag: str) -> None:
        """Leave the part when its own tag closes."""
        if tag == self._tag:
            self._depth -= 1
            if self._depth == 0:
                self._tag = None

    def wrote(self, start: int, end: int) -> None:
        """Remember where words were written, if inside such a part."""
        if self._tag is not None and start < end:
            if len(self._spans) > self._first and self._spans[-1][1] + _GAP >= start:
                self._spans[-1] = (self._spans[-1][0], end)
            else:
                self._spans.append((start, end))

    def spans(self, length: int) -> tuple[tuple[int, int], ...]:
        """The parts of a page of this length; none when they would leave too little of it."""
        if sum(end - start for start, end in self._spans) > length * _MOST:
            return ()
        return tuple(self._spans)
