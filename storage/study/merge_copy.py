"""One coder's copy that came back: whose it is, and whether anything in it was altered."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from storage.database import copies, core, history
from storage.database.copies import Chains, Head
from storage.database.history import MERGE
from storage.database.images import Image, review_key
from storage.database.merge_things import ROWS, known_documents, of_batches, some
from storage.errors import MergeError
from storage.study.merge_left import LeftInCopy

KEYED = ("review", "dismissal")
"""Nouns of things whose key begins with their document's uid."""

NOUNS = (*ROWS, *KEYED)
"""What coders make in a copy."""


class Stamp(NamedTuple):
    """When something was changed, so that the later of two changes is the same one everywhere."""

    at: str
    uid: str
    """Of the change; decides where the times are equal."""


Touched = dict[tuple[str, str], Stamp]
"""The last change of things, by noun and key."""


@dataclass(slots=True)
class Copy:
    """A copy that passed every check."""

    path: Path
    session: Session
    head: Head
    coder: str
    theirs: int
    """The coder's id in the copy."""
    ours: int
    """The coder's id in the study."""
    known: Chains
    """How far the study has the coder's history already."""
    changes: int
    """Changes that the study does not have yet."""
    there: Touched
    """What was changed in the copy since the study heard of it last."""
    here: Touched
    """What was changed in the study without the copy hearing of it."""
    line: tuple[str, ...]
    """uids of the codebooks that the copy had in force, from the one it was handed out with on."""


def checked_copy(ours: Session, path: Path, theirs: Session, heard: Callable[[], None]) -> Copy:
    """Check a copy against the study.

    Args:
        ours: The study's session.
        path: Of the copy.
        theirs: The copy's session.
        heard: Called for each document and change that was looked at.

    Raises:
        MergeError: it is none of this study's, or was altered.
    """
    head = copies.head(theirs)
    coder_id = _whose(ours, path, head)
    assert head.coder is not None
    assert head.coder_id is not None
    if copies.holds_others(theirs, head.coder_id):
        raise MergeError(f"{path} was altered: it holds more than the coding of {head.coder}.")
    _check_texts(ours, path, theirs, coder_id, heard)
    number = copies.first_altered(theirs, head.coder_id, head.coder, head.store, heard)
    if number is not None:
        raise MergeError(
            f"{path} was altered: change {number} of {head.coder}'s history is not as it was written."
        )
    known = copies.chains(ours, coder_id)
    _check_same_line(ours, path, theirs, head, coder_id, known)
    _check_standing(ours, path, head)
    new, left = _Changes(path), LeftInCopy(head)
    for row in copies.changes_after(theirs, head.coder_id, known):
        left.take(row, new.take(row))
    left.check(ours, path, theirs)
    missed = _Changes(None)
    for row in copies.changes_after(ours, coder_id, copies.chains(theirs, head.coder_id)):
        missed.take(row)
    return Copy(
        path,
        theirs,
        head,
        head.coder,
        head.coder_id,
        coder_id,
        known,
        new.count,
        new.touched(theirs, head.coder_id, head.coder),
        missed.touched(ours, coder_id, head.coder),
        tuple(_codebook_line(theirs, head) or [head.codebook]),
    )


def _whose(ours: Session, path: Path, head: Head) -> int:
    """The id of the coder in the study."""
    study = core.study.c
    uid, store_uid = ours.execute(select(study.uid, study.store_uid)).one()
    if head.store == store_uid:
        raise MergeError(f"{path} is this study itself; name the copies that came back.")
    if head.study != uid:
        raise MergeError(f"{path} is of another study.")
    if head.coder is None:
        raise MergeError(
            f"{path} is no coder's copy; only what casecoder hand-out wrote comes back."
        )
    coder = core.coder.c
    known = select(coder.id, coder.left_at).where(coder.uid == head.handed_to)
    found = ours.execute(known.where(coder.name == head.coder)).first()
    if found is None:
        raise MergeError(f"{path} was handed out to {head.coder}, who is not in this study.")
    if found.left_at is not None:
        raise MergeError(
            f"{path} was handed out to {head.coder}, who left the study on {found.left_at[:10]}; "
            f"a lead brings them back before their work is merged: casecoder coders add {head.coder}."
        )
    coder_id: int = found.id
    return coder_id


