"""One coder's state on one document."""

from typing import Any

from sqlalchemy import select, update

from storage.database import core
from storage.database.images import review_key
from storage.database.journal import Journal


def change(journal: Journal, document_uid: str, document_id: int, **values: Any) -> None:
    """Set columns of the coder's review of the document."""
    named = select(core.coder.c.name).where(core.coder.c.id == journal.coder_id)
    coder = journal.session.execute(named).scalar_one()
    journal.touch("review", review_key(document_uid, coder))
    table = core.review.c
    theirs = (table.document_id == document_id) & (table.coder_id == journal.coder_id)
    journal.session.execute(update(core.review).where(theirs).values(values))


def begin(journal: Journal, document_uid: str, document_id: int, codebook_id: int) -> None:
    """Note that coding has begun: to do becomes in progress."""
    table = core.review.c
    todo = select(table.id).where(
        table.document_id == document_id,
        table.coder_id == journal.coder_id,
        table.status == "todo",
    )
    if journal.session.execute(todo).first() is not None:
        change(journal, document_uid, document_id, status="in_progress", codebook_id=codebook_id)
