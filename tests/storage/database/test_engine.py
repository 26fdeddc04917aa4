"""A store's file that goes away while it is open: nothing is called saved that nobody will find."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from storage import StoreUnwritable, Study

WORDS = "was moved, deleted or replaced while it was open"


def moved(store: Path) -> None:
    store.rename(store.with_name("elsewhere.db"))


def deleted(store: Path) -> None:
    store.unlink()


def replaced(store: Path) -> None:
    shutil.copy(store, store.with_name("copy.db"))
    store.with_name("copy.db").rename(store)


@pytest.mark.parametrize("gone", [moved, deleted, replaced])
def test_a_store_that_is_gone_takes_no_more(
    store: Path, opened: Callable[..., Study], april: str, gone: Callable[[Path], None]
) -> None:
    study = opened(store)
    study.flag(april, "before")
    gone(store)

    with pytest.raises(StoreUnwritable, match=WORDS):
        study.flag(april, "after")


def test_no_empty_store_is_left_where_one_was(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    study = opened(store)
    store.unlink()
    study.close()

    with pytest.raises(StoreUnwritable, match=WORDS):
        study.overview()
    with pytest.raises(StoreUnwritable, match=WORDS):
        study.backup(store.with_name("copy.db"))

    assert not list(store.parent.glob("*.db"))


def test_a_store_that_is_put_back_takes_on(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    study = opened(store)
    study.flag(april, "before")
    moved(store)
    with pytest.raises(StoreUnwritable):
        study.flag(april, "meanwhile")
    store.with_name("elsewhere.db").rename(store)

    study.flag(april, "after")

    assert opened(store).coding(april).review.flag_reason == "after"
    assert list(study.verify()) == []
