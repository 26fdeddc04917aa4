"""Processes of our own: they start under Textual's stand-ins, and no signal slips through."""

import io
import signal
import sys
import threading

import pytest

from tui.children import prepare_for_children


class NoNumber(io.StringIO):
    """A stand-in for standard error, as Textual's."""

    def fileno(self) -> int:
        return -1


def test_it_works_while_standard_error_has_no_number(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stderr", NoNumber())

    prepare_for_children()


def test_signals_stay_blocked_in_the_thread_that_starts_processes():
    masks: list[set[int]] = []

    def start() -> None:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM, signal.SIGHUP})
        prepare_for_children()
        masks.append(signal.pthread_sigmask(signal.SIG_BLOCK, ()))

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()

    assert {signal.SIGTERM, signal.SIGHUP} <= masks[0]
