"""Look for what should never be: altered texts and answers, passages astray, wrong totals, broken chains."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from sqlalchemy import func, or_, select, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import Session

from storage.database import core
from storage.database.engine import is_server
from storage.database.journal import chain_hash, sha256
from storage.database.merge_things import ROWS
from storage.database.record_words import unread_records
from storage.database.search import unindexed_documents
from storage.database.settled_wrongly import wrong_settlements
from storage.database.standing import altered_things
from storage.records import Problem

TITLED = ("sections", "paragraphs")
"""Parts whose stored form begins with a title or label."""


def things_to_check(session: Session, whose: int | None = None) -> int:
    """How many documents, changes and things that were coded there are; of those of one coder, if given."""
    coded = [] if _bound_to(session) is not None else [core.BY_NAME[noun] for noun in ROWS]
    total = 0
    for table in (core.document, core.change, *coded):
        there = select(func.count()).select_from(table)
        if whose is not None and table is not core.document:
            there = there.where(table.c.coder_id == whose)
        total += int(session.execute(there).scalar_one())
    return total


def problems(
    session: Session, heard: Callable[[], None], whose: int | None = None
) -> Iterator[Problem]:
    """Everything that is wrong with the store, in no more memory than one text needs.

    ``heard`` is called for each document, change and coded thing (of one coder, if given) that was
    looked at: how many others have made tells how much they have coded.
    """
    try:
        yield from _damage(session)
        yield from _texts(session, heard)
        yield from _unindexed(session)
        yield from _passages(session)
        yield from _owners(session)
        yield from _links(session)
        yield from wrong_settlements(session)
        yield from _totals(session)
        yield from _chains(session, heard, whose)
        if _bound_to(session) is None:
            yield from altered_things(session, heard, whose)
    except DatabaseError as error:
        if "malformed" not in str(error.orig):
            raise
        yield Problem("the file is damaged", str(error.orig))


def _damage(session: Session) -> Iterator[Problem]:
    if is_server(session.connection()):
        # It checks its pages when it reads them, and lets no row point at nothing.
        return
    for (said,) in session.execute(text("PRAGMA quick_check")):
        if said != "ok":
            yield Problem("the file is damaged", said)
    for row in session.execute(text("PRAGMA foreign_key_check")):
        yield Problem("a row points at nothing", f"table {row[0]}, row {row[1]}")


def _texts(session: Session, heard: Callable[[], None]) -> Iterator[Problem]:
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
        heard()
        where = f"document {row.uid} ({row.source_name})"
        if row.erased_at is not None:
            if row.text:
                yield Problem("an erased document still has its text", where)
        elif row.text is None:
            yield Problem("a document has no text", where)
        elif sha256(row.text) != row.text_sha256 or len(row.text) != row.n_characters:
            yield Problem("the text is not the one that was imported", where)
        elif not _is_segmentation(row.segmentation, row.n_characters):
            yield Problem("the segmentation is not one of this text", where)


def _is_segmentation(stored: str, length: int) -> bool:
    """Whether all parts are there, in text order and within the text."""
    try:
        parts = json.loads(stored)
        edges = [[end for part in parts[name] for end in part[-2:]] for name in TITLED]
        edges += [parts["sentences"], parts["boilerplate"]]
        return all(
            ends == sorted(ends) and (not ends or (ends[0] >= 0 and ends[-1] <= length))
            for ends in edges
        )
    except (KeyError, TypeError, ValueError):
        return False


def _unindexed(session: Session) -> Iterator[Problem]:
    for uid in unindexed_documents(session):
        yield Problem("search does not find the text", f"document {uid}")
    for uid in unread_records(session, _bound_to(session)):
        yield Problem("the list of records does not find its words", f"record {uid}")


def _passages(session: Session) -> Iterator[Problem]:
    document = core.document.c
    for table, what in (
        (core.evidence, "passage {} is not in its text"),
        (core.memo, "a memo's passage {} is not in its text"),
        (core.proposal, "a recognised passage {} is not in its text"),
    ):
        outside = (
            select(table.c.id, document.uid, table.c.start, table.c.end)
            .select_from(table.join(core.document))
            .where(table.c.end > document.n_characters, document.erased_at.is_(None))
        )
        for row_id, uid, start, end in session.execute(outside):
            where = f"{table.name} {row_id}, document {uid}"
            yield Problem(what.format(f"{start}-{end}"), where)


def _owners(session: Session) -> Iterator[Problem]:
    evidence, value = core.evidence.c, core.field_value.c
    for owner in (core.record, core.variable_value):
        tied = core.evidence.join(owner, owner.c.id == evidence[f"{owner.name}_id"])
        astray = select(evidence.uid).select_from(tied)
        for uid in session.execute(astray.where(evidence.document_id != owner.c.document_id)):
            yield Problem("a passage is of another document", f"evidence {uid[0]}")
    present, given = core.record.c.removed_at, core.variable_value.c.removed_at
    held = select(evidence.id).where(evidence.record_id == core.record.c.id).exists()
    bare = select(core.record.c.uid).where(present.is_(None), ~held)
    for uid in session.execute(bare).scalars():
        yield Problem("a record has no passage", f"record {uid}")
    has_item = value.variable_value_id == core.variable_value.c.id
    answered = select(value.id).where(has_item).exists()
    empty = select(core.variable_value.c.uid).where(given.is_(None), ~answered)
    for uid in session.execute(empty).scalars():
        yield Problem("a variable's value is empty", f"value {uid}")


def _links(session: Session) -> Iterator[Problem]:
    source, target = core.record.alias(), core.record.alias()
    joined = core.link.join(source, source.c.id == core.link.c.from_record_id)
    joined = joined.join(target, target.c.id == core.link.c.to_record_id)
    gone = or_(source.c.removed_at.is_not(None), target.c.removed_at.is_not(None))
    present = core.link.c.removed_at.is_(None)
    loose = select(core.link.c.uid).select_from(joined).where(present, gone)
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
    both = core.record.join(core.document)
    records = select(*key, func.count()).select_from(both).where(record.removed_at.is_(None))
    for coder, layer, name, n in session.execute(records.where(present).group_by(*key)):
        counted[coder, layer, "records", name] = n
    changes = select(core.change.c.coder_id, func.count()).group_by(core.change.c.coder_id)
    for coder, n in session.execute(changes):
        counted[coder, "", "changes", ""] = n
    return counted


def _bound_to(session: Session) -> int | None:
    """Whose work alone can be checked: on a server, a coder sees only parts of others'."""
    if not is_server(session.connection()):
        return None
    from storage.database.postgres.coders import bound_to

    return bound_to(session)


