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


REFERENCES: dict[str, tuple[tuple[str, Table], ...]] = {
    "record": (
        ("document_id", core.document),
        ("coder_id", core.coder),
        ("codebook_id", core.codebook),
    ),
    "variable_value": (
        ("document_id", core.document),
        ("coder_id", core.coder),
        ("codebook_id", core.codebook),
    ),
    "link": (
        ("from_record_id", core.record),
        ("to_record_id", core.record),
        ("coder_id", core.coder),
    ),
    "memo": (("document_id", core.document), ("coder_id", core.coder)),
    "settlement": (
        ("document_id", core.document),
        ("record_id", core.record),
        ("variable_value_id", core.variable_value),
        ("coder_id", core.coder),
    ),
}
"""Columns of things that are one row, and the tables whose ids stand there: in images, their uids."""


@cache
def shown(noun: str) -> Select[*tuple[Any, ...]]:
    """Every thing of a noun, there or not, as its image shows it."""
    table = core.BY_NAME[noun]
    columns: dict[str, Any] = {
        column.name: column for column in table.c if column.name not in _HIDDEN
    }
    joined: FromClause = table
    for name, other in REFERENCES[noun]:
        named = other.alias(name)
        joined = joined.outerjoin(named, named.c.id == table.c[name])
        columns[name] = named.c.uid.label(name)
    return select(*columns.values()).select_from(joined)


def _load_plain(noun: str) -> Callable[[Session, str], Image]:
    """A loader for things that are one row; ids of other rows become their uids."""

    @cache
    def present() -> Select[*tuple[Any, ...]]:
        table = core.BY_NAME[noun]
        there = (table.c.uid == bindparam("uid")) & table.c.removed_at.is_(None)
        return shown(noun).where(there)

    def load(session: Session, key: str) -> Image:
        row = session.execute(present(), {"uid": key}).mappings().first()
        return None if row is None else dict(row)

    return load


def _restore_plain(noun: str) -> Callable[[Session, str, Image], None]:
    """A writer that puts back what may change."""
    table = core.BY_NAME[noun]

    def write(session: Session, key: str, image: Image) -> None:
        values: dict[str, Any] = {"removed_at": now()}
        if image is not None:
            values = {"removed_at": None} | {column: image[column] for column in MUTABLE[noun]}
        session.execute(update(table).where(table.c.uid == key).values(values))

    return write


MUTABLE: dict[str, tuple[str, ...]] = {
    "record": ("codebook_id", "certainty", "note", "updated_at", "first_start", "cue_shown"),
    "variable_value": (
        *("codebook_id", "certainty", "note", "updated_at"),
        *("basis", "from_proposal"),
    ),
    "link": (),
    "memo": ("text", "updated_at"),
    "settlement": ("voided_at",),
}
"""Columns that may change after a row is made."""


def _owned(
    owner: str,
) -> tuple[Callable[[Session, str], Image], Callable[[Session, str, Image], None]]:
    """Loader and writer of records (``owner`` is ``record``) and variable values, with all they hold."""
    table = core.record if owner == "record" else core.variable_value
    mutable = MUTABLE[owner]
    load_plain = _load_plain(owner)

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


def _load_coder(session: Session, key: str) -> Image:
    """Somebody who codes; whoever has left is not there."""
    row = _row(session, core.coder, key)
    if row is None or row["left_at"] is not None:
        return None
    return {name: row[name] for name in ("name", "role", "recodes")}


def _restore_coder(session: Session, key: str, image: Image) -> None:
    values = {"left_at": now()} if image is None else {"left_at": None, "role": image["role"]}
    session.execute(update(core.coder).where(core.coder.c.uid == key).values(values))


ROUND_COLUMNS = ("uid", "name", "plan", "created_at", "opened_at")


def _load_round(session: Session, key: str) -> Image:
    """A round by its name, with who made and who opened it."""
    row = session.execute(by_key(core.round_, "name"), {"name": key}).mappings().first()
    if row is None:
        return None
    who = select(core.coder.c.id, core.coder.c.uid)
    coders: dict[int | None, str] = {each.id: each.uid for each in session.execute(who)}
    found = {name: row[name] for name in ROUND_COLUMNS}
    return found | {name: coders.get(row[name]) for name in ("coder_id", "opened_by")}


def _restore_round(session: Session, key: str, image: Image) -> None:
    session.execute(delete(core.round_).where(core.round_.c.name == key))
    if image is not None:
        values = dict(image)
        for name in ("coder_id", "opened_by"):
            if values[name] is not None:
                values[name] = _id_of(session, core.coder, values[name])
        session.execute(insert(core.round_).values(values))


_load_settlement_row = _load_plain("settlement")


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
    "link": _load_plain("link"),
    "memo": _load_plain("memo"),
    "review": _load_review,
    "document": _load_document,
    "kind": _load_kind,
    "codebook": _load_codebook,
    "cues": _load_cues,
    "dismissal": _load_dismissal,
    "coder": _load_coder,
    "round": _load_round,
    "settlement": _load_settlement,
}

_RESTORE: dict[str, Callable[[Session, str, Image], None]] = {
    "record": _RECORD[1],
    "variable_value": _VARIABLE[1],
    "link": _restore_plain("link"),
    "memo": _restore_plain("memo"),
    "review": _restore_review,
    "document": _restore_document,
    "kind": _restore_kind,
    "codebook": _restore_codebook,
    "cues": _restore_cues,
    "dismissal": _restore_dismissal,
    "coder": _restore_coder,
    "round": _restore_round,
    "settlement": _restore_plain("settlement"),
}
