"""One queue for every change the user makes."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Self, TypeVar

from textual.message import Message
from textual.message_pump import MessagePump

from tui.messages import ChangeFailed

T = TypeVar("T")


class Writer:
    """Makes changes one at a time, in order, and finishes every one it accepts.

    A Textual worker would not do: workers are cancelled when their screen
    closes, and a change must outlive the screen it was made on.
    """

    def __init__(self) -> None:
        self._queue = ThreadPoolExecutor(max_workers=1, thread_name_prefix="writer")

    def __enter__(self) -> Self:
        """Use the writer in a ``with`` block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Wait for the last change."""
        self.close()

    def submit(
        self,
        sender: MessagePump,
        change: Callable[[], T],
        saved: Callable[[T], Message] | None = None,
        failed: Callable[[BaseException], ChangeFailed] = ChangeFailed,
    ) -> None:
        """Queue a change.

        Args:
            sender: Who is told of the success; it may be gone by then.
            change: Makes the change, in the writer's thread.
            saved: Makes the message to post from what ``change`` returned.
            failed: Makes the message that the application gets when it did not happen.
        """
        app = sender.app

        def report(done: Future[T]) -> None:
            if error := done.exception():
                _post(app, failed(error))
            elif saved is not None:
                _post(sender, saved(done.result()))

        self._queue.submit(change).add_done_callback(report)

    def wait(self) -> None:
        """Return when every change queued so far has been made. Never call it from the event loop."""
        self._queue.submit(lambda: None).result()

    def close(self) -> None:
        """Make the last change, and take no more."""
        self._queue.shutdown(wait=True)


def _post(receiver: MessagePump, message: Message) -> None:
    """Post from the writer's thread; a receiver whose loop has ended needs no message."""
    try:
        receiver.post_message(message)
    except RuntimeError:
        return
