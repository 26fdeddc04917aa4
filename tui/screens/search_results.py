"""The hits of a search so far, and where the coder stands among them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tui.screens.list_screen import PAGE

if TYPE_CHECKING:
    from storage import Hit, Page


@dataclass(slots=True)
class SearchResults:
    """What one line found; kept by the application, so that a search can be come back to."""

    line: str = ""
    """What was typed."""
    hits: "list[Hit]" = field(default_factory=list)
    """What was found, in study order."""
    documents: int = 0
    """How many documents they stand in."""
    cursor: str | None = None
    """Where the search is to go on; None at its beginning and at its end."""
    is_complete: bool = False
    """Whether there are no more."""
    is_stopped: bool = False
    """Whether the coder stopped it; nothing but a wish of theirs takes it up again."""
    problem: str = ""
    """Why it could not be searched, as a sentence."""
    done: int = 0
    """Position of the last document that was looked at."""
    total: int = 0
    """Position of the last document of the study."""
    marked: frozenset[str] = frozenset()
    """uids of the hits that are marked."""
    at: str | None = None
    """uid of the hit under the cursor."""
    made: str | None = None
    """uid of the change that made something of hits last, as long as it can be taken back here."""
    _places: dict[str, int] = field(default_factory=dict)

    def add(self, hits: "Collection[Hit]", done: int, total: int, cursor: str | None) -> None:
        """Take some more hits, and how far the search has come."""
        self._append(hits)
        self.done, self.total, self.cursor = done, total, cursor
        self.is_complete = cursor is None

    def _append(self, hits: "Collection[Hit]") -> None:
        last = self.hits[-1].document if self.hits else None
        for place, hit in enumerate(hits, len(self.hits)):
            self._places[hit.uid] = place
            self.documents += hit.document != last
            last = hit.document
        self.hits.extend(hits)

    def renew(self, asked: "Sequence[Hit]", now: "Sequence[Hit]") -> None:
        """Show hits as they are by now.

        Args:
            asked: Those that were looked at again.
            now: What became of them; one that is missing is there no more.
        """
        again = {hit.uid: hit for hit in now}
        gone = {hit.uid for hit in asked} - again.keys()
        at, hits = self.place or 0, self.hits
        self.hits, self.documents, self._places = [], 0, {}
        self._append([again.get(hit.uid, hit) for hit in hits if hit.uid not in gone])
        self.marked -= gone
        if self.at in gone:
            self.at = self.hits[min(at, len(self.hits) - 1)].uid if self.hits else None

    @property
    def place(self) -> int | None:
        """Which of the hits the cursor stands on, counted from 0."""
        return self._places.get(self.at or "")

    def chosen(self) -> "list[Hit]":
        """The marked hits, or else the one under the cursor."""
        places = sorted(self._places[uid] for uid in self.marked) or [self.place or 0]
        return [self.hits[place] for place in places if place < len(self.hits)]

    def of_document(self) -> "list[Hit]":
        """The hits in the document under the cursor."""
        here = self.hits[self.place].document if self.place is not None else None
        return [hit for hit in self.hits if hit.document == here]

    def document_from(self, step: int) -> str | None:
        """uid of the first hit in the next document, or in this or the one before (-1)."""
        place = self.place
        if place is None:
            return None
        here, hits = self.hits[place].document, self.hits
        if step > 0:
            later = range(place + 1, len(hits))
            return next((hits[each].uid for each in later if hits[each].document != here), None)
        if place and hits[place - 1].document != here:
            here = hits[place - 1].document
        first = next(
            each for each in range(place, -1, -1) if not each or hits[each - 1].document != here
        )
        return hits[first].uid

    def turned(self, uids: Collection[str]) -> frozenset[str]:
        """The marks with some hits marked, or unmarked when all of them are marked already."""
        some = frozenset(uids)
        return self.marked - some if some <= self.marked else self.marked | some

    # Pages, as a list asks for them: a cursor is the number of a hit

    def page(self, start: int = 0) -> "Page[Hit]":
        """The hits from one on; after the last that was found there may be more."""
        return self._slice(start, start + PAGE)

    def page_before(self, end: int) -> "Page[Hit]":
        """The hits before one."""
        return self._slice(max(0, end - PAGE), end)

    def page_around(self, uid: str | None) -> "Page[Hit]":
        """The hits around one, or the first."""
        at = self._places.get(uid or "", 0)
        return self.page(max(0, at - PAGE // 2))

    def last_page(self) -> "Page[Hit]":
        """The last hits that were found."""
        return self.page(max(0, len(self.hits) - PAGE))

    def _slice(self, start: int, end: int) -> "Page[Hit]":
        from storage import Page

        rows = tuple(self.hits[start:end])
        end = start + len(rows)
        more = end < len(self.hits) or not self.is_complete
        return Page(rows, str(start) if start else None, str(end) if rows and more else None)
