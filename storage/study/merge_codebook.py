"""Answers of a copy under the codebook that is in force here: moved as it was edited, and values added."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage.codebook import (
    Codebook,
    field_renames,
    migrate,
    plan_migrations,
    with_provisional_value,
)
from storage.codebook.places import field_at
from storage.database.values import items_of, value_of
from storage.errors import InputError, MergeError
from storage.records import FieldValue
from storage.study.base import codebook_of
from storage.study.merge_copy import Copy

Place = tuple[str | None, str]
"""Record type (None for variables) and field name."""


class Codebooks:
    """The codebook in force, and what the copies' coders added to theirs while coding."""

    def __init__(self, codebook: Codebook) -> None:
        self.before = codebook
        self.now = codebook

    @property
    def is_new(self) -> bool:
        """Whether values were added."""
        return self.now is not self.before

    def translation(self, copy: Copy) -> "Translation":
        """How answers of a copy become answers here; what was added there is added here.

        Raises:
            MergeError: a value cannot be added.
        """
        base_uid, *own = copy.line
        base = codebook_of(copy.session, base_uid)
        theirs = codebook_of(copy.session, copy.head.codebook)
        try:
            steps = plan_migrations(base, self.before)
            renames = field_renames(base, self.before)
            added, names = self._add(base, theirs, renames)
        except InputError as error:
            raise MergeError(
                f"{copy.path}: its codebook does not go together with the one in force: {error}"
            ) from error
        moving = [step for step in steps if step.changes_data]
        return Translation(copy, moving, renames, names, frozenset(own) - {base_uid}, tuple(added))

    def _add(
        self, base: Codebook, theirs: Codebook, renames: Mapping[Place, str]
    ) -> tuple[list[str], dict[Place, dict[str, str]]]:
        """Add the values that ``theirs`` has more than ``base``; in words, and what they are called here."""
        added: list[str] = []
        names: dict[Place, dict[str, str]] = {}
        for place, field in _fields(theirs):
            known = next((each for other, each in _fields(base) if other == place), None)
            for value in field.all_values():
                if known is None or known.value(value.name) is not None:
                    continue
                record_type, name = place[0], renames.get(place, place[1])
                here = field_at(self.now, record_type, name)[1]
                label = value.label.casefold()
                same = [each for each in here.all_values() if each.label.casefold() == label]
                if not same:
                    self.now, new = with_provisional_value(self.now, record_type, name, value.label)
                    added.append(f"{value.label} ({name})")
                    same = [new]
                names.setdefault(place, {})[value.name] = same[0].name
        return added, names


def _fields(codebook: Codebook) -> list[tuple[Place, Any]]:
    found: list[tuple[Place, Any]] = [((None, each.name), each) for each in codebook.variables]
    for kind in codebook.record_types:
        found += [((kind.name, each.name), each) for each in kind.fields]
    return found


class Translation:
    """How the answers of one copy become answers of the study."""

    def __init__(
        self,
        copy: Copy,
        steps: Sequence[Any],
        renames: Mapping[Place, str],
        names: Mapping[Place, Mapping[str, str]],
        own: frozenset[str],
        added: tuple[str, ...],
    ) -> None:
        self._copy = copy
        self._steps = steps
        self._renames = renames
        self._names = names
        self._own = own
        self.added = added

    def is_own(self, codebook: str) -> bool:
        """Whether a version is one that only the copy has had."""
        return codebook in self._own

    @property
    def is_needed(self) -> bool:
        """Whether an answer may say something else here."""
        return bool(self._steps or self._names)

    def into(self, noun: str, image: dict[str, Any]) -> None:
        """Make a record or a variable's value say here what it says there."""
        if not self.is_needed:
            return
        kind = image["type"] if noun == "record" else None
        answers: dict[str, list[Sequence[Any]]] = {}
        for name, *item in image["values"]:
            answers.setdefault(name, []).append(item)
        moved = [self._moved(kind, name, items) for name, items in answers.items()]
        image["values"] = [item for items in moved for item in items]
        for passage in image["evidence"]:
            passage[1] = self._renames.get((kind, passage[1]), passage[1])
        if noun == "variable_value":
            image["name"] = self._renames.get((None, image["name"]), image["name"])

    def _moved(self, kind: str | None, name: str, items: list[Sequence[Any]]) -> list[list[Any]]:
        value = value_of(tuple(item) for item in items)
        value = _renamed(value, self._names.get((kind, name), {}))
        try:
            now, value = migrate(self._steps, kind, name, value)
        except InputError as error:
            raise MergeError(
                f"{self._copy.path}: an answer to {name} cannot follow the codebook in force: {error}"
            ) from error
        return [[now, *item] for item in items_of(value)]


def _renamed(value: FieldValue, names: Mapping[str, str]) -> FieldValue:
    if isinstance(value, tuple):
        return tuple(names.get(item, item) if type(item) is str else item for item in value)
    return names.get(value, value) if type(value) is str else value
