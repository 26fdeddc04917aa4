"""Find words in the texts of a study, each hit with what stands around it."""

from bisect import bisect_right
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import search
from storage.database.hits import document_ids
from storage.database.search import Candidate
from storage.documents import (
    Scanned,
    Span,
    checked_expression,
    finder,
    scanned,
    search_query,
    stored_boilerplate,
)
from storage.documents.kinds import KINDS
from storage.errors import InputError
from storage.records import Hit, Hits, Progress, SearchQuery, SearchResult
from storage.study.base import StudyBase, current_codebook
from storage.study.counting import Report

Place = tuple[int, int]
"""Id of a document, and a position in its text."""

AROUND = 80
"""Characters shown on either side of a hit."""

CAP = 1000
"""Documents counted at most; beyond that the result says that there are more."""

FIRST, MOST = 10, 200
"""Documents looked at before hits are told for the first time, and later on."""

CHARACTERS = 300_000
"""Characters of texts looked at before hits are told, about."""

TOGETHER = 200
"""Hits told at once, at most."""


class Searching(StudyBase):
    """Search, with keywords in context."""

    def hits(self, query: SearchQuery, *, cursor: str | None = None) -> Generator[Hits]:
        """All hits in study order, as they are found; now and then none, so that nobody waits for long.

        Boilerplate is not searched: the page around a document says nothing of the matter. Close
        the generator to stop; an expression is tried in processes, which are ended then.

        Args:
            query: What to find; ``search_query`` makes one of a line.
            cursor: Where to take a search up again.

        Raises:
            InputError: there is no such kind, the expression is none, or it takes too long.
        """
        begin = _place(cursor)
        with self._reading() as (session, coder_id):
            kinds = _kinds(current_codebook(session)[1], query.kind)
            found = search.candidates(session, coder_id, query, kinds, begin[0])
            last = search.last_position(session)
            maker = _HitMaker(session, coder_id, query.coded, begin, last)
            with closing(_looked_through(query, found)) as looked_through:
                for batch in looked_through:
                    yield from maker.nothing_yet() if batch is None else maker.hits(*batch)
            yield Hits((), last, last, None)

    def search(
        self,
        line: str,
        *,
        regex: bool = False,
        limit: int = 50,
        progress: Report | None = None,
    ) -> SearchResult:
        """The first hits of what a line asks for; with ``regex`` the line is a regular expression.

        ``progress`` hears how far through the study it is; what it raises stops it.

        Raises:
            InputError: there is nothing to search for, or what ``hits`` raises.
        """
        query = search_query(line, regex=regex)
        hits: list[Hit] = []
        with closing(self.hits(query)) as found:
            for some in found:
                hits += some.hits
                if progress is not None:
                    progress(Progress(some.done, some.total, "documents"))
                if len(hits) > limit:
                    break
        documents = len({hit.document for hit in hits})
        if len(hits) <= limit:
            return SearchResult(tuple(hits), documents, capped=False)
        if query.terms and query.coded is None:
            documents = self._count_found(query)
            return SearchResult(tuple(hits[:limit]), min(documents, CAP), documents > CAP)
        return SearchResult(tuple(hits[:limit]), documents, capped=True)

    def _count_found(self, query: SearchQuery) -> int:
        """How many documents have the words, counted to one more than the most."""
        with self._reading() as (session, coder_id):
            kinds = _kinds(current_codebook(session)[1], query.kind)
            return search.count_candidates(session, coder_id, query, kinds, CAP + 1)

    def coded_again(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The same hits with what they are coded as by now, without those in removed documents."""
        now: list[Hit] = []
        with self._reading() as (session, coder_id):
            for first in range(0, len(hits), MOST):
                some = hits[first : first + MOST]
                ids = document_ids(session, {hit.document for hit in some})
                passages = search.coded_passages(session, coder_id, list(ids.values()))
                for hit in some:
                    if hit.document in ids:
                        there = passages.get(ids[hit.document], ())
                        now.append(replace(hit, coded=_overlapping(there, hit.start, hit.end)))
        return tuple(now)


def _place(cursor: str | None) -> Place:
    """Where a search is taken up."""
    document, _, start = (cursor or "0:0").partition(":")
    return int(document), int(start)


def _kinds(codebook: Codebook, name: str | None) -> Sequence[str] | None:
    """The kinds of documents in whose name or label a word begins like ``name``; None for all.

    Raises:
        InputError: there are none.
    """
    if name is None:
        return None
    labels = dict.fromkeys(KINDS, "") | {kind.name: kind.label for kind in codebook.kinds}
    words = {kind: f" {kind} {kind.replace('_', ' ')} {label}" for kind, label in labels.items()}
    found = [kind for kind in labels if f" {name.lower()}" in words[kind].lower()]
    if not found:
        raise InputError(f"There is no kind of document {name}; there are {', '.join(labels)}.")
    return found


def _looked_through(
    query: SearchQuery, found: Iterator[Candidate]
) -> Generator[Scanned[Candidate] | None]:
    """Some documents at a time with the hits of each; None where that takes a while."""
    batches = _batches(found)
    if query.expression is not None:
        return scanned(checked_expression(query.expression), batches)
    find = finder(query.terms)
    return ((batch, [list(find(each.text)) for each in batch]) for batch in batches)


def _batches(found: Iterable[Candidate]) -> Iterator[list[Candidate]]:
    """Documents to look at together: few at first, so that the first hits are told soon."""
    batch: list[Candidate] = []
    characters, most = 0, FIRST
    for document in found:
        batch.append(document)
        characters += len(document.text)
        if len(batch) >= most or characters > CHARACTERS:
            yield batch
            batch, characters, most = [], 0, min(2 * most, MOST)
    if batch:
        yield batch


class _HitMaker:
    """Makes hits of what was found, and remembers how far the search has come."""

    def __init__(
        self,
        session: Session,
        coder_id: int | None,
        coded: bool | None,
        begin: Place,
        total: int,
    ) -> None:
        self._session = session
        self._coder_id = coder_id
        self._coded = coded
        self._begin = begin
        self._told = Hits((), 0, total, f"{begin[0]}:{begin[1]}")

    def hits(self, batch: Sequence[Candidate], spans: Sequence[Sequence[Span]]) -> Iterator[Hits]:
        """The hits of some documents."""
        hits: list[Hit] = []
        for document, hit in self._found(batch, spans):
            hits.append(hit)
            if len(hits) == TOGETHER:
                yield self._tell(hits, document, f"{document}:{hit.end}")
                hits = []
        last = batch[-1].id
        yield self._tell(hits, last, f"{last + 1}:0")

    def nothing_yet(self) -> Iterator[Hits]:
        """What is told while nothing is found."""
        yield replace(self._told, hits=())

    def _tell(self, hits: Sequence[Hit], done: int, cursor: str) -> Hits:
        self._told = replace(self._told, hits=tuple(hits), done=done, cursor=cursor)
        return self._told

    def _found(
        self, batch: Sequence[Candidate], spans: Sequence[Sequence[Span]]
    ) -> Iterator[tuple[int, Hit]]:
        """The hits that count, each with the id of its document."""
        having = [document.id for document, some in zip(batch, spans, strict=True) if some]
        cuts = search.segmentations(self._session, having)
        coded = search.coded_passages(self._session, self._coder_id, having)
        for document, some in zip(batch, spans, strict=True):
            edges = stored_boilerplate(cuts.get(document.id, ""))
            passages = coded.get(document.id, ())
            for start, end in some:
                if (document.id, start) < self._begin or bisect_right(edges, start) % 2:
                    continue
                what = _overlapping(passages, start, end)
                if self._coded is None or bool(what) == self._coded:
                    yield document.id, _hit(document, start, end, what)


def _overlapping(passages: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[str, ...]:
    """What rests on a passage that has something of a hit, each once."""
    return tuple(
        dict.fromkeys(name for first, last, name in passages if first < end and start < last)
    )


def _hit(document: Candidate, start: int, end: int, coded: tuple[str, ...]) -> Hit:
    text = document.text
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return Hit(document.uid, document.title, start, end, before, text[start:end], after, coded)
