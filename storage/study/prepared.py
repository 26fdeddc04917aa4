"""The words of documents with their parts and cues: worked out once, and ahead of being opened.

A text never changes, so what is found in it holds until it is cut anew or is of another kind.
"""

from bisect import bisect_right
from itertools import chain
from threading import Lock
from typing import NamedTuple

from storage.documents import segmentation_from_json
from storage.records import Cue, DocumentText

KEPT = 8
"""Documents of which the words are kept: the one that is open, and its neighbours."""


class Words(NamedTuple):
    """What a document's text holds."""

    text: DocumentText
    cues: tuple[Cue, ...]
    """Of every type; none stands on boilerplate."""


class Prepared:
    """The words of the documents that were opened, or made ready, last."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[tuple[str, str, bool], Words]] = {}
        self._turn = Lock()

    def words(self, uid: str, text: str, segmentation: str, kind: str, *, with_cues: bool) -> Words:
        """The words of one document; known already, or worked out now.

        Args:
            uid: The document.
            text: Its text.
            segmentation: Where its parts are, as stored.
            kind: Its kind.
            with_cues: Whether anybody wants to see cues.
        """
        fit = (segmentation, kind, with_cues)
        known = self._kept.get(uid)
        if known is not None and known[0] == fit:
            return known[1]
        words = DocumentText(uid, text, segmentation_from_json(segmentation))
        found = Words(words, _cues(words, kind) if with_cues else ())
        with self._turn:
            self._kept.pop(uid, None)
            self._kept[uid] = fit, found
            while len(self._kept) > KEPT:
                self._kept.pop(next(iter(self._kept)))
        return found


def _cues(text: DocumentText, kind: str) -> tuple[Cue, ...]:
    # Its patterns take their time to load: only who opens a document waits for them.
    from storage.documents.cues import cues

    parts = text.segmentation
    edges = list(chain.from_iterable((one.start, one.end) for one in parts.boilerplate))
    return tuple(
        cue for cue in cues(text.text, parts, kind) if bisect_right(edges, cue.start) % 2 == 0
    )
