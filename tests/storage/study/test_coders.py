from collections.abc import Callable
from pathlib import Path

import pytest

from storage import NameRefused, Study


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("an\nna", "cannot be seen"),
        ("an\x1b[2Jna", "cannot be seen"),
        ("an\u202ena", "cannot be seen"),
        ("\ud800", "cannot be seen"),
        ("a" * 65, "longer than 64"),
    ],
)
def test_a_name_that_cannot_be_used_is_refused_before_anything_is_done(
    store: Path, tmp_path: Path, codebook_text: str, name: str, said: str
) -> None:
    with pytest.raises(NameRefused, match=said):
        Study.open(store, coder=name)
    with pytest.raises(NameRefused, match=said):
        Study.create(tmp_path / "new.db", coder=name, codebook=codebook_text)

    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize("name", ["", "x\ny", "x\u202ey"])
def test_a_studys_name_that_cannot_be_shown_is_refused(
    tmp_path: Path, codebook_text: str, name: str
) -> None:
    if not name:
        codebook_text = codebook_text.replace('name = "Letters"', 'name = " "')
    with pytest.raises(Exception, match=r"name|Line"):
        Study.create(tmp_path / "new.db", coder="anna", codebook=codebook_text, name=name)

    assert not (tmp_path / "new.db").exists()


def test_a_name_is_the_same_however_it_is_spelled_in_unicode(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    composed, decomposed = opened(store, " Zo\u00eb "), opened(store, "Zoe\u0308")
    composed.flag(april, "mine")

    assert composed.coder == decomposed.coder == "Zo\u00eb"
    assert decomposed.coding(april).review.flag_reason == "mine"


def test_opening_enrols_nobody(store: Path, opened: Callable[..., Study]) -> None:
    guest = opened(store, "guest")
    guest.overview(), guest.documents(), guest.next_to_do(), list(guest.history())

    assert guest.coders() == ("anna",)


def test_joining_gives_the_studys_documents_to_do(
    store: Path, opened: Callable[..., Study], april: str
) -> None:
    opened(store, "anna").exclude(april, "a duplicate")
    guest = opened(store, "guest")

    guest.join()
    guest.join()

    assert guest.coders() == ("anna", "guest")
    assert guest.overview().statuses["todo"] == 4
    assert list(guest.verify()) == []


def test_who_joins_after_a_draw_has_what_was_drawn(
    store: Path, opened: Callable[..., Study]
) -> None:
    anna, guest = opened(store, "anna"), opened(store, "guest")
    anna.sample(2, by=None, seed=1)

    guest.join()

    assert guest.overview().statuses["todo"] == 2
    assert guest.next_to_do() == anna.next_to_do()


def test_the_store_is_named_as_it_was_given(store: Path, opened: Callable[..., Study]) -> None:
    assert opened(store).store == str(store)
