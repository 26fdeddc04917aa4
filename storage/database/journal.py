"""The history: every action's before and after, chained by SHA-256 per coder and store of origin.

The chain shows careless edits of the file. It does not stop a determined forger, who
can compute it anew from any point on.
"""

import hashlib
import json
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, insert, select, true
from sqlmodel import Session

from storage.database import core
from storage.database.freezing import check_not_frozen
from storage.database.identity import new_uid, now
from storage.database.images import Image, image


def canonical(value: object) -> str:
    """JSON text that equal values always share."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """SHA-256 of the text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def chain_hash(row: dict[str, Any]) -> str:
    """The hash of one change: of all it says (its payload by its own hash) and of the one before."""
    said = ("uid", "coder", "origin", "number", "at", "action", "summary", "target", "batch")
    return sha256(canonical([row[name] for name in (*said, "payload_sha256", "previous")]))


class Journal:
    """What one action touches, from first touch to the change row that records it."""

    def __init__(self, session: Session, coder_id: int) -> None:
        self.session = session
        self.coder_id = coder_id
        self._before: dict[tuple[str, str], Image] = {}

    def touch(self, noun: str, key: str) -> None:
        """Remember what a thing looks like before it is changed."""
        if (noun, key) not in self._before:
            self._before[noun, key] = image(self.session, noun, key)

    def made(self, noun: str, key: str) -> None:
        """Say that a thing is new: there was nothing before."""
        self._before.setdefault((noun, key), None)

    def forget(self) -> None:
        """Leave out what was touched so far: a batch is recorded by its digest, not thing by thing."""
        self._before.clear()

    def write(
        self,
        action: str,
        summary: str,
        *,
        document_id: int | None = None,
        target: str | None = None,
        batch: str | None = None,
        digest: object = None,
    ) -> str:
        """Append the change; returns its uid.

        Raises:
            ChangeRefused: it is about coding that is frozen.
        """
        things = [
            [noun, key, before, image(self.session, noun, key)]
            for (noun, key), before in self._before.items()
        ]
        check_not_frozen(self.session, self.coder_id, things, batch)
        payload = canonical({"things": things} | ({"digest": digest} if digest else {}))
        return append(
            self.session,
            self.coder_id,
            action=action,
            summary=summary,
            document_id=document_id,
            target=target,
            batch=batch,
            payload=payload,
        )


def append(session: Session, coder_id: int, *, payload: str, **said: Any) -> str:
    """Add one row to the chain of ``coder_id`` in this store; returns its uid."""
    mine = {"coder_id": coder_id}
    coder, origin = session.execute(_chain(), mine).one()
    last = session.execute(_last(), mine | {"origin": origin}).first()
    row = said | {
        "uid": new_uid(),
        "coder_id": coder_id,
        "origin": origin,
        "number": last.number + 1 if last else 1,
        "at": now(),
        "payload": payload,
        "payload_sha256": sha256(payload),
        "previous": last.hash if last else "",
    }
    row["hash"] = chain_hash(row | {"coder": coder})
    session.execute(insert(core.change), row)
    return str(row["uid"])


def origin(session: Session) -> str:
    """What this store is called in the chains that begin in it."""
    return str(session.execute(select(core.study.c.store_uid)).scalar_one())


@cache
def _chain() -> Select[str, str]:
    """The coder's name, and the store's uid: what a chain is known by."""
    named = core.coder.c.id == bindparam("coder_id")
    both = core.coder.join(core.study, true())
    return select(core.coder.c.name, core.study.c.store_uid).select_from(both).where(named)


@cache
def _last() -> Select[int, str]:
    table = core.change.c
    chain = (table.coder_id == bindparam("coder_id")) & (table.origin == bindparam("origin"))
    return select(table.number, table.hash).where(chain).order_by(table.number.desc()).limit(1)
