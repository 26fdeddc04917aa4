"""Find words in the texts of a study, each hit with what stands around it."""

import re
from collections.abc import Iterable, Iterator

from storage.database import search
from storage.errors import InputError
from storage.records import Hit, SearchResult
from storage.study.base import StudyBase

AROUND = 60
"""Characters shown on either side of a hit."""

CAP = 1000
"""Documents counted at most; beyond that the result says that there are more."""


class Searching(StudyBase):
    """Full-text search."""

    def search(self, query: str, *, regex: bool = False, limit: int = 50) -> SearchResult:
        """The first hits in study order: all words of ``query``, phrases in ``"…"``, beginnings as ``word*``.

        With ``regex`` the query is a regular expression of Python's, upper and lower case
        alike, tried on one text after another.

        Raises:
            InputError: the query is empty, or no regular expression.
        """
        pattern = _pattern(query, regex=regex)
        with self._reading() as (session, _):
            if regex:
                return _gather(search.all_texts(session), pattern, limit)
            match = search.match_expression(query, prefix=False)
            ids = search.matching_document_ids(session, match, CAP + 1)
            found = _gather(search.texts_of(session, ids), pattern, limit)
            return SearchResult(found.hits, min(len(ids), CAP), len(ids) > CAP)


def _pattern(query: str, *, regex: bool) -> re.Pattern[str]:
    if regex:
        try:
            return re.compile(query, re.IGNORECASE)
        except re.error as error:
            raise InputError(f"{query} is no regular expression: {error}.") from error
    terms = [phrase or word for phrase, word in re.findall(r'"([^"]+)"?|([^\s"]+)', query)]
    words = [re.findall(r"\w+", term) for term in terms]
    spelled = [
        r"\W+".join(map(re.escape, parts)) + ("" if term.endswith("*") else r"(?!\w)")
        for term, parts in zip(terms, words, strict=True)
        if parts
    ]
    if not spelled:
        raise InputError("There is nothing to search for; give a word or a phrase.")
    return re.compile(r"(?<!\w)(?:" + "|".join(spelled) + ")", re.IGNORECASE)


def _gather(
    texts: Iterable[tuple[str, str, str]], pattern: re.Pattern[str], limit: int
) -> SearchResult:
    """Hits until there are enough; ``documents`` counts those looked at that had one."""
    hits: list[Hit] = []
    documents = 0
    for uid, title, text in texts:
        found = list(_hits(uid, title, text, pattern))
        documents += bool(found)
        hits += found
        if len(hits) > limit:
            return SearchResult(tuple(hits[:limit]), documents, capped=True)
    return SearchResult(tuple(hits), documents, capped=False)


def _hits(uid: str, title: str, text: str, pattern: re.Pattern[str]) -> Iterator[Hit]:
    for match in pattern.finditer(text):
        start, end = match.span()
        if start < end:
            before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
            yield Hit(uid, title, start, end, before, match[0], after)
