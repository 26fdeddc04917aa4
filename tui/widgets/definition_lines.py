"""The codebook's words on the value under the cursor, cut to the room there is."""

from collections.abc import Mapping, Sequence

from storage import Missing
from tui.widgets.answer_text import HINTS
from tui.widgets.form_fields import FormField, Option
from tui.widgets.form_state import FormState, Purpose
from tui.widgets.spans import Line, Span, wrap_words

MISSING_DEFINITIONS: Mapping[Missing, str] = {
    Missing.NOT_STATED: "the document does not say.",
    Missing.NOT_APPLICABLE: "the question does not arise here.",
    Missing.UNCLEAR: "the document says something, but what it means cannot be told.",
    Missing.REDACTED: "it was in the document and has been taken out.",
}
"""What each missing value means."""

_Part = tuple[str, str, str]
"""A heading, words, and the look of the words."""


def definition_lines(state: FormState, width: int, height: int) -> list[Line]:
    """At most ``height`` lines on the value under the cursor, after what went wrong, if anything."""
    trouble: list[Line] = []
    if state.problem:
        wrapped = wrap_words(state.problem, width, max(1, height // 2))
        trouble = [(Span(line, "problem"),) for line in wrapped]
    parts = [part for part in _parts(state) if part[1]]
    return [*trouble, *_fitted(parts, width, height - len(trouble))][:height]


def _parts(state: FormState) -> Sequence[_Part]:
    """What there is to say, most important first."""
    current, typing = state.current, state.typing
    if current is None:
        return ()
    if typing and typing.purpose is Purpose.NOTE:
        return (("Note: ", "anything a reader of this coding should know.", ""),)
    option = state.pointed_option
    if option is None or (current.is_typed and not isinstance(option.value, Missing)):
        return _field_parts(current, "Esc forgets what is typed." if typing else "")
    return _option_parts(option, current)


def _field_parts(current: FormField, forgets: str = "") -> Sequence[_Part]:
    field = current.field
    several = "Several are parted by |." if field.multiple and current.is_typed else ""
    typed = " ".join(filter(None, (HINTS.get(field.type, ""), several, forgets)))
    return (
        (f"{field.label}: ", field.definition, ""),
        ("Proposed: ", current.hint, ""),
        ("", typed, "dim"),
    )


def _option_parts(option: Option, current: FormField) -> Sequence[_Part]:
    if option.adds:
        return (
            ("New value: ", f"Enter adds “{option.label}” to the codebook, provisionally.", ""),
        )
    if isinstance(option.value, Missing):
        return ((f"{option.label.capitalize()}: ", MISSING_DEFINITIONS[option.value], ""),)
    if option.about is None:
        return _field_parts(current)
    about = option.about
    new = "Added while coding; not yet in the codebook's own text." if about.provisional else ""
    return (
        (f"{option.label}: ", about.definition or new or "no definition.", ""),
        ("Not: ", about.exclude, ""),
        ("e.g. ", about.example, "quote"),
        ("Also: ", about.include, ""),
        ("Proposed: ", current.hint, "dim"),
    )


def _fitted(parts: Sequence[_Part], width: int, height: int) -> list[Line]:
    """The parts wrapped; the least important give way first, down to a line, then altogether."""
    kept = parts[: max(0, height)]
    rooms = [len(wrap_words(heading + words, width)) for heading, words, _ in kept]
    for place in reversed(range(len(rooms))):
        rooms[place] = max(1, min(rooms[place], height - sum(rooms) + rooms[place]))
    lines: list[Line] = []
    for (heading, words, look), room in zip(kept, rooms, strict=True):
        cut = wrap_words(heading + words, width, room)
        lines += [_headed(line, "" if place else heading, look) for place, line in enumerate(cut)]
    return lines


def _headed(line: str, heading: str, look: str) -> Line:
    """A line whose first words, if it is the first of its part, are the heading."""
    length = len(heading.rstrip()) if line.startswith(heading.rstrip()) else 0
    return (Span(line[:length], "term"), Span(line[length:], look))
