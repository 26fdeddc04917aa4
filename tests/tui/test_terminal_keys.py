"""What a terminal sends, and the keys that it means."""

import pytest
from textual import events

from tui.terminal import KeyParser


def keys(*pieces: str) -> list[str]:
    """The keys of some pieces of input, each read by itself, after a while without more."""
    parser = KeyParser()
    found = [message for piece in pieces for message in parser.feed(piece)]
    parser._timeout_time = 0.0 if parser._timeout_time is not None else None
    found += parser.tick()
    return [told(message) for message in found]


def told(message: object) -> str:
    if isinstance(message, events.Paste):
        return f"paste {message.text}"
    assert isinstance(message, events.Key)
    return message.key


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        (("j",), ["j"]),
        (("\x1b",), ["escape"]),
        (("\x1b[A",), ["up"]),
        (("\x1b", "[A"), ["up"]),
        (("\x1b[", "A"), ["up"]),
        (("\x1bOP",), ["f1"]),
        (("\x1b\x1b",), ["escape", "escape"]),
        (("\x1b", "j"), ["escape", "j"]),
        (("\x1bj",), ["alt+j"]),
        (("\x1bf",), ["alt+f"]),
        (("\x1bjk",), ["alt+j", "k"]),
        (("\x1b\r",), ["alt+enter"]),
        (("\x1b\x7f",), ["alt+backspace"]),
        (("\x1b\x1bj",), ["escape", "alt+j"]),
        (("\x1bj\x1b[B",), ["alt+j", "down"]),
        (("x\x1b", "\x1b", "[B"), ["x", "escape", "down"]),
        (("\x1b" + "j" * 60,), ["alt+j", *"j" * 59]),
    ],
)
def test_an_esc_is_never_lost(pieces: tuple[str, ...], expected: list[str]) -> None:
    assert keys(*pieces) == expected


@pytest.mark.parametrize(
    "pieces",
    [
        ("\x1b[200~a\x1bj b\x1b[201~k",),
        ("\x1b[200", "~a\x1bj b\x1b[20", "1~k"),
        ("\x1b[200~a\x1b", "j b\x1b", "[201~k"),
    ],
)
def test_pasted_text_holds_no_keys(pieces: tuple[str, ...]) -> None:
    assert keys(*pieces) == ["paste a\x1bj b", "k"]


def test_after_a_paste_an_esc_is_a_key_again() -> None:
    assert keys("\x1b[200~a\x1b[201~", "\x1bj") == ["paste a", "alt+j"]
