"""What a memo that is being typed is on, and how a draft keeps it."""

import json
from dataclasses import dataclass
from typing import Any

from storage import Passage


@dataclass(frozen=True, slots=True)
class MemoPlace:
    """What a memo is on."""

    on: str
    """``document``, ``passage`` or ``record``."""
    target: str
    """uid of the document or record."""
    start: int | None = None
    """Where the passage begins."""
    end: int | None = None
    """Where it ends."""

    @property
    def passage(self) -> Passage | None:
        """The passage, if it is on one."""
        return None if self.start is None or self.end is None else Passage(self.start, self.end)


def memo_text(place: MemoPlace, text: str) -> str:
    """A memo that is being typed, as a draft's payload."""
    where = {"on": place.on, "target": place.target, "start": place.start, "end": place.end}
    return json.dumps({"form": "memo", **where, "text": text}, ensure_ascii=False)


def memo_place(kept: Any) -> MemoPlace | None:
    """What a memo in a draft is on; None for what cannot be one."""
    on, target, start, end = (kept.get(name) for name in ("on", "target", "start", "end"))
    if not isinstance(target, str):
        return None
    if on == "passage" and isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
        return MemoPlace("passage", target, start, end)
    return MemoPlace(on, target) if on in ("document", "record") else None
