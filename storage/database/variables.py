"""Set and clear a document's variables."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select, update

from storage.database import core
from storage.database.identity import new_uid, now
from storage.database.journal import Journal
from storage.database.records import fill
from storage.records import Basis, Certainty, FieldValue, Layer, NewEvidence


def present(journal: Journal, document_id: int, name: str, layer: Layer) -> Any:
    """The row of the coder's value of the variable, None when there is none."""
    table = core.variable_value.c
    return journal.session.execute(
        select(core.variable_value).where(
            table.document_id == document_id,
            table.coder_id == journal.coder_id,
            table.layer == layer.value,
            table.name == name,
            table.removed_at.is_(None),
        )
    ).first()


@dataclass(frozen=True, slots=True)
class ValueEntry:
    """What a coder says of a variable."""

    value: FieldValue
    evidence: Sequence[NewEvidence] = ()
    basis: Basis = Basis.STATED
    certainty: Certainty | None = None
    note: str = ""
    from_proposal: str | None = None


def put(
    journal: Journal,
    document_id: int,
    name: str,
    entry: ValueEntry,
    *,
    layer: Layer,
    codebook_id: int,
    batch: str | None = None,
) -> str:
    """Set the variable's value, replacing one that is there; returns the value's uid."""
    session, at = journal.session, now()
    content = {
        "codebook_id": codebook_id,
        "basis": entry.basis.value,
        "certainty": entry.certainty.value if entry.certainty else None,
        "note": entry.note,
        "from_proposal": entry.from_proposal,
        "updated_at": at,
    }
    row = present(journal, document_id, name, layer)
    if row is None:
        place = {"document_id": document_id, "coder_id": journal.coder_id, "layer": layer.value}
        new = place | content | {"uid": new_uid(), "name": name, "created_at": at, "batch": batch}
        added = insert(core.variable_value).values(new).returning(core.variable_value.c.id)
        uid, row_id = str(new["uid"]), session.execute(added).scalar_one()
        journal.made("variable_value", uid)
    else:
        uid, row_id = row.uid, row.id
        journal.touch("variable_value", uid)
        same = core.variable_value.c.id == row_id
        session.execute(update(core.variable_value).where(same).values(content))
        for table in (core.field_value, core.evidence):
            session.execute(delete(table).where(table.c.variable_value_id == row_id))
    # A variable has no fields that a passage could be tied to.
    passages = [NewEvidence(passage.start, passage.end) for passage in entry.evidence]
    fill(session, "variable_value", row_id, document_id, {name: entry.value}, passages)
    return str(uid)


def clear(journal: Journal, row: Any) -> None:
    """Remove a variable's value."""
    journal.touch("variable_value", row.uid)
    same = core.variable_value.c.id == row.id
    journal.session.execute(update(core.variable_value).where(same).values(removed_at=now()))
