"""Settle what coders differ in: what each has, what an adjudicator decides, what goes to gold."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from storage.codebook import Codebook
from storage.database import coding, core, rounds_coded
from storage.database.lookups import by_key
from storage.errors import ChangeRefused
from storage.records import (
    Case,
    CaseKind,
    CaseQuery,
    CodedByMany,
    Decision,
    Layer,
    Page,
    Reason,
    SettleReport,
    UnclearValue,
)
from storage.study import cases
from storage.study.base import StudyBase, Work, current_codebook, known_document
from storage.study.counting import Report
from storage.study.deciding import decide
from storage.study.named import variable_name

LOOKED_AT = 200
"""Documents that one page looks at, at most: a list of rare cases comes in several."""

AT_ONCE = 25
"""Documents read at once for a page."""

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
        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, query.round)
            finder = _Finder(session, query)
            place = _place(session, query.round, around) if around is not None else None
            if place is not None:
                above = finder.page(place, limit // 2, backwards=True)
                here = (*place[:3], "")
                below = finder.page(here, limit - limit // 2, backwards=False)
                return Page((*above.rows, *below.rows), above.before, below.after)
            key = cases.cursor_key(cursor) if cursor is not None else None
            return finder.page(key, limit, backwards=backwards)

    def next_case(self, query: CaseQuery, uid: str, *, backwards: bool = False) -> Case | None:
        """The next case of a list after one, or before it; that one may have left the list by now.

        Raises:
            ChangeRefused: the round is not open, or the current coder may not settle.
        """
        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, query.round)
            finder = _Finder(session, query)
            key = _place(session, query.round, uid)
            while True:
                page = finder.page(key, 1, backwards=backwards)
                on = page.before if backwards else page.after
                if page.rows or on is None:
                    return page.rows[0] if page.rows else None
                key = cases.cursor_key(on)

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
        with self._reading() as (session, coder_id):
            check_may_settle(session, coder_id, round_)
            document_id = known_document(session, document_uid)
            text, segmentation = coding.text_of(session, document_id)
            _, codebook = current_codebook(session)
            found = cases.documents(session, codebook, round_, [document_id])
            several = cases.told(session, round_, [(each, each.cases) for each in found])
            told = tuple(case for each in several for case in each)
            table = core.record.c
            gold = (table.document_id == document_id) & (table.layer == Layer.GOLD.value)
            kind = session.execute(by_key(core.document, "id", "kind"), {"id": document_id})
            words = self._prepared.words(
                document_uid, text, segmentation, kind.scalar_one(), with_cues=False
            )
            records = coding.records(session, gold, {document_id: text})
            return CodedByMany(words.text, told, records)

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
        with self._work() as work:
            check_may_settle(work.session, work.journal.coder_id, case.round)
            document_id = work.document_id(case.document)
            found = cases.documents(work.session, work.codebook, case.round, [document_id])
            held = self._undisturbed(work, case, found)
            done = decide(work, case, held, decision, reason, note.strip())
            name = _case_name(work.codebook, case)
            work.journal.write("settle", f"{name} settled: {done}.", document_id=document_id)
            again = cases.documents(work.session, work.codebook, case.round, [document_id])
            return _told(work.session, case.round, again, case.uid)

    def _undisturbed(self, work: Work, case: Case, found: Sequence[cases.OfDocument]) -> cases.Held:
        """The case as it is in the store.

        Raises:
            ChangeRefused: it is not what was looked at.
        """
        there = [each for document in found for each in document.cases]
        held = next((each for each in there if each.uid == case.uid), None)
        if held is None or {**held.owners} != _owners(case):
            raise ChangeRefused("The coding of this case has changed since; look at it again.")
        shown = case.settlement.uid if case.settlement else None
        settled = held.settlement
        if settled is not None and settled.uid != shown:
            if settled.is_pending:
                raise ChangeRefused(
                    "What is unanimous is being settled just now; wait until that is done."
                )
            reason = f" ({settled.reason})" if settled.reason else ""
            raise ChangeRefused(
                f"{settled.coder} settled this meanwhile{reason}; look at that, then decide anew."
            )
        if settled is None and shown is not None:
            raise ChangeRefused("What was decided here was taken back since; look at it again.")
        return held

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


MAY_SETTLE = (rounds_coded.LEADS, rounds_coded.ADJUDICATORS)


def check_may_settle(session: Session, coder_id: int | None, round_: str) -> None:
    """The one gate: only a lead or an adjudicator, and only once the round was opened.

    Raises:
        ChangeRefused: somebody else asks, or the round is still blind.
    """
    if rounds_coded.role(session, coder_id) not in MAY_SETTLE:
        raise ChangeRefused("Only a lead or an adjudicator of the study settles disagreements.")
    if rounds_coded.opening(session, round_) is None:
        raise ChangeRefused(
            f"The round {round_} is not open yet: until it is, nobody sees what others coded. "
            f"A lead opens it with casecoder rounds open {round_}."
        )


def _owners(case: Case) -> dict[str, str]:
    """Who has the case, as ``cases.Held`` says it."""
    return {
        side.coder: side.record.uid if side.record else case.name
        for side in case.sides
        if side.has_it
    }


def _case_name(codebook: Codebook, case: Case) -> str:
    if case.kind is CaseKind.VARIABLE:
        return variable_name(codebook, case.name)
    known = codebook.record_type(case.name)
    return known.label if known else case.name


def _told(
    session: Session, round_: str, found: Sequence[cases.OfDocument], uid: str
) -> Case | None:
    chosen = [(each, [case for case in each.cases if case.uid == uid]) for each in found]
    return next((case for each in cases.told(session, round_, chosen) for case in each), None)


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