def _check_texts(
    ours: Session, path: Path, theirs: Session, coder_id: int, heard: Callable[[], None]
) -> None:
    hashes: dict[str, str] = {}
    for text in copies.texts(theirs):
        heard()
        if not text.is_sound:
            raise MergeError(
                f"{path} was altered: the text of “{text.title}” is not the one that was handed out."
            )
        hashes[text.uid] = text.text_sha256
    for part in some(hashes):
        for uid, known in known_documents(ours, coder_id, part).items():
            if known.text_sha256 != hashes[uid]:
                raise MergeError(f"{path} was altered: “{known.title}” has another text here.")


def _check_same_line(
    ours: Session, path: Path, theirs: Session, head: Head, coder_id: int, known: Chains
) -> None:
    """What both have of a chain must be the same, or two copies of the copy went different ways."""
    assert head.coder_id is not None
    for origin, last in copies.chains(theirs, head.coder_id).items():
        common = min(last, known.get(origin, 0))
        if common and copies.hash_at(ours, coder_id, origin, common) != copies.hash_at(
            theirs, head.coder_id, origin, common
        ):
            raise MergeError(
                f"{path} went another way than what was merged of {head.coder} before: two copies "
                "of one file were worked in, or the study was set back. Export the work in it with "
                "casecoder export --format jsonl, and load what is missing with casecoder annotate."
            )


def _check_standing(ours: Session, path: Path, head: Head) -> None:
    """What was merged of this copy before must not have been taken back since."""
    table = core.change.c
    merges = select(core.change).where(table.action == MERGE, table.payload.is_not(None))
    for row in ours.execute(merges.order_by(table.id.desc())):
        if head.store in json.loads(row.payload)["digest"]["copies"] and history.is_undone(
            ours, row
        ):
            raise MergeError(
                f"{path} was merged before, and that was taken back; bring that again from the "
                "history first (casecoder undo takes back an undo)."
            )


class _Changes:
    """What some changes of one coder are about."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.count = 0
        self._things: Touched = {}
        self._batches: dict[str, Stamp] = {}
        self._merges: set[str] = set()

    def take(self, row: Any) -> list[tuple[str, str, Image]]:
        """Take note of one change; returns noun, key and image after of what it touched.

        Raises:
            MergeError: it is in a copy, and nothing that is done in a copy.
        """
        self.count += 1
        stamp = Stamp(row.at, row.uid)
        if row.action == MERGE:
            self._merges.add(row.batch)
        named = list(self._named(row))
        for noun, key, _ in named:
            self._things[noun, key] = max(stamp, self._things.get((noun, key), stamp))
        if row.batch is not None:
            self._batches[row.batch] = max(stamp, self._batches.get(row.batch, stamp))
        return named

    def _named(self, row: Any) -> Iterator[tuple[str, str, Image]]:
        if row.payload is None and self._path is not None:
            raise MergeError(f"{self._path} was altered: change {row.number} has lost its content.")
        for noun, key, _, image in history.things_of(row):
            if noun in NOUNS:
                yield noun, key, image
            elif noun != "codebook" and self._path is not None:
                raise MergeError(
                    f"{self._path} was altered: change {row.number} is nothing that is done in a copy."
                )

    def touched(self, session: Session, coder_id: int, coder: str) -> Touched:
        """The things that the changes are about; what came in a batch is found by that."""
        batches = {uid: stamp for uid, stamp in self._batches.items() if uid not in self._merges}
        for part in some(batches):
            for noun, uid, batch, document in of_batches(session, coder_id, part):
                for key in ((noun, uid), ("review", review_key(document, coder))):
                    self._things[key] = max(batches[batch], self._things.get(key, batches[batch]))
        return self._things


def _codebook_line(theirs: Session, head: Head) -> list[str]:
    """The codebooks that were in force in the copy, in turn; nothing when it was one all along."""
    table = core.change.c
    edits = select(core.change).where(table.origin == head.store, table.document_id.is_(None))
    line: list[str] = []
    for row in theirs.execute(edits.order_by(table.number)):
        for noun, _, before, after in history.things_of(row):
            if noun == "codebook":
                line += [before["current"]] * (not line) + [after["current"]]
    return line


def documents_of(keys: Iterable[str]) -> Mapping[str, str]:
    """The document of each review or dismissal, by its key."""
    return {key: key.split(" ", 1)[0] for key in keys}
