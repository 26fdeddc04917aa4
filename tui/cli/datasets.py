"""In and out: import files, annotate, export, and inspect what import would recognise."""

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Exit, Option

from tui.cli.options import Coder, Json, Store, opened, say_how_to_undo
from tui.cli.output import complain, say, say_json, say_sentence, width, wrapped
from tui.cli.progress import progress_bar
from tui.display import count_text, one_line

if TYPE_CHECKING:
    from storage import ImportedFile, ImportReport

INDENT = "  "
MOST_NAMES = 20
"""Files named under one reason; ``--json`` names all."""


def import_(
    paths: Annotated[
        list[Path],
        Argument(metavar="PATH", hidden=True),
    ],
    metadata: Annotated[
        Path | None,
        Option("--metadata", metavar="FILE.csv", help="A table about the files, by source_name."),
    ] = None,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would happen.")] = False,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Bring files and folders into the study.

    PATH is a text, Markdown or HTML file, or a folder of them. A file that cannot be used is
    refused with its reason, and the rest goes on. With --json, one file a line.

    Example: casecoder import decisions/ --metadata decisions.csv
    """
    with opened(store, coder) as study:
        with progress_bar("Importing") as progress:
            report = study.import_paths(
                paths, metadata=metadata, dry_run=dry_run, progress=progress
            )
        if json:
            for file in report.files:
                say_json(_as_json(file))
        else:
            _say_report(report, dry_run=dry_run)
            if report.change is not None:
                say_how_to_undo(study)
    refused = [file for file in report.files if file.result == "refused"]
    for file in refused:
        complain(f"{one_line(file.path)}: {file.reason}")
    if refused:
        raise Exit(1)


def _say_report(report: "ImportReport", *, dry_run: bool) -> None:
    """Print how many files were read, skipped and refused, and what is worth knowing of them."""
    verb = "would be " if dry_run else ""
    read, skipped, refused = (
        count_text(report.count(result), "file") for result in ("read", "skipped", "refused")
    )
    say(f"{read} {verb}read, {skipped} {verb}skipped, {refused} {verb}refused")
    noteworthy = [file for file in report.files if file.reason and file.result != "refused"]
    noteworthy.sort(key=lambda file: (file.result, file.reason))
    for (result, reason), files in groupby(noteworthy, key=lambda file: (file.result, file.reason)):
        for line in wrapped(f"{result}: {reason}", width(), indent=INDENT):
            say(line)
        _say_names(list(files))


def _say_names(files: "list[ImportedFile]") -> None:
    for file in files[:MOST_NAMES]:
        say(f"{INDENT}{one_line(file.path)}")
    if len(files) > MOST_NAMES:
        say(f"{INDENT}… and {len(files) - MOST_NAMES:,} more")


def _as_json(file: "ImportedFile") -> dict[str, object]:
    return {
        "file": file.path,
        "result": file.result,
        "reason": file.reason or None,
        "document_id": file.document,
        "kind": file.kind,
        "title": file.title,
    }


def annotate(
    file: Annotated[
        Path,
        Argument(metavar="FILE", hidden=True),
    ],
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Load codings from JSON Lines: all of them, or none.

    FILE is what casecoder export --format jsonl writes: a file, or the folder with records.jsonl
    and variables.jsonl.

    Example: casecoder annotate coding/records.jsonl
    """
    with opened(store, coder) as study:
        with progress_bar("Loading") as progress:
            report = study.annotate(file, progress=progress)
        known = f", {report.unchanged:,} were there already" if report.unchanged else ""
        say_sentence(
            f"{count_text(report.added, 'record or value', 'records and values')} loaded{known}."
        )
        if report.change is not None:
            say_how_to_undo(study)


def export(
    folder: Annotated[Path, Argument(metavar="DIR", hidden=True)],
    form: Annotated[
        Literal["csv", "jsonl"],
        Option("--format", help="Tidy tables, or what casecoder annotate reads."),
    ] = "csv",
    layer: Annotated[
        Literal["coder", "gold"] | None,
        Option("--layer", help="Only the coders' own coding, or only the adjudicated one."),
    ] = None,
    whose: Annotated[
        str | None, Option("--coder", metavar="NAME", help="Only this person's coding.")
    ] = None,
    status: Annotated[
        Literal["todo", "in_progress", "done", "excluded"] | None,
        Option("--status", help="Only documents that their coder left at this."),
    ] = None,
    quotes: Annotated[
        Literal["all", "none"], Option("--quotes", help="none leaves out the documents' words.")
    ] = "all",
    coders: Annotated[
        Literal["names", "coded"], Option("--coders", help="coded writes coder_1, … for names.")
    ] = "names",
    spreadsheet_safe: Annotated[
        bool,
        Option("--spreadsheet-safe", help="Keep spreadsheets from running a cell; changes quotes."),
    ] = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Write the dataset into a folder.

    DIR gets one table for each thing, a dictionary and value labels; an earlier export there is
    replaced. With --json, one written file a line.

    Example: casecoder export data/ --status done
    """
    from storage import Layer, Status

    with opened(store, None) as study, progress_bar("Exporting") as progress:
        files = study.export(
            folder,
            format=form,
            layer=Layer(layer) if layer else None,
            coder=whose,
            status=Status(status) if status else None,
            quotes=quotes,
            coders=coders,
            spreadsheet_safe=spreadsheet_safe,
            progress=progress,
        )
    if json:
        for file in files:
            say_json({"file": str(folder / file.name), "rows": file.rows})
        return
    column = max((len(file.name) for file in files), default=0)
    for file in files:
        rows = count_text(file.rows, "row") if file.name.endswith((".csv", ".jsonl")) else ""
        say(f"{INDENT}{file.name:<{column}}{INDENT}{rows:>14}".rstrip())
    say_sentence(f"Written to {folder}.")
