"""Files that commands and screens write where nothing is yet."""

import os
from pathlib import Path


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all.

    Raises:
        ExportError: there is something at the path already, or nothing can be written there.
    """
    from storage import ExportError

    partial = path.with_name(f".{path.name}.partial-{os.getpid()}")
    try:
        if path.exists():
            raise ExportError(f"There is something at {path} already; give another name.")
        partial.write_text(text, encoding="utf-8", newline="")
        partial.rename(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise ExportError(f"{path} cannot be written: {error.strerror}.") from error
