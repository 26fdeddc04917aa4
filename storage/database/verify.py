"""Look for what should never be: altered texts, passages outside them, wrong totals, broken chains."""

import json
import sys
from collections.abc import Iterator

from sqlalchemy import func, or_, select, text
from sqlmodel import Session

from storage.database import core
from storage.database.journal import chain_hash, sha256
from storage.records import Problem


def problems(session: Session) -> Iterator[Problem]:
    """Everything that is wrong with the store, in no more memory than one text needs."""
    yield from _damage(session)
    yield from _texts(session)
    yield from _passages(session)
    yield from _owners(session)
    yield from _totals(session)
    yield from _chains(session)


def _damage(session: Session) -> Iterator[Problem]:
    for (said,) in session.execute(text("PRAGMA quick_check")):
        if said != "ok":
            yield Problem("the file is damaged", said)
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield Problem("a row points at nothing", f"table {row[0]}, row {row[1]}")


def _texts(session: Session) -> Iterator[Problem]:
    document, words = core.document.c, core.document_text.c
    joined = core.document.outerjoin(core.document_text)
    rows = session.execute(
        select(
            document.uid,
            document.source_name,
            document.text_sha256,
            document.erased_at,
            document.n_characters,
            words.text,
            words.segmentation,
        )
        .select_from(joined)
        .execution_options(yield_per=100)
    )
    for row in rows:
        where = f"document {row.uid} ({row.source_name})"
        if row.erased_at is not None:
            if row.text:
                yield Problem("an erased document still has its text", where)
        elif row.text is None:
            yield Problem("a document has no text", where)
        elif sha256(row.text) != row.text_sha256 or len(row.text) != row.n_characters:
            yield Problem("the text is not the one that was imported", where)
        elif _segments_end(row.segmentation) > row.n_characters:
            yield Problem("the segmentation reaches past the end of the text", where)


def _segments_end(segmentation: str) -> int:
    try:
        parts = json.loads(segmentation)
    except ValueError:
        return sys.maxsize
    last = [part[-1] for part in (*parts["sections"], *parts["paragraphs"])]
    return max((*last, *parts["sentences"], *parts["boilerplate"]), default=0)


def _passages(session: Session) -> Iterator[Problem]:
    evidence, document = core.evidence.c, core.document.c
    outside = (
        select(evidence.uid, document.uid, evidence.start, evidence.end)
        .select_from(core.evidence.join(core.document))
        .where(evidence.end > document.n_characters, document.erased_at.is_(None))
    )
    for uid, where, start, end in session.execute(outside):
        yield Problem(
            f"passage {start}-{end} is not in its text", f"evidence {uid}, document {where}"
        )


def _owners(session: Session) -> Iterator[Problem]:
    held = select(core.evidence.c.record_id).where(core.evidence.c.record_id.is_not(None))
    bare = select(core.record.c.uid).where(
        core.record.c.removed_at.is_(None), core.record.c.id.not_in(held)
    )
    for uid in session.execute(bare).scalars():
        yield Problem("a record has no passage", f"record {uid}")
    answered = select(core.field_value.c.variable_value_id).where(
        core.field_value.c.variable_value_id.is_not(None)
    )
    empty = select(core.variable_value.c.uid).where(
        core.variable_value.c.removed_at.is_(None), core.variable_value.c.id.not_in(answered)
    )
    for uid in session.execute(empty).scalars():
        yield Problem("a variable's value is empty", f"value {uid}")
    source, target = core.record.alias(), core.record.alias()
    joined = core.link.join(source, source.c.id == core.link.c.from_record_id)
    joined = joined.join(target, target.c.id == core.link.c.to_record_id)
    gone = or_(source.c.removed_at.is_not(None), target.c.removed_at.is_not(None))
    loose = (
        select(core.link.c.uid).select_from(joined).where(core.link.c.removed_at.is_(None), gone)
    )
    for uid in session.execute(loose).scalars():
        yield Problem("a link leads to a removed record", f"link {uid}")


def recounted(session: Session) -> dict[tuple[int, str, str, str], int]:
    """Every total, counted anew."""
    review, record = core.review.c, core.record.c
    present = core.document.c.removed_at.is_(None)
    counted: dict[tuple[int, str, str, str], int] = {}
    documents = session.execute(select(func.count()).select_from(core.document).where(present))
    counted[0, "", "documents", ""] = documents.scalar_one()
    there = review.removed_at.is_(None)
    statuses = select(review.coder_id, review.status, func.count()).where(there, review.in_queue)
    for coder, status, n in session.execute(statuses.group_by(review.coder_id, review.status)):
        counted[coder, "", "reviews", status] = n
    flagged = select(review.coder_id, func.count()).where(there, review.flag_reason.is_not(None))
    for coder, n in session.execute(flagged.group_by(review.coder_id)):
        counted[coder, "", "flagged", ""] = n
    key = (record.coder_id, record.layer, record.type)
    records = select(*key, func.count()).where(record.removed_at.is_(None)).group_by(*key)
    for coder, layer, name, n in session.execute(records):
        counted[coder, layer, "records", name] = n
    return counted


def _totals(session: Session) -> Iterator[Problem]:
    table = core.total.c
    kept = {
        (row.coder_id, row.layer, row.name, row.value): row.n
        for row in session.execute(select(core.total).where(table.n != 0))
    }
    counted = {key: n for key, n in recounted(session).items() if n}
    for key in sorted(kept.keys() | counted.keys()):
        if kept.get(key, 0) != counted.get(key, 0):
            where = " ".join(str(part) for part in key if part)
            said = f"the total is {kept.get(key, 0)}, counted are {counted.get(key, 0)}"
            yield Problem(said, where)


def _chains(session: Session) -> Iterator[Problem]:
    joined = core.change.join(core.coder)
    rows = session.execute(
        select(core.change, core.coder.c.name.label("coder"))
        .select_from(joined)
        .order_by(core.change.c.coder_id, core.change.c.origin, core.change.c.number)
        .execution_options(yield_per=500)
    ).mappings()
    last: dict[tuple[int, str], tuple[int, str]] = {}
    for row in rows:
        chain = (row["coder_id"], row["origin"])
        number, previous = last.get(chain, (0, ""))
        where = f"change {row['number']} of {row['coder']}"
        if row["number"] != number + 1 or row["previous"] != previous:
            yield Problem("the history has a gap", where)
        if row["hash"] != chain_hash(dict(row)):
            yield Problem("the history was altered", where)
        if row["payload"] is not None and sha256(row["payload"]) != row["payload_sha256"]:
            yield Problem("the history was altered", where)
        last[chain] = (row["number"], row["hash"])
