"""The side panel as lines: the document's variables, its records by type, and the record in focus in full."""

from collections.abc import Sequence
from dataclasses import dataclass

from storage import Codebook, Coding, Field, FieldType, Record, RecordType, Segmentation
from tui.widgets.answer_text import answer_text
from tui.widgets.form_state import Mark
from tui.widgets.record_summary import (
    CERTAINTY_LABELS,
    field_words,
    link_words,
    paragraph_label,
    record_hue,
    record_mark,
    record_marks,
    record_words,
)
from tui.widgets.spans import Line, Span, clipped, fitted, padded, shorten, side_by_side, wrap_words
from tui.widgets.variable_sheet import asked_variables, variable_answers

_WIDE, _LOW = 68, 16
_LABELS = range(14, 25)
"""Columns that labels may have; a third of the panel, if that is among them."""


@dataclass(frozen=True, slots=True)
class PanelSheet:
    """All that a picture of the panel is made from."""

    codebook: Codebook
    """The study's codebook."""
    coding: Coding
    """What the coder has made of the document."""
    segmentation: Segmentation
    """Where its paragraphs are."""
    focus: str | None = None
    """uid of the record in focus."""
    edit_key: str = "i"
    """The key that opens the variables."""
    first_step: str = ""
    """What to do while there are no records, in words."""

    @property
    def record(self) -> Record | None:
        """The record in focus."""
        found = (known for known in self.coding.records if known.uid == self.focus)
        return next(found, None)


@dataclass(frozen=True, slots=True)
class PanelPicture:
    """The panel as drawn."""

    lines: tuple[Line, ...]
    """From top to bottom, as many as the panel is high."""
    top: int
    """The first line of the list that is shown; give it back for the next picture."""
    scrolls: int
    """How far the list could be scrolled."""


