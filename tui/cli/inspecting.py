"""Say what import would recognise in files. Needs no study, and loads nothing of the store."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from tui.cli.files import read_codebook
from tui.cli.options import Json, TextColumn
from tui.cli.output import complain, say, say_aligned, say_json
from tui.display import count_text, date_text, kind_text, words

if TYPE_CHECKING:
    from storage import Reading


def inspect(
    files: Annotated[
        list[Path],
        Argument(metavar="FILE", hidden=True),
    ],
    codebook: Annotated[
        Path | None,
        Option("--codebook", metavar="FILE", help="A codebook that describes kinds of its own."),
    ] = None,
    text_column: TextColumn = None,
    json: Json = False,
) -> None:
    """Tell what import would recognise in files; needs no study.

    Kind, title, respondents, reference, outcome, date and parts of every document. With --json,
    one document a line.

    Example: casecoder inspect decision.html --json
    """
    from storage import Unread, inspect_files, inspection

    declared = read_codebook(codebook) if codebook else None
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
    if refused:
        raise Exit(1)


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
