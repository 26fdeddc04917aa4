"""Keeping Python's search for cyclic garbage out of the way of long loops over plain rows."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 500_000


@contextmanager
def unswept() -> Iterator[None]:
    """Search for cyclic garbage seldom: rows hold no cycles, and walking them took a third of the time."""
    before = gc.get_threshold()
    if before[0]:
        gc.set_threshold(max(before[0], _MANY), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
