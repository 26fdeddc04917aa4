"""Take changes back, bring them again, and show who did what."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from storage.database import history, schema, turning
from storage.database.verify import problems, things_to_check
from storage.errors import ChangeRefused, NotFound
from storage.records import Change, Problem
from storage.study.base import StudyBase, Work, known_document
from storage.study.codebook_use import why_codebook_forbids
from storage.study.counting import Count, Report, counted


class History(StudyBase):
    """Undo, redo and the change log."""

    def undo(self, document_uid: str) -> Change:
        """Take back the current coder's latest change on the document.

        Raises:
            ChangeRefused: there is nothing to take back, or a later change rests on it.
        """
        with self._work() as work:
            document_id = work.document_id(document_uid)
            row = history.undoable(work.session, work.journal.coder_id, document_id)
            if row is None:
                raise ChangeRefused("There is nothing of yours left to undo on this document.")
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
            return _turn(work, row, "redo")

    def undo_change(self, change_uid: str, *, progress: Report | None = None) -> Change:
        """Take back one change from the history: an import, a group, a codebook, any other.

        An undo of what is about no single document is taken back in the same way. What
        ``progress`` raises stops it, and nothing is changed.

        Raises:
            ChangeRefused: it was taken back already, or a later change rests on it.
        """
        with counted(progress, None, "rows") as count, self._work() as work:
            row = history.named(work.session, change_uid)
            if row is None:
                raise NotFound(f"There is no change {change_uid} in the history.")
            if row.coder_id != work.journal.coder_id:
                raise ChangeRefused("It is another coder's change; only they can take it back.")
            if row.action in history.TURNS:
                return _turn(work, _turned(work, row), "redo", count)
            if history.is_undone(work.session, row):
                raise ChangeRefused("It was taken back already.")
            return _turn(work, row, "undo", count)

    def history(self, document: str | None = None, limit: int | None = None) -> Iterator[Change]:
        """Who did what, latest first."""
        with self._reading() as (session, _):
            document_id = known_document(session, document) if document else None
            yield from islice(history.changes(session, document_id, limit), limit)

    def verify(self, *, progress: Report | None = None) -> Iterator[Problem]:
        """Check texts, passages, totals, keys and chains; yields what is wrong, nothing when all is well."""
        with self._reading() as (session, _):
            total = things_to_check(session)
            with counted(progress, total, "documents and changes") as count:
                yield from problems(session, count.add)

    def backup(self, path: Path, *, progress: Report | None = None) -> None:
        """Write a consistent copy of the whole store while others go on working.

        What ``progress`` raises stops it, and no copy is left.
        """
        schema.copy_store(self._engine, path, progress)


def _turned(work: Work, row: Any) -> Any:
    """The change that an undo in the history took back, if it can be brought again from there."""
    if row.document_id is not None:
        raise ChangeRefused("An undo is taken back by redo on its document.")
    target = history.named(work.session, row.target)
    if row.action != "undo" or not history.is_undone(work.session, target):
        raise ChangeRefused("It was brought again since; take back the change itself.")
    return target


def _turn(work: Work, row: Any, way: str, count: Count | None = None) -> Change:
    """Undo or redo one change, and record that as a change of its own."""
    back = way == "undo"
    if row.payload is None or row.action == "erase":
        raise ChangeRefused("What it changed was erased; nothing brings that back.")
    heard = count.add if count is not None else None
    why_not = turning.turn(work.journal, row, back=back, heard=heard) or why_codebook_forbids(
        work, history.things_of(row), back=back
    )
    if why_not:
        cannot = "cannot be taken back" if back else "cannot be brought again"
        raise ChangeRefused(f"«{row.summary}» {cannot}: {why_not}.")
    word = "Undone" if back else "Redone"
    uid = work.journal.write(
        way,
        f"{word}: {row.summary}",
        document_id=row.document_id,
        target=row.uid,
        batch=row.batch,
    )
    return history.listed_change(work.session, uid)
