"""What the screen of memos says and asks."""

from typing import TYPE_CHECKING

from textual.content import Content

from tui.days import day_of, time_of
from tui.dialogs.choose import Choice, ChooseDialog
from tui.display import date_text, display_safe, one_line

if TYPE_CHECKING:
    from storage import MemoLine, MemoQuery

ON = (
    (None, "all memos", "a"),
    ("study", "on the study only", "s"),
    ("document", "on documents only", "d"),
    ("passage", "on passages only", "p"),
    ("record", "on records only", "r"),
    ("value", "on answers about documents only", "v"),
)
"""What the list can be limited to: what memos are on, words, key."""


def empty_words(query: "MemoQuery", add_key: str) -> tuple[str, ...]:
    """What an empty list says: why it is empty, and what to do."""
    if query.filter or query.on is not None:
        return ("No memo matches.", "", "Esc shows all of them again.")
    return (
        "You have written no memos yet.",
        "",
        f"{add_key} writes one on the whole study.",
        "In a document, m writes one on the record in focus or the selection.",
    )


def header_words(query: "MemoQuery") -> tuple[str, ...]:
    """How the list is limited and ordered, in words."""
    limited = [words for on, words, _key in ON if on == query.on and on is not None]
    return (*limited, "by document" if query.by_document else "newest first")


def detail_words(line: "MemoLine | None") -> Content:
    """The whole of a memo, below what it is on."""
    if line is None:
        return Content("")
    at = line.memo.created_at
    when = f"{date_text(day_of(at).isoformat())} {time_of(at)}"
    facts = [line.about, line.document_title or "", when]
    told = Content.assemble((" · ".join(one_line(fact) for fact in facts if fact), "$text-muted"))
    quote = f"\n“{one_line(line.quote)}”" if line.quote else ""
    return Content.assemble(told, (quote, "$accent"), "\n\n", display_safe(line.memo.text))


def copied_words(line: "MemoLine") -> str:
    """A memo as it is copied: its words, and what they are on."""
    about = " · ".join(part for part in (line.about, line.document_title) if part)
    quote = f"\n“{line.quote}”" if line.quote else ""
    return f"{line.memo.text}\n({about}){quote}"


def dialog_title(line: "MemoLine") -> str:
    """What a memo is on, as its dialog says it."""
    return f"Memo on {'this ' if line.about == line.memo.on else ''}{line.about}"


def on_question(query: "MemoQuery") -> "ChooseDialog[str]":
    """Ask which memos to show; all of them is ``all``."""
    place = next(place for place, (on, _words, _key) in enumerate(ON) if on == query.on)
    choices = [Choice(on or "all", words, key) for on, words, key in ON]
    return ChooseDialog("Memos to show", choices, chosen=place)
