"""Turn a change back, or forth again, where nothing has come to rest on what it left."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, tuple_, update
from sqlmodel import Session

from storage.database import core
from storage.database.assignments import is_disturbed
from storage.database.assignments import turn as turn_assignment
from storage.database.batches import BATCHED, begin_reviews, turn_settlements
from storage.database.history import MERGE, batches_of, digest_of, merged_things, things_of
from storage.database.identity import now
from storage.database.images import image, restore
from storage.database.journal import Journal, canonical
from storage.database.merge_turning import turn_merge, why_merge_stays
from storage.database.rounds import has_assigned
from storage.records import Layer, Progress

BEFORE, AFTER = 2, 3
"""Where in a recorded thing its image before and its image after stand."""

LOADS = ("annotate", "code hits", "settle unanimous", MERGE)
"""Actions that bring many records and values at once, known by their batch."""

ASSIGNS = ("assign", "remove coder")
"""Actions that give documents to coders, and may be taken back until they are begun."""

STAY = {
    "set codebook": "it moved coded answers; a further version takes it back: "
    "casecoder codebook revert",
    "revert codebook": "it took back an edit of the codebook; make the edit again instead",
    "segment": "texts that were cut anew stay so; no passage moved",
    "hand out": "a copy that was handed out stays with its coder",
}
"""Actions on very many things that are not turned, and why."""

OPENINGS = {
    "open round": "what was shown stays seen; casecoder rounds reopen lets a coder change theirs",
    "reopen round": "what it voided stays void; casecoder rounds open freezes the coding again",
}
"""Actions that nothing takes back, and why."""

AT_ONCE = 2_000
"""Documents that come or go between two reports of how far it is."""

MOST_NAMED = 1_000
"""Documents that are counted to say why an import stays."""

Tell = Callable[[Progress], None]
UNIQUE = {
    "variable_value": ("document_id", "coder_id", "layer", "name"),
    "link": ("from_record_id", "relation", "to_record_id"),
}
"""What no two things that are there may share."""


def why_not(
    session: Session, row: Any, *, back: bool, tell: Tell | None = None, whose: int | None = None
) -> str | None:
    """Why a change cannot be turned back, or (not ``back``) forth again, as the end of a sentence.

    With ``whose`` nothing is told of what others have coded, but that something was.
    """
    if row.action in OPENINGS:
        return OPENINGS[row.action]
    things = things_of(row) + merged_things(row)
    why = _disturbed(session, things, AFTER if back else BEFORE, tell)
    if why is None and row.batch is not None:
        why = _why_batch_stays(session, row, back=back, whose=whose)
    return why or _why_place_is_taken(session, _Turned(things, row, back))


def turn(journal: Journal, row: Any, *, back: bool, tell: Tell | None = None) -> None:
    """Make everything that a change touched what it was before it, or (not ``back``) after it.

    ``why_not`` has said nothing against it.
    """
    session, things = journal.session, things_of(row)
    for noun, key, *_ in things:
        journal.touch(noun, key)
    # Of what a merge touched, the merge alone tells: it is several coders' work.
    things += merged_things(row)
    side = BEFORE if back else AFTER
    # What goes, goes first: something that comes may take its place.
    for done, thing in enumerate(sorted(things, key=lambda each: each[side] is not None), 1):
        restore(session, thing[0], thing[1], thing[side])
        if tell is not None:
            tell(Progress(done, len(things), "things"))
    if row.batch is not None:
        _turn_batch(session, row, back=back, tell=tell)


def _disturbed(
    session: Session, things: list[list[Any]], side: int, tell: Tell | None
) -> str | None:
    """Whether a thing no longer looks as the change left it."""
    for done, thing in enumerate(things, 1):
        noun, key = thing[0], thing[1]
        if tell is not None:
            tell(Progress(done, len(things), "things looked at"))
        if canonical(image(session, noun, key)) != canonical(thing[side]):
            return f"its {noun.replace('_', ' ')} was changed since"
    return None


@dataclass(frozen=True, slots=True)
class _Turned:
    """What comes and what goes when a change is turned."""

    things: list[list[Any]]
    row: Any
    back: bool

    def uids(self, noun: str, *, come: bool) -> list[str]:
        """uids of the things of a noun that will be there afterwards, or that will not."""
        wanted = BEFORE if self.back else AFTER
        return [
            thing[1]
            for thing in self.things
            if thing[0] == noun and (thing[wanted] is not None) == come
        ]

    def rows(self, noun: str, *, come: bool) -> ColumnElement[bool]:
        """The rows of a noun's table that will be there afterwards, or that will not."""
        table = core.BY_NAME[noun].c
        rows: ColumnElement[bool] = table.uid.in_(self.uids(noun, come=come))
        if self.row.action in LOADS and come != self.back:
            rows = or_(rows, table.batch.in_(batches_of(self.row)))
        return rows


