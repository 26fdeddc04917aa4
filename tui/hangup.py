"""Save the draft and leave cleanly on hang-up or termination, even when the event loop is blocked."""

import os
import signal
import threading
import time
from collections.abc import Callable

SIGNALS = frozenset({signal.SIGHUP, signal.SIGTERM})
"""What a dropped line, a closed terminal or a polite kill sends."""


def arm(
    save: Callable[[], None], leave: Callable[[int], None], *, grace: float = 2.5
) -> threading.Thread:
    """Guard this process; call it in the main thread before any other thread starts.

    Children inherit the blocked signals: start them with an empty signal mask.

    Args:
        save: Saves the draft on a connection of its own; runs in the guard's thread.
        leave: Asks the application to end with this exit status; must not block.
        grace: Seconds the application has before the process ends regardless.
    """
    signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    guard = threading.Thread(
        target=_stand, args=(save, leave, grace), name="hangup-guard", daemon=True
    )
    guard.start()
    return guard


def _stand(save: Callable[[], None], leave: Callable[[int], None], grace: float) -> None:
    """Wait for a signal, save, and end the process within the grace."""
    status = 128 + signal.sigwait(SIGNALS)
    try:
        save()
    finally:
        try:
            leave(status)
        finally:
            time.sleep(grace)
            os._exit(status)
