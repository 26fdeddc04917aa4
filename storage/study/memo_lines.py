"""Memos as lists show them: each with what it is on, in words."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import coding, naming
from storage.records import MemoLine, Passage
from storage.study.named import record_name, variable_name

OWNERS = {"record": "record", "value": "variable_value"}
"""The table of what a memo may be on that has passages of its own."""


def memo_lines(session: Session, codebook: Codebook, rows: Sequence[Any]) -> tuple[MemoLine, ...]:
    """Rows of memos with the names of what they are on, and the words that show it."""
    targets = {on: [row.target for row in rows if row.on == on] for on in OWNERS}
    names = _names(session, codebook, targets)
    passages = {
        uid: passage
        for on, uids in targets.items()
        for uid, passage in naming.first_passages(session, OWNERS[on], uids).items()
    }
    lines = []
    for row in rows:
        passage = Passage(row.start, row.end) if row.on == "passage" else passages.get(row.target)
        quote = ""
        if passage is not None:
            quote = naming.quote(session, row.document, passage.start, passage.end)
        about = names.get(row.target, row.on)
        lines.append(MemoLine(coding.memo_of(row), about, row.title, quote, passage))
    return tuple(lines)


def _names(session: Session, codebook: Codebook, targets: dict[str, list[str]]) -> dict[str, str]:
    """What people call the records and variable values that memos are on."""
    records = naming.record_rows(session, targets["record"])
    variables = naming.variable_names(session, targets["value"])
    return {
        **{uid: record_name(codebook, row.type, row.number) for uid, row in records.items()},
        **{uid: variable_name(codebook, name) for uid, name in variables.items()},
    }
