"""A half-filled form as JSON, so that it survives a dropped line or a killed process."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

from storage import (
    Basis,
    Certainty,
    FieldValue,
    Missing,
    Money,
    NewEvidence,
    ValueRefused,
    check_value,
)
from tui.widgets.form_fields import FormField
from tui.widgets.form_state import Answer, FormState, Mark, Purpose, Remark
from tui.widgets.form_typing import begin_answer, begin_filter, begin_note, with_text

Word = TypeVar("Word", Mark, Certainty, Basis)

Json = Mapping[str, object]
"""An object read from JSON, its parts not yet checked."""


def state_to_json(state: FormState) -> dict[str, object]:
    """What a form holds, ready for ``json.dumps``."""
    typing = state.typing
    return {
        "at": state.at,
        "answers": {
            name: [value_to_json(answer.value), answer.mark.value]
            for name, answer in state.answers.items()
        },
        "remarks": {
            name: [remark.certainty, remark.note, remark.basis]
            for name, remark in state.remarks.items()
        },
        "typing": [typing.purpose, typing.text, typing.whole] if typing else None,
    }


def value_to_json(value: FieldValue) -> object:
    """A value in the form that ``check_value`` reads."""
    if isinstance(value, tuple):
        return [value_to_json(item) for item in value]
    if isinstance(value, Money):
        return {"amount": value.amount, "currency": value.currency}
    return value.value if isinstance(value, Missing) else value


def state_from_json(fresh: FormState, kept: Json) -> FormState:
    """A form as it was left, laid over a fresh one; what the codebook no longer takes is dropped.

    Args:
        fresh: The form as it would open now.
        kept: What ``state_to_json`` made of the form before.
    """
    answers: dict[str, Answer] = {}
    for name, pair in _mapping(kept.get("answers")).items():
        field = fresh.find(name)
        answer = _answer(field, pair) if field else None
        if answer:
            answers[name] = answer
    remarks = {name: _remark(row) for name, row in _mapping(kept.get("remarks")).items()}
    left = replace(fresh, answers=answers, remarks=remarks)
    names = [field.name for field in left.visible()]
    at = str(kept.get("at"))
    return _typing(left.go_to(at if at in names else fresh.at), kept.get("typing"))


def _mapping(kept: object) -> Json:
    return kept if isinstance(kept, dict) else {}


def _row(kept: object, length: int) -> list[object]:
    return kept if isinstance(kept, list) and len(kept) == length else [None] * length


def _answer(field: FormField, pair: object) -> Answer | None:
    value, mark = _row(pair, 2)
    try:
        checked = check_value(field.field, value, where=field.field.label, retired=True)
    except ValueRefused:
        return None
    return Answer(checked, _member(Mark, mark) or Mark.TYPED)


def _remark(row: object) -> Remark:
    certainty, note, basis = _row(row, 3)
    return Remark(
        _member(Certainty, certainty),
        str(note or ""),
        _member(Basis, basis) or Basis.STATED,
    )


def _member(words: type[Word], kept: object) -> Word | None:
    """The member of an enumeration with this value, if any."""
    return next((word for word in words if word.value == kept), None)


_BEGINNINGS: Mapping[object, Callable[[FormState], FormState]] = {
    Purpose.ANSWER.value: begin_answer,
    Purpose.FILTER.value: begin_filter,
    Purpose.NOTE.value: begin_note,
}


def _typing(state: FormState, row: object) -> FormState:
    purpose, text, whole = _row(row, 3)
    begin = _BEGINNINGS.get(purpose)
    if begin is None or state.current is None:
        return state
    begun = with_text(begin(state), str(text))
    typing = begun.typing
    return replace(begun, typing=replace(typing, whole=bool(whole))) if typing else begun


def draft_text(form: str, state: FormState, more: Json) -> str:
    """A draft's payload: which form, what it holds, and what else it needs."""
    return json.dumps({"form": form, **more, "state": state_to_json(state)}, ensure_ascii=False)


def read_draft(payload: str) -> Json:
    """A draft's payload taken apart; empty for one that cannot be read."""
    try:
        return _mapping(json.loads(payload))
    except ValueError:
        return {}


def draft_form(payload: str) -> str:
    """Which form a draft belongs to: ``record``, ``variables``, or empty when it cannot be read."""
    return str(read_draft(payload).get("form", ""))


def draft_state(draft: Json, fresh: FormState) -> FormState:
    """The state in a draft laid over a fresh form."""
    return state_from_json(fresh, _mapping(draft.get("state")))


def evidence_to_json(evidence: tuple[NewEvidence, ...]) -> list[list[object]]:
    """Passages as rows."""
    return [[one.start, one.end, one.field] for one in evidence]


def evidence_from_json(rows: object) -> tuple[NewEvidence, ...]:
    """Passages from rows; what is no passage is dropped."""
    found = []
    for row in rows if isinstance(rows, list) else []:
        start, end, field = _row(row, 3)
        if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
            found.append(NewEvidence(start, end, field if isinstance(field, str) else None))
    return tuple(found)
