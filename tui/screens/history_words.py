"""What the history says of a change, and before it takes one back."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from tui.days import day_of, day_words, time_of
from tui.display import count_text, display_safe, one_line
from tui.widgets.answer_text import answer_text

if TYPE_CHECKING:
    from storage import Change, ChangeDetail, ChangedPart, Codebook, Field, FieldValue

MANY = {
    "import": "the import of {}",
    "annotate": "the loading of {}",
    "code hits": "the coding of {} from hits",
    "settle unanimous": "the settling of {} that coders agree about",
    "remove documents": "the removal of {}",
    "group": "the grouping of {}",
    "ungroup": "the separation of {}",
}
"""Changes of many things, as one speaks of them."""

Line = Content | tuple[str, str] | str


def empty_words(is_limited: bool) -> tuple[str, ...]:
    """What an empty list says: why it is empty, and what to do."""
    if is_limited:
        return ("No change matches.", "", "Esc shows all of them again.")
    return ("Nothing has been done in this study yet.",)


def change_words(change: "Change", today: date) -> Content:
    """The head of a change: what, when, who, on which document."""
    when = f"{day_words(day_of(change.at), today)}, {time_of(change.at)}"
    number = f"number {change.number}" if change.number else ""
    facts = [when, change.coder, number, change.document_title or ""]
    line = " · ".join(one_line(fact) for fact in facts if fact)
    return Content.assemble((one_line(change.summary), "bold"), "\n", (line, "$text-muted"))


def detail_words(detail: "ChangeDetail", codebook: "Codebook", undo_key: str) -> Content:
    """Whether it can be taken back, then what was before and after, thing by thing."""
    again = "makes the change again" if detail.change.action == "undo" else "takes it back"
    able = display_safe(detail.why_not) if detail.why_not else f"{undo_key} {again}."
    parts: list[Line] = ["\n", (able, "$text-muted")]
    for thing in detail.things:
        parts += ["\n", (display_safe(thing.name), "$accent")]
        for part in thing.parts:
            parts += ["\n", *_part_words(part, _field(codebook, thing.record_type, part))]
    told, whole = len(detail.things), detail.documents or detail.records
    if whole > told > 0:
        parts += ["\n", (f"and {count_text(whole - told, 'more', 'more')}", "$text-muted")]
    return Content.assemble(*parts)


def _field(codebook: "Codebook", record_type: str | None, part: "ChangedPart") -> "Field | None":
    """The question that a part answers, if the codebook has it still."""
    if part.field is None:
        return None
    if record_type is None:
        return codebook.variable(part.field)
    known = codebook.record_type(record_type)
    return known.field(part.field) if known else None


def _part_words(part: "ChangedPart", field: "Field | None") -> Iterator[Line]:
    """``fault type: delay → not done``; what came has a plus, and what went a minus."""
    sign = "+" if part.before is None else "−" if part.after is None else " "
    yield f" {sign} {display_safe(part.label)}: "
    told = [_value_words(value, field) for value in (part.before, part.after) if value is not None]
    yield display_safe(" → ".join(told))


def _value_words(value: "FieldValue", field: "Field | None") -> str:
    if field is None:
        items = value if isinstance(value, tuple) else (value,)
        return " · ".join(str(item).replace("\n", " ") for item in items)
    labels = {known.name: known.label for known in field.all_values()}
    return answer_text(field, value, labels)


def undo_title(detail: "ChangeDetail") -> str:
    """The question before much is taken back: ``Take back the import of 40 documents?``."""
    change = detail.change
    if change.action in ("undo", "redo"):
        return (
            "Bring all of it again?"
            if change.action == "undo"
            else "Take all of it back once more?"
        )
    counts = [
        count_text(detail.documents, "document") if detail.documents else "",
        count_text(detail.records, "record") if detail.records else "",
    ]
    what = " and ".join(count for count in counts if count)
    return f"Take back {MANY.get(change.action, 'a change of {}').format(what)}?"


def progress_title(change: "Change") -> str:
    """What is going on while much is taken back."""
    return "Bringing it again" if change.action == "undo" else "Taking it back"
