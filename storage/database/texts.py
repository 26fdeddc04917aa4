"""Texts and how they are cut: read in bulk, and written anew where they would be cut differently."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, bindparam, select, update
from sqlmodel import Session

from storage.database import core

AT_ONCE = 200
"""Texts read at once."""


class TextHead(NamedTuple):
    """What decides how a text is to be cut, without the text."""

    id: int
    kind: str
    url: str | None
    outlet: str | None
    """The outlet that was recognised, as JSON."""
    version: int
    """Of the segmentation."""


class CutText(NamedTuple):
    """A text with how it is cut."""

    id: int
    uid: str
    kind: str
    url: str | None
    text: str
    segmentation: str


class NewCut(NamedTuple):
    """How a text is to be cut from now on, and how it was when that was worked out."""

    document_id: int
    before: str
    after: str
    version: int


def heads(session: Session, ids: Sequence[int] | None = None) -> Iterator[TextHead]:
    """The documents that are there, or those of them among ``ids``, in study order."""
    if ids is None:
        rows = session.execute(_heads().execution_options(yield_per=5000))
        yield from (TextHead(*row) for row in rows)
        return
    some = _heads().where(core.document.c.id.in_(bindparam("ids", expanding=True)))
    for start in range(0, len(ids), AT_ONCE):
        rows = session.execute(some, {"ids": ids[start : start + AT_ONCE]})
        yield from (TextHead(*row) for row in rows.all())


def latest_ids(session: Session, kind: str, limit: int) -> list[int]:
    """The documents of a kind that came last, at most ``limit``."""
    table = core.document.c
    there = select(table.id).where(table.kind == kind, table.removed_at.is_(None))
    return list(session.execute(there.order_by(table.id.desc()).limit(limit)).scalars())


def batch_ids(session: Session, batch: str) -> list[int]:
    """The documents that one import brought."""
    table = core.document.c
    brought = select(table.id).where(table.batch == batch).order_by(table.id)
    return list(session.execute(brought).scalars())


def cut_texts(session: Session, ids: Sequence[int]) -> list[CutText]:
    """The texts of some documents, which should not be many more than ``AT_ONCE``."""
    rows = session.execute(_texts(), {"ids": list(ids)})
    return [CutText(*row) for row in rows.all()]


def recognised(session: Session, ids: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Where each of some documents prints what was recognised in it."""
    table = core.proposal.c
    found = select(table.document_id, table.start, table.end).where(
        table.document_id.in_(ids), table.start.is_not(None)
    )
    places: dict[int, list[tuple[int, int]]] = {}
    for document_id, start, end in session.execute(found).all():
        places.setdefault(document_id, []).append((start, end))
    return places


def write_cuts(session: Session, cuts: Sequence[NewCut]) -> list[int]:
    """Cut texts anew; returns those that are. A text that somebody else cut meanwhile stays so."""
    table = core.document_text.c
    written = []
    for cut in cuts:
        same = (table.document_id == cut.document_id) & (table.segmentation == cut.before)
        values = {"segmentation": cut.after, "segmentation_version": cut.version}
        done: Any = session.execute(update(core.document_text).where(same).values(values))
        if done.rowcount:
            written.append(cut.document_id)
    return written


def _heads() -> Select[*tuple[Any, ...]]:
    document, text = core.document.c, core.document_text.c
    outlet = (
        select(core.proposal.c.value)
        .where(core.proposal.c.document_id == document.id, core.proposal.c.name == "outlet")
        .limit(1)
        .scalar_subquery()
    )
    both = core.document.join(core.document_text)
    return (
        select(document.id, document.kind, document.url, outlet, text.segmentation_version)
        .select_from(both)
        .where(document.removed_at.is_(None))
        .order_by(document.id)
    )


def _texts() -> Select[*tuple[Any, ...]]:
    document, text = core.document.c, core.document_text.c
    columns: list[Any] = [document.id, document.uid, document.kind, document.url]
    both = core.document.join(core.document_text)
    some = select(*columns, text.text, text.segmentation).select_from(both)
    there = some.where(document.id.in_(bindparam("ids", expanding=True)))
    return there.where(document.removed_at.is_(None)).order_by(document.id)
