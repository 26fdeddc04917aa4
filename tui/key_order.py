"""Keys reach what has the focus when their turn comes, however fast they are typed.

Textual hands a key to the widget that has the focus at that moment, and the widget acts on
it later. A burst such as ``f a Enter``, read at once from a slow line, would send ``a`` to
the text although ``f`` has opened a form. So one key is let through at a time, with a message
behind it that comes back when it has run its course; and a screen that is about to show
something else holds the keys until it does. Pasted text waits its turn like a key.
"""

import time
from collections import deque

from textual import events, on
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

from tui.display import display_safe
from tui.pace import PacedApp
from tui.widgets.bare import Bare

LONGEST_HOLD = 10.0
"""Seconds after which keys go on even if nobody let them.

Longer than a machine that many share stands still: a key that goes on too early is done to what it
was not meant for.
"""
ROUNDS = 3
"""How often a key is waited for: a typed letter is told by the line's field, then by the line."""
LOOK_AGAIN = 0.1
"""Seconds after which it is seen whether the widget that had a key went with it."""


_WORD_KEYS = {"b": "ctrl+left", "f": "ctrl+right", "d": "ctrl+delete", "\x7f": "ctrl+w"}
"""What Alt and a letter do while words are typed, as in a shell."""


class KeyHandled(Message):
    """The key before this message has run its course: it bubbles the way that the key bubbled.

    What holds others and hears nothing is passed over, unless a message waits there: that one is
    not to be overtaken.
    """

    def _bubble_to(self, widget: MessagePump) -> None:
        above: MessagePump | None = widget
        while isinstance(above, Bare) and not above.message_queue_size:
            above = above._parent
        if above is not None:
            super()._bubble_to(above)


class KeysInOrder(PacedApp):
    """An application that handles one key after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._under_way: float | None = None
        self._rounds = 0
        self._target: MessagePump = self
        self._holds: set[str] = set()
        self._hold_timer: Timer | None = None

    @property
    def has_keys_to_do(self) -> bool:
        """Whether a key is under way, or waits for its turn."""
        return bool(self._waiting or self._holds) or self._is_busy()

    def hold_keys(self, reason: str) -> None:
        """Keep keys back until ``release_keys`` is told the same reason."""
        self._holds.add(reason)
        if self._hold_timer is not None:
            self._hold_timer.stop()
        self._hold_timer = self.set_timer(LONGEST_HOLD, self._release_all)

    def release_keys(self, reason: str) -> None:
        """Let keys go on, unless something else still holds them."""
        self._holds.discard(reason)
        self.call_later(self._next_key)

    def hand_on(self, event: events.Key) -> None:
        """Let the screen below have a key that closed a question, before all that wait."""
        self._waiting.appendleft(events.Key(event.key, event.character))

    def _release_all(self) -> None:
        self._holds.clear()
        self.call_later(self._next_key)

    async def on_event(self, event: events.Event) -> None:
        """Let a key through when the one before has run its course."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self.pace.key(event.time, time.monotonic())
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._waits(event):
            self._waiting.append(event)
            self.set_timer(LOOK_AGAIN, self._next_key)
        else:
            await self._let_through(event)

    def _waits(self, event: events.Key | events.Paste) -> bool:
        """Whether a key has to wait for its turn."""
        may_pass = isinstance(event, events.Key) and self.may_pass(event.key)
        return self._is_busy() or bool(self._holds and not may_pass)

    def may_pass(self, key: str) -> bool:
        """Whether a key is done at once, although keys are held."""
        return False

    def _is_busy(self) -> bool:
        """Whether a key is under way; a widget that closed on its key says no more of it."""
        began = self._under_way
        if began is None or not self._target.is_running:
            return False
        return time.monotonic() - began < LONGEST_HOLD

    async def _let_through(self, event: events.Key | events.Paste) -> None:
        first, *behind = meant(event, self.focused)
        self._waiting.extendleft(reversed(behind))
        self._under_way = time.monotonic()
        self._rounds = 1
        self._target = self.focused or self.screen
        if isinstance(first, events.Key) and self.app_focus and is_bound_only(self._target):
            await self._do_bound(first.key)
        else:
            await super().on_event(first)
        if not self._target.post_message(KeyHandled()):
            self.post_message(KeyHandled())

    async def _do_bound(self, key: str) -> None:
        """Do what a key is bound to, at once: on its way through the widgets no one would take it."""
        done = await self._check_bindings(key, priority=True) or await self._check_bindings(key)
        if not done:
            self.unused_key(key)

    def unused_key(self, key: str) -> None:
        """Called for a key that means nothing now, where keys do nothing but what they are bound to."""

    @on(KeyHandled)
    async def _key_handled(self) -> None:
        # What a widget tells of a key, its parent may tell on in words of its own: where another
        # key waits, the message goes round once more for each, and comes back behind them.
        if self._waiting and self._rounds < ROUNDS and self._target.post_message(KeyHandled()):
            self._rounds += 1
            return
        self._under_way = None
        await self._next_key()

    async def _next_key(self) -> None:
        if self._waiting and not self._holds and not self._is_busy():
            await self._let_through(self._waiting.popleft())


def is_bound_only(target: MessagePump) -> bool:
    """Whether a widget does nothing with keys itself, so that each is for the bindings."""
    return getattr(target, "BOUND_KEYS_ONLY", False)


def meant(
    event: events.Key | events.Paste, focused: DOMNode | None
) -> list[events.Key | events.Paste]:
    """What to do for what a terminal sent.

    No command has Alt in it: Alt and a letter is Esc and the letter, sent in one piece. Where
    words are typed, the few that move by words do that, and in a memo no other means anything:
    there an Esc would throw text away.

    Args:
        event: A key, or pasted text.
        focused: Where it goes.
    """
    if isinstance(event, events.Key) and not event.key.startswith("alt+"):
        return [event]
    # Loaded when they are needed: the first key does not wait for them.
    from textual.widgets import Input, TextArea

    if isinstance(event, events.Paste):
        text = pasted_text(event.text)
        return [events.Paste(" ".join(text.split("\n")) if isinstance(focused, Input) else text)]
    character = event.character
    if character is None:
        return [event]
    if isinstance(focused, Input | TextArea) and character in _WORD_KEYS:
        return [events.Key(_WORD_KEYS[character], None)]
    if isinstance(focused, TextArea):
        return [events.Key("ignore", None)]
    return [
        events.Key("escape", "\x1b"),
        events.Key(event.key.removeprefix("alt+"), character),
    ]


def pasted_text(text: str) -> str:
    """Pasted text without what would act on a terminal; its lines and tabs stay."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("\t".join(map(display_safe, line.split("\t"))) for line in lines)
