"""What is asked before something is made of hits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.choose_several import ChooseSeveralDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.display import count_text
from tui.screens.search_words import plan_words
from tui.widgets.form_fields import form_field

if TYPE_CHECKING:
    from storage import Codebook, CodedHits, Field, FieldValue, Scalar


@dataclass(frozen=True, slots=True)
class Target:
    """What hits are coded as."""

    name: str
    """Of the record type or the variable."""
    is_variable: bool = False


Answer = tuple["Scalar", ...]
"""The values chosen for a field: one, or several where it takes several; none leaves it open."""


def what_question(codebook: "Codebook", count: int) -> ChooseDialog[Target]:
    """Ask what to make of some hits: records by their letters, variables by their numbers."""
    records = [Choice(Target(each.name), each.label, each.key) for each in codebook.record_types]
    variables = [each for each in codebook.variables if _is_chosen(each)]
    answers = [
        Choice(Target(each.name, is_variable=True), each.label, f"{number}", "of the document")
        for number, each in enumerate(variables, 1)
    ]
    return ChooseDialog(f"Make what of {count_text(count, 'hit')}?", [*records, *answers])


def main_fields(
    codebook: "Codebook", target: Target, values: "Mapping[str, FieldValue]"
) -> "Iterator[Field]":
    """What has to be asked: required choices, or the first choice there is, as far as it is asked.

    Args:
        codebook: The codebook in force.
        target: What is made.
        values: The answers so far; looked at whenever the next field is wanted.
    """
    from storage import is_asked

    if target.is_variable:
        variable = codebook.variable(target.name)
        if variable is not None:
            yield variable
        return
    record_type = codebook.record_type(target.name)
    chosen = [field for field in record_type.fields if _is_chosen(field)] if record_type else []
    required = [field for field in chosen if field.required]
    for field in required or chosen[:1]:
        if is_asked(field, values):
            yield field


def value_question(title: str, field: "Field") -> ChooseDialog[Answer]:
    """Ask for the value of a field, or its values."""
    from storage import Missing

    offered = [
        (one.value, "  " * one.depth + one.label, one.key)
        for one in form_field(field).options
        if not isinstance(one.value, Missing)
    ]
    if field.multiple:
        several = [Choice(*each) for each in offered]
        return ChooseSeveralDialog(title, several, "Letters choose, Enter goes on.")
    return ChooseDialog(title, [Choice((value,), label, key) for value, label, key in offered])


def confirmation(
    codebook: "Codebook",
    target: Target,
    values: "Mapping[str, FieldValue]",
    plan: "CodedHits",
) -> ConfirmDialog:
    """Show what would be made, and ask whether to make it."""
    found = codebook.record_type(target.name)
    variable = codebook.variable(target.name)
    fields = found.fields if found and not target.is_variable else (variable,)
    labels = ", ".join(
        label
        for field in fields
        if field is not None and field.name in values
        for label in _labels(field, values[field.name])
    )
    told = f": {labels}" if labels else ""
    verb = "Set" if target.is_variable else "Make"
    why_not = "answered already, or not asked there" if target.is_variable else "coded so already"
    title = f"{verb} {made_words(codebook, target, plan)}{told}?"
    return ConfirmDialog(title, plan_words(plan, why_not))


def made_words(codebook: "Codebook", target: Target, plan: "CodedHits") -> str:
    """What is made: ``4 findings``, ``outcome of 4 documents``."""
    record_type, variable = codebook.record_type(target.name), codebook.variable(target.name)
    if record_type is not None and not target.is_variable:
        return count_text(plan.made, record_type.noun, record_type.plural)
    label = variable.noun if variable else target.name
    return f"{label} of {count_text(plan.made, 'document')}"


def _labels(field: "Field", value: "FieldValue") -> list[str]:
    """The labels of a field's values."""
    known = {one.value: one.label for one in form_field(field).options}
    return [
        known.get(each, str(each)) for each in (value if isinstance(value, tuple) else (value,))
    ]


def _is_chosen(field: "Field") -> bool:
    """Whether a field is answered by choosing."""
    from storage import FieldType

    return field.type in (FieldType.CHOICE, FieldType.BOOLEAN)
