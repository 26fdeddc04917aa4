"""The fewest keys, or nearly, to a passage and through a form, worked out on the values that these work with."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from storage import FieldType, Missing, Money, NewEvidence, RecordType
from tui.screens.review import ReviewScreen
from tui.screens.review_filling import filled_in, made_like, offered_nearby, recent_records
from tui.widgets.document_walk import Standing, Walk
from tui.widgets.form_fields import MISSING_OPTIONS
from tui.widgets.form_state import FormState
from tui.widgets.form_typing import accept_text, begin_filter, press, with_text
from tui.widgets.record_sheet import answers_to_copy, new_record, opening_state
from tui.widgets.variable_sheet import is_proposed, opening_variables, proposed_identifiers

Step = tuple[str, list[str]]
"""What keys are for, and the keys."""


@dataclass(frozen=True)
class Wanted:
    """What a form is to hold in the end."""

    values: Mapping[str, Any]
    links: Mapping[str, tuple[str, ...]]
    certainty: str | None

    def of(self, name: str) -> Any:
        """The answer to one field, None for none."""
        return self.links.get(name) if name.startswith("link:") else self.values.get(name)


# To a passage


def way_to(screen: ReviewScreen, start: int, end: int) -> list[str]:
    """The keys that select the sentences of a passage."""
    walk: Walk = screen.text._walk
    first, last = walk.sentence_at(start), walk.sentence_at(end - 1)
    cues = sorted(cue.start for cue in screen._cues)
    here = screen.text._standing
    seen, waiting = {_known(here)}, deque([(here, ())])
    while waiting:
        standing, keys = waiting.popleft()
        if standing.words is None and (standing.sentence, standing.reach) == (first, last):
            return list(keys)
        for key, there in _moves(walk, cues, standing):
            if _known(there) not in seen and len(keys) < 40:
                seen.add(_known(there))
                waiting.append((there, (*keys, key)))
    raise ValueError(f"no way leads to {start}-{end}")


def _known(standing: Standing) -> tuple[int, int]:
    return standing.sentence, standing.reach


def _moves(walk: Walk, cues: list[int], standing: Standing) -> Iterator[tuple[str, Standing]]:
    yield "j", walk.move_sentence(standing, 1)
    yield "k", walk.move_sentence(standing, -1)
    yield "J", walk.move_paragraph(standing, 1)
    yield "K", walk.move_paragraph(standing, -1)
    yield "x", walk.extend(standing, 1)
    yield "g", walk.stand_on(walk.first)
    yield "G", walk.stand_on(walk.last)
    here = walk.passage(standing.sentence)
    ahead = [cue for cue in cues if cue >= here.end]
    before = [cue for cue in cues if cue < here.start]
    if ahead:
        yield "]", walk.stand_on(walk.sentence_at(ahead[0]))
    if before:
        yield "[", walk.stand_on(walk.sentence_at(before[-1]))


# Through a form


def form_plan(screen: ReviewScreen, kind: RecordType | None, wanted: Wanted) -> list[Step]:
    """The keys after the one that opens a form, by what they are for; Enter last for a record."""
    opened, codebook, selection = screen.opened, screen.codebook, screen.text.selection
    assert opened is not None
    assert codebook is not None
    if kind is None:
        return _answers(opening_variables(codebook, opened.coding), wanted, None)
    assert selection is not None
    passage = NewEvidence(selection.start, selection.end)
    filled = filled_in(codebook, opened, kind, passage)
    near = offered_nearby(opened, kind, passage, filled)
    sheet = new_record(codebook, opened.coding, kind, passage, filled)
    sheet = replace(sheet, offers={**near, **sheet.offers})
    model = answers_to_copy(kind, sheet.model) if sheet.model else None
    state = opening_state(sheet)
    return [*_answers(state, wanted, model), *_certainty(state, wanted), ("saving", ["enter"])]


def repeat_plan(screen: ReviewScreen, kind: RecordType, wanted: Wanted) -> list[str] | None:
    """The digit that makes the whole record, if one does."""
    opened, codebook, selection = screen.opened, screen.codebook, screen.text.selection
    if opened is None or codebook is None or selection is None or wanted.links:
        return None
    passage = NewEvidence(selection.start, selection.end)
    filled = filled_in(codebook, opened, kind, passage)
    for number, model in enumerate(recent_records(opened.coding), 1):
        entry = made_like(kind, model, passage, filled) if model.type == kind.name else None
        if entry and _same_values(entry.values, wanted) and entry.certainty == wanted.certainty:
            return [str(number)]
    return None


def _same_values(values: Mapping[str, Any], wanted: Wanted) -> bool:
    names = {*values, *wanted.values}
    return all(_same(values.get(name), wanted.values.get(name)) for name in names)


def _same(one: Any, other: Any) -> bool:
    many = isinstance(one, tuple) and isinstance(other, tuple)
    return set(one) == set(other) if many else one == other


def _certainty(state: FormState, wanted: Wanted) -> list[Step]:
    turns = 0
    while wanted.certainty is not None and state.remark.certainty != wanted.certainty:
        state, turns = state.cycle_certainty(), turns + 1
    return [("certainty", ["*"] * turns)] if turns else []


def _wrong(state: FormState, wanted: Wanted) -> list[str]:
    """The fields that do not hold what they shall, in the order of the form."""
    fields = [each for each in state.visible() if not each.aside]
    return [each.name for each in fields if not _is_right(state, each.name, wanted)]


def _is_right(state: FormState, name: str, wanted: Wanted) -> bool:
    answer = state.answers.get(name)
    if state.own_remarks and not state.is_settled(name):
        return wanted.of(name) is None
    return _same(answer.value if answer else None, wanted.of(name))


def _answers(state: FormState, wanted: Wanted, model: Mapping[str, Any] | None) -> list[Step]:
    """The keys that make a form right; at any point ``.`` may answer the rest as before."""
    plain: list[Step] = []
    best: list[Step] | None = None
    for _ in range(80):
        if model is not None:
            rest = _answers(state.as_before(model), wanted, None)
            with_model = [*plain, ("as before", ["."]), *rest]
            if best is None or _length(with_model) < _length(best):
                best = with_model
        wrong = _wrong(state, wanted)
        if not wrong:
            break
        if state.at in wrong:
            purpose = state.at
            keys, state = _answer(state, wanted.of(state.at))
            plain.append((purpose, keys))
        else:
            keys, state = _step(state, wrong)
            plain.append(("stepping", keys))
    else:
        raise ValueError(f"{_wrong(state, wanted)} cannot be answered")
    return best if best is not None and _length(best) < _length(plain) else plain


def _length(steps: list[Step]) -> int:
    return sum(len(keys) for _, keys in steps)


def _step(state: FormState, wrong: list[str]) -> tuple[list[str], FormState]:
    """To the nearest field that is wrong."""
    names = [each.name for each in state.visible()]
    here = names.index(state.at)
    ways = [((names.index(name) - here) % len(names), "tab", 1) for name in wrong]
    ways += [((here - names.index(name)) % len(names), "shift+tab", -1) for name in wrong]
    count, key, step = min(ways, key=lambda way: way[0])
    return [key] * count, state.move(step * count)


def _answer(state: FormState, value: Any) -> tuple[list[str], FormState]:
    """The keys that answer the field under the cursor, and the form afterwards."""
    current = state.current
    assert current is not None
    if current.is_link:
        return _links(state, value or ())
    if value is None:
        return ["delete"], state.clear()
    if state.own_remarks and is_proposed(state, state.at):
        return _proposed(state, value)
    if value is Missing.NOT_STATED:
        return ["_"], state.not_stated()
    if isinstance(value, Missing):
        key = next(each.key for each in MISSING_OPTIONS if each.value is value)
        return ["-", key], press(state.ask_missing(), key)
    if not current.is_typed:
        return _chosen(state, value if isinstance(value, tuple) else (value,))
    return _typed(state, value)


def _proposed(state: FormState, value: Any) -> tuple[list[str], FormState]:
    """Take what is proposed, with all identifiers; or answer otherwise."""
    current = state.answers[state.at]
    if not _same(current.value, value):
        return _answer(state.without(state.at), value)
    names = proposed_identifiers(state)
    if state.at in names:
        return ["space"], state.confirm(names).advance()
    return ["space"], state.accept()


def _chosen(state: FormState, values: tuple[Any, ...]) -> tuple[list[str], FormState]:
    """Letters; the last a capital, which goes on; without a letter, words that filter."""
    current = state.current
    assert current is not None
    held = {item for item in state.items() if not isinstance(item, Missing)}
    items = [*held.difference(values), *(each for each in values if each not in held)]
    if not current.field.multiple:
        items = list(values)
    keys: list[str] = []
    for number, item in enumerate(items, 1):
        option = next(each for each in current.options if each.value == item)
        letter = option.key
        if letter and current.field.multiple and number == len(items):
            letter = letter.upper() if letter.upper() not in current.by_key else letter
        if letter:
            keys.append(letter)
            state = press(state, letter)
        else:
            more, state = _filtered(state, option.label)
            keys += more
    return keys, state


def _filtered(state: FormState, label: str) -> tuple[list[str], FormState]:
    """The shortest beginning of a label that finds it first."""
    for length in range(1, len(label) + 1):
        typed = with_text(begin_filter(state), label[:length].lower())
        option = typed.pointed_option
        if option is not None and option.label == label:
            return ["/", *label[:length].lower(), "enter"], accept_text(typed)
    raise ValueError(f"{label} is not found")


def _typed(state: FormState, value: Any) -> tuple[list[str], FormState]:
    """An offer by its digit, or as many letters as are needed; else all of the words."""
    current = state.current
    assert current is not None
    items = value if isinstance(value, tuple) else (value,)
    keys: list[str] = []
    held = state.items()
    if held and not set(held) <= set(items):
        keys, state = ["delete"], state.clear()
    for item in items:
        if item in state.items():
            continue
        more, state = _typed_item(state, item)
        keys += more
    return keys, state


def _typed_item(state: FormState, item: Any) -> tuple[list[str], FormState]:
    current = state.current
    assert current is not None
    options = state.all_options()
    if options and options[0].value == item and not options[0].key and not state.items():
        return ["space"], state.accept()
    for option in options:
        if option.value == item and option.key and not current.takes_digits:
            return [option.key], press(state, option.key)
    words = _written(current.field.type, item)
    typed = press(state, words[0])
    for length in range(1, len(words) + 1):
        typed = with_text(typed, words[:length])
        found = typed.pointed_option
        if found is not None and found.value == item:
            return [*words[:length], "enter"], accept_text(typed)
    return [*words, "enter"], accept_text(typed)


def _written(kind: FieldType, item: Any) -> str:
    if isinstance(item, Money):
        return f"{item.amount:g}"
    return str(item)


def _links(state: FormState, wanted: tuple[str, ...]) -> tuple[list[str], FormState]:
    """Digits, ``0`` for the same as before, ``-`` for none."""
    ways = [_link_items(state, wanted), _from_nothing(state, wanted)]
    current = state.current
    assert current is not None
    together = next((each for each in current.options if each.together), None)
    if together is not None and set(together.together) == set(wanted):
        ways.append((["0"], press(state, "0")))
    return min(ways, key=lambda way: len(way[0]))


def _from_nothing(state: FormState, wanted: tuple[str, ...]) -> tuple[list[str], FormState]:
    keys, after = _link_items(state.clear(), wanted)
    return ["-", *keys], after


def _link_items(state: FormState, wanted: tuple[str, ...]) -> tuple[list[str], FormState]:
    current, keys = state.current, []
    assert current is not None
    held = set(state.items())
    for uid in [*held.difference(wanted), *(each for each in wanted if each not in held)]:
        option = next(each for each in current.options if each.value == uid)
        own = [option.key] if option.key else list(option.label.partition(" ")[0])
        for key in own:
            state = press(state, key)
        keys += own
    return keys, state
