"""What people read: safe to draw, and in their words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage import Money
from tui.display import (
    ASCII_MARKS,
    UNICODE_MARKS,
    count_text,
    date_text,
    display_safe,
    kind_text,
    money_text,
    one_line,
    terminal_marks,
    words,
)


@given(st.text(st.characters(codec=None)))
def test_safe_text_is_as_long_as_the_text(text: str):
    assert len(display_safe(text)) == len(text)
    assert len(one_line(text)) == len(text)


@given(st.text(st.characters(codec=None)))
def test_safe_text_holds_no_control_but_the_line_break(text: str):
    safe = display_safe(text)

    assert not [c for c in safe if (ord(c) < 0x20 and c != "\n") or 0x7F <= ord(c) <= 0x9F]


def test_an_escape_sequence_becomes_visible():
    assert display_safe("a\x1b[2Jb\x9b") == "a␛[2Jb�"


def test_a_change_of_direction_becomes_visible():
    assert display_safe("pay\u202e001") == "pay◦001"


def test_a_tab_is_one_space():
    assert display_safe("a\tb") == "a b"


def test_one_line_has_no_line_break():
    assert one_line("a\nb") == "a b"


@pytest.mark.parametrize(
    ("iso", "text"),
    [
        ("2022-03-14", "14 Mar 2022"),
        ("2021-07", "Jul 2021"),
        ("2020", "2020"),
        (None, "—"),
        ("soon", "soon"),
        ("2020-13-01", "2020-13-01"),
    ],
)
def test_dates_read_as_people_write_them(iso: str | None, text: str):
    assert date_text(iso) == text


@pytest.mark.parametrize(
    ("money", "text"),
    [
        (Money(300), "£300.00"),
        (Money(1250.5, "EUR"), "€1,250.50"),
        (Money(20, "CHF"), "20.00 CHF"),
    ],
)
def test_money_has_its_sign(money: Money, text: str):
    assert money_text(money) == text


def test_kinds_have_a_readers_words():
    assert kind_text("lgsco_decision") == "LGSCO decision"
    assert kind_text("press_ombudsman") == "press, ombudsman"


def test_a_studys_own_kind_has_its_label():
    assert kind_text("minutes", {"minutes": "council minutes"}) == "council minutes"
    assert kind_text("board_minutes") == "board minutes"


def test_values_read_as_words():
    assert words("partly_upheld") == "partly upheld"


def test_one_document_is_no_plural():
    assert [count_text(1, "document"), count_text(1200, "document")] == [
        "1 document",
        "1,200 documents",
    ]


def test_a_linux_console_gets_plain_letters(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")

    assert terminal_marks({"TERM": "linux"}) is ASCII_MARKS


def test_other_terminals_get_signs(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("locale.getencoding", lambda: "UTF-8")

    assert terminal_marks({"TERM": "xterm-256color"}) is UNICODE_MARKS


def test_a_locale_without_unicode_gets_plain_letters(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("locale.getencoding", lambda: "ANSI_X3.4-1968")

    assert terminal_marks({"TERM": "xterm-256color"}) is ASCII_MARKS


def test_every_status_has_its_sign():
    signs = [UNICODE_MARKS.status(each) for each in ("todo", "in_progress", "done", "excluded")]

    assert signs == ["○", "◐", "●", "×"]
