"""When the commands of the library work."""

from typing import TYPE_CHECKING

from tui.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.screens.library import LibraryScreen


def _stands_on_document(screen: "LibraryScreen") -> bool:
    """Whether the cursor stands on a document, and the keys are not typed into the filter."""
    return screen.documents.row is not None and not screen.is_filtering


def _is_in_larger_case(screen: "LibraryScreen") -> bool:
    """Whether the document under the cursor shares its case with others."""
    document = screen.documents.row
    return document is not None and document.case_size > 1


def _has_documents(screen: "LibraryScreen") -> bool:
    """Whether there is anything to look for."""
    return screen.has_documents and not screen.is_filtering


NEEDS: "dict[str, Callable[[LibraryScreen], bool]]" = {
    **dict.fromkeys(("open", "mark", "remove"), _stands_on_document),
    "ungroup": lambda screen: bool(screen.documents.marked) or _is_in_larger_case(screen),
    **dict.fromkeys(
        ("import_files", *(each.action for each in COMMANDS if each.where == "study")),
        lambda screen: not screen.is_filtering,
    ),
    **dict.fromkeys(("next_to_do", "filter", "sort", "show", "export", "search"), _has_documents),
    "group": lambda screen: len(screen.documents.marked) > 1,
    "clear_filter": lambda screen: screen.is_limited or bool(screen.documents.marked),
}
"""What a command needs beside an open study."""
