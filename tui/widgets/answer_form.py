"""A form of typed fields, answered by letters: what its keys do, and what it tells the screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.timer import Timer

from storage import Field, FieldType, Scalar
from tui.widgets.form_fields import Option, form_field
from tui.widgets.form_lines import FormHead
from tui.widgets.form_state import FormState, Purpose
from tui.widgets.form_typing import accept_text, begin_filter, begin_note, offered, stop_typing
from tui.widgets.form_view import FormView

DRAFT_DELAY = 0.5
"""Seconds after a change until it is posted as a draft."""


class AnswerForm(FormView):
    """A form whose letters choose values; what saving means is up to its kind."""

    @dataclass
    class Changed(Message):
        """Something was filled in, less than a second ago."""

        payload: str
        """The half-filled form, to be kept as a draft."""

    @dataclass
    class Left(Message):
        """The form was left."""

        payload: str
        """The half-filled form, to be kept as a draft."""

    @dataclass
    class Dropped(Message):
        """What was filled in is to be thrown away."""

    @dataclass
    class TieWanted(Message):
        """The document's selection is to be tied to a field; answer with ``tie``."""

        field: str
        """The field's name."""

    @dataclass
    class PassageWanted(Message):
        """A passage is to be shown in the text."""

        start: int
        """Its first character."""
        end: int
        """Behind its last."""

    @dataclass
    class ProvisionalWanted(Message):
        """A choice should grow by a provisional value; answer with ``value_added``."""

        field: str
        """The field's name."""
        label: str
        """What the coder typed."""

    @dataclass
    class OffersWanted(Message):
        """Earlier answers of an open field would help; answer with ``offer``."""

        field: str
        """The field's name."""
        prefix: str
        """What is typed so far."""

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._draft_timer: Timer | None = None

    # what the screen does to it

    def start(self, state: FormState, head: FormHead) -> None:
        """Show a form from its beginning; nothing is posted until a key changes it."""
        self.forget_draft()
        self._state, self._head, self._top, self._done = state, head, 0, ""
        self.redraw()
        self._ask_offers()

    def offer(self, field: str, texts: Sequence[Scalar]) -> None:
        """Offer texts for a typed field: earlier answers of an open one."""
        self._state = offered(self._state, field, texts)
        self.redraw()

    def value_added(self, field: Field, name: str) -> None:
        """Take a field as the codebook has it now, and choose its new value."""
        changed = self._state.find(field.name)
        if changed is None:
            return
        state = self._state.with_field(form_field(field, aside=changed.aside, hint=changed.hint))
        state = state.go_to(field.name)
        places = enumerate(state.options())
        place = next((place for place, option in places if option.value == name), None)
        self.show_state(state if place is None else state.choose(place))

    def go_to(self, field: str) -> None:
        """Put the cursor on a field."""
        self.show_state(self._state.go_to(field))

    # drafts

    def draft(self) -> str:
        """The half-filled form as text."""
        raise NotImplementedError

    def state_changed(self, before: FormState, after: FormState) -> None:
        """Keep a draft soon, and look for earlier answers of an open field."""
        if self._draft_timer is None:
            self._draft_timer = self.set_timer(DRAFT_DELAY, self._post_draft)
        if (before.at, before.typing) != (after.at, after.typing):
            self._ask_offers()

    def _post_draft(self) -> None:
        self._draft_timer = None
        self.post_message(self.Changed(self.draft()))

    def forget_draft(self) -> None:
        """Post no draft that is still due: the form was saved, left or thrown away."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
            self._draft_timer = None

    def _ask_offers(self) -> None:
        current, typing = self._state.current, self._state.typing
        is_note = typing is not None and typing.purpose is Purpose.NOTE
        if current is not None and current.field.type is FieldType.OPEN and not is_note:
            self.post_message(self.OffersWanted(current.name, typing.text if typing else ""))

    # actions

    def action_next_field(self) -> None:
        """Take what is typed, and go to the next field."""
        self._step(1)

    def action_previous_field(self) -> None:
        """Take what is typed, and go to the field before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        at = self._state.at
        state = self._taken()
        if state.typing is None:
            self.show_state(state.go_to(at).move(step))
        else:
            self.show_state(state)

    def _taken(self) -> FormState:
        """The state with what is typed as an answer; a filter that chose nothing is dropped."""
        typing = self._state.typing
        if typing is not None and typing.purpose is Purpose.FILTER:
            return stop_typing(self._state)
        return accept_text(self._state)

    def action_next_value(self) -> None:
        """Look at the next value."""
        self.show_state(self._state.point(1))

    def action_previous_value(self) -> None:
        """Look at the value before."""
        self.show_state(self._state.point(-1))

    def action_choose(self) -> None:
        """Take the proposal, or the value under the cursor."""
        self.show_state(self._state.accept())

    def action_filter(self) -> None:
        """Type part of a value's label, or change the answer by hand."""
        self.show_state(begin_filter(self._state))

    def action_missing(self) -> None:
        """Choose a missing value by the next letter."""
        self.show_state(self._state.ask_missing())

    def action_not_stated(self) -> None:
        """Answer that it is not stated."""
        self.show_state(self._state.not_stated())

    def action_certainty(self) -> None:
        """Say how sure the answer is."""
        self.show_state(self._state.cycle_certainty())

    def action_basis(self) -> None:
        """Say whether the document states the answer, where answers say so one by one."""
        if self._state.own_remarks:
            self.show_state(self._state.toggle_basis())

    def action_note(self) -> None:
        """Type the note."""
        self.show_state(begin_note(self._state))

    def action_clear(self) -> None:
        """Take the answer away; right after the certainty was turned, that instead."""
        if self._done == "certainty":
            self.show_state(self._state.without_certainty())
        else:
            self.clear()

    def clear(self) -> None:
        """Take the answer away."""
        self.show_state(self._state.clear())

    def action_take_back(self) -> None:
        """Take the last of several typed answers away, or the only one."""
        self.show_state(self._state.take_back())

    def action_tie(self) -> None:
        """Ask for the selection, to tie it to this field."""
        current = self._state.current
        if current is not None and not current.is_link:
            self.post_message(self.TieWanted(current.name))

    def action_passage(self) -> None:
        """Show the passage that this field rests on."""
        passages = self.tied().get(self._state.at, ())
        if passages:
            self.post_message(self.PassageWanted(passages[0].start, passages[0].end))

    def action_save(self) -> None:
        """Take what is typed; with nothing being typed, save."""
        typing = self._state.typing
        if typing is None:
            self.submit()
            return
        option = self._state.pointed_option
        if option is not None and option.adds:
            self._ask_to_add(option)
        else:
            self.show_state(accept_text(self._state))

    def pick(self, place: int) -> None:
        """Take the option that was clicked, or ask for it to be added."""
        options = self._state.options()
        if place < len(options) and options[place].adds:
            self._ask_to_add(options[place])
        else:
            super().pick(place)

    def _ask_to_add(self, option: Option) -> None:
        self.post_message(self.ProvisionalWanted(self._state.at, option.label))
        self.show_state(stop_typing(self._state))

    def action_save_at_once(self) -> None:
        """Take what is typed and save."""
        state = self._taken()
        self.show_state(state)
        if state.typing is None:
            self.submit()

    def submit(self) -> None:
        """Save what is filled in."""
        raise NotImplementedError

    def action_leave(self) -> None:
        """Leave off typing or choosing a missing value; else leave the form, keeping a draft."""
        typing = self._state.typing
        if typing is not None and typing.purpose is Purpose.NOTE:
            # A note may be long, and there is nothing to go back to but the form.
            self.show_state(accept_text(self._state))
        elif typing is not None:
            self.show_state(stop_typing(self._state))
        elif self._state.missing:
            self.show_state(self._state.leave_missing())
        else:
            self.forget_draft()
            self.post_message(self.Left(self.draft()))

    def action_drop(self) -> None:
        """Throw away what is filled in."""
        self.forget_draft()
        self.post_message(self.Dropped())