def panel_picture(
    sheet: PanelSheet, width: int, height: int, top: int, follow: bool
) -> PanelPicture:
    """Draw the panel; with ``follow`` the list is scrolled until the record in focus is in sight.

    A drawer, wide and low, has the records at its left and the document, or the record in
    focus, at its right.
    """
    if width >= _WIDE and height <= _LOW:
        return _drawer(sheet, width, height, top, follow)
    document = _document_rows(sheet, width - 1)
    records, here = _record_rows(sheet, width - 1)
    rule: Line = (Span(" " + "─" * (width - 2), "rule"),)
    rows = [*document, rule, *records]
    detail = _detail_lines(sheet, width - 2)
    room = height
    if detail:
        room = max(height // 3, height - len(detail) - 1, min(len(rows), height // 2))
    here = None if here is None else here + len(document) + 1
    body, top, scrolls = _window(rows, here if follow else None, room, top)
    if detail:
        inset: list[Line] = [(Span(" "), *line) for line in _cut(detail, height - room - 1)]
        body = [*_filled(body, room), rule, *inset]
    return PanelPicture(tuple(_filled(body, height)[:height]), top, scrolls)


def _drawer(sheet: PanelSheet, width: int, height: int, top: int, follow: bool) -> PanelPicture:
    left = width * 11 // 20
    rows, here = _record_rows(sheet, left - 1)
    detail = _detail_lines(sheet, width - left - 2)
    beside = detail or _document_rows(sheet, width - left - 3)
    if detail:
        rows += _document_rows(sheet, left - 1)
    body, top, scrolls = _window(rows, here if follow else None, height, top)
    lines = side_by_side(_filled(body, height), _cut(beside, height), left - 1, Span(" │ ", "rule"))
    return PanelPicture(tuple(lines[:height]), top, scrolls)


def _window(
    rows: Sequence[Line], here: int | None, room: int, top: int
) -> tuple[list[Line], int, int]:
    """The rows that are shown, the first of them, and how far they could be scrolled."""
    scrolls = max(0, len(rows) - room)
    if here is not None:
        top = max(min(top, here - 1), here + 2 - room)
    top = max(0, min(top, scrolls))
    return [*rows[top : top + room]], top, scrolls


def _filled(lines: Sequence[Line], height: int) -> list[Line]:
    return [*lines, *[()] * (height - len(lines))]


def _cut(lines: Sequence[Line], height: int) -> list[Line]:
    """At most ``height`` lines; the last says how many more there are."""
    if len(lines) <= height:
        return list(lines)
    left_out = len(lines) - height + 1
    return [*lines[: max(0, height - 1)], (Span(f"… {left_out} more lines", "dim"),)][:height]


def _document_rows(sheet: PanelSheet, width: int) -> list[Line]:
    """The document's variables, and how many memos it has."""
    title: Line = (Span(" DOCUMENT", "title", "variables"),)
    edit: Line = (Span(sheet.edit_key, "key", "variables"), Span(" edit", "mark", "variables"))
    rows = [fitted(title, edit, width)]
    rows += [
        _variable_row(sheet, variable, width)
        for variable in asked_variables(sheet.codebook, sheet.coding)
    ]
    if sheet.coding.memos:
        rows.append((Span(f" MEMOS {len(sheet.coding.memos)}", "title"),))
    return rows


def _record_rows(sheet: PanelSheet, width: int) -> tuple[list[Line], int | None]:
    """Every type with its records, and the row of the record in focus."""
    rows: list[Line] = []
    here: int | None = None
    marks = record_marks(sheet.codebook, sheet.coding)
    for record_type in sheet.codebook.record_types:
        records = [record for record in sheet.coding.records if record.type == record_type.name]
        rows.append(_type_row(sheet, record_type, len(records), width))
        for record in records:
            here = len(rows) if record.uid == sheet.focus else here
            rows.append(_record_row(sheet, record, marks, width))
    if sheet.first_step and not sheet.coding.records:
        hint = wrap_words(sheet.first_step, width - 2)
        rows += [(), *((Span(" "), Span(line, "mark")) for line in hint)]
    return rows, here


def _variable_row(sheet: PanelSheet, variable: Field, width: int) -> Line:
    """One variable: its value, and whether that is confirmed, proposed or still required."""
    answer = variable_answers(sheet.codebook, sheet.coding).get(variable.name)
    mark, look = ("required", "required") if variable.required else ("", "mark")
    if answer is not None:
        mark, look = ("proposed", "mark") if answer.mark is Mark.PROPOSED else ("✓", "tick")
    labels = {known.name: known.label for known in variable.all_values()} if answer else {}
    words = answer_text(variable, answer.value, labels) if answer else "—"
    target = f"variable {variable.name}"
    right: Line = (Span(f"  {mark}", look, target),) if mark else ()
    column = _label_width(width)
    room = width - 4 - column - sum(len(span.text) for span in right)
    left: Line = (
        Span("  "),
        Span(padded(variable.label, column), "label", target),
        Span("  "),
        Span(shorten(words, max(0, room)), "answer" if mark == "✓" else "dim", target),
    )
    return fitted(left, right, width)


def _type_row(sheet: PanelSheet, record_type: RecordType, count: int, width: int) -> Line:
    """A record type with the number of its records."""
    look = f"record-{record_hue(sheet.codebook, record_type.name)}"
    none = not count and record_type.name in sheet.coding.review.confirmed_none
    told = "none ✓" if none else str(count)
    return clipped((Span(f" {record_type.plural.upper()} ", look), Span(told, "count")), width)


def _record_row(sheet: PanelSheet, record: Record, marks: dict[str, str], width: int) -> Line:
    """One record: its mark and what it is, where it stands, and how sure the coder is."""
    focused, target = record.uid == sheet.focus, f"record {record.uid}"
    look = f"record-{record_hue(sheet.codebook, record.type)}"
    label = paragraph_label(sheet.segmentation, record.first_start)
    sure = CERTAINTY_LABELS[record.certainty] if record.certainty else ""
    right: Line = (Span(f"  {label:<5} {sure:>3}", "mark", target),)
    words = " ".join(
        part
        for part in (record_words(sheet.codebook, record), link_words(marks, record.links))
        if part
    )
    left: Line = (
        Span("▸ " if focused else "  ", "cursor", target),
        Span(record_mark(sheet.codebook, record), look, target),
        Span(" ", "", target),
        Span(words, "focused" if focused else "answer", target),
    )
    return fitted(left, right, width)


def _detail_lines(sheet: PanelSheet, width: int) -> list[Line]:
    """The record in focus in full: fields, note, passages."""
    record = sheet.record
    if record is None:
        return []
    record_type = sheet.codebook.record_type(record.type)
    look = f"record-{record_hue(sheet.codebook, record.type)}"
    name = record_type.label.upper() if record_type else record.type.upper()
    lines: list[Line] = [(Span(f"{name} {record_mark(sheet.codebook, record)}", look),)]
    for known in record_type.fields if record_type else ():
        lines += _field_lines(known, record, width)
    if record.certainty:
        lines.append(_labelled("Certainty", record.certainty.value, width))
    if record.note:
        lines += [(Span(line),) for line in wrap_words(f"Note: {record.note}", width)]
    for one in sorted(record.evidence, key=lambda one: one.start):
        label = paragraph_label(sheet.segmentation, one.start)
        known_field = record_type.field(one.field) if record_type and one.field else None
        about = f" {known_field.label}" if known_field else ""
        place: Line = (Span(f"  {label}{about}", "mark"),)
        lines.append(fitted((Span(f"“{one.quote}”", "quote"),), place, width))
    return lines


def _field_lines(field: Field, record: Record, width: int) -> list[Line]:
    words = field_words(field, record)
    if not words:
        return []
    column = _label_width(width)
    if field.type in (FieldType.TEXT, FieldType.OPEN) and len(words) > width - column - 2:
        first, *rest = wrap_words(words, width - column - 2, 3)
        more: list[Line] = [(Span(" " * (column + 2)), Span(line, "answer")) for line in rest]
        return [_labelled(field.label, first, width), *more]
    return [_labelled(field.label, words, width)]


def _labelled(label: str, words: str, width: int) -> Line:
    column = _label_width(width)
    room = max(0, width - column - 2)
    return (Span(padded(label, column), "label"), Span("  "), Span(shorten(words, room), "answer"))


def _label_width(width: int) -> int:
    """Columns that labels have in a panel of a width."""
    return max(_LABELS[0], min(_LABELS[-1], width // 3 - 1))
