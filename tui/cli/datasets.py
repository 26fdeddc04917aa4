"""Codings in, datasets out: annotate and export."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Context, Option

from tui.cli.options import Coder, Json, Store, coder_before, opened, refuse, say_how_to_undo
from tui.cli.output import say, say_json, say_sentence
from tui.cli.progress import progress_bar
from tui.display import count_text
from tui.version import program_name

if TYPE_CHECKING:
    from storage import ExportedFile

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


Form = Annotated[
    Literal["csv", "jsonl"] | None,
    Option(
        "--format",
        help="Tidy tables (csv), or what casecoder annotate reads (jsonl). [default: csv]",
        show_default=False,
    ),
]
LayerName = Annotated[
    Literal["coder", "gold"] | None,
    Option("--layer", help="Only the coders' own coding, or only the adjudicated one."),
]
Whose = Annotated[str | None, Option("--coder", metavar="NAME", help="Only this person's coding.")]
StatusName = Annotated[
    Literal["todo", "in_progress", "done", "excluded"] | None,
    Option("--status", help="Only documents that their coder left at this."),
]
Quotes = Annotated[
    Literal["all", "none"], Option("--quotes", help="none leaves out the documents' words.")
]
CoderNames = Annotated[
    Literal["names", "coded"], Option("--coders", help="coded writes coder_1, … for names.")
]
SpreadsheetSafe = Annotated[
    bool,
    Option("--spreadsheet-safe", help="Keep spreadsheets from running a cell; changes quotes."),
]
RoundName = Annotated[
    str | None, Option("--round", metavar="NAME", help="Only documents of this round.")
]
AsPackage = Annotated[
    bool, Option("--package", help="All that a journal can deposit, with its ZIP beside it.")
]


def export(
    context: Context,
    folder: Annotated[Path, Argument(metavar="DIR", hidden=True)],
    form: Form = None,
    layer: LayerName = None,
    whose: Whose = None,
    status: StatusName = None,
    quotes: Quotes = "all",
    coders: CoderNames = "names",
    spreadsheet_safe: SpreadsheetSafe = False,
    round_: RoundName = None,
    package: AsPackage = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Write the dataset into a folder.

    DIR gets one table for each thing, a dictionary and value labels; an earlier export there is
    replaced. With --json, one written file a line. --package writes every layer of the data, the
    codebook's versions, the sample, the rounds, the agreement with its units, a count of changes,
    checksums and a README, as a folder and as DIR.zip.

    Example: casecoder export data/ --status done
    """
    from storage import Layer, Status

    if package and (form or layer or whose or round_):
        refuse("--package writes everything: leave --format, --layer, --coder and --round out.", 2)
    chosen = Status(status) if status else None
    with opened(store, coder_before(context)) as study, progress_bar("Exporting") as progress:
        if package:
            files = study.export_package(
                folder,
                program=program_name(),
                status=chosen,
                quotes=quotes,
                coders=coders,
                spreadsheet_safe=spreadsheet_safe,
                progress=progress,
            )
        else:
            files = study.export(
                folder,
                format=form or "csv",
                layer=Layer(layer) if layer else None,
                coder=whose,
                status=chosen,
                quotes=quotes,
                coders=coders,
                spreadsheet_safe=spreadsheet_safe,
                round=round_,
                progress=progress,
            )
    _say_written(folder, files, json=json)
    if package and not json:
        say_sentence(f"The same as one file: {folder.resolve()}.zip.")


def _say_written(folder: Path, files: "Sequence[ExportedFile]", *, json: bool) -> None:
    """Every file that was written, with its rows."""
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
