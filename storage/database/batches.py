"""Bulk writing: imported documents and loaded codings, as lists of plain rows."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Table,
    and_,
    case,
    delete,
    func,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlmodel import Session

from storage.database import core
from storage.database.bulk import insert_rows, next_id
from storage.database.coders import forget_newcomers, has_newcomers, queued_ids
from storage.database.identity import new_uid, now
from storage.database.search import index_documents
from storage.database.tables import PENDING
from storage.database.values import items_of
from storage.records import FieldValue, Layer


class NewDocument(NamedTuple):
    """One recognised text on its way into the store."""

    source_name: str
    media_type: str
    kind: str
    title: str
    respondents: tuple[str, ...]
    reference: str | None
    category: str | None
    decision_date: str | None
    outcome: str | None
    text: str
    text_sha256: str
    source_sha256: str
    segmentation: str
    segmentation_version: int
    proposals: Sequence[tuple[str, str, int | None, int | None, str]]
    """Variable, value as JSON, start, end, rule."""
    url: str | None
    retrieved_on: str | None
    case: str | None
    """Name of the case in a metadata file."""
    locator: str | None = None
    """Where in its file it stands; None for a file that is one document."""


PROPOSAL_COLUMNS = ("name", "value", "start", "end", "rule")


class KnownText(NamedTuple):
    """A text that the store has, or has had."""

    source_name: str
    uid: str
    gone: str | None
    """``removed`` or ``erased`` where that was done."""


def known_texts(session: Session, hashes: Iterable[str]) -> dict[str, KnownText]:
    """Which texts are in the store already, by hash."""
    table = core.document.c
    gone = case(
        (table.erased_at.is_not(None), "erased"), (table.removed_at.is_not(None), "removed")
    )
    rows = session.execute(
        select(table.text_sha256, table.source_name, table.uid, gone).where(
            table.text_sha256.in_(list(hashes))
        )
    )
    return {text_sha256: KnownText(*found) for text_sha256, *found in rows}


def add_documents(
    session: Session, new: Sequence[NewDocument], batch: str
) -> list[tuple[int, str]]:
    """Add documents, each a case of its own or in the case its metadata names; returns ids and uids."""
    first = next_id(session, core.document)
    at = now()
    cases = _cases(session, new)
    named: list[tuple[int, str]] = [(first + place, new_uid()) for place in range(len(new))]
    documents: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    proposals: list[dict[str, Any]] = []
    for (document_id, uid), case_id, text in zip(named, cases, new, strict=True):
        documents.append(_document_row(document_id, uid, case_id, text, batch, at))
        texts.append(
            {
                "document_id": document_id,
                "text": text.text,
                "segmentation": text.segmentation,
                "segmentation_version": text.segmentation_version,
            }
        )
        proposals += [
            {"document_id": document_id} | dict(zip(PROPOSAL_COLUMNS, proposal, strict=True))
            for proposal in text.proposals
        ]
    for table, rows in (
        (core.document, documents),
        (core.document_text, texts),
        (core.proposal, proposals),
        (core.review, _reviews(session, named)),
    ):
        insert_rows(session, table, rows)
    index_documents(session, named[0][0], named[-1][0])
    return named


def _document_row(
    document_id: int, uid: str, case_id: int, text: NewDocument, batch: str, at: str
) -> dict[str, Any]:
    return {
        "id": document_id,
        "uid": uid,
        "case_id": case_id,
        "title": text.title,
        "source_name": text.source_name,
        "locator": text.locator,
        "media_type": text.media_type,
        "kind": text.kind,
        "text_sha256": text.text_sha256,
        "source_sha256": text.source_sha256,
        "n_characters": len(text.text),
        "respondent": text.respondents[0] if text.respondents else "",
        "respondents": json.dumps(text.respondents, ensure_ascii=False),
        "reference": text.reference or "",
        "category": text.category,
        "decision_date": text.decision_date or "",
        "outcome": text.outcome or "",
        "url": text.url,
        "retrieved_on": text.retrieved_on,
        "imported_at": at,
        "batch": batch,
    }


def _cases(session: Session, new: Sequence[NewDocument]) -> list[int]:
    names = {text.case for text in new if text.case}
    table = core.case.c
    rows = (
        session.execute(select(table.name, table.id).where(table.name.in_(names))) if names else ()
    )
    known: dict[str | None, int] = {row.name: row.id for row in rows}
    following = next_id(session, core.case)
    made: list[dict[str, Any]] = []
    cases: list[int] = []
    for text in new:
        case_id = known.get(text.case) if text.case else None
        if case_id is None:
            case_id = following + len(made)
            made.append({"id": case_id, "uid": new_uid(), "name": text.case})
            if text.case:
                known[text.case] = case_id
        cases.append(case_id)
    insert_rows(session, core.case, made)
    return cases


def _reviews(session: Session, named: Sequence[tuple[int, str]]) -> list[dict[str, Any]]:
    """To do for every coder; documents that come after a draw or an assignment are not part of it."""
    queued, coder_ids = queued_ids(session)
    return [
        {
            "document_id": document_id,
            "coder_id": coder,
            "round": "main",
            "status": "todo",
            "in_queue": coder in queued,
            "confirmed_none": "[]",
        }
        for coder in coder_ids
        for document_id, _ in named
    ]


@dataclass(slots=True)
class LoadRows:
    """Rows of a load, gathered until there are enough for one transaction."""

    records: list[dict[str, Any]] = field(default_factory=list)
    variables: list[dict[str, Any]] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)
    evidence: list[dict[str, Any]] = field(default_factory=list)

    def __len__(self) -> int:
        """How many records and variable values are waiting."""
        return len(self.records) + len(self.variables)

    def answer(
        self,
        owner: str,
        owner_id: int,
        document_id: int,
        values: Mapping[str, FieldValue],
        passages: Iterable[tuple[int, int, str | None]],
    ) -> None:
        """Gather the answers and passages of one record (``owner`` is ``record_id``) or value."""
        owners = {"record_id": None, "variable_value_id": None, owner: owner_id}
        self.values += [
            {
                **owners,
                "field": name,
                "position": position,
                "text": text,
                "number": number,
                "missing": missing,
            }
            for name, value in values.items()
            for position, text, number, missing in items_of(value)
        ]
        self.evidence += [
            {
                **owners,
                "uid": new_uid(),
                "document_id": document_id,
                "field": name,
                "start": start,
                "end": end,
            }
            for start, end, name in passages
        ]

    def write(self, session: Session) -> None:
        """Insert everything gathered, and begin anew."""
        for table, rows in (
            (core.record, self.records),
            (core.variable_value, self.variables),
            (core.field_value, self.values),
            (core.evidence, self.evidence),
        ):
            insert_rows(session, table, rows)
            rows.clear()


BATCHED = (core.record, core.variable_value, core.link)
"""Tables whose rows a load makes, in an order that deletion can follow backwards."""


def has_pending(session: Session) -> bool:
    """Whether a load has left something behind, or is under way."""
    some = [select(table.c.id).where(_waiting(table)).limit(1) for table in BATCHED]
    return has_newcomers(session) or any(session.execute(each).first() for each in some)


def _waiting(table: Table) -> ColumnElement[bool]:
    # Spelled out, word for word as in the partial index: only then is it used.
    return table.c.removed_at == literal_column(f"'{PENDING}'")


def forget_pending(session: Session, batch: str | None = None) -> None:
    """Delete what a load (every load, without ``batch``) left behind that never came to its end."""
    waiting = {table: _waiting(table) for table in BATCHED}
    if batch is not None:
        waiting = {table: and_(table.c.batch == batch, here) for table, here in waiting.items()}
    _forget_settlements(session, waiting)
    for table in BATCHED[:2]:
        dead = select(table.c.id).where(waiting[table])
        for child in (core.field_value, core.evidence):
            session.execute(delete(child).where(child.c[f"{table.name}_id"].in_(dead)))
    for table in reversed(BATCHED):
        session.execute(delete(table).where(waiting[table]))
    forget_newcomers(session)


def _forget_settlements(session: Session, waiting: Mapping[Table, ColumnElement[bool]]) -> None:
    """Delete the settlements that brought what is about to be deleted."""
    table, origin = core.settlement.c, core.settlement_origin.c
    for owner in BATCHED[:2]:
        dead = select(owner.c.id).where(waiting[owner])
        its = table[f"{owner.name}_id"].in_(dead)
        rests = origin.settlement_id.in_(select(table.id).where(its))
        session.execute(delete(core.settlement_origin).where(rests))
        session.execute(delete(core.settlement).where(its))


def turn_settlements(session: Session, batch: str, removed_at: str | None) -> int:
    """Let what a batch settled hold from now on, or no more; returns how many there are."""
    n = 0
    for owner in BATCHED[:2]:
        brought = select(owner.c.id).where(owner.c.batch == batch)
        its = core.settlement.c[f"{owner.name}_id"].in_(brought)
        turned = update(core.settlement).where(its).values(removed_at=removed_at)
        n += session.connection().execute(turned).rowcount
    return n


def is_pending(session: Session, uid: str) -> bool:
    """Whether a load's row is still there, waiting to be made visible."""
    waiting = [
        select(table.c.id).where(table.c.uid == uid, table.c.removed_at == PENDING)
        for table in BATCHED[:2]
    ]
    return any(session.execute(each).first() is not None for each in waiting)


