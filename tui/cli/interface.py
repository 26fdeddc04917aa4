"""Open the review interface: on a terminal that can show it, on a study that is there."""

import gc
import io
import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.ending import WRONG_USE
from tui.cli.opening import Opening
from tui.cli.output import complain
from tui.cli.places import DEFAULT_STORE, given_store, is_server, open_study
from tui.settings import coder_name, is_coder_chosen, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from storage import Progress, Study
    from tui.app import CasecoderApp
    from tui.cli.progress import Report
    from tui.offers import Offers


ENDED_BY_SIGNAL = 128
"""The exit status of a program that a signal ended is this and the signal's number."""


def open_interface(opening: Opening) -> int:
    """Open the interface, and return the exit status when it is closed.

    Raises:
        NameRefused: the coder's name cannot be used.
    """
    unfit = unfit_terminal()
    if unfit is not None:
        complain(unfit)
        return WRONG_USE
    settings = read_settings()
    coder = coder_name(opening.coder, settings)
    chosen = is_coder_chosen(opening.coder, settings)

    def tell(progress: "Progress") -> None:
        app.tell_opening(progress)

    begins = _beginning(opening, coder, tell, chosen=chosen)
    _draw_in_utf8()
    # Sweeping takes a tenth of the time to the first paint; the application turns it on again.
    gc.disable()
    from tui import hangup
    from tui.app import CasecoderApp

    app = CasecoderApp(begins, coder=coder, settings=settings)
    hangup.arm(partial(_keep_now, app), app.leave_from_outside)
    app.run()
    status = app.return_code or 0
    if status > ENDED_BY_SIGNAL:
        # The terminal may be gone, and what Python writes on its way out would change the status.
        os._exit(status)
    return status


def _keep_now(app: "CasecoderApp") -> None:
    """Keep where the coder stands and what is half typed; the line is about to drop."""
    from storage import StorageError
    from tui.screens.review import ReviewScreen

    # What cannot be kept now was kept as it was typed, a second ago at most.
    with suppress(StorageError):
        app.keep_held()
    for screen in app.screen_stack:
        if isinstance(screen, ReviewScreen):
            with suppress(StorageError):
                screen.keep_now()


def unfit_terminal() -> str | None:
    """Why the interface cannot be shown here, in a sentence; None when it can."""
    streams = {"output": sys.stdout, "input": sys.stdin, "error": sys.stderr}
    for name, stream in streams.items():
        if not stream.isatty():
            return (
                f"The interface needs a terminal, and standard {name} is none; without one, "
                "casecoder export writes the data and casecoder documents lists the documents."
            )
    if os.environ.get("TERM") in ("dumb", "unknown"):
        return (
            f"This terminal can only print lines (TERM={os.environ['TERM']}), and the interface "
            "needs more; casecoder --help lists the commands that need no screen."
        )
    return None


def _beginning(
    opening: Opening, coder: str, tell: "Report", *, chosen: bool
) -> "Callable[[], Study] | Offers":
    """What opens the study in the interface's thread, or what is offered where there is none.

    Args:
        opening: What the command line asks for.
        coder: The current coder.
        tell: Hears how far opening is.
        chosen: Whether somebody said who codes.
    """
    if opening.demo:
        from tui.cli.demo import demo_opener

        opens = demo_opener(opening.folder, coder, fresh=opening.fresh)
        return partial(opens, progress=tell)
    named = given_store(opening.store)
    store = named or DEFAULT_STORE
    if not is_server(store) and not Path(store).exists():
        if named is None:
            from tui.cli.first_time import offers

            return offers(coder, tell, chosen=chosen)
        # What is not there is told at once, without a screen that comes and goes.
        open_study(named, coder).close()
    return partial(open_study, store, coder, chosen=chosen, progress=tell)


def _draw_in_utf8() -> None:
    """Let the interface draw what it needs: a locale that is not UTF-8 would end it."""
    for stream in (sys.stderr, sys.__stderr__):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
