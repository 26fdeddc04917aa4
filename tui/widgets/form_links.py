"""Records that are linked to, chosen by their number, or by letter and number where they are many."""

from dataclasses import replace

from tui.widgets.form_state import FormState


def press_link(state: FormState, character: str) -> FormState:
    """What a letter or digit does in a field of links: put a record in, or out.

    A digit is the record with that number. After a letter the digits go on for as long as there
    is such a record: ``F 1 2`` is F12, and where there is none, F1 and then what 2 means.
    """
    marks = {
        option.label.partition(" ")[0].upper(): place
        for place, option in enumerate(state.options())
        if not option.together
    }
    typed = f"{state.entry}{character}".upper()
    if not state.entry and character.isdigit():
        return _by_digit(state, character)
    if typed in marks:
        before = marks.get(state.entry)
        taken = state if before is None else state.choose(before)
        return replace(taken.choose(marks[typed]), entry=typed)
    if any(mark.startswith(typed) for mark in marks):
        return replace(state, entry=typed, problem="")
    if state.entry in marks:
        return press_link(replace(state, entry=""), character)
    return replace(state, entry="", problem=f"No record here is called {typed}.")


def _by_digit(state: FormState, character: str) -> FormState:
    """The record with a number of one digit, or ``0`` for the links of the record before."""
    place = state.current.by_key.get(character) if state.current else None
    if place is None:
        return replace(state, problem=f"No record here has the number {character}.")
    return state.choose(place)
