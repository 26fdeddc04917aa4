"""Half-filled forms on their way to the store: held until it has them.

Where the store is on a server, the line to it may drop for longer than the program runs: then what is held
is kept in files as well, and is there again the next time.
"""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from threading import Lock


def drafts_folder(store: str, coder: str) -> Path:
    """Where the forms of a coder are kept that a server has not taken yet."""
    from platformdirs import user_state_path

    known_as = hashlib.sha256(f"{store}\n{coder}".encode()).hexdigest()[:16]
    return user_state_path("casecoder") / "drafts" / known_as


class Drafts:
    """What the store has not taken yet, one payload a document; used from several threads."""

    def __init__(self) -> None:
        self._held: dict[str, str] = {}
        self._lock = Lock()
        self._folder: Path | None = None

    def keep_in(self, folder: Path) -> None:
        """Keep what is held in files, too, and hold what is there from before."""
        with self._lock:
            self._folder = folder
            for file in sorted(folder.glob("*.json")):
                with suppress(OSError, ValueError, KeyError, TypeError):
                    kept = json.loads(file.read_text(encoding="utf-8"))
                    self._held.setdefault(str(kept["document"]), str(kept["payload"]))

    def hold(self, document: str, payload: str) -> None:
        """Hold a document's half-filled form, in place of what was held of it before."""
        with self._lock:
            self._held[document] = payload
            self._write(document, payload)

    def let_go(self, document: str, payload: str | None = None) -> None:
        """Hold it no more.

        Args:
            document: uid of the document.
            payload: What the store has now; something newer stays held. None lets go of all.
        """
        with self._lock:
            if payload is None or self._held.get(document) == payload:
                self._held.pop(document, None)
                if self._folder is not None:
                    self._file(self._folder, document).unlink(missing_ok=True)

    def of(self, document: str) -> str | None:
        """What is held of a document."""
        with self._lock:
            return self._held.get(document)

    def held(self) -> dict[str, str]:
        """All that is held, by document."""
        with self._lock:
            return dict(self._held)

    def _write(self, document: str, payload: str) -> None:
        """Keep it in a file, whole or not at all; a full disk here keeps nobody from typing."""
        if self._folder is None:
            return
        file = self._file(self._folder, document)
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial = file.with_suffix(".part")
            with os.fdopen(
                os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
            ) as to:
                json.dump({"document": document, "payload": payload}, to)
            partial.replace(file)

    @staticmethod
    def _file(folder: Path, document: str) -> Path:
        return folder / f"{document}.json"
