"""How one record reads as a line of a table, or as its quotations in full, at any width."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.cells import cell_len

from storage import Codebook, Field, FieldType, Item, RecordRow, RecordType
from tui.display import UNICODE_MARKS, Marks, date_text, one_line
from tui.widgets.answer_text import answer_text, item_text
from tui.widgets.fitting import fit
from tui.widgets.record_summary import type_letter
from tui.widgets.spans import wrap_words

if TYPE_CHECKING:
    from storage import LinkedRecord

LEAD = 7
"""Cells of the margin: marked, letter and number, and spaces around them; more for high numbers."""

QUOTES = 3
"""Passages of one record that are shown in full, at most."""

_GAP = 2
_LEAST_TITLE = 14
_LEAST_QUOTE = 20
_WIDEST = 16
_WIDTHS = {
    FieldType.BOOLEAN: 3,
    FieldType.INTEGER: 6,
    FieldType.NUMBER: 8,
    FieldType.MONEY: 10,
    FieldType.DATE: 11,
    FieldType.PERIOD: 20,
    FieldType.TEXT: 16,
    FieldType.OPEN: 16,
}
_TOLD = ("amount", "status")


@dataclass(frozen=True, slots=True)
class RecordColumn:
    """One column of the table."""

    name: str
    """A field's name, or ``title`` or ``quote``: no field can be called that."""
    label: str
    width: int
    """Its cells, without the gap after it."""


@dataclass(frozen=True, slots=True)
class RecordWords:
    """What it takes to put the records of a list into words."""

    record_type: RecordType | None = None
    """Their type."""
    hue: int = 1
    """Which of the eight hues the type has."""
    letters: Mapping[str, str] = field(default_factory=dict)
    """The letter of each record type."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The labels of the values of each field."""
    marks: Marks = UNICODE_MARKS
    """The signs that the terminal can draw."""
    told: frozenset[str] = frozenset()
    """Fields that need no column: a heading tells them."""
    lines: int = 0
    """Lines that a quotation takes at most; 0 in a table."""
    lead: int = LEAD
    """Cells of the margin: the longest letter and number are whole."""


def record_words(codebook: Codebook, name: str, hue: int, marks: Marks) -> RecordWords:
    """What it takes to put records of one type into words."""
    record_type = codebook.record_type(name)
    fields = record_type.fields if record_type else ()
    letters = {each.name: type_letter(each, each.name) for each in codebook.record_types}
    labels = {each.name: {one.name: one.label for one in each.all_values()} for each in fields}
    return RecordWords(record_type, hue, letters, labels, marks)


