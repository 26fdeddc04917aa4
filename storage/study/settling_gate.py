"""Who may settle, and when: asked before anything of other coders is shown or decided."""

from sqlmodel import Session

from storage.database import rounds_coded
from storage.database.rounds import round_called
from storage.errors import ChangeRefused

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


def check_may_decide(session: Session, coder_id: int | None, round_: str) -> None:
    """The same, for what changes gold: everybody's coding of the round must be frozen.

    Raises:
        ChangeRefused: somebody else asks, or the round is blind or reopened to somebody.
    """
    check_may_settle(session, coder_id, round_)
    row = round_called(session, round_)
    if row is not None and row.plan.get("reopened"):
        raise ChangeRefused(
            f"The round {round_} is reopened to a coder, and what is settled now might rest on what "
            f"they change; a lead freezes it again with casecoder rounds open {round_}."
        )
