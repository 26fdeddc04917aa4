"""Who codes in the study: roles, progress, coming and leaving."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import update
from sqlmodel import Session

from storage.database import assignments, core
from storage.database.assignments import Moved, Spot
from storage.database.coders import coder_id, fill_queue, known_coders, leads
from storage.database.identity import new_uid, now
from storage.database.rounds import has_assigned
from storage.errors import ChangeRefused, NotFound
from storage.records import CoderInfo, OpenWork, Role, RoundProgress, Standing, Status
from storage.study.base import StudyBase, Work, checked_coder


class Coders(StudyBase):
    """The people of the study."""

    def standing(self) -> Standing:
        """What the current coder may do in the study."""
        with self._reading() as (session, known):
            return standing_of(session, known)

    def coder_infos(self) -> tuple[CoderInfo, ...]:
        """Everybody of the study by name, with how far they are.

        Others' progress is told to who leads or adjudicates only.
        """
        with self._reading() as (session, known):
            everybody = known_coders(session)
            sees = standing_of(session, known).sees_progress
            names = {row.uid: row.name for row in everybody}
            counts = assignments.progress(session, None if sees else known or 0)
            return tuple(
                CoderInfo(
                    row.uid,
                    row.name,
                    Role(row.role),
                    row.left_at,
                    names.get(row.recodes),
                    _progress(counts, row.id) if sees or row.id == known else None,
                )
                for row in everybody
            )

    def add_coder(self, name: str, role: Role = Role.CODER) -> str:
        """Enrol somebody, or bring back who has left; returns what happened in a sentence.

        Raises:
            ChangeRefused: the current coder does not lead the study, or they are there already.
            NameRefused: the name cannot be used.
        """
        name = checked_coder(name)
        self._check_leads("add coders")
        self._check_new(name)
        self._enrol(name)
        with self._leading("add coders") as work:
            row = known_coder(work.session, name)
            came_back = row.left_at is not None
            work.journal.touch("coder", row.uid) if came_back else work.journal.made(
                "coder", row.uid
            )
            values = {"left_at": None, "role": role.value}
            work.session.execute(update(core.coder).where(core.coder.c.id == row.id).values(values))
            if role is Role.ADJUDICATOR:
                _empty_queue(work, row.id)
            elif came_back:
                fill_queue(work.session, row.id)
            back = "is back as" if came_back else "added as"
            summary = f"{name} {back} {role}."
            work.journal.write("add coder", summary)
            return summary

    def _check_new(self, name: str) -> None:
        with self._reading() as (session, _):
            there = {row.name for row in known_coders(session) if row.left_at is None}
            known = coder_id(session, name)
        if self.is_on_server and known is None:
            raise ChangeRefused(
                f"On a server everybody logs in: whoever runs it lets {name} in with "
                f"casecoder server add-coder {name}."
            )
        if name in there:
            raise ChangeRefused(
                f"{name} is in this study already; casecoder coders role {name} ROLE changes "
                "what they do."
            )

    def set_role(self, name: str, role: Role) -> str:
        """Let somebody do something else in the study; returns what happened in a sentence.

        Raises:
            ChangeRefused: the current coder does not lead the study, or nobody would any more.
        """
        with self._leading("change roles") as work:
            row = present_coder(work.session, name)
            if row.role == role.value:
                return f"{name} is {role} already."
            _check_not_last_lead(work.session, row)
            work.journal.touch("coder", row.uid)
            same = core.coder.c.id == row.id
            work.session.execute(update(core.coder).where(same).values(role=role.value))
            summary = f"{name} is {role} from now on."
            work.journal.write("set role", summary)
            return summary

    def open_work(self, name: str) -> OpenWork:
        """What somebody was given and has not finished.

        Raises:
            NotFound: nobody is called so.
            ChangeRefused: it is not for the current coder to know.
        """
        with self._reading() as (session, known):
            row = present_coder(session, name)
            if row.id != known and not standing_of(session, known).sees_progress:
                raise ChangeRefused(f"How far {name} is, is told to who leads the study only.")
            counts = assignments.progress(session, row.id).values()
        todo, begun = (
            sum(each.get(status, 0) for each in counts)
            for status in (Status.TODO, Status.IN_PROGRESS)
        )
        return OpenWork(todo, begun)

    def remove_coder(self, name: str, *, hand_to: str | None = None) -> str:
        """Let somebody leave; what they coded stays. Returns what happened in a sentence.

        Their documents to do leave their queue. With ``hand_to`` these, and those they have only
        begun, are to do for that coder, who begins each anew.

        Raises:
            ChangeRefused: the current coder does not lead the study, or nobody would any more.
        """
        with self._leading("remove coders") as work:
            row = present_coder(work.session, name)
            _check_not_last_lead(work.session, row)
            heir = None if hand_to is None else present_coder(work.session, hand_to)
            if heir is not None and heir.id == row.id:
                raise ChangeRefused(f"{name} cannot be handed their own documents.")
            work.journal.touch("coder", row.uid)
            moves, handed = _handed_over(work.session, row.id, heir and heir.id)
            digest = {"moved": assignments.kept_form(work.session, moves)}
            assignments.move(work.session, moves)
            same = core.coder.c.id == row.id
            work.session.execute(update(core.coder).where(same).values(left_at=now()))
            summary = f"{name} has left the study."
            if heir is not None:
                noun = "document goes" if handed == 1 else "documents go"
                summary = f"{name} has left the study; {handed:,} {noun} to {hand_to}."
            work.journal.write("remove coder", summary, batch=new_uid(), digest=digest)
            return summary


def standing_of(session: Session, known: int | None) -> Standing:
    """What a coder may do in the study."""
    roles = {row.id: Role(row.role) for row in known_coders(session) if row.left_at is None}
    return Standing(roles.get(known or 0), has_assigned(session))


def known_coder(session: Session, name: str) -> Any:
    """The row of a coder, who may have left.

    Raises:
        NotFound: nobody is called so.
    """
    found = {row.name: row for row in known_coders(session)}
    if name not in found:
        raise NotFound(f"There is no coder {name} in this study; there are {', '.join(found)}.")
    return found[name]


def present_coder(session: Session, name: str) -> Any:
    """The row of a coder who has not left.

    Raises:
        NotFound: nobody is called so.
        ChangeRefused: they have left.
    """
    row = known_coder(session, name)
    if row.left_at is not None:
        raise ChangeRefused(
            f"{name} has left this study; casecoder coders add {name} brings them back."
        )
    return row


def _progress(
    counts: Mapping[tuple[int, str], Mapping[str, int]], of: int
) -> tuple[RoundProgress, ...]:
    return tuple(
        RoundProgress(name, {status: numbers.get(status, 0) for status in Status})
        for (coder, name), numbers in counts.items()
        if coder == of
    )


def _check_not_last_lead(session: Session, row: Any) -> None:
    if row.role == Role.LEAD.value and leads(session) == (row.name,):
        raise ChangeRefused(
            f"{row.name} alone leads this study; let somebody else lead it first: "
            "casecoder coders role NAME lead."
        )


def _empty_queue(work: Work, of: int) -> None:
    theirs = (core.review.c.coder_id == of) & ~assignments.is_begun()
    work.session.execute(update(core.review).where(theirs).values(in_queue=False))


def _handed_over(session: Session, of: int, heir: int | None) -> tuple[list[Moved], int]:
    """What leaves a coder's queue, what comes into another's, and how many documents that is."""
    table = core.review.c
    is_open = table.status.in_([Status.TODO.value, Status.IN_PROGRESS.value])
    left: dict[str, list[int]] = {}
    given: dict[tuple[Spot, Spot], list[int]] = {}
    theirs = {} if heir is None else _free(session, heir)
    for row in assignments.reviews(session, table.coder_id == of, table.in_queue, is_open):
        if row.status == Status.TODO:
            left.setdefault(row.spot.round, []).append(row.document_id)
        if row.document_id in theirs:
            places = theirs[row.document_id], Spot(row.spot.round, in_queue=True)
            given.setdefault(places, []).append(row.document_id)
    moves = [
        Moved(of, Spot(name, in_queue=True), Spot(name, in_queue=False), some)
        for name, some in left.items()
    ]
    moves += [Moved(heir or 0, *places, some) for places, some in given.items()]
    return moves, sum(map(len, given.values()))


def _free(session: Session, coder: int) -> dict[int, Spot]:
    """Documents that a coder may be given, and where they are for them now."""
    mine = (core.review.c.coder_id == coder, ~assignments.is_begun(), ~core.review.c.in_queue)
    return {row.document_id: row.spot for row in assignments.reviews(session, *mine)}
