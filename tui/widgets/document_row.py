"""How one document reads as a line of a list, at any width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tui.display import Marks, date_text, kind_text, one_line, words
from tui.widgets.fitting import fit

if TYPE_CHECKING:
    from storage import Document

LEAD = 5
"""Cells of the margin: marked, status, flag and a space on both sides."""

_OPTIONAL = (("counts", 8), ("date", 11), ("kind", 17), ("outcome", 16))
"""Columns beside the title with their least widths; the first stay longest when room runs out."""

_ORDER = ("kind", "title", "date", "outcome", "counts")
_LEAST_TITLE = 30
_ROOM_FOR_REASON = 45
_GAP = 2


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the list."""

    name: str
    """``kind``, ``title``, ``date``, ``outcome`` or ``counts``."""
    width: int
    """Its cells, without the gap after it."""


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a list needs to put a document into words."""

    marks: Marks
    """The signs that the terminal can draw."""
    letters: tuple[tuple[str, str], ...] = ()
    """Letter and name of each record type."""
    kinds: Mapping[str, str] | None = None
    """Labels of the study's own document kinds."""


def columns(width: int, record_types: int = 3) -> tuple[Column, ...]:
    """The columns that fit into a line, from left to right.

    Args:
        width: Cells of the line.
        record_types: How many the codebook has; each has a count.
    """
    room = width - LEAD - 1
    widths = {"title": _LEAST_TITLE}
    spare = room - _LEAST_TITLE
    for name, least in _OPTIONAL:
        least = max(least, min(14, 3 * record_types - 1)) if name == "counts" else least
        if spare < least + _GAP:
            break
        widths[name] = least
        spare -= least + _GAP
    if "counts" in widths:
        more = max(0, min(spare, 4 * record_types - widths["counts"]))
        widths["counts"] += more
        spare -= more
    widths["title"] = max(1, widths["title"] + spare)
    return tuple(Column(name, widths[name]) for name in _ORDER if name in widths)


def lead(document: "Document", marked: bool, marks: Marks) -> tuple[str, str, str]:
    """The three signs in the margin: marked, status, flag."""
    flag = marks.flag if document.flag_reason is not None else " "
    return marks.marked if marked else " ", marks.status(document.status), flag


def cells(
    document: "Document", shown: Sequence[Column], row_words: RowWords
) -> list[tuple[str, str]]:
    """The text of each column, padded with its gap, beside the column's name.

    Why a document is flagged takes the end of its title's column, where there is room for both,
    and is a part of its own there.
    """
    made = []
    cut, gap = row_words.marks.cut, " " * _GAP
    for column in shown:
        width, reason = column.width, ""
        if column.name == "title" and document.flag_reason and width >= _ROOM_FOR_REASON:
            reason = one_line(document.flag_reason)
            reason = fit(reason, min(cell_len(reason), (width - _GAP) // 2), cut) + gap
            width -= cell_len(reason)
        made.append((column.name, fit(_cell(document, column, row_words), width, cut) + gap))
        if reason:
            made.append(("reason", reason))
    return made


def _cell(document: "Document", column: Column, row_words: RowWords) -> str:
    """What one column says of a document."""
    match column.name:
        case "title":
            return one_line(document.title)
        case "kind":
            return kind_text(document.kind, row_words.kinds)
        case "date":
            return date_text(document.decision_date)
        case "outcome":
            return words(document.outcome) if document.outcome else "—"
        case _:
            return _counts(document, column.width, row_words.letters)


def _counts(document: "Document", width: int, letters: Sequence[tuple[str, str]]) -> str:
    """The coder's records by type: ``F2 R1 C0``; only what there is when that is too long."""
    if document.status in ("todo", "excluded"):
        return ""
    numbers = [(letter, document.record_counts.get(name, 0)) for letter, name in letters]
    whole = " ".join(f"{letter}{number}" for letter, number in numbers)
    if cell_len(whole) <= width:
        return whole
    return " ".join(f"{letter}{number}" for letter, number in numbers if number)
