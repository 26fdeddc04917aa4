"""Where in a study somebody wants to go."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from storage import Passage


@dataclass(frozen=True, slots=True)
class Spot:
    """A document, and what of it to stand on; with neither passage nor record, where the coder left it."""

    document: str
    """The document's uid."""
    passage: "Passage | None" = None
    """The words to stand on."""
    record: str | None = None
    """uid of the record to look at."""
