"""The questions that the list of records asks: order, headings, limits, answers."""

from collections.abc import Iterable, Sequence
from typing import Any

from storage import (
    Field,
    FieldType,
    FieldValue,
    Held,
    HeldCount,
    Item,
    Missing,
    RecordQuery,
    RecordRow,
    RecordType,
)
from tui.dialogs.answer import AnswerDialog, Given
from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.choose_several import ChooseSeveralDialog
from tui.dialogs.confirm import ConfirmDialog
from tui.display import count_text
from tui.screens.records_words import SORTS
from tui.screens.study_screen import StudyScreen
from tui.widgets.answer_text import HINTS, MISSING_LABELS, typed_text
from tui.widgets.form_fields import form_field
from tui.widgets.record_columns import RecordWords, value_text

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def lettered(labels: Iterable[str], taken: Iterable[str] = ()) -> list[str]:
    """A letter for each label: the first of its own that is free, or any; none where they ran out."""
    used, keys = set(taken), []
    for label in labels:
        own = [letter for letter in label.lower() if letter in LETTERS]
        key = next((letter for letter in [*own, *LETTERS] if letter not in used), "")
        used.add(key)
        keys.append(key)
    return keys


def sort_question(query: RecordQuery, record_type: RecordType) -> ChooseDialog[tuple[str, str]]:
    """Ask for the order: the place in the study, dates, or a field."""
    keys = lettered((known.label for known in record_type.fields), (key for *_, key in SORTS))
    choices = [Choice(("sort", name), label, key) for name, label, key in SORTS]
    choices += [
        Choice(("by", known.name), known.noun, key)
        for known, key in zip(record_type.fields, keys, strict=True)
    ]
    now = ("sort", query.sort) if query.by is None else ("by", query.by)
    values = [choice.value for choice in choices]
    chosen = values.index(now) if now in values else 0
    return ChooseDialog(
        "Order of the list", choices, "The order it has already is turned round.", chosen=chosen
    )


def group_question(query: RecordQuery, record_type: RecordType) -> ChooseDialog[str]:
    """Ask for the field whose values stand as headings; an empty answer takes the headings away."""
    keys = lettered((known.label for known in record_type.fields), "x")
    choices = [
        Choice(known.name, known.noun, key)
        for known, key in zip(record_type.fields, keys, strict=True)
    ]
    if query.grouped:
        choices.append(Choice("", "no headings", "x"))
    names = [choice.value for choice in choices]
    chosen = names.index(query.by) if query.by in names else 0
    explanation = "Records of one value stand one under the other."
    return ChooseDialog("Headings", choices, explanation, chosen=chosen)


def field_question(
    title: str, record_type: RecordType, explanation: str, *, every: str = ""
) -> ChooseDialog[str]:
    """Ask for a field; ``every`` words an empty answer."""
    keys = lettered((known.label for known in record_type.fields), "z" if every else "")
    choices = [
        Choice(known.name, known.noun, key)
        for known, key in zip(record_type.fields, keys, strict=True)
    ]
    if every:
        choices.append(Choice("", every, "z"))
    return ChooseDialog(title, choices, explanation)


def limit_question(
    known: Field, counts: Sequence[HeldCount], shown: RecordWords
) -> ChooseDialog[Held]:
    """Ask for the value that records must hold, of those that some do."""
    labels = [value_text(known, each.value, shown) for each in counts]
    choices = [
        Choice(
            Held(known.name, each.value), label, key, f"{each.count:,}{'+' if each.more else ''}"
        )
        for each, label, key in zip(counts, labels, lettered(labels), strict=True)
    ]
    return ChooseDialog(known.label, choices, "Only records that hold it are shown.")


async def ask_answer(
    screen: StudyScreen[Any],
    known: Field,
    count: int,
    before: FieldValue | None,
    shown: RecordWords,
) -> Given | None:
    """Ask for another answer to one field of some records.

    Args:
        screen: Who asks.
        known: The field.
        count: How many records.
        before: What they all hold, if they hold the same.
        shown: The words of the list.
    """
    title = known.label if count == 1 else f"{known.label} of {count:,} records"
    if known.type not in (FieldType.CHOICE, FieldType.BOOLEAN):
        text = before.value if isinstance(before, Missing) else ""
        text = typed_text(known, before) or text if before is not None else ""
        return await screen.ask(AnswerDialog(title, known, text, HINTS.get(known.type, "")))
    choices = _choices(known)
    held = before if isinstance(before, tuple) else (before,)
    if known.multiple:
        several: ChooseSeveralDialog[Item] = ChooseSeveralDialog(
            title, choices[:-1], "None chosen is no answer.", chosen=held
        )
        chosen = await screen.ask(several)
        return _given(chosen)
    values = [choice.value for choice in choices]
    at = values.index(held[0]) if held[0] in values else 0
    wrapped = [Choice(Given(each.value), each.label, each.key) for each in choices]
    return await screen.ask(ChooseDialog(title, wrapped, chosen=at))


def _choices(known: Field) -> list[Choice[Item]]:
    """The values of a choice under their letters, then the missing values, then no answer."""
    options = form_field(known).options
    taken = {option.key for option in options}
    digits = (key for key in "6789012345" if key not in taken)
    choices: list[Choice[Item]] = []
    for option in options:
        choices.append(Choice(option.value, f"{'  ' * option.depth}{option.label}", option.key))
    for value, label in (*MISSING_LABELS.items(), (None, "no answer")):
        choices.append(Choice(value, label, next(digits, "")))
    return choices


def _given(chosen: tuple[Item, ...] | None) -> Given | None:
    """Several items as an answer; a missing value stands in place of all."""
    if chosen is None:
        return None
    missing = next((each for each in chosen if isinstance(each, Missing)), None)
    items = tuple(each for each in chosen if each is not None and not isinstance(each, Missing))
    return Given(missing or items or None)


def same_answer(rows: Sequence[RecordRow], field: str) -> FieldValue | None:
    """What all of some records hold in a field; None where they differ."""
    held = [row.values.get(field) for row in rows]
    return held[0] if held and all(each == held[0] for each in held) else None


def answer_question(
    known: Field, value: FieldValue | None, count: int, shown: RecordWords, back: str
) -> ConfirmDialog:
    """Ask before very many records get an answer; ``back`` is the key that takes it back."""
    items = value if isinstance(value, tuple) else (value,)
    words = ", ".join(value_text(known, item, shown) for item in items)
    title = f"Set {known.noun} of {count:,} records to “{words}”?"
    if value is None:
        title = f"Clear {known.noun} of {count:,} records?"
    return ConfirmDialog(title, f"It is one change; {back} takes it back.")


def remove_question(mark: str, count: int) -> ConfirmDialog:
    """Ask before records go."""
    what = mark if count == 1 else count_text(count, "record")
    return ConfirmDialog(
        f"Remove {what}?", "Links from and to it go as well. The history can bring it back."
    )
