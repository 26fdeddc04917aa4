"""Half-typed memos that belong to no document: kept in a file of the user's until they are saved.

What is typed about a document is its draft, in the store. A memo on the whole study has no document
to be the draft of, and a killed process would take it along.
"""

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path


class KeptMemos:
    """What one coder is typing in one study, by the memo's uid; empty for a new one."""

    def __init__(self, store: str, coder: str, folder: Path | None = None) -> None:
        """Know where they are kept; nothing is read or written yet.

        Args:
            store: The study's path or address.
            coder: Who types.
            folder: Where the files are; None for the user's own place.
        """
        self._folder = folder
        self._name = sha256(json.dumps([os.path.realpath(store), coder]).encode()).hexdigest()[:24]

    @property
    def file(self) -> Path:
        """The file, which is there only while something is kept."""
        if self._folder is None:
            from platformdirs import user_state_path

            self._folder = user_state_path("casecoder")
        return self._folder / f"memos-{self._name}.json"

    def read(self) -> dict[str, str]:
        """All that is kept; what cannot be read was never kept."""
        try:
            kept = json.loads(self.file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        pairs = kept.items() if isinstance(kept, dict) else ()
        return {uid: text for uid, text in pairs if isinstance(text, str)}

    def keep(self, uid: str, text: str) -> None:
        """Keep what is typed, in place of what was kept of that memo before."""
        self._write({**self.read(), uid: text})

    def let_go(self, uid: str) -> None:
        """Keep it no more."""
        kept = self.read()
        if kept.pop(uid, None) is not None:
            self._write(kept)

    def _write(self, kept: dict[str, str]) -> None:
        """Put a whole file in place of the one before, readable for its owner only."""
        partial = self.file.with_suffix(f".{os.getpid()}")
        try:
            if not kept:
                self.file.unlink(missing_ok=True)
                return
            partial.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
                json.dump(kept, stream, ensure_ascii=False)
            partial.replace(self.file)
        except OSError:
            # It is on the screen still, and whoever types cannot do anything about it.
            with suppress(OSError):
                partial.unlink(missing_ok=True)
