"""What a new version of a codebook does to data already coded, step by step."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from storage.codebook.model import Field, FieldType
from storage.codebook.typed import value_from_text
from storage.codebook.values import check_value, to_json
from storage.records import FieldValue, Missing, Scalar

FieldPlace = tuple[str | None, str]
"""Record type (None for variables) and field name."""

_WORDS = (FieldType.TEXT, FieldType.OPEN)


class StepKind(StrEnum):
    """What a step does: the declared actions, and what follows from codes, ids and types."""

    RENAME_FIELD = "rename_field"
    RENAME = "rename"
    MERGE = "merge"
    MOVE = "move"
    SPLIT = "split"
    RETIRE = "retire"
    CONVERT = "convert"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a new version does to the data of one field or variable."""

    kind: StepKind
    record_type: str | None
    """None for a variable."""
    old: Field
    """The field as the data were coded."""
    new: Field
    """The field as it is from now on."""
    sentence: str
    """What happens, for the person who decides whether it should."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Values as the data carry them, and what they become; empty where data stay as they are."""
    in_doubt: tuple[str, ...] = ()
    """Values whose data a coder has to look at again."""

    @property
    def changes_data(self) -> bool:
        """Whether stored values or field names change."""
        return bool(self.names) or self.kind in (StepKind.RENAME_FIELD, StepKind.CONVERT)


def apply_step(step: Step, value: FieldValue) -> FieldValue:
    """What one stored value becomes by ``step``; a missing value stays what it is.

    Raises:
        ValueRefused: When a field changes its type and the value cannot follow.
    """
    if isinstance(value, Missing):
        return value
    if step.names:
        value = _renamed(value, step.names)
    return _converted(step, value) if step.kind is StepKind.CONVERT else value


def migrate(
    steps: Iterable[Step], record_type: str | None, field_name: str, value: FieldValue
) -> tuple[str, FieldValue]:
    """The field name and value under which a stored value goes on, all steps of its field taken.

    Raises:
        ValueRefused: When a field changes its type and the value cannot follow.
    """
    name = field_name
    for step in steps:
        if (step.record_type, step.old.name) == (record_type, field_name):
            value = apply_step(step, value)
            name = step.new.name
    return name, value


def _renamed(value: FieldValue, names: Mapping[str, str]) -> FieldValue:
    """The value with its items renamed; of items that become one, the first stays."""
    if isinstance(value, tuple):
        renamed = [names.get(item, item) if isinstance(item, str) else item for item in value]
        return tuple(dict.fromkeys(renamed))
    return names.get(value, value) if isinstance(value, str) else value


def _converted(step: Step, value: FieldValue) -> FieldValue:
    """The value as the field's new type has it."""
    where = f"«{step.old.name}» becoming {step.new.type}"
    form = to_json(step.old.type, value)
    items = form if isinstance(form, list) else [form]
    if step.old.type is not step.new.type and step.new.type in _WORDS:
        items = [item if isinstance(item, str) else json.dumps(item) for item in items]
    elif step.old.type in _WORDS and step.new.type not in _WORDS:
        items = [read for item in items for read in _from_words(step.new, str(item), where)]
    outside = items if step.new.multiple or len(items) > 1 else items[0]
    return check_value(step.new, outside, where=where, retired=True)


def _from_words(new: Field, words: str, where: str) -> tuple[Scalar, ...]:
    """One text read as answers of another type."""
    value = value_from_text(new, words, where=where, retired=True)
    return value if isinstance(value, tuple) else (value,)
