"""Which rules point in which kind of document."""

from collections.abc import Callable, Iterable, Iterator

from storage.documents.cues import decisions, inspections, press
from storage.documents.cues.model import Pointer
from storage.documents.situated import Situated

Points = Callable[[Iterable[Situated], str], Iterator[tuple[Situated, Pointer]]]


def points_of(kind: str) -> Points:
    """The rules for a kind; those of decisions for a kind of nobody's family."""
    if kind.startswith("press"):
        return press.points
    return inspections.points if kind.startswith("inspection") else decisions.points
