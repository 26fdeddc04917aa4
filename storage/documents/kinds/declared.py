"""A study's own kinds: known by the patterns and field labels that its codebook declares."""

import functools
import re
from collections.abc import Sequence

from storage.documents.kinds.model import Clues, DeclaredKind, Judgement
from storage.errors import SourceError

_PARTIAL = 0.85
"""The most that a kind scores of which not every sign is there."""


def judge_declared(clues: Clues, kinds: Sequence[DeclaredKind]) -> Judgement:
    """The declared kind that fits best.

    Raises:
        SourceError: a pattern is no regular expression.
    """
    return max((_judge(clues, kind) for kind in kinds), key=lambda judged: judged.score)


def _judge(clues: Clues, kind: DeclaredKind) -> Judgement:
    """Score one kind by the share of its signs that are there."""
    signs = [
        *((pattern, _compiled(pattern, kind.name)) for pattern in kind.patterns),
        *((label, _label(label)) for label in kind.labels),
    ]
    there = [sign for sign, expression in signs if expression.search(clues.text)]
    if not there:
        return Judgement(kind.name, 0.0, "")
    score = 1.0 if len(there) == len(signs) else _PARTIAL * len(there) / len(signs)
    return Judgement(kind.name, score, ", ".join(there))


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str, name: str) -> re.Pattern[str]:
    """The pattern, lines and capitals ignored as researchers expect."""
    try:
        return re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    except re.error as error:
        raise SourceError(
            f"The pattern “{pattern}” of the kind “{name}” is no regular expression: {error}."
        ) from error


@functools.lru_cache(maxsize=256)
def _label(label: str) -> re.Pattern[str]:
    """The label at the beginning of a line, with its colon or alone on it."""
    words = re.escape(label.rstrip(" :"))
    return re.compile(rf"^[ \t•*-]*{words}[ \t]*(?::|$)", re.IGNORECASE | re.MULTILINE)
