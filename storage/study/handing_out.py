"""A copy of the study for one coder: blind for real, since nothing of anybody else is in the file."""

import secrets
from pathlib import Path

from sqlalchemy import func, select

from storage.database import core
from storage.database.coders import coder_id
from storage.database.hand_out import write_copy
from storage.database.identity import new_uid
from storage.database.watching import clock
from storage.errors import StoreExists
from storage.records import HandOut
from storage.study.base import StudyBase, checked_coder
from storage.study.counting import Report


class HandingOut(StudyBase):
    """Copies of the study for its coders."""

    def hand_out(self, path: Path, *, coder: str, progress: Report | None = None) -> HandOut:
        """Write the study as one coder may see it into a file of its own.

        It has the same documents, codebooks and cases, and of coding only that coder's: it opens
        as that coder only, and ``merge`` brings what they do in it back. Somebody new joins the
        study. What ``progress`` raises ends it, and no file is left.

        Raises:
            ChangeRefused: this is such a copy itself, or the current coder does not lead the study.
            StoreExists: something is at ``path`` already.
        """
        self.only_in_the_study("copies are handed out from")
        self.only_in_a_file()
        self._check_leads("hand out copies")
        name = checked_coder(coder)
        if path.exists():
            raise StoreExists(f"There is something at {path} already; give the copy another name.")
        with self._reading() as (session, _):
            is_new = coder_id(session, name) is None
        self._enrol(name)
        store_uid = new_uid()
        partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
        with self._reading() as (session, _):
            known = coder_id(session, name)
            assert known is not None
            write_copy(
                Path(self.store), partial, known, store_uid, clock(progress, "seconds of writing")
            )
        partial.rename(path)
        try:
            with self._work() as work:
                work.journal.write(
                    "hand out",
                    f"Copy handed out to {name}.",
                    batch=new_uid(),
                    digest={"coder": name, "store": store_uid},
                )
        except BaseException:
            # A copy that the history does not know was not handed out.
            path.unlink(missing_ok=True)
            raise
        return self._told(known, name, is_new=is_new)

    def _told(self, coder: int, name: str, *, is_new: bool) -> HandOut:
        review, record = core.review.c, core.record.c
        queue = select(func.count()).where(
            review.coder_id == coder, review.in_queue, review.removed_at.is_(None)
        )
        own = select(func.count()).where(
            record.coder_id == coder, record.layer == "coder", record.removed_at.is_(None)
        )
        with self._reading() as (session, _):
            documents, records = (session.execute(each).scalar_one() for each in (queue, own))
        return HandOut(name, documents, records, is_new)
