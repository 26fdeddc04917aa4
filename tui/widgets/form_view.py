"""A form as a widget: it draws a state, lets words be typed, and turns keys and clicks into actions."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from storage import NewEvidence
from tui.widgets.drawn import DrawnWidget
from tui.widgets.form_keys import FORM_BINDINGS, WHILE_TYPING, declared_keys, key_names, own_keys
from tui.widgets.form_lines import FormHead, FormSheet, form_picture
from tui.widgets.form_state import FormState
from tui.widgets.form_typing import adds_words, begin_answer, press, with_text
from tui.widgets.spans import target_at
from tui.widgets.typed_text import TypedText


class FormView(DrawnWidget, can_focus=True):
    """The fields of a form, the values of the one under the cursor, and their definitions."""

    PREFIX = "form"
    LOOKS = (
        *("title", "quote", "cursor", "label", "current", "aside", "answer", "dim", "mark"),
        *("required", "tick", "key", "chosen", "pointed", "under", "term", "problem", "rule"),
        *(f"record-{number}" for number in range(1, 9)),
    )
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"form--{look}" for look in LOOKS}
    DEFAULT_CSS = """
    FormView { width: 1fr; height: 1fr; }
    FormView .form--title { text-style: bold; }
    FormView .form--quote { color: $text-muted; text-style: italic; }
    FormView .form--cursor { color: $accent; text-style: bold; }
    FormView .form--label { color: $text-muted; }
    FormView .form--current { text-style: bold; }
    FormView .form--aside { color: $text-disabled; }
    FormView .form--dim { color: $text-disabled; }
    FormView .form--mark { color: $text-muted; }
    FormView .form--required { color: $warning; }
    FormView .form--tick { color: $success; text-style: bold; }
    FormView .form--key { color: $accent; text-style: bold; }
    FormView .form--chosen { text-style: bold; }
    FormView .form--pointed { text-style: reverse; }
    FormView .form--under { text-style: underline; }
    FormView .form--term { text-style: bold; }
    FormView .form--problem { color: $error; text-style: bold; }
    FormView .form--rule { color: $border-blurred; }
    FormView .form--record-1 { color: $record-1; text-style: bold; }
    FormView .form--record-2 { color: $record-2; text-style: bold; }
    FormView .form--record-3 { color: $record-3; text-style: bold; }
    FormView .form--record-4 { color: $record-4; text-style: bold; }
    FormView .form--record-5 { color: $record-5; text-style: bold; }
    FormView .form--record-6 { color: $record-6; text-style: bold; }
    FormView .form--record-7 { color: $record-7; text-style: bold; }
    FormView .form--record-8 { color: $record-8; text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = FORM_BINDINGS

    def __init__(self, *, name: str | None = None, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(name=name, id=id)
        self._state = FormState(())
        self._head = FormHead()
        self._top = 0
        self._keys: Mapping[str, str] = declared_keys()
        self._done = ""
        """The last action, which decides what clearing takes away."""
        self._typed = TypedText(self.take_key)

    def compose(self) -> ComposeResult:
        """The input, hidden until words are typed."""
        yield self._typed

    @property
    def state(self) -> FormState:
        """The form as it stands."""
        return self._state

    def show_state(self, state: FormState) -> None:
        """Show another state of the form, and tell what changed."""
        before, self._state = self._state, state
        self.redraw()
        if state != before:
            self.state_changed(before, state)

    def pick(self, place: int) -> None:
        """Take the option that was clicked."""
        self.show_state(self._state.choose(place))

    def state_changed(self, before: FormState, after: FormState) -> None:
        """Hear that the form is not what it was."""

    def tied(self) -> Mapping[str, Sequence[NewEvidence]]:
        """The passages tied to each field, by its name."""
        return {}

    def ties_shown(self) -> Mapping[str, int]:
        """How many passages to show as tied to each field."""
        return {name: len(passages) for name, passages in self.tied().items()}

    def saved_fields(self) -> frozenset[str]:
        """The fields whose answers are saved already."""
        return frozenset()

    # drawing

    def on_resize(self) -> None:
        """Draw again for another size."""
        self.redraw()

    def redraw(self) -> None:
        """Draw the form as it stands."""
        if not self.size:
            return
        names = key_names(self._keys)
        sheet = FormSheet(self._state, self._head, names, self.ties_shown(), self.saved_fields())
        picture = form_picture(sheet, self.size.width, self.size.height, self._top)
        self._top = picture.top
        self.draw(picture.lines)
        if picture.typing_at:
            self._show_input(picture.typing_at)
        elif self._typed.display:
            self._hide_input()

    def _show_input(self, place: tuple[int, int, int]) -> None:
        """The input where words are typed, with the focus if the form had it."""
        typed, typing = self._typed, self._state.typing
        typed.styles.offset = (place[0], place[1])
        typed.styles.width = place[2]
        if typed.display or typing is None:
            return
        typed.display = True
        typed.value = typing.text
        typed.cursor_position = len(typed.value)
        if self.has_focus:
            self.screen.set_focus(typed, scroll_visible=False)

    def _hide_input(self) -> None:
        """The input gone, and the focus back on the form."""
        had_focus = self._typed.has_focus
        self._typed.display = False
        if had_focus or self.screen.focused is None:
            self.screen.set_focus(self, scroll_visible=False)

    # keys and clicks

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While words are typed, only what their keys leave over, and Esc does something else."""
        works = action in WHILE_TYPING and action != "leave"
        return self._state.typing is None or works or None

    def on_focus(self) -> None:
        """Learn the keys as they are mapped, and go on typing where words were typed."""
        self._keys = own_keys(self)
        if self._state.typing:
            self.screen.set_focus(self._typed, scroll_visible=False)

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters and digits are the form's own."""
        return character is not None and character.isalnum()

    def on_key(self, event: events.Key) -> None:
        """Do what a key says."""
        if self.take_key(event) or self._late_key(event):
            event.stop()
            event.prevent_default()

    def take_key(self, event: events.Key) -> bool:
        """Whether a key was the form's, and is done."""
        action = self._keys.get(event.key)
        character = event.character if event.is_printable else None
        if self._typed.display:
            # The input tells of its words by a message, which may still be on its way.
            self._state = with_text(self._state, self._typed.value)
        typing = self._state.typing
        if typing is not None:
            if event.key in ("up", "down") and typing.found:
                self.show_state(self._state.point(1 if event.key == "down" else -1))
                return True
            if character is not None or action not in WHILE_TYPING:
                return False
        if action is None:
            return self._take_character(character)
        self._do(action)
        return True

    def _do(self, action: str) -> None:
        """Do what a key or a click stands for."""
        getattr(self, f"action_{action}")()
        self._done = action

    def _take_character(self, character: str | None) -> bool:
        """A letter or digit chooses; other signs begin to type where words are typed."""
        current = self._state.current
        if character is None or current is None or character in "?!":
            return False
        if not character.isalnum() and not current.is_typed:
            return False
        self._done = ""
        self.show_state(press(self._state, character))
        return True

    def _late_key(self, event: events.Key) -> bool:
        """A key meant for the input, which came before the input had the focus."""
        if self._state.typing is None:
            return False
        if event.is_printable and event.character:
            self._typed.insert_text_at_cursor(event.character)
            return True
        if event.key == "backspace":
            self._typed.action_delete_left()
            return True
        return False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow what is typed."""
        event.stop()
        if self._state.typing is not None:
            self.show_state(with_text(self._state, self._typed.value))

    def on_paste(self, event: events.Paste) -> None:
        """Begin an answer with what is pasted."""
        current, text = self._state.current, event.text.strip()
        if text and current is not None and current.is_typed and self._state.typing is None:
            event.stop()
            whole = not adds_words(self._state, current)
            self.show_state(begin_answer(self._state, text.splitlines()[0], whole=whole))

    def on_click(self, event: events.Click) -> None:
        """Do what the words under the mouse stand for."""
        offset = event.get_content_offset(self)
        target = target_at(self.line_at(offset.y), offset.x) if offset else ""
        word, _, rest = target.partition(" ")
        if word == "field":
            self.show_state(self._state.go_to(rest))
        elif word == "option":
            self.pick(int(rest))
        elif word:
            self._do(word)
