"""The questions that the library asks: order, status, grouping and removing."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.display import count_text
from tui.screens.library_words import ORDERS, SHOWN, Shown

if TYPE_CHECKING:
    from storage import DocumentQuery


def order_question(query: "DocumentQuery") -> ChooseDialog[str]:
    """Ask for the order of the list."""
    direction = "descending" if query.descending else "ascending"
    names = [name for name, _label, _key in ORDERS]
    choices = [
        Choice(name, label, key, direction if name == query.sort else "")
        for name, label, key in ORDERS
    ]
    return ChooseDialog(
        "Order of the list",
        choices,
        "The order it has already is turned round.",
        chosen=names.index(query.sort),
    )


def shown_question(now: Shown) -> ChooseDialog[Shown]:
    """Ask which documents to show."""
    place = next(place for place, (value, _label, _key) in enumerate(SHOWN) if value == now)
    choices = [Choice(value, label, key) for value, label, key in SHOWN]
    return ChooseDialog("Documents to show", choices, chosen=place)


def group_question(count: int) -> ConfirmDialog:
    """Ask before documents become one case."""
    return ConfirmDialog(
        f"Make one case of {count_text(count, 'document')}?",
        "Records of one matter can then be linked across them.",
    )


def remove_question(titles: Iterable[str], count: int) -> ConfirmDialog:
    """Ask before documents leave the study."""
    first = next(iter(titles), "")
    what = f"“{first}”" if count == 1 else count_text(count, "document")
    return ConfirmDialog(
        f"Remove {what} from the study?",
        "Records, values and memos go with it. The history can bring it back.",
    )
