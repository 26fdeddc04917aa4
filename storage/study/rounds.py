"""Rounds: how far they are, opening them, and who may see whose coding."""

from sqlalchemy import and_, select
from sqlmodel import Session

from storage.database import assignments, core, seeing
from storage.database.coders import known_coders
from storage.database.rounds import RoundRow, all_rounds, put, round_called, set_opened
from storage.database.settlements import void_settlements
from storage.errors import ChangeRefused, NotFound
from storage.records import Round, Status
from storage.study.assigning import kept_draw
from storage.study.base import StudyBase
from storage.study.coders import known_coder, present_coder, standing_of


class Rounds(StudyBase):
    """The rounds of the study, each blind until it is opened."""

    def rounds(self) -> tuple[Round, ...]:
        """Every round with how far coders are; one's own progress only, unless one leads or adjudicates."""
        with self._reading() as (session, known):
            sees = standing_of(session, known).sees_progress
            counts = assignments.progress(session, None if sees else known or 0)
            names = {row.id: row.name for row in known_coders(session)}
            uids = {row.uid: row.name for row in known_coders(session)}
            rows = {row.name: row for row in all_rounds(session)}
            for _, name in counts:
                rows.setdefault(name, RoundRow(name, {}, None, None))
            return tuple(
                Round(
                    name,
                    tuple(map(kept_draw, row.plan.get("draws", ()))),
                    row.opened_at,
                    row.opened_by,
                    tuple(uids[uid] for uid in row.plan.get("reopened", ()) if uid in uids),
                    {
                        names[coder]: {status: some.get(status, 0) for status in Status}
                        for (coder, of), some in counts.items()
                        if of == name and coder in names
                    },
                )
                for name, row in rows.items()
            )

    def may_see(self, coder: str, round: str = assignments.MAIN) -> bool:  # noqa: A002  its name
        """Whether the current coder may see what ``coder`` has coded in a round.

        Everybody may once it is opened, and nobody before, except a lead who has coded nothing in
        it. An SQLite file can be read by other means: there it is a courtesy, and no lock.

        Raises:
            NotFound: nobody is called so.
        """
        with self._reading() as (session, known):
            return seeing.may_see(session, known, known_coder(session, coder).id, round)

    def open_round(self, name: str) -> str:
        """Freeze what coders made in a round, and let it be seen; returns what happened.

        A layer that was reopened is frozen again. Nothing takes this back.

        Raises:
            ChangeRefused: it is open, or the current coder does not lead the study.
            NotFound: there is no such round.
        """
        with self._leading("open a round") as work:
            row = _known_round(work.session, name)
            reopened = row.plan.get("reopened", [])
            if row.opened_at is not None and not reopened:
                raise ChangeRefused(f"The round {name} is open already.")
            work.journal.touch("round", name)
            coder_id = work.journal.coder_id
            put(work.session, name, coder_id, {**row.plan, "reopened": []})
            if row.opened_at is None:
                set_opened(work.session, name, coder_id)
            summary = f"Round {name} opened: its coding is frozen, and may be seen."
            if reopened:
                summary = f"Round {name} is frozen again, as a whole."
            work.journal.write("open round", summary)
            return summary

    def reopen_round(self, name: str, coder: str) -> str:
        """Let a coder change what they coded in an opened round; returns what happened.

        The gold that rests on their records and values is void from then on.

        Raises:
            ChangeRefused: it is not opened, or reopened to them already, or the current coder does
                not lead the study.
            NotFound: there is no such round, or nobody is called so.
        """
        with self._leading("reopen a round") as work:
            row, theirs = _known_round(work.session, name), present_coder(work.session, coder)
            reopened = list(row.plan.get("reopened", []))
            if row.opened_at is None:
                raise ChangeRefused(f"The round {name} was not opened; {coder} can change theirs.")
            if theirs.uid in reopened:
                raise ChangeRefused(f"The round {name} is reopened to {coder} already.")
            work.journal.touch("round", name)
            plan = {**row.plan, "reopened": [*reopened, theirs.uid]}
            put(work.session, name, work.journal.coder_id, plan)
            voided = void_settlements(work.journal, theirs.id, name)
            decisions = (
                "settlement that rests on it is"
                if voided == 1
                else "settlements that rest on it are"
            )
            summary = f"Round {name} reopened to {coder}; {voided:,} {decisions} void."
            if not voided:
                summary = f"Round {name} reopened to {coder}."
            work.journal.write("reopen round", summary, digest={"voided": voided})
            return summary


def _known_round(session: Session, name: str) -> RoundRow:
    """A round that was assigned, opened or begun.

    Raises:
        NotFound: there is none of that name.
    """
    row = round_called(session, name)
    if row is not None:
        return row
    table = core.review.c
    begun = and_(table.round == name, assignments.is_begun())
    if session.execute(select(table.id).where(begun).limit(1)).first() is None:
        known = ", ".join(each.name for each in all_rounds(session)) or "none"
        raise NotFound(
            f"There is no round {name} in which something was assigned or coded; there is {known}."
        )
    return RoundRow(name, {}, None, None)
