"""Things of one coder, many at once, as they are in a store.

Everything is named by uid, since ids differ from store to store.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, Table, and_, func, select
from sqlmodel import Session

from storage.database import core
from storage.database.images import (
    CHILD_COLUMNS,
    REVIEW_COLUMNS,
    dismissal_key,
    review_key,
    shown,
)
from storage.database.tables import PENDING

OWNERS = ("record", "variable_value")
"""Things that hold answers and passages."""

BATCHED = (*OWNERS, "link")
"""Things that wait unseen until a merge is whole."""

ROWS = (*BATCHED, "memo")
"""Things that are rows of their own, known by their uid."""

CHILDREN = {"values": core.field_value, "evidence": core.evidence}
"""What things hold, as their images call it."""

AT_ONCE = 1000
"""Things that are looked at together: a database takes only so many names in one question."""


@dataclass(slots=True)
class Thing:
    """Something as it is in a store, be it there or removed."""

    id: int
    image: dict[str, Any]
    is_removed: bool
    batch: str | None = None
    is_pending: bool = False
    """Whether it waits for a load or a merge to be whole."""


def some(keys: Iterable[str]) -> Iterator[list[str]]:
    """Keys, so many at a time as can be looked at together."""
    every = list(keys)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def things(session: Session, noun: str, uids: Collection[str]) -> dict[str, Thing]:
    """Things that are rows, by uid."""
    table = core.BY_NAME[noun]
    more: list[Any] = [table.c.id.label("its_id"), table.c.removed_at.label("gone")]
    more += [table.c.batch.label("its_batch")] if "batch" in table.c else []
    found: dict[str, Thing] = {}
    rows = session.execute(shown(noun).add_columns(*more).where(table.c.uid.in_(uids)))
    names = list(rows.keys())
    for row in rows:
        image = dict(zip(names, row, strict=True))
        its_id, gone = image.pop("its_id"), image.pop("gone")
        batch = image.pop("its_batch", None)
        found[image["uid"]] = Thing(its_id, image, gone is not None, batch, gone == PENDING)
    if noun in OWNERS:
        _add_children(session, noun, {thing.id: thing.image for thing in found.values()})
    return found


def _add_children(session: Session, noun: str, images: Mapping[int, dict[str, Any]]) -> None:
    for name, table in CHILDREN.items():
        for image in images.values():
            image[name] = []
        key = table.c[f"{noun}_id"]
        columns: list[Any] = [key, *(table.c[column] for column in CHILD_COLUMNS[table.name])]
        held = select(*columns).where(key.in_(list(images))).order_by(table.c.id)
        for owner, *child in session.execute(held):
            images[owner][name].append(child)


def reviews(
    session: Session, coder_id: int, coder: str, documents: Collection[str]
) -> dict[str, Thing]:
    """One coder's reviews of documents, as the history names them."""
    mine = (core.review.c.coder_id == coder_id) & core.document.c.uid.in_(documents)
    return {
        review_key(uid, coder): Thing(its_id, image, is_removed=False)
        for its_id, uid, image in _review_rows(session, _shown_reviews().where(mine))
    }


def every_review(
    session: Session, *which: ColumnElement[bool]
) -> list[tuple[int, str, dict[str, Any]]]:
    """The first of everybody's reviews of which some things hold, by id: id, key and image."""
    joined = _shown_reviews().add_columns(core.coder.c.name.label("coder"))
    joined = joined.join(core.coder, core.coder.c.id == core.review.c.coder_id)
    some = joined.where(*which).order_by(core.review.c.id).limit(AT_ONCE)
    return [
        (its_id, review_key(uid, image.pop("coder")), image)
        for its_id, uid, image in _review_rows(session, some)
    ]


def _shown_reviews() -> Select[*tuple[Any, ...]]:
    review, document = core.review.c, core.document.c
    joined = core.review.join(core.document, document.id == review.document_id)
    joined = joined.outerjoin(core.codebook, core.codebook.c.id == review.codebook_id)
    columns: list[Any] = [review[name] for name in REVIEW_COLUMNS]
    columns += [core.codebook.c.uid.label("codebook_id")]
    columns += [review.id.label("its_id"), document.uid.label("document")]
    return select(*columns).select_from(joined)


def _review_rows(
    session: Session, shown: Select[*tuple[Any, ...]]
) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """Id, uid of the document, and image."""
    for row in session.execute(shown):
        image = dict(row._mapping)
        yield image.pop("its_id"), image.pop("document"), image


def dismissals(session: Session, coder_id: int, coder: str, documents: Collection[str]) -> set[str]:
    """What one coder said is not so of documents, as the history names it."""
    table, uid = core.dismissal.c, core.document.c.uid
    both = core.dismissal.join(core.document)
    mine = (table.coder_id == coder_id) & uid.in_(documents)
    rows = session.execute(select(uid, table.name).select_from(both).where(mine))
    return {dismissal_key(document, name, coder) for document, name in rows}


