"""Where a study is when the command line does not say, and how it is opened."""

import os
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from storage import Study
    from tui.cli.progress import Report

DEFAULT_STORE = "casecoder.db"
"""Where a study is looked for when nobody says where."""


class Opener(Protocol):
    """Opens a study, and tells how far it is where that takes long."""

    def __call__(self, *, progress: "Report | None" = None) -> "Study":
        """Open it; what ``progress`` raises stops that, and leaves everything as it was."""


def given_store(option: str | None) -> str | None:
    """The store that the option or the environment names, None when nobody names one."""
    return option or os.environ.get("CASECODER_STORE") or None


def is_server(store: str) -> bool:
    """Whether a store is named by the address of a server, and not by a path."""
    return store.startswith(("postgresql://", "postgres://", "postgresql+"))


def open_study(
    store: str, coder: str, *, chosen: bool = True, progress: "Report | None" = None
) -> "Study":
    """Open the study at a path; the store's code is loaded here, and no earlier.

    Args:
        store: Its path.
        coder: Who opens it.
        chosen: Whether somebody said who; a login name gives way to whose copy a file is.
        progress: Hears how far an upgrade is.
    """
    from storage import HandedOut, Study

    try:
        return Study.open(store, coder=coder, progress=progress)
    except HandedOut as error:
        if chosen:
            raise
        return Study.open(store, coder=error.coder, progress=progress)
