"""Commands found by plain words: those of label and help, others that mean the same, near spellings."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache

_SAME = tuple(
    frozenset(words.split())
    for words in (
        "add append attach",
        "remove delete erase discard drop trash",
        "leave quit exit close",
        "memo comment note annotation remark",
        "make new create tag code annotate label highlight mark",
        "find search look grep",
        "import load upload add insert files",
        "export save download csv spreadsheet dataset results",
        "undo revert oops",
        "redo repeat",
        "copy clipboard yank quote citation",
        "backup save copy archive safe",
        "theme colours colors colour color dark light contrast appearance",
        "variables metadata attributes properties answers questions",
        "record code annotation coding entity",
        "evidence passage quotation excerpt quote",
        "link connect relate relation tie",
        "help keys shortcuts manual bindings",
        "filter narrow limit",
        "sort order arrange",
        "done finish complete",
        "exclude skip omit reject",
        "flag bookmark star later question",
        "panel sidebar drawer pane",
        "wider narrower width height resize columns larger smaller bigger higher lower",
        "edit change modify correct fix rename",
        "case group merge combine",
        "ungroup split separate",
        "history changes log journal audit",
        "codebook codes values definitions scheme",
        "insights charts counts statistics graphs numbers summary",
        "certainty sure confidence",
        "cues suggestions hints",
        "next forward down",
        "previous before back up",
        "library home documents list",
        "settings preferences options configuration",
        "disagreements differ disagrees conflicts adjudicate reconcile resolve settle",
        "agree agreement reliability kappa alpha irr intercoder",
        "coders users people team colleagues",
    )
)
"""Words that people use for the same thing; each set holds one that our own words are of."""
_UNSAID = frozenset(
    word
    for words in ("a an the of to in on for and with this my me", "how do does i it is are can who")
    for word in words.split()
)
_SHORTEST = 3
"""Letters after which the beginning of a word stands for words that mean the same."""
_NEAR = 0.8
"""How alike two spellings are, at least."""


def likeness(query: str, label: str, help_text: str, keys: Iterable[str] = ()) -> float:
    """How well a command answers plain words: 0 not at all, 1 by its very name.

    Args:
        query: What was typed.
        label: The command's name.
        help_text: What it does, in a sentence.
        keys: Its keys as people write them; they are words, too.
    """
    typed = [word for word in query.lower().split() if word not in _UNSAID] or query.lower().split()
    names = (*_words(label), *(key.lower() for key in keys))
    help_words = _words(help_text)
    found = [max(_match(word, names), 0.6 * _match(word, help_words)) for word in typed]
    return sum(found) / len(found) if found and all(found) else 0.0


def _match(typed: str, words: tuple[str, ...]) -> float:
    """How well one typed word is among others."""
    if typed in words:
        return 1.0
    if any(word.startswith(typed) for word in words):
        return 0.9
    same = _same(typed)
    if any(word.startswith(other) for other in same for word in words):
        return 0.5
    near = len(typed) > _SHORTEST and get_close_matches(typed, words, 1, _NEAR)
    return 0.25 if near else 0.0


@cache
def _same(typed: str) -> tuple[str, ...]:
    """The words that mean the same as one that begins so."""
    if len(typed) < _SHORTEST:
        return ()
    sets = (words for words in _SAME if any(word.startswith(typed) for word in words))
    return tuple(frozenset().union(*sets))


def _words(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters."""
    return tuple(re.findall(r"[\w'+]+|[^\w\s]", text.lower()))
