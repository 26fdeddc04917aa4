"""Where the terms of a search stand in a text, told by the same letters as the full-text index."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from storage.records import Near, Term

Span = tuple[int, int]
"""Start and end of a hit: positions in the text."""

LETTER: Final = r"[^\W_]"
"""A character of a word, as the full-text index takes it."""

_WORD: Final = re.compile(f"{LETTER}+")
_NO_WORD: Final = r"[\W_]"


def term_of(text: str) -> Term | None:
    """The term that a word or phrase stands for; None where nothing of it is a word."""
    words = tuple(_WORD.findall(folded(text)))
    return Term(words, text.endswith("*")) if words else None


def finder(terms: Sequence[Term | Near]) -> Callable[[str], Iterator[Span]]:
    """Finds, in a text that has all of some terms, every place where one stands, none twice."""
    spelled = [_near(term) if isinstance(term, Near) else _spelled(term) for term in terms]
    pattern = re.compile(rf"(?<!{LETTER})(?:{'|'.join(spelled)})(?!{LETTER})")
    ends = [end for term in terms for end in _ends(term)]
    firsts = [re.compile(re.escape(word)) for word in dict.fromkeys(end.words[0] for end in ends)]

    def find(text: str) -> Iterator[Span]:
        plain = folded(text)
        # Only where a term's first word stands is the pattern tried: twenty times as fast.
        end = 0
        for start in sorted(first.start() for each in firsts for first in each.finditer(plain)):
            if start >= end and (match := pattern.match(plain, start)):
                yield match.span()
                end = match.end()

    return find


def folded(text: str) -> str:
    """The text as the index knows it, small letters without accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


def _ends(term: Term | Near) -> tuple[Term, ...]:
    """The terms with which a hit may begin."""
    return (term.one, term.other) if isinstance(term, Near) else (term,)


def _spelled(term: Term) -> str:
    """A term as an expression."""
    words = rf"{_NO_WORD}+".join(map(re.escape, term.words))
    return words + (f"{LETTER}*" if term.begins else "")


def _near(near: Near) -> str:
    """Two terms with words between them, as few as there are, as an expression."""
    one, other = _spelled(near.one), _spelled(near.other)
    return f"{one}{_gap(one, near)}{other}|{other}{_gap(other, near)}{one}"


def _gap(first: str, near: Near) -> str:
    """The words between two terms; where the first one comes again, a nearer hit begins."""
    word = rf"{_NO_WORD}+(?!{first}(?!{LETTER})){LETTER}+"
    return rf"(?:{word}){{0,{near.between}}}?{_NO_WORD}+"


class _Folds(dict[int, str]):
    """What each character is to the index; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = bare if len(bare) == 1 else chr(code)
        return self[code]


_FOLDS: Final = _Folds()
