"""What the history can be limited to."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.days import bounds, day_of
from tui.dialogs.choose import Choice, ChooseDialog
from tui.display import date_text

if TYPE_CHECKING:
    from storage import Change, HistoryQuery

KINDS = (
    ("records", "records and links", "c"),
    ("variables", "answers about documents", "v"),
    ("memos", "memos", "n"),
    ("reviews", "done, excluded and flagged", "f"),
    ("documents", "documents: imports, cases, kinds", "i"),
    ("codebook", "codebook and cues", "b"),
    ("coders", "coders and rounds", "w"),
)
"""Kinds of change: the store's name, words, key."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A list of changes, without the words that filter it."""

    query: "HistoryQuery"
    """What the study is asked for."""
    words: str
    """What that is, as the header says it."""

    @property
    def is_of_document(self) -> bool:
        """Whether all is about one document."""
        return self.query.document is not None or self.query.record is not None


def everything() -> Shown:
    """All that the coder may see."""
    from storage import HistoryQuery

    return Shown(HistoryQuery(), "history of the study")


def of_document(uid: str, title: str) -> Shown:
    """What a document went through."""
    from storage import HistoryQuery

    return Shown(HistoryQuery(document=uid), f"history of {title}")


def of_record(uid: str, name: str = "") -> Shown:
    """What a record went through."""
    from storage import HistoryQuery

    return Shown(HistoryQuery(record=uid), f"history of {name or 'a record'}")


def of_day(at: str) -> Shown:
    """What was done on the day of some moment."""
    from storage import HistoryQuery

    since, until = bounds(day := day_of(at))
    return Shown(HistoryQuery(since=since, until=until), f"history of {date_text(day.isoformat())}")


def choices(change: "Change | None", document: Shown | None) -> Iterator[Choice[Shown]]:
    """What can be shown.

    Args:
        change: The change under the cursor, whose document, record and day can be shown.
        document: The document that the history was opened from.
    """
    from storage import ChangeKind, HistoryQuery

    yield Choice(everything(), "everything you may see", "a")
    yield Choice(Shown(HistoryQuery(mine=True), "your own history"), "your own changes only", "m")
    wide = Shown(HistoryQuery(study_wide=True), "what concerns the whole study")
    yield Choice(wide, "what concerns the whole study only", "s")
    if change is not None and change.document is not None:
        document = of_document(change.document, change.document_title or "a document")
    if document is not None:
        yield Choice(
            document, "this document only", "d", document.words.removeprefix("history of ")
        )
    if change is not None and change.record is not None:
        yield Choice(of_record(change.record), "this record only", "r")
    if change is not None:
        day = of_day(change.at)
        yield Choice(day, "this day only", "y", day.words.removeprefix("history of "))
    for name, words, key in KINDS:
        kind = Shown(HistoryQuery(kind=ChangeKind(name)), f"history of {words.partition(':')[0]}")
        yield Choice(kind, f"{words} only", key)


def shown_question(
    now: Shown, change: "Change | None", document: Shown | None
) -> ChooseDialog[Shown]:
    """Ask which changes to show."""
    offered = tuple(choices(change, document))
    place = next((place for place, each in enumerate(offered) if each.value.query == now.query), 0)
    return ChooseDialog("Changes to show", offered, chosen=place)
