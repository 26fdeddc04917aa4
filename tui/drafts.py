"""Half-filled forms on their way to the store: held in memory until it has them."""

from threading import Lock


class Drafts:
    """What the store has not taken yet, one payload a document; used from several threads."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}
        self._lock = Lock()

    def hold(self, document: str, payload: str) -> None:
        """Hold a document's half-filled form, in place of what was held of it before."""
        with self._lock:
            self._held[document] = payload

    def let_go(self, document: str, payload: str | None = None) -> None:
        """Hold it no more.

        Args:
            document: uid of the document.
            payload: What the store has now; something newer stays held. None lets go of all.
        """
        with self._lock:
            if payload is None or self._held.get(document) == payload:
                self._held.pop(document, None)

    def of(self, document: str) -> str | None:
        """What is held of a document."""
        with self._lock:
            return self._held.get(document)

    def held(self) -> dict[str, str]:
        """All that is held, by document."""
        with self._lock:
            return dict(self._held)
