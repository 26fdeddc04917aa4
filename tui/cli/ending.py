"""How a command ends: with an exit status, and a sentence instead of a traceback."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from tui.cli.output import complain

if TYPE_CHECKING:
    from storage import StorageError

REFUSED = 1
"""Some of what was given was refused."""
WRONG_USE = 2
"""The command line, or the place it is used in, does not fit."""
STORE_UNUSABLE = 3
"""The store cannot be used."""
STOPPED = 130
"""Ctrl+C, as the shell knows it."""
NOBODY_READS = 141
"""Standard output was closed by who read it, as the shell knows it."""


def ended(action: Callable[[], int]) -> int:
    """Do something, and return the exit status it ends with.

    Args:
        action: Does it, and returns its exit status when nothing went wrong.
    """
    try:
        status = action()
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("\nStopped. What was done before is saved.")
        return STOPPED
    except BrokenPipeError:
        _let_go_of_output()
        return NOBODY_READS
    except OSError as error:
        complain(f"{error.filename or 'Standard output'} cannot be used: {error.strerror}.")
        return REFUSED
    except _storage_error() as error:
        complain(str(error))
        return _status_of(error)
    return status


def _storage_error() -> "type[StorageError]":
    """The base of the store's errors; looked up when something went wrong, not before."""
    from storage import StorageError

    return StorageError


def _status_of(error: "StorageError") -> int:
    from storage import StoreError

    return STORE_UNUSABLE if isinstance(error, StoreError) else REFUSED


def _let_go_of_output() -> None:
    """Send what is still to be written nowhere, so that the interpreter's end is quiet too."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
