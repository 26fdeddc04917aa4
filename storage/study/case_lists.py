"""Cases in lists, a page at a time, and one document whole."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from storage.database import coding, core, rounds_coded
from storage.database.lookups import by_key
from storage.records import Case, CaseQuery, Layer, Page, Record
from storage.study import cases
from storage.study.base import current_codebook, known_document

LOOKED_AT = 200
"""Documents that one page looks at, at most: a list of rare cases comes in several."""

AT_ONCE = 25
"""Documents read at once for a page."""


def case_page(
    session: Session,
    query: CaseQuery,
    *,
    cursor: str | None,
    backwards: bool,
    around: str | None,
    limit: int,
) -> Page[Case]:
    """Some cases of a list; see ``Study.disagreements``."""
    finder = _Finder(session, query)
    place = _place(session, query.round, around) if around is not None else None
    if place is not None:
        above = finder.page(place, limit // 2, backwards=True)
        here = (*place[:3], "")
        below = finder.page(here, limit - limit // 2, backwards=False)
        return Page((*above.rows, *below.rows), above.before, below.after)
    key = cases.cursor_key(cursor) if cursor is not None else None
    return finder.page(key, limit, backwards=backwards)


def case_beside(session: Session, query: CaseQuery, uid: str, *, backwards: bool) -> Case | None:
    """The next case of a list after one, or before it."""
    finder = _Finder(session, query)
    key = _place(session, query.round, uid)
    while True:
        page = finder.page(key, 1, backwards=backwards)
        on = page.before if backwards else page.after
        if page.rows or on is None:
            return page.rows[0] if page.rows else None
        key = cases.cursor_key(on)


def cases_of(
    session: Session, document_id: int, round_: str, text: str
) -> tuple[tuple[Case, ...], tuple[Record, ...]]:
    """All cases of a document, and its gold records."""
    _, codebook = current_codebook(session)
    found = cases.documents(session, codebook, round_, [document_id])
    told = cases.told(session, round_, [(each, each.cases) for each in found])
    table = core.record.c
    gold = (table.document_id == document_id) & (table.layer == Layer.GOLD.value)
    records = coding.records(session, gold, {document_id: text})
    return tuple(case for each in told for case in each), records


def _place(session: Session, round_: str, uid: str) -> cases.Key | None:
    """Where a case stands in lists; None when it is not there any more."""
    document_uid, _, name = uid.partition(" ")
    if name:
        found = session.execute(by_key(core.document, "uid", "id"), {"uid": document_uid}).first()
        document_id = None if found is None else found.id
    else:
        row = session.execute(by_key(core.record, "uid", "document_id"), {"uid": uid}).first()
        document_id = None if row is None else row.document_id
    if document_id is None:
        return None
    _, codebook = current_codebook(session)
    there = cases.documents(session, codebook, round_, [document_id])
    return next((each.key for one in there for each in one.cases if each.uid == uid), None)


class _Finder:
    """Finds the cases of a list, document by document."""

    def __init__(self, session: Session, query: CaseQuery) -> None:
        self._session, self._query = session, query
        _, self._codebook = current_codebook(session)
        document = known_document(session, query.document) if query.document else None
        self._asked = rounds_coded.Asked(
            query.round,
            document,
            query.reason.value if query.reason else None,
            is_settled=query.is_open is False,
        )

    def page(self, place: cases.Key | None, limit: int, *, backwards: bool) -> Page[Case]:
        """Some cases after a place, or before it."""
        chosen: list[tuple[cases.OfDocument, list[cases.Held]]] = []
        end: cases.Key | None = None
        room = limit
        for document in self._documents(place, backwards=backwards):
            if document is None:
                break
            held = [each for each in document.cases if _is_beyond(each, place, backwards=backwards)]
            fitting = [each for each in held if each.fits(self._query)]
            some = fitting[-room:] if backwards else fitting[:room]
            chosen.append((document, some))
            room -= len(some)
            end = (document.row.id, -1, 0, "") if backwards else (document.row.id, 2, 0, "")
            if not room:
                end = some[0 if backwards else -1].key
                break
        else:
            end = None
        ordered = chosen[::-1] if backwards else chosen
        told = cases.told(self._session, self._query.round, ordered)
        keys = [each.key for _, some in ordered for each in some]
        rows = tuple(case for each in told for case in each)
        return _page(rows, keys, place, end, backwards=backwards)

    def _documents(
        self, place: cases.Key | None, *, backwards: bool
    ) -> Iterator[cases.OfDocument | None]:
        """The documents from a place on; None where it has looked at enough of them."""
        looked_at = 0
        at = place[0] + (1 if backwards else -1) if place is not None else None
        while looked_at < LOOKED_AT:
            ids = rounds_coded.documents_coded(
                self._session, self._asked, place=at, limit=AT_ONCE, backwards=backwards
            )
            found = cases.documents(self._session, self._codebook, self._query.round, ids)
            yield from reversed(found) if backwards else found
            if len(ids) < AT_ONCE:
                return
            looked_at, at = looked_at + len(ids), ids[-1]
        yield None


def _is_beyond(held: cases.Held, place: cases.Key | None, *, backwards: bool) -> bool:
    if place is None:
        return True
    return held.key < place if backwards else held.key > place


def _page(
    told: tuple[Case, ...],
    keys: Sequence[cases.Key],
    place: cases.Key | None,
    end: cases.Key | None,
    *,
    backwards: bool,
) -> Page[Case]:
    """Cases with the cursors of the pages before and after."""
    near = None if place is None else (keys[-1 if backwards else 0] if keys else place)
    edges = [None if key is None else cases.cursor_text(key) for key in (near, end)]
    before, after = reversed(edges) if backwards else edges
    return Page(told, before, after)
