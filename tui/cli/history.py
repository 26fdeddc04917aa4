"""Who did what, and whether all is as it should be: history, undo, verify, backup."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from typer import Argument, Exit, Option

from tui.cli.options import Coder, Json, Store, opened, refuse
from tui.cli.output import complain, say_json, say_sentence, say_table, time_text
from tui.cli.progress import progress_bar
from tui.days import bounds
from tui.display import count_text

if TYPE_CHECKING:
    from storage import Change, Study


MOST_PROBLEMS = 100
"""Problems that are named one by one, where somebody reads them."""

KindName = Literal["records", "variables", "memos", "reviews", "documents", "codebook", "coders"]


def history(
    document: Annotated[
        str | None,
        Option("--document", metavar="DOCUMENT", help="Only what this one went through."),
    ] = None,
    day: Annotated[
        str | None, Option("--day", metavar="DAY", help="Only today, yesterday, or on 2025-01-15.")
    ] = None,
    kind: Annotated[KindName | None, Option("--kind", help="Only changes of this kind.")] = None,
    words_of: Annotated[
        str, Option("--filter", metavar="WORDS", help="Only with these words in it.")
    ] = "",
    mine: Annotated[bool, Option("--mine", help="Only what you did yourself.")] = False,
    limit: Annotated[
        int, Option("--limit", metavar="N", min=0, help="At most so many; 0 for all.")
    ] = 50,
    store: Store = None,
    coder: Coder = None,
    json: Json = False,
) -> None:
    """Show what was done and when, latest first.

    The number is what casecoder undo takes. With --json, one change a line.

    Example: casecoder history --document 4 --day yesterday
    """
    from storage import ChangeKind, HistoryQuery

    since, until = _bounds(day)
    with opened(store, coder) as study:
        query = HistoryQuery(
            filter=words_of,
            document=study.find_document(document).uid if document else None,
            since=since,
            until=until,
            kind=ChangeKind(kind) if kind else None,
            mine=mine,
        )
        _say(islice(study.changes(query), limit or None), json=json)


def _say(changes: "Iterable[Change]", *, json: bool) -> None:
    """Print changes, one a line."""
    if json:
        for change in changes:
            say_json(_as_json(change))
    else:
        say_table(map(_row, changes), [6, 17, 12], right=(0,))


def _bounds(day: str | None) -> tuple[str | None, str | None]:
    """When a day that somebody named begins and ends."""
    if day is None:
        return None, None
    today = datetime.now().astimezone().date()
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        return bounds(named.get(day) or date.fromisoformat(day))
    except (ValueError, OverflowError):
        refuse(f"“{day}” is no day; write it as {today}, or say today or yesterday.", 2)


def _row(change: "Change") -> list[str]:
    what = change.summary
    if change.document_title:
        what = f"{change.document_title}: {what}"
    if change.undone:
        what = f"(undone) {what}"
    return [str(change.number or ""), time_text(change.at), change.coder, what]


def _as_json(change: "Change") -> dict[str, object]:
    return {
        "change_id": change.uid,
        "number": change.number,
        "at": change.at,
        "coder": change.coder,
        "action": change.action,
        "summary": change.summary,
        "document_id": change.document,
        "document_title": change.document_title,
        "undone": change.undone,
    }


def undo(
    change: Annotated[
        str,
        Argument(metavar="CHANGE", hidden=True),
    ],
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Take back one of your changes, an undo too.

    CHANGE is its number or its id in casecoder history.

    Example: casecoder undo 12
    """
    with opened(store, coder) as study:
        with progress_bar("Undoing") as progress:
            undone = study.undo_change(_change_uid(study, change), progress=progress)
        say_sentence(undone.summary)


def _change_uid(study: "Study", name: str) -> str:
    """The uid of the coder's change of this number, or of the change with this uid."""
    if not name.isdigit():
        if name not in (each.uid for each in study.history()):
            refuse(f"There is no change {name} of yours; casecoder history lists them.", 1)
        return name
    mine = (each for each in study.history() if each.coder == study.coder)
    found = next((each.uid for each in mine if each.number == int(name)), None)
    if found is None:
        refuse(f"{study.coder} has no change number {name}; casecoder history lists them.", 1)
    return found


def verify(store: Store = None, coder: Coder = None, json: Json = False) -> None:
    """Check that everything in the study is as it should be.

    Texts, quotes, totals, keys, the chain of the history and all coding against it are checked; every
    problem is named, up to a hundred, and the exit status is then 1. With --json, one problem a line,
    and all of them.

    Example: casecoder verify
    """
    with opened(store, coder) as study:
        with progress_bar("Checking") as progress:
            problems = list(study.verify(progress=progress))
        for problem in problems if json else problems[:MOST_PROBLEMS]:
            if json:
                say_json({"what": problem.what, "where": problem.where})
            else:
                complain(f"{problem.where}: {problem.what}.")
        if problems:
            wrong = len(problems)
            if wrong > MOST_PROBLEMS and not json:
                complain(f"And {wrong - MOST_PROBLEMS:,} more; --json names all.")
            complain(
                f"{count_text(wrong, 'thing')} in {study.store} {'is' if wrong == 1 else 'are'} not "
                "as it should be. A copy made by casecoder backup may have it right."
            )
            raise Exit(1)
        if not json:
            _say_all_is_well(study)


def _say_all_is_well(study: "Study") -> None:
    about = study.overview()
    codebook = study.codebook()
    plurals = {each.name: each.plural for each in codebook.record_types}
    counts = [
        count_text(n, name.replace("_", " "), plurals.get(name, name))
        for name, n in about.records.items()
    ]
    mine = f"; of {study.coder}'s: {', '.join(counts)}" if any(about.records.values()) else ""
    documents = count_text(about.documents, "document")
    say_sentence(f"Everything is as it should be: {documents}{mine}.")


def backup(
    file: Annotated[Path, Argument(metavar="FILE", hidden=True)],
    store: Store = None,
    coder: Coder = None,
) -> None:
    """Write a copy of the whole study, while others work on.

    Example: casecoder backup ~/backups/short-breaks.db
    """
    with opened(store, coder) as study:
        with progress_bar("Copying") as progress:
            study.backup(file, progress=progress)
        megabytes = file.stat().st_size / 1_000_000
        say_sentence(f"The copy {file} was written ({megabytes:,.1f} MB); it is a whole study.")
