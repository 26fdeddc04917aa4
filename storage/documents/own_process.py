"""A process of our own that can be ended, whatever it does."""

import subprocess
import sys
from multiprocessing.connection import Pipe


class OwnProcess:
    """Runs one of our functions; ``connection`` leads to it.

    It is started as any program is, not as a copy of this one: what runs here may be an interface
    on a screen, or a few lines typed in.
    """

    def __init__(self, module: str, function: str, *files: int) -> None:
        """Start the process.

        Args:
            module: Where the function is.
            function: What to run: it is given the file descriptor of its end of the connection.
            files: File descriptors that it is given besides.

        Raises:
            OSError: the system starts no process.
        """
        self.connection, theirs = Pipe()
        """To the process, and from it."""
        with theirs:
            given = (theirs.fileno(), *files)
            program = f"import sys; sys.path[:] = {sys.path!r}; import {module} as it; it.{function}{given!r}"
            # In a group of its own, so that the keys that interrupt reach only the parent.
            self._process = subprocess.Popen(
                [sys.executable, "-c", program],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                pass_fds=given,
                process_group=0,
            )

    def end(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self.connection.close()
