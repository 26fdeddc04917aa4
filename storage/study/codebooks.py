"""Change the codebook in force. Coded data follow declared moves only, shown before they run."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from storage.codebook import (
    Codebook,
    Edit,
    OpenToChoice,
    Value,
    compare,
    edited,
    load_codebook,
    next_version,
    plan_migrations,
    with_provisional_value,
)
from storage.codebook.rewriting import with_text
from storage.database import codebooks
from storage.database.identity import new_uid
from storage.database.seeing import check_may_see, told_of
from storage.errors import ChangeRefused
from storage.records import CodebookChange
from storage.study.base import StudyBase, Work, codebook_versions
from storage.study.codebook_moves import Moved, kept_form, move_answers
from storage.study.codebook_words import doubts_in, effects, told_moves
from storage.study.counting import Report, counted

KEY = "current"
"""How the history names the codebook in force."""

EDITED_IN = "the codebook is edited in"
"""What is said in a coder's copy, where values can be added and nothing else."""


class Codebooks(StudyBase):
    """The study's codebook and its versions."""

    def set_codebook(
        self, source: str, *, dry_run: bool = False, progress: Report | None = None
    ) -> CodebookChange:
        """Put a new version in force; with ``dry_run`` only say what it would do.

        ``progress`` hears how many answers were looked at; what it raises stops it, and nothing
        is changed.

        Raises:
            CodebookError: the text is no codebook.
            ValueRefused: an answer cannot follow a declared step; nothing was changed.
            ChangeRefused: it is the one in force already, or has its version number.
        """
        self.only_in_the_study(EDITED_IN)
        new = load_codebook(source)
        with counted(progress, None, "answers") as count, self._work() as work:
            _check_version(work, new)
            summary = f"Codebook {new.version} put in force."
            return _changed(work, new, summary, count.add, dry_run=dry_run)

    def edit_codebook(
        self,
        edit: Edit,
        *,
        seen: Codebook | None = None,
        dry_run: bool = False,
        progress: Report | None = None,
    ) -> CodebookChange:
        """Do one thing to the codebook, as a new version; with ``dry_run`` only say what it would do.

        Everything else in its file stays as people wrote it. ``seen`` is the version that the edit
        was thought of for, when it was shown to somebody. ``progress`` is as in ``set_codebook``.

        Raises:
            ChangeRefused: another version than ``seen`` is in force by now.
            ValueRefused: the edit is impossible, or an answer cannot follow; nothing was changed.
            CodebookError: the file is written in a way that cannot be edited so.
        """
        self.only_in_the_study(EDITED_IN)
        with counted(progress, None, "answers") as count, self._work() as work:
            check_seen(work, seen)
            if isinstance(edit, OpenToChoice) and not edit.answers:
                others = "an open field does not become a choice of everybody's answers yet"
                check_may_see(work.session, work.journal.coder_id, None, others)
                there = codebooks.texts(work.session, edit.record_type, edit.field)
                edit = replace(edit, answers=tuple(text for text, _ in there))
            new = edited(work.codebook, edit, codebook_versions(work.session))
            new = with_a_version_of_its_own(work, new)
            summary = f"Codebook {new.version}: {edit.summary}."
            return _changed(work, new, summary, count.add, dry_run=dry_run)

    def add_provisional_value(self, record_type: str | None, field: str, label: str) -> Value:
        """Add a value while coding: a new version of the codebook, taken back from the history.

        Raises:
            ValueRefused: the field takes no such value, or has it already.
        """
        with self._work() as work:
            new, value = with_provisional_value(work.codebook, record_type, field, label)
            if self.handed_to is not None:
                # Other copies get values, too, and no two codebooks may be called the same.
                new = called(new, f"{new.version}-{self.handed_to}")
            new = with_a_version_of_its_own(work, new)
            put_in_force(work, new, f"Provisional value {value.name} added to {field}.")
            return value

    def codebook_versions(self) -> tuple[tuple[str, str], ...]:
        """Version and text of every codebook the study has had, oldest first."""
        with self._reading() as (session, _):
            return tuple(codebooks.versions(session))

    def open_answers(self, record_type: str | None, field: str) -> tuple[tuple[str, int], ...]:
        """The different answers to an open field, and how many there are of each.

        Everybody's, or the current coder's where others' may not be seen yet.
        """
        with self._reading() as (session, known):
            return tuple(codebooks.texts(session, record_type, field, told_of(session, known)))


