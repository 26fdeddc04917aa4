"""Give documents to coders: everything to everybody, or a share to several and the rest split."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select, update
from sqlmodel import Session

from storage.database import assignments, core
from storage.database.assignments import MAIN, Moved, Spot
from storage.database.coders import add_recoder, known_coders
from storage.database.identity import new_uid, now
from storage.database.rounds import RECODE, all_rounds, has_assigned, put, round_called
from storage.errors import ChangeRefused, NameRefused
from storage.records import Assigned, Assignment, Draw, Role, Status
from storage.study.base import LONGEST_NAME, StudyBase, Work
from storage.study.coders import present_coder
from storage.study.counting import Report, counted
from storage.study.cueing import KEY, are_on
from storage.study.drawing import Drawn, Free, drawn

AGAIN = "-recode"
"""What the name ends in under which somebody codes documents of their own again."""


class Assigning(StudyBase):
    """Rounds are given out."""

    def assign(
        self, asked: Assignment, *, dry_run: bool = False, progress: Report | None = None
    ) -> Assigned:
        """Give documents of a round to coders; with ``dry_run`` only say what would be given.

        With the study's first assignment, documents that nobody has begun leave every queue, and
        coders have only what they are given. Where a document is coded twice, the study's cues are
        turned off, unless they are to be kept: two coders who see the same cues agree by them.

        In the round ``recode``, coders get documents that they are done with, under a name of their
        own that ends in ``-recode``: each one's agreement with themselves.

        Raises:
            ChangeRefused: there is nothing to give out, nobody to give it to, or the round was
                opened; or the current coder does not lead the study.
        """
        _check(asked)
        with self._leading("assign documents") as work, counted(progress, None, "documents"):
            _check_blind(work.session, asked.round)
            giving = _Recoding(work, asked) if asked.round == RECODE else _Giving(work, asked)
            found = giving.drawn()
            if not any(found.documents.values()):
                raise ChangeRefused(giving.nothing())
            told = self._given(work, asked, giving, found)
            if dry_run:
                work.session.rollback()
                return told
            return replace(told, change=giving.change)

    def _given(self, work: Work, asked: Assignment, giving: "_Giving", found: Drawn) -> Assigned:
        work.journal.touch("round", asked.round)
        first = asked.round != RECODE and not has_assigned(work.session)
        moves = list(giving.moves(found, first=first))
        draw = giving.draw(found, self.coder)
        row = round_called(work.session, asked.round)
        plan = dict(row.plan) if row else {}
        plan["draws"] = [*plan.get("draws", ()), asdict(draw)]
        put(work.session, asked.round, work.journal.coder_id, plan)
        cues_off = bool(draw.shared) and not asked.keep_cues and are_on(work.session)
        if cues_off:
            work.journal.touch("cues", KEY)
            work.session.execute(update(core.study).values(cues=False))
        digest = {"moved": assignments.kept_form(work.session, moves)}
        assignments.move(work.session, moves)
        noun = "document" if draw.size == 1 else "documents"
        summary = f"{draw.size:,} {noun} assigned in round {asked.round}, {draw.shared:,} shared."
        giving.change = work.journal.write("assign", summary, batch=new_uid(), digest=digest)
        return Assigned(asked.round, draw, giving.left_out, first, cues_off, None)


def _check(asked: Assignment) -> None:
    name = asked.round
    if not name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
        raise NameRefused(f"A round cannot be called {name!r}; give a short name, such as pilot.")
    if asked.size is not None and asked.size < 1:
        raise ChangeRefused("Assign one document or more.")
    if asked.share is not None and not 0 <= asked.share <= 1:
        raise ChangeRefused("The share that is coded twice lies between 0 and 1.")
    if asked.times < 2:
        raise ChangeRefused("The shared documents are coded by two coders or more.")


def _check_blind(session: Session, name: str) -> None:
    row = round_called(session, name)
    if row is not None and row.opened_at is not None:
        raise ChangeRefused(
            f"The round {name} was opened, and takes no more documents; assign them in another round."
        )


@dataclass(frozen=True, slots=True)
class _Somebody:
    """A coder who gets documents."""

    id: int
    name: str


class _Giving:
    """One assignment: whom it concerns, what is free, and what moves where."""

    change: str | None = None
    """uid of the change in the history."""

    def __init__(self, work: Work, asked: Assignment) -> None:
        self._work, self._asked = work, asked
        self._session = work.session
        self._coders = self._who()
        self._waiting: dict[int, dict[int, Spot]] = {}
        """Where documents are that nobody has begun, by coder and document."""
        self.left_out: Counter[str] = Counter()

    def drawn(self) -> Drawn:
        """Draw from the documents that are free."""
        ids = [coder.id for coder in self._coders]
        return drawn(list(self._free()), ids, self._asked)

    def nothing(self) -> str:
        """What is said when there is nothing to give out."""
        why = ", ".join(f"{n:,} {reason}" for reason, n in self.left_out.items())
        return f"There is no document left to assign in round {self._asked.round}" + (
            f": {why}." if why else "; import some first."
        )

    def _who(self) -> list[_Somebody]:
        """Those who are named, or everybody whose role is coder; else who leads."""
        names = dict.fromkeys(self._asked.coders)
        if names:
            rows: list[Any] = [present_coder(self._session, name) for name in names]
        else:
            there = [
                row
                for row in known_coders(self._session)
                if row.left_at is None and row.recodes is None
            ]
            rows = [row for row in there if row.role == Role.CODER.value]
            rows = rows or [row for row in there if row.role == Role.LEAD.value]
        return sorted((_Somebody(row.id, row.name) for row in rows), key=lambda each: each.name)

    def _free(self) -> Iterator[Free]:
        """Documents that are in no other round, and that the coders do not all have in this one."""
        here, elsewhere = self._given()
        mine = {coder.id for coder in self._coders}
        for document in _documents(self._session):
            given = frozenset(here.get(document.id, ()))
            if document.id in elsewhere:
                self.left_out["in another round"] += 1
            elif given and (self._asked.share is not None or mine <= given):
                self.left_out["given out already"] += 1
            else:
                yield document._replace(given=given)

    def _given(self) -> tuple[dict[int, set[int]], set[int]]:
        """Who has which document in this round, and the documents of other rounds."""
        assigned = has_assigned(self._session)
        mine = {coder.id for coder in self._coders}
        code = mine | _who_codes(self._session)
        here: dict[int, set[int]] = {}
        elsewhere: set[int] = set()
        for row in assignments.reviews(self._session):
            if row.status == Status.TODO:
                self._waiting.setdefault(row.coder_id, {})[row.document_id] = row.spot
                # Before the first assignment everybody has everything to do.
                if not (assigned and row.spot.in_queue):
                    continue
            if row.coder_id not in code:
                continue
            if row.spot.round == self._asked.round:
                here.setdefault(row.document_id, set()).add(row.coder_id)
            elif row.spot.round != RECODE and (assigned or row.coder_id in mine):
                elsewhere.add(row.document_id)
        return here, elsewhere

    def moves(self, found: Drawn, *, first: bool) -> Iterator[Moved]:
        """What goes where: what is given into queues and, with the first assignment, all else out."""
        given = {coder: {each.id for each in some} for coder, some in found.documents.items()}
        to = Spot(self._asked.round, in_queue=True)
        for coder, waiting in self._waiting.items():
            gone: dict[tuple[Spot, Spot], list[int]] = {}
            for document, spot in waiting.items():
                if document in given.get(coder, ()):
                    gone.setdefault((spot, to), []).append(document)
                elif first and spot.in_queue:
                    gone.setdefault((spot, Spot(MAIN, in_queue=False)), []).append(document)
            yield from (Moved(coder, *places, some) for places, some in gone.items())

    def draw(self, found: Drawn, by: str) -> Draw:
        """How it was drawn, to be kept."""
        asked, coders = self._asked, self._coders
        everybody = asked.share is None
        return Draw(
            at=now(),
            by=by,
            seed=asked.seed,
            frame=sum(frame for frame, *_ in found.strata.values()),
            size=found.size,
            shared=found.shared,
            times=len(coders) if everybody else min(asked.times, len(coders)),
            by_kind=asked.by_kind,
            balance=asked.balance,
            strata=found.strata,
            coders={
                coder.name: (
                    len(found.documents[coder.id]),
                    sum(each.n_characters for each in found.documents[coder.id]),
                )
                for coder in coders
            },
        )


class _Recoding(_Giving):
    """Documents that coders are done with, each again to the same person under another name."""

    def _who(self) -> list[_Somebody]:
        """Those who code again, enrolled under their other names."""
        again = []
        self._first: dict[int, int] = {}
        for coder in super()._who():
            name = f"{coder.name}{AGAIN}"
            if len(name) > LONGEST_NAME:
                raise NameRefused(f"{name} is too long a name for a coder.")
            first = present_coder(self._session, coder.name)
            row = add_recoder(self._session, name, first.uid)
            if row.is_new:
                self._work.journal.made("coder", row.uid)
            self._first[row.id] = coder.id
            again.append(_Somebody(row.id, name))
        return again

    def drawn(self) -> Drawn:
        """Of each coder's own documents, as many as are asked for."""
        table, asked = core.review.c, self._asked
        found = Drawn({})
        documents = {each.id: each for each in _documents(self._session)}
        frame = size = 0
        for again, first in self._first.items():
            theirs = (table.coder_id == first, table.status == Status.DONE.value)
            done = {row.document_id for row in assignments.reviews(self._session, *theirs)}
            self._waiting[again] = waiting = {
                row.document_id: row.spot
                for row in assignments.reviews(self._session, table.coder_id == again)
                if row.status == Status.TODO and not row.spot.in_queue
            }
            free = [documents[each] for each in sorted(done & waiting.keys() & documents.keys())]
            if again_already := len(done) - len(free):
                self.left_out["given out already"] += again_already
            n = asked.size if asked.share is None else round(asked.share * len(free))
            some = drawn(free, [again], replace(asked, size=n, share=None))
            found.documents |= some.documents
            frame, size = frame + len(free), size + some.size
        found.strata[""] = frame, size, 0
        return found

    def nothing(self) -> str:
        """What is said when nobody has anything to code again."""
        return "Nobody is done with a document that they have not been given again."


