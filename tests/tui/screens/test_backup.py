"""A copy of the study is written from the library and from a document."""

import pytest

from storage import Study

BESIDE = "study-2025-01-15.db"
"""The name that is proposed on the day of the tests."""


@pytest.mark.parametrize(("keys", "words"), [((), "F search"), (("enter",), "DOCUMENT")])
async def test_the_copy_stands_beside_the_study_and_is_one(sitting, store, study, keys, words):
    async with sitting(*keys, words=words, size=(120, 40)) as desk:
        await desk.press("ctrl+s")
        await desk.until_shown(BESIDE)
        await desk.press("enter")
        await desk.until_said(f"{store.with_name(BESIDE)} was written (")

    with Study.open(store.with_name(BESIDE), coder="anna") as copy:
        assert copy.overview() == study.overview()


async def test_nothing_is_overwritten(sitting, store):
    taken = store.with_name(BESIDE)
    taken.write_text("a letter")
    async with sitting("ctrl+s", words="study-2025-01-15-2.db") as desk:
        desk.screen.query_one("#file").value = str(taken)
        await desk.press("enter")
        await desk.until_shown("already; give another name.")
        await desk.press("escape")

        assert "Back up the study" not in desk.shown
    assert taken.read_text() == "a letter"
    assert not store.with_name("study-2025-01-15-2.db").exists()


async def test_a_copy_that_cannot_be_written_says_why(sitting, store):
    async with sitting("ctrl+s", words=BESIDE) as desk:
        desk.screen.query_one("#file").value = str(store.with_name("nowhere") / "copy.db")
        await desk.press("enter")
        await desk.until_said("could not be written: No such file or directory.")
