"""What a process of our own allows itself: so much memory, so much time of the processor."""

import resource
import time
from pathlib import Path
from typing import Final

_STATUS: Final = Path("/proc/self/statm")


def limit_memory(beyond: int) -> None:
    """Take no more memory than that on top of what is taken; where the system tells how much that is."""
    if not _STATUS.exists():
        return
    taken = int(_STATUS.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = taken + beyond
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))


def limit_time(seconds: int) -> None:
    """Take no more time of the processor than that from now on; the system ends who does."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    most = int(time.process_time()) + seconds
    if hard == resource.RLIM_INFINITY or most < hard:
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
