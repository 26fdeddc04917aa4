"""A form drawn as lines: the heading, the fields, the values of the one under the cursor, its definition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from storage import Basis
from tui.widgets.answer_text import answer_text
from tui.widgets.definition_lines import definition_lines
from tui.widgets.form_fields import FormField
from tui.widgets.form_state import Answer, FormState, Mark, Purpose
from tui.widgets.option_lines import option_lines
from tui.widgets.spans import (
    Line,
    Span,
    fitted,
    line_width,
    padded,
    shorten,
    side_by_side,
    wrap_words,
)

_WIDE, _LOW = 68, 16
_LABEL, _SHORT_LABEL = 16, 14
_ROOMY = 44
_MARKS: Mapping[Mark, str] = {Mark.TYPED: "", Mark.FILLED: "filled in", Mark.PROPOSED: "proposed"}


@dataclass(frozen=True, slots=True)
class FormHead:
    """What stands above the fields."""

    title: str = ""
    """The record's type and number, or what the form is about."""
    place: str = ""
    """Where in the document: ``¶12``."""
    quote: str = ""
    """The first passage."""
    more: str = ""
    """How many passages follow: ``+2 passages``."""
    look: str = "title"
    """The look of the title: the hue of the record's type."""


@dataclass(frozen=True, slots=True)
class FormPicture:
    """A form as drawn, and where things stand in it."""

    lines: tuple[Line, ...]
    """From top to bottom, as many as the form is high."""
    top: int
    """The first line of the fields that is shown; give it back for the next picture."""
    typing_at: tuple[int, int, int] | None
    """Column, line and width of what is being typed, or None."""


@dataclass(frozen=True, slots=True)
class FormSheet:
    """All that a picture of a form is made from."""

    state: FormState
    """The form."""
    head: FormHead
    """What stands above it."""
    keys: Mapping[str, str]
    """The keys of certainty, note and basis, as people write them."""
    tied: Mapping[str, int]
    """How many passages are tied to a field, by its name."""
    saved: frozenset[str] = frozenset()
    """The fields whose answers are saved already."""


