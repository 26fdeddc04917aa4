"""What commands print: lines, aligned tables, JSON lines. Words from outside reach a terminal made safe."""

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TextIO

from tui.display import date_text, display_safe, one_line

if TYPE_CHECKING:
    from storage import FieldValue

GAP = "  "
"""Between two columns of a table."""
NARROWEST = 20
"""Columns that text gets on a terminal, however narrow that is."""


def say(text: str = "") -> None:
    """Print one line, or several, on standard output."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Print a sentence on standard error, broken between words where the terminal ends."""
    _write(sys.stderr, "\n".join(wrapped(text, width(sys.stderr))))


def say_sentence(text: str) -> None:
    """Print a sentence on standard output, broken between words where the terminal ends."""
    say("\n".join(wrapped(text, width())))


def say_json(values: Mapping[str, object]) -> None:
    """Print one object as one line of JSON; exact, whatever encoding standard output has."""
    speaks_unicode = "utf" in (sys.stdout.encoding or "").lower()
    sys.stdout.write(json.dumps(values, ensure_ascii=not speaks_unicode) + "\n")


def _write(stream: TextIO, text: str) -> None:
    """Write text and a line end; control characters of it never reach a terminal."""
    stream.write((display_safe(text) if stream.isatty() else text) + "\n")


def width(stream: TextIO | None = None) -> int | None:
    """Columns of the terminal that a stream (standard output, if none is given) is; None when it is none."""
    chosen = stream or sys.stdout
    if not chosen.isatty():
        return None
    try:
        columns = os.get_terminal_size(chosen.fileno()).columns
    except (OSError, ValueError):
        columns = 0
    # A terminal that does not know its size says 0: then 80 is what most are.
    return max(columns or 80, 2 * NARROWEST)


def wrapped(text: str, columns: int | None, *, indent: str = "") -> list[str]:
    """Text broken between words into lines of ``columns``, all but the first behind ``indent``.

    Words longer than a line stay whole, so that a path can be copied. ``None`` breaks nothing.
    """
    if columns is None:
        return [text]
    return [line for part in text.split("\n") for line in _wrapped_line(part, columns, indent)]


def _wrapped_line(text: str, columns: int, indent: str) -> Iterator[str]:
    """One line of text broken into several."""
    from rich.cells import cell_len

    line, empty = "", True
    for word in text.split(" "):
        if not empty and cell_len(line) + 1 + cell_len(word) > columns:
            yield line
            line, empty = indent + word, False
        else:
            line, empty = (word if empty else f"{line} {word}"), False
    yield line


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """One line of text filled up with spaces to ``columns``; text that is longer stays whole."""
    from rich.cells import cell_len

    space = " " * max(0, columns - cell_len(text))
    return space + text if right else text + space


def cut(text: str, columns: int | None) -> str:
    """One line of text that takes at most ``columns``, ending in ``…`` where it was cut."""
    from rich.cells import cell_len, set_cell_size

    bare = one_line(text) if columns is not None else text.replace("\n", " ")
    if columns is None or cell_len(bare) <= columns:
        return bare
    return set_cell_size(bare, max(columns - 1, 0)).rstrip() + "…"


def say_table(
    rows: Iterable[Sequence[str]], widths: Sequence[int], right: Sequence[int] = ()
) -> None:
    """Print rows in aligned columns as they come.

    Args:
        rows: Cells; the last of a row takes what is left of the terminal and is cut there.
        widths: Columns of each cell but the last; a longer cell is cut on a terminal.
        right: Places of cells that stand at the right of theirs.
    """
    terminal = width()
    rest = None
    if terminal is not None:
        rest = max(terminal - sum(widths) - len(GAP) * len(widths), NARROWEST)
    for *cells, last in rows:
        parts = [
            padded(cut(cell, terminal and size), size, right=place in right)
            for place, (cell, size) in enumerate(zip(cells, widths, strict=True))
        ]
        say(GAP.join([*parts, cut(last, rest)]).rstrip())


def say_aligned(pairs: Iterable[tuple[str, str]]) -> None:
    """Print labels and what belongs to them in two columns, the second one broken between words."""
    lines = [(label, text) for label, text in pairs if text]
    column = max((len(label) for label, _ in lines), default=0)
    terminal = width()
    rest = None if terminal is None else max(terminal - column - len(GAP), NARROWEST)
    for label, text in lines:
        first, *more = wrapped(text, rest)
        say(f"{label:<{column}}{GAP}{first}".rstrip())
        for line in more:
            say(f"{'':<{column}}{GAP}{line}")


def time_text(iso: str) -> str:
    """A time of the store (UTC) as a local clock and calendar show it: ``14 Mar 2022 14:02``."""
    local = datetime.fromisoformat(iso).astimezone()
    return f"{date_text(local.date().isoformat())} {local:%H:%M}"


def value_text(value: "FieldValue") -> str:
    """A value as people read it: several separated by commas, amounts with their currency."""
    from storage import Money
    from tui.display import money_text, words

    if isinstance(value, tuple):
        return ", ".join(value_text(each) for each in value)
    if isinstance(value, Money):
        return money_text(value)
    return words(str(value))
