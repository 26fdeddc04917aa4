"""The command ``casecoder``: what to do is told by its arguments, how it ended by its exit status."""

import io
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from tui.cli.ending import ended
from tui.cli.opening import inspected_of, opening_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says.

    Args:
        arguments: What stands behind ``casecoder``; the process's own when absent.

    Returns:
        The exit status: 0 done, 1 something refused, 2 wrong use, 3 the store cannot be used.
    """
    given = sys.argv[1:] if arguments is None else arguments
    _make_streams_sure()
    opening, inspected = opening_of(given), inspected_of(given)
    if inspected is not None:
        from tui.cli.readings import tell_readings

        files, json = inspected
        return ended(partial(tell_readings, [Path(file) for file in files], json=json))
    if opening is None:
        from tui.cli.program import run

        return ended(partial(run, given))
    from tui.cli.interface import open_interface

    return ended(partial(open_interface, opening))


def _make_streams_sure() -> None:
    """No character and no closed stream keeps a command from printing."""
    # Without a standard output or error, Python leaves None in its place.
    nowhere = partial(open, os.devnull, "w", encoding="utf-8")
    sys.stdout = sys.stdout or nowhere()
    sys.stderr = sys.stderr or nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace" if stream.isatty() else "backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
