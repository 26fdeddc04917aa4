"""What the history says of each thing last, gathered change by change in a file of its own."""

import sqlite3
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session

from storage.database import core
from storage.database.codebooks import EDITED, REVERTED
from storage.database.history import (
    BRINGS,
    MERGE,
    TURNS,
    batches_of,
    digest_of,
    merged_things,
    named,
    things_of,
)
from storage.database.images import Image
from storage.database.journal import origin, sha256
from storage.database.likeness import Likeness, likeness
from storage.database.merge_things import ROWS

NOUNS = (*ROWS, "review")
"""What is held against the history."""

TABLES = """
PRAGMA journal_mode = OFF;
CREATE TABLE word (
    noun TEXT, key TEXT, origin TEXT, change INTEGER, number INTEGER, coder_id INTEGER, coder TEXT,
    content INTEGER, answers INTEGER, names INTEGER, label INTEGER,
    PRIMARY KEY (noun, key, origin)
) WITHOUT ROWID;
CREATE TABLE batch (uid TEXT PRIMARY KEY, change INTEGER, is_there INTEGER) WITHOUT ROWID;
"""

EVERYBODY = 0
"""In place of a coder's id."""


class Word(NamedTuple):
    """What one change said of one thing."""

    origin: str
    change: int
    """Its place in this store's history."""
    number: int
    """Its place in its coder's."""
    coder_id: int
    coder: str
    content: int | None
    """None where the thing was not there any more."""
    answers: int | None
    """None where the answers may have moved since; so with the parts after it."""
    names: int | None
    label: int | None

    @property
    def is_there(self) -> bool:
        """Whether the thing was there."""
        return self.content is not None


SAID = ", ".join(Word._fields)


