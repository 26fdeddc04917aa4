"""Holding off the search for cyclic garbage."""

import gc

import pytest

from storage.exchange.unswept import unswept


def test_the_search_goes_on_as_before_afterwards_even_after_an_error() -> None:
    before = gc.get_threshold()

    with pytest.raises(OSError, match="full"), unswept():
        meanwhile = gc.get_threshold()
        raise OSError("full")

    assert meanwhile[0] > before[0]
    assert gc.get_threshold() == before


def test_a_search_that_is_off_stays_off() -> None:
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        with unswept():
            meanwhile = gc.get_threshold()
    finally:
        gc.set_threshold(*before)

    assert meanwhile[0] == 0
