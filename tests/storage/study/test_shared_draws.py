"""Bootstrap draws shared with a second process: the same ones, whatever becomes of it."""

from collections.abc import Iterator
from itertools import islice

import pytest

from storage.agreement.adding import totals
from storage.documents.own_process import OwnProcess
from storage.study import shared_draws

NUMBERS = [3**number for number in range(40)]
ASKED = (NUMBERS, 9, 7, range(21))
"""Documents, bytes of a sum, seed and draws."""


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[OwnProcess]]:
    """Every process that was begun, however little there is to do."""
    found: list[OwnProcess] = []

    def begin(*given: str) -> OwnProcess:
        found.append(OwnProcess(*given))
        return found[-1]

    monkeypatch.setattr(shared_draws, "WORTH_IT", 0)
    monkeypatch.setattr(shared_draws.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(shared_draws, "OwnProcess", begin)
    yield found
    for process in found:
        assert process._process.returncode is not None


def test_two_processes_draw_what_one_does(started):
    assert list(shared_draws.shared_totals(*ASKED)) == list(totals(*ASKED))
    assert len(started) == 1


def test_little_is_drawn_without_a_second_process(started, monkeypatch):
    monkeypatch.setattr(shared_draws, "WORTH_IT", 10**9)

    assert list(shared_draws.shared_totals(*ASKED)) == list(totals(*ASKED))
    assert started == []


def test_a_process_that_ends_early_costs_no_draw(started):
    drawn = shared_draws.shared_totals(*ASKED)
    first = next(drawn)
    started[0]._process.kill()

    assert [first, *drawn] == list(totals(*ASKED))


def test_drawing_that_is_stopped_leaves_no_process(started):
    drawn = shared_draws.shared_totals(*ASKED)
    list(islice(drawn, 3))
    drawn.close()

    assert started[0]._process.returncode is not None


def test_a_system_that_starts_no_process_draws_alone(started, monkeypatch):
    def refuse(*_given: str) -> OwnProcess:
        raise OSError("no more processes")

    monkeypatch.setattr(shared_draws, "OwnProcess", refuse)

    assert list(shared_draws.shared_totals(*ASKED)) == list(totals(*ASKED))
