"""Take the last edit of the codebook back: a further version, and the answers that it moved as they were."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from storage.codebook import Codebook, load_codebook, next_version, plan_migrations
from storage.codebook.places import field_at, value_paths
from storage.codebook.rewriting import Rewriting
from storage.codebook.steps import Step, StepKind
from storage.database import codebooks, history
from storage.database.turning import BEFORE
from storage.errors import ChangeRefused
from storage.records import CodebookChange
from storage.study.base import StudyBase, Work, codebook_of
from storage.study.codebook_moves import kept_moves, move_answers, untouched
from storage.study.codebook_use import why_cannot_go
from storage.study.codebook_words import effects, told_moves
from storage.study.codebooks import (
    EDITED_IN,
    check_seen,
    put_in_force,
    with_a_version_of_its_own,
)
from storage.study.counting import Report, counted


class Reverting(StudyBase):
    """One key takes the last edit of the codebook back, and once more the one before it."""

    def revert_codebook(
        self,
        *,
        seen: Codebook | None = None,
        dry_run: bool = False,
        progress: Report | None = None,
    ) -> CodebookChange:
        """Put a further version in force that says what was said before the last edit.

        Answers that the edit moved and nobody has changed since become what they were, so that
        merged values come apart again. With ``dry_run`` it is only told. ``seen`` is as in ``edit_codebook``.

        Raises:
            ChangeRefused: no edit is left to take back, coded data use what it brought, or another version
                than ``seen`` is in force by now.
        """
        self.only_in_the_study(EDITED_IN)
        with counted(progress, None, "answers") as looked_at, self._work() as work:
            check_seen(work, seen)
            row = codebooks.last_edit(work.session)
            if row is None:
                raise ChangeRefused(
                    "The codebook has not been edited; there is nothing to take back."
                )
            new = with_a_version_of_its_own(work, _earlier(work, row))
            kept = untouched(work, kept_moves(row.payload))
            steps = plan_migrations(work.codebook, new)
            moved = move_answers(work, new, steps, looked_at.add)
            for (record_type, field), answers in kept.items():
                codebooks.put_back(work.session, record_type, field, answers)
            _check_use(work, new, row, work.told_of if dry_run else None)
            count = _told(work, [uid for answers in kept.values() for uid in answers])
            told = CodebookChange(
                new.version,
                (f"Takes back: {row.summary}",),
                tuple(step.sentence for step in steps),
                moved=max(count, sum(map(len, told_moves(moved, work.told_of).values()))),
                in_doubt=0,
                change=None,
                effects=_effects(row, count) or effects(work, new, steps, moved),
            )
            if dry_run:
                work.session.rollback()
                return told
            summary = f"Codebook {new.version} takes back: {row.summary}"
            return replace(told, change=put_in_force(work, new, summary, moved, takes_back=row))


def _told(work: Work, uids: Sequence[str]) -> int:
    """How many of these records and values the coder is told of."""
    whose = work.told_of
    return len(uids) if whose is None else codebooks.count_owned(work.session, uids, whose)


def _check_use(work: Work, new: Codebook, row: Any, whose: int | None) -> None:
    """Refuse to take back what coded data use."""
    why_not = why_cannot_go(work, new, whose)
    if why_not:
        raise ChangeRefused(
            f"«{row.summary}» cannot be taken back: {why_not}. "
            "Merge it into another value, or code those answers again, first."
        )


def _effects(row: Any, count: int) -> tuple[str, ...]:
    """What becomes of the answers that an edit moved."""
    if row.batch is None:
        return ()
    if count == 1:
        return ("1 answer becomes what it was before.",)
    return (f"{count:,} answers become what they were before.",)


def _earlier(work: Work, row: Any) -> Codebook:
    """What the codebook said before a change, as a further version.

    Fields and values that the change renamed get the number by which their data find back.
    """
    if row.payload is None:
        raise ChangeRefused("What the last edit changed was erased; nothing takes it back.")
    image = history.things_of(row)[0][BEFORE]
    before = codebook_of(work.session, image["current"])
    rewriting = Rewriting(before.source)
    rewriting.set(("codebook", "version"), next_version(work.codebook.version))
    for step in plan_migrations(before, work.codebook):
        _number(rewriting, before, step)
    return load_codebook(rewriting.text())


def _number(rewriting: Rewriting, before: Codebook, step: Step) -> None:
    path, field = field_at(before, step.record_type, step.old.name)
    if step.kind is StepKind.RENAME_FIELD and not field.id_given:
        rewriting.put(path, "id", field.id)
    if step.kind is StepKind.RENAME:
        paths = value_paths(path, field.values)
        for name in step.names:
            value = field.value(name)
            if value is not None and not value.code_given:
                rewriting.put(paths[name], "code", value.code)
