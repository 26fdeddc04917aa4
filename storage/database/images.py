"""What a thing looks like as a whole, as plain JSON: the before and after of every change.

A thing is named by noun and key (``record`` and its uid). Its image is None when it is
not there: never made, or removed. Writing an image back makes the thing what it was,
so undo and redo are the same step in two directions.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from sqlmodel import Session

from storage.database import core
from storage.database.identity import now
from storage.database.lookups import by_key

Image = dict[str, Any] | None
"""JSON object of a thing, or None when it is not there."""


def image(session: Session, noun: str, key: str) -> Image:
    """What the thing looks like now."""
    return _LOAD[noun](session, key)


def restore(session: Session, noun: str, key: str, image: Image) -> None:
    """Make the thing look like ``image``; its row is there already, perhaps as a tombstone."""
    _RESTORE[noun](session, key, image)


def _row(session: Session, table: Table, key: str) -> dict[str, Any] | None:
    found = session.execute(by_key(table, "uid"), {"uid": key}).mappings().first()
    return None if found is None else dict(found)


_HIDDEN = {"id", "removed_at", "batch"}
"""Columns that say nothing of a thing's content."""


def _load_plain(table: Table, *references: tuple[str, Table]) -> Callable[[Session, str], Image]:
    """A loader for things that are one row; ids of other rows become their uids."""

    @cache
    def shown() -> Select[*tuple[Any, ...]]:
        columns: dict[str, Any] = {
            column.name: column for column in table.c if column.name not in _HIDDEN
        }
        joined: FromClause = table
        for name, other in references:
            named = other.alias(name)
            joined = joined.outerjoin(named, named.c.id == table.c[name])
            columns[name] = named.c.uid.label(name)
        there = (table.c.uid == bindparam("uid")) & table.c.removed_at.is_(None)
        return select(*columns.values()).select_from(joined).where(there)

    def load(session: Session, key: str) -> Image:
        row = session.execute(shown(), {"uid": key}).mappings().first()
        return None if row is None else dict(row)

    return load


def _restore_plain(table: Table, *columns: str) -> Callable[[Session, str, Image], None]:
    """A writer that puts back ``columns``; the others never change after a row is made."""

    def write(session: Session, key: str, image: Image) -> None:
        values: dict[str, Any] = {"removed_at": now()}
        if image is not None:
            values = {"removed_at": None} | {column: image[column] for column in columns}
        session.execute(update(table).where(table.c.uid == key).values(values))

    return write


def _owned(
    owner: str,
) -> tuple[Callable[[Session, str], Image], Callable[[Session, str, Image], None]]:
    """Loader and writer of records (``owner`` is ``record``) and variable values, with all they hold."""
    table = core.record if owner == "record" else core.variable_value
    mutable = ["codebook_id", "certainty", "note", "updated_at"]
    mutable += ["first_start", "cue_shown"] if owner == "record" else ["basis", "from_proposal"]
    load_plain = _load_plain(
        table,
        ("document_id", core.document),
        ("coder_id", core.coder),
        ("codebook_id", core.codebook),
    )

    def load(session: Session, key: str) -> Image:
        found = load_plain(session, key)
        if found is not None:
            for name, child in (("values", core.field_value), ("evidence", core.evidence)):
                rows = session.execute(_children(child, table), {"uid": key}).all()
                found[name] = [list(row) for row in rows]
        return found

    def write(session: Session, key: str, image: Image) -> None:
        row = _row(session, table, key)
        assert row is not None
        values: dict[str, Any] = {"removed_at": now()}
        if image is not None:
            codebook_id = _id_of(session, core.codebook, image["codebook_id"])
            values = {column: image[column] for column in mutable}
            values |= {"removed_at": None, "codebook_id": codebook_id}
            _replace_children(session, owner, row, image)
        session.execute(update(table).where(table.c.uid == key).values(values))

    return load, write


def _id_of(session: Session, table: Table, uid: str) -> int:
    found: int = session.execute(by_key(table, "uid", "id"), {"uid": uid}).scalar_one()
    return found


