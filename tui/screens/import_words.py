"""What an import says of itself: in all, of each kind, of each file."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from tui.display import count_text, kind_text, one_line, words
from tui.widgets.spans import padded

if TYPE_CHECKING:
    from storage import ImportedFile, ImportReport, ReadTable

MOST_FILES = 500
"""Files listed, at most."""
WIDEST_NAME = 32
"""Columns for the names of files, at most."""
_ORDER = {"refused": 0, "skipped": 1, "read": 2}
_STYLES = {"refused": "$error", "skipped": "$warning"}
_AHEAD = {"read": "to read"}


def summary_words(report: "ImportReport", *, ahead: bool) -> str:
    """How many documents were read, skipped and refused, or would be."""
    read, skipped, refused = (report.count(each) for each in ("read", "skipped", "refused"))
    return (
        f"{count_text(read, 'document')} {'to read' if ahead else 'read'}, "
        f"{skipped:,} skipped, {refused:,} refused."
    )


def next_step_words(
    read: int, import_key: str, open_key: str, path_key: str, *, ahead: bool
) -> str:
    """What to do next.

    Args:
        read: How many documents were read, or would be.
        import_key: The key that brings them in.
        open_key: The key that opens one that is in.
        path_key: The key that asks for other files.
        ahead: Whether it is still to happen.
    """
    if not read:
        return f"{path_key} chooses other files."
    if ahead:
        return f"{import_key} brings {'them' if read > 1 else 'it'} in."
    return f"{open_key} opens {'one' if read > 1 else 'it'}."


def kinds_words(report: "ImportReport", labels: Mapping[str, str]) -> str:
    """How many documents there are of each kind, the most frequent first."""
    counts = Counter(file.kind for file in report.files if file.result == "read" and file.kind)
    # A kind and its number stay together where the line is wrapped.
    told = (f"{kind_text(kind, labels)} {n:,}" for kind, n in counts.most_common())
    return " · ".join(each.replace(" ", "\xa0") for each in told)


def table_words(table: "ReadTable") -> str:
    """What the columns of a table are taken for: which holds the texts, what others tell."""
    sheet = f", sheet {table.sheet}" if table.sheet else ""
    guess = ", a guess" if table.is_guess else ""
    told = ", ".join(f"{header} → {words(key)}" for header, key in table.keys.items())
    name = table.path.rpartition("/")[2]
    rest = f"; {told}" if told else ""
    return one_line(f"{name}{sheet}: texts in {table.text}{guess}{rest}.")


def listed_files(report: "ImportReport") -> Sequence["ImportedFile"]:
    """The files to list, those first that somebody has to look at."""
    ordered = sorted(report.files, key=lambda file: _ORDER.get(file.result, len(_ORDER)))
    return ordered[:MOST_FILES]


def file_lines(
    files: Sequence["ImportedFile"], labels: Mapping[str, str], *, ahead: bool
) -> Iterator[Content]:
    """A line for each file: what became of it, its name, its kind, and what is to be said of it."""
    kinds = [kind_text(file.kind, labels) if file.kind else "" for file in files]
    name_width = min(WIDEST_NAME, max(cell_len(one_line(file_name(file))) for file in files))
    kind_width = max(map(cell_len, kinds))
    for file, kind in zip(files, kinds, strict=True):
        result = _AHEAD.get(file.result, file.result) if ahead else file.result
        cells = (padded(file_name(file), name_width), padded(kind, kind_width), _short(file))
        yield Content.assemble(
            (padded(result, 8), _STYLES.get(file.result, "$success")),
            *(f"  {cell}" for cell in cells if cell.strip()),
        )


def _short(file: "ImportedFile") -> str:
    """What is to be said of a file, without its name, which stands before."""
    return one_line((file.reason or file.title or "").removeprefix(f"{file_name(file)} "))


def file_name(file: "ImportedFile") -> str:
    """The last part of a file's path."""
    return file.path.rpartition("/")[2] or file.path


def reason_words(file: "ImportedFile") -> str:
    """Why a file was refused or skipped, or what there is to say of one that is read."""
    return " · ".join(words for words in (file.title, file.reason) if words) or file.path
