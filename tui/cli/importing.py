"""Bring files into the study, and tell what became of each document."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Exit, Option

from tui.cli.options import Coder, Json, Store, TextColumn, opened, say_how_to_undo
from tui.cli.output import complain, say, say_json, width, wrapped
from tui.cli.progress import progress_bar
from tui.display import count_text, one_line

if TYPE_CHECKING:
    from storage import ImportedFile, ImportReport, ReadTable

INDENT = "  "
MOST_NAMES = 20
"""Documents named under one reason, or refused in one file; ``--json`` names all."""

MOST_REASONS = 20
"""Reasons that are told: a table imported again has one for every row."""


def import_(
    paths: Annotated[
        list[Path],
        Argument(metavar="PATH", hidden=True),
    ],
    metadata: Annotated[
        Path | None,
        Option("--metadata", metavar="FILE.csv", help="A table about the files, by source_name."),
    ] = None,
    text_column: TextColumn = None,
    keep_originals: Annotated[
        bool,
        Option("--keep-originals", help="Keep a copy of every file in a folder beside the store."),
    ] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Only say what would happen.")] = False,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Bring files and folders into the study.

    PATH is a folder or a file: text, Markdown, HTML, PDF, Word (.docx), a table with one document
    a row (.csv, .tsv, .xlsx, .jsonl), or a ZIP of all that. What cannot be used is refused with its
    reason, and the rest goes on. With --json, one document a line.

    Example: casecoder import decisions/ --metadata decisions.csv
    """
    with opened(store, coder) as study:
        with progress_bar("Importing") as progress:
            report = study.import_paths(
                paths,
                metadata=metadata,
                text_column=text_column,
                keep_originals=keep_originals,
                dry_run=dry_run,
                progress=progress,
            )
        if json:
            for file in report.files:
                say_json(_as_json(file))
        else:
            _say_report(report, dry_run=dry_run)
            if report.change is not None:
                say_how_to_undo(study)
    if _name_refused(report.files):
        raise Exit(1)


def _name_refused(files: "Iterable[ImportedFile]") -> bool:
    """Name on standard error what was refused, of one file not more than a person would read."""
    refused: Counter[str | None] = Counter()
    for file in files:
        if file.result == "refused":
            refused[file.within] += 1
            if file.within is None or refused[file.within] <= MOST_NAMES:
                complain(f"{one_line(file.path)}: {file.reason}")
    for within, n in refused.items():
        if within is not None and n > MOST_NAMES:
            more = f"{n - MOST_NAMES:,} more were refused; --json names all"
            complain(f"{one_line(within)}: {more}.")
    return refused.total() > 0


def _say_report(report: "ImportReport", *, dry_run: bool) -> None:
    """Print how much was read, skipped and refused, and what is worth knowing of it."""
    verb = "would be " if dry_run else ""
    noun = "document" if any(file.within for file in report.files) else "file"
    read, skipped, refused = (
        count_text(report.count(result), noun) for result in ("read", "skipped", "refused")
    )
    say(f"{read} {verb}read, {skipped} {verb}skipped, {refused} {verb}refused")
    for line in _lines_of_many(report.files):
        say(f"{INDENT}{line}")
    for table in report.tables:
        for line in wrapped(INDENT + _columns(table), width(), indent=2 * INDENT):
            say(line)
    _say_reasons([file for file in report.files if file.reason and file.result != "refused"])


def _say_reasons(noteworthy: "list[ImportedFile]") -> None:
    """Each reason with the documents it is about, in the order in which they were met."""
    reasons: dict[tuple[str, str], list[ImportedFile]] = {}
    for file in noteworthy:
        reasons.setdefault((file.result, file.reason), []).append(file)
    groups = sorted(reasons.items(), key=lambda group: group[0][0])
    for (result, reason), files in groups[:MOST_REASONS]:
        for line in wrapped(f"{result}: {reason}", width(), indent=INDENT):
            say(line)
        _say_names(files)
    more = sum(len(files) for _, files in groups[MOST_REASONS:])
    if more:
        say(f"… and {more:,} more with other reasons; --json names all")


def _lines_of_many(files: "Iterable[ImportedFile]") -> Iterator[str]:
    """A line for each file of many documents: how many of them were read, skipped and refused."""
    counts: dict[str, Counter[str]] = {}
    for file in files:
        if file.within is not None:
            counts.setdefault(file.within, Counter())[file.result] += 1
    for within, results in counts.items():
        more = [f"{results[each]:,} {each}" for each in ("skipped", "refused") if results[each]]
        read = count_text(results["read"], "document")
        yield f"{one_line(within)}{INDENT}{', '.join([read, *more])}"


def _columns(table: "ReadTable") -> str:
    """What the columns of a table are taken for."""
    guess = " (--text-column names another)" if table.is_guess else ""
    sheet = f", sheet “{table.sheet}”" if table.sheet else ""
    told = [header if header == key else f"{header} as {key}" for header, key in table.keys.items()]
    others = f"; {', '.join(told)}" if told else ""
    return one_line(f"{table.path}{sheet}: texts from “{table.text}”{guess}{others}")


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
