"""Make, change and remove records and links; every function leaves the commit to its caller."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, String, bindparam, delete, func, insert, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import new_uid, now
from storage.database.journal import Journal
from storage.database.lookups import by_key
from storage.database.values import items_of
from storage.errors import NotFound
from storage.records import FieldValue, Layer, NewEvidence, RecordEntry


def present(session: Session, uid: str, coder_id: int) -> Any:
    """The row of this coder's record ``uid``.

    Raises:
        NotFound: there is none, it was removed, or it is somebody else's.
    """
    row = session.execute(by_key(core.record, "uid"), {"uid": uid}).first()
    if row is None or row.removed_at is not None or row.coder_id != coder_id:
        raise NotFound("That record is not there any more; it may have been removed.")
    return row


def add(
    journal: Journal,
    document_id: int,
    entry: RecordEntry,
    *,
    layer: Layer,
    codebook_id: int,
) -> tuple[str, int]:
    """Add a record of the journal's coder; returns its uid and number."""
    session, at = journal.session, now()
    uid, number = new_uid(), _next_number(session, document_id, journal.coder_id, layer, entry.type)
    row = {
        "uid": uid,
        "document_id": document_id,
        "coder_id": journal.coder_id,
        "layer": layer.value,
        "type": entry.type,
        "number": number,
        "codebook_id": codebook_id,
        "cue_shown": entry.cue_shown,
        "created_at": at,
        "updated_at": at,
    } | _content(entry)
    new = insert(core.record).returning(core.record.c.id)
    record_id: int = session.execute(new, row).scalar_one()
    journal.made("record", uid)
    fill(session, "record", record_id, document_id, entry.values, entry.evidence)
    return uid, number


def change(journal: Journal, row: Any, entry: RecordEntry, codebook_id: int) -> None:
    """Replace what the record says; passages that stay keep their uid."""
    session = journal.session
    journal.touch("record", row.uid)
    values = _content(entry) | {"codebook_id": codebook_id, "updated_at": now()}
    session.execute(update(core.record).where(core.record.c.id == row.id).values(values))
    kept = {
        (passage.start, passage.end, passage.field): passage.uid
        for passage in session.execute(
            select(core.evidence).where(core.evidence.c.record_id == row.id)
        )
    }
    for table in (core.field_value, core.evidence):
        session.execute(delete(table).where(table.c.record_id == row.id))
    fill(session, "record", row.id, row.document_id, entry.values, entry.evidence, kept)


def remove(journal: Journal, row: Any) -> int:
    """Remove the record and every link it has; returns how many links went with it."""
    session = journal.session
    journal.touch("record", row.uid)
    ends = or_(core.link.c.from_record_id == row.id, core.link.c.to_record_id == row.id)
    there = core.link.c.removed_at.is_(None)
    links = list(session.execute(select(core.link.c.uid).where(ends, there)).scalars())
    for uid in links:
        remove_link(journal, uid)
    gone = update(core.record).where(core.record.c.id == row.id).values(removed_at=now())
    session.execute(gone)
    return len(links)


def touch_evidence(journal: Journal, row: Any) -> None:
    """After passages came or went: set where the record begins, and when it was changed."""
    table = core.evidence.c
    first = select(func.min(table.start)).where(table.record_id == row.id).scalar_subquery()
    values = {"first_start": func.coalesce(first, 0), "updated_at": now()}
    journal.session.execute(update(core.record).where(core.record.c.id == row.id).values(values))


def add_links(
    journal: Journal, from_id: int, relation: str, to_ids: Iterable[int], layer: str
) -> int:
    """Link one record to others; those linked already are left as they are. Returns how many are new."""
    session, made = journal.session, 0
    table = core.link.c
    for to_id in to_ids:
        same = select(table.id).where(
            table.from_record_id == from_id,
            table.to_record_id == to_id,
            table.relation == relation,
            table.removed_at.is_(None),
        )
        if session.execute(same).first() is None:
            uid = new_uid()
            session.execute(
                insert(core.link).values(
                    uid=uid,
                    from_record_id=from_id,
                    relation=relation,
                    to_record_id=to_id,
                    coder_id=journal.coder_id,
                    layer=layer,
                )
            )
            journal.made("link", uid)
            made += 1
    return made


def linked(session: Session, from_id: int, relation: str) -> dict[int, str]:
    """Ids of the records that a record is linked to by one relation, and the links' uids."""
    table = core.link.c
    there = select(table.to_record_id, table.uid).where(
        table.from_record_id == from_id, table.relation == relation, table.removed_at.is_(None)
    )
    return {row.to_record_id: row.uid for row in session.execute(there)}


