"""``asked_when``: checking that its fields and values exist, and spelling out what follows from it."""

from collections.abc import Mapping
from dataclasses import replace

from storage.codebook.fields import ReadField
from storage.codebook.model import Field, FieldType
from storage.codebook.names import did_you_mean, is_missing_name, shown

Conditions = dict[str, tuple[str, ...]]


def with_conditions(read: list[ReadField]) -> tuple[Field, ...]:
    """The fields with every condition checked and spelled out.

    A condition on a value holds for the values nested in it too, and a field is asked only when
    the field it depends on is asked itself: both are written into ``asked_when`` here, so that
    one look at the answers decides.
    """
    chain = _Chain({one.field.name: one for one in read if one.field.name})
    return tuple(replace(one.field, asked_when=chain.conditions(one)) for one in read)


class _Chain:
    """Follows conditions from field to field, each once."""

    def __init__(self, fields: Mapping[str, ReadField]) -> None:
        self._fields = fields
        self._known: dict[str, Conditions] = {}
        self._under_way: list[str] = []

    def conditions(self, one: ReadField) -> Conditions:
        """Everything that must hold for ``one`` to be asked."""
        name = one.field.name
        if name in self._known:
            return self._known[name]
        if name in self._under_way:
            ring = " → ".join([*self._under_way[self._under_way.index(name) :], name])
            one.table.fault("asked_when", f"the conditions go round in a circle: {ring}.")
            return {}
        self._under_way.append(name)
        found: Conditions = {}
        for other, answers in one.field.asked_when.items():
            decider = self._decider(one, other)
            if decider:
                _narrow(found, other, self._answers(one, decider.field, answers))
                for farther, accepted in self.conditions(decider).items():
                    _narrow(found, farther, accepted)
        self._under_way.pop()
        for other in [other for other, answers in found.items() if not answers]:
            if one.field.asked_when.get(other) or other not in one.field.asked_when:
                one.table.fault(
                    "asked_when", f"it could never be asked: no answer to {shown(other)} would do."
                )
        self._known[name] = found
        return found

    def _decider(self, one: ReadField, other: str) -> ReadField | None:
        """The field that a condition is about, None where it cannot decide anything."""
        decider = self._fields.get(other)
        if decider is None:
            hint = did_you_mean(other, self._fields) or "."
            one.table.fault("asked_when", f"there is no field {shown(other)} beside it{hint}")
            return None
        if decider is one:
            one.table.fault("asked_when", "a field cannot depend on itself.")
            return None
        if decider.field.type not in (FieldType.CHOICE, FieldType.BOOLEAN):
            one.table.fault(
                "asked_when", f"{shown(other)} is neither a choice nor a boolean and cannot decide."
            )
            return None
        return decider

    def _answers(self, one: ReadField, decider: Field, answers: tuple[str, ...]) -> tuple[str, ...]:
        """The accepted answers of ``decider``, nested ones included."""
        accepted: dict[str, None] = {}
        names = [value.name for value in decider.all_values()]
        if decider.type is FieldType.BOOLEAN:
            names = ["true", "false"]
        for answer in answers:
            value = decider.value(answer)
            if value is None and answer not in names and not is_missing_name(answer):
                hint = did_you_mean(answer, names) or "."
                one.table.fault(
                    "asked_when", f"{shown(decider.name)} has no value {shown(answer)}{hint}"
                )
            accepted[answer] = None
            accepted.update(
                (nested.name, None) for nested in (value.descendants() if value else ())
            )
        return tuple(accepted)


def _narrow(found: Conditions, name: str, answers: tuple[str, ...]) -> None:
    """Add one condition; with an earlier one on the same field, both must hold."""
    earlier = found.get(name)
    found[name] = (
        answers if earlier is None else tuple(answer for answer in earlier if answer in answers)
    )
