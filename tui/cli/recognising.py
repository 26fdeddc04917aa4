"""What casecoder makes of texts by itself: cues on or off."""

from typing import Annotated, Literal

from typer import Argument

from tui.cli.options import Coder, Json, Store, opened, say_how_to_undo
from tui.cli.output import say_json, say_sentence

Switch = Literal["on", "off"]


def cues(
    switch: Annotated[Switch | None, Argument(metavar="[on|off]", hidden=True)] = None,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Tell whether documents are shown with cues; turn that on or off.

    A cue points at a passage that is likely to show a record. Whether one was on screen is kept
    with each record, as cue_shown. With --json, an object that says whether they are on.

    Example: casecoder cues off
    """
    with opened(store, coder) as study:
        before = study.cues_on()
        said = study.set_cues(switch == "on") if switch else _state(before)
        now = study.cues_on()
        if json:
            say_json({"cues": now})
            return
        say_sentence(said)
        if now != before:
            say_how_to_undo(study)


def _state(on: bool) -> str:
    other = "off" if on else "on"
    return f"Cues are {'on' if on else 'off'}; casecoder cues {other} turns them {other}."
