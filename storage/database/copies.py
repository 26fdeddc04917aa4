"""Coders' copies of the study: opened to be read, and checked before anything of them is believed."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from sqlalchemy import URL, Engine, event, func, or_, select
from sqlmodel import Session, create_engine

from storage.database import core
from storage.database.engine import open_engine
from storage.database.journal import chain_hash, sha256
from storage.database.schema import HEAD, check_file, copy_store, known_version, open_store
from storage.database.tables import PENDING

Row = Any
"""One change."""


class Head(NamedTuple):
    """Whose copy a file is, and of what."""

    study: str
    """uid of the study."""
    store: str
    """uid of this very file."""
    handed_to: str | None
    """uid of the coder."""
    codebook: str
    """uid of the codebook in force."""
    coder_id: int | None
    coder: str | None
    """The coder's name."""


@contextmanager
def opened_copy(path: Path, scratch: Path) -> Iterator[Engine]:
    """An engine on a copy that is read and stays as it is.

    Of one that an older casecoder made, a copy in the folder ``scratch`` is brought up to date.

    Raises:
        StoreInvalid: it is no store, or damaged.
        StoreNewer: a newer casecoder made it.
    """
    check_file(path, "only what casecoder hand-out wrote comes back")
    may_write = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    engine = open_engine(path) if may_write else _read_only(path)
    try:
        if known_version(engine, path) < HEAD:
            copy_store(engine, scratch / path.name)
            engine.dispose()
            engine = open_store(scratch / path.name)
        yield engine
    finally:
        engine.dispose()


def _read_only(path: Path) -> Engine:
    """An engine that does not even make the files in which readers of a store meet."""
    asked = {"mode": "ro", "immutable": "1", "uri": "true"}
    url = URL.create("sqlite", database=f"file:{quote(str(path.absolute()))}", query=asked)
    engine = create_engine(url, connect_args={"check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def head(session: Session) -> Head:
    """What a store says of itself."""
    study, coder = core.study.c, core.coder.c
    joined = core.study.outerjoin(core.coder, coder.uid == study.handed_to)
    joined = joined.join(core.codebook, core.codebook.c.id == study.codebook_id)
    columns: list[Any] = [study.uid, study.store_uid, study.handed_to]
    columns += [core.codebook.c.uid, coder.id, coder.name]
    return Head(*session.execute(select(*columns).select_from(joined)).one())


def holds_others(session: Session, coder_id: int) -> bool:
    """Whether anything but this coder's own coding is in a copy: then somebody put it there."""
    more = [select(core.coder.c.id).where(core.coder.c.id != coder_id)]
    for table in (core.record, core.variable_value, core.link):
        gold = table.c.layer != "coder"
        more.append(select(table.c.id).where(or_(gold, table.c.removed_at == PENDING)))
    return any(session.execute(each.limit(1)).first() is not None for each in more)


def count_changes(session: Session) -> int:
    """How many changes a copy has."""
    return int(session.execute(select(func.count()).select_from(core.change)).scalar_one())


class Text(NamedTuple):
    """A document of a copy, and whether its text is what its hash says."""

    uid: str
    title: str
    text_sha256: str
    is_sound: bool


def count_texts(session: Session) -> int:
    """How many documents a copy has."""
    return int(session.execute(select(func.count()).select_from(core.document)).scalar_one())


def texts(session: Session) -> Iterator[Text]:
    """Every document of a copy that was not erased, its text read."""
    table = core.document.c
    columns: list[Any] = [table.uid, table.title, table.text_sha256, core.document_text.c.text]
    both = core.document.outerjoin(core.document_text)
    there = select(*columns).select_from(both).where(table.erased_at.is_(None))
    for uid, title, text_sha256, text in session.execute(there.execution_options(yield_per=200)):
        yield Text(uid, title, text_sha256, text is not None and sha256(text) == text_sha256)


Chains = dict[str, int]
"""The highest number of each chain of one coder, by store of origin."""


def chains(session: Session, coder_id: int) -> Chains:
    """How far the history of a coder goes in each store that they worked in."""
    table = core.change.c
    last = select(table.origin, func.max(table.number)).where(table.coder_id == coder_id)
    return dict(map(tuple, session.execute(last.group_by(table.origin))))


def hash_at(session: Session, coder_id: int, origin: str, number: int) -> str | None:
    """What a chain is known by at one of its changes."""
    table = core.change.c
    one = select(table.hash).where(table.coder_id == coder_id, table.origin == origin)
    return session.execute(one.where(table.number == number)).scalar()


def changes(session: Session, coder_id: int) -> Iterator[Row]:
    """Every change of a coder with its document's uid, chain by chain."""
    table = core.change
    document = core.document.c.uid.label("document")
    both = table.outerjoin(core.document)
    mine = select(table, document).select_from(both).where(table.c.coder_id == coder_id)
    ordered = mine.order_by(table.c.origin, table.c.number)
    yield from session.execute(ordered.execution_options(yield_per=1000))


def changes_after(session: Session, coder_id: int, known: Chains) -> Iterator[Row]:
    """The changes of a coder that a store with the chains ``known`` does not have yet."""
    for origin in sorted(chains(session, coder_id)):
        table = core.change
        document = core.document.c.uid.label("document")
        both = table.outerjoin(core.document)
        later = (
            select(table, document)
            .select_from(both)
            .where(
                table.c.coder_id == coder_id,
                table.c.origin == origin,
                table.c.number > known.get(origin, 0),
            )
        )
        ordered = later.order_by(table.c.number).execution_options(yield_per=1000)
        yield from session.execute(ordered)


def first_altered(
    session: Session, coder_id: int, coder: str, store: str, heard: Callable[[], None]
) -> int | None:
    """The number of the first change that is not as it was written, None when all are.

    What a coder did before the copy was made may have been left out of it, but only the content.
    """
    last: dict[str, tuple[int, str]] = {}
    for row in changes(session, coder_id):
        heard()
        number, previous = last.get(row.origin, (0, ""))
        said = dict(row._mapping) | {"coder": coder}
        has_content = (
            row.origin != store
            if row.payload is None
            else sha256(row.payload) == row.payload_sha256
        )
        fits = (row.number, row.previous) == (number + 1, previous)
        if not (fits and has_content and row.hash == chain_hash(said)):
            return int(row.number)
        last[row.origin] = row.number, row.hash
    counted = core.total.c.name == "changes"
    total = session.execute(select(func.sum(core.total.c.n)).where(counted)).scalar() or 0
    number = sum(number for number, _ in last.values())
    return None if number == total else number + 1
