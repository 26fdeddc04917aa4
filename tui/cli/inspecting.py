"""Say what import would recognise in files. Needs no study, and loads nothing of the store."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Exit, Option

from tui.cli.files import read_codebook
from tui.cli.options import Json, TextColumn
from tui.cli.readings import tell_readings


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
    declared = read_codebook(codebook) if codebook else None
    raise Exit(tell_readings(files, json=json, declared=declared, text_column=text_column))
