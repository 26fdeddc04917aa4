"""What casecoder makes of texts by itself: how they are cut, and cues."""

from typing import Annotated, Literal

from typer import Argument

from tui.cli.options import Coder, Json, Store, opened, say_how_to_undo
from tui.cli.output import say_json, say_sentence
from tui.cli.progress import progress_bar
from tui.display import count_text

Switch = Literal["on", "off"]


def cues(
    switch: Annotated[Switch | None, Argument(metavar="[on|off]", hidden=True)] = None,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Tell whether documents are shown with cues; turn them off.

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


def segment(
    documents: Annotated[list[str] | None, Argument(metavar="DOCUMENT", hidden=True)] = None,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Cut texts anew, with the rules of this version.

    Texts whose cut is of an older version, or DOCUMENT whatever its version; and a short line that
    a third of the documents of one publisher share becomes boilerplate. Passages of records stay
    where they are. With --json, an object with counts.

    Example: casecoder segment
    """
    with opened(store, coder) as study:
        uids = [study.find_document(name).uid for name in documents] if documents else None
        with progress_bar("Cutting") as report:
            done = study.segment(uids, progress=report)
    if json:
        say_json({"documents": done.documents, "cut": done.cut, "lines": done.lines})
        return
    said = f"{count_text(done.documents, 'document')} looked at, {done.cut:,} cut anew."
    if done.lines:
        said += (
            f" {count_text(done.lines, 'line')} that publishers repeat: boilerplate from now on."
        )
    say_sentence(said)
