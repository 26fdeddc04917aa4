"""Text files that a command is given, and is asked to write."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Codebook


def read_codebook(path: Path) -> "Codebook":
    """The codebook in a file.

    Raises:
        CodebookError: it cannot be read, or says something impossible; names file, line and key.
    """
    from storage import CodebookError, load_codebook

    try:
        return load_codebook(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CodebookError(f"The codebook {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CodebookError(
            f"The codebook {path} is not UTF-8 text (byte {error.start + 1}); save it as UTF-8."
        ) from error
    except CodebookError as error:
        problems = str(error).splitlines()
        raise CodebookError("\n".join(f"{path}: {problem}" for problem in problems)) from error


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
