"""Mends letters that fonts keep where no letter belongs: bullets, ligatures, hidden hyphens."""

import re
from typing import Final

_SYMBOL_FONTS: Final = ("wingding", "webding", "symbol", "dingbat")
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_BULLET: Final = "•"
_BULLETS: Final = frozenset("•●○▪■◼◾◦‣·∙►▶➢➤❖◆◊✓✔–-")
"""What a bullet may be printed as without being mended."""
_LONGEST_BULLET: Final = 2
_LETTERS: Final = str.maketrans(
    {
        "ﬀ": "ff",
        "ﬁ": "fi",
        "ﬂ": "fl",
        "ﬃ": "ffi",
        "ﬄ": "ffl",
        "ﬅ": "st",
        "ﬆ": "st",
        "\xa0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\u200b": None,
        "\u200c": None,
        "\u2060": None,
        "\u2010": "-",
        "\u2011": "-",
    }
)
"""Ligatures as letters, blanks of every width as one, both kinds of hyphen as the usual one."""


def is_symbol_font(name: str) -> bool:
    """Whether a font, named in small letters, draws signs where others draw letters."""
    return any(symbol in name for symbol in _SYMBOL_FONTS)


def mended(words: str, is_symbol: bool, *, is_first: bool) -> str:
    """The words with letters as people write them; a sign that opens a line is its bullet."""
    if not words.isascii():
        words = words.translate(_LETTERS)
    sign = words.strip()
    if is_first and _is_bullet(sign, is_symbol):
        return f"{_BULLET} "
    if is_first and sign[:1] and _PRIVATE.match(sign):
        return f"{_BULLET} {sign[1:].lstrip()}"
    return words


def _is_bullet(sign: str, is_symbol: bool) -> bool:
    """Whether a whole run is a bullet that reads as something else."""
    if not 0 < len(sign) <= _LONGEST_BULLET:
        return False
    return sign not in _BULLETS and (is_symbol or _PRIVATE.fullmatch(sign) is not None)
