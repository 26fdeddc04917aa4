"""Open the interface, show the sample study, make a new study."""

from typing import Annotated

from typer import Argument, Context, Exit, Option

from tui.cli.files import read_codebook
from tui.cli.interface import open_interface
from tui.cli.opening import Opening
from tui.cli.options import (
    Chosen,
    Coder,
    CoderBefore,
    FirstCodebook,
    Store,
    StoreBefore,
    StudyName,
    current_coder,
    store_option,
)
from tui.cli.output import say, say_sentence
from tui.cli.places import DEFAULT_STORE
from tui.version import program_name


def _print_version(wanted: bool) -> None:
    if wanted:
        say(program_name())
        raise Exit


def casecoder(
    context: Context,
    store: StoreBefore = None,
    coder: CoderBefore = None,
    version: Annotated[
        bool,
        Option("--version", callback=_print_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Code case documents by hand, in a terminal.

    Findings, remedies and recommendations, each tied to the exact words that show it. Without a
    command, the review interface opens on the study here; where there is none, it offers one.

    Example: casecoder demo

    Exit status: 0 done; 1 something given was refused, each thing named with its reason;
    2 wrong use; 3 the store cannot be used; 130 stopped by Ctrl+C.
    """
    context.obj = Chosen(store, coder)
    if context.invoked_subcommand is None:
        raise Exit(open_interface(Opening(store, coder)))


def demo(
    folder: Annotated[
        str | None,
        Argument(metavar="DIR", hidden=True),
    ] = None,
    fresh: Annotated[bool, Option("--fresh", help="Make another one beside it.")] = False,
    coder: Coder = None,
) -> None:
    """Open the sample study.

    It is made in DIR (./casecoder-demo if none is given) the first time; afterwards it is as you
    left it.

    Example: casecoder demo
    """
    raise Exit(open_interface(Opening(None, coder, demo=True, folder=folder, fresh=fresh)))


def new(
    store: Store = None,
    coder: Coder = None,
    codebook: FirstCodebook = None,
    name: StudyName = None,
    shared: Annotated[
        bool,
        Option("--shared", help="Let the file's group write too: several accounts, one machine."),
    ] = False,
) -> None:
    """Make an empty study, with the starter codebook or your own.

    Example: casecoder new --codebook codebook.toml --name "Short breaks 2022"
    """
    import seeds
    from storage import Study

    source = read_codebook(codebook).source if codebook else seeds.starter_codebook()
    place = store or DEFAULT_STORE
    made = Study.create(
        place, coder=current_coder(coder), codebook=source, name=name, shared=shared
    )
    with made as study:
        about = study.overview()
        say_sentence(
            f"Made the study {about.name} in {study.store}, "
            f"with the codebook {about.codebook_name} {about.codebook_version}."
        )
    say_sentence(f"casecoder import{store_option(place)} PATH... brings documents in.")
