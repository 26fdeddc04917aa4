"""The kind of a document, where a person knows better than what was recognised."""

from storage.database import texts
from storage.database.documents import documents
from storage.database.images import restore
from storage.documents.kinds import KINDS
from storage.errors import ChangeRefused, NotFound
from storage.study.base import StudyBase
from storage.study.segmenting import cut_for


class Kinds(StudyBase):
    """The kinds of the study's documents."""

    def set_kind(self, document_uid: str, kind: str) -> None:
        """Say what kind of document it is; its text is cut anew for that, and no passage moves.

        Raises:
            NotFound: neither the program nor the codebook has such a kind.
            ChangeRefused: it is of that kind already.
        """
        self.only_in_the_study("the kinds of documents are changed in")
        with self._work() as work:
            document_id = work.document_id(document_uid)
            known = (*KINDS, *(rule.name for rule in work.codebook.kinds))
            if kind not in known:
                raise NotFound(f"There is no kind {kind}; there are {', '.join(known)}.")
            (document,) = documents(work.session, work.journal.coder_id, [document_uid])
            if document.kind == kind:
                raise ChangeRefused(f"The document is of the kind {kind} already.")
            (text,) = texts.cut_texts(work.session, [document_id])
            work.journal.touch("kind", document_uid)
            segmentation, version = cut_for(text, kind)
            cut = {"segmentation": segmentation, "segmentation_version": version}
            restore(work.session, "kind", document_uid, {"kind": kind, **cut})
            summary = f"Kind changed from {document.kind} to {kind}."
            work.journal.write("set kind", summary, document_id=document_id)
