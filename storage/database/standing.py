"""What stands in the store, held against what its history says: for records, values, links, memos and states.

Some of it cannot be known. What a load brought, or what was settled as unanimous, is in the history
as a whole, not thing by thing: until somebody changes one, only whether it is there is checked. The
same is so of answers that moved with an edit of the codebook or in a merge, of what a change
touched whose content was erased, and, in a coder's copy, of everything from before it was handed
out. On a server a coder sees parts of the history only: there whoever runs it looks. And who writes history anew with what it tells of is not found out, as the chain says already.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

from sqlalchemy import or_, select
from sqlmodel import Session

from storage.database import core
from storage.database.hand_out import handed_to
from storage.database.last_words import EVERYBODY, LastWords, Word
from storage.database.likeness import is_begun_only
from storage.database.merge_things import AT_ONCE, ROWS, Thing, every_review, reviews, things
from storage.records import Problem

DO = "code it again as its last change says, or go back to a backup"
"""What somebody does about a thing that was altered."""

UNTOLD = f"came without any change that tells of it: remove it, or {DO.split(', or ')[1]}"
GONE = f"is gone: {DO}"
AWAY = f"was taken away without a change that tells of it: {DO}"
AGAIN = f"was removed, and is there without a change that tells of it: {DO}"
NOUNS = {"variable_value": "value"}
"""What is called otherwise than by its noun."""


def altered_things(
    session: Session, heard: Callable[[], None], whose: int | None = None
) -> Iterator[Problem]:
    """Every thing that is otherwise than the history left it, read a page at a time.

    ``heard`` is called for each, or each of one coder.
    """
    words = LastWords(session)
    with closing(words):
        if not words.gather():
            # A history that was altered itself, which verify says elsewhere, tells nothing.
            return
        look = _Look(session, words)
        for noun in ROWS:
            yield from look.rows(noun, heard, whose)
        yield from look.reviews()
        yield from look.gone()


class _Look:
    """One look through the store."""

    def __init__(self, session: Session, words: LastWords) -> None:
        self._session, self._words = session, words
        self._is_copy = handed_to(session) is not None
        document, coder = core.document.c, core.coder.c
        erased = select(document.uid).where(document.erased_at.is_not(None))
        self._erased = set(session.execute(erased).scalars())
        self._coders = {
            row.uid: row for row in session.execute(select(coder.uid, coder.id, coder.name))
        }

    def rows(self, noun: str, heard: Callable[[], None], whose: int | None) -> Iterator[Problem]:
        """Look at all things of a noun that are rows of their own, also removed ones."""
        if noun == "link" and self._erased:
            # What took or brought it may have been a change of the document that was erased.
            return
        table, last = core.BY_NAME[noun], 0
        following = select(table.c.id, table.c.uid).order_by(table.c.id).limit(AT_ONCE)
        while page := self._session.execute(following.where(table.c.id > last)).all():
            last = page[-1].id
            for key, thing in things(self._session, noun, [row.uid for row in page]).items():
                if whose in (None, self._coders[thing.image["coder_id"]].id):
                    heard()
                why = self._why_not(noun, self._words.pop(noun, key), thing)
                if why is not None:
                    yield Problem(f"{_called(noun, thing.image)} {why}", _where(noun, key, thing))

    def _why_not(self, noun: str, words: list[Word], thing: Thing) -> str | None:
        """What is wrong with a thing that has a row, as the end of a sentence."""
        if thing.is_pending or thing.image.get("document_id") in self._erased:
            return None
        if not words:
            return self._why_untold(thing)
        if self._is_from_before(words):
            return None
        if (not thing.is_removed) not in self._left(words, thing):
            return AWAY if thing.is_removed else AGAIN
        there = [word for word in words if word.is_there]
        if thing.is_removed or not there or self._holds(there, noun, thing.image):
            return None
        return _otherwise(there[-1])

    def _why_untold(self, thing: Thing) -> str | None:
        """What is wrong with a thing that no change tells of alone."""
        batch = None if thing.batch is None else self._words.batch(thing.batch)
        if batch is not None:
            is_there = batch[1]
            if thing.is_removed == is_there:
                return AWAY if is_there else AGAIN
            return None
        if thing.batch is not None and self._is_copy:
            return None
        known = self._words.lost.keys() & {self._coders[thing.image["coder_id"]].id, EVERYBODY}
        return None if thing.is_removed or known else UNTOLD

    def _left(self, words: list[Word], thing: Thing) -> set[bool]:
        """Whether the history left a thing there (True) or away; both where it may be either."""
        has_merged = not all(map(self._words.is_own, words))
        batch = None if thing.batch is None else self._words.batch(thing.batch)
        if batch is not None and batch[0] > max(word.change for word in words):
            # The whole of what came with it was turned back or forth since.
            return {batch[1], *(word.is_there for word in words if has_merged)}
        left = {word.is_there for word in words}
        if has_merged and batch is not None:
            left.add(batch[1])
        if thing.batch is None and not any(map(self._words.is_own, words)):
            # A merge writes as removed what has no place here.
            left.add(False)
        return left

    def _holds(self, words: list[Word], noun: str, now: Mapping[str, Any]) -> bool:
        """Whether a thing is as one of the words says."""
        return any(self._words.holds(word, noun, now) for word in words)

    def _is_from_before(self, words: list[Word]) -> bool:
        """In a coder's copy: whether a thing is as it was handed out, of which the study knows more."""
        return self._is_copy and not any(map(self._words.is_own, words))

    def reviews(self) -> Iterator[Problem]:
        """Look at the states of documents that are more than to do."""
        table, last = core.review.c, 0
        more = or_(table.status != "todo", table.flag_reason.is_not(None))
        while page := every_review(self._session, table.id > last, more):
            for row_id, key, now in page:
                last = row_id
                yield from self._review(key, self._words.pop("review", key), now)

    def _review(self, key: str, words: list[Word], now: Mapping[str, Any]) -> Iterator[Problem]:
        document, coder = key.split(" ", 1)
        if document in self._erased or self._is_from_before(words):
            return
        if words:
            why = None if self._holds(words, "review", now) else _otherwise(words[-1])
        else:
            known = is_begun_only(now) or self._words.lost or self._is_copy
            why = None if known else UNTOLD
        if why is not None:
            yield Problem(f"the state {why}", f"document {document}, for {coder}")

    def gone(self) -> Iterator[Problem]:
        """Look for things that the history tells of, and that were not met so far."""
        ids = {row.name: row.id for row in self._coders.values()}
        for noun, key, words in self._words.left():
            if noun == "review":
                document, coder = key.split(" ", 1)
                now = reviews(self._session, ids.get(coder, 0), coder, [document]).get(key)
                yield from self._review(key, words, now.image) if now is not None else ()
            elif any(word.is_there and self._has_row(noun, word) for word in words):
                what = NOUNS.get(noun, noun)
                yield Problem(f"a {what} {GONE}", f"{what} {key}")

    def _has_row(self, noun: str, word: Word) -> bool:
        """Whether what a word is about must be here; a copy and a merge leave out what has no place."""
        if self._erased and noun == "link":
            return False
        return self._words.is_own(word) or not (self._is_copy or self._erased)


def _otherwise(word: Word) -> str:
    return f"is not as change {word.number} of {word.coder} left it: {DO}"


def _called(noun: str, now: Mapping[str, Any]) -> str:
    """A thing in words."""
    if noun == "record":
        return f"the {now['type']} {now['number']}"
    return f"the value of {now['name']}" if noun == "variable_value" else f"a {noun}"


def _where(noun: str, key: str, thing: Thing) -> str:
    document = thing.image.get("document_id")
    return f"{NOUNS.get(noun, noun)} {key}" + (f", document {document}" if document else "")
