"""Every command of casecoder, in the order of its help."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from typer import Exit, Typer
from typer.exceptions import TyperException
from typer.main import get_command

from tui.cli import (
    agreement,
    assigning,
    codebooks,
    coders,
    collecting,
    configuring,
    datasets,
    disagreements,
    documents,
    history,
    importing,
    insights,
    inspecting,
    memos,
    merging,
    recognising,
    records,
    rounds,
    searching,
    serving,
    settling,
    studies,
)
from tui.cli.output import complain

Commands = Mapping[str, Callable[..., None]]
"""Commands by name."""

COMMANDS: Commands = MappingProxyType(
    {
        "demo": studies.demo,
        "new": studies.new,
        "import": importing.import_,
        "inspect": inspecting.inspect,
        "documents": documents.documents,
        "search": searching.search,
        "insights": insights.insights,
        "records": records.records,
        "group": collecting.group,
        "ungroup": collecting.ungroup,
        "sample": collecting.sample,
        "assign": assigning.assign,
        "cues": recognising.cues,
        "segment": recognising.segment,
        "annotate": datasets.annotate,
        "export": datasets.export,
        "memos": memos.memos,
        "hand-out": merging.hand_out,
        "merge": merging.merge,
        "agreement": agreement.agreement,
        "confusion": disagreements.confusion,
        "disagreements": disagreements.disagreements,
        "settle": settling.settle,
        "history": history.history,
        "undo": history.undo,
        "verify": history.verify,
        "backup": history.backup,
        "remove": collecting.remove,
        "erase": collecting.erase,
        "settings": configuring.settings,
    }
)
CODEBOOK_COMMANDS: Commands = MappingProxyType(
    {
        "show": codebooks.show,
        "check": codebooks.check,
        "set": codebooks.put,
        "revert": codebooks.revert,
        "export": codebooks.export,
        "diff": codebooks.diff,
    }
)
"""The commands of ``casecoder codebook``."""
CODERS_COMMANDS: Commands = MappingProxyType(
    {"add": coders.add, "role": coders.role, "remove": coders.remove}
)
"""The commands of ``casecoder coders``, which alone lists them."""
ROUNDS_COMMANDS: Commands = MappingProxyType({"open": rounds.open_, "reopen": rounds.reopen})
"""The commands of ``casecoder rounds``, which alone lists them."""
SERVER_COMMANDS: Commands = MappingProxyType(
    {"init": serving.init, "add-coder": serving.add_coder, "check": serving.check}
)
"""The commands of ``casecoder server``."""
SERVER_HELP = "Make a study on a PostgreSQL server, and let coders in."
CODEBOOK_HELP = "Show, check, change, write out and compare codebooks."


def program() -> Typer:
    """The commands, put together."""
    whole = _empty()
    whole.callback(invoke_without_command=True)(studies.casecoder)
    _add(whole, COMMANDS)
    codebook = _empty()
    _add(codebook, CODEBOOK_COMMANDS)
    whole.add_typer(codebook, name="codebook", help=CODEBOOK_HELP)
    for name, alone, commands in (
        ("coders", coders.coders, CODERS_COMMANDS),
        ("rounds", rounds.rounds, ROUNDS_COMMANDS),
    ):
        group = _empty()
        group.callback(invoke_without_command=True)(alone)
        _add(group, commands)
        whole.add_typer(group, name=name)
    server = _empty()
    _add(server, SERVER_COMMANDS)
    whole.add_typer(server, name="server", help=SERVER_HELP)
    return whole


def _empty() -> Typer:
    # Plain help: it is read in pipes and pagers too, and rich takes a tenth of a second to load.
    return Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _add(to: Typer, commands: Commands) -> None:
    for name, command in commands.items():
        to.command(name)(command)


def run(arguments: Sequence[str]) -> int:
    """Do what a command line says, and return the exit status.

    Raises:
        StorageError: something given was refused, or the store cannot be used.
    """
    command = get_command(program())
    try:
        # Not ``command.main``, which turns errors into exit statuses of its own.
        with command.make_context("casecoder", list(arguments)) as context:
            command.invoke(context)
    except Exit as end:
        return end.exit_code
    except TyperException as error:
        return _wrong_use(error)
    return 0


def _wrong_use(error: TyperException) -> int:
    """Say what is wrong with a command line, and where to read more."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "casecoder"
    what = error.format_message().rstrip(".")
    complain(f"{what}. {command} --help shows how it is used.")
    return error.exit_code
