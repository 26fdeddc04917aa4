"""What every hit of a regular expression has in it, word for word."""

import re
from typing import Final

_PIECES: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{[\d,]*\}|.", re.DOTALL)
"""An escape, a set of characters, how often what is before it repeats, or a single character."""
_REMARKS: Final = re.compile(r"\(\?(?:#|[a-z]*x)")
"""A remark, or a flag that lets them stand anywhere: brackets in them are none."""
_MAY_BE_ABSENT: Final = ("*", "?", "{")
"""How a piece begins behind which what stands before it need not be there."""
_NO_CHARACTER: Final = frozenset(".^$+)")
"""Pieces that stand for themselves only when they are escaped."""


def literal(expression: str) -> str:
    """The longest words that every hit has in it; empty when none are sure.

    It sees what stands outside brackets, and knows nothing of an expression with alternatives there.

    Args:
        expression: A regular expression that is one.
    """
    if _REMARKS.search(expression):
        return ""
    runs, depth = [""], 0
    for piece in _PIECES.findall(expression):
        if piece == "|" and not depth:
            return ""
        if piece.startswith(_MAY_BE_ABSENT) and not depth:
            runs[-1] = runs[-1][:-1]
        depth += {"(": 1, ")": -1}.get(piece, 0)
        is_character = (
            len(piece) == 1 and piece not in _NO_CHARACTER and piece not in _MAY_BE_ABSENT
        )
        if not depth and is_character:
            runs[-1] += piece
        elif not depth and re.fullmatch(r"\\[^\w\s]", piece):
            runs[-1] += piece[1]
        else:
            runs.append("")
    return max(runs, key=len)