def _totals(session: Session) -> Iterator[Problem]:
    table, bound = core.total.c, _bound_to(session)
    kept = {
        (row.coder_id, row.layer, row.name, row.value): row.n
        for row in session.execute(select(core.total).where(table.n != 0))
    }
    counted = {key: n for key, n in recounted(session).items() if n}
    if bound is not None:
        counted = {key: n for key, n in counted.items() if key[0] in (0, bound)}
    for key in sorted(kept.keys() | counted.keys()):
        if kept.get(key, 0) != counted.get(key, 0):
            where = " ".join(str(part) for part in key if part)
            said = f"the total is {kept.get(key, 0)}, counted are {counted.get(key, 0)}"
            yield Problem(said, where)


def _chains(session: Session, heard: Callable[[], None], whose: int | None) -> Iterator[Problem]:
    erased = session.execute(
        select(core.document.c.id).where(core.document.c.erased_at.is_not(None)).limit(1)
    ).first()
    joined = core.change.join(core.coder).outerjoin(core.document)
    rows = session.execute(
        select(core.change, core.coder.c.name.label("coder"), core.document.c.erased_at)
        .select_from(joined)
        .order_by(core.change.c.coder_id, core.change.c.origin, core.change.c.number)
        .execution_options(yield_per=500)
    ).mappings()
    bound = _bound_to(session)
    last: dict[tuple[int, str], tuple[int, str]] = {}
    withheld = _withheld(session)
    for row in rows:
        if whose in (None, row["coder_id"]):
            heard()
        if bound not in (None, row["coder_id"]):
            continue
        chain = (row["coder_id"], row["origin"])
        number, previous = last.get(chain, (0, ""))
        where = f"change {row['number']} of {row['coder']}"
        if row["number"] != number + 1 or row["previous"] != previous:
            yield Problem("the history has a gap", where)
        if row["hash"] != chain_hash(dict(row)) or not (
            _has_its_content(dict(row), erased) or withheld(dict(row))
        ):
            yield Problem("the history was altered", where)
        last[chain] = (row["number"], row["hash"])


def _withheld(session: Session) -> Callable[[Mapping[str, Any]], bool]:
    """In a coder's copy: whether a change was made before, whose content may tell of others' work."""
    store, coder = session.execute(select(core.study.c.store_uid, core.study.c.handed_to)).one()
    return lambda row: coder is not None and row["payload"] is None and row["origin"] != store


def _has_its_content(row: Mapping[str, Any], erased: object) -> bool:
    """Whether a change's content is as it was written, or gone with an erased document."""
    if row["payload"] is not None:
        return bool(sha256(row["payload"]) == row["payload_sha256"])
    return row["erased_at"] is not None if row["document_id"] else erased is not None
