"""Bootstrap draws on two processors, where there is enough to do for both."""

import os
from collections.abc import Iterator, Sequence

from storage.agreement.adding import totals
from storage.documents.own_process import OwnProcess

WORTH_IT = 5_000_000_000
"""Bytes that are added up in all, from which a second process comes to more than it costs."""


def shared_totals(numbers: Sequence[int], n_bytes: int, seed: int, draws: range) -> Iterator[bytes]:
    """As ``totals``, the second half of them meanwhile in a process of its own."""
    helper = None
    if (os.cpu_count() or 1) > 1 and len(numbers) * n_bytes * len(draws) >= WORTH_IT:
        helper = _begun()
    if helper is None:
        yield from totals(numbers, n_bytes, seed, draws)
        return
    half = draws.start + len(draws) // 2
    try:
        is_asked = _ask(helper, numbers, n_bytes, seed, range(half, draws.stop))
        yield from totals(numbers, n_bytes, seed, range(draws.start, half))
        packed = _answer(helper) if is_asked else None
    finally:
        helper.end()
    if packed is None:
        yield from totals(numbers, n_bytes, seed, range(half, draws.stop))
        return
    for at in range(0, len(packed), n_bytes):
        yield packed[at : at + n_bytes]


def _begun() -> OwnProcess | None:
    """The process; None where the system starts none."""
    try:
        return OwnProcess("storage.agreement.adding", "add_up")
    except OSError:
        return None


def _ask(helper: OwnProcess, numbers: Sequence[int], n_bytes: int, seed: int, draws: range) -> bool:
    """Say what is to be added up; says whether it was heard."""
    try:
        helper.connection.send((n_bytes, seed, draws.start, draws.stop))
        helper.connection.send_bytes(
            b"".join([each.to_bytes(n_bytes, "little") for each in numbers])
        )
    except OSError:
        return False
    return True


def _answer(helper: OwnProcess) -> bytes | None:
    """All sums, one after the other; None when the process ended before."""
    try:
        return helper.connection.recv_bytes()
    except (OSError, EOFError):
        return None
