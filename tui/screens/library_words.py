"""What the lines of the library say, and what its list can be limited to and ordered by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.display import count_text, one_line

if TYPE_CHECKING:
    from storage import Codebook, Document, DocumentQuery, Overview, Progress


FIRST_ORDER = "queue"
"""What the list is ordered by at first: what was given to the coder, then all else."""

ORDERS = (
    (FIRST_ORDER, "your own first", "y"),
    ("position", "order of import", "i"),
    ("title", "title", "t"),
    ("kind", "kind", "k"),
    ("respondent", "respondent", "r"),
    ("reference", "reference", "e"),
    ("date", "date", "d"),
    ("outcome", "outcome", "o"),
    ("status", "status", "s"),
)
"""What the list can be ordered by: the store's name, words, key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which documents the list is limited to."""

    status: str | None = None
    """Only this status."""
    flagged: bool = False
    """Only flagged ones."""


SHOWN = (
    (Shown(), "all documents", "a"),
    (Shown(status="todo"), "to do only", "t"),
    (Shown(status="in_progress"), "in progress only", "p"),
    (Shown(status="done"), "done only", "d"),
    (Shown(status="excluded"), "excluded only", "x"),
    (Shown(flagged=True), "flagged only", "f"),
)
"""What the list can be limited to: value, words, key."""


def is_to_do(document: "Document") -> bool:
    """Whether the coder has not begun with a document."""
    from storage import Status

    return document.status is Status.TODO


def header_counts(overview: "Overview") -> tuple[str, ...]:
    """The counts of the header: documents, done, flagged, to do."""
    from storage import Status

    documents = count_text(overview.documents, "document")
    if not overview.documents:
        return (documents,)
    done, todo = (overview.statuses.get(each, 0) for each in (Status.DONE, Status.TODO))
    return (documents, f"{done:,} done", f"{overview.flagged:,} flagged", f"{todo:,} to do")


def record_letters(codebook: "Codebook | None") -> tuple[tuple[str, str], ...]:
    """Letter and name of each record type."""
    if codebook is None:
        return ()
    return tuple((each.key.upper(), each.name) for each in codebook.record_types)


def matches_words(matches: tuple[int, bool] | None) -> str:
    """How many documents match: ``12 documents``, ``1,000+ documents``."""
    if matches is None:
        return ""
    count, more = matches
    return f"{count:,}+ documents" if more else count_text(count, "document")


def empty_words(overview: "Overview", import_key: str, help_key: str) -> tuple[str, ...]:
    """What an empty list says: why it is empty, and what to do."""
    if overview.documents:
        return ("No document matches.", "", "Esc shows all of them again.")
    return (
        "This study has no documents yet.",
        "",
        f"{import_key} brings in files or a folder: text, HTML, PDF, Word, tables, archives.",
        "You see first what would be read.",
        f"{help_key} shows what the keys do here.",
    )


def opening_words(progress: "Progress", quit_key: str) -> tuple[str, ...]:
    """What an empty list says while opening takes long: an older study is brought up to date, or a sample made."""
    from tui.dialogs.progress import bar_parts, count

    return (
        "Opening …",
        "",
        "".join(bar_parts(progress, undone="┄")),
        count(progress),
        "",
        f"{quit_key} stops it and leaves everything as it was.",
    )


def shown_words(now: Shown) -> str:
    """What the list is limited to, in words."""
    return next(label for value, label, _key in SHOWN if value == now)


def detail_words(
    query: "DocumentQuery", marked: int, document: "Document | None", *, assigned: bool = False
) -> str:
    """The line above the keys: what is marked, what limits the list, more about one document."""
    parts = [f"{marked:,} marked"] if marked else []
    shown = Shown(query.status, bool(query.flagged))
    if shown != Shown():
        parts.append(shown_words(shown))
    if query.sort != FIRST_ORDER or query.descending:
        label = next(label for name, label, _key in ORDERS if name == query.sort)
        parts.append(f"by {label}{', descending' if query.descending else ''}")
    if document is not None and assigned:
        parts.append(
            f"round {one_line(document.round)}" if document.in_queue else "not yours to code"
        )
    if document is not None:
        parts += _document_words(document)
    return " · ".join(parts)


def _document_words(document: "Document") -> list[str]:
    """What the list's columns may have no room for."""
    parts = [one_line(document.source_name)]
    if document.flag_reason:
        parts.append(f"flagged: {one_line(document.flag_reason)}")
    if document.case_size > 1:
        parts.append(f"one of {count_text(document.case_size, 'document')} on this case")
    return parts
