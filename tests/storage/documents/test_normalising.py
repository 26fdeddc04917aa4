"""A stored text is NFC, has line feeds only and no control characters; changes are reported."""

import pytest

from storage.documents.normalise import normalise

CHANGED = {
    "a\r\nb\rc": ("a\nb\nc", ()),
    "a\x0cb": ("a\nb", ("1 page break made a new line",)),
    "a\u2028b\u2029c\x85d": ("a\nb\nc\nd", ("3 line separators made a new line",)),
    "a\x00b\x1b[0m\x9bc": ("ab[0mc", ("3 control characters removed",)),
    "\ufeffa\ufeff": ("a", ("2 control characters removed",)),
    "a\ud800b": ("ab", ("1 control character removed",)),
    "cafe\u0301": ("café", ("accents composed (Unicode NFC)",)),
}


@pytest.mark.parametrize("given", CHANGED)
def test_a_text_is_made_fit_and_what_changed_is_said(given):
    assert normalise(given) == CHANGED[given]


@pytest.mark.parametrize("kept", ["tab\there", "soft\u00adhyphen", "no\u00a0break", "naïve – “so”"])
def test_everything_else_stays(kept):
    assert normalise(kept) == (kept, ())
