"""Which rules point in which kind of document."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from storage.documents.cues.model import Pointer
from storage.documents.situated import Situated

Points = Callable[[Iterable[Situated], str], Iterator[tuple[Situated, Pointer]]]


def points_of(kind: str) -> Points:
    """The rules for a kind; those of decisions for a kind of nobody's family."""
    home = "decisions"
    if kind.startswith("press"):
        home = "press"
    elif kind.startswith("inspection"):
        home = "inspections"
    # Loaded when asked for, since the patterns of the others would be made for nothing.
    points: Points = import_module(f"storage.documents.cues.{home}").points
    return points
