"""From files that came back to one change of the study."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from storage.database import batches, copies, core, schema
from storage.database import merge_changes as writing
from storage.database import merge_things as store
from storage.database.codebooks import add_version, put_in_force
from storage.database.copies import opened_copy
from storage.database.engine import reading, unit_of_work
from storage.database.history import MERGE
from storage.database.identity import new_uid, now
from storage.database.images import restore
from storage.database.merge_rows import Changed, add_memo, apply, loosen, publish
from storage.database.merge_things import BATCHED, OWNERS
from storage.errors import ChangeRefused, MergeError, StorageError, StoreInvalid, StoreNewer
from storage.exchange.unswept import unswept
from storage.records import MergeReport
from storage.study.base import StudyBase, Work, current_codebook
from storage.study.codebooks import KEY, with_a_version_of_its_own
from storage.study.counting import Count, Report, counted
from storage.study.merge_codebook import Codebooks
from storage.study.merge_copy import Copy, checked_copy
from storage.study.merge_plan import IN_FORCE, CopyPlan

UNCHANGED = "Nothing was changed."


def merge_files(
    study: StudyBase, files: Sequence[Path], report: Report | None, *, dry_run: bool
) -> MergeReport:
    """Merge copies, or only say what would become of everything.

    Raises:
        MergeError: a file is no copy of this study, or was altered.
    """
    with study._reading() as (session, _):
        seen = writing.last_change(session)
    with unswept(), ExitStack() as open_files:
        copies_ = _checked(study, files, report, open_files)
        merge = _Merge(study, copies_, seen, dry_run=dry_run)
        try:
            with counted(report, merge.size, "things") as count:
                merge.work_out(count)
            if dry_run or merge.is_nothing:
                return merge.told()
            return merge.finish(report)
        except BaseException:
            # What cannot be cleared now is seen by nobody, and cleared before the next load.
            with suppress(StorageError):
                merge.forget()
            raise


def _checked(
    study: StudyBase, files: Sequence[Path], report: Report | None, open_files: ExitStack
) -> list[Copy]:
    """Every copy, open and checked.

    Raises:
        MergeError: some are refused; each is named.
    """
    scratch = Path(open_files.enter_context(tempfile.TemporaryDirectory()))
    found: list[Copy] = []
    refused: list[str] = []
    whose: dict[str, Path] = {}
    for file in files:
        try:
            copy = _checked_one(study, file, scratch, report, open_files)
            other = whose.setdefault(copy.coder, file)
            if other is not file:
                refused.append(_twice(other, file, copy.coder))
            found.append(copy)
        except MergeError as error:
            refused.append(str(error))
    if refused:
        raise MergeError("\n".join([*refused, UNCHANGED]))
    return found


def _twice(one: Path, other: Path, coder: str) -> str:
    if one.samefile(other):
        return f"{other} is named twice; name it once."
    return f"{one} and {other} were both handed out to {coder}; merge one after the other."


def _checked_one(
    study: StudyBase, file: Path, scratch: Path, report: Report | None, open_files: ExitStack
) -> Copy:
    if not file.is_file():
        raise MergeError(f"There is no file at {file}; check the path.")
    if file.samefile(study.store):
        raise MergeError(f"{file} is this study itself; name the copies that came back.")
    try:
        engine = open_files.enter_context(opened_copy(file, scratch))
    except (StoreInvalid, StoreNewer) as error:
        raise MergeError(str(error).removesuffix(UNCHANGED).rstrip()) from error
    theirs = open_files.enter_context(reading(engine))
    total = copies.count_texts(theirs) + copies.count_changes(theirs)
    unit = f"documents and changes of {file.name} checked"
    with counted(report, total, unit) as count, study._reading() as (ours, _):
        return checked_copy(ours, file, theirs, count.add)


class _Merge:
    """One merge, from looking at the copies to the change that makes everything visible."""

    def __init__(
        self, study: StudyBase, copies_: Sequence[Copy], seen: int, *, dry_run: bool
    ) -> None:
        self.study = study
        self.copies = copies_
        self._dry_run = dry_run
        self._batch, self._gone = new_uid(), new_uid()
        self._seen = seen
        self._copy: Path | None = None
        with study._reading() as (session, _):
            self._codebook_id, codebook = current_codebook(session)
            self._codebooks = Codebooks(codebook)
            self.plans = [
                CopyPlan(
                    copy,
                    self._codebooks.translation(copy),
                    self._batch,
                    self._gone,
                    dry_run=dry_run,
                )
                for copy in copies_
            ]
            is_littered = batches.has_pending(session)
        if is_littered and not dry_run:
            with unit_of_work(study._engine) as session:
                batches.forget_pending(session)

    @property
    def size(self) -> int:
        """How many things were changed in the copies."""
        return sum(len(copy.there) for copy in self.copies)

    @property
    def is_nothing(self) -> bool:
        """Whether the study has everything already."""
        return all(plan.is_nothing for plan in self.plans)

    def work_out(self, count: Count) -> None:
        """See what becomes of everything, and write what is new for nobody to see yet."""
        for plan in self.plans:
            plan.work_out(self._turn, count.add)

    @contextmanager
    def _turn(self) -> Iterator[Session]:
        """A short transaction, in which nothing is written when it is only told."""
        if self._dry_run:
            with self.study._reading() as (session, _):
                yield session
        else:
            with unit_of_work(self.study._engine) as session:
                yield session

    def forget(self) -> None:
        """Leave everything as it was."""
        if self._copy is not None:
            self._copy.unlink(missing_ok=True)
        if not self._dry_run:
            with unit_of_work(self.study._engine) as session:
                for batch in self._own_batches():
                    batches.forget_pending(session, batch)

    def _own_batches(self) -> list[str]:
        return sorted({self._gone, *(batch for plan in self.plans for batch in plan.batches)})

    def told(self) -> MergeReport:
        """What becomes of the copies, in numbers."""
        files = []
        for plan in self.plans:
            totals = writing.totals(plan.copy.session)
            files.append(plan.told(totals))
        version = self._codebooks.now.version if self._codebooks.is_new else None
        copy = None if self._copy is None else str(self._copy)
        return MergeReport(tuple(files), codebook_version=version, copy=copy)

    def finish(self, report: Report | None) -> MergeReport:
        """Keep a copy of the store, and make everything visible in one transaction."""
        path = Path(self.study.store)
        copy = schema.free_name(path.with_name(f"{path.name}.before-merge"))
        schema.copy_store(self.study._engine, copy, report)
        self._copy = copy
        total = sum(copy.changes for copy in self.copies)
        with counted(report, total, "changes") as count, self.study._work() as work:
            self._check_undisturbed(work.session)
            change = self._write(work, count)
            return replace(self.told(), change=change)

    def _check_undisturbed(self, session: Session) -> None:
        waiting = [plan.first for plan in self.plans if plan.first is not None]
        coders = [copy.ours for copy in self.copies]
        if (
            not all(batches.is_pending(session, uid) for uid in waiting)
            or current_codebook(session)[0] != self._codebook_id
            or writing.has_changed(session, self._seen, coders)
        ):
            raise ChangeRefused(
                "The study was changed while the copies were merged, and nothing of them was "
                "kept; merge them again."
            )

    def _write(self, work: Work, count: Count) -> str:
        session, at = work.session, now()
        in_force = self._put_codebook(work)
        merged: list[Sequence[Any]] = []
        for plan in self.plans:
            writing.add_codebooks(session, plan.copy.session, plan.copy.ours)
            merged += _written(session, plan, self._gone, in_force, at)
        every = self._own_batches()
        publish(session, every, self._gone, at)
        for plan in self.plans:
            merged += _loosened(session, plan.copy, every, at)
            pair = (plan.copy.theirs, plan.copy.ours)
            writing.add_changes(session, plan.copy.session, pair, plan.copy.known, count.add)
        coders = [copy.coder for copy in self.copies if copy.changes]
        return work.journal.write(
            MERGE,
            f"Work of {', '.join(coders)} merged.",
            batch=self._batch,
            digest={
                "copies": [copy.head.store for copy in self.copies],
                "coders": [copy.head.handed_to for copy in self.copies],
                "batches": [batch for batch in every if batch != self._gone],
                "merged": merged,
                "translated": any(plan.translation.is_needed for plan in self.plans),
            },
        )

    def _put_codebook(self, work: Work) -> tuple[int, str]:
        """Put the codebook in force that has what coders added; id and uid of the one in force."""
        if self._codebooks.is_new:
            new = with_a_version_of_its_own(work, self._codebooks.now)
            self._codebooks.now = new
            work.journal.touch("codebook", KEY)
            coder_id = work.journal.coder_id
            id_, uid = add_version(work.session, new.version, new.sha256, new.source, coder_id)
            put_in_force(work.session, id_)
            return id_, uid
        table = core.codebook.c
        named = select(table.uid).where(table.id == work.codebook_id)
        return work.codebook_id, work.session.execute(named).scalar_one()


def _written(
    session: Session, plan: CopyPlan, gone: str, in_force: tuple[int, str], at: str
) -> list[Sequence[Any]]:
    """Write what a copy changes in what is here; returns noun, key, image before and after of each."""
    codebook_id, uid = in_force
    for noun in BATCHED:
        dead = [key for what, key in plan.dead if what == noun]
        writing.move(session, noun, dead, batch=gone)
    for noun in OWNERS:
        recoded = [key for what, key in plan.recoded if what == noun]
        writing.move(session, noun, recoded, codebook_id=codebook_id)
    for each in plan.changed:
        if each.after is not None and each.after.get("codebook_id") == IN_FORCE:
            each.after["codebook_id"] = uid
    named = {(each.after or {}).get("codebook_id") for each in plan.changed}
    codebooks = store.ids_of(session, core.codebook, filter(None, named))
    apply(session, plan.changed, codebooks, at)
    written: list[Sequence[Any]] = [
        (each.noun, each.key, each.before, each.after) for each in plan.changed
    ]
    for memo, document_id in plan.new_memos:
        add_memo(session, memo, document_id, plan.copy.ours, at)
        if not memo.is_removed:
            written.append(("memo", memo.image["uid"], None, memo.image))
    for key, is_so in plan.dismissals:
        image = {"name": key.split(" ", 2)[1]}
        restore(session, "dismissal", key, image if is_so else None)
        written.append(("dismissal", key, *((None, image) if is_so else (image, None))))
    return written


def _loosened(
    session: Session, copy: Copy, every: Sequence[str], at: str
) -> Iterator[Sequence[Any]]:
    """Take links away whose records are gone."""
    uids = loosen(session, copy.ours, every, at)
    for uid, link in store.things(session, "link", uids).items():
        yield "link", uid, link.image, None
        apply(session, [Changed("link", uid, link.id, None, link.image, None)], {}, at)
