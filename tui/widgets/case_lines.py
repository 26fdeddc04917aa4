"""A case as lines: what each coder has beside what is gold, differences first and marked by a sign."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from storage import (
    Case,
    CaseKind,
    Codebook,
    Field,
    FieldValue,
    Record,
    Segmentation,
    VariableValue,
)
from tui.display import words
from tui.widgets.answer_text import answer_text
from tui.widgets.case_names import DIFFERENCES, Named
from tui.widgets.record_summary import paragraph_label
from tui.widgets.spans import Line, Span, clipped, wrap_words

GOLD = "gold"
LABEL = 20
"""Columns of what a row is about."""
MOST_LINES = 3
"""Lines that one cell takes at most."""
MOST_QUOTED, LEAST_QUOTED = 80, 24
"""Characters of a cell's quotations together, and of each at least; half of it where coders are stacked."""
NOTHING = "–"
_SIDES = 2
"""So many coders are left and right of gold; more are told by their number."""


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """A case about to be drawn."""

    case: Case
    named: Sequence[Named]
    """Its sides from left to right."""
    codebook: Codebook
    segmentation: Segmentation
    marks: Mapping[str, str]
    """Letter and number of every record of the document, by uid."""


@dataclass(frozen=True, slots=True)
class Row:
    """One question, and everybody's answer."""

    label: str
    cells: tuple[str, ...]
    """Of the sides from left to right; the gold one comes second."""
    differs: bool


Held = Record | VariableValue | None


