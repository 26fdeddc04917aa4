"""Give documents to coders."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Context, Option

from tui.cli.options import Json, Store, coder_before, opened, refuse, say_how_to_undo, store_option
from tui.cli.output import complain, say_json, say_sentence, say_table
from tui.cli.progress import progress_bar
from tui.display import count_text, kind_text, one_line

if TYPE_CHECKING:
    from storage import Assigned

RECODE = "recode"
HOW = (
    "Say how: --all gives every document to every coder; --share 0.2 has a fifth of them coded "
    "twice and splits the rest."
)


def assign(
    context: Context,
    name: Annotated[
        str, Option("--round", metavar="NAME", help="pilot, main, recode, or a name of your own.")
    ] = "main",
    coders: Annotated[
        list[str] | None,
        Option("--coder", metavar="NAME", help="Give them to this coder. [default: every coder]"),
    ] = None,
    everything: Annotated[bool, Option("--all", help="Every document to every coder.")] = False,
    share: Annotated[
        float | None,
        Option("--share", metavar="SHARE", help="0.2: a fifth is coded twice, the rest is split."),
    ] = None,
    times: Annotated[
        int, Option("--times", metavar="N", help="How many coders code the shared ones.")
    ] = 2,
    size: Annotated[
        int | None, Option("--size", metavar="N", help="Draw N documents. [default: all]")
    ] = None,
    by: Annotated[
        Literal["kind"] | None, Option("--by", help="Draw and split each kind in proportion.")
    ] = None,
    balance: Annotated[
        Literal["length", "documents"],
        Option("--balance", help="Split so that coders have as much to read, or as many."),
    ] = "length",
    seed: Annotated[
        int, Option("--seed", help="The same number draws the same documents again.")
    ] = 1,
    keep_cues: Annotated[
        bool, Option("--keep-cues", help="Leave cues on where documents are coded twice.")
    ] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Only tell what would be assigned.")] = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Give documents of a round to coders.

    Afterwards coders have only what they are assigned; who has begun a document keeps it. In the
    round recode, coders get documents again that they are done with. With --json, one object.

    Example: casecoder assign --round main --share 0.2 --by kind --seed 7
    """
    from storage import Assignment, Balance

    if name != RECODE and everything == (share is not None):
        refuse(HOW, 2)
    asked = Assignment(
        name,
        tuple(coders or ()),
        size,
        share,
        times,
        by == "kind",
        Balance(balance),
        seed,
        keep_cues,
    )
    with opened(store, coder_before(context)) as study:
        with progress_bar("Assigning") as progress:
            told = study.assign(asked, dry_run=dry_run, progress=progress)
        if json:
            say_json(_as_json(told))
            return
        _say(told, store_option(study.store))
        if told.change is not None:
            say_how_to_undo(study)


def _as_json(told: "Assigned") -> dict[str, object]:
    return {
        "round": told.round,
        **asdict(told.draw),
        "left_out": dict(told.left_out),
        "first": told.first,
        "cues_off": told.cues_off,
        "change": told.change,
    }


def _say(told: "Assigned", option: str) -> None:
    """What was given to whom, and what else that means."""
    draw = told.draw
    done = "assigned" if told.change else "would be assigned"
    shared = f", {draw.shared:,} of them to {draw.times} coders each" if draw.shared else ""
    whole = count_text(draw.frame, "document")
    say_sentence(
        f"{draw.size:,} of {whole} {done} in round {told.round}{shared}, with the seed {draw.seed}."
    )
    say_table(
        (
            [one_line(name), f"{n:,}", f"{characters:,} characters"]
            for name, (n, characters) in draw.coders.items()
        ),
        [24, 9],
        right=(1,),
    )
    if draw.by_kind:
        say_table(
            (
                [kind_text(kind), f"{n:,}", f"of {frame:,}, {shared:,} shared"]
                for kind, (frame, n, shared) in draw.strata.items()
            ),
            [24, 9],
            right=(1,),
        )
    _say_what_follows(told, option)


def _say_what_follows(told: "Assigned", option: str) -> None:
    for why, n in told.left_out.items():
        verb = "is" if n == 1 else "are"
        say_sentence(f"{count_text(n, 'document')} {verb} {why}.")
    if told.first:
        say_sentence("Coders have only what they are assigned; the other documents wait.")
    if told.cues_off:
        complain(
            "Cues are turned off: two coders who see the same cues agree by them. --keep-cues "
            "would leave them on."
        )
    if told.round == RECODE:
        for name in told.draw.coders:
            say_sentence(f"casecoder{option} --coder {name} opens what is to be coded again.")
