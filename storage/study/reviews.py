"""What a coder can say of their work on a document: done, excluded, flagged; and where they stood."""

import json
from collections.abc import Sequence

from storage.database import coding, places, reviews
from storage.database.identity import now
from storage.database.queues import next_to_do
from storage.database.rounds import has_assigned
from storage.errors import ChangeRefused
from storage.records import Draft, MissingAnswer, Place, Status
from storage.study.base import StudyBase, current_codebook, known_document
from storage.study.documents import read_coding
from storage.study.missing import missing_answers


class Reviews(StudyBase):
    """The current coder's state on documents."""

    def missing(self, document_uid: str) -> tuple[MissingAnswer, ...]:
        """What the codebook requires of the document that is not there yet, in the order to fill it in.

        Record types without a record are listed last; they may be confirmed as none.
        """
        with self._reading() as (session, coder_id):
            document_id = known_document(session, document_uid)
            _, codebook = current_codebook(session)
            found = read_coding(session, coder_id, document_id, document_uid)
            return tuple(missing_answers(codebook, found))

    def finish(self, document_uid: str, none_of: Sequence[str] = ()) -> str | None:
        """Call the document done, saying there are none of ``none_of``; returns the next to do.

        Raises:
            ChangeRefused: something required is empty.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            found = read_coding(work.session, work.journal.coder_id, document_id, document_uid)
            confirmed = {*found.review.confirmed_none, *none_of}
            for answer in missing_answers(work.codebook, found):
                if answer.what != "record_type" or answer.name not in confirmed:
                    raise ChangeRefused(f"It cannot be done yet: {answer.sentence}")
            there = {record.type for record in found.records}
            none = [
                kind.name
                for kind in work.codebook.record_types
                if kind.name in confirmed and kind.name not in there
            ]
            reviews.change(
                work.journal,
                document_uid,
                document_id,
                status=Status.DONE.value,
                excluded_reason=None,
                confirmed_none=json.dumps(none),
                completed_at=now(),
                codebook_id=work.codebook_id,
            )
            work.journal.write("finish", "Document done.", document_id=document_id)
            return next_to_do(work.session, work.journal.coder_id, document_id)

    def reopen(self, document_uid: str) -> None:
        """Take the document up again after it was done or excluded.

        Raises:
            ChangeRefused: it is neither.
        """
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            there = coding.review(work.session, document_id, work.journal.coder_id)
            if there.status not in (Status.DONE, Status.EXCLUDED):
                raise ChangeRefused("The document is neither done nor excluded.")
            reviews.change(
                work.journal,
                document_uid,
                document_id,
                status=Status.IN_PROGRESS.value,
                excluded_reason=None,
                completed_at=None,
            )
            work.journal.write("reopen", "Document taken up again.", document_id=document_id)

    def exclude(self, document_uid: str, reason: str) -> str | None:
        """Leave the document out of the study, with a reason; returns the next to do."""
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            reviews.change(
                work.journal,
                document_uid,
                document_id,
                status=Status.EXCLUDED.value,
                excluded_reason=_reason(reason),
                completed_at=None,
                codebook_id=work.codebook_id,
            )
            work.journal.write("exclude", "Document excluded.", document_id=document_id)
            return next_to_do(work.session, work.journal.coder_id, document_id)

    def flag(self, document_uid: str, reason: str) -> None:
        """Flag the document with a question or reason, whatever its state."""
        self._flag(document_uid, _reason(reason), "Document flagged.")

    def unflag(self, document_uid: str) -> None:
        """Take the flag off.

        Raises:
            ChangeRefused: it has none.
        """
        self._flag(document_uid, None, "Flag taken off.")

    def _flag(self, document_uid: str, reason: str | None, summary: str) -> None:
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            there = coding.review(work.session, document_id, work.journal.coder_id)
            if reason is None and there.flag_reason is None:
                raise ChangeRefused("The document has no flag to take off.")
            reviews.change(work.journal, document_uid, document_id, flag_reason=reason)
            action = "flag" if reason else "unflag"
            work.journal.write(action, summary, document_id=document_id)

    def next_to_do(self, after: str | None = None) -> str | None:
        """uid of the next document to do after ``after``; None when all are done.

        One round after the other: that of ``after`` first, from its beginning when its end is reached.
        """
        with self._reading() as (session, coder_id):
            begin = known_document(session, after) if after else 0
            if coder_id is None and has_assigned(session):
                return None
            return next_to_do(session, coder_id, begin)


class Places(StudyBase):
    """Where the current coder stood, and what they had half typed; outside the history."""

    def save_place(self, place: Place) -> None:
        """Keep where the coder stands."""
        with self._work(alone=False) as work:
            document_id = work.document_id(place.document)
            coder_id = work.journal.coder_id
            places.save_place(work.session, coder_id, document_id, place.start, place.state)

    def place(self, document_uid: str) -> Place | None:
        """Where the coder stood in the document."""
        with self._reading() as (session, coder_id):
            document_id = known_document(session, document_uid)
            return None if coder_id is None else places.place(session, coder_id, document_id)

    def last_place(self) -> Place | None:
        """Where the coder stood last of all."""
        with self._reading() as (session, coder_id):
            return None if coder_id is None else places.place(session, coder_id)

    def save_draft(self, document_uid: str, payload: str) -> None:
        """Keep a half-filled form."""
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            places.save_draft(work.session, work.journal.coder_id, document_id, payload)

    def drop_draft(self, document_uid: str) -> None:
        """Forget the half-filled form of the document."""
        with self._work(alone=False) as work:
            document_id = work.document_id(document_uid)
            places.drop_draft(work.session, work.journal.coder_id, document_id)

    def draft(self, document_uid: str) -> Draft | None:
        """The half-filled form of the document."""
        with self._reading() as (session, coder_id):
            document_id = known_document(session, document_uid)
            return None if coder_id is None else places.draft(session, coder_id, document_id)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ChangeRefused("It needs a reason; a few words will do.")
    return reason.strip()
