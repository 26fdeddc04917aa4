"""Keys reach what has the focus when their turn comes, however fast they are typed.

Textual hands a key to the widget that has the focus at that moment, and the widget acts on
it later. A burst such as ``f a Enter``, read at once from a slow line, would send ``a`` to
the text although ``f`` has opened a form. So one key is let through at a time, with a message
behind it that comes back when it has run its course; and a screen that is about to show
something else holds the keys until it does.
"""

import time
from collections import deque

from textual import events, on
from textual.app import App
from textual.message import Message
from textual.message_pump import MessagePump
from textual.timer import Timer

LONGEST_HOLD = 3.0
"""Seconds after which keys go on even if nobody let them."""
LOOK_AGAIN = 0.1
"""Seconds after which it is seen whether the widget that had a key went with it."""


class KeyHandled(Message):
    """The key before this message has run its course: it bubbles the way that the key bubbled."""


class KeysInOrder(App[None]):
    """An application that handles one key after the other."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key] = deque()
        self._under_way: float | None = None
        self._target: MessagePump = self
        self._holds: set[str] = set()
        self._hold_timer: Timer | None = None

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

    def _release_all(self) -> None:
        self._holds.clear()
        self.call_later(self._next_key)

    async def on_event(self, event: events.Event) -> None:
        """Let a key through when the one before has run its course."""
        if not isinstance(event, events.Key) or event.is_forwarded:
            await super().on_event(event)
        elif self._holds or self._is_busy():
            self._waiting.append(event)
            self.set_timer(LOOK_AGAIN, self._next_key)
        else:
            await self._let_through(event)

    def _is_busy(self) -> bool:
        """Whether a key is under way; a widget that closed on its key says no more of it."""
        began = self._under_way
        if began is None or not self._target.is_running:
            return False
        return time.monotonic() - began < LONGEST_HOLD

    async def _let_through(self, event: events.Key) -> None:
        self._under_way = time.monotonic()
        self._target = self.focused or self.screen
        await super().on_event(event)
        if not self._target.post_message(KeyHandled()):
            self.post_message(KeyHandled())

    @on(KeyHandled)
    async def _key_handled(self) -> None:
        self._under_way = None
        await self._next_key()

    async def _next_key(self) -> None:
        if self._waiting and not self._holds and not self._is_busy():
            await self._let_through(self._waiting.popleft())