class LastWords:
    """The last word on each thing: of this store, and of each store whose work was merged since.

    What is merged may win or lose against what is here, so that one of the words must hold. They
    stand in a file that SQLite makes for itself and forgets, not in memory.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self.store = origin(session)
        self._words = sqlite3.connect("", isolation_level=None)
        self._words.executescript(TABLES)
        self._has_merged = False
        self._merged_from = 0
        """The last change that was written here when the latest merge began."""
        self.lost: dict[int, int] = {}
        """The last change of each coder whose content is gone: what it touched is not known."""
        self.renamed = 0
        """The last change of the codebook."""

    def close(self) -> None:
        """Forget everything."""
        self._words.close()

    def gather(self) -> bool:
        """Read the whole history; returns whether it can be believed, change by change."""
        change, coder = core.change.c, core.coder.c
        columns: list[Any] = [change.id, change.uid, change.coder_id, coder.name.label("coder")]
        columns += [change.origin, change.number, change.action, change.target, change.batch]
        columns += [change.payload, change.payload_sha256, core.document.c.erased_at]
        joined = core.change.join(core.coder).outerjoin(core.document)
        rows = select(*columns).select_from(joined).order_by(change.id)
        self._words.execute("BEGIN")
        for row in self._session.execute(rows.execution_options(yield_per=500)):
            if row.payload is not None and sha256(row.payload) != row.payload_sha256:
                return False
            self._take(row)
        return True

    def _take(self, row: Any) -> None:
        if row.payload is None and row.erased_at is None:
            whose = EVERYBODY if row.action == MERGE else row.coder_id
            self.lost[whose] = row.id
        for noun, key, _, after in things_of(row):
            if noun in NOUNS:
                self._say(row, noun, key, after)
            elif noun == "codebook":
                self.renamed = row.id
        if row.batch is not None:
            self._take_batch(row)
        if row.origin == self.store:
            self._merged_from = row.id

    def _say(self, row: Any, noun: str, key: str, image: Image) -> None:
        parts = (None,) * len(Likeness._fields) if image is None else likeness(noun, image)
        if row.origin != self.store:
            self._has_merged = True
        elif self._has_merged:
            self._words.execute("DELETE FROM word WHERE noun = ? AND key = ?", (noun, key))
        said = (noun, key, row.origin, row.id, row.number, row.coder_id, row.coder, *parts)
        self._words.execute(f"INSERT OR REPLACE INTO word VALUES ({', '.join('?' * 11)})", said)

    def _take_batch(self, row: Any) -> None:
        of = named(self._session, row.target) if row.target else row
        if row.action in (EDITED, REVERTED):
            self._forget_moved(row, of)
        elif row.action == MERGE:
            self._take_merge(row)
        elif of is not None and of.action == MERGE and row.action in TURNS:
            for noun, key, before, after in merged_things(of):
                if noun in NOUNS:
                    self._say(row, noun, key, before if row.action == "undo" else after)
        if of is not None and (of.action in BRINGS or of.action == MERGE):
            there = [(uid, row.id, row.action != "undo") for uid in {*batches_of(of), row.batch}]
            self._words.executemany("INSERT OR REPLACE INTO batch VALUES (?, ?, ?)", there)

    def _take_merge(self, row: Any) -> None:
        """What a merge changed of what was here, it tells; the rest came as its coder's change has it."""
        if row.payload is None or digest_of(row).get("translated", True):
            self._words.execute(
                "UPDATE word SET answers = NULL, names = NULL WHERE change > ? AND origin <> ?",
                (self._merged_from, self.store),
            )
        for noun, key, _, after in merged_things(row):
            if noun in NOUNS:
                self._say(row, noun, key, after)

    def _forget_moved(self, *rows: Any) -> None:
        """Answers that moved with the codebook: how they read since, no change of theirs says."""
        for row in rows:
            forms = digest_of(row).get("moved", ()) if row is not None else ()
            owners = [
                (("variable_value" if form["record_type"] is None else "record"), uid)
                for form in forms
                for uids in form["answers"].values()
                for uid in uids
            ]
            moved = "UPDATE word SET answers = NULL WHERE noun = ? AND key = ?"
            self._words.executemany(moved, owners)

    def pop(self, noun: str, key: str) -> list[Word]:
        """The words on a thing, which are then forgotten; none where no change tells of it alone."""
        found = self._words.execute(
            f"DELETE FROM word WHERE noun = ? AND key = ? RETURNING {SAID}", (noun, key)
        )
        return [word for word in map(Word._make, found.fetchall()) if not self.is_lost(word)]

    def left(self) -> Iterator[tuple[str, str, list[Word]]]:
        """The words on things that were not asked for: noun and key with them."""
        rows = self._words.execute(f"SELECT noun, key, {SAID} FROM word ORDER BY noun, key")
        for (noun, key), some in groupby(rows, key=lambda row: row[:2]):
            words = [Word._make(row[2:]) for row in some]
            yield noun, key, [word for word in words if not self.is_lost(word)]

    def is_lost(self, word: Word) -> bool:
        """Whether a later change, of which nothing is left, may have touched the same."""
        return word.change < max(self.lost.get(each, 0) for each in (word.coder_id, EVERYBODY))

    def batch(self, uid: str) -> tuple[int, bool] | None:
        """The last change of a whole batch, and whether it left it there; None where none is known."""
        found = self._words.execute("SELECT change, is_there FROM batch WHERE uid = ?", (uid,))
        row: tuple[int, int] | None = found.fetchone()
        return None if row is None else (row[0], bool(row[1]))

    def is_own(self, word: Word) -> bool:
        """Whether a word was said in this store, and not in one that was merged."""
        return word.origin == self.store

    def holds(self, word: Word, noun: str, image: Mapping[str, Any]) -> bool:
        """Whether a thing that is there is as a word says, in all that it can be held to."""
        now = likeness(noun, image)
        names = word.names if word.change > self.renamed else None
        label = word.label if self.is_own(word) else None
        said = (word.content, word.answers, names, label)
        return all(one is None or one == other for one, other in zip(said, now, strict=True))