def of_batches(
    session: Session, coder_id: int, batches: Collection[str]
) -> Iterator[tuple[str, str, str, str]]:
    """Noun, uid, batch and document's uid of everything of a coder that came in some batches."""
    for noun in BATCHED:
        table = core.BY_NAME[noun]
        joined = (
            table.join(core.record, core.record.c.id == table.c.from_record_id)
            if noun == "link"
            else table
        )
        document_id = core.record.c.document_id if noun == "link" else table.c.document_id
        joined = joined.join(core.document, core.document.c.id == document_id)
        found = select(table.c.uid, table.c.batch, core.document.c.uid.label("document"))
        mine = (table.c.coder_id == coder_id) & table.c.batch.in_(batches)
        for row in session.execute(found.select_from(joined).where(mine)):
            yield noun, row.uid, row.batch, row.document


class Known(NamedTuple):
    """A document of this study."""

    id: int
    title: str
    text_sha256: str
    is_erased: bool
    opened: str | None
    """The round in which the coder's work on it was opened, so that nothing of it changes any more."""


def known_documents(session: Session, coder_id: int, uids: Collection[str]) -> dict[str, Known]:
    """Documents by uid, as one coder's work on them stands."""
    document, review = core.document.c, core.review.c
    columns: list[Any] = [document.uid, document.id, document.title, document.text_sha256]
    mine = and_(review.document_id == document.id, review.coder_id == coder_id)
    rounds = frozen_rounds(session, coder_id)
    opened = select(review.round).where(mine, review.round.in_(rounds)).limit(1)
    columns += [document.erased_at, opened.scalar_subquery()]
    named = select(*columns).where(document.uid.in_(uids))
    return {
        uid: Known(document_id, title, text_sha256, erased_at is not None, round_)
        for uid, document_id, title, text_sha256, erased_at, round_ in session.execute(named)
    }


def frozen_rounds(session: Session, coder_id: int) -> list[str]:
    """The rounds that were opened, and not again for this coder: their work in them is frozen."""
    uid = session.execute(select(core.coder.c.uid).where(core.coder.c.id == coder_id)).scalar()
    table = core.round_.c
    opened = select(table.name, table.plan).where(table.opened_at.is_not(None))
    rows = session.execute(opened)
    return [name for name, plan in rows if uid not in json.loads(plan).get("reopened", ())]


def ids_of(session: Session, table: Table, uids: Iterable[str]) -> dict[str, int]:
    """Ids of rows by uid."""
    found: dict[str, int] = {}
    for part in some(dict.fromkeys(uids)):
        rows = session.execute(select(table.c.uid, table.c.id).where(table.c.uid.in_(part)))
        found.update(map(tuple, rows))
    return found


Question = tuple[str, str]
"""uid of a document, and name of a variable."""


def answered(
    session: Session, coder_id: int, questions: Collection[Question]
) -> dict[Question, tuple[str, str]]:
    """uid and last change of a coder's values that are there, for some questions."""
    table, document = core.variable_value.c, core.document.c
    both = core.variable_value.join(core.document)
    columns: list[Any] = [document.uid, table.name, table.uid, table.updated_at]
    there = (table.coder_id == coder_id) & (table.layer == "coder") & table.removed_at.is_(None)
    documents = {uid for uid, _ in questions}
    rows = session.execute(
        select(*columns).select_from(both).where(there, document.uid.in_(documents))
    )
    found = {(uid, name): (value, at) for uid, name, value, at in rows}
    return {question: found[question] for question in questions if question in found}


def linked(
    session: Session, ends: Collection[tuple[int, str, int]]
) -> dict[tuple[int, str, int], str]:
    """uids of links that are there, by the record they come from, relation and record they lead to."""
    table = core.link.c
    columns = (table.from_record_id, table.relation, table.to_record_id, table.uid)
    starts = {start for start, _, _ in ends}
    there = select(*columns).where(table.from_record_id.in_(starts), table.removed_at.is_(None))
    found = {(start, relation, end): uid for start, relation, end, uid in session.execute(there)}
    return {each: found[each] for each in ends if each in found}


Numbered = tuple[int, str, int]
"""Id of a document, type and number of a record of one coder."""


def taken_numbers(
    session: Session, coder_id: int, wanted: Collection[tuple[int, int]]
) -> set[Numbered]:
    """Which numbers a coder's records have, or have had, of some documents and numbers."""
    table = core.record.c
    rows = session.execute(
        select(table.document_id, table.type, table.number).where(
            table.coder_id == coder_id,
            table.layer == "coder",
            table.document_id.in_({document_id for document_id, _ in wanted}),
            table.number.in_({number for _, number in wanted}),
        )
    )
    return {(document_id, name, number) for document_id, name, number in rows}


def highest_number(session: Session, coder_id: int, document_id: int, name: str) -> int:
    """The highest number of a coder's records of a type in a document."""
    table = core.record.c
    mine = (table.coder_id == coder_id) & (table.layer == "coder") & (table.type == name)
    highest = select(func.max(table.number)).where(mine, table.document_id == document_id)
    return int(session.execute(highest).scalar() or 0)


def codebook_in_force(session: Session) -> int:
    """The id of the study's codebook."""
    return int(session.execute(select(core.study.c.codebook_id)).scalar_one())