@cache
def _children(table: Table, owner: Table) -> Select[*tuple[Any, ...]]:
    columns: list[Any] = [table.c[name] for name in CHILD_COLUMNS[table.name]]
    joined = owner.join(table, table.c[f"{owner.name}_id"] == owner.c.id)
    owned = select(*columns).select_from(joined).where(owner.c.uid == bindparam("uid"))
    return owned.order_by(table.c.id)


CHILD_COLUMNS = {
    "field_value": ("field", "position", "text", "number", "missing"),
    "evidence": ("uid", "field", "start", "end"),
}
"""What an image keeps of the rows that a record or variable value holds."""


def _replace_children(
    session: Session, owner: str, row: dict[str, Any], image: dict[str, Any]
) -> None:
    for table, held in ((core.field_value, image["values"]), (core.evidence, image["evidence"])):
        session.execute(delete(table).where(table.c[f"{owner}_id"] == row["id"]))
        common: dict[str, Any] = {f"{owner}_id": row["id"]}
        if table is core.evidence:
            common["document_id"] = row["document_id"]
        rows = [common | dict(zip(CHILD_COLUMNS[table.name], child, strict=True)) for child in held]
        if rows:
            session.execute(insert(table), rows)


REVIEW_COLUMNS = ("status", "flag_reason", "excluded_reason", "confirmed_none", "completed_at")


def review_key(document_uid: str, coder: str) -> str:
    """How the images name one coder's review of one document."""
    return f"{document_uid} {coder}"


def _review(session: Session, key: str) -> ColumnElement[bool]:
    document_uid, coder = key.split(" ", 1)
    named = select(core.coder.c.id).where(core.coder.c.name == coder)
    return and_(
        core.review.c.document_id == _id_of(session, core.document, document_uid),
        core.review.c.coder_id == session.execute(named).scalar_one(),
    )


def _load_review(session: Session, key: str) -> Image:
    """A review's state is always there, at least as to do."""
    table = core.review.outerjoin(core.codebook, core.codebook.c.id == core.review.c.codebook_id)
    columns = [core.review.c[name] for name in REVIEW_COLUMNS]
    shown = select(*columns, core.codebook.c.uid.label("codebook_id")).select_from(table)
    return dict(session.execute(shown.where(_review(session, key))).mappings().one())


def _restore_review(session: Session, key: str, image: Image) -> None:
    values = dict(image or {})
    if values["codebook_id"] is not None:
        values["codebook_id"] = _id_of(session, core.codebook, values["codebook_id"])
    session.execute(update(core.review).where(_review(session, key)).values(values))


def _load_document(session: Session, key: str) -> Image:
    row = _row(session, core.document, key)
    if row is None or row["removed_at"] is not None:
        return None
    named = select(core.case.c.uid).where(core.case.c.id == row["case_id"])
    return {"case": session.execute(named).scalar_one()}


def _restore_document(session: Session, key: str, image: Image) -> None:
    removed_at = now() if image is None else None
    values: dict[str, Any] = {"removed_at": removed_at}
    if image is not None:
        values["case_id"] = _id_of(session, core.case, image["case"])
    session.execute(update(core.document).where(core.document.c.uid == key).values(values))
    theirs = core.review.c.document_id == _id_of(session, core.document, key)
    session.execute(update(core.review).where(theirs).values(removed_at=removed_at))


def _load_kind(session: Session, key: str) -> Image:
    """A document's kind, and how its text is cut for that."""
    document, text = core.document.c, core.document_text.c
    columns: list[Any] = [document.kind, text.segmentation, text.segmentation_version]
    both = core.document.join(core.document_text)
    shown = select(*columns).select_from(both).where(document.uid == key)
    return dict(session.execute(shown).mappings().one())


def _restore_kind(session: Session, key: str, image: Image) -> None:
    cut = dict(image or {})
    document_id = _id_of(session, core.document, key)
    same = core.document.c.id == document_id
    session.execute(update(core.document).where(same).values(kind=cut.pop("kind")))
    theirs = core.document_text.c.document_id == document_id
    session.execute(update(core.document_text).where(theirs).values(cut))


