"""Text files that a command is given."""

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
