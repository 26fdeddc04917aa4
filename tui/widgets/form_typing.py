"""What typing does to a form: letters that choose, words that filter, text that becomes an answer."""

from collections.abc import Sequence
from dataclasses import replace

from storage import Field, FieldType, FieldValue, Missing, Scalar, ValueRefused, check_value
from tui.widgets.answer_text import UnreadableAnswer, read_items, typed_text
from tui.widgets.form_fields import FormField, Option, matching
from tui.widgets.form_links import press_link
from tui.widgets.form_state import FormState, Mark, Purpose, Typing


def press(state: FormState, character: str) -> FormState:
    """What a letter or digit does: choose, or begin to type."""
    current = state.current
    if current is None or state.typing is not None:
        return state
    if current.takes_digits and not state.missing:
        return begin_answer(state, character)
    if current.is_link:
        return press_link(state, character)
    chosen = _place_of(state, current, character)
    if chosen is not None:
        place, goes_on = chosen
        taken = state.choose(place)
        return taken.advance() if goes_on and taken.at == state.at else taken
    if current.is_typed and not state.missing:
        if character.isdigit() and current.field.source and state.options():
            return replace(state, problem=f"Nothing is offered under {character} here.")
        return begin_answer(state, character, whole=not adds_words(state, current))
    return replace(state, problem=f"No answer has the letter {character} here.", missing=False)


def adds_words(state: FormState, current: FormField) -> bool:
    """Whether words add to the answer there is: to what the coder gave, never to a guess."""
    answer = state.answers.get(current.name)
    return current.field.multiple and answer is not None and answer.mark is Mark.TYPED


def _place_of(state: FormState, current: FormField, character: str) -> tuple[int, bool] | None:
    """Where a character's option stands, and whether it also goes on: a capital does."""
    keys = current.by_key
    if state.missing or current.is_typed:
        keys = {option.key: place for place, option in enumerate(state.options()) if option.key}
    if character in keys:
        return keys[character], False
    small = character.lower()
    return (keys[small], True) if small in keys else None


def begin_answer(state: FormState, text: str | None = None, *, whole: bool = True) -> FormState:
    """Begin to type an answer; without text, to change the one there is."""
    current, answer = state.current, state.answers.get(state.at)
    if current is None or not current.is_typed:
        return state
    typing = Typing(Purpose.ANSWER, whole=whole, edits=text is None)
    if text is None:
        return _begin(state, typing, typed_text(current.field, answer.value) if answer else "")
    return _on_only_offer(_begin(state, typing, text))


def begin_filter(state: FormState) -> FormState:
    """Begin to type part of a value's label; for a typed field, the answer itself."""
    if state.current is None or state.current.is_typed:
        return begin_answer(state)
    return _begin(state, Typing(Purpose.FILTER, match=0), "")


def begin_note(state: FormState) -> FormState:
    """Begin to type the note."""
    return _begin(state, Typing(Purpose.NOTE), state.remark.note)


def _begin(state: FormState, typing: Typing, text: str) -> FormState:
    begun = replace(state, typing=typing, missing=False, problem="")
    return replace(begun, typing=replace(typing, text=text, found=_found(begun, typing, text)))


def with_text(state: FormState, text: str) -> FormState:
    """The text as typed so far."""
    typing = state.typing
    if typing is None or typing.text == text:
        return state
    match = 0 if typing.purpose is Purpose.FILTER else -1
    found = _found(state, typing, text)
    changed = replace(typing, text=text, match=match, found=found)
    return _on_only_offer(replace(state, typing=changed, problem=""))


def _on_only_offer(state: FormState) -> FormState:
    """The only offer that has the words typed looked at, so that Enter takes it, not a part of it.

    That is for fields that take a variable's values; ``Up`` goes back to the words themselves.
    """
    typing, current = state.typing, state.current
    if typing is None or current is None or not current.field.source:
        return state
    is_only = typing.purpose is Purpose.ANSWER and len(typing.found) == 1
    if not is_only or not typing.text.strip():
        return state
    return replace(state, typing=replace(typing, match=0))


def offered(state: FormState, name: str, texts: Sequence[Scalar]) -> FormState:
    """Other texts offered to a field, also while its answer is being typed."""
    state = state.offer(name, texts)
    typing = state.typing
    if typing is None or state.at != name:
        return state
    found = _found(state, typing, typing.text)
    match = min(typing.match, len(found) - 1)
    return _on_only_offer(replace(state, typing=replace(typing, found=found, match=match)))


def _found(state: FormState, typing: Typing, text: str) -> tuple[Option, ...]:
    """What the text matches among the values, or among the offered texts."""
    current = state.current
    if current is None or typing.purpose is Purpose.NOTE:
        return ()
    found = matching(state.all_options(), text)
    return (*found, *_addition(current, found, text.strip()))


def _addition(current: FormField, found: Sequence[Option], text: str) -> tuple[Option, ...]:
    """The text itself as the last match, where it could become a provisional value."""
    grows = current.field.type is FieldType.CHOICE and not current.is_link
    known = any(option.label.casefold() == text.casefold() for option in found)
    return (Option("", text, text, adds=True),) if text and grows and not known else ()


def stop_typing(state: FormState) -> FormState:
    """What was typed forgotten."""
    return replace(state, typing=None, problem="")


def accept_text(state: FormState) -> FormState:
    """What was typed taken as answer, value or note; refused text stays, with the reason."""
    typing = state.typing
    if typing is None:
        return state
    if typing.purpose is Purpose.NOTE:
        return stop_typing(state.remarked(replace(state.remark, note=typing.text.strip())))
    option = state.pointed_option
    if option is not None and not option.adds:
        return state.choose(typing.match)
    if typing.purpose is Purpose.FILTER:
        return replace(state, problem="" if option else "Nothing matches.")
    return _accept_answer(state, typing)


def _accept_answer(state: FormState, typing: Typing) -> FormState:
    current = state.current
    if current is None:
        return stop_typing(state)
    try:
        value = _read(state, current.field, typing)
    except (UnreadableAnswer, ValueRefused) as error:
        return replace(state, problem=str(error))
    if value is None:
        return stop_typing(state.clear() if typing.edits else state)
    if current.field.multiple:
        return state.answer(state.at, value).go_to(state.at)
    return state.settle(value)


def _read(state: FormState, field: Field, typing: Typing) -> FieldValue | None:
    """The value that was typed, checked; None when nothing was."""
    items = read_items(field, typing.text)
    if not field.multiple:
        return check_value(field, items[0], where=field.label) if items else None
    before = () if typing.whole else state.items()
    kept = [item for item in before if not isinstance(item, Missing)]
    several = tuple(dict.fromkeys([*kept, *items]))
    return check_value(field, several, where=field.label) if several else None
