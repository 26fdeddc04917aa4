"""Codings in, datasets out: annotate and export."""

from pathlib import Path
from typing import Annotated, Literal

from typer import Argument, Option

from tui.cli.options import Coder, Json, Store, opened, say_how_to_undo
from tui.cli.output import say, say_json, say_sentence
from tui.cli.progress import progress_bar
from tui.display import count_text

INDENT = "  "


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
            more = {} if file.unresolved is None else {"unresolved": file.unresolved}
            say_json({"file": str(folder / file.name), "rows": file.rows, **more})
        return
    column = max((len(file.name) for file in files), default=0)
    for file in files:
        rows = count_text(file.rows, "row") if file.name.endswith((".csv", ".jsonl")) else ""
        say(f"{INDENT}{file.name:<{column}}{INDENT}{rows:>14}".rstrip())
    say_sentence(f"Written to {folder}.")
    unresolved = sum(file.unresolved or 0 for file in files)
    if unresolved:
        say_sentence(
            f"{count_text(unresolved, 'document')} with cases that nobody has settled: unresolved in "
            "reviews.csv. casecoder settle says what they are."
        )
