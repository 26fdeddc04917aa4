"""What a copy's own changes left, held against what stands in it: another program may have altered that."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.database import core
from storage.database.copies import Head
from storage.database.images import Image
from storage.database.likeness import Likeness, likeness
from storage.database.merge_things import ROWS, Thing, reviews, some, things
from storage.errors import MergeError

HELD = (*ROWS, "review")
"""What is held against the history: records, values, links, memos and states of documents."""


class LeftInCopy:
    """How the changes made in a copy left each thing that they touched."""

    def __init__(self, head: Head) -> None:
        self._head = head
        self._left: dict[tuple[str, str], tuple[int, Likeness | None]] = {}
        """By noun and key: the last change, and the thing's likeness; None where it was not there."""
        self._turned: dict[str, int] = {}
        """The last change of all that came in a batch."""

    def take(self, row: Any, things_: Iterable[tuple[str, str, Image]]) -> None:
        """Take note of one change; of those made elsewhere, the study knows more than the copy."""
        if row.origin != self._head.store:
            return
        for noun, key, image in things_:
            if noun in HELD:
                said = None if image is None else likeness(noun, image)
                self._left[noun, key] = row.number, said
        if row.batch is not None:
            self._turned[row.batch] = row.number

    def check(self, ours: Session, path: Path, theirs: Session) -> None:
        """Refuse a copy in which something is otherwise.

        What came in a batch and was not changed alone since, no change says: it is taken as it is.

        Raises:
            MergeError: says how many things are otherwise, and which is the first.
        """
        count, first = 0, ""
        for noun in HELD:
            for part in some(key for what, key in self._left if what == noun):
                found = self._found(theirs, noun, part)
                for key in part:
                    if not self._is_as_left(noun, key, found.get(key)):
                        count += 1
                        first = first or self._in_words(ours, noun, key, found.get(key))
        if count:
            are = "1 thing in it is" if count == 1 else f"{count:,} things in it are"
            raise MergeError(
                f"{path} was altered outside casecoder: {are} not as {self._head.coder}'s history "
                f"left {'it' if count == 1 else 'them'}, first {first}; have {self._head.coder} "
                "code that again in the copy, or merge a file that was not altered."
            )

    def _found(self, session: Session, noun: str, keys: list[str]) -> dict[str, Thing]:
        """Things of the copy by key."""
        if noun != "review":
            return things(session, noun, keys)
        coder_id, coder = self._head.coder_id, self._head.coder
        assert coder_id is not None
        assert coder is not None
        return reviews(session, coder_id, coder, {_document(key) for key in keys})

    def _is_as_left(self, noun: str, key: str, thing: Thing | None) -> bool:
        if thing is None:
            return False
        number, left = self._left[noun, key]
        if thing.batch is not None and self._turned.get(thing.batch, 0) > number:
            return True
        if thing.is_removed or left is None:
            return thing.is_removed and left is None
        return likeness(noun, thing.image) == left

    def _in_words(self, ours: Session, noun: str, key: str, thing: Thing | None) -> str:
        """What differs, for whoever looks for it."""
        image = {} if thing is None else thing.image
        uid = _document(key) if noun == "review" else image.get("document_id")
        what = {
            "record": f"{image.get('type', 'a record')} {image.get('number', '')}".strip(),
            "variable_value": f"the value of {image.get('name', 'a variable')}",
            "review": "the state",
        }.get(noun, f"a {noun}")
        table = core.document.c
        title = ours.execute(select(table.title).where(table.uid == uid)).scalar()
        return f"{what}{f' of “{title}”' if title else ''} (change {self._left[noun, key][0]})"


def _document(key: str) -> str:
    """The uid of a review's document."""
    return key.split(" ", 1)[0]
