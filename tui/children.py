"""Make it possible to start Python processes while the interface is on the screen."""

import signal
import sys
from contextlib import redirect_stderr
from multiprocessing import resource_tracker


def prepare_for_children() -> None:
    """Start what ``multiprocessing`` starts before its first process; call it in the thread that will.

    It hands standard error on by its number, and Textual's stand-in for that has none. And it
    lets SIGTERM through in the thread that calls it, which would go past the hang-up guard.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