def dismissal_key(document_uid: str, name: str, coder: str) -> str:
    """How the images name what one coder said of one proposal of one document."""
    return f"{document_uid} {name} {coder}"


def _dismissal(session: Session, key: str) -> dict[str, Any]:
    """The columns of a dismissal."""
    document_uid, name, coder = key.split(" ", 2)
    named = select(core.coder.c.id).where(core.coder.c.name == coder)
    return {
        "document_id": _id_of(session, core.document, document_uid),
        "name": name,
        "coder_id": session.execute(named).scalar_one(),
    }


def _load_dismissal(session: Session, key: str) -> Image:
    same = [core.dismissal.c[column] == it for column, it in _dismissal(session, key).items()]
    found = session.execute(select(core.dismissal.c.name).where(*same)).first()
    return None if found is None else {"name": found.name}


def _restore_dismissal(session: Session, key: str, image: Image) -> None:
    row = _dismissal(session, key)
    same = [core.dismissal.c[column] == it for column, it in row.items()]
    session.execute(delete(core.dismissal).where(*same))
    if image is not None:
        session.execute(insert(core.dismissal).values(row))


def _load_codebook(session: Session, _key: str) -> Image:
    """The study's current codebook, by the uid of its version."""
    current = select(core.codebook.c.uid).join(
        core.study, core.study.c.codebook_id == core.codebook.c.id
    )
    return {"current": session.execute(current).scalar_one()}


def _restore_codebook(session: Session, _key: str, image: Image) -> None:
    assert image is not None
    current = _id_of(session, core.codebook, image["current"])
    session.execute(update(core.study).values(codebook_id=current))


def _load_cues(session: Session, _key: str) -> Image:
    """Whether the study has cues."""
    return {"on": session.execute(select(core.study.c.cues)).scalar_one()}


def _restore_cues(session: Session, _key: str, image: Image) -> None:
    assert image is not None
    session.execute(update(core.study).values(cues=image["on"]))


_load_settlement_row = _load_plain(
    core.settlement,
    ("document_id", core.document),
    ("record_id", core.record),
    ("variable_value_id", core.variable_value),
    ("coder_id", core.coder),
)


def _load_settlement(session: Session, key: str) -> Image:
    """A settlement that holds, with what it rests on."""
    found = _load_settlement_row(session, key)
    if found is not None:
        table = core.settlement_origin.c
        joined = core.settlement_origin.join(core.settlement)
        for name in ("record", "variable_value"):
            owner = core.BY_NAME[name].c
            named = select(owner.uid).select_from(joined.join(core.BY_NAME[name]))
            same = (core.settlement.c.uid == key) & (table[f"{name}_id"] == owner.id)
            found[f"of_{name}s"] = list(
                session.execute(named.where(same).order_by(table.id)).scalars()
            )
    return found


_RECORD = _owned("record")
_VARIABLE = _owned("variable_value")

_LOAD: dict[str, Callable[[Session, str], Image]] = {
    "record": _RECORD[0],
    "variable_value": _VARIABLE[0],
    "link": _load_plain(
        core.link,
        ("from_record_id", core.record),
        ("to_record_id", core.record),
        ("coder_id", core.coder),
    ),
    "memo": _load_plain(core.memo, ("document_id", core.document), ("coder_id", core.coder)),
    "review": _load_review,
    "document": _load_document,
    "kind": _load_kind,
    "codebook": _load_codebook,
    "cues": _load_cues,
    "dismissal": _load_dismissal,
    "settlement": _load_settlement,
}

_RESTORE: dict[str, Callable[[Session, str, Image], None]] = {
    "record": _RECORD[1],
    "variable_value": _VARIABLE[1],
    "link": _restore_plain(core.link),
    "memo": _restore_plain(core.memo, "text", "updated_at"),
    "review": _restore_review,
    "document": _restore_document,
    "kind": _restore_kind,
    "codebook": _restore_codebook,
    "cues": _restore_cues,
    "dismissal": _restore_dismissal,
    "settlement": _restore_plain(core.settlement, "voided_at"),
}