def _why_place_is_taken(session: Session, turned: _Turned) -> str | None:
    """Whether something else is where a thing comes back to, or rests on what goes."""
    if any(_any(session, _twins(turned, noun)) for noun in UNIQUE):
        return "something else took its place since"
    if _any(session, _settled_otherwise(turned)):
        return "the same case was settled otherwise since"
    record, link = core.record.c, core.link.c
    ends = (link.from_record_id, link.to_record_id)
    gone = record.removed_at.is_not(None) & _not(turned.rows("record", come=True))
    for end in ends:
        joined = core.link.join(core.record, record.id == end)
        loose = select(link.id).select_from(joined).where(turned.rows("link", come=True), gone)
        if _any(session, loose):
            return "a record that it links was removed since"
    going = select(record.id).where(turned.rows("record", come=False))
    stays = link.removed_at.is_(None) & _not(turned.rows("link", come=False))
    if any(_any(session, select(link.id).where(end.in_(going), stays)) for end in ends):
        return "a later link rests on it"
    return None


def _not(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Where a condition does not hold, or cannot: what came in no batch has none to compare."""
    return func.coalesce(condition, false()).is_(false())


def _twins(turned: _Turned, noun: str) -> Select[int]:
    """Things that come back, and have another like them there."""
    table, other = core.BY_NAME[noun], core.BY_NAME[noun].alias("other")
    same = and_(*(other.c[name] == table.c[name] for name in UNIQUE[noun]))
    stays = other.c.uid.not_in(turned.uids(noun, come=False))
    there = other.c.removed_at.is_(None) & (other.c.id != table.c.id) & stays
    joined = table.join(other, same & there)
    return select(table.c.id).select_from(joined).where(turned.rows(noun, come=True))


def _settled_otherwise(turned: _Turned) -> Select[int]:
    """Settlements that come back, and rest on what another rests on by now."""
    table, other = core.settlement.c, core.settlement.alias("other")
    mine, theirs = core.settlement_origin.alias("mine"), core.settlement_origin.alias("theirs")
    owners = ("record_id", "variable_value_id")
    same = or_(*(theirs.c[owner] == mine.c[owner] for owner in owners))
    joined = core.settlement.join(mine, mine.c.settlement_id == table.id)
    joined = joined.join(theirs, same & (theirs.c.settlement_id != table.id))
    joined = joined.join(other, other.c.id == theirs.c.settlement_id)
    stays = other.c.uid.not_in(turned.uids("settlement", come=False))
    holds = other.c.removed_at.is_(None) & other.c.voided_at.is_(None) & stays
    comes: ColumnElement[bool] = table.uid.in_(turned.uids("settlement", come=True))
    if turned.row.action in LOADS and not turned.back:
        brought = [
            table[f"{owner.name}_id"].in_(
                select(owner.c.id).where(owner.c.batch.in_(batches_of(turned.row)))
            )
            for owner in BATCHED[:2]
        ]
        comes = or_(comes, *brought)
    return select(table.id).select_from(joined).where(comes, holds)


def _why_batch_stays(session: Session, row: Any, *, back: bool, whose: int | None) -> str | None:
    if row.action in STAY:
        return STAY[row.action]
    if row.action == "sample":
        return _why_draw_stays(session, back=back)
    if row.action == "import" and back:
        return _why_import_stays(session, row.batch, whose)
    if row.action == MERGE and back:
        return why_merge_stays(session, row)
    if row.action in ASSIGNS and is_disturbed(session, digest_of(row)["moved"], back=back):
        return "some of its documents were begun, or given out otherwise, since"
    if row.action in LOADS:
        return _why_load_stays(session, row.batch) if back else _why_load_stays_away(session, row)
    return None


def _why_draw_stays(session: Session, *, back: bool) -> str | None:
    if has_assigned(session):
        return "documents were assigned since; take that back first"
    return None if back else "a draw is not repeated; draw it again with the same seed"


def _turn_batch(session: Session, row: Any, *, back: bool, tell: Tell | None) -> None:
    if row.action == "import":
        _turn_import(session, row.batch, now() if back else None, tell)
    elif row.action == MERGE:
        turn_merge(session, row, now() if back else None, tell)
    elif row.action in LOADS:
        _turn_load(session, row.batch, now() if back else None, tell)
    elif row.action in ASSIGNS:
        turn_assignment(session, digest_of(row)["moved"], back=back)
    elif row.action == "sample":
        session.execute(update(core.document).values(stratum=None, probability=None))
        session.execute(update(core.review).values(in_queue=True))


def _any(session: Session, found: Select[*tuple[Any, ...]]) -> bool:
    return session.execute(found.limit(1)).first() is not None


def _why_import_stays(session: Session, batch: str, whose: int | None) -> str | None:
    document, review, memo = core.document.c, core.review.c, core.memo.c
    coded = []
    for table in (core.record, core.variable_value):
        later = or_(table.c.batch.is_(None), table.c.batch != batch)
        here = select(table.c.id).where(table.c.document_id == document.id, later)
        coded.append(here.where(table.c.removed_at.is_(None)).exists())
    touched = or_(review.status != "todo", review.flag_reason.is_not(None))
    worked_on = (
        select(review.id).where(review.document_id == document.id, touched).exists(),
        select(memo.id).where(memo.document_id == document.id, memo.removed_at.is_(None)).exists(),
    )
    mine = select(document.title).where(document.batch == batch).order_by(document.id)
    for what, conditions in (("coded", coded), ("worked on", worked_on)):
        found = session.execute(mine.where(or_(*conditions)).limit(MOST_NAMED + 2)).scalars().all()
        if found:
            if whose is not None:
                return "some of its documents have been coded or worked on since"
            return f"{_some_documents(found)} been {what} since"
    if _any(session, mine.where(document.removed_at.is_not(None))):
        return "some of its documents were removed since"
    return None


def _some_documents(titles: Sequence[str]) -> str:
    """The first of some documents, and how many more there are; that they have."""
    more = len(titles) - 1
    if not titles[0]:
        return "some of its documents have"
    if not more:
        return f"its document “{titles[0]}” has"
    told = f"{more:,}" if more <= MOST_NAMED else f"over {MOST_NAMED:,}"
    return f"“{titles[0]}” and {told} more of its documents have"


def _turn_import(session: Session, batch: str, removed_at: str | None, tell: Tell | None) -> None:
    document = core.document.c
    # What was erased meanwhile stays away.
    mine = select(document.id).where(document.batch == batch, document.erased_at.is_(None))
    ids = list(session.execute(mine).scalars())
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        for key in (document.id, core.review.c.document_id):
            session.execute(update(key.table).where(key.in_(some)).values(removed_at=removed_at))
        if tell is not None:
            tell(Progress(start + len(some), len(ids), "documents"))


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
        gone = and_(table.c.batch.in_(batches_of(row)), core.document.c.erased_at.is_not(None))
        if _any(session, select(table.c.id).select_from(joined).where(gone)):
            return "a document that it is about was erased since"
    change = core.change.c
    edits = change.action.in_(("set codebook", "revert codebook"))
    moved = and_(edits, change.batch.is_not(None), change.id > row.id)
    if _any(session, select(change.id).where(moved)):
        return "the codebook has changed since, and its answers no longer fit"
    return None


def _turn_load(session: Session, batch: str, removed_at: str | None, tell: Tell | None) -> None:
    done = turn_settlements(session, batch, removed_at)
    for table in BATCHED:
        its = update(table).where(table.c.batch == batch).values(removed_at=removed_at)
        done += session.connection().execute(its).rowcount
        if tell is not None:
            tell(Progress(done, None, "rows"))
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
        own = (table.c.batch == batch) & (table.c.layer == Layer.CODER.value)
        of_batch = select(table.c.document_id, table.c.coder_id).where(own)
        theirs = tuple_(review.document_id, review.coder_id)
        left = there.where(
            table.c.document_id == review.document_id, table.c.coder_id == review.coder_id
        )
        begun = and_(begun, ~left.exists())
        conditions.append(theirs.in_(of_batch))
    session.execute(update(core.review).where(begun, or_(*conditions)).values(status="todo"))
