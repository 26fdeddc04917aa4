"""Every command of casecoder, in the order of its help."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType

from typer import Exit, Typer
from typer.exceptions import TyperException
from typer.main import get_command

from tui.cli.opening import first_word
from tui.cli.output import complain


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that go by one name, as those of ``casecoder codebook``."""

    commands: Mapping[str, str]
    """Where each command is, by its name."""
    alone: str | None = None
    """What the name alone does."""
    help: str | None = None
    """What is said of them, where the name alone does nothing."""


COMMANDS: Mapping[str, str | Group] = MappingProxyType(
    {
        "demo": "studies.demo",
        "new": "studies.new",
        "import": "importing.import_",
        "inspect": "inspecting.inspect",
        "documents": "documents.documents",
        "search": "searching.search",
        "insights": "insights.insights",
        "records": "records.records",
        "group": "collecting.group",
        "ungroup": "collecting.ungroup",
        "sample": "collecting.sample",
        "assign": "assigning.assign",
        "cues": "recognising.cues",
        "segment": "recognising.segment",
        "annotate": "datasets.annotate",
        "export": "datasets.export",
        "memos": "memos.memos",
        "hand-out": "merging.hand_out",
        "merge": "merging.merge",
        "agreement": "agreement.agreement",
        "confusion": "disagreements.confusion",
        "disagreements": "disagreements.disagreements",
        "settle": "settling.settle",
        "history": "history.history",
        "undo": "history.undo",
        "verify": "history.verify",
        "backup": "history.backup",
        "remove": "collecting.remove",
        "erase": "collecting.erase",
        "settings": "configuring.settings",
        "codebook": Group(
            {
                "show": "codebooks.show",
                "check": "codebooks.check",
                "set": "codebooks.put",
                "revert": "codebooks.revert",
                "export": "codebooks.export",
                "diff": "codebooks.diff",
            },
            help="Show, check, change, write out and compare codebooks.",
        ),
        "coders": Group(
            {"add": "coders.add", "role": "coders.role", "remove": "coders.remove"},
            alone="coders.coders",
        ),
        "rounds": Group({"open": "rounds.open_", "reopen": "rounds.reopen"}, alone="rounds.rounds"),
        "server": Group(
            {"init": "serving.init", "add-coder": "serving.add_coder", "check": "serving.check"},
            help="Make a study on a PostgreSQL server, and let coders in.",
        ),
    }
)
"""Where each command is, module and function, by its name."""


def program(arguments: Sequence[str] = ()) -> Typer:
    """The commands, put together.

    Args:
        arguments: A command line. When it begins with a command, the others are left out: to load
            and describe them all takes longer than some commands take.
    """
    name = first_word(arguments)
    named = COMMANDS if name is None or name not in COMMANDS else {name: COMMANDS[name]}
    whole = _empty()
    whole.callback(invoke_without_command=True)(_function("studies.casecoder"))
    _add(whole, named)
    return whole


def _empty() -> Typer:
    # Plain help: it is read in pipes and pagers too, and rich takes a tenth of a second to load.
    return Typer(
        add_completion=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def _add(to: Typer, commands: Mapping[str, str | Group]) -> None:
    for name, command in commands.items():
        if isinstance(command, str):
            to.command(name)(_function(command))
            continue
        group = _empty()
        _add(group, command.commands)
        if command.alone is None:
            to.add_typer(group, name=name, help=command.help)
        else:
            group.callback(invoke_without_command=True)(_function(command.alone))
            to.add_typer(group, name=name)


def _function(place: str) -> Callable[..., None]:
    module, name = place.split(".")
    found: Callable[..., None] = getattr(import_module(f"tui.cli.{module}"), name)
    return found


def run(arguments: Sequence[str]) -> int:
    """Do what a command line says, and return the exit status.

    Raises:
        StorageError: something given was refused, or the store cannot be used.
    """
    command = get_command(program(arguments))
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
