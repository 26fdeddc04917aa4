"""The history of a coder's copy on its way into the study, and what has happened here meanwhile."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.bulk import insert_rows
from storage.database.copies import Chains, changes_after
from storage.database.history_lists import SHARED
from storage.database.merge_things import ROWS, ids_of


def add_codebooks(session: Session, theirs: Session, coder_id: int) -> None:
    """Keep the versions that only a copy has had: its history names them."""
    rows = [dict(row._mapping) for row in theirs.execute(select(core.codebook))]
    known = ids_of(session, core.codebook, (row["uid"] for row in rows))
    new = [
        {name: value for name, value in row.items() if name != "id"} | {"coder_id": coder_id}
        for row in rows
        if row["uid"] not in known
    ]
    insert_rows(session, core.codebook, new)


def add_changes(
    session: Session,
    theirs: Session,
    coders: tuple[int, int],
    known: Chains,
    heard: Callable[[int], None],
) -> None:
    """Carry what the chains ``known`` do not have yet over, word for word.

    Args:
        session: The study's.
        theirs: The copy's.
        coders: Ids of the coder there and here.
        known: The coder's chains here.
        heard: Told how many were written.
    """
    there, here = coders
    table = core.document.c
    gone = set(session.execute(select(table.uid).where(table.erased_at.is_not(None))).scalars())
    rows: list[Any] = []
    for row in changes_after(theirs, there, known):
        rows.append(row)
        if len(rows) == AT_ONCE:
            _write(session, rows, here, gone)
            heard(len(rows))
            rows = []
    _write(session, rows, here, gone)
    heard(len(rows))


AT_ONCE = 1000
"""Changes written together."""


def _write(session: Session, rows: Sequence[Any], coder_id: int, gone: Collection[str]) -> None:
    documents = ids_of(session, core.document, {row.document for row in rows if row.document})
    written = []
    for row in rows:
        change = row._asdict()
        del change["id"], change["document"]
        change |= {"coder_id": coder_id, "document_id": documents.get(row.document)}
        if row.payload and any(uid in row.payload for uid in gone):
            # What an erased document held is gone from the history, too.
            change["payload"] = None
        written.append(change)
    insert_rows(session, core.change, written)


def has_changed(session: Session, seen: int, coders: Collection[int]) -> bool:
    """Whether anything was done since the change ``seen`` that concerns some coders' work."""
    table = core.change.c
    concerns = or_(table.coder_id.in_(coders), table.action.in_(SHARED))
    found = select(table.id).where(table.id > seen, concerns).limit(1)
    return session.execute(found).first() is not None


def last_change(session: Session) -> int:
    """The latest change of the history, whoever's it is."""
    return int(session.execute(select(func.max(core.change.c.id))).scalar() or 0)


def totals(session: Session) -> dict[str, int]:
    """How many things of each noun there are in a copy."""
    found = {}
    for noun in ROWS:
        table = core.BY_NAME[noun]
        there = select(func.count()).where(table.c.removed_at.is_(None))
        found[noun] = int(session.execute(there.select_from(table)).scalar_one())
    return found


def move(session: Session, noun: str, uids: Sequence[str], **values: Any) -> None:
    """Set columns of things that were written for nobody to see yet."""
    table = core.BY_NAME[noun]
    for start in range(0, len(uids), AT_ONCE):
        some = table.c.uid.in_(uids[start : start + AT_ONCE])
        session.execute(update(table).where(some).values(values))
