"""Settle what coders differ in: what each has, what an adjudicator decides, what goes to gold.

What compares codings is loaded on first use: most who open a study never settle anything.
"""

from storage.database import coding, core, rounds_coded
from storage.database.lookups import by_key
from storage.records import (
    Case,
    CaseQuery,
    CodedByMany,
    Decision,
    Page,
    Reason,
    SettleReport,
    UnclearValue,
)
from storage.study.base import StudyBase, current_codebook, known_document
from storage.study.counting import Report
from storage.study.settling_gate import MAY_SETTLE, check_may_decide, check_may_settle

ALL_OPEN = CaseQuery()
"""Every disagreement of the first round that nobody has settled."""


class Settling(StudyBase):
    """Disagreements, and what is decided of them. Only for a lead or an adjudicator, in an opened round."""

    def disagreements(
        self,
        query: CaseQuery = ALL_OPEN,
        *,
        cursor: str | None = None,
        backwards: bool = False,
        around: str | None = None,
        limit: int = 50,
    ) -> Page[Case]:
        """Some cases of a list, by document and place: after ``cursor``, before it when ``backwards``.

        A page may have fewer rows than there are, even none, and yet a cursor that leads on: where
        few documents have what is asked for, it ends before it takes long.

        Args:
            query: Which ones.
            cursor: Where to go on.
            backwards: Whether to go on towards the beginning.
            around: uid of the case to have in the middle, settled by now or not.
            limit: Rows at most.

        Raises:
            ChangeRefused: the round is not open, or the current coder may not settle.
            NotFound: the document asked for is not there.
        """
        from storage.study.case_lists import case_page

        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, query.round)
            return case_page(
                session, query, cursor=cursor, backwards=backwards, around=around, limit=limit
            )

    def next_case(self, query: CaseQuery, uid: str, *, backwards: bool = False) -> Case | None:
        """The next case of a list after one, or before it; that one may have left the list by now.

        Raises:
            ChangeRefused: the round is not open, or the current coder may not settle.
        """
        from storage.study.case_lists import case_beside

        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, query.round)
            return case_beside(session, query, uid, backwards=backwards)

    def rounds_to_settle(self) -> tuple[str, ...]:
        """The rounds that were opened, the first one first."""
        with self._reading() as (session, _):
            return tuple(rounds_coded.opened_rounds(session))

    def coded_by_many(self, document_uid: str, round_: str = "main") -> CodedByMany:
        """A document with everybody's coding of a round, case by case, and what is gold of it.

        Raises:
            ChangeRefused: the round is not open, or the current coder may not settle.
            NotFound: the document is not there any more.
        """
        from storage.study.case_lists import cases_of

        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, round_)
            document_id = known_document(session, document_uid)
            text, segmentation = coding.text_of(session, document_id)
            told, gold = cases_of(session, document_id, round_, text)
            kind = session.execute(by_key(core.document, "id", "kind"), {"id": document_id})
            words = self._prepared.words(
                document_uid, text, segmentation, kind.scalar_one(), with_cues=False
            )
            return CodedByMany(words.text, told, gold)

    def settle(
        self,
        case: Case,
        decision: Decision,
        reason: Reason | None,
        note: str = "",
    ) -> Case | None:
        """Decide a case that the current coder has looked at; returns it as it stands then.

        Args:
            case: As it was shown: what was settled already is settled anew.
            decision: What goes to gold.
            reason: Why the coders differed.
            note: What else there is to say.

        Raises:
            ChangeRefused: somebody else settled it meanwhile, the round is not open, or the current
                coder may not settle.
            ValueRefused: an entered answer does not fit its field.
            EvidenceError: an entered passage is not in the text.
        """
        from storage.study.deciding import settle_case

        with self._work() as work:
            check_may_decide(work.session, work.journal.coder_id, case.round)
            return settle_case(work, case, decision, reason, note)

    def settle_unanimous(
        self, round_: str = "main", *, single: bool = False, progress: Report | None = None
    ) -> SettleReport:
        """Let what all coders of a document agree about go to gold, as one change.

        Args:
            round_: The round.
            single: Whether documents that one coder alone has coded go to gold as they are, too.
            progress: Hears how many documents are looked at; what it raises stops it, and then
                nothing was settled.

        Raises:
            ChangeRefused: the round is not open, or the current coder may not settle.
        """
        from storage.study.settling_all import settle_all

        return settle_all(self, round_, single=single, progress=progress)

    def unclear_values(self, *, limit: int = 50) -> tuple[UnclearValue, ...]:
        """Values that coders differed about, those for which the codebook has a gap first.

        From the latest decisions. Only for a lead or an adjudicator; for others there are none.
        """
        from storage.study.unclear import unclear_values

        with self._reading() as (session, coder_id):
            if rounds_coded.role(session, coder_id) not in MAY_SETTLE:
                return ()
            return unclear_values(session, current_codebook(session)[1], limit)