def publish(session: Session, batch: str) -> None:
    """Make a load's rows visible, all at once, and note that their documents are begun."""
    turn_settlements(session, batch, None)
    for table in BATCHED:
        mine = (table.c.batch == batch) & _waiting(table)
        session.execute(update(table).where(mine).values(removed_at=None))
    begin_reviews(session, batch)


def begin_reviews(session: Session, batch: str) -> None:
    """Note that coding has begun on the documents of a load: to do becomes in progress."""
    table = core.review.c
    for coded in BATCHED[:2]:
        # Gold is nobody's own coding.
        own = (coded.c.batch == batch) & (coded.c.layer == Layer.CODER.value)
        theirs = select(coded.c.document_id, coded.c.coder_id).where(own)
        begun = tuple_(table.document_id, table.coder_id).in_(theirs)
        begin = update(core.review).where(begun, table.status == "todo")
        session.execute(begin.values(status="in_progress"))


def values_given(
    session: Session, document_ids: Sequence[int], names: Iterable[str]
) -> Sequence[Any]:
    """Rows of variables' values that are there, and of those that a load brought and somebody removed."""
    table = core.variable_value.c
    there = or_(
        table.removed_at.is_(None), and_(table.batch.is_not(None), table.removed_at != PENDING)
    )
    given = select(core.variable_value).where(
        table.document_id.in_(document_ids), table.name.in_(list(names)), there
    )
    return session.execute(given).all()


def documents_called(session: Session, names: Iterable[str]) -> Sequence[Any]:
    """Rows of id, uid, source name, hash and text of the documents that have one of ``names``."""
    table = core.document.c
    wanted = select(
        table.id, table.uid, table.source_name, table.text_sha256, core.document_text.c.text
    ).select_from(core.document.join(core.document_text))
    named = wanted.where(table.source_name.in_(list(names)), table.removed_at.is_(None))
    return session.execute(named).all()


def highest_numbers(
    session: Session, document_ids: Sequence[int]
) -> dict[int, dict[tuple[int, str, str], int]]:
    """Highest record number of each document by coder, layer and type."""
    table = core.record.c
    key = (table.document_id, table.coder_id, table.layer, table.type)
    rows = session.execute(
        select(*key, func.max(table.number))
        .where(table.document_id.in_(document_ids))
        .group_by(*key)
    )
    numbers: dict[int, dict[tuple[int, str, str], int]] = {each: {} for each in document_ids}
    for document_id, coder, layer, name, number in rows:
        numbers[document_id][coder, layer, name] = number
    return numbers


def add_links(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """Write a load's links."""
    insert_rows(session, core.link, rows)
