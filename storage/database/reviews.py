"""One coder's state on one document."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from storage.database import core
from storage.database.images import review_key
from storage.database.journal import Journal
from storage.database.lookups import by_key


def change(journal: Journal, document_uid: str, document_id: int, **values: Any) -> None:
    """Set columns of the coder's review of the document."""
    named = by_key(core.coder, "id", "name")
    coder = journal.session.execute(named, {"id": journal.coder_id}).scalar_one()
    journal.touch("review", review_key(document_uid, coder))
    table = core.review.c
    theirs = (table.document_id == document_id) & (table.coder_id == journal.coder_id)
    journal.session.execute(update(core.review).where(theirs).values(values))


def begin(journal: Journal, document_uid: str, document_id: int, codebook_id: int) -> None:
    """Note that coding has begun: to do becomes in progress."""
    mine = {"document_id": document_id, "coder_id": journal.coder_id}
    if journal.session.execute(_to_do(), mine).first() is not None:
        change(journal, document_uid, document_id, status="in_progress", codebook_id=codebook_id)


@cache
def _to_do() -> Select[int]:
    table = core.review.c
    mine = table.document_id == bindparam("document_id")
    return select(table.id).where(
        mine, table.coder_id == bindparam("coder_id"), table.status == "todo"
    )
