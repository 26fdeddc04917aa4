"""Keys typed in a burst do what the same keys do one by one."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.events import Event, Key, Paste
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from storage import Place, Study
from tui.app import CasecoderApp
from tui.key_order import meant
from tui.screens.review import ReviewScreen

Until = Callable[[Pilot[None], Callable[[], object]], Awaitable[None]]


def burst(app: CasecoderApp, keys: str) -> None:
    """Keys read from the terminal at once."""
    send(app, *keys.split())


def send(app: CasecoderApp, *keys: str | Event) -> None:
    """Keys and pasted text, read from the terminal at once."""
    driver = app._driver
    assert driver is not None
    for key in keys:
        if isinstance(key, str):
            driver.process_message(Key(key, key if len(key) == 1 else None))
        else:
            driver.process_message(key)


@asynccontextmanager
async def reviewing(
    app: CasecoderApp, study: Study, until: Until, name: str = "ardley-21-004-117.txt"
) -> AsyncIterator[tuple[Pilot[None], str]]:
    """The application, standing at the beginning of a document."""
    uid = study.find_document(name).uid
    study.save_place(Place(uid, 0, "{}"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        yield pilot, uid


async def test_a_burst_reaches_the_form_it_opens(
    app: CasecoderApp, study: Study, until: Until, store: Path
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        burst(app, "j f c d enter j r a enter")
        await until(pilot, lambda: len(study.coding(uid).records) == 2)

        finding, remedy = study.coding(uid).records
        assert (finding.values["conclusion"], finding.values["fault_type"]) == (
            "criticism",
            "delay",
        )
        assert remedy.values["remedy_type"] == "apology"


async def test_a_burst_over_documents_codes_each_where_it_was_meant(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    first = study.find_document("ardley-21-004-117.txt").uid
    second = study.neighbour(first, 1)
    assert second is not None
    study.save_place(Place(first, 0, "{}"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)
        burst(app, "j f c enter n j f p enter")
        await until(pilot, lambda: len(study.coding(second).records) == 1)

        assert [record.values["conclusion"] for record in study.coding(first).records] == [
            "criticism"
        ]
        assert [record.values["conclusion"] for record in study.coding(second).records] == [
            "praise"
        ]


async def test_a_burst_opens_the_document_that_it_filters_for(
    app: CasecoderApp, until: Until
) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.library.documents.row)
        burst(app, "slash s t r a t h enter enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)

        assert "Strathmore" in app.screen.coding.document.title


async def test_a_burst_after_a_change_of_the_list_means_the_list_it_makes(
    app: CasecoderApp, until: Until
) -> None:
    async with app.run_test() as pilot:
        await until(pilot, lambda: app.library.documents.row)
        burst(app, "slash s t r a t h enter escape g j enter")
        await until(pilot, lambda: isinstance(app.screen, ReviewScreen) and app.screen.opened)

        assert app.screen.coding.document.position == 2


async def test_a_burst_codes_the_sentence_that_it_finds(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until, "strathmore-202103418.txt") as (pilot, uid):
        burst(app, "slash a p o l o g y enter r a enter escape j f p enter")
        await until(pilot, lambda: len(study.coding(uid).records) == 2)

        finding, remedy = study.coding(uid).records
        assert finding.values["conclusion"] == "praise"
        assert "apology" in remedy.evidence[0].quote


async def test_a_burst_answers_the_question_it_raises(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        burst(app, "exclamation_mark w h o enter j m s o ctrl+s")
        await until(pilot, lambda: study.coding(uid).memos)

        assert study.coding(uid).review.flag_reason == "who"
        assert study.coding(uid).memos[0].text == "so"


async def test_esc_and_the_next_key_in_one_piece_are_both_meant(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        send(app, *"jfcd", Key("alt+j", "j"), *"je", Key("enter", "\r"))
        await until(pilot, lambda: study.coding(uid).records)

        (record,) = study.coding(uid).records
        assert record.values["fault_type"] == "delay"


async def test_pasted_text_waits_for_what_opens_before_it(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        text = "two\r\nlines \x1b[2J"
        send(app, "M", Paste(text), Key("alt+f", "f"), Key("alt+x", "x"), Key("ctrl+s", None))
        await until(pilot, lambda: study.coding(uid).memos)

        assert study.coding(uid).memos[0].text == "two\nlines ␛[2J"


@pytest.mark.parametrize(
    ("key", "where", "expected"),
    [
        (Key("alt+f", "f"), None, ["escape", "f"]),
        (Key("alt+enter", "\r"), None, ["escape", "enter"]),
        (Key("alt+f", "f"), Input(), ["ctrl+right"]),
        (Key("alt+j", "j"), Input(), ["escape", "j"]),
        (Key("alt+j", "j"), TextArea(), ["ignore"]),
        (Key("alt+left", None), None, ["alt+left"]),
        (Key("j", "j"), None, ["j"]),
    ],
)
def test_alt_is_esc_where_no_words_are_typed(
    key: Key, where: Input | TextArea | None, expected: list[str]
) -> None:
    assert [each.key for each in meant(key, where)] == expected


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (Input(), "one two \u241b[2J"),
        (TextArea(), "one\ntwo \u241b[2J"),
        (None, "one\ntwo \u241b[2J"),
    ],
)
def test_pasted_lines_become_one_where_there_is_room_for_one(
    where: Input | TextArea | None, expected: str
) -> None:
    (paste,) = meant(Paste("one\r\ntwo \x1b[2J"), where)

    assert isinstance(paste, Paste)
    assert paste.text == expected


async def test_a_burst_codes_the_hits_that_it_finds(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        burst(app, "F t r i b u n a l enter a c f c y")
        await until(pilot, lambda: study.coding(uid).records)
        await pilot.press("escape")

        sentences = [record.evidence[0].quote for record in study.coding(uid).records]
        assert all("tribunal" in sentence.lower() for sentence in sentences)


async def test_a_burst_goes_to_the_hit_that_it_finds(
    app: CasecoderApp, study: Study, until: Until
) -> None:
    async with reviewing(app, study, until) as (pilot, uid):
        burst(app, "F s t r a t h m o r e enter J K enter f c enter")
        other = study.find_document("strathmore-202103418.txt").uid
        await until(pilot, lambda: study.coding(other).records)

        assert "Strathmore" in study.coding(other).records[0].evidence[0].quote
        assert study.coding(uid).records == ()
