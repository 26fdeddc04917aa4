"""What commands have in common: which study they are about, who codes, and how they end."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

from typer import Argument, Context, Exit, Option

from tui.cli.output import complain, say_sentence
from tui.cli.places import DEFAULT_STORE, given_store, open_study
from tui.cli.progress import progress_bar
from tui.settings import coder_name, is_coder_chosen, read_settings

if TYPE_CHECKING:
    from storage import Study


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands before the name of a command and holds for whichever follows."""

    store: str | None = None
    """Path of the store."""
    coder: str | None = None
    """Name of the coder."""


def _store(context: Context, value: str | None) -> str:
    before = context.obj.store if isinstance(context.obj, Chosen) else None
    return given_store(value or before) or DEFAULT_STORE


def _coder(context: Context, value: str | None) -> str | None:
    before = context.obj.coder if isinstance(context.obj, Chosen) else None
    return before if value is None else value


STORE_HELP = (
    "The study's store: a file, or postgresql://NAME@SERVER/STUDY. Also CASECODER_STORE. "
    "[default: ./casecoder.db]"
)
CODER_HELP = "Who codes. Also CASECODER_CODER, the settings file, the login name."

StoreBefore = Annotated[
    str | None, Option("--store", "-s", metavar="PATH", help=STORE_HELP, show_default=False)
]
CoderBefore = Annotated[
    str | None, Option("--coder", metavar="NAME", help=CODER_HELP, show_default=False)
]
Store = Annotated[
    str | None,
    Option("--store", "-s", metavar="PATH", help=STORE_HELP, show_default=False, callback=_store),
]
Coder = Annotated[
    str | None,
    Option("--coder", metavar="NAME", help=CODER_HELP, show_default=False, callback=_coder),
]
Json = Annotated[bool, Option("--json", help="Print one JSON object a line.")]
TextColumn = Annotated[
    str | None,
    Option(
        "--text-column",
        metavar="NAME",
        help="The column of tables that holds the texts. [default: the one with running text]",
        show_default=False,
    ),
]
FirstCodebook = Annotated[
    Path | None,
    Option("--codebook", metavar="FILE", help="A codebook. [default: the starter codebook]"),
]
StudyName = Annotated[
    str | None,
    Option("--name", metavar="TEXT", help="The study's name. [default: the codebook's]"),
]
Yes = Annotated[bool, Option("--yes", "-y", help="Do not ask.")]
# Plain help would list arguments with a type such as <list[str]>; the commands' own words explain
# them instead.
DocumentName = Annotated[str, Argument(metavar="DOCUMENT", hidden=True)]
DocumentNames = Annotated[list[str], Argument(metavar="DOCUMENT", hidden=True)]


def current_coder(option: str | None) -> str:
    """Who codes; what is wrong with the settings file is told on the way."""
    settings = read_settings()
    for problem in settings.problems:
        complain(problem)
    return coder_name(option, settings)


def coder_before(context: Context) -> str | None:
    """Who codes, as it is said before the name of a command whose own --coder means something else."""
    return context.obj.coder if isinstance(context.obj, Chosen) else None


def opened(store: str | None, coder: str | None) -> "Study":
    """The study that a command is about, to be used in a ``with`` block."""
    name, chosen = current_coder(coder), is_coder_chosen(coder, read_settings())
    with progress_bar("Upgrading") as progress:
        study = open_study(store or DEFAULT_STORE, name, chosen=chosen, progress=progress)
    if study.upgraded is not None:
        complain(study.upgraded)
    return study


def store_option(store: str) -> str:
    """What a command line needs to be about this store; nothing when it is that anyway."""
    usual = given_store(None) or DEFAULT_STORE
    return "" if store == usual else f" --store {shlex.quote(store)}"


def refuse(sentence: str, status: int) -> NoReturn:
    """End the command with a sentence on standard error."""
    complain(sentence)
    raise Exit(status)


def say_how_to_undo(study: "Study") -> None:
    """Tell how the coder's latest change is taken back."""
    latest = next((each for each in study.history() if each.coder == study.coder), None)
    if latest is not None:
        option = store_option(study.store)
        say_sentence(f"casecoder undo{option} {latest.number} takes it back.")