def columns(width: int, words: RecordWords) -> tuple[RecordColumn, ...]:
    """The columns that fit into a line, the fields that say most first."""
    spare = width - words.lead - 1 - _LEAST_TITLE - _LEAST_QUOTE - _GAP
    shown = []
    for known in _most_telling(words):
        column = RecordColumn(known.name, known.label, _width(known))
        if spare < column.width + _GAP:
            break
        shown.append(column)
        spare -= column.width + _GAP
    title = _LEAST_TITLE + min(max(0, spare) // 2, _LEAST_TITLE)
    quote = max(1, _LEAST_QUOTE + spare - (title - _LEAST_TITLE))
    return (
        *shown,
        RecordColumn("title", "Document", title),
        RecordColumn("quote", "Quotation", quote),
    )


def _most_telling(words: RecordWords) -> list[Field]:
    """The fields with the main choices first, then amount and status, then the others."""
    fields = words.record_type.fields if words.record_type else ()
    first = next((each.name for each in fields if each.type is FieldType.CHOICE), "")

    def rank(known: Field) -> int:
        if known.name == first or first in known.asked_when and not known.multiple:
            return 0
        return 1 if known.fill in _TOLD else 2

    return sorted((each for each in fields if each.name not in words.told), key=rank)


def _width(known: Field) -> int:
    if known.type is FieldType.CHOICE:
        values = max((cell_len(value.label) for value in known.all_values()), default=0)
        widest = max(values, 10)
    else:
        widest = _WIDTHS[known.type]
    return min(_WIDEST, max(widest, min(cell_len(known.label), 14)))


def lead(highest: int, words: RecordWords) -> int:
    """The margin in which a record of this number is named in full."""
    name = words.record_type.name if words.record_type else ""
    return max(LEAD, 3 + cell_len(f"{words.letters.get(name, name[:1])}{highest}"))


def heads(shown: Sequence[RecordColumn], words: RecordWords) -> str:
    """The line of the columns' names."""
    cut = words.marks.cut
    labels = (fit(one_line(each.label), each.width, cut) + " " * _GAP for each in shown)
    return " " * words.lead + "".join(labels)


def mark(row: RecordRow, words: RecordWords) -> str:
    """A record's letter and number: F1."""
    return f"{words.letters.get(row.type, row.type[:1].upper())}{row.number}"


def cells(
    row: RecordRow, shown: Sequence[RecordColumn], words: RecordWords
) -> list[tuple[str, str]]:
    """The text of each column, padded with its gap, beside the column's name."""
    cut = words.marks.cut
    return [
        (each.name, fit(_cell(row, each, words), each.width, cut) + " " * _GAP) for each in shown
    ]


def _cell(row: RecordRow, column: RecordColumn, words: RecordWords) -> str:
    if column.name == "title":
        return one_line(row.title)
    if column.name == "quote":
        more = f"(+{len(row.evidence) - 1}) " if len(row.evidence) > 1 else ""
        return more + one_line(row.evidence[0].quote if row.evidence else "")
    return field_text(row, column.name, words) or "—"


def field_text(row: RecordRow, name: str, words: RecordWords) -> str:
    """What a record holds in one field, in words; empty where there is no answer."""
    value = row.values.get(name)
    if value is None:
        return ""
    known = words.record_type.field(name) if words.record_type else None
    if known is None:
        items = value if isinstance(value, tuple) else (value,)
        return " · ".join(one_line(str(item)) for item in items)
    return one_line(answer_text(known, value, words.labels.get(name, {})))


def value_text(known: Field | None, value: Item, words: RecordWords) -> str:
    """One value, or no answer, in words."""
    if value is None:
        return "no answer"
    if known is None:
        return one_line(str(value))
    return one_line(item_text(known, value, words.labels.get(known.name, {})))


def quotation(row: RecordRow, words: RecordWords, width: int) -> list[tuple[str, str]]:
    """A record as its quotations in full, where they stand, and what it says: look and text of each line."""
    room = max(10, width - words.lead - 2)
    lines = [
        ("quote", line)
        for passage in row.evidence[:QUOTES]
        for line in wrap_words(f"“{passage.quote}”", room, words.lines)
    ]
    more = len(row.evidence) - QUOTES
    where = [one_line(row.title), date_text(row.decision_date) if row.decision_date else ""]
    where += [f"and {more} more" if more > 0 else "", answers_text(row, words)]
    cited = " · ".join(part for part in where if part)
    return [*lines, ("quiet", fit(cited, room, words.marks.cut).rstrip()), ("quiet", "")]


def answers_text(row: RecordRow, words: RecordWords) -> str:
    """The answers of a record that no heading tells, the most telling first."""
    fields = [known.name for known in _most_telling(words)]
    told = (field_text(row, name, words) for name in fields)
    return " · ".join(text for text in told if text)


def links_text(links: "Sequence[LinkedRecord]", document: str, words: RecordWords) -> str:
    """Where links go: ``redresses F1 · R2 redresses``; what is in another document is marked so."""
    told = []
    for link in links:
        other = f"{words.letters.get(link.type, link.type)}{link.number}"
        away = "" if link.document == document else " elsewhere"
        relation = link.relation.replace("_", " ")
        told.append(
            f"{relation} {other}{away}" if link.is_outward else f"{other}{away} {relation} it"
        )
    return " · ".join(told)
