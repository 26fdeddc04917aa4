"""What Textual writes to the terminal, in half the bytes: on a slow line they are what one waits for.

Textual ends the style of each piece of text and names all of the next, also where little or
nothing of it differs, and begins a new line before it names a place.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_STYLE = re.compile(r"(\x1b\[[0-9;]*m)")
"""The sequence that sets a style, beside none that is set already, or ends it."""
_PLACES = re.compile(r"(?:\x1b\[\d+;\d+H)+")
_LINE_ENDS = re.compile(r"\r?\n(?=\x1b\[\d+;\d+H)")
_CODES = re.compile(r"[34]8;2;\d+;\d+;\d+|[34]8;5;\d+|\d+")
_PLAIN = "\x1b[0m"
_SEEN_IN_LETTERS = frozenset({"text", "1", "2", "3"})
"""What makes no difference to a blank: the colour of letters, bold, faint, italic."""


def slim(picture: str) -> str:
    """The same picture in fewer bytes; in front of it and behind it no style is set."""
    if _PLAIN not in picture:
        return picture
    written: list[str] = []
    style = shown = _PLAIN
    for part in _STYLE.split(_LINE_ENDS.sub("", picture)):
        if part.endswith("m") and _STYLE.fullmatch(part):
            style = part
        elif part:
            if style != shown and not _PLACES.fullmatch(part):
                turn, shown = _turn(shown, style, is_blank=part.isspace())
                written.append(turn)
            written.append(part)
    if shown != _PLAIN:
        written.append(_PLAIN)
    return "".join(written)


@lru_cache(maxsize=4096)
def _turn(old: str, new: str, *, is_blank: bool) -> tuple[str, str]:
    """What turns one style into another, and the style that is set then."""
    before, after = dict(_parts(old)), dict(_parts(new))
    if is_blank and after.keys() <= _SEEN_IN_LETTERS | {"ground"}:
        kept = {name: before[name] for name in before.keys() & _SEEN_IN_LETTERS}
        after = {name: after[name] for name in after.keys() - _SEEN_IN_LETTERS} | kept
    if not after:
        return (_PLAIN if before else ""), _PLAIN
    if before.keys() <= after.keys():
        differs = [code for name, code in after.items() if before.get(name) != code]
    else:
        differs = ["0", *after.values()]
    turn = f"\x1b[{';'.join(differs)}m" if differs else ""
    return turn, f"\x1b[{';'.join(after.values())}m"


def _parts(style: str) -> Iterator[tuple[str, str]]:
    """What a style sets, and with which code."""
    for code in _CODES.findall(style[2:-1]):
        number = int(code.partition(";")[0])
        if number in range(30, 40) or number in range(90, 98):
            yield "text", code
        elif number in range(40, 50) or number in range(100, 108):
            yield "ground", code
        elif number:
            yield code, code
