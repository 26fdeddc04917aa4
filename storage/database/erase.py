"""Erase a document for good: an ethics duty, and the one action that nothing takes back."""

from sqlalchemy import ColumnElement, delete, func, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import now

GONE = "erased"
"""What stands where a title or source name stood."""


def erasable_id(session: Session, uid: str) -> int | None:
    """The id of a document that has not been erased yet; one that was removed can be, too."""
    table = core.document.c
    there = select(table.id).where(table.uid == uid, table.erased_at.is_(None))
    return session.execute(there).scalar()


def source_of(session: Session, document_id: int) -> tuple[str, int]:
    """The hash of the file that a document came from, and how many others came from it."""
    table = core.document.c
    mine = select(table.source_sha256).where(table.id == document_id)
    source_sha256: str = session.execute(mine).scalar_one()
    others = select(func.count()).where(
        table.source_sha256 == source_sha256, table.id != document_id, table.erased_at.is_(None)
    )
    return source_sha256, session.execute(others).scalar_one()


def erase(session: Session, document_id: int) -> None:
    """Take text, titles, quotes and the history's contents; leave a tombstone that verify accepts.

    What remains is that there was a document with this hash, who changed something about
    it and when, and the positions (without words) of what was coded.
    """
    at = now()
    document = core.document.c
    session.execute(
        update(core.document)
        .where(document.id == document_id)
        .values(
            title=GONE,
            source_name=GONE,
            locator=None,
            respondent="",
            respondents="[]",
            reference="",
            category=None,
            url=None,
            decision_date="",
            outcome="",
            stratum=None,
            removed_at=at,
            erased_at=at,
        )
    )
    empty = '{"v":0,"sections":[],"paragraphs":[],"sentences":[],"boilerplate":[]}'
    same = core.document_text.c.document_id == document_id
    session.execute(update(core.document_text).where(same).values(text="", segmentation=empty))
    for table in (core.proposal, core.dismissal, core.draft, core.place):
        session.execute(delete(table).where(table.c.document_id == document_id))
    _erase_case(session, document_id)
    _erase_coding(session, document_id, at)
    _erase_history(session, document_id)


def _erase_case(session: Session, document_id: int) -> None:
    """Take the case's name, unless it is another document's case too."""
    document = core.document.c
    mine = select(document.case_id).where(document.id == document_id).scalar_subquery()
    others = select(document.id).where(document.case_id == mine, document.erased_at.is_(None))
    nameless = update(core.case).where(core.case.c.id == mine, ~others.exists())
    session.execute(nameless.values(name=None))


def _erase_coding(session: Session, document_id: int, at: str) -> None:
    for table in (core.record, core.variable_value):
        ids = select(table.c.id).where(table.c.document_id == document_id)
        mine = core.field_value.c[f"{table.name}_id"].in_(ids)
        session.execute(delete(core.field_value).where(mine))
        here = table.c.document_id == document_id
        session.execute(update(table).where(here).values(note="", removed_at=at))
    records = select(core.record.c.id).where(core.record.c.document_id == document_id)
    ends = or_(core.link.c.from_record_id.in_(records), core.link.c.to_record_id.in_(records))
    session.execute(update(core.link).where(ends).values(removed_at=at))
    decided = update(core.settlement).where(core.settlement.c.document_id == document_id)
    session.execute(decided.values(note="", removed_at=at))
    memos = core.memo.c.document_id == document_id
    session.execute(update(core.memo).where(memos).values(text="", removed_at=at))
    reviews = core.review.c.document_id == document_id
    cleared = {"flag_reason": None, "excluded_reason": None, "removed_at": at}
    session.execute(update(core.review).where(reviews).values(cleared))


def _erase_history(session: Session, document_id: int) -> None:
    """Empty every change that is about the document, also those of whole batches that name it."""
    uid = session.execute(
        select(core.document.c.uid).where(core.document.c.id == document_id)
    ).scalar_one()
    about: ColumnElement[bool] = or_(
        core.change.c.document_id == document_id,
        core.change.c.payload.contains(uid, autoescape=True),
    )
    session.execute(update(core.change).where(about).values(payload=None))
