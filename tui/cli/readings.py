"""What import would recognise in files, told. Needs no study, and loads nothing of the store."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.output import complain, say, say_aligned, say_json
from tui.display import count_text, date_text, kind_text, words

if TYPE_CHECKING:
    from storage import Codebook, Reading


def tell_readings(
    files: Sequence[Path],
    *,
    json: bool,
    declared: "Codebook | None" = None,
    text_column: str | None = None,
) -> int:
    """Tell what is recognised in files, and return the exit status.

    Args:
        files: Files and folders.
        json: Whether as one object a line.
        declared: A codebook with kinds of its own.
        text_column: The column of tables that holds the texts.
    """
    from storage import Unread, inspect_files, inspection

    labels = {rule.name: rule.label for rule in declared.kinds} if declared else {}
    refused, is_first = False, True
    for found in inspect_files(files, declared, text_column):
        if isinstance(found, Unread):
            complain(found.sentence)
            refused = refused or not found.is_expected
        elif json:
            say_json(inspection(found))
        else:
            if not is_first:
                say()
            say_aligned(_lines(found, labels))
            is_first = False
    return 1 if refused else 0


def _lines(reading: "Reading", labels: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """A reading as labels and what belongs to them; what is absent has no text."""
    parts = reading.segmentation
    yield "file", reading.source_name
    yield "kind", kind_text(reading.kind, labels)
    yield "title", reading.title
    yield "respondents", "; ".join(reading.respondents)
    yield "reference", reading.reference or ""
    yield "category", reading.category or ""
    yield "decision", reading.decision or ""
    yield "date", date_text(reading.decision_date) if reading.decision_date else ""
    yield "outcome", words(reading.outcome or "")
    yield "sections", "; ".join(section.title for section in parts.sections)
    yield (
        "text",
        ", ".join(
            (
                count_text(len(reading.text), "character"),
                count_text(len(parts.paragraphs), "paragraph"),
                count_text(len(parts.sentences), "sentence"),
                count_text(len(parts.boilerplate), "passage") + " of boilerplate",
            )
        ),
    )
    for warning in reading.warnings:
        yield "note", warning
