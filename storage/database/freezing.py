"""Opened rounds: what coders made in them is frozen, and every change of it is refused.

Every action ends in the history, so this is asked in one place: when its change is written.
"""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlmodel import Session

from storage.database import core
from storage.errors import ChangeRefused
from storage.records import Layer

OF_DOCUMENTS = ("review", "dismissal")
"""Nouns whose key begins with the document's uid."""

ADJUDICATED = "settlement"
"""The noun of what is decided about coding; it is none itself, no more than gold is."""


def check_not_frozen(
    session: Session, coder_id: int, things: Sequence[Sequence[Any]], batch: str | None
) -> None:
    """Refuse a change of a coder's that is about coding in a round that was opened.

    Args:
        session: The unit of work.
        coder_id: Whose change it is.
        things: Noun, key, image before and image after of each thing that it touches.
        batch: What marks the records and values of a change of many.

    Raises:
        ChangeRefused: it is frozen.
    """
    for uid in sorted(set(_documents(session, things))):
        _refuse(why_frozen(session, uid, coder_id))
    if batch is not None:
        for owner in (core.record, core.variable_value):
            for row in session.execute(_opened_of_batch(owner), {"batch": batch}).all():
                _refuse(_why(row))


def why_frozen(session: Session, document_uid: str, coder_id: int) -> str | None:
    """Why a coder's layer on a document cannot be changed, as a sentence; None where it can."""
    mine = {"document": document_uid, "coder_id": coder_id}
    row = session.execute(_opened(), mine).first()
    return None if row is None else _why(row)


def _documents(session: Session, things: Sequence[Sequence[Any]]) -> Iterator[str]:
    """uids of the documents in which a change touches a coder's own layer."""
    for noun, key, before, after in things:
        image = before or after or {}
        if noun in OF_DOCUMENTS:
            yield key.split(" ", 1)[0]
        elif noun == ADJUDICATED or image.get("layer", Layer.CODER.value) != Layer.CODER.value:
            continue
        elif noun == "link":
            ends = (image["from_record_id"], image["to_record_id"])
            yield from session.execute(_documents_of(), {"uids": ends}).scalars()
        elif image.get("document_id") is not None:
            yield image["document_id"]


@cache
def _documents_of() -> Select[str]:
    joined = core.record.join(core.document, core.document.c.id == core.record.c.document_id)
    named = core.record.c.uid.in_(bindparam("uids", expanding=True))
    return select(core.document.c.uid).select_from(joined).where(named)


def _refuse(why: str | None) -> None:
    if why is not None:
        raise ChangeRefused(why)


def _why(row: Any) -> str | None:
    """Why coding in an opened round cannot be changed; None where the round was reopened to its coder."""
    if row.coder_uid in json.loads(row.plan).get("reopened", ()):
        return None
    return (
        f"{row.opener} has opened the round {row.name}, so {row.coder}'s coding in it is frozen; "
        f"a lead can let it be changed again: casecoder rounds reopen {row.name} "
        f"--coder {row.coder}."
    )


@cache
def _opened() -> Select[*tuple[Any, ...]]:
    """The round of a coder's document, if it was opened."""
    document = core.document.c
    named = core.review.join(core.document, document.id == core.review.c.document_id)
    mine = (document.uid == bindparam("document"), core.review.c.coder_id == bindparam("coder_id"))
    return _rounds(named, *mine)


@cache
def _opened_of_batch(owner: Any) -> Select[*tuple[Any, ...]]:
    """The opened rounds of what a load or search made."""
    same = (core.review.c.document_id == owner.c.document_id) & (
        core.review.c.coder_id == owner.c.coder_id
    )
    coded = owner.c.layer == Layer.CODER.value
    named = core.review.join(owner, same)
    return _rounds(named, owner.c.batch == bindparam("batch"), coded).distinct()


def _rounds(reviews: Any, *wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    table, opener = core.round_, core.coder.alias("opener")
    joined = reviews.join(table, table.c.name == core.review.c.round)
    joined = joined.join(core.coder, core.coder.c.id == core.review.c.coder_id)
    joined = joined.join(opener, opener.c.id == table.c.opened_by)
    columns = (table.c.name, table.c.plan, core.coder.c.uid.label("coder_uid"))
    return (
        select(*columns, core.coder.c.name.label("coder"), opener.c.name.label("opener"))
        .select_from(joined)
        .where(*wanted, table.c.opened_at.is_not(None))
    )
