"""A store for one coder: written anew row by row, so that nothing of anybody else is ever in its file.

A copy from which others' rows were deleted would keep their words in freed pages, in the search
index and in the log.
"""

import json
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.database import core
from storage.database.engine import spoken
from storage.database.schema import create_store
from storage.database.tables import PENDING
from storage.database.watching import watch, watched, what_ended

OWN = "coder_id = :coder"
PRESENT = f"removed_at IS NOT '{PENDING}'"
OWN_CODING = f"{OWN} AND layer = 'coder' AND {PRESENT}"
OF_OWNERS = (
    f"record_id IN (SELECT id FROM study.record WHERE {OWN_CODING}) "
    f"OR variable_value_id IN (SELECT id FROM study.variable_value WHERE {OWN_CODING})"
)

COPIED: Mapping[str, str] = {
    "coder": "id = :coder",
    "codebook": "true",
    "study": "true",
    "case": "true",
    "document": "true",
    "document_text": "true",
    "proposal": "true",
    "variable_value": OWN_CODING,
    "record": OWN_CODING,
    "field_value": OF_OWNERS,
    "evidence": OF_OWNERS,
    "link": OWN_CODING,
    "memo": f"""{OWN} AND ("on" NOT IN ('record', 'value')
        OR target IN (SELECT uid FROM main.record)
        OR target IN (SELECT uid FROM main.variable_value))""",
    "review": OWN,
    "draft": OWN,
    "place": OWN,
    "dismissal": OWN,
    "change": OWN,
}
"""Which rows of each table go into a coder's copy, in an order that keys allow."""

LEFT_OUT = ("round", "settlement", "settlement_origin", "total")
"""Tables of which nothing goes: what was settled and how is for later, and totals count themselves."""

CHANGED: Mapping[tuple[str, str], str] = {
    ("study", "store_uid"): ":store",
    ("study", "handed_to"): "(SELECT uid FROM main.coder)",
    ("coder", "recodes"): "NULL",
    ("codebook", "coder_id"): "CASE WHEN coder_id = :coder THEN coder_id END",
    ("change", "payload"): "own_payload(payload)",
}
"""Columns that say something else in the copy."""

INDEXES = ("text_search", "title_search")
"""Search indexes that are made anew from what was copied."""

NOUNS = {"record", "variable_value", "link", "memo", "review", "document", "kind", "codebook"}
NOUNS |= {"cues", "dismissal"}
"""Things whose images tell of nobody but the coder who changed them; of a record, in one layer."""


def write_copy(
    source: Path,
    copy: Path,
    coder_id: int,
    store_uid: str,
    look: Callable[[], None] | None,
) -> None:
    """Make the store ``copy`` for one coder of the store ``source``; whole, or nothing is left.

    ``look`` is called now and then; what it raises ends it.
    """
    create_store(copy, shared=False, begin=lambda _session: None).dispose()
    try:
        with closing(sqlite3.connect(copy, isolation_level=None)) as connection, watched(look):
            watch(connection)
            about = {"coder": coder_id, "store": store_uid}
            _fill(connection, source, about, look or (lambda: None))
    except BaseException as error:
        for ending in ("", "-wal", "-shm"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
        ended = what_ended(error) if isinstance(error, sqlite3.Error) else None
        if ended is not None:
            raise ended from None
        if isinstance(error, sqlite3.Error):
            raise spoken(error, str(copy)) from error
        raise


def _fill(
    connection: sqlite3.Connection,
    source: Path,
    about: Mapping[str, Any],
    look: Callable[[], None],
) -> None:
    connection.create_function("own_payload", 1, own_payload, deterministic=True)
    connection.execute("ATTACH ? AS study", (str(source.absolute()),))
    connection.execute("BEGIN IMMEDIATE")
    for name, rows in COPIED.items():
        columns = [column.name for column in core.BY_NAME[name].columns]
        values = [CHANGED.get((name, column), f'"{column}"') for column in columns]
        into = ", ".join(f'"{column}"' for column in columns)
        connection.execute(
            f'INSERT INTO main."{name}" ({into}) SELECT {", ".join(values)} '  # noqa: S608
            f'FROM study."{name}" WHERE {rows} ORDER BY rowid',
            about,
        )
        look()
    for index in INDEXES:
        connection.execute(f"INSERT INTO main.{index}({index}) VALUES ('rebuild')")
    connection.execute("COMMIT")
    connection.execute("DETACH study")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def own_payload(payload: str | None) -> str | None:
    """What a change of the coder's holds, unless it tells of others' coding or of what was settled."""
    if payload is None:
        return None
    held = json.loads(payload)
    if {"moved", "merged"} & set(held.get("digest") or {}):
        return None
    for noun, _, *images in held["things"]:
        is_gold = any(image and image.get("layer", "coder") != "coder" for image in images)
        if noun not in NOUNS or is_gold:
            return None
    return payload


def handed_to(session: Session) -> str | None:
    """The name of the coder whose copy this store is; None for the study itself."""
    of_uid = core.coder.c.uid == core.study.c.handed_to
    named = select(core.coder.c.name).select_from(core.study.join(core.coder, of_uid))
    return session.execute(named).scalar()
