"""Turn a change back, or forth again, where nothing has come to rest on what it left."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, tuple_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from storage.database import core
from storage.database.batches import BATCHED, begin_reviews
from storage.database.history import things_of
from storage.database.identity import now
from storage.database.images import image, restore
from storage.database.journal import Journal, canonical

AT_ONCE = 500
"""Documents turned by one statement."""

BEFORE, AFTER = 2, 3
"""Where in a recorded thing its image before and its image after stand."""

LOADS = ("annotate", "code hits")
"""Actions that bring many records and values at once, known by their batch."""


Heard = Callable[[int], None]
"""Called with how many more rows were turned."""


def turn(journal: Journal, row: Any, *, back: bool, heard: Heard | None = None) -> str | None:
    """Make everything that a change touched what it was before it, or (not ``back``) after it.

    Returns why not, as the end of a sentence; the caller then leaves the transaction.
    """
    session, things = journal.session, things_of(row)
    expected, wanted = (AFTER, BEFORE) if back else (BEFORE, AFTER)
    why_not = _disturbed(session, things, expected)
    if why_not is None and row.batch is not None:
        why_not = _why_batch_stays(session, row, back=back)
    if why_not is not None:
        return why_not
    for noun, key, *_ in things:
        journal.touch(noun, key)
    try:
        for thing in things:
            restore(session, thing[0], thing[1], thing[wanted])
        if row.batch is not None:
            _turn_batch(session, row, heard or _nobody, back=back)
    except IntegrityError:
        return "something else took its place since"
    return _loose_link(session, things, row.batch)


def _disturbed(session: Session, things: list[list[Any]], side: int) -> str | None:
    """Whether a thing no longer looks as the change left it."""
    for thing in things:
        noun, key = thing[0], thing[1]
        if canonical(image(session, noun, key)) != canonical(thing[side]):
            return f"its {noun.replace('_', ' ')} was changed since"
    return None


def _loose_link(session: Session, things: list[list[Any]], batch: str | None) -> str | None:
    """Whether a link of what was turned now leads from or to a record that is gone."""
    links = [key for noun, key, *_ in things if noun == "link"]
    records = [key for noun, key, *_ in things if noun == "record"]
    own: list[ColumnElement[bool]] = [core.link.c.uid.in_(links)] if links else []
    turned = [select(core.record.c.id).where(core.record.c.uid.in_(records))] if records else []
    if batch is not None:
        own.append(core.link.c.batch == batch)
        turned.append(select(core.record.c.id).where(core.record.c.batch == batch))
    if _is_loose(session, own):
        return "a record that it links was removed since"
    ends = (core.link.c.from_record_id, core.link.c.to_record_id)
    if _is_loose(session, [end.in_(ids) for end in ends for ids in turned]):
        return "a later link rests on it"
    return None


def _is_loose(session: Session, some: Sequence[ColumnElement[bool]]) -> bool:
    """Whether one of some links, each condition of which an index knows, leads to what is gone."""
    return any(_any(session, _loose().where(condition)) for condition in some)


@cache
def _loose() -> Select[int]:
    source, target, link = core.record.alias("source"), core.record.alias("target"), core.link
    joined = link.join(source, source.c.id == link.c.from_record_id)
    joined = joined.join(target, target.c.id == link.c.to_record_id)
    gone = or_(source.c.removed_at.is_not(None), target.c.removed_at.is_not(None))
    return select(link.c.id).select_from(joined).where(link.c.removed_at.is_(None), gone)


def _why_batch_stays(session: Session, row: Any, *, back: bool) -> str | None:
    if row.action == "set codebook":
        return "it moved coded answers; a further version takes it back: casecoder codebook revert"
    if row.action == "revert codebook":
        return "it took back an edit of the codebook; make the edit again instead"
    if row.action == "segment":
        return "texts that were cut anew stay so; no passage moved"
    if row.action == "sample" and not back:
        return "a draw is not repeated; draw it again with the same seed"
    if row.action == "import" and back:
        return _why_import_stays(session, row.batch)
    if row.action in LOADS:
        return _why_load_stays(session, row.batch) if back else _why_load_stays_away(session, row)
    return None


def _nobody(_rows: int) -> None:
    """Nobody wants to hear."""


def _turn_batch(session: Session, row: Any, heard: Heard, *, back: bool) -> None:
    if row.action == "import":
        _turn_import(session, row.batch, heard, removed_at=now() if back else None)
    elif row.action in LOADS:
        _turn_load(session, row.batch, heard, removed_at=now() if back else None)
    elif row.action == "sample":
        session.execute(update(core.document).values(stratum=None, probability=None))
        session.execute(update(core.review).values(in_queue=True))


def _any(session: Session, found: Select[*tuple[Any, ...]]) -> bool:
    return session.execute(found.limit(1)).first() is not None


def _why_import_stays(session: Session, batch: str) -> str | None:
    document, review, memo = core.document.c, core.review.c, core.memo.c
    mine = select(document.id).where(document.batch == batch)
    for table in (core.record, core.variable_value):
        later = or_(table.c.batch.is_(None), table.c.batch != batch)
        coded = select(table.c.id).where(table.c.document_id.in_(mine), later)
        if _any(session, coded.where(table.c.removed_at.is_(None))):
            return "some of its documents have been coded since"
    touched = or_(review.status != "todo", review.flag_reason.is_not(None))
    if _any(session, select(review.id).where(review.document_id.in_(mine), touched)) or _any(
        session, select(memo.id).where(memo.document_id.in_(mine), memo.removed_at.is_(None))
    ):
        return "some of its documents have been worked on since"
    if _any(session, mine.where(document.removed_at.is_not(None))):
        return "some of its documents were removed since"
    return None


def _turn_import(session: Session, batch: str, heard: Heard, *, removed_at: str | None) -> None:
    document = core.document.c
    # What was erased meanwhile stays away.
    theirs = select(document.id).where(document.batch == batch, document.erased_at.is_(None))
    mine = list(session.execute(theirs).scalars())
    for start in range(0, len(mine), AT_ONCE):
        some = mine[start : start + AT_ONCE]
        for key in (document.id, core.review.c.document_id):
            session.execute(update(key.table).where(key.in_(some)).values(removed_at=removed_at))
        heard(len(some))


def _why_load_stays(session: Session, batch: str) -> str | None:
    for table in BATCHED:
        changed: ColumnElement[bool] = table.c.removed_at.is_not(None)
        if "updated_at" in table.c:
            changed = or_(changed, table.c.updated_at != table.c.created_at)
        if _any(session, select(table.c.id).where(table.c.batch == batch, changed)):
            return "some of what it brought was changed since"
    return None


def _why_load_stays_away(session: Session, row: Any) -> str | None:
    for table in BATCHED[:2]:
        joined = table.join(core.document, core.document.c.id == table.c.document_id)
        gone = and_(table.c.batch == row.batch, core.document.c.erased_at.is_not(None))
        if _any(session, select(table.c.id).select_from(joined).where(gone)):
            return "a document that it is about was erased since"
    change = core.change.c
    edits = change.action.in_(("set codebook", "revert codebook"))
    moved = and_(edits, change.batch.is_not(None), change.id > row.id)
    if _any(session, select(change.id).where(moved)):
        return "the codebook has changed since, and its answers no longer fit"
    return None


def _turn_load(session: Session, batch: str, heard: Heard, *, removed_at: str | None) -> None:
    for table in BATCHED:
        its = update(table).where(table.c.batch == batch).values(removed_at=removed_at)
        heard(session.connection().execute(its).rowcount)
    if removed_at is None:
        begin_reviews(session, batch)
    else:
        _unbegin_reviews(session, batch)


def _unbegin_reviews(session: Session, batch: str) -> None:
    """To do again is what only a load has begun: that alone leaves the codebook unnamed."""
    review = core.review.c
    begun = and_(review.status == "in_progress", review.codebook_id.is_(None))
    conditions = []
    for table in BATCHED[:2]:
        there = select(table.c.document_id, table.c.coder_id).where(table.c.removed_at.is_(None))
        of_batch = select(table.c.document_id, table.c.coder_id).where(table.c.batch == batch)
        theirs = tuple_(review.document_id, review.coder_id)
        left = there.where(
            table.c.document_id == review.document_id, table.c.coder_id == review.coder_id
        )
        begun = and_(begun, ~left.exists())
        conditions.append(theirs.in_(of_batch))
    session.execute(update(core.review).where(begun, or_(*conditions)).values(status="todo"))
