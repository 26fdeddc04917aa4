"""What coders differed about and why, worst first: the lines of the codebook that need better words."""

from collections.abc import Sequence

from storage import Codebook, Reason, UnclearValue
from tui.dialogs.choose import Choice, ChooseDialog
from tui.display import words
from tui.widgets.codebook_lines import line_uid
from tui.widgets.reason_line import REASONS

ORDER = (Reason.GAP, Reason.AMBIGUOUS, Reason.EDGE, Reason.SLIP)
"""The reasons as they are counted: what a better definition mends comes first."""


def unclear_question(codebook: Codebook, unclear: Sequence[UnclearValue]) -> ChooseDialog[str]:
    """Ask for the line of the codebook to go to; the answer is its uid."""
    choices = [
        Choice(
            line_uid(each.record_type, each.field, each.value),
            _name(codebook, each),
            note=", ".join(
                f"{each.reasons[reason]} {REASONS[reason]}"
                for reason in ORDER
                if reason in each.reasons
            ),
        )
        for each in unclear
    ]
    return ChooseDialog("Coders differed about", choices, "Enter goes there in the codebook.")


def _name(codebook: Codebook, each: UnclearValue) -> str:
    """The labels of record type, field and value."""
    kind = codebook.record_type(each.record_type) if each.record_type else None
    names = [kind.label if kind else each.record_type or ""]
    if each.field is not None:
        field = kind.field(each.field) if kind else codebook.variable(each.field)
        names.append(field.label if field else words(each.field))
        value = field.value(each.value) if field and each.value else None
        names.append(value.label if value else "")
    told = " · ".join(name for name in names if name)
    return told if each.value or each.field else f"{told}: whether there is one"