def form_picture(sheet: FormSheet, width: int, height: int, top: int = 0) -> FormPicture:
    """Draw a form on ``width`` columns and ``height`` lines."""
    wide = width >= _WIDE and height <= _LOW
    head = _head_lines(sheet.head, width, 0 if wide else _quote_lines(height))
    below = height - len(head)
    left = min(50, width * 3 // 5) if wide else width
    defined = below if wide else max(3, min(10, height * 3 // 10))
    room = max(1, below - 1 if wide else below - defined - 2)
    rows, here, end = _field_rows(sheet, left - 1, room)
    top = _scrolled(top, here, end, len(rows), room)
    fields = [*rows[top : top + room], *[()] * (room - len(rows) + top)]
    body: list[Line] = [*fields, _foot_line(sheet, left - 1)]
    if wide:
        pane = definition_lines(sheet.state, width - left - 2, below)
        body = side_by_side(body, pane, left - 1, Span(" │ ", "rule"))
    else:
        body += [(Span(" " + "─" * (width - 2), "rule"),), *_inset(sheet.state, width, defined)]
    lines = [*head, *body][:height]
    lines += [()] * (height - len(lines))
    typing_at = _typing_at(sheet, len(head) + here - top, len(head) + room, left)
    return FormPicture(tuple(lines), top, typing_at)


def _quote_lines(height: int) -> int:
    return 3 if height >= 28 else 2 if height >= 20 else 1 if height >= 14 else 0


def _inset(state: FormState, width: int, height: int) -> list[Line]:
    return [(Span(" "), *line) for line in definition_lines(state, width - 2, height)]


def _head_lines(head: FormHead, width: int, quote_lines: int) -> list[Line]:
    """The title and, under it or beside it, the quotation."""
    right: Line = (Span(f"{shorten(head.place, width // 3)} "),) if head.place else ()
    passages: Line = (Span(f"{shorten(head.more, width // 3)}  "), *right) if head.more else right
    title = Span(f" {shorten(head.title, width - line_width(right) - 2)}", head.look)
    if quote_lines or not head.quote:
        quoted = wrap_words(f"“{head.quote}”", width - 2, quote_lines) if head.quote else []
        lines: list[Line] = [(Span(f" {line}", "quote"),) for line in quoted]
        return [fitted((title,), passages, width), *lines]
    right = (Span("  "), *passages)
    beside = shorten(f"“{head.quote}”", width - line_width(right) - cell_len(title.text) - 2)
    return [fitted((title, Span(f"  {beside}", "quote")), right, width)]


def _scrolled(top: int, here: int, end: int, total: int, room: int) -> int:
    """The first line to show, moved no farther than the lines from ``here`` to ``end`` ask for."""
    top = max(min(top, here - 1 if here else 0), min(end + 1, total) - room)
    return max(0, min(top, here, max(0, total - room)))


def _field_rows(sheet: FormSheet, width: int, room: int) -> tuple[list[Line], int, int]:
    """All field lines, and where those of the current field begin and end."""
    state, rows = sheet.state, list[Line]()
    visible = state.visible()
    label = _shared_label(state, width)
    here = end = 0
    for field in visible:
        if field.name != state.at:
            rows.append(_field_line(sheet, field, label, width))
            continue
        here = len(rows)
        rows.append(_field_line(sheet, field, label, width))
        rows += _long_answer(state, field, width)
        rows += option_lines(state, width, room - (len(rows) - here)) if _opens(state) else []
        end = len(rows)
    return rows, here, end


def _opens(state: FormState) -> bool:
    """Whether the current field's options are shown."""
    return not (state.typing and state.typing.purpose is Purpose.NOTE)


def _label_text(field: FormField) -> str:
    return f"{field.field.label} *" if field.field.required else field.field.label


def _shared_label(state: FormState, width: int) -> int:
    """Columns that the labels of a form take."""
    longest = max((cell_len(_label_text(field)) for field in state.visible()), default=0)
    return min(longest, _LABEL if width >= _ROOMY else _SHORT_LABEL)


def _own_label(field: FormField, shared: int, width: int) -> int:
    """Columns of the current field's label: it is written in full where there is room."""
    return max(shared, min(cell_len(_label_text(field)), width // 2))


def _field_line(sheet: FormSheet, field: FormField, shared: int, width: int) -> Line:
    """One field: its label, its answer, and where that comes from."""
    state, current = sheet.state, field.name == sheet.state.at
    answer = state.answers.get(field.name)
    room = _own_label(field, shared, width) if current else shared
    star = " *" if field.field.required else ""
    label = padded(f"{shorten(field.field.label, room - len(star))}{star}", room)
    target = f"field {field.name}"
    look = "current" if current else "aside" if field.aside else "label"
    left = (Span("▸ " if current else "  ", "cursor"), Span(label, look, target), Span(" "))
    mark = _mark(sheet, field, answer)
    right: Line = (Span(f" {mark[0]}", mark[1]),) if mark[0] else ()
    text = _answer_words(field, answer)
    given = shorten(text, max(0, width - room - 3 - line_width(right)))
    dim = field.aside or answer is None
    return fitted((*left, Span(given, "dim" if dim else "answer", target)), right, width)


def _answer_words(field: FormField, answer: Answer | None) -> str:
    return answer_text(field.field, answer.value, field.labels) if answer else "—"


def _mark(sheet: FormSheet, field: FormField, answer: Answer | None) -> tuple[str, str]:
    """The words at the right edge of a field and their look."""
    tied = sheet.tied.get(field.name, 0)
    passages = f"¶{tied} " if tied else ""
    if answer is None:
        missing = field.field.required and not field.aside
        return (f"{passages}required", "required") if missing else (passages.strip(), "mark")
    if field.name in sheet.saved and answer.mark is Mark.TYPED:
        return f"{passages}✓", "tick"
    return f"{passages}{_MARKS[answer.mark]}".strip(), "mark"


def _long_answer(state: FormState, field: FormField, width: int) -> list[Line]:
    """A typed answer that has no room on its field's line, or that words are added to, under it."""
    answer, typing = state.answers.get(field.name), state.typing
    if answer is None or not field.is_typed:
        return []
    words = _answer_words(field, answer)
    if typing and not typing.whole:
        words = f"added to {words}"
    elif typing or cell_len(words) <= width - _LABEL - 16:
        return []
    return [(Span(f"    {line}", "answer"),) for line in wrap_words(words, width - 4, 4)]


def _foot_line(sheet: FormSheet, width: int) -> Line:
    """Certainty, note, and for an answer of its own what it rests on."""
    remark, keys = sheet.state.remark, sheet.keys
    spans = [
        Span(f" {keys.get('certainty', '')} ", "key", "certainty"),
        Span("certainty ", "label", "certainty"),
    ]
    spans.append(
        Span(remark.certainty or "—", "answer" if remark.certainty else "dim", "certainty")
    )
    if remark.filled:
        spans.append(Span(f" {_MARKS[Mark.FILLED]}", "mark", "certainty"))
    if sheet.state.own_remarks:
        basis = "inferred" if remark.basis is Basis.INFERRED else "stated"
        spans += [
            Span(f"   {keys.get('basis', '')} ", "key", "basis"),
            Span(basis, "answer", "basis"),
        ]
    spans += [Span(f"   {keys.get('note', '')} ", "key", "note"), Span("note ", "label", "note")]
    note = shorten(remark.note, max(1, width - line_width(spans))) or "—"
    return (*spans, Span(note, "answer" if remark.note else "dim", "note"))


def _typing_at(sheet: FormSheet, row: int, foot: int, width: int) -> tuple[int, int, int] | None:
    """Where the words being typed stand."""
    state, current = sheet.state, sheet.state.current
    if state.typing is None or current is None:
        return None
    if state.typing.purpose is Purpose.NOTE:
        before = line_width(_foot_line(sheet, width - 1)[:-1])
        return before, foot, max(4, width - 1 - before)
    column = _own_label(current, _shared_label(state, width - 1), width - 1) + 3
    return column, row, max(4, width - 1 - column)


def picture_text(lines: Sequence[Line]) -> str:
    """A picture's words, one line each, as tests and drafts of it read."""
    return "\n".join("".join(span.text for span in line).rstrip() for line in lines)
