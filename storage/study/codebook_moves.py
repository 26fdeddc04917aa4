"""Coded data follow the codebook: forth with a new version, and back when it is taken back."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Any

from storage.codebook import Codebook, Step, field_renames, migrate
from storage.database import codebooks
from storage.database.codebooks import MovedAnswer
from storage.database.values import items_of, value_of
from storage.records import FieldValue
from storage.study.base import Work, needs_everybodys

Moved = Mapping[str | None, Sequence[MovedAnswer]]
"""Answers that moved, by record type; None for variables."""


def move_answers(
    work: Work, new: Codebook, steps: Sequence[Step], heard: Callable[[], None]
) -> Moved:
    """Take coded data along with the steps to ``new``; returns every answer that moved.

    ``heard`` is called for each answer that was looked at.
    """
    places: dict[str | None, dict[str, codebooks.Migrate]] = {}
    for step in steps:
        if step.changes_data:
            place = step.record_type, step.old.name
            places.setdefault(place[0], {})[place[1]] = partial(migrate, steps, *place)
    names: dict[str | None, dict[str, str]] = {}
    for (record_type, old_name), name in field_renames(work.codebook, new).items():
        names.setdefault(record_type, {})[old_name] = name
    if places or names:
        needs_everybodys(work.session, "This change of the codebook moves answers in")
    moved = {
        record_type: codebooks.move_answers(work.session, record_type, fields, heard, work.told_of)
        for record_type, fields in places.items()
    }
    for record_type, renamed in names.items():
        codebooks.rename_fields(work.session, record_type, renamed)
    return moved


@dataclass(frozen=True, slots=True)
class KeptMove:
    """Answers to one field that an edit took from one content to another, as the history keeps them."""

    record_type: str | None
    field: str
    """The field's name before."""
    name: str
    """The field's name after."""
    before: FieldValue
    after: FieldValue
    owners: frozenset[str]
    """uids of their records or variable values."""


def kept_form(moved: Moved) -> list[dict[str, Any]]:
    """What the history keeps of answers that moved, so that each can be put back.

    The documents are named, so that erasing one empties what is kept of it.
    """
    return [form for record_type, some in moved.items() for form in _forms(record_type, some)]


def _forms(record_type: str | None, moved: Iterable[MovedAnswer]) -> Iterator[dict[str, Any]]:
    def alike(answer: MovedAnswer) -> tuple[str, str, str, str]:
        before, after = items_of(answer.before), items_of(answer.after)
        return answer.field, answer.name, json.dumps(before), json.dumps(after)

    for (name, now, before, after), group in groupby(sorted(moved, key=alike), key=alike):
        owners: dict[str, list[str]] = {}
        for answer in group:
            owners.setdefault(answer.document, []).append(answer.owner)
        yield {
            "record_type": record_type,
            "field": name,
            "name": now,
            "before": json.loads(before),
            "after": json.loads(after),
            "answers": owners,
        }


def kept_moves(payload: str | None) -> tuple[KeptMove, ...]:
    """What a change of the codebook moved, as its history tells; nothing once that was erased."""
    digest = json.loads(payload).get("digest") if payload else None
    return tuple(
        KeptMove(
            form["record_type"],
            form["field"],
            form["name"],
            value_of(map(tuple, form["before"])),
            value_of(map(tuple, form["after"])),
            frozenset(uid for uids in form["answers"].values() for uid in uids),
        )
        for form in (digest or {}).get("moved", ())
    )


def untouched(
    work: Work, moves: Iterable[KeptMove]
) -> dict[tuple[str | None, str], dict[str, FieldValue]]:
    """The answers that are still as an edit left them, with what they were before it.

    By record type and the field's name before; within that by uid of the record or variable value.
    """
    found: dict[tuple[str | None, str], dict[str, FieldValue]] = {}
    for (record_type, name), some in groupby(
        sorted(moves, key=_place), key=lambda move: (move.record_type, move.name)
    ):
        own = list(some)
        for uid, value in codebooks.answers(work.session, record_type, name):
            for move in own:
                if value == move.after and uid in move.owners:
                    found.setdefault((record_type, move.field), {})[uid] = move.before
    return found


def _place(move: KeptMove) -> tuple[str, str]:
    return move.record_type or "", move.name
