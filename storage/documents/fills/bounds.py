"""Whether a time is set for what is to be done, and what cannot be about the handling of a complaint."""

from typing import Final

from storage.documents.fills.context import Context, plain
from storage.documents.fills.status import status
from storage.documents.fills.times import deadline
from storage.documents.wording import any_of

_NOT_PRINTED: Final = any_of(
    r"\bby the (?:date|deadline) (?:indicated|given|we (?:set|have set|gave)|specified)\b"
)
_SPAN: Final = any_of(r"\bwithin\b")
_WITHOUT_COMPLAINT: Final = ("inspection_report", "press_inspection")
"""Kinds of document that no complaint stands behind."""
_WITHOUT_ORDERS: Final = (*_WITHOUT_COMPLAINT, "press_ombudsman")
"""Kinds that set no times: what they tell of one stands in the passage itself."""


def deadline_kind(context: Context) -> str | None:
    """How the time set is printed, where that can be told; None where it may stand elsewhere."""
    printed = deadline(context)
    if printed is not None and not _NOT_PRINTED.search(printed):
        return "relative" if _SPAN.search(printed) else "date"
    if printed is not None or _is_set_for_all(context):
        return "set_not_printed"
    is_done = status(context) == "done"
    return "none_stated" if is_done or context.kind in _WITHOUT_ORDERS else None


def _is_set_for_all(context: Context) -> bool:
    """Whether a sentence of its own says that there is a deadline for all that is recommended."""
    if context.kind != "spso_decision" or status(context) != "recommended":
        return False
    return _NOT_PRINTED.search(plain(context.text)) is not None


def complaint_handling(context: Context) -> bool | None:
    """False where no complaint was handled; None where the words have to be read."""
    return False if context.kind in _WITHOUT_COMPLAINT else None
