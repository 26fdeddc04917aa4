"""What a change made of things, in a researcher's words."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlmodel import Session

from storage.codebook import Codebook, Field
from storage.database import history, naming
from storage.database.values import value_of
from storage.records import ChangedPart, ChangedThing, FieldValue
from storage.study.base import codebook_of
from storage.study.named import record_mark, record_name, variable_name, words

MOST_THINGS = 40
"""Things told of one change, at most."""
MOST_PASSAGES = 8
"""Passages told that came to one thing or went from it, at most."""

Image = dict[str, Any]
"""What a thing looked like; see ``storage.database.images``. Empty for what was not there."""


def things_in_words(session: Session, codebook: Codebook, row: Any) -> tuple[ChangedThing, ...]:
    """The first things that a change touched, each as it was before and after."""
    if row.action == "import" and row.payload:
        named = naming.batch_titles(session, row.batch, MOST_THINGS)
        return tuple(ChangedThing(title, ()) for title in named)
    words = _Words(session, codebook)
    things = history.things_of(row)[:MOST_THINGS]
    return tuple(
        words.thing(noun, key, before or {}, after or {}) for noun, key, before, after in things
    )


class _Words:
    """Puts things into words, by the codebook in force."""

    def __init__(self, session: Session, codebook: Codebook) -> None:
        self._session = session
        self._codebook = codebook
        self._known: dict[str, Callable[[str, Image, Image], ChangedThing]] = {
            "record": self._record,
            "variable_value": self._variable,
            "link": self._link,
            "memo": self._memo,
            "review": self._review,
            "document": self._document,
            "kind": self._kind,
            "codebook": self._version,
            "cues": self._cues,
            "dismissal": self._dismissal,
            "coder": self._coder,
            "round": self._round,
            "settlement": self._settlement,
        }

    def thing(self, noun: str, key: str, before: Image, after: Image) -> ChangedThing:
        """One thing, and what of it changed."""
        known = self._known.get(noun)
        return known(key, before, after) if known else ChangedThing(words(noun), ())

    def _record(self, _key: str, before: Image, after: Image) -> ChangedThing:
        image = after or before
        record_type = self._codebook.record_type(image["type"])
        fields = record_type.fields if record_type else ()
        parts = [*_answers(fields, before, after), *self._remarks(fields, before, after)]
        name = record_name(self._codebook, image["type"], image["number"])
        return ChangedThing(name, tuple(parts), image["type"])

    def _variable(self, _key: str, before: Image, after: Image) -> ChangedThing:
        name = (after or before)["name"]
        fields = [each for each in self._codebook.variables if each.name == name]
        parts = [*_answers(fields, before, after), *self._remarks(fields, before, after)]
        return ChangedThing(variable_name(self._codebook, name), tuple(parts))

    def _remarks(
        self, fields: Sequence[Field], before: Image, after: Image
    ) -> Iterator[ChangedPart]:
        """Certainty, note and passages."""
        yield from _plain(before, after, "basis", "certainty", "note")
        labels = {field.name: field.label for field in fields}
        was, now = (_passages(image) for image in (before, after))
        document = (after or before)["document_id"]
        for place in sorted(was ^ now, key=itemgetter(0, 1))[:MOST_PASSAGES]:
            start, end, field = place
            quote = naming.quote(self._session, document, start, end)
            label = f"passage for {labels.get(field, words(field))}" if field else "passage"
            yield ChangedPart(label, *((quote, None) if place in was else (None, quote)))

    def _link(self, _key: str, before: Image, after: Image) -> ChangedThing:
        image = after or before
        ends = (image["from_record_id"], image["to_record_id"])
        rows = naming.record_rows(self._session, ends)
        known = [rows[end] for end in ends if end in rows]
        marks = [record_mark(self._codebook, row.type, row.number) for row in known]
        led = " → ".join(marks)
        part = ChangedPart(
            words(image["relation"]), led if before else None, led if after else None
        )
        return ChangedThing("Link", (part,))

    def _memo(self, _key: str, before: Image, after: Image) -> ChangedThing:
        return ChangedThing(
            f"Memo on the {(after or before)['on']}", tuple(_plain(before, after, "text"))
        )

    def _review(self, _key: str, before: Image, after: Image) -> ChangedThing:
        was, now = _state(before), _state(after)
        parts = [ChangedPart(name, was[name], now[name]) for name in was if was[name] != now[name]]
        return ChangedThing("Review", tuple(parts))

    def _document(self, key: str, before: Image, after: Image) -> ChangedThing:
        states = ["in the study" if image else "removed" for image in (before, after)]
        parts = (ChangedPart("document", *states),) if states[0] != states[1] else ()
        return ChangedThing(self._title(key), parts)

    def _kind(self, key: str, before: Image, after: Image) -> ChangedThing:
        kinds = (words(image["kind"]) for image in (before, after))
        return ChangedThing(self._title(key), (ChangedPart("kind", *kinds),))

    def _version(self, _key: str, before: Image, after: Image) -> ChangedThing:
        versions = (
            codebook_of(self._session, image["current"]).version for image in (before, after)
        )
        return ChangedThing("Codebook", (ChangedPart("version", *versions),))

    def _cues(self, _key: str, before: Image, after: Image) -> ChangedThing:
        states = ("on" if image["on"] else "off" for image in (before, after))
        return ChangedThing("Cues", (ChangedPart("cues", *states),))

    def _dismissal(self, key: str, before: Image, after: Image) -> ChangedThing:
        label = variable_name(self._codebook, key.split(" ", 2)[1])
        states = ("not so" if image else "proposed" for image in (before, after))
        return ChangedThing(label, (ChangedPart("what was recognised", *states),))

    def _coder(self, _key: str, before: Image, after: Image) -> ChangedThing:
        states = [image["role"] if image else "not in the study" for image in (before, after)]
        return ChangedThing((after or before)["name"], (ChangedPart("role", *states),))

    def _round(self, key: str, before: Image, after: Image) -> ChangedThing:
        """What was given out in a round, and whether it is open."""
        plans = [json.loads(image["plan"]) if image else {} for image in (before, after)]
        given = [sum(draw["size"] for draw in plan.get("draws", ())) for plan in plans]
        parts = (
            [ChangedPart("documents assigned", *map(str, given))] if given[0] != given[1] else []
        )
        opened = ["open" if image.get("opened_at") else "blind" for image in (before, after)]
        if opened[0] != opened[1]:
            parts.append(ChangedPart("round", *opened))
        return ChangedThing(f"Round {key}", tuple(parts))

    def _settlement(self, _key: str, before: Image, after: Image) -> ChangedThing:
        image = after or before
        label = (
            variable_name(self._codebook, image["name"])
            if image["kind"] == "variable"
            else words(image["name"])
        )
        states = (
            "settled" if each and not each["voided_at"] else "open" for each in (before, after)
        )
        parts = [ChangedPart("case", *states), *_plain(before, after, "how", "reason", "note")]
        return ChangedThing(f"Case of {label}", tuple(parts))

    def _title(self, document_uid: str) -> str:
        return naming.titles(self._session, [document_uid]).get(document_uid) or "Document"


def _answers(fields: Sequence[Field], before: Image, after: Image) -> Iterator[ChangedPart]:
    """The answers that differ, in the codebook's order; those to fields it has no more come last."""
    was, now = _values(before), _values(after)
    labels = {field.name: field.label for field in fields}
    for name in dict.fromkeys([*labels, *was, *now]):
        if was.get(name) != now.get(name):
            yield ChangedPart(labels.get(name, words(name)), was.get(name), now.get(name), name)


def _values(image: Image) -> dict[str, FieldValue]:
    rows = image.get("values", ())
    return {
        name: value_of(item[1:] for item in items)
        for name, items in groupby(rows, key=itemgetter(0))
    }


def _plain(before: Image, after: Image, *names: str) -> Iterator[ChangedPart]:
    """What stands in an image as it is read."""
    for name in names:
        was, now = before.get(name) or None, after.get(name) or None
        if was != now:
            yield ChangedPart(name, was, now)


def _passages(image: Image) -> set[tuple[int, int, str | None]]:
    return {(start, end, field) for _uid, field, start, end in image.get("evidence", ())}


def _state(image: Image) -> dict[str, str | None]:
    """A coder's state on a document, in words."""
    none_of = ", ".join(map(words, json.loads(image["confirmed_none"])))
    return {
        "status": "to do" if image["status"] == "todo" else words(image["status"]),
        "flag": image["flag_reason"],
        "left out because": image["excluded_reason"],
        "none of": none_of or None,
    }
