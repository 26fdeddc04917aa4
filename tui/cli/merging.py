"""A copy for each coder, and their work back into the study: hand-out and merge."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from typer import Argument, Context, Option

from tui.cli.options import Coder, Json, Store, coder_before, opened, say_how_to_undo, store_option
from tui.cli.output import say, say_json, say_sentence
from tui.cli.progress import progress_bar
from tui.display import count_text

if TYPE_CHECKING:
    from storage import MergeConflict, MergedFile, MergeReport

INDENT = "  "

NOUNS = {
    "record": ("record", "records"),
    "variable_value": ("value of a variable", "values of variables"),
    "link": ("link", "links"),
    "memo": ("memo", "memos"),
    "review": ("state of a document", "states of documents"),
    "dismissal": ("dismissed proposal", "dismissed proposals"),
}
"""What a merge counts, in words."""

OUTCOMES = {
    "new": "new",
    "changed": "changed",
    "removed": "removed",
    "unchanged": "as here",
    "left_out": "left out, as their document was erased here",
}
"""What becomes of things, in words."""


def hand_out(
    context: Context,
    file: Annotated[Path, Argument(metavar="FILE", hidden=True)],
    coder: Annotated[str, Option("--coder", metavar="NAME", help="The coder whose copy it is.")],
    store: Store = None,
) -> None:
    """Write a copy of the study for one coder, blind for real.

    FILE gets the documents, the codebook and that coder's own work and queue, and nothing of
    anybody else: no record, value, memo, draft, total or change. It opens as that coder only.

    Example: casecoder hand-out --coder ana ana.db
    """
    with opened(store, coder_before(context)) as study:
        with progress_bar("Writing") as progress:
            made = study.hand_out(file, coder=coder, progress=progress)
        whose = f"the copy of {made.coder}{', who is new to the study' if made.is_new else ''}"
        own = f" and {count_text(made.records, 'record')} of their own" if made.records else ""
        say_sentence(
            f"{file} is {whose}: {count_text(made.documents, 'document')} to code{own}, and nothing "
            "of anybody else."
        )
        say_sentence(f"casecoder merge{store_option(study.store)} {file} brings the work back.")


def merge(
    files: Annotated[list[Path], Argument(metavar="FILE", hidden=True)],
    dry_run: Annotated[
        bool, Option("--dry-run", help="Only say what would become of everything.")
    ] = False,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Bring coders' work back from their copies.

    FILE... are copies that casecoder hand-out wrote. One may come back often, in any state: what
    is here already is left alone. All of it is done, or nothing; a copy of the store is kept
    before. What a coder changed in both places is listed: what was removed stays removed,
    otherwise the later change stands, and the history keeps the other. With --json, one file a
    line.

    Example: casecoder merge ana.db ben.db --dry-run
    """
    with opened(store, coder) as study:
        with progress_bar("Merging") as progress:
            report = study.merge(files, dry_run=dry_run, progress=progress)
        for file in report.files:
            if json:
                say_json(_as_json(file))
            else:
                _say(file)
        if json:
            return
        _say_end(report, dry_run=dry_run)
        if report.change is not None:
            say_how_to_undo(study)


def _say(file: "MergedFile") -> None:
    from storage import Merged

    say(f"{file.path}, {file.coder}'s copy: {_changes(file)}")
    for noun, counts in file.counts.items():
        told = [f"{counts[which]:,} {OUTCOMES[which.value]}" for which in Merged if which in counts]
        say_sentence(f"{INDENT}{NOUNS[noun][1]}: {', '.join(told)}")
    for value in file.provisional:
        say_sentence(f"{INDENT}added to the codebook: {value}")
    for conflict in file.conflicts:
        say_sentence(f"{INDENT}changed in both: {_conflict(conflict)}")


def _changes(file: "MergedFile") -> str:
    if not file.changes:
        return "nothing that is not here already"
    return f"{count_text(file.changes, 'change')} of the history"


def _conflict(conflict: "MergeConflict") -> str:
    where = f" of {conflict.document}" if conflict.document else ""
    side = "the copy's" if conflict.kept == "copy" else "the study's"
    return f"{conflict.what}{where}; {side} stands, since {conflict.why}"


def _say_end(report: "MergeReport", *, dry_run: bool) -> None:
    if dry_run:
        say_sentence("Nothing was changed: this is what casecoder merge would do.")
    elif report.change is None:
        say_sentence("Everything was here already; nothing was changed.")
    else:
        say_sentence(" ".join(_done(report)))


def _done(report: "MergeReport") -> Iterator[str]:
    yield f"Merged. The study as it was before is {report.copy}."
    if report.codebook_version is not None:
        yield f"The codebook is version {report.codebook_version} now."


def _as_json(file: "MergedFile") -> dict[str, object]:
    return {
        "file": file.path,
        "coder": file.coder,
        "changes": file.changes,
        "things": {noun: dict(counts) for noun, counts in file.counts.items()},
        "provisional": list(file.provisional),
        "conflicts": [
            {
                "what": conflict.noun,
                "id": conflict.uid,
                "document_title": conflict.document,
                "name": conflict.what,
                "kept": conflict.kept,
                "why": conflict.why,
            }
            for conflict in file.conflicts
        ],
    }