def remove_link(journal: Journal, uid: str) -> None:
    """Remove one link."""
    journal.touch("link", uid)
    gone = update(core.link).where(core.link.c.uid == uid).values(removed_at=now())
    journal.session.execute(gone)


def fill(
    session: Session,
    owner: str,
    owner_id: int,
    document_id: int,
    values: Mapping[str, FieldValue],
    evidence: Iterable[NewEvidence],
    kept: Mapping[tuple[int, int, str | None], str] = {},  # noqa: B006  read only
) -> None:
    """Write the answers and passages of a record or variable value (``owner``)."""
    answers = [
        {
            f"{owner}_id": owner_id,
            "field": field,
            "position": position,
            "text": text,
            "number": number,
            "missing": missing,
        }
        for field, value in values.items()
        for position, text, number, missing in items_of(value)
    ]
    passages = [
        {
            "uid": kept.get((start, end, field)) or new_uid(),
            f"{owner}_id": owner_id,
            "document_id": document_id,
            "field": field,
            "start": start,
            "end": end,
        }
        for start, end, field in dict.fromkeys((new.start, new.end, new.field) for new in evidence)
    ]
    if answers:
        session.execute(insert(core.field_value), answers)
    if passages:
        session.execute(insert(core.evidence), passages)


LATEST = 100
"""Answers of one text that are looked at for one of the coder's own, the latest first."""

TEXTS = 200
"""Different texts that are looked at; what others wrote is passed over."""


def earlier_texts(
    session: Session,
    coder_id: int,
    owner: str,
    field: str,
    prefix: str,
    record_type: str | None = None,
) -> Iterator[str]:
    """The coder's different answers that begin with ``prefix``, in order.

    To a field of their records (``owner`` is ``record``), of one type or all, or to a variable.
    One look into the index for each: how often an answer was given costs nothing.
    """
    span = {"field": field, "text": prefix, "end": f"{prefix}\U0010ffff"}
    mine = {"field": field, "coder_id": coder_id, "type": record_type}
    found = session.execute(_next_text(owner, included=True), span).scalar()
    for _ in range(TEXTS):
        if found is None:
            return
        own = _own_answer(owner, typed=record_type is not None)
        if session.execute(own, mine | {"text": found}).first() is not None:
            yield found
        found = session.execute(_next_text(owner, included=False), span | {"text": found}).scalar()


@cache
def _next_text(owner: str, *, included: bool) -> Select[str]:
    """The first text that anybody answered from a text on, that one ``included`` or not."""
    table, begin = core.field_value.c, bindparam("text", type_=String)
    later = table.text >= begin if included else table.text > begin
    held = table[f"{owner}_id"].is_not(None)
    span = select(table.text).where(table.field == bindparam("field"), held, later)
    return span.where(table.text < bindparam("end")).order_by(table.text).limit(1)


@cache
def _own_answer(owner: str, *, typed: bool) -> Select[int]:
    """Whether a text is among the coder's own answers that are still there."""
    table, owners = core.field_value.c, core.BY_NAME[owner].c
    key = table[f"{owner}_id"]
    same = (table.field == bindparam("field")) & (table.text == bindparam("text"))
    latest = select(key.label("owner_id")).where(same, key.is_not(None))
    some = latest.order_by(table.number.desc(), table.id.desc()).limit(LATEST).subquery()
    joined = some.join(core.BY_NAME[owner], owners.id == some.c.owner_id)
    own = select(owners.id).select_from(joined).where(owners.removed_at.is_(None))
    if typed:
        own = own.where(owners.type == bindparam("type"))
    return own.where(owners.coder_id == bindparam("coder_id")).limit(1)


def _content(entry: RecordEntry) -> dict[str, Any]:
    return {
        "first_start": min(passage.start for passage in entry.evidence),
        "certainty": entry.certainty.value if entry.certainty else None,
        "note": entry.note,
    }


def _next_number(session: Session, document_id: int, coder_id: int, layer: Layer, name: str) -> int:
    """One more than the highest ever used: a removed record's number is not given again.

    Gold records are numbered together, whoever settled them.
    """
    key = {"document_id": document_id, "layer": layer.value, "type": name}
    own = {} if layer is Layer.GOLD else {"coder_id": coder_id}
    return (session.execute(_highest(*own), key | own).scalar() or 0) + 1


@cache
def _highest(*own: str) -> Select[int]:
    table = core.record.c
    key = [table[name] == bindparam(name) for name in ("document_id", "layer", "type", *own)]
    return select(func.max(table.number)).where(*key)
