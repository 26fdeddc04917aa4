"""Draw the documents to code, so that what is coded stands for what was collected."""

import random
from collections import defaultdict

from sqlalchemy import select, update
from sqlmodel import Session

from storage.database import core
from storage.database.identity import new_uid
from storage.database.rounds import has_assigned
from storage.errors import ChangeRefused, NotFound
from storage.records import SampleReport
from storage.study.base import StudyBase
from storage.study.counting import Report, counted

STRATA = {"kind": core.document.c.kind, "outcome": core.document.c.outcome}
STRATA |= {"respondent": core.document.c.respondent}
"""What a sample may be drawn by: recognised properties of documents."""


class Sampling(StudyBase):
    """Sampling of documents."""

    def sample(
        self,
        size: int,
        *,
        by: str | None = None,
        seed: int = 1,
        progress: Report | None = None,
    ) -> SampleReport:
        """Draw ``size`` documents without replacement, in proportion to the strata of ``by``.

        The others leave everybody's queue. Each drawn document keeps its stratum and the
        probability with which it was drawn (drawn / frame, within its stratum). What
        ``progress`` raises stops it, and nothing is drawn.

        Raises:
            ChangeRefused: there are fewer documents, or a sample was drawn before.
        """
        self.only_in_the_study("documents are drawn in")
        if by is not None and by not in STRATA:
            raise NotFound(f"A sample cannot be drawn by {by}; by {', '.join(STRATA)}.")
        with counted(progress, size, "documents") as count, self._work() as work:
            table = core.document.c
            there = table.removed_at.is_(None)
            if work.session.execute(select(table.id).where(table.probability.is_not(None))).first():
                raise ChangeRefused(
                    "A sample was drawn already; take that back in the history before drawing another."
                )
            if has_assigned(work.session):
                raise ChangeRefused(
                    "Documents were assigned already; casecoder assign --size N draws some of them."
                )
            column = STRATA[by] if by else core.document.c.id * 0
            frame: dict[str, list[int]] = defaultdict(list)
            for document_id, stratum in work.session.execute(
                select(table.id, column).where(there).order_by(table.id)
            ):
                frame[str(stratum) if by else ""].append(document_id)
            total = sum(map(len, frame.values()))
            if not total:
                raise ChangeRefused("There are no documents to draw from; import some first.")
            if not 0 < size <= total:
                raise ChangeRefused(f"There are {total} documents; draw between 1 and {total}.")
            quotas = proportional({name: len(ids) for name, ids in frame.items()}, size)
            work.session.execute(update(core.review).values(in_queue=False))
            generator = random.Random(seed)
            for stratum in sorted(frame):
                drawn = generator.sample(frame[stratum], quotas[stratum])
                _mark(work.session, stratum or None, drawn, quotas[stratum] / len(frame[stratum]))
                count.add(len(drawn))
            digest = {"frame": total, "drawn": size, "by": by, "seed": seed}
            summary = f"{size} of {total} documents drawn."
            work.journal.write("sample", summary, batch=new_uid(), digest=digest)
            strata = {name: (len(ids), quotas[name]) for name, ids in frame.items()}
            return SampleReport(total, size, strata, seed)


def _mark(session: Session, stratum: str | None, drawn: list[int], probability: float) -> None:
    for start in range(0, len(drawn), 500):
        some = drawn[start : start + 500]
        values = {"stratum": stratum, "probability": probability}
        mine = core.document.c.id.in_(some)
        session.execute(update(core.document).where(mine).values(values))
        theirs = core.review.c.document_id.in_(some)
        session.execute(update(core.review).where(theirs).values(in_queue=True))


def proportional(sizes: dict[str, int], total: int) -> dict[str, int]:
    """Share ``total`` among strata in proportion to ``sizes``, by largest remainder (Hamilton).

    No stratum gets more than it has, and the shares add up to ``total`` exactly.
    """
    everything = sum(sizes.values())
    exact = {name: total * size / everything for name, size in sizes.items()}
    shares = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: (shares[name] - exact[name], name))
    for name in by_remainder[: total - sum(shares.values())]:
        shares[name] += 1
    return shares
