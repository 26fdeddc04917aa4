"""Who codes in the study: listed, added, given a role, let go."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Context, Option

from tui.cli.asking import agreed
from tui.cli.document_lines import status_words
from tui.cli.options import Coder, Json, Store, Yes, opened, refuse, say_how_to_undo
from tui.cli.output import complain, say_json, say_sentence, say_table, time_text
from tui.display import count_text

if TYPE_CHECKING:
    from storage import CoderInfo, RoundProgress

RoleName = Literal["coder", "adjudicator", "lead"]
CoderName = Annotated[str, Argument(metavar="NAME", hidden=True)]
WIDTHS = (20, 12)
"""Columns of name and role; how far they are takes the rest."""


def coders(context: Context, store: Store = None, coder: Coder = None, json: Json = False) -> None:
    """List who codes, and how far they are.

    Who leads or adjudicates is told everybody's progress, a coder their own. With --json, one
    coder a line.

    Example: casecoder coders
    """
    if context.invoked_subcommand is not None:
        return
    with opened(store, coder) as study:
        infos = study.coder_infos()
    if json:
        for each in infos:
            say_json(_as_json(each))
        return
    say_table((line for each in infos for line in _lines(each)), WIDTHS)


def _lines(info: "CoderInfo") -> Iterator[list[str]]:
    """A coder's lines: one for each round."""
    role = f"codes again what {info.recodes} has coded" if info.recodes else info.role
    notes = [f"left {time_text(info.left_at)}"] if info.left_at else []
    notes += [f"{each.round}: {progress_words(each)}" for each in info.rounds or ()]
    if info.recodes:
        notes.insert(0, role)
        role = info.role
    name = info.name
    for note in notes or [""]:
        yield [name, role, note]
        name = role = ""


def progress_words(progress: "RoundProgress") -> str:
    """``3 to do, 1 in progress, 2 done``."""
    told = [f"{n:,} {status_words(status)}" for status, n in progress.statuses.items() if n]
    return ", ".join(told) or "nothing to do"


def _as_json(info: "CoderInfo") -> dict[str, object]:
    rounds = None
    if info.rounds is not None:
        rounds = {each.round: dict(each.statuses) for each in info.rounds}
    return {
        "coder": info.name,
        "role": info.role,
        "recodes": info.recodes,
        "left_at": info.left_at,
        "rounds": rounds,
    }


def add(
    name: CoderName,
    role: Annotated[RoleName, Option("--role", help="What they do.")] = "coder",
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Add somebody to the study, or bring back who has left.

    Until documents are assigned, a coder gets everything to do; afterwards only what is assigned.

    Example: casecoder coders add ben
    """
    from storage import Role

    with opened(store, coder) as study:
        say_sentence(study.add_coder(name, Role(role)))


def role(
    name: CoderName,
    what: Annotated[RoleName, Argument(metavar="ROLE", hidden=True)],
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Let somebody be coder, adjudicator or lead.

    Example: casecoder coders role cara adjudicator
    """
    from storage import Role

    with opened(store, coder) as study:
        say_sentence(study.set_role(name, Role(what)))


def remove(
    name: CoderName,
    hand_to: Annotated[
        str | None,
        Option("--to", metavar="OTHER", help="Give OTHER the documents that are not done."),
    ] = None,
    store: Store = None,
    coder: Coder = None,
    yes: Yes = False,
) -> None:
    """Let somebody leave the study; what they coded stays.

    Documents that they have not done can be given to another coder, who begins each anew.

    Example: casecoder coders remove ben --to cara
    """
    with opened(store, coder) as study:
        left = study.open_work(name)
        if left.n and not yes:
            complain(
                f"{name} has {count_text(left.n, 'document')} that are not done: "
                f"{left.todo:,} to do, {left.begun:,} in progress."
            )
            then = f"give them to {hand_to}" if hand_to else "leave them to nobody"
            if not agreed(f"Let {name} go and {then}?"):
                refuse("Nobody was removed.", 1)
        say_sentence(study.remove_coder(name, hand_to=hand_to))
        say_how_to_undo(study)
