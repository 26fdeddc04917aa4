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


def open_study(store: str, coder: str, *, progress: "Report | None" = None) -> "Study":
    """Open the study at a path; the store's code is loaded here, and no earlier."""
    from storage import Study

    return Study.open(store, coder=coder, progress=progress)
