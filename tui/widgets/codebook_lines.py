"""A codebook as lines that unfold: the variables, each record type, their fields and values."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.display import count_text

if TYPE_CHECKING:
    from storage import AnswerPlace, Codebook, Field, Value

VARIABLES = ":"
"""uid of the line over the variables."""


@dataclass(frozen=True, slots=True)
class CodebookLine:
    """One line of the tree."""

    uid: str
    """Record type, field and value, each behind a colon."""
    sort: str
    """``group``, ``field`` or ``value``."""
    depth: int
    label: str
    name: str
    """As data carry it; of a record type, the plural."""
    record_type: str | None = None
    """None for variables."""
    field: str | None = None
    value: str | None = None
    key: str = ""
    note: str = ""
    """Said behind it: a field's type, a value's state."""
    unfolds: bool | None = None
    """Whether what stands under it is shown; None where nothing does."""
    retired: bool = False
    above: str | None = None
    """uid of the line that it stands under."""

    @property
    def place(self) -> "AnswerPlace | None":
        """What is counted for it; None for a group."""
        from storage import AnswerPlace

        return AnswerPlace(self.record_type, self.field, self.value) if self.field else None


def line_uid(record_type: str | None, field: str | None = None, value: str | None = None) -> str:
    """What the line of a thing is known by."""
    return ":".join([record_type or "", *(part for part in (field, value) if part)]) + (
        ":" if field is None else ""
    )


def codebook_lines(
    codebook: "Codebook", unfolded: Collection[str], words: str = ""
) -> tuple[CodebookLine, ...]:
    """The lines that show.

    Args:
        codebook: What to show.
        unfolded: uids of the lines under which the next ones show.
        words: Only lines that have all of these words show, with those above them, unfolded.
    """
    every = _every(codebook)
    wanted = words.casefold().split()
    return _matching(every, wanted) if wanted else _unfolded(every, unfolded)


def _unfolded(lines: Iterable[CodebookLine], unfolded: Collection[str]) -> tuple[CodebookLine, ...]:
    shown: list[CodebookLine] = []
    hidden_below: int | None = None
    for line in lines:
        if hidden_below is not None and line.depth > hidden_below:
            continue
        hidden_below = None
        if line.unfolds is not None and line.uid not in unfolded:
            line = replace(line, unfolds=False)  # noqa: PLW2901  the line as it shows
            hidden_below = line.depth
        shown.append(line)
    return tuple(shown)


def _matching(lines: Iterable[CodebookLine], words: list[str]) -> tuple[CodebookLine, ...]:
    shown: list[CodebookLine] = []
    over: list[CodebookLine] = []
    told = 0
    for line in lines:
        del over[line.depth :]
        told = min(told, line.depth)
        over.append(line)
        if has_words(line, words):
            shown += over[told:]
            told = len(over)
    below = {line.above for line in shown}
    return tuple(
        replace(line, unfolds=False) if line.unfolds and line.uid not in below else line
        for line in shown
    )


def has_words(line: CodebookLine, words: Iterable[str]) -> bool:
    """Whether a line has all of some words, given without capitals."""
    text = f"{line.label} {line.name}".casefold()
    return all(word in text for word in words)


def _every(codebook: "Codebook") -> Iterator[CodebookLine]:
    """Every line, unfolded."""
    many = count_text(len(codebook.variables), "variable")
    head = CodebookLine(VARIABLES, "group", 0, "Variables of each document", many, unfolds=True)
    yield head if codebook.variables else replace(head, unfolds=None)
    for variable in codebook.variables:
        yield from _field_lines(None, variable, VARIABLES)
    for kind in codebook.record_types:
        uid = line_uid(kind.name)
        yield CodebookLine(
            uid,
            "group",
            0,
            kind.label,
            kind.plural,
            kind.name,
            key=kind.key,
            unfolds=True if kind.fields else None,
        )
        for field in kind.fields:
            yield from _field_lines(kind.name, field, uid)


def _field_lines(record_type: str | None, field: "Field", above: str) -> Iterator[CodebookLine]:
    marks = [str(field.type), "several" * field.multiple, "required" * field.required]
    uid = line_uid(record_type, field.name)
    yield CodebookLine(
        uid,
        "field",
        1,
        field.label,
        field.name,
        record_type,
        field.name,
        note=", ".join(filter(None, marks)),
        unfolds=True if field.values else None,
        above=above,
    )
    yield from _value_lines(record_type, field, field.values, 2, uid)


def _value_lines(
    record_type: str | None, field: "Field", values: "Iterable[Value]", depth: int, above: str
) -> Iterator[CodebookLine]:
    for value in values:
        uid = line_uid(record_type, field.name, value.name)
        states = ["provisional" * value.provisional, "retired" * value.retired]
        yield CodebookLine(
            uid,
            "value",
            depth,
            value.label,
            value.name,
            record_type,
            field.name,
            value.name,
            value.key,
            ", ".join(filter(None, states)),
            True if value.values else None,
            value.retired,
            above,
        )
        yield from _value_lines(record_type, field, value.values, depth + 1, uid)


def unfolding(codebook: "Codebook") -> set[str]:
    """uids of all lines that unfold."""
    found = {VARIABLES}
    for kind in (None, *codebook.record_types):
        name = kind.name if kind else None
        found.add(line_uid(name))
        for field in kind.fields if kind else codebook.variables:
            found.add(line_uid(name, field.name))
            found |= {
                line_uid(name, field.name, value.name)
                for value in field.all_values()
                if value.values
            }
    return found
