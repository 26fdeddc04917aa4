"""Things of a coder's copy written into the study: for nobody to see yet, and then all at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Table, and_, bindparam, delete, insert, or_, select, update
from sqlmodel import Session

from storage.database import core
from storage.database.bulk import insert_rows, next_id
from storage.database.images import CHILD_COLUMNS, MUTABLE, REVIEW_COLUMNS, Image
from storage.database.merge_things import BATCHED, CHILDREN, OWNERS, ROWS, Thing
from storage.database.tables import PENDING


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