def _who_codes(session: Session) -> set[int]:
    """Everybody whose documents are theirs: a lead who only tried one out does not keep it from others."""
    given = {
        name
        for each in all_rounds(session)
        for draw in each.plan.get("draws", ())
        for name in draw["coders"]
    }
    everybody = known_coders(session)
    return {row.id for row in everybody if row.role == Role.CODER.value or row.name in given}


def _documents(session: Session) -> list[Free]:
    """The study's documents, or those that a sample drew, in study order."""
    table = core.document.c
    columns = (table.id, table.kind, table.n_characters, table.probability)
    found = select(*columns).where(table.removed_at.is_(None)).order_by(table.id)
    rows = session.execute(found).all()
    sampled = any(row.probability is not None for row in rows)
    return [
        Free(row.id, row.kind, row.n_characters, frozenset())
        for row in rows
        if not sampled or row.probability is not None
    ]


def kept_draw(kept: Mapping[str, Any]) -> Draw:
    """A draw as the plan of its round keeps it."""
    pairs: dict[str, Sequence[int]] = kept["coders"]
    triples: dict[str, Sequence[int]] = kept["strata"]
    return Draw(
        **{
            **kept,
            "coders": {name: (pair[0], pair[1]) for name, pair in pairs.items()},
            "strata": {name: (each[0], each[1], each[2]) for name, each in triples.items()},
        }
    )
