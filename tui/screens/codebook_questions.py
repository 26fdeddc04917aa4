"""What the codebook screen asks and says."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.fields import ChoiceField, FieldsDialog, TextField
from tui.dialogs.reason import ReasonDialog
from tui.display import one_line
from tui.widgets.codebook_tree import total_words

if TYPE_CHECKING:
    from storage import Counted, Field, FieldType, Quotation, Value
    from tui.widgets.codebook_lines import CodebookLine

TYPES = (
    ("choice", "a choice of values", "c"),
    ("open", "open: words that suggest earlier ones", "o"),
    ("text", "text", "t"),
    ("integer", "a whole number", "i"),
    ("number", "a number", "n"),
    ("money", "an amount of money", "m"),
    ("date", "a date", "d"),
    ("period", "a period", "p"),
    ("boolean", "yes or no", "b"),
)
"""Types of a new field: name, words, key."""
LONG = ("definition", "include", "exclude", "example")
LABELS = {
    "label": "Label",
    "key": "Key: a letter or digit that chooses it in a form",
    "definition": "Definition",
    "include": "Also: what to include",
    "exclude": "Not: what to code otherwise",
    "example": "Example",
}


def value_question(value: "Value") -> FieldsDialog:
    """Ask for other words of a value."""
    fields = [
        TextField(key, label, getattr(value, key), key in LONG, key == "label")
        for key, label in LABELS.items()
        if key != "key" or not value.retired
    ]
    return FieldsDialog(f"Value “{one_line(value.label)}”", fields)


def field_question(field: "Field") -> FieldsDialog:
    """Ask for another label or definition of a field."""
    fields = [
        TextField("label", "Label", field.label, is_required=True),
        TextField("definition", "Definition", field.definition, is_long=True),
    ]
    return FieldsDialog(f"“{one_line(field.label)}”", fields)


def new_value_question(line: "CodebookLine") -> FieldsDialog:
    """Ask for one more value, beside the one under the cursor or under it."""
    fields: list[TextField | ChoiceField] = [
        TextField("label", "Label", is_required=True),
        TextField("definition", "Definition", is_long=True),
        TextField("key", "Key; without one it gets a free letter"),
    ]
    if line.sort == "value":
        under = f"under “{one_line(line.label)[:30]}”"
        fields.append(ChoiceField("under", "Stands", (("", "beside it"), ("yes", under))))
    return FieldsDialog("Add a value", fields)


def type_question() -> "ChooseDialog[str]":
    """Ask for the type of a new field."""
    choices = [Choice(name, words, key) for name, words, key in TYPES]
    return ChooseDialog("What kind of answer does it take?", choices)


def new_field_question(kind: "FieldType", to: str) -> FieldsDialog:
    """Ask for a new field or variable."""
    fields = [
        TextField("label", "Label", is_required=True),
        TextField("definition", "Definition", is_long=True),
    ]
    if kind == "choice":
        fields.append(TextField("values", "Values, with ; between them", is_required=True))
    return FieldsDialog(f"Add a {kind} field to {to}", fields)


def rename_question(label: str, name: str) -> ReasonDialog:
    """Ask for another name."""
    return ReasonDialog(
        f"Name of “{one_line(label)}”",
        "What data and scripts carry: lower-case letters, digits and _. Coded data follow.",
        text=name,
    )


def split_question(value: "Value") -> ReasonDialog:
    """Ask for the parts of a value."""
    return ReasonDialog(
        f"Split “{one_line(value.label)}” into",
        "The labels of the new values, with ; between them. The old one takes no new answers, "
        "and what is coded with it is listed to look at again.",
    )


def example_question(value: "Value", quotations: "Sequence[Quotation]") -> "ChooseDialog[str]":
    """Ask for one of the coder's quotations."""
    choices = [
        Choice(one_line(each.quote), one_line(each.quote)[:180], note=one_line(each.title)[:40])
        for each in quotations
    ]
    return ChooseDialog(
        f"Example of “{one_line(value.label)}”",
        choices,
        "Your passages of this value, latest first.",
    )


def changed_texts(answers: Mapping[str, str], before: object) -> dict[str, str]:
    """The texts that differ from those of a value or field."""
    return {key: text for key, text in answers.items() if text != getattr(before, key)}


def parts(text: str) -> tuple[str, ...]:
    """Labels that are typed with ; between them."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def told_words(
    marked: "Sequence[CodebookLine]", doubtful: "Counted | None", merge: str, move: str, list_: str
) -> str:
    """The line above the keys: what is marked, or else what is in doubt, and the keys for it."""
    if marked:
        names = ", ".join(one_line(each.label) for each in marked[:5])
        return f"{len(marked):,} marked: {names}. {merge} merges, {move} moves to the cursor."
    if doubtful is not None and doubtful.count:
        return f"{total_words(doubtful)} of your answers to look at again: {list_} lists them."
    return ""
