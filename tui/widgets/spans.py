"""Lines made of named spans: what a panel says, before any colour, so that it can be tested as text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size

from tui.display import one_line


@dataclass(frozen=True, slots=True)
class Span:
    """Some words in one look, and what a click on them means."""

    text: str
    """The words."""
    look: str = ""
    """The name of a look; the widget that draws it knows the colours."""
    target: str = ""
    """What a click on it points at, in the widget's own words."""


Line = tuple[Span, ...]
"""One line of spans from left to right."""


def line_width(line: Iterable[Span]) -> int:
    """How many columns a line takes."""
    return sum(cell_len(span.text) for span in line)


def line_text(line: Iterable[Span]) -> str:
    """A line's words without their looks."""
    return "".join(span.text for span in line)


def target_at(line: Iterable[Span], column: int) -> str:
    """What a click on a column points at, empty for nothing."""
    for span in line:
        column -= cell_len(span.text)
        if column < 0:
            return span.target
    return ""


def shorten(text: str, width: int) -> str:
    """Outside text on one line of at most ``width`` columns, cut with an ellipsis."""
    safe = one_line(text)
    if cell_len(safe) <= width:
        return safe
    return set_cell_size(safe, width - 1).rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """Outside text on exactly ``width`` columns."""
    return set_cell_size(shorten(text, width), max(0, width))


def fitted(left: Line, right: Line, width: int) -> Line:
    """A line with one part at each edge; the left gives way."""
    room = width - line_width(right)
    return (*clipped(left, room), *right)


def clipped(line: Iterable[Span], width: int) -> Line:
    """A line cut or filled to exactly ``width`` columns."""
    spans: list[Span] = []
    for span in line:
        text = shorten(span.text, width)
        width -= cell_len(text)
        if text:
            spans.append(Span(text, span.look, span.target))
    return (*spans, Span(" " * width)) if width > 0 else tuple(spans)


def wrap_words(text: str, width: int, most: int | None = None) -> list[str]:
    """Outside text in lines of at most ``width`` columns, broken between words.

    Args:
        text: The text; line ends count as spaces.
        width: Columns of a line.
        most: At most so many lines; the last ends with an ellipsis when text is left over.
    """
    words = one_line(text).split()
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".lstrip()
        if cell_len(longer) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
        if most is not None and len(lines) > most:
            return [*lines[: most - 1], shorten(f"{lines[most - 1]} {lines[most]}…", width)]
    return [shorten(line, width) for line in lines if line]


def side_by_side(left: Sequence[Line], right: Sequence[Line], width: int, rule: Span) -> list[Line]:
    """Two columns of lines, the left ``width`` columns wide, with a rule between them."""
    height = max(len(left), len(right))
    pairs = zip(_filled(left, height), _filled(right, height), strict=True)
    return [(*clipped(first, width), rule, *second) for first, second in pairs]


def _filled(lines: Sequence[Line], height: int) -> list[Line]:
    return [*lines, *[()] * (height - len(lines))]
