"""Tells running heads, feet and page numbers from the words of the document."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, NamedTuple

from storage.documents.readers.pdf.lines import Line

_DEEPEST: Final = 5
"""How many lines a head or a foot may have."""
_DIGITS: Final = re.compile(r"\d+")
_NUMBER: Final = re.compile(
    r"(?:page\s+)?[-–—|\[(]?\s?(?:\d{1,4}|[ivxlc]{1,7})\s?[-–—|\])]?(?:\s*(?:of|/)\s*\d{1,4})?$",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_ITEM: Final = re.compile(r"\d{1,3}[.)]\s+[A-Z]")
"""What opens like a numbered paragraph is one, however often it is printed."""
_APART: Final = 1.8
"""So many letter sizes from the next line, a number belongs to the page."""
_LONGEST: Final = 200
_FEW_PAGES: Final = 6
_SAME_PLACE: Final = 4.0
"""Running heads stand at the same height on all pages, but for so many points."""
_NEXT: Final = 1.5
"""So few letter sizes from the next line, a line may be of its paragraph."""
_ALIKE: Final = 0.5
"""By so many points, margins and letter sizes of lines of one paragraph may differ."""


class Sheet(NamedTuple):
    """One page: its furniture from top to bottom and its own lines in reading order."""

    head: list[Line]
    body: list[Line]
    foot: list[Line]


def without_margins(pages: Sequence[list[Line]]) -> list[Sheet]:
    """Each page with its running heads and feet told from its body."""
    tops = [_outermost(lines, from_top=True) for lines in pages]
    feet = [_outermost(lines, from_top=False) for lines in pages]
    high, low = _places(tops), _places(feet)
    across = [[line for line in lines if line.turn] for lines in pages]
    stamps = {key for key, ys in _places(across).items() if len(ys) > 1}
    least = 2 if len(pages) <= _FEW_PAGES else 3
    return [
        _sheet(
            lines,
            _peeled(top, high, least),
            _peeled(foot, low, least) + [line for line in turned if _key(line) in stamps],
        )
        for lines, top, foot, turned in zip(pages, tops, feet, across, strict=True)
    ]


def _outermost(lines: list[Line], *, from_top: bool) -> list[Line]:
    """The lines nearest to an edge of the page and one further in, the outermost first."""
    upright = [line for line in lines if not line.turn]
    upright.sort(key=lambda line: -line.y if from_top else line.foot)
    return upright[: _DEEPEST + 1]


def _key(line: Line) -> str:
    """What a running head has in common on all its pages."""
    return _DIGITS.sub("#", " ".join(line.text.lower().split()))


def _places(edges: Sequence[list[Line]]) -> dict[str, list[float]]:
    """How high each line at the edge of a page stands, by what it has in common with others."""
    places: defaultdict[str, list[float]] = defaultdict(list)
    for lines in edges:
        for line in lines[:_DEEPEST]:
            places[_key(line)].append(line.y)
    return places


def _peeled(edge: list[Line], places: dict[str, list[float]], least: int) -> list[Line]:
    """The lines of an edge that are the page's: from the outermost to the first that is not."""
    found: list[Line] = []
    for index, line in enumerate(edge[:_DEEPEST]):
        level = sum(abs(line.y - y) <= _SAME_PLACE for y in places[_key(line)])
        is_repeated = level >= least and len(line.text) <= _LONGEST and not _ITEM.match(line.text)
        if not is_repeated and not (_is_number(line) and _is_apart(line, edge[index + 1 :])):
            break
        found.append(line)
    while found and _reads_on(found[-1], edge[len(found) : len(found) + 1]):
        found.pop()
    return found


def _reads_on(line: Line, inner: list[Line]) -> bool:
    """Whether nothing parts a line from the text that it stands next to.

    Two pages may begin or end with the same words of a paragraph, at the same height.
    """
    return any(
        abs(line.y - other.y) <= _NEXT * line.size
        and abs(line.x - other.x) <= _ALIKE
        and abs(line.size - other.size) <= _ALIKE
        and line.is_bold == other.is_bold
        for other in inner
    )


def _is_number(line: Line) -> bool:
    """Whether a line is nothing but the number of its page."""
    return _NUMBER.match(line.text) is not None and _YEAR.match(line.text) is None


def _is_apart(line: Line, inner: list[Line]) -> bool:
    """Whether white space parts a line from what is further in on its page."""
    return all(abs(line.y - other.y) > _APART * other.size for other in inner)


def _sheet(lines: list[Line], top: list[Line], foot: list[Line]) -> Sheet:
    """The page with what was peeled off, each part in its order from top to bottom."""
    peeled = {id(line) for line in (*top, *foot)}
    body = [line for line in lines if id(line) not in peeled]
    tops = {id(line) for line in top}
    lower = [line for line in foot if id(line) not in tops]
    return Sheet(_downwards(top), body, _downwards(lower))


def _downwards(lines: list[Line]) -> list[Line]:
    """Lines as they are read: from top to bottom, then from left to right."""
    return sorted(lines, key=lambda line: (-round(line.y), line.x))
