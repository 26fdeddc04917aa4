"""Things of one coder, many at once: as they are in a store, written into another, and changed there.

Everything is named by uid, since ids differ from store to store.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, bindparam, delete, func, insert, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.batches import next_id
from storage.database.bulk import insert_rows
from storage.database.images import (
    CHILD_COLUMNS,
    MUTABLE,
    REVIEW_COLUMNS,
    Image,
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
    for row in session.execute(shown(noun).add_columns(*more).where(table.c.uid.in_(uids))):
        image = dict(row._mapping)
        its_id, gone = image.pop("its_id"), image.pop("gone")
        batch = image.pop("its_batch", None)
        found[image["uid"]] = Thing(its_id, image, gone is not None, batch)
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
    review, document = core.review.c, core.document.c
    joined = core.review.join(core.document, document.id == review.document_id)
    joined = joined.outerjoin(core.codebook, core.codebook.c.id == review.codebook_id)
    columns: list[Any] = [review[name] for name in REVIEW_COLUMNS]
    columns += [core.codebook.c.uid.label("codebook_id")]
    more = (review.id.label("its_id"), document.uid.label("document"))
    mine = (review.coder_id == coder_id) & document.uid.in_(documents)
    found: dict[str, Thing] = {}
    for row in session.execute(select(*columns, *more).select_from(joined).where(mine)):
        image = dict(row._mapping)
        its_id, uid = image.pop("its_id"), image.pop("document")
        found[review_key(uid, coder)] = Thing(its_id, image, is_removed=False)
    return found


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
    rounds = opened_rounds(session, coder_id)
    opened = select(review.round).where(mine, review.round.in_(rounds)).limit(1)
    columns += [document.erased_at, opened.scalar_subquery()]
    named = select(*columns).where(document.uid.in_(uids))
    return {
        uid: Known(document_id, title, text_sha256, erased_at is not None, round_)
        for uid, document_id, title, text_sha256, erased_at, round_ in session.execute(named)
    }


def opened_rounds(session: Session, coder_id: int) -> list[str]:
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


class NewRows:
    """New things on their way into the store, unseen until ``publish``."""

    def __init__(self, session: Session, coder_id: int) -> None:
        self.session = session
        self.coder_id = coder_id
        self._rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
        self._children: defaultdict[Table, list[dict[str, Any]]] = defaultdict(list)
        self._ids = {noun: next_id(session, core.BY_NAME[noun]) for noun in BATCHED}

    def owner(
        self, noun: str, image: Mapping[str, Any], document_id: int, codebook_id: int, batch: str
    ) -> None:
        """A record, or a variable's value, with all it holds."""
        row = {
            name: value
            for name, value in image.items()
            if name not in (*CHILDREN, "document_id", "coder_id", "codebook_id")
        }
        row_id = self._ids[noun] + len(self._rows[noun])
        ids = {"id": row_id, "document_id": document_id, "codebook_id": codebook_id}
        self._add(noun, row | ids, batch)
        for name, table in CHILDREN.items():
            self._children[table] += children(noun, row_id, document_id, table, image[name])

    def link(self, image: Mapping[str, Any], ends: tuple[int, int], batch: str) -> None:
        """A link between two records that are there."""
        row = {"uid": image["uid"], "relation": image["relation"], "layer": image["layer"]}
        start, end = ends
        self._add("link", row | {"from_record_id": start, "to_record_id": end}, batch)

    def _add(self, noun: str, row: dict[str, Any], batch: str) -> None:
        common = {"coder_id": self.coder_id, "batch": batch, "removed_at": PENDING}
        self._rows[noun].append(row | common)

    def write(self) -> None:
        """Insert everything gathered."""
        for noun in BATCHED:
            insert_rows(self.session, core.BY_NAME[noun], self._rows[noun])
        for table, rows in self._children.items():
            insert_rows(self.session, table, rows)


def children(
    noun: str, owner_id: int, document_id: int, table: Table, held: Iterable[Sequence[Any]]
) -> list[dict[str, Any]]:
    """The rows of what a record or variable value holds, in the columns of ``table``."""
    common: dict[str, Any] = {f"{each}_id": None for each in OWNERS} | {f"{noun}_id": owner_id}
    if table is core.evidence:
        common["document_id"] = document_id
    names = CHILD_COLUMNS[table.name]
    return [common | dict(zip(names, child, strict=True)) for child in held]


class Changed(NamedTuple):
    """A thing that becomes another one."""

    noun: str
    key: str
    id: int
    document_id: int | None
    before: Image
    after: Image


