"""What was recognised in a document, and what of it a coder said is not so."""

import json
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from storage.database import core
from storage.records import FieldValue, Money, Passage, Proposal


def proposals(session: Session, document_id: int) -> dict[str, Proposal]:
    """What was recognised in the document, by variable."""
    return {
        row.name: Proposal(
            name=row.name,
            value=value_from_json(json.loads(row.value)),
            passage=None if row.start is None else Passage(row.start, row.end),
            rule=row.rule,
        )
        for row in session.execute(_proposals(), {"document_id": document_id}).all()
    }


def standing_proposals(
    session: Session, document_id: int, coder_id: int | None
) -> dict[str, Proposal]:
    """What was recognised in the document and a coder did not say is wrong, by variable."""
    table = core.dismissal.c
    mine = (table.document_id == document_id) & (table.coder_id == coder_id)
    dismissed = set(session.execute(select(table.name).where(mine)).scalars())
    found = proposals(session, document_id)
    return {name: proposal for name, proposal in found.items() if name not in dismissed}


@cache
def _proposals() -> Select[*tuple[Any, ...]]:
    table = core.proposal.c
    mine = table.document_id == bindparam("document_id")
    return select(core.proposal).where(mine).order_by(table.id)


def value_from_json(value: Any) -> FieldValue:
    """A stored proposal's value: text, number, list, or an amount with its currency."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return Money(value["amount"], value["currency"])
    plain: FieldValue = value
    return plain
