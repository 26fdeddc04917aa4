"""What a coder can do with memos."""

from functools import partial

from sqlalchemy import ColumnElement, and_, insert, select, update

from storage.database import coding, core, memo_lists
from storage.database.identity import new_uid, now
from storage.database.keyset import Found
from storage.errors import ChangeRefused, EvidenceError, NotFound
from storage.records import Memo, MemoLine, MemoQuery, NewEvidence, Page, Passage
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.memo_lines import memo_lines
from storage.study.records import check_passages

EVERYTHING = MemoQuery()
"""Every memo, the newest first."""

OWNERS = {
    "study": core.study,
    "document": core.document,
    "passage": core.document,
    "record": core.record,
    "value": core.variable_value,
}
"""What a memo may be on, and the table that its target is in."""


class Memos(StudyBase):
    """Memos of the current coder."""

    def add_memo(
        self, on: str, target_uid: str, text: str, *, passage: Passage | None = None
    ) -> Memo:
        """Write a memo on a study, document, passage of a document, record or variable value."""
        if on not in OWNERS:
            raise NotFound(f"A memo cannot be on a {on}; it can be on a {', '.join(OWNERS)}.")
        if (on == "passage") != (passage is not None):
            raise EvidenceError("A memo on a passage needs the passage, and no other memo has one.")
        with self._work(alone=False) as work:
            document_id = _document_of(work, on, target_uid)
            if passage is not None and document_id is not None:
                spot = NewEvidence(passage.start, passage.end)
                check_passages(work, document_id, [spot])
            uid, at = new_uid(), now()
            row = {
                "uid": uid,
                "on": on,
                "target": target_uid,
                "document_id": document_id,
                "start": passage.start if passage else None,
                "end": passage.end if passage else None,
                "coder_id": work.journal.coder_id,
                "text": _words(text),
                "created_at": at,
                "updated_at": at,
            }
            work.session.execute(insert(core.memo).values(row))
            work.journal.made("memo", uid)
            work.journal.write("add memo", f"Memo on the {on} added.", document_id=document_id)
            return coding.memos(work.session, core.memo.c.uid == uid)[0]

    def change_memo(self, uid: str, text: str) -> Memo:
        """Replace what a memo says."""
        with self._work(alone=False) as work:
            return self._write(work, uid, "change memo", text=_words(text), updated_at=now())

    def remove_memo(self, uid: str) -> Memo:
        """Remove a memo; returns what it was."""
        with self._work(alone=False) as work:
            return self._write(work, uid, "remove memo", removed_at=now())

    def memos(self) -> tuple[Memo, ...]:
        """Every memo of the current coder, oldest first."""
        with self._reading() as (session, coder_id):
            return coding.memos(session, core.memo.c.coder_id == coder_id)

    def memo_page(
        self,
        query: MemoQuery = EVERYTHING,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[MemoLine]:
        """Some of the current coder's memos: after ``cursor``, before it when ``backwards``, or ``around`` one."""
        with self._reading() as (session, coder_id):
            read = partial(memo_lists.rows, session, coder_id or 0, query)
            here = around and memo_lists.row(session, coder_id or 0, query, around)
            if not here:
                found = read(cursor=cursor, backwards=backwards, limit=limit)
            else:
                place = memo_lists.cursor_of(here)
                above = read(cursor=place, backwards=True, limit=limit // 2)
                below = read(cursor=place, backwards=False, limit=limit // 2)
                found = Found([*above.rows, here, *below.rows], above.before, below.after)
            codebook = current_codebook(session)[1]
            lines = memo_lines(session, codebook, found.rows)
            before, after = map(memo_lists.cursor_of, found[1:])
            return Page(lines, before, after)

    def _write(self, work: Work, uid: str, action: str, **values: str) -> Memo:
        mine = (core.memo.c.uid == uid) & (core.memo.c.coder_id == work.journal.coder_id)
        there = coding.memos(work.session, mine)
        if not there:
            raise NotFound("That memo is not there any more.")
        work.journal.touch("memo", uid)
        row = work.session.execute(select(core.memo).where(mine)).one()
        work.session.execute(update(core.memo).where(mine).values(values))
        done = "changed" if "text" in values else "removed"
        summary = f"Memo on the {row.on} {done}."
        work.journal.write(action, summary, document_id=row.document_id)
        return (*coding.memos(work.session, mine), *there)[0]


def _document_of(work: Work, on: str, target_uid: str) -> int | None:
    """The id of the document that the target is, or is in; None for the study."""
    table = OWNERS[on]
    there: ColumnElement[bool] = table.c.uid == target_uid
    if "removed_at" in table.c:
        there = and_(there, table.c.removed_at.is_(None))
    if "coder_id" in table.c:
        there = and_(there, table.c.coder_id == work.journal.coder_id)
    row = work.session.execute(select(table).where(there)).mappings().first()
    if row is None:
        raise NotFound(f"That {on} is not there any more; it may have been removed.")
    found: int | None = row["id"] if table is core.document else row.get("document_id")
    return found


def _words(text: str) -> str:
    if not text.strip():
        raise ChangeRefused("An empty memo is not kept; write something, or leave with Esc.")
    return text.strip()