def apply(
    session: Session, changed: Sequence[Changed], codebooks: Mapping[str, int], at: str
) -> None:
    """Make things what they become; what goes goes first, so that its place is free."""
    _remove(session, [each for each in changed if each.after is None], at)
    there = [each for each in changed if each.after is not None]
    for noun in ROWS:
        _update(session, noun, [each for each in there if each.noun == noun], codebooks)
    _update_reviews(session, [each for each in there if each.noun == "review"], codebooks)


def _remove(session: Session, changed: Iterable[Changed], at: str) -> None:
    gone: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in changed:
        gone[each.noun].append({"its_id": each.id})
    for noun, rows in gone.items():
        table = core.BY_NAME[noun]
        statement = update(table).where(table.c.id == bindparam("its_id")).values(removed_at=at)
        session.connection().execute(statement, rows)


def _update(
    session: Session, noun: str, changed: Sequence[Changed], codebooks: Mapping[str, int]
) -> None:
    if not changed:
        return
    table = core.BY_NAME[noun]
    rows = []
    for each in changed:
        row = {f"to_{name}": (each.after or {})[name] for name in MUTABLE[noun]}
        if "to_codebook_id" in row:
            row["to_codebook_id"] = codebooks[row["to_codebook_id"]]
        rows.append(row | {"its_id": each.id})
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in MUTABLE[noun]}
    same = update(table).where(table.c.id == bindparam("its_id"))
    session.connection().execute(same.values(removed_at=None, **values), rows)
    if noun in OWNERS:
        _update_children(session, noun, changed)


def _update_children(session: Session, noun: str, changed: Sequence[Changed]) -> None:
    for name, table in CHILDREN.items():
        own = delete(table).where(table.c[f"{noun}_id"] == bindparam("its_id"))
        session.connection().execute(own, [{"its_id": each.id} for each in changed])
        rows: list[dict[str, Any]] = []
        for each in changed:
            assert each.after is not None
            assert each.document_id is not None
            rows += children(noun, each.id, each.document_id, table, each.after[name])
        insert_rows(session, table, rows)


def _update_reviews(
    session: Session, changed: Sequence[Changed], codebooks: Mapping[str, int]
) -> None:
    columns = (*REVIEW_COLUMNS, "codebook_id")
    values: dict[str, Any] = {name: bindparam(f"to_{name}") for name in columns}
    rows = []
    for each in changed:
        row = {f"to_{name}": (each.after or {})[name] for name in columns}
        named = row["to_codebook_id"]
        rows.append(row | {"to_codebook_id": named and codebooks[named], "its_id": each.id})
    if rows:
        same = update(core.review).where(core.review.c.id == bindparam("its_id"))
        session.connection().execute(same.values(values), rows)


def add_memo(
    session: Session, memo: Thing, document_id: int | None, coder_id: int, at: str
) -> None:
    """Add a memo, there or removed."""
    own = {"document_id": document_id, "coder_id": coder_id}
    gone = at if memo.is_removed else None
    session.execute(insert(core.memo).values({**memo.image, **own, "removed_at": gone}))


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


def publish(session: Session, batches: Collection[str], gone: str, at: str) -> None:
    """Make what waits visible: all of it at once; what came in the batch ``gone`` stays removed."""
    for noun in BATCHED:
        table = core.BY_NAME[noun]
        waiting = table.c.removed_at == PENDING
        dead = update(table).where(waiting, table.c.batch == gone)
        session.execute(dead.values(removed_at=at, batch=None))
        session.execute(
            update(table).where(waiting, table.c.batch.in_(batches)).values(removed_at=None)
        )


def loosen(session: Session, coder_id: int, batches: Collection[str], at: str) -> list[str]:
    """Take links away that lead to removed records; returns the uids of those not of ``batches``."""
    start, end, link = core.record.alias("start"), core.record.alias("end"), core.link.c
    joined = core.link.join(start, start.c.id == link.from_record_id)
    joined = joined.join(end, end.c.id == link.to_record_id)
    gone = or_(start.c.removed_at.is_not(None), end.c.removed_at.is_not(None))
    mine = and_(link.coder_id == coder_id, link.removed_at.is_(None))
    loose = select(link.id, link.uid, link.batch).select_from(joined).where(mine, gone)
    rows = session.execute(loose).all()
    new = [row.id for row in rows if row.batch in batches]
    if new:
        dead = update(core.link).where(link.id.in_(new))
        session.execute(dead.values(removed_at=at, batch=None))
    return [row.uid for row in rows if row.batch not in batches]


def codebook_in_force(session: Session) -> int:
    """The id of the study's codebook."""
    return int(session.execute(select(core.study.c.codebook_id)).scalar_one())
