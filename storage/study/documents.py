"""What can be done with documents: list, open, find, group, take out."""

from collections.abc import Sequence

from sqlalchemy import insert, select, update
from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import coding, core, documents, lists, places
from storage.database.coders import coder_names
from storage.database.freezing import why_frozen
from storage.database.identity import new_uid, now
from storage.database.lookups import by_key
from storage.database.rounds import has_assigned
from storage.documents import segmentation_from_json
from storage.errors import ChangeRefused, NotFound
from storage.records import (
    Coding,
    Document,
    DocumentQuery,
    DocumentText,
    Layer,
    OpenDocument,
    Overview,
    Page,
    Record,
    Status,
)
from storage.study.base import StudyBase, Work, current_codebook, known_document
from storage.study.cueing import are_on

EVERYTHING = DocumentQuery()
"""Every document, in study order."""


class Documents(StudyBase):
    """The study's documents, as the current coder sees them."""

    def overview(self) -> Overview:
        """What the front page says of the study; read from totals, never counted."""
        with self._reading() as (session, coder_id):
            study = session.execute(select(core.study)).one()
            _, codebook = current_codebook(session)
            table = core.total.c
            totals = {
                (row.layer, row.name, row.value): row.n
                for row in session.execute(
                    select(core.total).where(table.coder_id.in_([0, coder_id or 0]))
                )
            }
            in_all = totals.get(("", "documents", ""), 0)
            statuses = {status: totals.get(("", "reviews", status), 0) for status in Status}
            assigned = has_assigned(session)
            if coder_id is None and not assigned:
                statuses[Status.TODO] = in_all
            return Overview(
                name=study.name,
                uid=study.uid,
                coder=self.coder,
                codebook_name=codebook.name,
                codebook_version=codebook.version,
                documents=in_all,
                statuses=statuses,
                flagged=totals.get(("", "flagged", ""), 0),
                records={
                    kind.name: totals.get((Layer.CODER, "records", kind.name), 0)
                    for kind in codebook.record_types
                },
                assigned=assigned,
            )

    def codebook(self) -> Codebook:
        """The codebook in force."""
        with self._reading() as (session, _):
            return current_codebook(session)[1]

    def coders(self) -> tuple[str, ...]:
        """Everybody who codes in this study, by name."""
        with self._reading() as (session, _):
            return coder_names(session)

    def join(self) -> None:
        """Give the current coder, if new, a queue of the study's documents."""
        with self._reading() as (_, coder_id):
            known = coder_id is not None
        if not known:
            self._join()

    def documents(
        self,
        query: DocumentQuery = EVERYTHING,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[Document]:
        """Some documents of a list: after ``cursor``, before it when ``backwards``, or ``around`` a document.

        Without a cursor the first ones, or the last when ``backwards``.
        """
        if query.sort not in lists.SORTS:
            raise NotFound(
                f"Documents cannot be sorted by {query.sort}; by {', '.join(lists.SORTS)}."
            )
        with self._reading() as (session, coder_id):
            if around is not None:
                return lists.page_around(session, coder_id, query, around, limit)
            return lists.page(
                session, coder_id, query, cursor=cursor, backwards=backwards, limit=limit
            )

    def count_documents(self, query: DocumentQuery, *, cap: int = 1000) -> tuple[int, bool]:
        """How many documents a list has, counted up to ``cap``, and whether there are more."""
        with self._reading() as (session, coder_id):
            return lists.count(session, coder_id, query, cap)

    def document(self, uid: str) -> Document:
        """The document ``uid``.

        Raises:
            NotFound: there is none, or it was removed.
        """
        with self._reading() as (session, coder_id):
            known_document(session, uid)
            return documents.documents(session, coder_id, [uid])[0]

    def find_document(self, name: str) -> Document:
        """The document that ``name`` means: a uid or its beginning, a source name, a reference, a number.

        Raises:
            NotFound: there is none, or more than one.
        """
        with self._reading() as (session, coder_id):
            found = documents.find_uids(session, name)
            if len(found) == 1:
                return documents.documents(session, coder_id, found)[0]
        if found:
            raise NotFound(f"{name} could be {len(found)} documents; give more of its id.")
        raise NotFound(f"There is no document {name}; casecoder documents lists them.")

    def text(self, uid: str) -> DocumentText:
        """The document's text and where its parts lie."""
        with self._reading() as (session, _):
            text, segmentation = coding.text_of(session, known_document(session, uid))
            return DocumentText(uid, text, segmentation_from_json(segmentation))

    def coding(self, uid: str) -> Coding:
        """All that the current coder has made of the document."""
        with self._reading() as (session, coder_id):
            return read_coding(session, coder_id, known_document(session, uid), uid)

    def open_document(self, uid: str) -> OpenDocument:
        """All that the review of a document begins with."""
        with self._reading() as (session, coder_id):
            document_id = known_document(session, uid)
            text, segmentation = coding.text_of(session, document_id)
            made = read_coding(session, coder_id, document_id, uid, text)
            _, codebook = current_codebook(session)
            on, known = are_on(session), coder_id or 0
            kind = made.document.kind
            words = self._prepared.words(uid, text, segmentation, kind, with_cues=on)
            return OpenDocument(
                text=words.text,
                coding=made,
                place=places.place(session, known, document_id),
                draft=places.draft(session, known, document_id),
                previous=documents.neighbour(session, document_id, -1),
                next=documents.neighbour(session, document_id, 1),
                cues_on=on,
                cues=tuple(cue for cue in words.cues if codebook.record_type(cue.type)),
                frozen=why_frozen(session, uid, known),
            )

    def read_ahead(self, uid: str) -> None:
        """Work out what will not change of a document, so that it opens sooner."""
        with self._reading() as (session, _):
            document_id = known_document(session, uid)
            text, segmentation = coding.text_of(session, document_id)
            about = session.execute(by_key(core.document, "id", "kind"), {"id": document_id}).one()
            on = are_on(session)
        self._prepared.words(uid, text, segmentation, about.kind, with_cues=on)

    def record(self, uid: str) -> Record:
        """The current coder's record ``uid``, wherever it is: what a link may point at.

        Raises:
            NotFound: there is none, it was removed, or it is another coder's.
        """
        with self._reading() as (session, _):
            found = coding.record(session, uid)
        if found.coder != self.coder:
            raise NotFound("That record is not there any more; it may have been removed.")
        return found

    def case(self, uid: str) -> tuple[Document, ...]:
        """The documents of the case that the document belongs to, itself included."""
        with self._reading() as (session, coder_id):
            table = core.document.c
            same = select(table.case_id).where(table.uid == uid).scalar_subquery()
            uids = session.execute(select(table.uid).where(table.case_id == same)).scalars()
            return tuple(documents.documents(session, coder_id, list(uids)))

    def neighbour(self, uid: str, step: int) -> str | None:
        """uid of the next document in study order (the one before, for -1); None at the end."""
        with self._reading() as (session, _):
            return documents.neighbour(session, known_document(session, uid), step)

    def group(self, uids: Sequence[str]) -> str:
        """Make documents one case; returns what happened in a sentence."""
        if len(set(uids)) < 2:
            raise ChangeRefused("It takes two documents or more to make a case of them.")
        with self._work() as work:
            ids = [work.document_id(uid) for uid in uids]
            case_id = work.session.execute(
                select(core.document.c.case_id).where(core.document.c.id == min(ids))
            ).scalar_one()
            summary = f"{len(set(uids))} documents made one case."
            self._move(work, uids, [case_id] * len(uids), "group", summary)
            return summary

    def ungroup(self, uids: Sequence[str]) -> str:
        """Make each document a case of its own again; returns what happened in a sentence."""
        _check_some(uids)
        with self._work() as work:
            new = insert(core.case).returning(core.case.c.id)
            cases = [work.session.execute(new.values(uid=new_uid())).scalar_one() for _ in uids]
            summary = f"{len(uids)} documents made cases of their own."
            if len(uids) == 1:
                summary = "Document made a case of its own."
            self._move(work, uids, cases, "ungroup", summary)
            return summary

    def _move(
        self, work: Work, uids: Sequence[str], cases: Sequence[int], action: str, summary: str
    ) -> None:
        for uid, case_id in zip(uids, cases, strict=True):
            document_id = work.document_id(uid)
            work.journal.touch("document", uid)
            same = core.document.c.id == document_id
            work.session.execute(update(core.document).where(same).values(case_id=case_id))
        work.journal.write(action, summary)

    def remove_documents(self, uids: Sequence[str]) -> str:
        """Take documents out of the study with all their coding; the history brings them back."""
        _check_some(uids)
        with self._work() as work:
            gone = now()
            for uid in dict.fromkeys(uids):
                document_id = work.document_id(uid)
                work.journal.touch("document", uid)
                for table, key in (
                    (core.document, core.document.c.id),
                    (core.review, core.review.c.document_id),
                ):
                    work.session.execute(
                        update(table).where(key == document_id).values(removed_at=gone)
                    )
            summary = (
                f"{len(set(uids))} documents removed."
                if len(set(uids)) > 1
                else "Document removed."
            )
            work.journal.write("remove documents", summary)
            return summary


def _check_some(uids: Sequence[str]) -> None:
    if not uids:
        raise ChangeRefused("No document was named.")


def read_coding(
    session: Session, coder_id: int | None, document_id: int, uid: str, text: str | None = None
) -> Coding:
    """All that a coder has made of the document; ``text`` spares reading it again."""
    if text is None:
        text, _ = coding.text_of(session, document_id)
    known = coder_id or 0
    (document,) = documents.documents(session, coder_id, [uid])
    records = coding.records_of(session, document_id, known, Layer.CODER, text)
    _, codebook = current_codebook(session)
    return Coding(
        document=document,
        review=coding.review(session, document_id, coder_id),
        records=in_codebook_order(codebook, records),
        variables=coding.variables(session, document_id, known, Layer.CODER, text),
        proposals=coding.standing_proposals(session, document_id, coder_id),
        memos=coding.memos_of(session, document_id, known),
        incoming=coding.links_across(session, document_id, known),
    )


def in_codebook_order(codebook: Codebook, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Records by type as the codebook declares them, then by number."""
    order = {kind.name: place for place, kind in enumerate(codebook.record_types)}
    return tuple(
        sorted(records, key=lambda record: (order.get(record.type, len(order)), record.number))
    )
