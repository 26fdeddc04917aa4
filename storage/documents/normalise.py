"""Make any decoded text fit to be stored: NFC, line feeds, no control characters.

Positions are counted in the text that comes out of here, so nothing later may change it.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
_CONTROL_BYTES = bytes(code for code in (*range(32), 127) if code not in (9, 10))


def is_plain(source: bytes) -> bool:
    """Whether ``source`` is ASCII that needs no change at all (the common case, told quickly)."""
    return source.isascii() and len(source.translate(None, _CONTROL_BYTES)) == len(source)


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` as it is stored, and what was changed in a few words each.

    Carriage returns become line feeds without a word, since every Windows file has them.
    """
    warnings: list[str] = []
    text = _with_line_feeds(text, warnings)
    text = _without_controls(text, warnings)
    return _composed(text, warnings), tuple(warnings)


def _with_line_feeds(text: str, warnings: list[str]) -> str:
    """Write every kind of line end as a line feed."""
    pages = text.count("\f")
    separators = sum(text.count(mark) for mark in "\v\x85\u2028\u2029")
    if pages:
        warnings.append(_counted(pages, "page break") + " made a new line")
    if separators:
        warnings.append(_counted(separators, "line separator") + " made a new line")
    return _LINE_ENDS.sub("\n", text) if pages or separators or "\r" in text else text


def _without_controls(text: str, warnings: list[str]) -> str:
    """Leave out what no document means to say: controls, half characters, byte order marks."""
    cleaned, removed = _FORBIDDEN.subn("", text)
    if removed:
        warnings.append(_counted(removed, "control character") + " removed")
    return cleaned


def _composed(text: str, warnings: list[str]) -> str:
    """Write letters and their accents as one character where there is one (NFC)."""
    if text.isascii() or unicodedata.is_normalized("NFC", text):
        return text
    warnings.append("accents composed (Unicode NFC)")
    return unicodedata.normalize("NFC", text)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
