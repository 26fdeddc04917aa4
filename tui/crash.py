"""What is left of an error that nobody expected: a sentence on the screen, the rest in a file."""

import os
import traceback
from pathlib import Path

from textual.worker import WorkerFailed


def crash_file() -> Path:
    """Where the last one is kept."""
    from platformdirs import user_state_path

    return user_state_path("casecoder") / "crash.txt"


def kept(error: BaseException, file: Path | None = None) -> str:
    """Write down what happened, for those who can mend it, and say so in a sentence.

    Args:
        error: What nobody expected.
        file: Where to; None for the user's own place.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    place = file or crash_file()
    begin = "casecoder ended by a mistake of its own. Everything it called saved is safe."
    try:
        _write(place, "".join(traceback.format_exception(cause)))
    except OSError:
        return f"{begin} The mistake: {type(cause).__name__}: {cause}"
    return f"{begin} Please send {place} to its makers."


def _write(file: Path, text: str) -> None:
    """Write the file so that only its owner can read it: it may hold words of a document."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="replace") as stream:
        stream.write(text)
