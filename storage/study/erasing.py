"""Erase a document for good."""

from storage.database.erase import erasable_id, erase, source_of
from storage.database.schema import compact
from storage.database.search import forget_words
from storage.database.watching import clock
from storage.errors import ChangeRefused, NotFound
from storage.records import Erased
from storage.study.base import StudyBase, needs_everybodys
from storage.study.counting import Report
from storage.study.originals import remove_original


class Erasing(StudyBase):
    """The one action that nothing takes back."""

    def erase(self, document_uid: str, reason: str, *, progress: Report | None = None) -> Erased:
        """Take a document's text, titles, quotes and history contents out of the store for good.

        The original that was kept of its file goes too, even where other documents stand in it.

        Its hash, the positions of what was coded and the chain of the history stay, so that
        verify can still vouch for the rest. The file is rewritten, so that nothing remains
        between its pages.

        Raises:
            NotFound: there is no such document, present or removed.
            ChangeRefused: no reason was given.
            StoreUnwritable: it is erased, but its original cannot be deleted.
            StoreLocked: it is erased, but another program keeps the file from being rewritten.
            StoreError: it is erased, but what ``progress`` raised stopped that.
        """
        self.only_in_the_study("documents are erased from")
        if not reason.strip():
            raise ChangeRefused("Erasing needs a reason, which is kept in the history.")
        with self._work() as work:
            needs_everybodys(work.session, "Erasing takes words out of")
            document_id = erasable_id(work.session, document_uid)
            if document_id is None:
                raise NotFound(
                    "That document is not in this study, or was erased already; nothing was erased."
                )
            source_sha256, others = source_of(work.session, document_id)
            erase(work.session, document_id)
            work.journal.forget()
            work.journal.write(
                "erase", f"Document erased: {reason.strip()}", document_id=document_id
            )
            forget_words(work.session)
        try:
            return Erased(remove_original(self.store, source_sha256), others)
        finally:
            compact(self._engine, clock(progress, "seconds of rewriting the file"))
