"""What a person is offered who starts casecoder where there is no study."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.asking import ask
from tui.cli.demo import DEMO_FOLDER, demo_opener
from tui.cli.output import complain
from tui.cli.places import DEFAULT_STORE, Opener, open_study

if TYPE_CHECKING:
    from storage import Study
    from tui.cli.progress import Report

OFFER = f"""There is no study here yet.

  1  See the sample study (in {DEMO_FOLDER})
  2  Begin a new, empty study here ({DEFAULT_STORE})
  3  Open a study that is somewhere else
"""


def choose_study(coder: str) -> Opener | None:
    """Ask which study to open; returns what opens it, None when the user leaves."""
    complain(OFFER)
    while answer := ask("1, 2 or 3; Enter leaves:"):
        if answer == "1":
            return demo_opener(None, coder, fresh=False)
        if answer == "2":
            return partial(_make, DEFAULT_STORE, coder)
        if answer == "3" and (store := _ask_for_store()):
            return partial(open_study, store, coder)
    return None


def _ask_for_store() -> str | None:
    """The path of a store that is there; None when the user gives none."""
    while answer := ask("Path of the study:"):
        store = _store_at(answer)
        if store is not None:
            return str(store)
        complain(f"There is no study at {answer}.")
    return None


def _store_at(answer: str) -> Path | None:
    """The store that a typed path leads to: a file, or the usual one in a folder."""
    try:
        path = Path(answer).expanduser()
        store = path / DEFAULT_STORE if path.is_dir() else path
        return store if store.is_file() else None
    except (OSError, RuntimeError, ValueError):
        return None


def _make(store: str, coder: str, *, progress: "Report | None" = None) -> "Study":
    """Make an empty study with the starter codebook, which takes no time to speak of."""
    import seeds
    from storage import Study

    return Study.create(store, coder=coder, codebook=seeds.starter_codebook())
