"""Take changes back, bring them again, and show who did what."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import history, history_lists, schema, turning
from storage.database.journal import origin
from storage.database.seeing import check_may_see, told_of
from storage.database.verify import problems, things_to_check
from storage.errors import ChangeRefused, WiderChange
from storage.records import Change, ChangeDetail, ChangeKind, HistoryQuery, Page, Problem
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.changed_things import things_in_words
from storage.study.codebook_use import why_codebook_forbids
from storage.study.coders import standing_of
from storage.study.counting import Report, counted

EVERYTHING = HistoryQuery()
"""All that the current coder may see."""

MOST_LOOKED_AT = 500
"""Things that a look at a change compares with what they are now; of more, only an undo does."""


class History(StudyBase):
    """Undo, redo and the change log."""

    def undo(self, document_uid: str) -> Change:
        """Take back the current coder's latest change on the document.

        Raises:
            ChangeRefused: there is nothing to take back, or a later change rests on it.
            WiderChange: the same, and the later change is of other documents too.
        """
        with self._work() as work:
            document_id, coder_id = work.document_id(document_uid), work.journal.coder_id
            row = history.undoable(work.session, coder_id, document_id)
            try:
                return self._turn_latest(work, row)
            except ChangeRefused as error:
                wider = history.wider(work.session, coder_id, document_id, row)
                if wider is None:
                    raise
                raise WiderChange(
                    f"{error} «{wider.summary}» was done in other documents too; it is taken back "
                    "in the history."
                ) from error

    def _turn_latest(self, work: Work, row: Any) -> Change:
        """Undo the latest change of a document, if there is one."""
        if row is None:
            raise ChangeRefused("There is nothing of yours left to undo on this document.")
        self._check_own(work.session, row)
        return _turn(work, row, "undo")

    def redo(self, document_uid: str) -> Change:
        """Bring back the change that was undone last on the document.

        Raises:
            ChangeRefused: nothing was undone, or something new was done since.
        """
        with self._work() as work:
            document_id = work.document_id(document_uid)
            row = history.redoable(work.session, work.journal.coder_id, document_id)
            if row is None:
                raise ChangeRefused("There is nothing to redo on this document.")
            self._check_own(work.session, row)
            return _turn(work, row, "redo")

    def undo_change(self, change_uid: str, *, progress: Report | None = None) -> Change:
        """Take back one of the current coder's changes from the history, whatever it was.

        An undo is taken back in the same way, and so is a redo. What ``progress`` raises ends it,
        and leaves everything as it was.

        Raises:
            ChangeRefused: it was taken back already, or a later change rests on it.
        """
        with self._work() as work:
            told = history_lists.listed_change(work.session, work.journal.coder_id, change_uid)
            if told.why_not:
                raise ChangeRefused(told.why_not)
            row, way = _what_to_turn(work.session, change_uid)
            self._check_own(work.session, row)
            return _turn(work, row, way, progress)

    def _check_own(self, session: Session, row: Any) -> None:
        """In a coder's copy, turn nothing that everybody is concerned by."""
        shared = (*history_lists.SHARED, "annotate", history.MERGE)
        # A value that was added to the codebook in this very copy is the coder's to take back.
        if row.action in shared and row.origin != origin(session):
            self.only_in_the_study("what was done there is taken back in")

    def undo_memo(self) -> Change:
        """Take back the current coder's latest change of a memo, wherever it was made.

        Raises:
            ChangeRefused: there is none left, or what the memo is on is gone.
        """
        for change in self.changes(HistoryQuery(kind=ChangeKind.MEMOS, mine=True)):
            if change.action not in history.TURNS and not change.undone:
                return self.undo_change(change.uid)
        raise ChangeRefused("There is no change of a memo left to take back.")

    def history_page(
        self,
        query: HistoryQuery = EVERYTHING,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[Change]:
        """Some changes of a list: after ``cursor``, before it when ``backwards``, or ``around`` a change.

        Raises:
            NotFound: the query names a document or record that the current coder has nothing of.
        """
        with self._reading() as (session, coder_id):
            if around is not None:
                return history_lists.page_around(session, coder_id, query, around, limit)
            return history_lists.page(
                session, coder_id, query, cursor=cursor, backwards=backwards, limit=limit
            )

    def change(self, uid: str) -> ChangeDetail:
        """What a change made of what it touched, and whether it can be taken back now.

        Raises:
            NotFound: there is no such change that the current coder may see.
        """
        with self._reading() as (session, coder_id):
            told = history_lists.visible_change(session, coder_id, uid)
            codebook = current_codebook(session)[1]
            row, way = _what_to_turn(session, uid)
            things = things_in_words(session, codebook, history.named(session, uid))
            documents, records = history.extent(session, row)
            whose = told_of(session, coder_id)
            why_not = told.why_not or _why_not(session, codebook, row, way, whose)
            return ChangeDetail(told, things, documents, records, why_not)

    def history(self, document: str | None = None, limit: int | None = None) -> Iterator[Change]:
        """What the current coder may know of who did what, or of that only what was done on one document, latest first."""
        changes = self.changes(HistoryQuery(document=document))
        if document is not None:
            changes = (change for change in changes if change.document == document)
        return islice(changes, limit)

    def changes(self, query: HistoryQuery) -> Iterator[Change]:
        """Every change of a list, read a page at a time."""
        page = self.history_page(query, limit=500)
        yield from page.rows
        while page.after is not None:
            page = self.history_page(query, cursor=page.after, limit=500)
            yield from page.rows

    def verify(self, *, progress: Report | None = None) -> Iterator[Problem]:
        """Check texts, passages, totals, keys, chains, and what stands against what the history says.

        Yields what is wrong, nothing when all is well. ``storage.database.standing`` says what
        cannot be known.
        """
        with self._reading() as (session, known):
            whose = told_of(session, known)
            total = things_to_check(session, whose)
            with counted(progress, total, "things") as count:
                yield from problems(session, count.add, whose)

    def backup(self, path: Path, *, progress: Report | None = None) -> None:
        """Write a consistent copy of the whole store while others go on working.

        What ``progress`` raises stops it, and no copy is left.

        Raises:
            ChangeRefused: it would hold others' coding in a round that is not opened, and the
                current coder does not lead the study.
        """
        with self._reading() as (session, known):
            if not standing_of(session, known).leads:
                check_may_see(session, known, None, "only who leads the study copies it as a whole")
        schema.copy_store(self._engine, path, progress)


def _what_to_turn(session: Session, uid: str) -> tuple[Any, str]:
    """The change to turn, and which way, so that a line of the history is taken back."""
    row = history.named(session, uid)
    if row.action not in history.TURNS:
        return row, "undo"
    return history.named(session, row.target), "redo" if row.action == "undo" else "undo"


def _why_not(
    session: Session, codebook: Codebook, row: Any, way: str, whose: int | None
) -> str | None:
    """Why a change cannot be turned now, as a sentence; of very many things nothing is said.

    Nor of what hangs on others' coding, where that may not be seen: only an undo then tells.
    """
    back, things = way == "undo", history.things_of(row)
    if len(things) > MOST_LOOKED_AT or (whose is not None and row.action == "import"):
        return None
    why = turning.why_not(session, row, back=back)
    forbids = why_codebook_forbids(session, codebook, things, back=back, whose=whose)
    return _refusal(row, way, why or forbids)


def _refusal(row: Any, way: str, why: str | None) -> str | None:
    cannot = "cannot be taken back" if way == "undo" else "cannot be brought again"
    return f"«{row.summary}» {cannot}: {why}." if why else None


def _turn(work: Work, row: Any, way: str, progress: Report | None = None) -> Change:
    """Undo or redo one change, and record that as a change of its own."""
    back, things = way == "undo", history.things_of(row)
    if row.payload is None or row.action == "erase":
        raise ChangeRefused("What it changed was erased; nothing brings that back.")
    why = turning.why_not(work.session, row, back=back, tell=progress, whose=work.told_of)
    if why is None:
        turning.turn(work.journal, row, back=back, tell=progress)
        # Asked only now: what it takes away itself is in use no more.
        why = why_codebook_forbids(work.session, work.codebook, things, back=back)
    if why is not None:
        raise ChangeRefused(_refusal(row, way, why))
    word = "Undone" if way == "undo" else "Redone"
    uid = work.journal.write(
        way,
        f"{word}: {row.summary}",
        document_id=row.document_id,
        target=row.uid,
        batch=row.batch,
    )
    return history_lists.listed_change(work.session, work.journal.coder_id, uid)
