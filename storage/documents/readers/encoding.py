"""From bytes to characters: byte order mark, then strict UTF-8, then Windows-1252."""

import codecs

from storage.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WRONG = "\ufffd"
_SAMPLE = 5_000_000
"""Bytes before and after the first wrong one that tell what a file is; all of most files."""


def declared_encoding(source: bytes) -> str | None:
    """The encoding that a byte order mark declares, if there is one."""
    return next((name for mark, name in _MARKS if source.startswith(mark)), None)


def decode(source: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Return the characters of ``source`` and what had to be guessed.

    Raises:
        SourceError: the byte order mark promises an encoding that the rest is not in.
    """
    declared = declared_encoding(source)
    if declared is not None:
        return _decode_as(declared, source, name), ()
    try:
        return source.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _guess(source, error.start)


def _decode_as(encoding: str, source: bytes, name: str) -> str:
    """Decode what declares its encoding, or say that it is broken."""
    try:
        return source.decode(encoding).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name} says it is {encoding.upper()} but is not: byte {error.start:,} cannot be read. "
            "Save it again as UTF-8."
        ) from error


def _guess(source: bytes, at: int) -> tuple[str, tuple[str, ...]]:
    """Read damaged UTF-8 as UTF-8, since Windows-1252 would garble all of it; else Windows-1252.

    ``at`` is where the first byte is that is no UTF-8.
    """
    sample = source[max(0, at - _SAMPLE) : at + _SAMPLE].decode("utf-8", errors="replace")
    wrong = sample.count(_WRONG)
    right = len(sample) - wrong - len(sample.encode("ascii", errors="ignore"))
    if right > wrong:
        damaged = source.decode("utf-8", errors="replace")
        wrong = damaged.count(_WRONG)
        return damaged, (_count_wrong(wrong) + f" could not be read: shown as {_WRONG}",)
    text = source.decode("cp1252", errors="replace")
    wrong = text.count(_WRONG)
    guess = "read as Windows-1252, not UTF-8"
    return text, (guess, _count_wrong(wrong) + f" could not be read: shown as {_WRONG}")[
        : 1 + bool(wrong)
    ]


def _count_wrong(number: int) -> str:
    return "1 character" if number == 1 else f"{number:,} characters"
