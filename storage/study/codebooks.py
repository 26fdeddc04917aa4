"""Change the codebook in force. Coded data follow declared moves only, shown before they run."""

from collections.abc import Callable, Sequence
from functools import partial

from storage.codebook import (
    Codebook,
    Step,
    Value,
    affected,
    compare,
    field_renames,
    load_codebook,
    migrate,
    next_version,
    plan_migrations,
    with_provisional_value,
)
from storage.codebook.rewriting import with_text
from storage.database import codebooks
from storage.database.identity import new_uid
from storage.errors import ChangeRefused
from storage.records import CodebookChange
from storage.study.base import StudyBase, Work
from storage.study.counting import Report, counted

KEY = "current"
"""How the history names the codebook in force."""


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
        new = load_codebook(source)
        with counted(progress, None, "answers") as count, self._work() as work:
            _check_version(work, new)
            differences = tuple(difference.sentence for difference in compare(work.codebook, new))
            steps = plan_migrations(work.codebook, new)
            moved = _move_answers(work, new, steps, count.add)
            in_doubt = sum(
                codebooks.count_answers(work.session, each.record_type, each.field, each.value)
                for each in affected(work.codebook, new)
                if each.field is not None
            )
            change = None
            if dry_run:
                work.session.rollback()
            else:
                change = put_in_force(work, new, moved, f"Codebook {new.version} put in force.")
            said = tuple(step.sentence for step in steps)
            return CodebookChange(new.version, differences, said, moved, in_doubt, change)

    def add_provisional_value(self, record_type: str | None, field: str, label: str) -> Value:
        """Add a value while coding: a new version of the codebook, taken back from the history.

        Raises:
            ValueRefused: the field takes no such value, or has it already.
        """
        with self._work() as work:
            new, value = with_provisional_value(work.codebook, record_type, field, label)
            new = _with_a_version_of_its_own(work, new)
            put_in_force(work, new, 0, f"Provisional value {value.name} added to {field}.")
            return value

    def codebook_versions(self) -> tuple[tuple[str, str], ...]:
        """Version and text of every codebook the study has had, oldest first."""
        with self._reading() as (session, _):
            return tuple(codebooks.versions(session))


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


def _with_a_version_of_its_own(work: Work, new: Codebook) -> Codebook:
    """The codebook, with a later version where one that was taken back has had the same."""
    while not _may_be_called(work, new):
        following = next_version(new.version)
        new = load_codebook(with_text(new.source, ("codebook", "version"), following))
    return new


def _move_answers(
    work: Work, new: Codebook, steps: Sequence[Step], heard: Callable[[], None]
) -> int:
    """Take coded data along; returns how many answers moved."""
    places: dict[str | None, dict[str, codebooks.Migrate]] = {}
    for step in steps:
        if step.changes_data:
            place = step.record_type, step.old.name
            places.setdefault(place[0], {})[place[1]] = partial(migrate, steps, *place)
    names: dict[str | None, dict[str, str]] = {}
    for (record_type, old_name), name in field_renames(work.codebook, new).items():
        names.setdefault(record_type, {})[old_name] = name
    moved = sum(
        codebooks.move_answers(work.session, record_type, fields, heard)
        for record_type, fields in places.items()
    )
    for record_type, renamed in names.items():
        codebooks.rename_fields(work.session, record_type, renamed)
    return moved


def put_in_force(work: Work, new: Codebook, moved: int, summary: str) -> str:
    """Keep a version and make it the current one; returns the change's uid."""
    work.journal.touch("codebook", KEY)
    coder_id = work.journal.coder_id
    codebook_id, _ = codebooks.add_version(
        work.session, new.version, new.sha256, new.source, coder_id
    )
    codebooks.put_in_force(work.session, codebook_id)
    digest = {"sha256": new.sha256, "answers_moved": moved}
    # Answers that have moved go back by a further version, not by an undo: hence the batch.
    batch = new_uid() if moved else None
    return work.journal.write("set codebook", summary, batch=batch, digest=digest)
