"""What the insights screen says: its views, its questions, and what to do where there is nothing."""

from collections.abc import Callable, Mapping, Sequence
from string import ascii_letters
from typing import TYPE_CHECKING

from textual.content import Content

from tui.dialogs.choose import Choice, ChooseDialog
from tui.dialogs.progress import bar, count
from tui.display import count_text, one_line
from tui.widgets.figure_layout import words_of
from tui.widgets.spans import shorten

if TYPE_CHECKING:
    from storage import Bar, CountedUnit, Figure, Group, Progress, Subject

VIEWS = (
    ("progress", "1", "progress"),
    ("counts", "2", "counts"),
    ("together", "3", "together"),
    ("amounts", "4", "amounts"),
    ("time", "5", "over time"),
)
"""Every view: its name, its key unless a key map says otherwise, and its title."""

ONE_LINE, TITLE = 60, 34
"""Columns of a line of what a bar counts, and of the title in it."""

NO_SPLIT = ""
"""What is chosen to split a figure by nothing."""

EMPTY = {
    "progress": "Nothing has been done yet.",
    "counts": "Nothing has been coded yet that this could count.",
    "together": "No two values have been coded yet that could be found together.",
    "amounts": "No amounts have been coded yet.",
    "time": "No dates have been confirmed yet.",
}
"""What a view says when it has nothing to show."""


def views_line(
    views: "Sequence[tuple[str, str, str]]", now: str, keys: "Mapping[str, str]"
) -> Content:
    """The views of a screen with their keys, the one that is shown in brackets.

    Args:
        views: Name, usual key and title of each.
        now: The name of the one that is shown.
        keys: The key that reaches each, by name.
    """
    parts: list[str | tuple[str, str]] = [" "]
    for name, _, title in views:
        chosen = name == now
        parts += [
            (f"{keys[name]} ", "$accent" if not chosen else "bold"),
            (f"[{title}]" if chosen else f" {title} ", "bold" if chosen else "$text-muted"),
            "  ",
        ]
    return Content.assemble(*parts)


def empty_words(view: str, key_text: "Callable[[str], str]") -> tuple[str, ...]:
    """What to say where there is nothing, and what to do.

    Args:
        view: The view.
        key_text: Gives the key of a command.
    """
    variables, done = key_text("review.variables"), key_text("review.done")
    what = f"Open a document, answer its questions ({variables}) and make records of its words."
    if view == "time":
        identifiers = key_text("review.confirm_identifiers")
        what = f"A date counts once it is confirmed: {identifiers} in a document does it."
    if view == "progress":
        what = f"Open a document and code it; {done} there says that it is done."
    return (
        EMPTY[view],
        f"{key_text('insights.field')} counts something else.",
        what,
        "Only your own coding is counted, of documents begun or done.",
    )


def subject_question(
    title: str, subjects: "Sequence[Subject]", now: str | None, none: str = ""
) -> ChooseDialog[str]:
    """Ask for one question of the codebook.

    Args:
        title: The question.
        subjects: What can be chosen.
        now: What is chosen already.
        none: What choosing nothing is called; empty where that cannot be.
    """
    names = [(each.name, each.label, each.of) for each in subjects]
    if none:
        names.insert(0, (NO_SPLIT, none, ""))
    keys = [*ascii_letters, *[""] * max(0, len(names) - len(ascii_letters))]
    choices = [
        Choice(name, label, key, of) for (name, label, of), key in zip(names, keys, strict=False)
    ]
    places = [name for name, *_ in names]
    return ChooseDialog(
        title, choices, chosen=places.index(now or "") if (now or "") in places else 0
    )


def counted_question(
    figure: "Figure", group: "Group", bar: "Bar | None", counted: "Sequence[CountedUnit]"
) -> ChooseDialog["CountedUnit"]:
    """Offer what a bar counts."""
    of = words_of(figure, group, bar) if bar else group.label or figure.title
    number = bar.count if bar else group.base
    marks = max(len(each.mark) for each in counted)
    choices = [
        Choice(
            each,
            f"{each.mark:<{marks}}  {shorten(each.title, TITLE if each.quote else ONE_LINE)}".lstrip(),
            note=shorten(each.quote, ONE_LINE - TITLE - marks),
        )
        for each in counted
    ]
    fewer = f"The first {len(counted):,} are listed." if len(counted) < number else ""
    explanation = " ".join(filter(None, ("Enter opens one.", fewer)))
    return ChooseDialog(f"{one_line(of)}: {count_text(number, *figure.unit)}", choices, explanation)


def progress_line(progress: "Progress") -> Content:
    """How far the counting has come."""
    return Content.assemble("Counting … ", bar(progress), f" {count(progress)} read")


def file_name(figure: "Figure") -> str:
    """A name for a figure's file."""
    asked = figure.question
    parts = (asked.view, asked.field, asked.by and f"by-{asked.by}", asked.period)
    return "-".join(part.replace(".", "-") for part in parts if part) + ".csv"