def case_lines(sheet: CaseSheet, width: int, *, is_wide: bool) -> list[Line]:
    """A case in columns, the gold one second, or (not ``is_wide``) one coder under the other."""
    rows = sorted(
        _rows(sheet, MOST_QUOTED if is_wide else MOST_QUOTED // 2), key=lambda row: not row.differs
    )
    names = [each.name for each in sheet.named]
    if len(names) > _SIDES:
        # The number is the key that takes what they have.
        names = [f"{number} {name}" for number, name in enumerate(names, 1)]
    heads = (*names[:1], GOLD, *names[1:])
    lines = [clipped(_title(sheet), width)]
    if is_wide:
        room = max(8, (width - LABEL) // len(heads))
        lines.append(_columns("", heads, room, "head", differs=False))
        for row in rows:
            lines += _side_by_side(row, room)
    else:
        for row in rows:
            lines += _stacked(row, heads, width)
    return lines


def _title(sheet: CaseSheet) -> Line:
    case, held = sheet.case, sheet.case.settlement
    known = sheet.codebook.variable(case.name) or sheet.codebook.record_type(case.name)
    label = known.label if known else words(case.name)
    told = [Span(f" {label.upper()}", "title"), Span(f"  {DIFFERENCES[case.difference]}", "quiet")]
    if held is None:
        return (*told, Span("  · open", "open"))
    reason = f", {held.reason}" if held.reason else ""
    rejected = ", all rejected" if held.is_rejection else ""
    note = f": {held.note}" if held.note else ""
    return (*told, Span(f"  · {held.how} by {held.coder}{rejected}{reason}{note}", "settled"))


def _rows(sheet: CaseSheet, quoted: int) -> Iterator[Row]:
    held: list[Held] = [each.side.record or each.side.value for each in sheet.named]
    settled = sheet.case.settlement
    gold: Held = (settled.record or settled.value) if settled else None
    everybody = (*held[:1], gold, *held[1:])
    for field in _fields(sheet, everybody):
        yield _row(field.noun, [_answer(field, each) for each in everybody])
    passages = [_passages(sheet, each, quoted) for each in everybody]
    yield _row("passages", passages, is_same=_together(sheet))
    if any(isinstance(each, Record) and each.links for each in everybody):
        # Numbers differ from coder to coder: links cannot be compared by their marks.
        yield _row("links", [_links(sheet, each) for each in everybody], is_same=True)
    for label, cells in (
        ("certainty", [str(each.certainty or "") if each else "" for each in everybody]),
        ("note", [each.note if each else "" for each in everybody]),
    ):
        if any(cells):
            yield _row(label, cells, is_same=True)


def _together(sheet: CaseSheet) -> bool:
    """Whether the passages are no matter of difference."""
    return sheet.case.difference is None or sheet.case.kind is CaseKind.VARIABLE


def _row(label: str, cells: Sequence[str], *, is_same: bool = False) -> Row:
    own = [cell for place, cell in enumerate(cells) if place != 1]
    differs = not is_same and len(set(own)) > 1
    return Row(label, tuple(cell or NOTHING for cell in cells), differs)


def _fields(sheet: CaseSheet, held: Sequence[Held]) -> Sequence[Field]:
    """The fields that anybody answered, in the codebook's order."""
    if sheet.case.kind is CaseKind.VARIABLE:
        variable = sheet.codebook.variable(sheet.case.name)
        return [variable] if variable else []
    known = sheet.codebook.record_type(sheet.case.name)
    answered = {name for each in held if isinstance(each, Record) for name in each.values}
    return [field for field in known.fields if field.name in answered] if known else []


def _answer(field: Field, held: Held) -> str:
    value: FieldValue | None = None
    if isinstance(held, Record):
        value = held.values.get(field.name)
    elif held is not None:
        value = held.value
    labels = {known.name: known.label for known in field.all_values()}
    return answer_text(field, value, labels) if value is not None else ""


def _passages(sheet: CaseSheet, held: Held, quoted: int) -> str:
    evidence = [
        one
        for one in (held.evidence if held else ())
        if one.field is None or isinstance(held, VariableValue)
    ]
    most = max(LEAST_QUOTED, quoted // max(1, len(evidence)))
    told = [
        f"{paragraph_label(sheet.segmentation, one.start)} “{both_ends(one.quote, most)}”".strip()
        for one in evidence
    ]
    return " ".join(told)


def both_ends(quote: str, most: int) -> str:
    """A quotation with its beginning and its end, which is where passages that overlap differ."""
    quote = " ".join(quote.split())
    if len(quote) <= most:
        return quote
    half = most // 2
    first, last = quote[:half].rpartition(" ")[0], quote[-half:].partition(" ")[2]
    return f"{first or quote[:half]} … {last or quote[-half:]}"


def _links(sheet: CaseSheet, held: Held) -> str:
    links = held.links if isinstance(held, Record) else ()
    return " ".join(f"→ {sheet.marks.get(link.to_record, '?')}" for link in links)


def _sign(*, differs: bool) -> str:
    return "≠" if differs else " "


def _columns(label: str, cells: Sequence[str], room: int, look: str, *, differs: bool) -> Line:
    first = f"{_sign(differs=differs)} {label}"
    parts = _label(first, differs=differs)
    for place, cell in enumerate(cells):
        own = "gold" if place == 1 else look
        parts = (*parts, *clipped((Span(cell, own),), room - 1), Span(" "))
    return parts


def _label(text: str, *, differs: bool) -> Line:
    """The first column, with a space behind it."""
    return (*clipped((Span(text, "differs" if differs else "quiet"),), LABEL - 1), Span(" "))


def _side_by_side(row: Row, room: int) -> list[Line]:
    cells = [wrap_words(cell, room - 1, MOST_LINES) for cell in row.cells]
    look = "differs" if row.differs else ""
    height = max(map(len, cells))
    return [
        _columns(
            row.label if line == 0 else "",
            [cell[line] if line < len(cell) else "" for cell in cells],
            room,
            look,
            differs=row.differs and line == 0,
        )
        for line in range(height)
    ]


def _stacked(row: Row, heads: Sequence[str], width: int) -> list[Line]:
    """A row in which all say the same on one line, others one coder under the other."""
    label = _label(f"{_sign(differs=row.differs)} {row.label}", differs=row.differs)
    said = {cell for place, cell in enumerate(row.cells) if place != 1}
    if len(said) == 1 and row.cells[1] in (NOTHING, *said):
        return [clipped((*label, Span(next(iter(said)))), width)]
    lines = []
    for place, (head, cell) in enumerate(zip(heads, row.cells, strict=True)):
        look = "gold" if place == 1 else ("differs" if row.differs else "")
        begin = label if place == 0 else _label("", differs=False)
        who = clipped((Span(head, "head"),), 8)
        lines.append(clipped((*begin, *who, Span(f" {cell}", look)), width))
    return lines
