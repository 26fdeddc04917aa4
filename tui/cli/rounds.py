"""Rounds: listed, opened, reopened to a coder."""

from collections.abc import Iterator
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from tui.cli.asking import agreed
from tui.cli.coders import progress_words
from tui.cli.options import Coder, Json, Store, Yes, opened, refuse, store_option
from tui.cli.output import complain, say_json, say_sentence, say_table, time_text
from tui.display import count_text

if TYPE_CHECKING:
    from storage import Round, Study

RoundName = Annotated[str, Argument(metavar="ROUND", hidden=True)]
WIDTHS = (12, 20)
"""Columns of round and coder; how far they are takes the rest."""


def rounds(context: Context, store: Store = None, coder: Coder = None, json: Json = False) -> None:
    """List the rounds, and how far coders are in each.

    A round is blind until a lead opens it. With --json, one round a line, with the plan by which
    its documents were drawn.

    Example: casecoder rounds
    """
    if context.invoked_subcommand is not None:
        return
    with opened(store, coder) as study:
        found = study.rounds()
    if json:
        for each in found:
            say_json(_as_json(each))
        return
    if not found:
        say_sentence("There is no round yet; casecoder assign gives documents out.")
    for each in found:
        say_sentence(f"{each.name}: {state_words(each)}")
        say_table(_lines(each), WIDTHS)


def state_words(round_: "Round") -> str:
    """Whether a round is blind, and how many documents were given out in it."""
    given = sum(draw.size for draw in round_.draws)
    shared = sum(draw.shared for draw in round_.draws)
    said = [f"{count_text(given, 'document')} assigned, {shared:,} shared"] if given else []
    if round_.opened_at is None:
        return "; ".join(["blind", *said])
    opened_at = f"opened {time_text(round_.opened_at)} by {round_.opened_by}"
    said = [opened_at, *said]
    if round_.reopened:
        said.append(f"reopened to {' and '.join(round_.reopened)}")
    return "; ".join(said)


def _lines(round_: "Round") -> Iterator[list[str]]:
    from storage import RoundProgress

    for name, statuses in round_.coders.items():
        yield ["", name, progress_words(RoundProgress(round_.name, statuses))]


def _as_json(round_: "Round") -> dict[str, object]:
    from dataclasses import asdict

    return {
        "round": round_.name,
        "opened_at": round_.opened_at,
        "opened_by": round_.opened_by,
        "reopened": list(round_.reopened),
        "draws": [asdict(draw) for draw in round_.draws],
        "coders": {name: dict(statuses) for name, statuses in round_.coders.items()},
    }


def open_(name: RoundName, store: Store = None, coder: Coder = None, yes: Yes = False) -> None:
    """Open a round: its coding is frozen, and may be compared.

    Nothing takes that back. It also freezes again what was reopened to a coder.

    Example: casecoder rounds open pilot
    """
    with opened(store, coder) as study:
        if not yes and study.standing().leads:
            for line in open_work_words(study, name):
                complain(line)
            if not agreed(f"Open the round {name}? Nothing takes that back."):
                refuse("Nothing was opened.", 1)
        say_sentence(study.open_round(name))
        settle = f"casecoder settle{store_option(study.store)} --round {quote(name)}"
        say_sentence(f"{settle} lets go to gold what its coders agree about.")


def open_work_words(study: "Study", name: str) -> Iterator[str]:
    """Who is not done with a round."""
    for each in study.rounds():
        if each.name != name:
            continue
        for coder, statuses in each.coders.items():
            left = {
                status: n for status, n in statuses.items() if status in ("todo", "in_progress")
            }
            if n := sum(left.values()):
                yield f"{coder} is not done with {count_text(n, 'document')} of it."


def reopen(
    name: RoundName,
    whose: Annotated[str, Option("--coder", metavar="NAME", help="Whose coding.")],
    context: Context,
    store: Store = None,
) -> None:
    """Let a coder change what they coded in a round that was opened.

    Gold that rests on it is void from then on, and has to be settled again.

    Example: casecoder rounds reopen main --coder ben
    """
    from tui.cli.options import coder_before

    with opened(store, coder_before(context)) as study:
        say_sentence(study.reopen_round(name, whose))
        say_sentence(f"casecoder rounds open {name} freezes it again.")
