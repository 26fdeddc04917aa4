"""What the codebook says of the line under the cursor, beside or below the tree."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from tui.display import count_text, kind_text, words
from tui.widgets.codebook_lines import CodebookLine
from tui.widgets.codebook_tree import total_words
from tui.widgets.drawn import DrawnWidget
from tui.widgets.spans import Line, Span, wrap_words

if TYPE_CHECKING:
    from storage import Codebook, Counted, Field, Value

Part = tuple[str, str, str]
"""A heading, words, and the look of the words."""


class CodebookDetail(DrawnWidget):
    """Says what a variable, record type, field or value is."""

    PREFIX = "detail"
    LOOKS = ("title", "term", "dim", "quote")
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"detail--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    CodebookDetail { width: 1fr; height: 1fr; }
    CodebookDetail .detail--title { text-style: bold; }
    CodebookDetail .detail--term { color: $accent; }
    CodebookDetail .detail--dim { color: $text-muted; }
    CodebookDetail .detail--quote { text-style: italic; }
    """

    _parts: tuple[Part, ...] = ()

    def show(
        self, codebook: "Codebook | None", line: CodebookLine | None, total: "Counted | None"
    ) -> None:
        """Say what there is to say of a line."""
        self._parts = detail_parts(codebook, line, total) if codebook and line else ()
        self._lay_out()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def _lay_out(self) -> None:
        lines = detail_lines(self._parts, max(1, self.size.width - 2))
        height = max(1, self.size.height)
        if len(lines) > height:
            lines = [*lines[: height - 1], (Span("…", "dim"),)]
        self.draw([*lines, *[()] * (height - len(lines))])


def detail_lines(parts: tuple[Part, ...], width: int) -> list[Line]:
    """The parts, each on lines of its own."""
    lines: list[Line] = []
    for heading, text, look in parts:
        for place, line in enumerate(wrap_words(f"{heading}{text}", width)):
            length = len(heading.rstrip()) if place == 0 else 0
            lines.append((Span(line[:length], "term"), Span(line[length:], look)))
    return lines


def detail_parts(
    codebook: "Codebook", line: CodebookLine, total: "Counted | None"
) -> tuple[Part, ...]:
    """What there is to say of a line, the most important first."""
    return tuple(part for part in _parts(codebook, line, total) if part[1])


def _parts(codebook: "Codebook", line: CodebookLine, total: "Counted | None") -> Iterator[Part]:
    kind = codebook.record_type(line.record_type) if line.record_type else None
    field = kind.field(line.field or "") if kind else codebook.variable(line.field or "")
    yield "", line.label, "title"
    if field is None:
        many = count_text(len(kind.fields), "field") if kind else line.name
        yield "", " · ".join(filter(None, (_key(kind.key if kind else ""), many))), "dim"
        yield "What counts as one: ", kind.unit if kind else "", ""
        return
    noun = (kind.noun, kind.plural) if kind else ("document", "documents")
    answered = f"{total_words(total)} {noun[total.count != 1 or total.more]}" if total else ""
    value = field.value(line.value) if line.value else None
    if value is not None:
        yield from _value_parts(field, value, answered)
    else:
        yield from _field_parts(field, line.note, answered)


def _value_parts(field: "Field", value: "Value", answered: str) -> Iterator[Part]:
    state = "provisional" * value.provisional, "takes no new answers" * value.retired
    facts = (value.name, f"code {value.code}", _key(value.key), answered, *state)
    yield "", " · ".join(filter(None, facts)), "dim"
    yield "", value.definition or "No definition yet.", "" if value.definition else "dim"
    yield "Also: ", value.include, ""
    yield "Not: ", value.exclude, ""
    yield "e.g. ", value.example, "quote"
    yield "Asked: ", _asked(field), "dim"


def _field_parts(field: "Field", note: str, answered: str) -> Iterator[Part]:
    many = count_text(sum(1 for _ in field.all_values()), "value") if field.values else ""
    yield "", " · ".join(filter(None, (field.name, note, many, answered))), "dim"
    yield "", field.definition or "No definition yet.", "" if field.definition else "dim"
    yield "Asked: ", _asked(field), "dim"
    yield "Filled in: ", field.fill or "", "dim"
    yield "Offers: ", f"the document's {words(field.source)}" if field.source else "", "dim"


def _asked(field: "Field") -> str:
    """When the field is asked."""
    conditions = [
        f"when {words(name)} is {' or '.join(map(words, values))}"
        for name, values in field.asked_when.items()
    ]
    if field.kinds:
        conditions.append(f"for {', '.join(kind_text(kind) for kind in field.kinds)}")
    return " and ".join(conditions) or "always"


def _key(key: str) -> str:
    return f"key {key}" if key else ""