def _changed(
    work: Work, new: Codebook, summary: str, heard: Callable[[], None], *, dry_run: bool
) -> CodebookChange:
    """Take coded data along and put a version in force, or only say what that would do."""
    differences = compare(work.codebook, new)
    steps = plan_migrations(work.codebook, new)
    moved = move_answers(work, new, steps, heard)
    told = CodebookChange(
        new.version,
        tuple(difference.sentence for difference in differences),
        tuple(step.sentence for step in steps),
        moved=sum(map(len, told_moves(moved, work.told_of).values())),
        in_doubt=doubts_in(work, differences),
        change=None,
        effects=effects(work, new, steps, moved),
    )
    if dry_run:
        work.session.rollback()
        return told
    return replace(told, change=put_in_force(work, new, summary, moved))


def check_seen(work: Work, seen: Codebook | None) -> None:
    """Refuse to change a codebook that nobody has looked at."""
    if seen is not None and seen.sha256 != work.codebook.sha256:
        raise ChangeRefused(
            f"The codebook was changed meanwhile: version {work.codebook.version} is in force, "
            f"not {seen.version}. Nothing of yours was changed; look at it and do it again."
        )


def _check_version(work: Work, new: Codebook) -> None:
    if new.sha256 == work.codebook.sha256:
        raise ChangeRefused(f"Version {new.version} is in force already; nothing was changed.")
    if not _may_be_called(work, new):
        raise ChangeRefused(
            f"The new codebook says it is version {new.version}, which this study has had with "
            "another content; give it another version."
        )


def _may_be_called(work: Work, new: Codebook) -> bool:
    """Whether no other codebook of the study has had the version."""
    had = codebooks.versions(work.session)
    return all(source == new.source for version, source in had if version == new.version)


def with_a_version_of_its_own(work: Work, new: Codebook) -> Codebook:
    """The codebook, with a later version where one that was taken back has had the same."""
    while not _may_be_called(work, new):
        following = next_version(new.version)
        new = called(new, following)
    return new


def called(codebook: Codebook, version: str) -> Codebook:
    """The same codebook as another version."""
    return load_codebook(with_text(codebook.source, ("codebook", "version"), version))


def put_in_force(
    work: Work,
    new: Codebook,
    summary: str,
    moved: Moved | None = None,
    *,
    takes_back: Any = None,
) -> str:
    """Keep a version and make it the current one; returns the change's uid.

    Args:
        work: The unit of work.
        new: The version.
        summary: What the history says.
        moved: The answers that moved with it.
        takes_back: The row of the change that this takes back, if it does.
    """
    work.journal.touch("codebook", KEY)
    coder_id = work.journal.coder_id
    codebook_id, _ = codebooks.add_version(
        work.session, new.version, new.sha256, new.source, coder_id
    )
    codebooks.put_in_force(work.session, codebook_id)
    forms = kept_form(moved or {})
    count = sum(map(len, (moved or {}).values()))
    digest: Mapping[str, object] = {"sha256": new.sha256, "answers_moved": count}
    digest = {**digest, "moved": forms} if forms else digest
    if takes_back is None:
        # Answers that have moved go back by a further version, not by an undo: hence the batch.
        batch = new_uid() if moved and count else None
        return work.journal.write(codebooks.EDITED, summary, batch=batch, digest=digest)
    return work.journal.write(
        codebooks.REVERTED,
        summary,
        target=takes_back.uid,
        batch=takes_back.batch or new_uid(),
        digest=digest,
    )
