"""Find words in the texts of a study, each hit with what stands around it."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from storage.database import search
from storage.documents import stored_boilerplate
from storage.errors import InputError
from storage.records import Hit, SearchResult
from storage.study.base import StudyBase
from storage.study.counting import Count, Report, counted

T = TypeVar("T")

Find = Callable[[str], Iterable[re.Match[str]]]
"""Gives every place in a text that a query asks for."""

LETTER = r"[^\W_]"
"""A character of a word, as the full-text index takes it."""

WORD, NO_WORD = f"{LETTER}+", r"[\W_]"

AROUND = 60
"""Characters shown on either side of a hit."""

CAP = 1000
"""Documents counted at most; beyond that the result says that there are more."""


class Searching(StudyBase):
    """Full-text search."""

    def search(
        self,
        query: str,
        *,
        regex: bool = False,
        limit: int = 50,
        progress: Report | None = None,
    ) -> SearchResult:
        """The first hits in study order: all words of ``query``, phrases in ``"…"``, beginnings as ``word*``.

        Boilerplate is not searched: the page around a document says nothing of the matter.
        With ``regex`` the query is a regular expression of Python's, upper and lower case
        alike, tried on one text after another: ``progress`` hears of how many.

        Raises:
            InputError: the query is empty, or no regular expression.
        """
        find = _expression(query) if regex else _words(query)
        with self._reading() as (session, _):
            if regex:
                with counted(progress, search.document_count(session), "documents") as count:
                    return _gather(_told(search.all_texts(session), count), find, limit)
            match = search.match_expression(query, prefix=False)
            ids = search.matching_document_ids(session, match, CAP + 1)
            found = _gather(search.texts_of(session, ids), find, limit)
            if len(ids) <= CAP and not found.capped:
                return found
            return SearchResult(found.hits, min(len(ids), CAP), len(ids) > CAP)


def _told(texts: Iterable[T], count: Count) -> Iterator[T]:
    for text in texts:
        count.add()
        yield text


def _expression(query: str) -> Find:
    """Finds a regular expression."""
    try:
        return re.compile(query, re.IGNORECASE).finditer
    except re.error as error:
        raise InputError(f"{query} is no regular expression: {error}.") from error


def _words(query: str) -> Find:
    """Finds words, phrases and beginnings of words."""
    terms = [phrase or word for phrase, word in re.findall(r'"([^"]+)"?|([^\s"]+)', query)]
    words = [re.findall(WORD, folded(term)) for term in terms]
    spelled = [
        rf"{NO_WORD}+".join(map(re.escape, parts)) + (f"{LETTER}*" if term.endswith("*") else "")
        for term, parts in zip(terms, words, strict=True)
        if parts
    ]
    if not spelled:
        raise InputError("There is nothing to search for; give a word or a phrase.")
    pattern = re.compile(rf"(?<!{LETTER})(?:{'|'.join(spelled)})(?!{LETTER})")
    firsts = [re.compile(re.escape(parts[0])) for parts in words if parts]

    def find(text: str) -> Iterator[re.Match[str]]:
        plain = folded(text)
        # Only where a term's first word stands is the pattern tried: twenty times as fast.
        end = 0
        for start in sorted(first.start() for each in firsts for first in each.finditer(plain)):
            if start >= end and (match := pattern.match(plain, start)):
                yield match
                end = match.end()

    return find


def folded(text: str) -> str:
    """The text as the index knows it, small letters without accents, as long as it was."""
    return text.lower() if text.isascii() else text.translate(_FOLDS)


class _Folds(dict[int, str]):
    """What each character is to the index; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = bare if len(bare) == 1 else chr(code)
        return self[code]


_FOLDS = _Folds()


def _gather(texts: Iterable[tuple[str, str, str, str]], find: Find, limit: int) -> SearchResult:
    """Hits until there are enough; ``documents`` counts those looked at that had one."""
    hits: list[Hit] = []
    documents = 0
    for uid, title, text, segmentation in texts:
        found = list(_hits(uid, title, text, find))
        if found:
            edges = stored_boilerplate(segmentation)
            found = [hit for hit in found if bisect_right(edges, hit.start) % 2 == 0]
        documents += bool(found)
        hits += found
        if len(hits) > limit:
            return SearchResult(tuple(hits[:limit]), documents, capped=True)
    return SearchResult(tuple(hits), documents, capped=False)


def _hits(uid: str, title: str, text: str, find: Find) -> Iterator[Hit]:
    for match in find(text):
        start, end = match.span()
        if start < end:
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            yield Hit(uid, title, start, end, before, text[start:end], after)
